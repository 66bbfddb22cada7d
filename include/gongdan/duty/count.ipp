#pragma once

#include <gongdan/duty/plan.hpp>
#include <gongdan/duty/record.hpp>

#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace duty { namespace count_detail {

/// The last planned visit to each place, for one duty, whether made for it or along with another.
inline std::vector<std::optional<day>> last_planned(plan const& p, std::size_t cycle, std::size_t places) {
    std::vector<std::optional<day>> last(places);
    for (planned_visit const& v : p.visits) {
        bool serves = v.cycle == cycle;
        for (std::size_t const a : v.along) serves = serves || a == cycle;
        if (serves) last[v.place] = v.on;
    }
    return last;
}

inline coverage of_cycle(plan const& p, std::size_t cycle, plan_request const& wanted, records const& known) {
    coverage c = known.visits_of(cycle);
    auto const planned = last_planned(p, cycle, wanted.places->size());
    for (std::size_t i = 0; i < wanted.places->size(); ++i) {
        auto const& done = known.of(cycle, i).done;
        if (known.concerns(cycle, i, wanted.from)) {
            ++c.places;
            if (known.kept(cycle, i, done, wanted.from)) ++c.kept;
        }
        if (!known.concerns(cycle, i, wanted.to)) continue;
        ++c.places_at_end;
        if (known.kept(cycle, i, done, wanted.to)) ++c.lasting;
        else if (planned[i] && known.kept(cycle, i, planned[i], wanted.to)) ++c.gained;
    }
    return c;
}

/// The entry rate of the duty, or where it has no visits of its own, of the first it goes with that has.
inline double success_of(std::vector<coverage> const& all, program const& rules, std::size_t cycle) {
    if (all[cycle].made != 0) return all[cycle].entry_rate();
    for (std::size_t other = 0; other < all.size(); ++other)
        if (all[other].made != 0 && rules.cycles[cycle].accompanies(rules.cycles[other].code))
            return all[other].entry_rate();
    return 1;
}

inline void count(plan& p, program const& rules, plan_request const& wanted, records const& known) {
    for (std::size_t c = 0; c < rules.cycles.size(); ++c) p.by_cycle.push_back(of_cycle(p, c, wanted, known));
    for (std::size_t c = 0; c < rules.cycles.size(); ++c) p.by_cycle[c].success = success_of(p.by_cycle, rules, c);
    for (planned_visit const& v : p.visits) {
        ++p.by_cycle[v.cycle].planned;
        if (v.late()) ++p.by_cycle[v.cycle].late;
        for (std::size_t const a : v.along) ++p.by_cycle[a].planned;
    }
    for (unplaced_visit const& v : p.unplaced) ++p.by_cycle[v.cycle].unplaced;
}

}  // namespace count_detail

}}}  // namespace gongdan::duty
