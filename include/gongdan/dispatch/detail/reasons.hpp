#pragma once

#include <gongdan/dispatch/detail/tour.hpp>
#include <gongdan/dispatch/plan.hpp>

#include <algorithm>
#include <map>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// Whether something holds for any form of the visit.
template <class Holds>
bool in_some_form(compiled const& p, std::size_t v, Holds&& holds) {
    if (holds(v)) return true;
    for (std::size_t f = p.forms[v].first; f < p.forms[v].second; ++f)
        if (holds(f)) return true;
    return false;
}

inline reason first_obstacle(compiled const& p, std::size_t c, std::size_t v) {
    if (!p.is_allowed(c, v)) return reason::pinned;
    if (!p.in_area(c, v)) return reason::area;
    if (!p.has_skills(c, v)) return reason::skill;
    if (!p.can_carry(c, v)) return reason::capacity;
    if (!in_some_form(p, v, [&](std::size_t f) { return p.within_shift(c, f); })) return reason::off_shift;
    if (!p.breaks_fit(c)) return reason::no_break;
    tour const alone(p, c);
    if (!in_some_form(p, v, [&](std::size_t f) { return bool{alone.best_gap(static_cast<std::uint32_t>(f))}; }))
        return reason::too_far;
    return reason::no_room;
}

/// The reason of the crew that comes closest to doing it.
inline reason closest_obstacle(compiled const& p, std::size_t v) {
    reason closest = reason::no_crew;
    for (std::size_t c = 0; c < p.crews.size(); ++c) closest = std::max(closest, first_obstacle(p, c, v));
    return closest;
}

/// When the visits of a plan begin and end.
struct planned_times {
    std::uint64_t crew;
    tick begin;
    tick end;
};
inline std::map<std::uint64_t, planned_times> times_of(plan const& made) {
    std::map<std::uint64_t, planned_times> all;
    for (route const& r : made.routes)
        for (step const& s : r.steps)
            if (s.kind == step_kind::visit) all[s.id] = {r.crew, s.begin(), s.finish()};
    return all;
}

inline std::vector<time_range> narrowed(std::vector<time_range> const& windows, time_range to) {
    if (windows.empty()) return {to};
    std::vector<time_range> out;
    for (time_range const w : windows)
        if (std::max(w.first, to.first) <= std::min(w.last, to.last))
            out.push_back({std::max(w.first, to.first), std::min(w.last, to.last)});
    return out;
}

/// A problem in which what visits of a plan are tied to can be seen from their own windows: the other visit stays at its
/// time, the tied one is free of the tie and waits for that time. Tied visits whose partner is not in the plan stay tied.
inline problem untied(problem p, plan const& made) {
    auto const times = times_of(made);
    std::map<std::uint64_t, time_range> held;
    for (visit& v : p.visits) {
        if (!v.tied()) continue;
        auto const partner = times.find(v.after ? *v.after : *v.with);
        if (partner == times.end()) continue;
        planned_times const t = partner->second;
        auto const windows = narrowed(v.windows, v.after ? time_range{t.end, farthest} : time_range{t.begin, t.begin});
        if (windows.empty()) continue;
        held[partner->first] = {t.begin, t.begin};
        v.windows = windows;
        v.after.reset();
        v.with.reset();
    }
    for (visit& v : p.visits)
        if (auto const at = held.find(v.id); at != held.end() && !v.tied()) {
            v.windows = narrowed(v.windows, at->second);
            v.only_crew = times.at(v.id).crew;
        }
    return p;
}

}}}}  // namespace gongdan::dispatch::detail
