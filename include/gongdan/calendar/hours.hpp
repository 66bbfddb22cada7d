#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/time/instant.hpp>

#include <array>
#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A service window of a day: [open, close), counted from 00:00. A close beyond 24:00 runs into the next day.
struct window {
    seconds open;
    seconds close;

    friend constexpr bool operator==(window a, window b) { return a.open == b.open && a.close == b.close; }
};

/// When service is given: on working days, on days of rest, on weekdays that differ from either (a shorter Friday), and
/// on named days that differ from all (an empty list is a closure).
struct service_hours {
    std::vector<window> working;
    std::vector<window> rest;
    std::map<day, std::vector<window>> named = {};
    /// From Monday; only for a day that is worked, or not, as its weekday says: not for a holiday on a Friday, nor for a
    /// Saturday that is worked.
    std::array<std::optional<std::vector<window>>, 7> usual = {};

    [[nodiscard]] std::vector<window> const& on(day d, bool works, bool as_usual = false) const {
        auto const exception = named.find(d);
        if (exception != named.end()) return exception->second;
        auto const& weekday_hours = usual[static_cast<std::size_t>(weekday_of(d))];
        if (as_usual && weekday_hours) return *weekday_hours;
        return works ? working : rest;
    }
};

/// Hours in which something must not be done: restoring gas to homes from 22:00 to 06:00.
struct forbidden_hours {
    std::string what;  ///< `restore_gas`
    sentence name;
    std::vector<window> hours;
    std::string source;
};

/// Visits on working days 08:00-18:00, on weekends and holidays 09:00-17:00 (C1).
[[nodiscard]] inline service_hours visiting_hours() { return {{{hours{8}, hours{18}}}, {{hours{9}, hours{17}}}}; }

}}  // namespace gongdan
