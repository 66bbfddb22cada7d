#pragma once

#include <gongdan/dispatch/problem.hpp>

#include <algorithm>
#include <cstdint>
#include <map>
#include <numeric>
#include <tuple>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// Later and earlier than any time a plan can reach.
inline constexpr tick never = tick{1} << 60;

/// When something may start: sorted ranges that neither overlap nor touch. The first stands apart because most
/// things have only one.
struct windows {
    time_range first{-never, never};
    std::vector<time_range> more = {};

    /// The earliest allowed time at or after `t`, else `never`.
    [[nodiscard]] tick next(tick t) const {
        if (t <= first.last) return std::max(t, first.first);
        for (time_range const w : more)
            if (t <= w.last) return std::max(t, w.first);
        return never;
    }
    /// The latest allowed time at or before `t`, else `-never`.
    [[nodiscard]] tick previous(tick t) const {
        for (auto w = more.rbegin(); w != more.rend(); ++w)
            if (t >= w->first) return std::min(t, w->last);
        return t >= first.first ? std::min(t, first.last) : -never;
    }
    [[nodiscard]] tick close() const { return more.empty() ? first.last : more.back().last; }
};

inline windows make_windows(std::vector<time_range> all) {
    if (all.empty()) return {};
    std::sort(all.begin(), all.end(), [](time_range a, time_range b) { return a.first < b.first; });
    windows w{all.front()};
    for (std::size_t i = 1; i < all.size(); ++i) {
        time_range& open = w.more.empty() ? w.first : w.more.back();
        if (all[i].first <= open.last + 1) open.last = std::max(open.last, all[i].last);
        else w.more.push_back(all[i]);
    }
    return w;
}

/// Travel as one sort of crew sees it. One row and column more than there are places: nowhere, free of cost.
struct arcs {
    std::size_t side = 0;
    std::vector<std::int32_t> durations;
    std::vector<std::int32_t> own_costs;  ///< empty: the durations
    bool symmetric = false;               ///< in cost

    /// The costs from a place to all others, and those from all others to it, `stride` apart.
    struct around {
        std::int32_t const* from;
        std::int32_t const* to;
        std::size_t stride;
    };
    [[nodiscard]] around costs_around(place a) const {
        std::int32_t const* const all = costs().data();
        return {all + a * side, symmetric ? all + a * side : all + a, symmetric ? 1 : side};
    }
    [[nodiscard]] std::vector<std::int32_t> const& costs() const { return own_costs.empty() ? durations : own_costs; }

    void look_for_symmetry() {
        symmetric = true;
        for (std::size_t i = 0; i < side && symmetric; ++i)
            for (std::size_t j = 0; j < i && symmetric; ++j) symmetric = costs()[i * side + j] == costs()[j * side + i];
    }

    [[nodiscard]] tick duration(place a, place b) const { return durations[a * side + b]; }
    [[nodiscard]] std::int64_t cost(place a, place b) const { return costs()[a * side + b]; }
};

struct compiled_visit {
    place where = 0;
    std::uint32_t rank = 0;  ///< of its level, 0 the highest
    tick setup = 0;
    tick service = 0;
    windows when;
};

struct compiled_break {
    windows when;
    tick service = 0;
};

struct compiled_crew {
    place start = 0;
    place end = 0;
    time_range shift;
    arcs const* travel = nullptr;
    std::vector<compiled_break> breaks;
    std::int64_t fixed = 0;
    std::size_t max_visits = 0;
    tick max_travel = never;
    std::uint32_t sort = 0;  ///< crews of one sort are alike in all but the id

    /// Arrival after `travel` on the road from `t`, taking breaks [taken, then) on the way; `never` if they do not
    /// fit. Driving fills the wait for a break, and goes on behind it.
    [[nodiscard]] tick reach(tick t, tick travel_time, std::size_t taken, std::size_t then) const {
        tick resumed = t;
        tick rest = 0;
        for (; taken < then; ++taken) {
            resumed = breaks[taken].when.next(resumed);
            if (resumed == never) return never;
            resumed += breaks[taken].service;
            rest += breaks[taken].service;
        }
        return std::max(t + travel_time + rest, resumed);
    }
    /// The latest departure from which `reach` still arrives by `arrival`, else `-never`.
    [[nodiscard]] tick leave_by(tick arrival, tick travel_time, std::size_t taken, std::size_t then) const {
        tick latest = arrival;
        tick rest = 0;
        while (then-- > taken) {
            latest = breaks[then].when.previous(latest - breaks[then].service);
            if (latest == -never) return -never;
            rest += breaks[then].service;
        }
        return std::min(arrival - travel_time - rest, latest);
    }
};

