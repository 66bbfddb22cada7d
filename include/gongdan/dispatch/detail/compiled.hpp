#pragma once

#include <gongdan/dispatch/detail/compiled_parts.hpp>
#include <gongdan/dispatch/problem.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <map>
#include <numeric>
#include <optional>
#include <tuple>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// The capacity of one crew.
using amounts = std::vector<std::int64_t>;

/// A problem made ready for the search: crews and visits in the order of their ids, travel by sort of crew, levels
/// as ranks. It must not outlive the problem.
class compiled {
public:
    explicit compiled(problem const& p) : source(p) {
        order();
        rank_levels();
        for (visit const* v : visits_by_id) add(*v);
        count = visits.size();
        add_forms();
        for (crew const* c : crews_by_id) add(*c);
        sort_crews();
        decide_who_may();
        find_neighbours();
    }
    compiled(compiled const&) = delete;

    problem const& source;
    std::vector<visit const*> visits_by_id;
    std::vector<crew const*> crews_by_id;
    std::vector<compiled_visit> visits;  ///< the first form of each, then the other forms
    std::vector<compiled_crew> crews;
    std::size_t count = 0;                                            ///< of visits, forms not counted
    std::vector<std::pair<std::uint32_t, std::uint32_t>> forms = {};  ///< [first, last) of the other forms of each
    bool any_told = false;
    std::int64_t change_cost = 0;       ///< dearer than all travel, unless the problem says what it is worth
    std::vector<std::uint32_t> levels;  ///< by rank
    std::vector<std::vector<std::uint64_t>> breaks_by_end;  ///< ids, of each crew
    std::size_t kinds = 0;                                  ///< of goods
    bool picks_up = false;
    std::int64_t cost_unit = 1;  ///< parts of one unit of cost that are counted inside

    /// Other visits, nearest first.
    struct nearest {
        std::uint32_t const* first;
        std::uint32_t const* last;

        [[nodiscard]] std::uint32_t const* begin() const { return first; }
        [[nodiscard]] std::uint32_t const* end() const { return last; }
    };
    [[nodiscard]] nearest neighbours(std::size_t v) const {
        std::uint32_t const* const all = neighbours_.data();
        return {all + v * near_each_, all + (v + 1) * near_each_};
    }
    /// The crews for a visit.
    [[nodiscard]] std::vector<std::uint32_t> const& able(std::size_t v) const { return able_[able_of_[v]]; }
    [[nodiscard]] bool may(std::size_t crew_index, std::size_t v) const {
        return may_[able_of_[v] * crews.size() + crew_index] != 0;
    }
    /// What it costs, beside travel, that this crew serves this form.
    [[nodiscard]] std::int64_t surcharge(std::size_t c, std::size_t v) const {
        if (!any_told) return 0;
        compiled_visit const& form = visits[v];
        return ((form.told_crew && *form.told_crew != c ? 1 : 0) + (form.moved ? 1 : 0)) * change_cost;
    }
    /// One figure for each kind of goods.
    [[nodiscard]] std::int64_t const* delivery(std::size_t v) const { return &delivery_[visits[v].of * kinds]; }
    [[nodiscard]] std::int64_t const* pickup(std::size_t v) const { return &pickup_[visits[v].of * kinds]; }
    [[nodiscard]] std::int64_t dearest_leg() const {
        std::int64_t most = 0;
        for (arcs const& a : tables_) most = std::max(most, a.dearest());
        return most;
    }
    [[nodiscard]] amounts const& capacity(std::size_t c) const { return capacity_[c]; }

    [[nodiscard]] std::optional<std::size_t> find_visit(std::uint64_t id) const { return find(visits_by_id, id); }
    [[nodiscard]] std::optional<std::size_t> find_crew(std::uint64_t id) const { return find(crews_by_id, id); }

