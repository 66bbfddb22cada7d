#pragma once

#include <gongdan/dispatch/detail/by_area.hpp>
#include <gongdan/dispatch/detail/reasons.hpp>
#include <gongdan/dispatch/detail/search_anneal.hpp>
#include <gongdan/dispatch/detail/search_insert.hpp>
#include <gongdan/dispatch/detail/search_ruin.hpp>
#include <gongdan/dispatch/detail/search_start.hpp>
#include <gongdan/dispatch/detail/timetable.hpp>
#include <gongdan/dispatch/planner.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

namespace planner_detail {

using detail::closest_obstacle;
using detail::compiled;
using detail::first_obstacle;
using detail::search;
using detail::tour;

/// The crews' `steps` as indices; what names no visit is dropped.
inline std::vector<std::vector<std::uint32_t>> steps_held(compiled const& p, std::vector<dropped>& out) {
    std::vector<std::vector<std::uint32_t>> held(p.crews.size());
    for (std::size_t c = 0; c < p.crews.size(); ++c)
        for (std::uint64_t const id : p.crews_by_id[c]->steps) {  // a tied visit is placed behind its partner
            auto const v = p.find_visit(id);
            if (v && p.given(*v).tied()) continue;
            if (v) held[c].push_back(static_cast<std::uint32_t>(*v));
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

/// A small part of the effort, so that there is no level whose visits find no place only because lower ones came between.
inline std::uint64_t steps_for_each_level(effort const& how) {
    constexpr std::uint64_t enough = 1000;
    if (how.spent) return how.spent() < 1 ? enough : 0;
    return std::min(enough, how.iterations / std::max(1U, how.starts) / 10);
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

inline plan written(compiled const& p, std::vector<std::vector<std::uint32_t>> const& best) {
    plan made;
    std::vector<bool> served(p.count);
    for (std::size_t c = 0; c < p.crews.size(); ++c) {
        if (best[c].empty()) continue;
        tour t(p, c);
        t.assign(best[c]);
        for (std::uint32_t const form : t.visits()) served[p.visits[form].of] = true;
        made.routes.push_back(detail::timetable{p, t}.make());
    }
    for (std::size_t v = 0; v < p.count; ++v)
        if (!served[v])
            made.unplaced.push_back(
                {p.visits_by_id[v]->id, p.given(v).tied() ? reason::partner : closest_obstacle(p, v)});
    std::int64_t cost = 0;
    for (route const& r : made.routes) cost += r.cost;
    made.cost = cost;
    return made;
}

inline plan searched_plan(problem const& p, effort const& how) {
    compiled const ready(p);
    std::vector<dropped> lost;
    auto const held = steps_held(ready, lost);
    std::vector<search> starts;
    starts.reserve(std::max(1U, how.starts));
    for (std::uint32_t i = 0; i < std::max(1U, how.starts); ++i) starts.emplace_back(ready, how.seed + i);
    if (std::any_of(held.begin(), held.end(), [](auto const& h) { return !h.empty(); }))
        for (search::rejected const r : search{starts.front()}.take_over(held))
            lost.push_back(why_dropped(ready, r, held));
    std::vector<std::function<void()>> jobs;
    for (search& s : starts)
        jobs.emplace_back([&s, &held, &how] {
            s.take_over(held);
            s.construct(steps_for_each_level(how));
            exhaust(s, how);
        });
    if (how.run_all) how.run_all(jobs);
    else
        for (auto const& job : jobs) job();
    auto const best = std::min_element(starts.begin(), starts.end(),
                                       [](search const& a, search const& b) { return a.best() < b.best(); });
    auto const visits = best->best_visits();
    std::vector<search>{}.swap(starts);  // what they hold is not needed beside the plan
    plan made = written(ready, visits);
    made.dropped = std::move(lost);
    return made;
}

/// The effort's share for visits [from, to) of `all`.
inline effort share_of(effort how, std::size_t from, std::size_t to, std::size_t all) {
    how.iterations = how.iterations * (to - from) / all;
    if (!how.spent) return how;
    how.spent = [whole = how.spent, from, to, all] {
        double const used = whole() * static_cast<double>(all) - static_cast<double>(from);
        return used / static_cast<double>(to - from);
    };
    return how;
}

/// The problem with the ties that a plan keeps as times (`untied`), from that plan on.
inline problem resumed(problem const& p, plan const& made) {
    problem next = detail::untied(p, made);
    for (crew& c : next.crews) c.steps.clear();
    for (route const& r : made.routes)
        for (crew& c : next.crews)
            if (c.id == r.crew)
                for (step const& s : r.steps)
                    if (s.kind == step_kind::visit) c.steps.push_back(s.id);
    return next;
}

/// Puts the tied visits into a plan that lacks them, those whose partner is known first, until no more come in. What they
/// are tied to stays at its time; what is planned already is kept.
inline void add_tied(problem const& p, plan& made) {
    auto const dropped_before = made.dropped;
    effort no_search;
    no_search.iterations = 0;
    for (std::size_t served_before = p.visits.size() + 1; made.unplaced.size() < served_before;) {
        served_before = made.unplaced.size();
        made = searched_plan(resumed(p, made), no_search);
    }
    made.dropped = dropped_before;
}

/// Whether no tied visit is served without the one it is tied to.
inline bool keeps_partners(problem const& p, plan const& made) {
    auto const times = detail::times_of(made);
    return std::none_of(p.visits.begin(), p.visits.end(), [&](visit const& v) {
        return v.tied() && times.count(v.id) != 0 && times.count(v.after ? *v.after : *v.with) == 0;
    });
}

/// Tied visits come into the plan of the others, and then all of it is searched once more: what is less urgent than they
/// makes room.
inline plan tied_plan(problem const& p, effort const& how) {
    constexpr std::size_t parts = 4;  // of the effort; the last is for the search with the tied visits
    plan made = searched_plan(p, share_of(how, 0, parts - 1, parts));
    add_tied(p, made);
    plan searched = searched_plan(resumed(p, made), share_of(how, parts - 1, parts, parts));
    if (!keeps_partners(p, searched)) return made;
    searched.dropped = made.dropped;
    add_tied(p, searched);
    return searched;
}

inline plan whole_plan(problem const& p, effort const& how) {
    bool const any_tied = std::any_of(p.visits.begin(), p.visits.end(), [](visit const& v) { return v.tied(); });
    return any_tied ? tied_plan(p, how) : searched_plan(p, how);
}

inline plan divided_plan(std::vector<detail::part> const& parts, effort const& how, std::size_t all) {
    plan whole;
    std::size_t from = 0;
    for (detail::part const& part : parts) {
        std::size_t const to = from + part.what.visits.size();
        plan made = whole_plan(part.what, share_of(how, from, std::max(to, from + 1), all));
        from = to;
        part.put_back(made);
        std::move(made.routes.begin(), made.routes.end(), std::back_inserter(whole.routes));
        whole.unplaced.insert(whole.unplaced.end(), made.unplaced.begin(), made.unplaced.end());
        whole.dropped.insert(whole.dropped.end(), made.dropped.begin(), made.dropped.end());
        whole.cost += made.cost;
    }
    std::sort(whole.routes.begin(), whole.routes.end(), [](route const& a, route const& b) { return a.crew < b.crew; });
    std::sort(whole.unplaced.begin(), whole.unplaced.end(),
              [](unplaced const& a, unplaced const& b) { return a.visit < b.visit; });
    return whole;
}

}  // namespace planner_detail

GONGDAN_INLINE answer<plan> make_plan(problem const& p, effort const& how) {
    using namespace planner_detail;
    if (auto fault = fault_of(p)) return *fault;
    if (p.visits.size() > how.divide_above)
        if (detail::divider areas(p); areas.can_divide()) return divided_plan(areas.divide(), how, p.visits.size());
    return whole_plan(p, how);
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

}}}  // namespace gongdan::dispatch
