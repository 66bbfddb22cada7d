#pragma once

#include <gongdan/duty/program.hpp>
#include <gongdan/time/civil.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace duty {

namespace program_detail {

inline std::vector<place_class> non_residential() {
    return {place_class::commercial, place_class::industrial, place_class::heating, place_class::public_institution,
            place_class::other};
}

inline cycle inspection(std::string rule, std::vector<place_class> classes, recurrence again) {
    cycle c;
    c.code = "inspection";
    c.name = {"安全检查", "safety inspection"};
    c.classes = std::move(classes);
    c.again = again;
    c.rule = std::move(rule);
    return c;
}

inline cycle leaflets() {
    cycle c;
    c.code = "leaflets";
    c.name = {"安全宣传资料", "safety leaflets"};
    c.classes = non_residential();
    c.classes.insert(c.classes.begin(), place_class::household);
    c.goes_with = {"inspection", "festival_inspection"};
    c.rule = "I4";
    c.source = "客服中心管理制度汇编";
    return c;
}

inline cycle assessment() {
    cycle c;
    c.code = "assessment";
    c.name = {"定期考核", "assessment"};
    c.classes = {place_class::hall};
    c.again = recurrence::months;
    c.months = 3;
    c.ahead_days = 15;
    c.rule = "I5";
    c.source = "客户服务管理办法";
    return c;
}

inline cycle every(int months, cycle c) {
    c.months = months;
    return c;
}

}  // namespace program_detail

GONGDAN_INLINE bool cycle::concerns(place_class c) const {
    return std::find(classes.begin(), classes.end(), c) != classes.end();
}

GONGDAN_INLINE bool cycle::accompanies(std::string_view other) const {
    return std::find(goes_with.begin(), goes_with.end(), other) != goes_with.end();
}

GONGDAN_INLINE program const& handbook() {
    using namespace program_detail;
    static program const p = [] {
        program x{"handbook", "1", "客服中心管理制度汇编"};
        cycle yearly = inspection("I1", {place_class::household}, recurrence::each_year);
        yearly.gap_days = 180;
        cycle before = inspection("I2", {place_class::public_institution}, recurrence::before_festivals);
        before.code = "festival_inspection";
        before.name = {"节前全面检查", "full inspection before a festival"};
        before.festivals = {"春节", "劳动节", "国庆节"};
        before.ahead_days = 30;
        x.cycles = {yearly, before, leaflets(), assessment()};
        return x;
    }();
    return p;
}

GONGDAN_INLINE program const& standard() {
    using namespace program_detail;
    static program const p = [] {
        program x{"standard", "1", "客户服务标准(试行)"};
        cycle others = inspection("I3", non_residential(), recurrence::months);
        others.code = "inspection_yearly";
        others.name = {"非居民安全检查", "inspection of non-residential customers"};
        x.cycles = {every(24, inspection("I3", {place_class::household}, recurrence::months)), others, assessment()};
        return x;
    }();
    return p;
}

GONGDAN_INLINE day add_months(day d, int n) {
    auto const c = split(d);
    int const months = c.year * 12 + static_cast<int>(c.month) - 1 + n;
    int const year = months / 12;
    auto const month = static_cast<unsigned>(months % 12 + 1);
    for (unsigned last = c.day_of_month; last > 0; --last)
        if (auto const found = make_day(year, month, last)) return *found;
    return d;  // past the years that can be written
}

}}}  // namespace gongdan::duty
