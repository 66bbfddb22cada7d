#pragma once

#include <gongdan/simulate/detail/people.hpp>
#include <gongdan/simulate/run.hpp>
#include <gongdan/ticket/ticket.hpp>

#include <cstdint>
#include <functional>
#include <queue>
#include <tuple>
#include <vector>

// Tickets under way, and those that wait for a crew. Of use to run.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

/// Where a ticket's time went, in ticks.
struct spent {
    tick nobody = 0;    ///< it waited though crews were on duty
    tick gap = 0;       ///< it waited and no crew was on duty that could do it
    tick travel = 0;    ///< a crew was on the way
    tick part = 0;      ///< for a part
    tick customer = 0;  ///< for the customer
};

/// A ticket the run still has to do with.
struct live {
    ticket_id id;
    std::uint32_t kind = 0;
    std::uint64_t family = 0;  ///< of its random numbers
    std::uint64_t number = 0;  ///< and which of that family it is
    std::uint64_t order = 0;   ///< among all
    spot place = {};
    tick came = 0;
    tick first_taken = -1;
    tick first_begun = -1;
    tick remaining = -1;               ///< of the service; -1: not begun
    tick since = 0;                    ///< when it last began to wait, for a crew or something else
    tick gap_then = 0;                 ///< what `duty_gaps` showed then
    tick not_before = 0;               ///< the customer is not there sooner
    tick worked = 0;                   ///< of the service, before it was interrupted
    std::uint32_t planned_for = none;  ///< the crew it was last meant for
    spent so_far;
    spent at_begin;  ///< as it was when the work was begun for the first time
    std::uint32_t visits = 0;
    std::uint32_t trips = 0;
    std::uint32_t reworks = 0;
    std::uint32_t stage = 0;    ///< of the steps that take time (stages.hpp)
    std::uint32_t entered = 0;  ///< stages whose first commands were given
    std::uint32_t stamp = 0;    ///< changes whenever it leaves the queue, and when its slot is used anew
    moment::what stands_for = moment::what::opened;  ///< why it last stood still
    bool counted = false;
    bool waiting = false;
    bool awaited = false;  ///< it stands still until an hour that is known
    bool used = false;
    bool interrupted = false;
};

/// A place in a line; the smallest is served first.
struct rank {
    std::int64_t first;  ///< what the dispatch order says
    std::int64_t second;
    std::int64_t third;
    std::uint64_t order;
    std::uint32_t slot;
    std::uint32_t stamp;

    friend bool operator>(rank const& a, rank const& b) {
        return std::tie(a.first, a.second, a.third, a.order) > std::tie(b.first, b.second, b.third, b.order);
    }
};

/// What there is to order tickets by.
struct claims {
    level urgency;
    instant deadline = distant_future;
    instant appointment = distant_future;
};

[[nodiscard]] inline rank rank_of(dispatch_order by, claims const& c, live const& t, std::uint32_t slot) {
    auto const urgency = -static_cast<std::int64_t>(c.urgency);
    auto const deadline = c.deadline.since_epoch;
    auto const appointment = c.appointment.since_epoch;
    switch (by) {
    case dispatch_order::nearest:
    case dispatch_order::planner:
    case dispatch_order::queue: return {urgency, deadline, appointment, t.order, slot, t.stamp};
    case dispatch_order::deadline: return {deadline, urgency, appointment, t.order, slot, t.stamp};
    case dispatch_order::arrival: break;
    }
    return {0, 0, 0, t.order, slot, t.stamp};
}

/// Tickets that wait for a crew, a line for each skill that is asked for. Who leaves a line otherwise than by being
/// taken changes its stamp, and is passed over later.
class waiting_lines {
public:
    explicit waiting_lines(std::size_t skills) : by_skill_(skills) {}

    void put(std::uint32_t skill, rank const& r) { by_skill_[skill].push(r); }

    /// Takes the first of those that these skills can do; `nobody` where there is none.
    [[nodiscard]] std::uint32_t take(std::uint64_t skills, std::vector<live> const& tickets, std::uint32_t nobody) {
        line* best = nullptr;
        for (std::size_t k = 0; k < by_skill_.size(); ++k) {
            if ((skills >> k & 1) == 0) continue;
            line& l = by_skill_[k];
            while (!l.empty() && tickets[l.top().slot].stamp != l.top().stamp) l.pop();
            if (!l.empty() && (best == nullptr || best->top() > l.top())) best = &l;
        }
        if (best == nullptr) return nobody;
        std::uint32_t const slot = best->top().slot;
        best->pop();
        return slot;
    }

private:
    using line = std::priority_queue<rank, std::vector<rank>, std::greater<>>;
    std::vector<line> by_skill_;
};

}}}}  // namespace gongdan::simulate::run_detail