    /// The form of a visit that may begin at `t`; the first where none may.
    [[nodiscard]] std::uint32_t form_at(std::size_t v, tick t) const {
        for (std::uint32_t f = forms[v].first; f < forms[v].second; ++f)
            if (visits[f].when.next(t) == t) return visits[v].when.next(t) == t ? static_cast<std::uint32_t>(v) : f;
        return static_cast<std::uint32_t>(v);
    }
    [[nodiscard]] bool has_forms() const { return visits.size() != count; }
    [[nodiscard]] visit const& given(std::size_t v) const { return *visits_by_id[visits[v].of]; }
    /// Without the skills and grades that the crew lacks for it.
    [[nodiscard]] bool has_skills(std::size_t c, std::size_t v) const {
        auto const& has = skills_[c];
        auto const skilled = [&](std::uint32_t s) { return std::binary_search(has.begin(), has.end(), s); };
        auto const& need = given(v).skills;
        auto const& grades = given(v).grades;
        return std::all_of(need.begin(), need.end(), skilled) &&
               std::all_of(grades.begin(), grades.end(),
                           [&](graded g) { return grade_of(c, g.skill) >= static_cast<std::int64_t>(g.grade); });
    }
    /// -1 where the crew has no such skill.
    [[nodiscard]] std::int64_t grade_of(std::size_t c, std::uint32_t skill) const {
        std::int64_t best = std::binary_search(skills_[c].begin(), skills_[c].end(), skill) ? 0 : -1;
        for (graded const g : crews_by_id[c]->grades)
            if (g.skill == skill) best = std::max(best, static_cast<std::int64_t>(g.grade));
        return best;
    }
    [[nodiscard]] bool is_allowed(std::size_t c, std::size_t v) const {
        auto const& only = given(v).only_crew;
        return !only || *only == crews_by_id[c]->id;
    }
    [[nodiscard]] bool in_area(std::size_t c, std::size_t v) const {
        auto const& areas = crews_by_id[c]->areas;
        auto const& area = given(v).area;
        return !area || areas.empty() || std::find(areas.begin(), areas.end(), *area) != areas.end();
    }
    [[nodiscard]] bool can_carry(std::size_t c, std::size_t v) const {
        for (std::size_t k = 0; k < kinds; ++k)
            if (std::max(delivery(v)[k], pickup(v)[k]) > capacity_[c][k]) return false;
        return true;
    }
    /// Whether the visit can start and end within the shift, travel and breaks left aside.
    [[nodiscard]] bool within_shift(std::size_t c, std::size_t v) const {
        tick const start = visits[v].when.next(crews[c].shift.first);
        return start != never && start + crews[c].takes(visits[v].service) <= crews[c].shift.last;
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
        compiled_visit made{v.where,
                            static_cast<std::uint32_t>(at - levels.begin()),
                            v.setup,
                            v.service,
                            make_windows(v.windows),
                            static_cast<std::uint32_t>(visits.size())};
        if (v.told_crew)
            if (auto const c = find_crew(*v.told_crew)) made.told_crew = static_cast<std::uint32_t>(*c);
        any_told = any_told || made.told_crew || v.told;
        visits.push_back(std::move(made));
        for (std::size_t k = 0; k < kinds; ++k) {
            delivery_.push_back(k < v.delivery.size() ? v.delivery[k] : 0);
            pickup_.push_back(k < v.pickup.size() ? v.pickup[k] : 0);
        }
        for (std::int64_t const a : v.pickup) picks_up = picks_up || a != 0;
    }

    /// What lies between two times of where a visit may start.
    [[nodiscard]] static std::vector<time_range> within(std::vector<time_range> const& all, time_range r) {
        std::vector<time_range> out;
        for (time_range const w : all)
            if (std::max(w.first, r.first) <= std::min(w.last, r.last))
                out.push_back({std::max(w.first, r.first), std::min(w.last, r.last)});
        return out;
    }

    /// The stretches of time that count alike, the best first.
    [[nodiscard]] static std::vector<std::pair<std::uint32_t, time_range>> stretches(visit const& v) {
        if (!v.due) return {{0, {-never, never}}};
        std::vector<std::pair<std::uint32_t, time_range>> all{{0, {-never, *v.due}}};
        std::uint32_t grade = 1;
        tick from = *v.due + 1;
        for (tick const step : lateness_steps) {
            all.push_back({grade, {from, *v.due + step}});
            grade *= 2;
            from = *v.due + step + 1;
        }
        all.push_back({grade, {from, never}});
        return all;
    }

    void add_forms() {
        change_cost = source.change_cost ? *source.change_cost * cost_unit_of() : std::int64_t{1} << 44;
        forms.assign(count, {});
        for (std::uint32_t v = 0; v < count; ++v) {
            auto const& asked = *visits_by_id[v];
            auto const first = static_cast<std::uint32_t>(visits.size());
            if (asked.due || asked.told) add_forms(v, asked);
            forms[v] = {first, static_cast<std::uint32_t>(visits.size())};
        }
    }

    void add_forms(std::uint32_t v, visit const& asked) {
        auto const open = asked.windows.empty() ? std::vector<time_range>{{-never, never}} : asked.windows;
        time_range const told = asked.told.value_or(time_range{-never, never});
        bool is_first = true;
        for (auto const& [late, stretch] : stretches(asked)) {
            auto const here = within(open, stretch);
            auto outside = within(here, {-never, told.first - 1});
            for (time_range const w : within(here, {told.last + 1, never})) outside.push_back(w);
            for (bool const moved : {false, true}) {
                auto const& when = moved ? outside : within(here, told);
                if (when.empty()) continue;
                add_form(v, make_windows(when), late, moved, std::exchange(is_first, false));
            }
        }
    }

