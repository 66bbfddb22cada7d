#pragma once

#include <gongdan/dispatch/detail/search.hpp>
#include <gongdan/dispatch/detail/timetable.hpp>
#include <gongdan/dispatch/planner.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

namespace planner_detail {

using detail::compiled;
using detail::gap;
using detail::search;
using detail::tour;

inline reason first_obstacle(compiled const& p, std::size_t c, std::size_t v) {
    if (!p.has_skills(c, v)) return reason::skill;
    if (!p.can_carry(c, v)) return reason::capacity;
    if (!p.within_shift(c, v)) return reason::off_shift;
    if (!p.breaks_fit(c)) return reason::no_break;
    if (!tour(p, c).best_gap(static_cast<std::uint32_t>(v))) return reason::too_far;
    return reason::no_room;
}

/// The reason of the crew that comes closest to doing it.
inline reason closest_obstacle(compiled const& p, std::size_t v) {
    reason closest = reason::no_crew;
    for (std::size_t c = 0; c < p.crews.size(); ++c) closest = std::max(closest, first_obstacle(p, c, v));
    return closest;
}

/// The crews' `steps` as indices; what names no visit is dropped.
inline std::vector<std::vector<std::uint32_t>> steps_held(compiled const& p, std::vector<dropped>& out) {
    std::vector<std::vector<std::uint32_t>> held(p.crews.size());
    for (std::size_t c = 0; c < p.crews.size(); ++c)
        for (std::uint64_t const id : p.crews_by_id[c]->steps) {
            if (auto const v = p.find_visit(id)) held[c].push_back(static_cast<std::uint32_t>(*v));
            else out.push_back({id, p.crews_by_id[c]->id, reason::unknown});
        }
    return held;
}

inline dropped why_dropped(compiled const& p, search::rejected r, std::vector<std::vector<std::uint32_t>> const& held) {
    std::size_t const times = static_cast<std::size_t>(
        std::accumulate(held.begin(), held.end(), std::ptrdiff_t{0},
                        [&](std::ptrdiff_t n, auto const& h) { return n + std::count(h.begin(), h.end(), r.visit); }));
    reason const why = times > 1 && p.may(r.crew, r.visit) ? reason::elsewhere : first_obstacle(p, r.crew, r.visit);
    return {p.visits_by_id[r.visit]->id, p.crews_by_id[r.crew]->id, why};
}

/// Improves until the share of one start in the budget is used up.
inline void exhaust(search& s, effort const& how) {
    constexpr double whole = 65'536;
    if (how.spent) {
        constexpr int steps_between_questions = 8;
        for (double used = how.spent(); used < 1; used = how.spent())
            for (int i = 0; i < steps_between_questions; ++i)
                s.improve(static_cast<std::uint64_t>(std::max(0.0, used) * whole));
        return;
    }
    std::uint64_t const steps = how.iterations / std::max(1U, how.starts);
    for (std::uint64_t i = 0; i < steps; ++i) s.improve((i << 16) / steps);
}

inline plan written(compiled const& p, search const& best) {
    plan made;
    std::vector<bool> served(p.visits.size());
    for (std::size_t c = 0; c < p.crews.size(); ++c) {
        if (best.best_visits()[c].empty()) continue;
        tour t(p, c);
        t.assign(best.best_visits()[c]);
        for (std::uint32_t const v : t.visits()) served[v] = true;
        made.routes.push_back(detail::timetable{p, t}.make());
    }
    for (std::size_t v = 0; v < p.visits.size(); ++v)
        if (!served[v]) made.unplaced.push_back({p.visits_by_id[v]->id, closest_obstacle(p, v)});
    made.cost = best.best().cost / p.cost_unit;
    return made;
}

/// The tours of a plan, without one visit.
inline std::vector<tour> tours_without(compiled const& p, plan const& now, std::size_t left_out) {
    std::vector<tour> all;
    for (std::size_t c = 0; c < p.crews.size(); ++c) all.emplace_back(p, c);
    for (route const& r : now.routes) {
        auto const c = p.find_crew(r.crew);
        if (!c) continue;
        std::vector<std::uint32_t> order;
        for (step const& s : r.steps) {
            auto const v = s.kind == step_kind::visit ? p.find_visit(s.id) : std::nullopt;
            if (v && *v != left_out) order.push_back(static_cast<std::uint32_t>(*v));
        }
        all[*c].assign(std::move(order));
    }
    return all;
}

inline refusal unknown_visit(std::uint64_t id) {
    return {"dispatch.visit", {}, fmt::format("没有任务 {}", id), fmt::format("there is no visit {}", id)};
}

/// A tour that is not possible without the visit takes nothing else.
inline gap gap_within(tour const& t, std::uint32_t v, detail::windows const& when) {
    gap best;
    if (!t.feasible() || !t.has_room(v)) return best;
    for (std::uint32_t at = 0; at <= t.size(); ++at) {
        auto const extra = t.extra_cost(v, at);
        if (extra < best.cost && t.fits(v, when, at)) best = {extra, at};
    }
    return best;
}

/// What both the windows of a visit and a slot allow.
inline std::optional<detail::windows> common(detail::windows const& own, time_range slot) {
    std::vector<time_range> both;
    auto const meet = [&](time_range w) {
        time_range const r{std::max(w.first, slot.first), std::min(w.last, slot.last)};
        if (r.first <= r.last) both.push_back(r);
    };
    meet(own.first);
    for (time_range const w : own.more) meet(w);
    if (both.empty()) return {};
    return detail::make_windows(both);
}

/// The stretch in which slots are sought: where there is a shift, a week of it at most.
inline time_range searched(compiled const& p, std::size_t v) {
    constexpr tick week = 7 * 86'400;
    tick first = detail::never;
    tick last = -detail::never;
    for (detail::compiled_crew const& c : p.crews) {
        first = std::min(first, c.shift.first);
        last = std::max(last, c.shift.last);
    }
    first = std::max(first, p.visits[v].when.first.first);
    return {first, std::min({last, p.visits[v].when.close(), first + week})};
}

inline tick floor_to(tick t, tick step) { return (t >= 0 ? t / step : (t - step + 1) / step) * step; }

}  // namespace planner_detail

