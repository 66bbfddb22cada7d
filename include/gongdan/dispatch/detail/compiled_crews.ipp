#pragma once

// A problem's crews made ready: those that drive alike share their matrices, those alike in all the search for an empty tour.

#include <gongdan/dispatch/detail/compiled.hpp>

#include <algorithm>
#include <map>
#include <string>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

inline void compiled::add(crew const& c) {
    place const nowhere = static_cast<place>(source.places);
    compiled_crew made;
    made.start = c.start.value_or(nowhere);
    made.end = c.end.value_or(nowhere);
    made.shift = {c.shift.first, c.home_by()};
    made.work_percent = c.work_percent;
    made.max_visits = c.max_visits ? *c.max_visits : source.visits.size();
    if (c.max_travel) made.max_travel = *c.max_travel;
    auto pauses = c.breaks;
    std::sort(pauses.begin(), pauses.end(), [](crew_break const& a, crew_break const& b) {
        return std::make_pair(make_windows(a.windows).close(), a.id) <
               std::make_pair(make_windows(b.windows).close(), b.id);
    });
    breaks_by_end.emplace_back();
    for (crew_break const& b : pauses) {
        made.breaks.push_back({make_windows(b.windows), b.service});
        breaks_by_end.back().push_back(b.id);
    }
    crews.push_back(std::move(made));
    capacity_.push_back(filled(c.capacity));
    skills_.push_back(c.skills);
    std::sort(skills_.back().begin(), skills_.back().end());
}

inline amounts compiled::filled(amounts a) const {
    a.resize(kinds);
    return a;
}

// Crews that drive alike share their matrices, crews alike in all share the search for an empty route.

inline void compiled::sort_crews() {
    cost_unit = cost_unit_of();
    using way = std::tuple<std::string, std::uint32_t, std::int64_t, std::int64_t>;
    std::map<way, std::size_t> ways;
    std::vector<std::size_t> way_of;
    for (crew const* c : crews_by_id) {
        auto const [at, is_new] =
            ways.try_emplace({c->profile, c->speed_percent, c->costs.per_hour, c->costs.per_km}, ways.size());
        if (is_new) tables_.push_back(table_of(*c));
        way_of.push_back(at->second);
    }
    for (std::size_t c = 0; c < crews.size(); ++c) {
        crews[c].travel = &tables_[way_of[c]];
        crews[c].fixed = crews_by_id[c]->costs.fixed * cost_unit;
    }
    for (std::size_t c = 0; c < crews.size(); ++c) crews[c].sort = sort_of(c);
}

inline arcs compiled::table_of(crew const& c) const {
    auto const& t = *std::find_if(source.travel.begin(), source.travel.end(),
                                  [&](auto const& x) { return x.profile == c.profile; });
    arcs a;
    a.side = source.places + 1;
    a.durations.assign(a.side * a.side, 0);
    bool const plain = t.costs.empty() && cost_unit == 1;
    if (!plain) a.own_costs = a.durations;
    for (std::size_t i = 0; i < source.places; ++i)
        for (std::size_t j = 0; j < source.places; ++j) {
            std::size_t const from = i * source.places + j;
            a.durations[i * a.side + j] = static_cast<std::int32_t>(at_speed(t.durations[from], c.speed_percent));
            if (!plain)
                a.own_costs[i * a.side + j] =
                    static_cast<std::int32_t>(cost_of(t, from, a.durations[i * a.side + j], c.costs));
        }
    a.look_for_symmetry();
    return a;
}

inline std::int64_t compiled::cost_of(travel_table const& t,
                                      std::size_t from,
                                      tick duration,
                                      crew_costs const& per) const {
    if (!t.costs.empty()) return t.costs[from] * cost_unit;
    std::int64_t const metres = t.distances.empty() ? 0 : t.distances[from];
    return (per.per_hour * duration * cost_unit + 1800) / 3600 + (per.per_km * metres * cost_unit + 500) / 1000;
}

inline tick compiled::at_speed(tick duration, std::uint32_t percent) {
    return (duration * 100 + percent / 2) / percent;
}

inline std::uint32_t compiled::sort_of(std::size_t c) const {
    if (any_told) return static_cast<std::uint32_t>(c);
    for (std::size_t other = 0; other < c; ++other)
        if (alike(*crews_by_id[other], *crews_by_id[c])) return crews[other].sort;
    return static_cast<std::uint32_t>(c);
}

inline bool compiled::alike(crew const& a, crew const& b) {
    auto const same_break = [](crew_break const& x, crew_break const& y) {
        return x.windows == y.windows && x.service == y.service;
    };
    return a.areas == b.areas && a.grades == b.grades && a.work_percent == b.work_percent && a.overtime == b.overtime &&
           a.start == b.start && a.end == b.end && a.shift == b.shift && a.skills == b.skills &&
           a.capacity == b.capacity && a.max_visits == b.max_visits && a.max_travel == b.max_travel &&
           a.speed_percent == b.speed_percent && a.costs == b.costs && a.profile == b.profile &&
           std::equal(a.breaks.begin(), a.breaks.end(), b.breaks.begin(), b.breaks.end(), same_break);
}

}}}}  // namespace gongdan::dispatch::detail
