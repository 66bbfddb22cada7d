#pragma once

#include <gongdan/time/instant.hpp>

#include <algorithm>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// [from, to): `from` belongs to it, `to` does not. An open end is `distant_future`.
struct interval {
    instant from;
    instant to = distant_future;

    [[nodiscard]] constexpr bool empty() const { return to <= from; }
    [[nodiscard]] constexpr bool open() const { return to == distant_future; }
    [[nodiscard]] constexpr bool contains(instant t) const { return from <= t && t < to; }
    friend constexpr bool operator==(interval a, interval b) { return a.from == b.from && a.to == b.to; }
};

/// Sorts the intervals, drops the empty ones and joins those that overlap or touch.
inline void merge(std::vector<interval>& all) {
    std::sort(all.begin(), all.end(), [](interval a, interval b) { return a.from < b.from; });
    std::size_t kept = 0;
    for (interval const next : all) {
        if (next.empty()) continue;
        if (kept != 0 && next.from <= all[kept - 1].to) all[kept - 1].to = std::max(all[kept - 1].to, next.to);
        else all[kept++] = next;
    }
    all.resize(kept);
}

}}  // namespace gongdan