    void add_form(std::uint32_t v, windows when, std::uint32_t late, bool moved, bool is_first) {
        compiled_visit form = visits[v];
        form.when = std::move(when);
        form.late = late;
        form.moved = moved;
        if (is_first) {
            visits[v] = std::move(form);
            return;
        }
        visits.push_back(std::move(form));
    }

    [[nodiscard]] std::int64_t cost_unit_of() const {
        return std::any_of(
                   crews_by_id.begin(), crews_by_id.end(),
                   [](crew const* c) { return c->costs.per_hour != crew_costs{}.per_hour || c->costs.per_km != 0; })
                   ? 100
                   : 1;
    }

    void add(crew const& c) {
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

    [[nodiscard]] amounts filled(amounts a) const {
        a.resize(kinds);
        return a;
    }

    // Crews that drive alike share their matrices, crews alike in all share the search for an empty route.

    void sort_crews() {
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
        if (any_told) return static_cast<std::uint32_t>(c);
        for (std::size_t other = 0; other < c; ++other)
            if (alike(*crews_by_id[other], *crews_by_id[c])) return crews[other].sort;
        return static_cast<std::uint32_t>(c);
    }

    [[nodiscard]] static bool alike(crew const& a, crew const& b) {
        auto const same_break = [](crew_break const& x, crew_break const& y) {
            return x.windows == y.windows && x.service == y.service;
        };
        return a.areas == b.areas && a.grades == b.grades && a.work_percent == b.work_percent &&
               a.overtime == b.overtime && a.start == b.start && a.end == b.end && a.shift == b.shift &&
               a.skills == b.skills && a.capacity == b.capacity && a.max_visits == b.max_visits &&
               a.max_travel == b.max_travel && a.speed_percent == b.speed_percent && a.costs == b.costs &&
               a.profile == b.profile &&
               std::equal(a.breaks.begin(), a.breaks.end(), b.breaks.begin(), b.breaks.end(), same_break);
    }

    /// Visits for which the same crews may come share one list of them.
    void decide_who_may() {
        std::map<std::vector<std::uint32_t>, std::uint32_t> known;
        std::vector<std::uint32_t> crews_for;
        able_of_.reserve(visits.size());
        for (std::size_t v = 0; v < visits.size(); ++v) {
            crews_for.clear();
            for (std::size_t c = 0; c < crews.size(); ++c)
                if (is_allowed(c, v) && in_area(c, v) && has_skills(c, v) && can_carry(c, v) && within_shift(c, v) &&
                    breaks_fit(c))
                    crews_for.push_back(static_cast<std::uint32_t>(c));
            auto const [at, is_new] = known.try_emplace(crews_for, static_cast<std::uint32_t>(able_.size()));
            able_of_.push_back(at->second);
            if (is_new) add_able(crews_for);
        }
    }

    void add_able(std::vector<std::uint32_t> crews_for) {
        may_.resize(may_.size() + crews.size());
        for (std::uint32_t const c : crews_for) may_[able_.size() * crews.size() + c] = 1;
        // Of crews that would do it at the same cost the one is taken that can do least else.
        std::stable_sort(crews_for.begin(), crews_for.end(),
                         [&](std::uint32_t a, std::uint32_t b) { return skills_[a].size() < skills_[b].size(); });
        able_.push_back(std::move(crews_for));
    }

    void find_neighbours() {
        if (crews.empty() || count == 0) return;
        near_each_ = std::min(count - 1, most_neighbours);
        neighbours_.reserve(count * near_each_);
        arcs const& a = *crews.front().travel;
        std::vector<std::pair<std::int64_t, std::uint32_t>> near;
        for (std::size_t v = 0; v < count; ++v) {
            near.clear();
            for (std::size_t w = 0; w < count; ++w)
                if (w != v)
                    near.emplace_back(
                        a.cost(visits[v].where, visits[w].where) + a.cost(visits[w].where, visits[v].where), w);
            auto const kept = near.begin() + static_cast<std::ptrdiff_t>(near_each_);
            std::partial_sort(near.begin(), kept, near.end());
            for (auto n = near.begin(); n != kept; ++n) neighbours_.push_back(n->second);
        }
    }

    static constexpr std::size_t most_neighbours = 40;

    std::size_t near_each_ = 0;
    std::vector<std::uint32_t> neighbours_;
    std::vector<std::vector<std::uint32_t>> able_;  ///< each list once
    std::vector<std::uint32_t> able_of_;            ///< which list is a visit's
    std::vector<std::int64_t> delivery_, pickup_;
    std::vector<amounts> capacity_;
    std::vector<std::vector<std::uint32_t>> skills_;
    std::vector<arcs> tables_;
    std::vector<std::uint8_t> may_;  ///< by list and crew
};

}}}}  // namespace gongdan::dispatch::detail
