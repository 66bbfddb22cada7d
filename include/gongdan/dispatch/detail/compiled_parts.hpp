#pragma once

// What a problem is made of once it is made ready: times, travel, visits and crews.

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
    bool symmetric = false;               ///< in both

    /// The costs from a place to all others, and those from all others to it, `stride` apart.
    struct around {
        std::int32_t const* from;
        std::int32_t const* to;
        std::size_t stride;
    };
    [[nodiscard]] around costs_around(place a) const { return around_in(costs(), a); }
    [[nodiscard]] around durations_around(place a) const { return around_in(durations, a); }
    [[nodiscard]] around around_in(std::vector<std::int32_t> const& table, place a) const {
        std::int32_t const* const all = table.data();
        return {all + a * side, symmetric ? all + a * side : all + a, symmetric ? 1 : side};
    }
    [[nodiscard]] std::vector<std::int32_t> const& costs() const { return own_costs.empty() ? durations : own_costs; }

    void look_for_symmetry() {
        symmetric = true;
        for (std::size_t i = 0; i < side && symmetric; ++i)
            for (std::size_t j = 0; j < i && symmetric; ++j)
                symmetric = costs()[i * side + j] == costs()[j * side + i] &&
                            durations[i * side + j] == durations[j * side + i];
    }

    [[nodiscard]] std::int64_t dearest() const {
        return costs().empty() ? 0 : *std::max_element(costs().begin(), costs().end());
    }
    [[nodiscard]] tick duration(place a, place b) const { return durations[a * side + b]; }
    [[nodiscard]] std::int64_t cost(place a, place b) const { return costs()[a * side + b]; }
};

/// A visit as it may be served. One that has a due time or was told to somebody has several forms with windows of
/// their own, so that being late or moved is a matter of which form is served, and never of sums on the way.
struct compiled_visit {
    place where = 0;
    std::uint32_t rank = 0;  ///< of its level, 0 the highest
    tick setup = 0;
    tick service = 0;
    windows when;
    std::uint32_t of = 0;    ///< the visit whose form this is
    std::uint32_t late = 0;  ///< 0 on time; doubles with the lateness
    bool moved = false;      ///< outside what was told
    std::optional<std::uint32_t> told_crew = {};
};

/// Late by no more than this counts 1, 2, 4 and so on; later still twice the last.
inline constexpr std::array<tick, 5> lateness_steps{900, 1800, 3600, 7200, 14'400};

/// How much a start counts as late.
inline std::uint32_t lateness(std::optional<tick> due, tick begin) {
    if (!due || begin <= *due) return 0;
    std::uint32_t grade = 1;
    for (tick const step : lateness_steps) {
        if (begin - *due <= step) return grade;
        grade *= 2;
    }
    return grade;
}

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
    std::uint32_t work_percent = 100;
    std::uint32_t sort = 0;  ///< crews of one sort are alike in all but the id

    [[nodiscard]] tick takes(tick service) const {
        return work_percent == 100 ? service : (service * work_percent + 50) / 100;
    }
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

}}}}  // namespace gongdan::dispatch::detail
