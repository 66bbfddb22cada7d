#pragma once

#include <gongdan/calendar/china.hpp>
#include <gongdan/calendar/china_data.ipp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace china_data {

inline day from_digits(std::int32_t yyyymmdd) {
    return *make_day(yyyymmdd / 10'000, static_cast<unsigned>(yyyymmdd / 100 % 100),
                     static_cast<unsigned>(yyyymmdd % 100));
}

inline std::int32_t year_of(day d) { return split(d).year; }

/// The last notice of a year that was known on `as_of`; nothing where the year has none dated.
inline notice const* notice_of(std::int32_t year, day as_of) {
    notice const* found = nullptr;
    for (notice const& n : notices)
        if (n.year == year && from_digits(n.issued) <= as_of) found = &n;
    return found;
}

inline bool arranged_by(std::int32_t notice_year, day as_of) {
    return notice_year < std::begin(notices)->year || notice_of(notice_year, as_of) != nullptr;
}

inline std::string document_of(std::int32_t notice_year, day as_of) {
    auto const* n = notice_of(notice_year, as_of);
    return n != nullptr ? n->document : fmt::format("国务院办公厅{}年放假通知", notice_year);
}

/// A holiday's name in both languages.
inline sentence name_of(std::string_view zh) {
    for (auto const& [chinese, english] : names)
        if (zh == chinese) return {std::string{zh}, english};
    return {std::string{zh}, std::string{zh}};
}

/// By date: where two rows speak of a day, the one put in later stands.
using days_by_date = std::map<day, special_day>;

inline void add_arranged(days_by_date& days, day as_of) {
    for (run const& r : arranged) {
        if (!arranged_by(r.notice_year, as_of)) continue;
        day const first = from_digits(r.first);
        for (day d = first; d < first + r.days; d = d + 1)
            days[d] = {d, r.kind == work, name_of(r.name), document_of(r.notice_year, as_of)};
    }
}

inline void restore_superseded(days_by_date& days, day as_of) {
    for (superseded const& s : earlier) {
        if (as_of < from_digits(s.known_from) || from_digits(s.known_until) < as_of) continue;
        day const d = from_digits(s.date);
        auto const name = days.count(d) != 0 ? days[d].name : sentence{};
        days[d] = {d, s.kind == work, name, document_of(year_of(d), as_of)};
    }
}

/// Statutory days off since 2025: New Year 1, Spring Festival 4 from the eve, Qingming 1, Labour Day 2, Dragon
/// Boat 1, Mid-Autumn 1, National Day 3 (国务院令第795号).
inline void add_statutory(days_by_date& days, festivals const& f) {
    std::int32_t const year = f.spring_festival / 10'000;
    auto const off = [&](day from, std::int32_t n, char const* name) {
        for (day d = from; d < from + n; d = d + 1) days[d] = {d, false, name_of(name), "全国年节及纪念日放假办法"};
    };
    off(from_digits(year * 10'000 + 101), 1, "元旦");
    off(from_digits(f.spring_festival) - 1, 4, "春节");
    off(from_digits(f.qingming), 1, "清明节");
    off(from_digits(year * 10'000 + 501), 2, "劳动节");
    off(from_digits(f.dragon_boat), 1, "端午节");
    off(from_digits(f.mid_autumn), 1, "中秋节");
    off(from_digits(year * 10'000 + 1001), 3, "国庆节");
}

inline std::int32_t newest_arranged_year(day as_of) {
    std::int32_t last = 0;
    for (notice const& n : notices)
        if (from_digits(n.issued) <= as_of) last = std::max(last, n.year);
    return last;
}

}  // namespace china_data

GONGDAN_INLINE answer<calendar> china(china_options options) {
    using namespace china_data;
    day const as_of = options.as_known_on.value_or(from_digits(std::rbegin(notices)->issued));
    std::int32_t const newest_year = newest_arranged_year(as_of);
    if (newest_year == 0)
        return refusal{"calendar.unknown_knowledge", "C5", fmt::format("{} 当日已知的放假安排无从查考", to_text(as_of)),
                       fmt::format("what was known of the calendar on {} is not on record", to_text(as_of))};
    days_by_date days;
    add_arranged(days, as_of);
    restore_superseded(days, as_of);

    calendar_spec spec;
    spec.name = "china";
    spec.version = document_of(newest_year, as_of);
    spec.layers = {{spec.name, spec.version, "国务院办公厅放假通知"}};
    spec.first = *make_day(2002, 1, 1);
    spec.last = *make_day(newest_year, 12, 31);
    if (options.provisional) {
        spec.provisional_last = *make_day(2050, 12, 31);
        for (festivals const& f : expected)
            if (f.spring_festival / 10'000 > newest_year) add_statutory(days, f);
        // As known on an early day, the years between its last notice and the table of festivals are not provisional
        // but simply unknown.
        if (newest_year < expected[0].spring_festival / 10'000 - 1) spec.provisional_last.reset();
    }
    day const until = spec.provisional_last.value_or(spec.last);
    for (auto& [d, entry] : days)
        if (spec.first <= d && d <= until) spec.days.push_back(std::move(entry));
    for (special_day& d : spec.days) d.layer = spec.name;
    return calendar::make(std::move(spec));
}

GONGDAN_INLINE calendar china() { return *china(china_options{}); }

}}  // namespace gongdan
