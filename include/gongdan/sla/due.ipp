#pragma once

#include <gongdan/sla/decide.ipp>
#include <gongdan/sla/due.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace due_detail {

inline sentence amount_left(std::int64_t n, expression::form unit) {
    switch (unit) {
    case expression::form::working_days: return {fmt::format("{} 个工作日", n), fmt::format("{} working days", n)};
    case expression::form::natural_days: return {fmt::format("{} 日", n), fmt::format("{} days", n)};
    case expression::form::service:
        return {fmt::format("服务时间 {}", span_text(seconds{n})), fmt::format("{} of service", span_text(seconds{n}))};
    default: return {span_text(seconds{n}), span_text(seconds{n})};
    }
}

}  // namespace due_detail

GONGDAN_INLINE due evaluate(expression const& e, calendar const& days, clock_facts const& facts) {
    return due_detail::decide(e, days, facts).result;
}

GONGDAN_INLINE due remind(expression const& reminder, calendar const& days, due const& of, clock_facts const& facts) {
    if (!of.known()) return of;
    return due_detail::count_back(reminder, days, {of.when, of.ends_day}, facts.holds, facts.holds + facts.hold_count);
}

GONGDAN_INLINE std::string to_text(due const& d) {
    if (!d.known()) return {};
    return d.ends_day ? to_text_ending_day(d.when) : to_text(d.when);
}

GONGDAN_INLINE sentence why_not(due const& d, calendar const& days) {
    auto const left = due_detail::amount_left(d.left, d.unit);
    switch (d.state) {
    case due::how::held:
        if (d.left == 0)
            return {fmt::format("自 {} 起暂停计时", to_text(d.when)),
                    fmt::format("the clock stands still since {}", to_text(d.when))};
        return {fmt::format("自 {} 起暂停计时,尚余 {}", to_text(d.when), left.zh),
                fmt::format("the clock stands still since {} with {} left", to_text(d.when), left.en)};
    case due::how::unknown: {
        auto const missing = days.unknown(d.when < start_of(days.first()) ? day_of(d.when) : days.last() + 1);
        if (d.left == 0) return {missing.zh, missing.en};
        return {missing.zh + fmt::format(",尚余 {}", left.zh), missing.en + fmt::format(", with {} left", left.en)};
    }
    case due::how::unset: return {"尚未约定时间", "no time is agreed yet"};
    case due::how::at: break;
    }
    return {};
}

}}  // namespace gongdan
