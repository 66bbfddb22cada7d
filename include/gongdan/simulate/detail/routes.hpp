#pragma once

#include <gongdan/dispatch/detail/place_list.hpp>
#include <gongdan/dispatch/problem.hpp>
#include <gongdan/simulate/detail/meter.hpp>
#include <gongdan/simulate/detail/places.hpp>
#include <gongdan/simulate/detail/stages.hpp>
#include <gongdan/simulate/detail/tickets.hpp>
#include <gongdan/simulate/random.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

// What the route planner is asked. Of use to run.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

/// A ticket that a crew is to go to; void where its slot holds another by then.
struct stop {
    std::uint32_t slot;
    std::uint64_t order;
    tick begin;  ///< as planned
};

/// A problem for the planner, put together from what the run knows. Visits have the tickets' numbers of order, crews
/// their indices; its times are seconds since the run's start.
class question {
public:
    explicit question(tick per_second) : per_second_(per_second) {}

    [[nodiscard]] dispatch::tick seconds_of(tick t) const {
        tick const up = t >= 0 ? per_second_ - 1 : 0;
        return (t + up) / per_second_;
    }
    [[nodiscard]] dispatch::place put(spot s) { return spots_.put(s); }
    /// The ways between all places, driven at this hour.
    void measure(places const& map, std::size_t hour) {
        spots_.measure(asked, [&](spot a, spot b) { return seconds_of(map.drive(a, b, hour)); });
    }

    dispatch::problem asked;

private:
    tick per_second_;
    dispatch::detail::place_list<spot> spots_;
};

/// Says crews and tickets in the planner's words. What a service takes is known by its mean only.
class router {
public:
    router(scenario const& s, std::vector<course> const& courses, std::vector<std::uint32_t> const& skill_of)
        : scenario_(s), skill_of_(skill_of) {
        for (std::size_t k = 0; k < s.classes.size(); ++k) {
            means_.push_back({});
            for (double const left : mean_left(courses[k], s.classes[k]))
                means_.back().push_back(quantised(left, s.per_unit()));
        }
    }

    /// What the work should still take, after `worked`: a quarter of the mean at least.
    [[nodiscard]] tick still_takes(live const& t, tick worked) const {
        tick const mean = means_[t.kind][t.stage];
        return std::max(mean - worked, mean / 4);
    }
    /// When a crew should be done with the ticket it is at.
    [[nodiscard]] tick free_at(crew const& who, live const& t, tick now) const {
        if (who.under_way) return who.expected + still_takes(t, t.worked);
        return now + still_takes(t, t.worked + now - who.began);
    }

    [[nodiscard]] dispatch::visit visit_of(question& q, live const& t, claims const& c) const {
        dispatch::visit v;
        v.id = t.order;
        v.where = q.put(t.place);
        v.service = q.seconds_of(still_takes(t, t.worked));
        v.level = static_cast<std::uint32_t>(c.urgency);
        if (skill_of_[t.kind] != 0) v.skills = {skill_of_[t.kind]};
        if (t.not_before > 0) v.windows = {{q.seconds_of(t.not_before), dispatch::farthest}};
        if (tick const due = due_begin(t, c); due < longest_span) v.due = q.seconds_of(due);
        if (t.planned_for != none) v.told_crew = t.planned_for;
        return v;
    }

    [[nodiscard]] dispatch::crew crew_of(
        question& q, std::uint32_t c, crew const& who, spot from, counted_time on) const {
        dispatch::crew k;
        k.id = c;
        k.start = q.put(from);
        k.shift = {q.seconds_of(on.from), std::max(q.seconds_of(on.from), q.seconds_of(on.to))};
        for (std::uint32_t skill = 1; skill < 64; ++skill)
            if ((who.skills >> skill & 1) != 0) k.skills.push_back(skill);
        k.overtime = q.seconds_of(quantised(scenario_.planner.overtime, scenario_.per_unit()));
        return k;
    }

private:
    /// When the work should begin at the latest: so that it is done in time, and within the two hours that a customer
    /// is told where a time is agreed.
    [[nodiscard]] tick due_begin(live const& t, claims const& c) const {
        constexpr tick two_hours = 7200;
        tick due = longest_span;
        if (c.deadline != distant_future)
            due = (c.deadline - scenario_.clock(0)).count() - still_takes(t, t.worked) -
                  quantised(scenario_.planner.margin, scenario_.per_unit());
        if (t.not_before > 0) due = std::min(due, t.not_before + two_hours * scenario_.per_second);
        return due;
    }

    scenario const& scenario_;
    std::vector<std::uint32_t> const& skill_of_;
    std::vector<std::vector<tick>> means_;  ///< by class and stage
};

}}}}  // namespace gongdan::simulate::run_detail
