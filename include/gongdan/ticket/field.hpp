#pragma once

#include <gongdan/core/config.hpp>

#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Names in the payload that the engine itself reads.
namespace field {
inline constexpr std::string_view level = "level";
inline constexpr std::string_view external = "external";
inline constexpr std::string_view hall = "hall";
inline constexpr std::string_view label = "label";
inline constexpr std::string_view from = "from";
inline constexpr std::string_view to = "to";
inline constexpr std::string_view reason = "reason";
inline constexpr std::string_view outcome = "outcome";
inline constexpr std::string_view crew = "crew";
inline constexpr std::string_view pinned =
    "pinned";  ///< of an assignment: `no` where another crew may be proposed later
inline constexpr std::string_view interrupts =
    "interrupts";                                       ///< of an assignment: the ticket that the crew leaves for it
inline constexpr std::string_view done_by = "done_by";  ///< of any entry: when the crew now expects to be done
inline constexpr std::string_view address = "address";  ///< where tickets of one place are known by
inline constexpr std::string_view latitude = "lat";     ///< degrees
inline constexpr std::string_view longitude = "lon";
inline constexpr std::string_view owner = "owner";            ///< of a hand-over: who answers from now on
inline constexpr std::string_view into = "into";              ///< of a merger: the ticket that goes on
inline constexpr std::string_view parent = "parent";          ///< of an opening: the ticket this one came from
inline constexpr std::string_view unit = "unit";              ///< the unit of who acts
inline constexpr std::string_view waits_with = "waits_with";  ///< of `waits`: the event that waits
inline constexpr std::string_view waits_for = "waits_for";    ///< of `waits`: the child it waits for first
inline constexpr std::string_view sequence = "sequence";      ///< of `settled`: the entry that is in conflict
inline constexpr std::string_view why = "why";                ///< of `settled`
inline constexpr std::string_view type = "type";              ///< of `moved`: the type it goes on under
inline constexpr std::string_view state_prefix = "state.";  ///< of `moved`: each state of the old type, and its new one
inline constexpr std::string_view clock_ahead = "clock_ahead";  ///< how many seconds a clock was ahead of ours
}  // namespace field

}}  // namespace gongdan
