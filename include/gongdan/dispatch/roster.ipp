#pragma once

#include <gongdan/dispatch/roster.hpp>

#include <algorithm>
#include <cmath>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

GONGDAN_INLINE bool team::can(std::string_view type) const {
    return std::find(skills.begin(), skills.end(), type) != skills.end();
}

namespace roster_detail {

inline std::vector<window> const& windows(team const& t, day d, calendar const& days) {
    return t.shift.on(d, days.covers(d) && days.works(d));
}

/// The hours on duty that end after `t`, of the day before and a fortnight.
inline std::vector<interval> hours_ahead(team const& t, instant from, calendar const& days) {
    std::vector<interval> all;
    for (day d = day_of(from) - 1; d < day_of(from) + 14; d = d + 1)
        for (window const w : windows(t, d, days))
            if (from < start_of(d) + w.close)
                all.push_back({std::max(from, start_of(d) + w.open), start_of(d) + w.close});
    merge(all);
    return all;
}

}  // namespace roster_detail

GONGDAN_INLINE bool team::on_duty(instant t, calendar const& days) const {
    auto const now = next_duty(t, days);
    return now && *now == t;
}

GONGDAN_INLINE std::optional<instant> team::next_duty(instant t, calendar const& days) const {
    auto const ahead = duties(t, days, 1);
    return ahead.empty() ? std::nullopt : std::optional{ahead.front().when.from};
}

GONGDAN_INLINE std::vector<duty_ahead> team::duties(instant t, calendar const& days, std::size_t most) const {
    constexpr seconds pause = hours{2};
    constexpr seconds longest = hours{36};
    std::vector<duty_ahead> all;
    for (interval rest : roster_detail::hours_ahead(*this, t, days)) {
        while (!rest.empty()) {
            interval const next{rest.from, std::min(rest.to, rest.from + longest)};
            bool const goes_on =
                !all.empty() && next.from - all.back().when.to <= pause && next.to - all.back().when.from <= longest;
            if (!goes_on) {
                if (all.size() == most) return all;
                all.push_back({next});
            } else {
                if (all.back().when.to < next.from) all.back().pauses.push_back({all.back().when.to, next.from});
                all.back().when.to = next.to;
            }
            rest.from = next.to;
        }
    }
    return all;
}

GONGDAN_INLINE seconds roster::drive(point a, point b) const {
    return seconds{static_cast<std::int64_t>(std::lround(metres_between(a, b) / metres_per_second))};
}

GONGDAN_INLINE bool roster::may_interrupt(std::string_view type) const {
    return std::find(interruptible.begin(), interruptible.end(), type) != interruptible.end();
}

GONGDAN_INLINE seconds roster::work(std::string_view type) const {
    auto const found = service.find(type);
    return found == service.end() ? hours{1} : found->second;
}

}}}  // namespace gongdan::dispatch
