#pragma once

#include <gongdan/dispatch/plan.hpp>
#include <gongdan/dispatch/problem.hpp>

#include <algorithm>
#include <iterator>
#include <map>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// A part of a problem, with the rows of the matrices that it needs.
struct part {
    problem what;
    std::vector<place> places;  ///< of the whole problem, by place of the part

    void put_back(plan& made) const {
        for (route& r : made.routes)
            for (step& s : r.steps)
                if (s.where) s.where = places[*s.where];
    }
};

/// Divides a problem by the areas of its visits, so that none has to be planned with all crews at once. A crew of several
/// areas, or of none, goes where most visits wait for each crew; a visit of no area goes to the largest.
class divider {
public:
    explicit divider(problem const& p) : p_(p) {
        for (visit const& v : p.visits) area_[v.id] = v.area;
        for (visit const& v : p.visits)
            if (auto const a = area_of(v)) ++visits_[*a];
    }

    /// Fewer than two areas are nothing to divide.
    [[nodiscard]] bool can_divide() const { return visits_.size() > 1; }

    [[nodiscard]] std::vector<part> divide() {
        std::map<std::uint32_t, problem> by_area;
        for (auto const& [area, n] : visits_) by_area[area];
        std::uint32_t const largest =
            std::max_element(visits_.begin(), visits_.end(), [](auto const& a, auto const& b) {
                return a.second < b.second;
            })->first;
        for (visit const& v : p_.visits) by_area[area_of(v).value_or(largest)].visits.push_back(v);
        std::vector<crew const*> crews;
        for (crew const& c : p_.crews) crews.push_back(&c);
        // Those who have no choice first.
        std::sort(crews.begin(), crews.end(), [](crew const* a, crew const* b) {
            return std::make_pair(a->areas.size() != 1, a->id) < std::make_pair(b->areas.size() != 1, b->id);
        });
        for (crew const* c : crews) by_area[neediest(*c, by_area)].crews.push_back(*c);
        std::vector<part> parts;
        for (auto& [area, what] : by_area) parts.push_back(with_places(std::move(what)));
        return parts;
    }

private:
    /// A tied visit goes with the visit it is tied to.
    [[nodiscard]] std::optional<std::uint32_t> area_of(visit const& v) const {
        std::map<std::uint64_t, visit const*> const& all = ids();
        visit const* at = &v;
        while (at->tied()) at = all.at(at->after ? *at->after : *at->with);
        return area_.at(at->id);
    }

    [[nodiscard]] std::map<std::uint64_t, visit const*> const& ids() const {
        if (by_id_.empty())
            for (visit const& v : p_.visits) by_id_[v.id] = &v;
        return by_id_;
    }

    [[nodiscard]] std::uint32_t neediest(crew const& c, std::map<std::uint32_t, problem> const& by_area) const {
        auto const load = [](problem const& q) {
            return static_cast<double>(q.visits.size()) / static_cast<double>(q.crews.size() + 1);
        };
        auto best = by_area.end();
        for (auto a = by_area.begin(); a != by_area.end(); ++a) {
            bool const may = c.areas.empty() || std::count(c.areas.begin(), c.areas.end(), a->first) != 0;
            if (may && (best == by_area.end() || load(best->second) < load(a->second))) best = a;
        }
        return best == by_area.end() ? by_area.begin()->first : best->first;
    }

    [[nodiscard]] part with_places(problem what) const {
        part made;
        std::vector<place> inside(p_.places, ~place{0});
        auto const move = [&](place& at) {
            if (inside[at] == ~place{0}) {
                inside[at] = static_cast<place>(made.places.size());
                made.places.push_back(at);
            }
            at = inside[at];
        };
        for (visit& v : what.visits) move(v.where);
        for (crew& c : what.crews) {
            if (c.start) move(*c.start);
            if (c.end) move(*c.end);
        }
        what.places = made.places.size();
        what.frozen_until = p_.frozen_until;
        what.change_cost = p_.change_cost;
        for (travel_table const& t : p_.travel)
            what.travel.push_back({t.profile, picked(t.durations, made.places), picked(t.distances, made.places),
                                   picked(t.costs, made.places)});
        made.what = std::move(what);
        return made;
    }

    [[nodiscard]] std::vector<std::int32_t> picked(std::vector<std::int32_t> const& all,
                                                   std::vector<place> const& rows) const {
        std::vector<std::int32_t> out;
        if (all.empty()) return out;
        out.reserve(rows.size() * rows.size());
        for (place const a : rows)
            for (place const b : rows) out.push_back(all[a * p_.places + b]);
        return out;
    }

    problem const& p_;
    std::map<std::uint64_t, std::optional<std::uint32_t>> area_;
    std::map<std::uint32_t, std::size_t> visits_;
    mutable std::map<std::uint64_t, visit const*> by_id_;
};

}}}}  // namespace gongdan::dispatch::detail
