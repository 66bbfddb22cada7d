#pragma once

// What the search remembers of the gaps it has looked for, in little room.

#include <gongdan/dispatch/detail/tour.hpp>

#include <algorithm>
#include <array>
#include <cstdint>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// The cheapest gap of a tour for a visit, or that there is none below a cost, as long as the tour's version stays. The cost
/// is rounded down, so that it says what the gap costs at least.
struct known_gap {
    static constexpr std::uint32_t nowhere = 255;
    static constexpr std::int64_t most = (std::int64_t{1} << 24) - 2;  ///< one more stands for no gap at any cost

    known_gap() = default;
    /// `cost` in rounded units, or gap::impossible. What cannot be written down is not known.
    known_gap(std::uint32_t of, std::int64_t cost, std::uint32_t where) {
        if (cost < 0 || (where != nowhere && (where > nowhere || cost > most))) return;
        std::int64_t const kept = cost == gap::impossible ? most + 1 : std::min(cost, most);
        version = of;
        cost_and_place = static_cast<std::uint32_t>(kept) << 8 | where;
    }

    [[nodiscard]] bool has_place() const { return at() != nowhere; }
    [[nodiscard]] std::uint32_t at() const { return cost_and_place & 255; }
    [[nodiscard]] std::int64_t least(int shift) const {
        std::int64_t const kept = cost_and_place >> 8;
        return kept > most ? gap::impossible : kept << shift;
    }

    std::uint32_t version = 0;
    std::uint32_t cost_and_place = 0;
};

/// The crews with the cheapest gaps for a visit, the cheapest first, of equal ones the first in order. More of them are
/// ranked than are needed, so that after a change the others seldom have to be asked.
struct best_crews {
    static constexpr std::int64_t no_way = std::int64_t{1} << 40;
    struct entry {
        std::int64_t cost;
        std::uint32_t order;  ///< among the crews for the visit
        std::uint32_t crew;
        std::uint32_t at;

        friend bool operator<(entry const& a, entry const& b) {
            return a.cost != b.cost ? a.cost < b.cost : a.order < b.order;
        }
    };

    void add(entry const& e) {
        if (!(e < floor)) return;
        if (size == ranked.size()) {
            floor = std::max(e, ranked.back());
            if (!(e < ranked.back())) return;
        } else {
            ++size;
        }
        auto const end = ranked.begin() + size;
        auto const at = std::lower_bound(ranked.begin(), end - 1, e);
        std::move_backward(at, end - 1, end);
        *at = e;
    }
    void remove(std::uint32_t crew) {
        auto const end = ranked.begin() + size;
        auto const at = std::find_if(ranked.begin(), end, [&](entry const& e) { return e.crew == crew; });
        if (at == end) return;
        std::move(at + 1, end, at);
        --size;
    }
    /// Whether there may be others that are not ranked.
    [[nodiscard]] bool has_more() const { return floor.cost < no_way; }
    /// How much dearer the second and the third together are than the first.
    [[nodiscard]] std::int64_t regret() const { return cost_of(1) - cost_of(0) + cost_of(2) - cost_of(0); }
    [[nodiscard]] std::int64_t cost_of(std::size_t i) const { return i < size ? ranked[i].cost : no_way; }

    std::array<entry, 6> ranked{};
    std::uint32_t size = 0;
    entry floor{no_way, 0, 0, 0};  ///< none of the others is better
};

}}}}  // namespace gongdan::dispatch::detail
