#pragma once

#include <gongdan/desk/desk.hpp>
#include <gongdan/dispatch/roster.hpp>

#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

/// A ticket that waits for a crew, with what its place in the queue is decided by.
struct waiting {
    ticket_id ticket;
    level urgency = level::waiting;
    instant due = distant_future;  ///< the first deadline not met yet
    std::optional<interval> agreed = {};
};

/// Open tickets without a crew that are not held, in the order they should be served: level strictly first, then the
/// deadline, then the appointment, then the number.
[[nodiscard]] std::vector<waiting> queue(desk const& d);

/// Who should go, when they would be there, and why; nobody where no crew can.
struct proposal {
    ticket_id ticket;
    std::string crew;  ///< empty: nobody can
    instant leaves;
    instant arrives;
    sentence reason;
    std::vector<sentence> others;  ///< why not each of the others

    [[nodiscard]] command as_command(instant now, actor who) const;
};

/// Goes through the queue once and gives each ticket to the crew that can be there first; a crew is busy with what it
/// has and with what was proposed to it before. Pure: only the commands change anything (D10). A ticket's place is read
/// from its fields `lat` and `lon`; without them a crew is thought to start at the door.
[[nodiscard]] std::vector<proposal> propose(desk const& d, roster const& r, instant now);

}}}  // namespace gongdan::dispatch

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/propose.ipp>
#endif
