#pragma once

// A problem's visits made ready: their levels, and their forms by when they count alike.

#include <gongdan/dispatch/detail/compiled.hpp>

#include <algorithm>
#include <functional>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

inline void compiled::order() {
    for (visit const& v : source.visits) visits_by_id.push_back(&v);
    for (crew const& c : source.crews) crews_by_id.push_back(&c);
    auto const by_id = [](auto const* a, auto const* b) { return (a->id) < b->id; };
    std::sort(visits_by_id.begin(), visits_by_id.end(), by_id);
    std::sort(crews_by_id.begin(), crews_by_id.end(), by_id);
    for (visit const& v : source.visits) kinds = std::max({kinds, v.delivery.size(), v.pickup.size()});
    for (crew const& c : source.crews) kinds = std::max(kinds, c.capacity.size());
}

inline void compiled::rank_levels() {
    for (visit const& v : source.visits) levels.push_back(v.level);
    std::sort(levels.rbegin(), levels.rend());
    levels.erase(std::unique(levels.begin(), levels.end()), levels.end());
}

inline void compiled::add(visit const& v) {
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
inline std::vector<time_range> compiled::within(std::vector<time_range> const& all, time_range r) {
    std::vector<time_range> out;
    for (time_range const w : all)
        if (std::max(w.first, r.first) <= std::min(w.last, r.last))
            out.push_back({std::max(w.first, r.first), std::min(w.last, r.last)});
    return out;
}

/// The stretches of time that count alike, the best first.
inline std::vector<std::pair<std::uint32_t, time_range>> compiled::stretches(visit const& v) {
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

inline void compiled::add_forms() {
    change_cost = source.change_cost ? *source.change_cost * cost_unit_of() : std::int64_t{1} << 44;
    forms.assign(count, {});
    for (std::uint32_t v = 0; v < count; ++v) {
        auto const& asked = *visits_by_id[v];
        auto const first = static_cast<std::uint32_t>(visits.size());
        if (asked.due || asked.told) add_forms(v, asked);
        forms[v] = {first, static_cast<std::uint32_t>(visits.size())};
    }
}

inline void compiled::add_forms(std::uint32_t v, visit const& asked) {
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

inline void compiled::add_form(std::uint32_t v, windows when, std::uint32_t late, bool moved, bool is_first) {
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

inline std::int64_t compiled::cost_unit_of() const {
    return std::any_of(crews_by_id.begin(), crews_by_id.end(),
                       [](crew const* c) { return c->costs.per_hour != crew_costs{}.per_hour || c->costs.per_km != 0; })
               ? 100
               : 1;
}

}}}}  // namespace gongdan::dispatch::detail
