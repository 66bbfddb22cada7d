#pragma once

#include <gongdan/dispatch/explain.hpp>
#include <gongdan/dispatch/renew.hpp>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <unordered_map>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

GONGDAN_INLINE std::vector<planned_visit> visits_of(plan const& made) {
    std::vector<planned_visit> all;
    for (route const& r : made.routes) {
        tick free_at = 0;
        for (step const& s : r.steps) {
            if (s.kind == step_kind::visit) all.push_back({s.id, r.crew, free_at, s.arrival, s.begin()});
            free_at = s.finish();
        }
    }
    return all;
}

namespace renew_detail {

using by_visit = std::map<std::uint64_t, planned_visit>;

template <class Part>
std::unordered_map<std::uint64_t, Part*> by_id(std::vector<Part>& all) {
    std::unordered_map<std::uint64_t, Part*> found;
    for (Part& x : all) found[x.id] = &x;
    return found;
}

/// The visits of `known` that had a crew, which begins with them.
inline by_visit start_from(problem& known, std::vector<planned_visit> const& before) {
    auto const visits = by_id(known.visits);
    auto const crews = by_id(known.crews);
    for (crew& c : known.crews) c.steps.clear();
    by_visit held;
    for (planned_visit const& was : before) {
        if (visits.count(was.visit) == 0) continue;
        held[was.visit] = was;
        if (auto const c = crews.find(was.crew); c != crews.end()) c->second->steps.push_back(was.visit);
    }
    return held;
}

inline replanned difference(by_visit const& before, plan const& made) {
    constexpr tick half_an_hour = 1800;
    replanned out;
    out.open = before.size();
    out.waiting = made.unplaced.size();
    by_visit after;
    for (planned_visit const& is : visits_of(made)) after[is.visit] = is;
    for (auto const& [id, was] : before) {
        auto const is = after.find(id);
        if (is == after.end()) out.moved.push_back({id, was.crew, {}, {}});
        else if (is->second.crew != was.crew) out.moved.push_back({id, was.crew, is->second.crew, {}});
        else if (std::abs(is->second.begins - was.begins) >= half_an_hour) out.retimed.push_back(id);
    }
    return out;
}

inline sentence why_moved(crew_answer const& a, std::string const& named) {
    if (a.why == reason::unknown) return {"班组已收工", "its crew has gone home"};
    if (a.why == reason::fits) return {"别处更早", "served sooner elsewhere"};
    auto const change = a.change.text(named);
    auto const behind = [](char const* mark, std::string const& text) { return text.empty() ? text : mark + text; };
    return {std::string{label(a.why).zh} + behind(";", change.zh),
            std::string{label(a.why).en} + behind("; ", change.en)};
}

}  // namespace renew_detail

GONGDAN_INLINE void tell_crews(problem& known, std::vector<planned_visit> const& planned) {
    auto const visits = renew_detail::by_id(known.visits);
    for (planned_visit const& p : planned)
        if (auto const v = visits.find(p.visit); v != visits.end()) v->second->told_crew = p.crew;
}

GONGDAN_INLINE answer<renewal> renew(problem known, std::vector<planned_visit> const& before, effort const& how) {
    auto const held = renew_detail::start_from(known, before);
    auto made = make_plan(known, how);
    if (!made) return made.why();
    auto change = renew_detail::difference(held, *made);
    return renewal{std::move(known), *std::move(made), std::move(change)};
}

namespace renew_detail {

/// Whether a plan serves fewer visits, or fewer of them in time, of the highest level in which that differs.
inline bool serves_less(objective const& a, objective const& b) {
    for (std::size_t i = 0; i < std::min(a.levels.size(), b.levels.size()); ++i) {
        auto const missed = [](objective::level_figures const& f) { return std::make_pair(f.unserved, f.late); };
        if (missed(a.levels[i]) != missed(b.levels[i])) return missed(b.levels[i]) < missed(a.levels[i]);
    }
    return false;
}

inline problem with_crews_kept(problem known, std::vector<planned_visit> const& before) {
    auto const visits = by_id(known.visits);
    auto const crews = by_id(known.crews);
    for (planned_visit const& was : before)
        if (auto const v = visits.find(was.visit); v != visits.end() && crews.count(was.crew) != 0)
            v->second->only_crew = was.crew;
    return known;
}

}  // namespace renew_detail

GONGDAN_INLINE answer<renewal> renew_calmly(problem known,
                                            std::vector<planned_visit> const& before,
                                            effort const& how) {
    constexpr std::size_t few = 20;  // one in so many
    auto moving = renew(known, before, how);
    if (!moving) return moving;
    auto const moved = static_cast<std::size_t>(std::count_if(moving->change.moved.begin(), moving->change.moved.end(),
                                                              [](moved_visit const& m) { return m.to.has_value(); }));
    if (moved <= std::max<std::size_t>(1, moving->change.open / few)) return moving;
    effort less = how;  // with so much decided, little is left to search
    less.iterations /= 4;
    auto calm = renew(renew_detail::with_crews_kept(known, before), before, less);
    if (!calm || renew_detail::serves_less(judge(known, calm->made), judge(known, moving->made))) return moving;
    calm->asked = std::move(moving->asked);
    return calm;
}

GONGDAN_INLINE void give_reasons(renewal& r, remedy_names const& names) {
    std::vector<crew_question> asked;
    for (moved_visit const& m : r.change.moved) asked.push_back({m.visit, m.from});
    if (asked.empty()) return;
    auto const reasons = explain(r.asked, r.made, asked);
    for (std::size_t i = 0; i < reasons.size(); ++i) {
        auto& m = r.change.moved[i];
        m.why = renew_detail::why_moved(reasons[i], names ? names(m.visit, reasons[i].change) : std::string{});
    }
}

}}}  // namespace gongdan::dispatch
