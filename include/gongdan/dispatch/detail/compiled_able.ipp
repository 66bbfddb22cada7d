#pragma once

// Which crews may serve which visits, and which visits lie near each other.

#include <gongdan/dispatch/detail/compiled.hpp>

#include <algorithm>
#include <map>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// Visits for which the same crews may come share one list of them.
inline void compiled::decide_who_may() {
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

inline void compiled::add_able(std::vector<std::uint32_t> crews_for) {
    may_.resize(may_.size() + crews.size());
    for (std::uint32_t const c : crews_for) may_[able_.size() * crews.size() + c] = 1;
    // Of crews that would do it at the same cost the one is taken that can do least else.
    std::stable_sort(crews_for.begin(), crews_for.end(),
                     [&](std::uint32_t a, std::uint32_t b) { return skills_[a].size() < skills_[b].size(); });
    able_.push_back(std::move(crews_for));
}

inline void compiled::find_neighbours() {
    if (crews.empty() || count == 0) return;
    near_each_ = std::min(count - 1, most_neighbours);
    neighbours_.reserve(count * near_each_);
    arcs const& a = *crews.front().travel;
    std::vector<std::pair<std::int64_t, std::uint32_t>> near;
    for (std::size_t v = 0; v < count; ++v) {
        near.clear();
        for (std::size_t w = 0; w < count; ++w)
            if (w != v)
                near.emplace_back(a.cost(visits[v].where, visits[w].where) + a.cost(visits[w].where, visits[v].where),
                                  w);
        auto const kept = near.begin() + static_cast<std::ptrdiff_t>(near_each_);
        std::partial_sort(near.begin(), kept, near.end());
        for (auto n = near.begin(); n != kept; ++n) neighbours_.push_back(n->second);
    }
}

}}}}  // namespace gongdan::dispatch::detail
