#pragma once

#include <gongdan/time/instant.hpp>

#include <map>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A service window of a day: [open, close), counted from 00:00. A close beyond 24:00 runs into the next day.
struct window {
    seconds open;
    seconds close;

    friend constexpr bool operator==(window a, window b) { return a.open == b.open && a.close == b.close; }
};

/// When service is given: on working days, on days of rest, and on named days that differ from both (an empty
/// list is a closure).
struct service_hours {
    std::vector<window> working;
    std::vector<window> rest;
    std::map<day, std::vector<window>> named = {};

    [[nodiscard]] std::vector<window> const& on(day d, bool works) const {
        auto const exception = named.find(d);
        if (exception != named.end()) return exception->second;
        return works ? working : rest;
    }
};

/// Visits on working days 08:00-18:00, on weekends and holidays 09:00-17:00 (C1).
[[nodiscard]] inline service_hours visiting_hours() { return {{{hours{8}, hours{18}}}, {{hours{9}, hours{17}}}}; }

}}  // namespace gongdan
