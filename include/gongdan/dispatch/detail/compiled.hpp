#pragma once

#include <gongdan/dispatch/detail/compiled_parts.hpp>
#include <gongdan/dispatch/problem.hpp>

#include <algorithm>
#include <cstdint>
#include <optional>
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

    void order();
    void rank_levels();
    void add(visit const& v);
    [[nodiscard]] static std::vector<time_range> within(std::vector<time_range> const& all, time_range r);
    [[nodiscard]] static std::vector<std::pair<std::uint32_t, time_range>> stretches(visit const& v);
    void add_forms();
    void add_forms(std::uint32_t v, visit const& asked);
    void add_form(std::uint32_t v, windows when, std::uint32_t late, bool moved, bool is_first);
    [[nodiscard]] std::int64_t cost_unit_of() const;
    void add(crew const& c);
    [[nodiscard]] amounts filled(amounts a) const;
    void sort_crews();
    [[nodiscard]] arcs table_of(crew const& c) const;
    [[nodiscard]] std::int64_t cost_of(travel_table const& t,
                                       std::size_t from,
                                       tick duration,
                                       crew_costs const& per) const;
    [[nodiscard]] static tick at_speed(tick duration, std::uint32_t percent);
    [[nodiscard]] std::uint32_t sort_of(std::size_t c) const;
    [[nodiscard]] static bool alike(crew const& a, crew const& b);
    void decide_who_may();
    void add_able(std::vector<std::uint32_t> crews_for);
    void find_neighbours();

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

#include <gongdan/dispatch/detail/compiled_able.ipp>
#include <gongdan/dispatch/detail/compiled_crews.ipp>
#include <gongdan/dispatch/detail/compiled_visits.ipp>