/// The amounts of one visit or the capacity of one crew.
using amounts = std::vector<std::int64_t>;

/// A problem made ready for the search: crews and visits in the order of their ids, travel by sort of crew, levels
/// as ranks. It must not outlive the problem.
class compiled {
public:
    explicit compiled(problem const& p) : source(p) {
        order();
        rank_levels();
        for (visit const* v : visits_by_id) add(*v);
        for (crew const* c : crews_by_id) add(*c);
        sort_crews();
        decide_who_may();
        find_neighbours();
    }
    compiled(compiled const&) = delete;

    problem const& source;
    std::vector<visit const*> visits_by_id;
    std::vector<crew const*> crews_by_id;
    std::vector<compiled_visit> visits;
    std::vector<compiled_crew> crews;
    std::vector<std::uint32_t> levels;                      ///< by rank
    std::vector<std::vector<std::uint64_t>> breaks_by_end;  ///< ids, of each crew
    std::size_t kinds = 0;                                  ///< of goods
    bool picks_up = false;
    std::int64_t cost_unit = 1;                          ///< parts of one unit of cost that are counted inside
    std::vector<std::vector<std::uint32_t>> neighbours;  ///< of each visit, nearest first
    std::vector<std::vector<std::uint32_t>> able;        ///< crews for each visit

    [[nodiscard]] bool may(std::size_t crew_index, std::size_t v) const {
        return may_[crew_index * visits.size() + v] != 0;
    }
    [[nodiscard]] amounts const& delivery(std::size_t v) const { return delivery_[v]; }
    [[nodiscard]] amounts const& pickup(std::size_t v) const { return pickup_[v]; }
    [[nodiscard]] amounts const& capacity(std::size_t c) const { return capacity_[c]; }

    [[nodiscard]] std::optional<std::size_t> find_visit(std::uint64_t id) const { return find(visits_by_id, id); }
    [[nodiscard]] std::optional<std::size_t> find_crew(std::uint64_t id) const { return find(crews_by_id, id); }

    [[nodiscard]] bool has_skills(std::size_t c, std::size_t v) const {
        auto const& need = visits_by_id[v]->skills;
        auto const& has = skills_[c];
        return std::all_of(need.begin(), need.end(),
                           [&](std::uint32_t s) { return std::binary_search(has.begin(), has.end(), s); });
    }
    [[nodiscard]] bool can_carry(std::size_t c, std::size_t v) const {
        for (std::size_t k = 0; k < kinds; ++k)
            if (std::max(delivery_[v][k], pickup_[v][k]) > capacity_[c][k]) return false;
        return true;
    }
    /// Whether the visit can start and end within the shift, travel and breaks left aside.
    [[nodiscard]] bool within_shift(std::size_t c, std::size_t v) const {
        tick const start = visits[v].when.next(crews[c].shift.first);
        return start != never && start + visits[v].service <= crews[c].shift.last;
    }
    /// Whether the crew can take its breaks at all.
    [[nodiscard]] bool breaks_fit(std::size_t c) const {
        return crews[c].reach(crews[c].shift.first, 0, 0, crews[c].breaks.size()) <= crews[c].shift.last;
    }

private:
    template <class Things>
    [[nodiscard]] static std::optional<std::size_t> find(Things const& things, std::uint64_t id) {
        auto const at = std::lower_bound(things.begin(), things.end(), id,
                                         [](auto const* t, std::uint64_t i) { return (t->id) < i; });
        if (at == things.end() || (*at)->id != id) return {};
        return static_cast<std::size_t>(at - things.begin());
    }

    void order() {
        for (visit const& v : source.visits) visits_by_id.push_back(&v);
        for (crew const& c : source.crews) crews_by_id.push_back(&c);
        auto const by_id = [](auto const* a, auto const* b) { return (a->id) < b->id; };
        std::sort(visits_by_id.begin(), visits_by_id.end(), by_id);
        std::sort(crews_by_id.begin(), crews_by_id.end(), by_id);
        for (visit const& v : source.visits) kinds = std::max({kinds, v.delivery.size(), v.pickup.size()});
        for (crew const& c : source.crews) kinds = std::max(kinds, c.capacity.size());
    }

    void rank_levels() {
        for (visit const& v : source.visits) levels.push_back(v.level);
        std::sort(levels.rbegin(), levels.rend());
        levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
    }

