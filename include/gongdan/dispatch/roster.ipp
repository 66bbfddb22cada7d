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

}  // namespace roster_detail

GONGDAN_INLINE bool team::on_duty(instant t, calendar const& days) const {
    auto const now = next_duty(t, days);
    return now && *now == t;
}

GONGDAN_INLINE std::optional<instant> team::next_duty(instant t, calendar const& days) const {
    // A shift that began the evening before may still run.
    for (day d = day_of(t) - 1; d < day_of(t) + 14; d = d + 1)
        for (window const w : roster_detail::windows(*this, d, days))
            if (t < start_of(d) + w.close) return std::max(t, start_of(d) + w.open);
    return {};
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
