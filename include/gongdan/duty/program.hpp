#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/registration/field.hpp>
#include <gongdan/time/instant.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace duty {

/// What kind of place is visited. Halls and service centres are places too: they are assessed (I5).
enum class place_class : std::uint8_t { household, commercial, industrial, heating, public_institution, other, hall };

/// How a duty comes back.
enum class recurrence : std::uint8_t {
    each_year,         ///< once in each calendar year
    months,            ///< so many months after the last time
    before_festivals,  ///< ahead of each named holiday
};

/// From which date the months are counted: the day it was done, or the day it had been planned for.
enum class basis : std::uint8_t { actual, planned };

/// How a visit went. Nobody home is a visit that was made and gained nothing; it is never left out of the count.
enum class visit_result : std::uint8_t { done, nobody_home, refused, company };

}  // namespace duty

template <>
struct labels<duty::place_class> {
    static constexpr term table[] = {
        {"household", "居民", "household"},
        {"commercial", "商业", "commercial"},
        {"industrial", "工业", "industrial"},
        {"heating", "采暖", "heating"},
        {"public_institution", "公福", "public institution"},
        {"other", "其他非居民", "other non-residential"},
        {"hall", "营业厅", "hall"},
    };
};

template <>
struct labels<duty::recurrence> {
    static constexpr term table[] = {
        {"each_year", "每年度", "each calendar year"},
        {"months", "每隔若干月", "every so many months"},
        {"before_festivals", "节前", "before festivals"},
    };
};

template <>
struct labels<duty::basis> {
    static constexpr term table[] = {{"actual", "实际日期", "actual date"}, {"planned", "计划日期", "planned date"}};
};

template <>
struct labels<duty::visit_result> {
    static constexpr term table[] = {
        {"done", "已完成", "done"},
        {"nobody_home", "无人在家", "nobody home"},
        {"refused", "拒绝入户", "refused entry"},
        {"company", "公司未到", "not kept by the company"},
    };
};

namespace duty {

/// A duty that comes back (I1-I5), as data.
struct cycle {
    std::string code;
    sentence name;
    std::vector<place_class> classes;
    recurrence again = recurrence::each_year;
    int months = 12;                          ///< for recurrence::months
    std::vector<std::string> festivals = {};  ///< as the calendar names its holidays, 春节
    int ahead_days = 60;                      ///< how long before its last day a visit may be made (not for each_year)
    basis counted_from = basis::actual;
    int gap_days = 0;     ///< at least so long after the last time, where the year alone would allow it
    int retry_days = 14;  ///< after a visit in vain
    std::vector<std::string> goes_with = {};  ///< done at the visit of one of these duties, where one is due
    std::string rule;
    std::string source;

    [[nodiscard]] bool concerns(place_class c) const;
    [[nodiscard]] bool accompanies(std::string_view other) const;
};

/// The recurring duties of one company, by name, version and source.
struct program {
    std::string name;
    std::string version;
    std::string source = {};
    int catch_up_days = 30;  ///< what is overdue at the start is spread over so many days
    std::vector<cycle> cycles = {};
};

/// The books' own: `handbook` (I1, I2, I4) and `standard` (I3), each with the assessments (I5) whose dates the books
/// leave open; every three months is ours.
[[nodiscard]] program const& handbook();
[[nodiscard]] program const& standard();

/// A place that duties concern.
struct place {
    std::string id;
    place_class kind = place_class::household;
    std::string area;      ///< who serves it
    std::string building;  ///< visited together
    day since = {};        ///< gas since; a duty counted in months counts from here the first time
    registration::care care = registration::care::none;  ///< served at home (T26)
};

/// A visit that was made, or should have been.
struct visit {
    std::string place;
    std::string duty;
    day on;
    day planned;  ///< the day it was planned for; `on` where nobody planned it
    visit_result result = visit_result::done;
};

/// The day `n` months later; the last of the month where there is no such day (31 January and one month: 28 February).
[[nodiscard]] day add_months(day d, int n);

}
}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/duty/program.ipp>
#endif
