#pragma once

#include <gongdan/desk/desk.hpp>
#include <gongdan/dispatch/roster.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace dispatch {

/// A ticket that waits for a crew, with what its place in the queue is decided by.
struct waiting {
    ticket_id ticket;
    level urgency = level::waiting;
    instant due = distant_future;  ///< the first deadline not met yet
    std::optional<interval> agreed = {};
};

/// Whether a ticket of this lifecycle is ready for a crew: between where it stands and a technician's step lie only steps
/// of the office, and none of them waits for something that must first be brought.
[[nodiscard]] bool awaits_crew(lifecycle const& l, position const& p);

/// Open tickets without a crew that are not held and await one, in the order they should be served: level strictly first,
/// then the deadline, then the appointment, then the number.
[[nodiscard]] std::vector<waiting> queue(desk const& d);

/// What a proposal would change.
enum class proposed : std::uint8_t {
    assign,    ///< a crew for a ticket that has none
    reassign,  ///< another crew
    retime,    ///< the same crew, a quarter of an hour or more from what was proposed before
    nobody,    ///< no crew has room for it now; `before` names the one it had
};

/// Who should go, when they would be there, and why; nobody where no crew can.
struct proposal {
    ticket_id ticket;
    std::string crew;  ///< empty: nobody can
    instant leaves;
    instant arrives;
    sentence reason;
    std::vector<sentence> others;              ///< why not each of the others
    std::optional<ticket_id> interrupts = {};  ///< work that the crew leaves, once it is safe
    proposed what = proposed::assign;
    std::string before = {};                    ///< the crew it has now
    sentence price = {};                        ///< what it costs: the detour, lateness, promises, cover
    std::optional<std::uint32_t> version = {};  ///< of the ticket when this was worked out
    std::string interrupted = {};               ///< the name of what is interrupted

    /// The assignment, marked as proposed (`pinned=no`): another may be proposed later. Refused by the desk where something
    /// has happened to the ticket meanwhile.
    [[nodiscard]] command as_command(instant now, actor who) const;
};

/// What `online` (online.hpp) would propose for the tickets in the queue to somebody who begins to listen now. Pure: only
/// the commands change anything (D10).
[[nodiscard]] std::vector<proposal> propose(desk const& d, roster const& r, instant now);

}  // namespace dispatch

template <>
struct labels<dispatch::proposed> {
    static constexpr term table[] = {
        {"assign", "派工", "assign"},
        {"reassign", "改派", "assign to another crew"},
        {"retime", "改时", "another time"},
        {"nobody", "无人可派", "nobody"},
    };
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/online.hpp>
#include <gongdan/dispatch/propose.ipp>
#endif
