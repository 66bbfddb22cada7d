#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/ticket/place.hpp>
#include <gongdan/time/interval.hpp>

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

/// A stretch on duty, with the pauses in it.
struct duty_ahead {
    interval when;
    std::vector<interval> pauses = {};
};

/// A crew that can be sent: what it can do, when it is on duty, and where it starts from.
struct team {
    std::string code;
    std::string name;
    std::vector<std::string> skills;  ///< codes of ticket types
    service_hours shift;
    point base;

    [[nodiscard]] bool can(std::string_view type) const;
    /// Whether the shift covers `t`; a day the calendar does not know counts as one of rest.
    [[nodiscard]] bool on_duty(instant t, calendar const& days) const;
    /// The earliest instant from `t` on at which the crew is on duty, within a fortnight.
    [[nodiscard]] std::optional<instant> next_duty(instant t, calendar const& days) const;
    /// What is left of the stretch on duty at `t`, and those that follow within a fortnight, `most` at most. Hours with at
    /// most two hours between them are one stretch, of a day and a half at most.
    [[nodiscard]] std::vector<duty_ahead> duties(instant t, calendar const& days, std::size_t most) const;
};

/// Who there is, how fast they drive and how long each type of work takes.
struct roster {
    std::string name;
    double metres_per_second = 25 / 3.6;
    std::map<std::string, seconds, std::less<>> service;  ///< by ticket type
    std::vector<std::string> interruptible = {};          ///< ticket types whose work may be left for an urgent one
    seconds make_safe = minutes{5};                       ///< spent before it is left
    std::vector<team> teams;

    [[nodiscard]] seconds drive(point a, point b) const;
    [[nodiscard]] bool may_interrupt(std::string_view type) const;
    [[nodiscard]] seconds work(std::string_view type) const;  ///< an hour where the type is not named
};

/// A roster from a TOML file (docs/reference/roster.md). Throws input_error naming line and key.
[[nodiscard]] roster read_roster(source const& from);

}}}  // namespace gongdan::dispatch

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/roster.ipp>
#endif