    void add(visit const& v) {
        auto const at = std::lower_bound(levels.begin(), levels.end(), v.level, std::greater<>{});
        visits.push_back(
            {v.where, static_cast<std::uint32_t>(at - levels.begin()), v.setup, v.service, make_windows(v.windows)});
        delivery_.push_back(filled(v.delivery));
        pickup_.push_back(filled(v.pickup));
        for (std::int64_t const a : v.pickup) picks_up = picks_up || a != 0;
    }

    void add(crew const& c) {
        place const nowhere = static_cast<place>(source.places);
        compiled_crew made;
        made.start = c.start.value_or(nowhere);
        made.end = c.end.value_or(nowhere);
        made.shift = c.shift;
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

    [[nodiscard]] amounts filled(amounts a) const {
        a.resize(kinds);
        return a;
    }

    // Crews that drive alike share their matrices, crews alike in all share the search for an empty route.

    void sort_crews() {
        if (std::any_of(crews_by_id.begin(), crews_by_id.end(), [](crew const* c) {
                return c->costs.per_hour != crew_costs{}.per_hour || c->costs.per_km != 0;
            }))
            cost_unit = 100;
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

    [[nodiscard]] arcs table_of(crew const& c) const {
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

    [[nodiscard]] std::int64_t cost_of(travel_table const& t,
                                       std::size_t from,
                                       tick duration,
                                       crew_costs const& per) const {
        if (!t.costs.empty()) return t.costs[from] * cost_unit;
        std::int64_t const metres = t.distances.empty() ? 0 : t.distances[from];
        return (per.per_hour * duration * cost_unit + 1800) / 3600 + (per.per_km * metres * cost_unit + 500) / 1000;
    }

    [[nodiscard]] static tick at_speed(tick duration, std::uint32_t percent) {
        return (duration * 100 + percent / 2) / percent;
    }

    [[nodiscard]] std::uint32_t sort_of(std::size_t c) const {
        for (std::size_t other = 0; other < c; ++other)
            if (alike(*crews_by_id[other], *crews_by_id[c])) return crews[other].sort;
        return static_cast<std::uint32_t>(c);
    }

    [[nodiscard]] static bool alike(crew const& a, crew const& b) {
        auto const same_break = [](crew_break const& x, crew_break const& y) {
            return x.windows == y.windows && x.service == y.service;
        };
        return a.start == b.start && a.end == b.end && a.shift == b.shift && a.skills == b.skills &&
               a.capacity == b.capacity && a.max_visits == b.max_visits && a.max_travel == b.max_travel &&
               a.speed_percent == b.speed_percent && a.costs == b.costs && a.profile == b.profile &&
               std::equal(a.breaks.begin(), a.breaks.end(), b.breaks.begin(), b.breaks.end(), same_break);
    }

    void decide_who_may() {
        may_.assign(crews.size() * visits.size(), 0);
        able.resize(visits.size());
        for (std::size_t c = 0; c < crews.size(); ++c)
            for (std::size_t v = 0; v < visits.size(); ++v) {
                if (!has_skills(c, v) || !can_carry(c, v) || !within_shift(c, v) || !breaks_fit(c)) continue;
                may_[c * visits.size() + v] = 1;
                able[v].push_back(static_cast<std::uint32_t>(c));
            }
    }

    void find_neighbours() {
        neighbours.resize(visits.size());
        if (crews.empty()) return;
        arcs const& a = *crews.front().travel;
        std::vector<std::pair<std::int64_t, std::uint32_t>> near;
        for (std::size_t v = 0; v < visits.size(); ++v) {
            near.clear();
            for (std::size_t w = 0; w < visits.size(); ++w)
                if (w != v)
                    near.emplace_back(
                        a.cost(visits[v].where, visits[w].where) + a.cost(visits[w].where, visits[v].where), w);
            auto const kept = near.begin() + static_cast<std::ptrdiff_t>(std::min(near.size(), most_neighbours));
            std::partial_sort(near.begin(), kept, near.end());
            for (auto n = near.begin(); n != kept; ++n) neighbours[v].push_back(n->second);
        }
    }

    static constexpr std::size_t most_neighbours = 200;

    std::vector<amounts> delivery_, pickup_, capacity_;
    std::vector<std::vector<std::uint32_t>> skills_;
    std::vector<arcs> tables_;
    std::vector<std::uint8_t> may_;
};

}}}}  // namespace gongdan::dispatch::detail