GONGDAN_INLINE answer<plan> make_plan(problem const& p, effort const& how) {
    using namespace planner_detail;
    if (auto fault = fault_of(p)) return *fault;
    compiled const ready(p);
    std::vector<dropped> lost;
    auto const held = steps_held(ready, lost);
    std::vector<search> starts;
    for (std::uint32_t i = 0; i < std::max(1U, how.starts); ++i) starts.emplace_back(ready, how.seed + i);
    for (search::rejected const r : search{starts.front()}.take_over(held)) lost.push_back(why_dropped(ready, r, held));
    std::vector<std::function<void()>> jobs;
    for (search& s : starts)
        jobs.emplace_back([&s, &held, &how] {
            s.take_over(held);
            s.construct();
            exhaust(s, how);
        });
    if (how.run_all) how.run_all(jobs);
    else
        for (auto const& job : jobs) job();
    plan made = written(ready, *std::min_element(starts.begin(), starts.end(),
                                                 [](search const& a, search const& b) { return a.best() < b.best(); }));
    made.dropped = std::move(lost);
    return made;
}

GONGDAN_INLINE std::optional<route> timed(problem const& p,
                                          std::uint64_t crew_id,
                                          std::vector<std::uint64_t> const& visits) {
    detail::compiled const ready(p);
    std::vector<std::uint32_t> order;
    for (std::uint64_t const id : visits) order.push_back(static_cast<std::uint32_t>(*ready.find_visit(id)));
    detail::tour t(ready, *ready.find_crew(crew_id));
    t.assign(std::move(order));
    if (t.empty() || !t.feasible()) return {};
    return detail::timetable{ready, t}.make();
}

GONGDAN_INLINE answer<std::vector<crew_answer>> explain(problem const& p, plan const& now, std::uint64_t visit_id) {
    using namespace planner_detail;
    if (auto fault = fault_of(p)) return *fault;
    compiled const ready(p);
    auto const v = ready.find_visit(visit_id);
    if (!v) return unknown_visit(visit_id);
    auto const tours = tours_without(ready, now, *v);
    std::vector<crew_answer> all;
    for (std::size_t c = 0; c < tours.size(); ++c) {
        gap const g = gap_within(tours[c], static_cast<std::uint32_t>(*v), ready.visits[*v].when);
        reason const why = g ? reason::fits : first_obstacle(ready, c, *v);
        all.push_back({ready.crews_by_id[c]->id, why, g ? g.cost / ready.cost_unit : 0});
    }
    return all;
}

GONGDAN_INLINE answer<std::vector<slot>> slots(problem const& p, plan const& now, std::uint64_t visit_id) {
    using namespace planner_detail;
    if (auto fault = fault_of(p)) return *fault;
    compiled const ready(p);
    auto const v = ready.find_visit(visit_id);
    if (!v) return unknown_visit(visit_id);
    auto const tours = tours_without(ready, now, *v);
    constexpr tick width = 7200;
    std::vector<slot> all;
    time_range const where = searched(ready, *v);
    for (tick from = floor_to(where.first, width); from < where.last; from += width) {
        auto const when = common(ready.visits[*v].when, {from, from + width});
        slot best{{from, from + width}, 0, gap::impossible};
        for (std::size_t c = 0; when && c < tours.size(); ++c) {
            gap const g = gap_within(tours[c], static_cast<std::uint32_t>(*v), *when);
            if (g.cost < best.extra_cost) best = {best.when, ready.crews_by_id[c]->id, g.cost};
        }
        if (best.extra_cost == gap::impossible) continue;
        best.extra_cost /= ready.cost_unit;
        all.push_back(best);
    }
    return all;
}

}}}  // namespace gongdan::dispatch
