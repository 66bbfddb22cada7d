#pragma once

#include <gongdan/desk/desk.hpp>
#include <gongdan/dispatch/roster.hpp>

#include <map>
#include <optional>
#include <set>
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

/// Whether a ticket of this lifecycle is ready for a crew: between where it stands and a technician's step lie only steps
/// of the office, and none of them waits for something that must first be brought.
[[nodiscard]] bool awaits_crew(lifecycle const& l, position const& p);

/// Open tickets without a crew that are not held and await one, in the order they should be served: level strictly first,
/// then the deadline, then the appointment, then the number.
[[nodiscard]] std::vector<waiting> queue(desk const& d);

/// Who should go, when they would be there, and why; nobody where no crew can.
struct proposal {
    ticket_id ticket;
    std::string crew;  ///< empty: nobody can
    instant leaves;
    instant arrives;
    sentence reason;
    std::vector<sentence> others;              ///< why not each of the others
    std::optional<ticket_id> interrupts = {};  ///< work that the crew leaves, once it is safe

    [[nodiscard]] command as_command(instant now, actor who) const;
};

/// Goes through the queue once and gives each ticket to the crew that can be there first; a crew is busy with what it
/// has and with what was proposed to it before, with an appointment only when that comes. For an urgent ticket a crew may
/// leave work that the roster calls interruptible. Times are whole minutes, rounded up. Pure: only the commands change anything (D10). A ticket's place is read
/// from its fields `lat` and `lon`; without them a crew is thought to start at the door.
[[nodiscard]] std::vector<proposal> propose(desk const& d, roster const& r, instant now);

/// Listens to a desk, and proposes again only where news has touched something. `d.observe(&it)` connects it.
class online : public observer {
public:
    explicit online(roster r) : roster_(std::move(r)) {}

    void accepted(entry const& e) override { touched_.insert(e.ticket.value); }

    /// What to propose that was not proposed before: new tickets, those with news of their own, and those for which news
    /// elsewhere made another crew the first, or moved the arrival by a quarter of an hour. Nothing where nothing happened.
    [[nodiscard]] std::vector<proposal> news(desk const& d, instant now);

private:
    struct told {
        std::string crew;
        instant arrives;
    };
    roster roster_;
    std::set<std::uint64_t> touched_;
    std::map<std::uint64_t, told> told_;
};

}}}  // namespace gongdan::dispatch

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/propose.ipp>
#endif
