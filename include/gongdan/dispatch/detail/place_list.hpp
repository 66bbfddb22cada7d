#pragma once

#include <gongdan/dispatch/problem.hpp>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <limits>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// Places in any coordinates, which a problem then knows by their index.
template <class Spot>
class place_list {
public:
    [[nodiscard]] place put(Spot s) {
        spots_.push_back(std::move(s));
        return static_cast<place>(spots_.size() - 1);
    }
    [[nodiscard]] Spot const& operator[](place p) const { return spots_[p]; }

    /// The ways between all of them, in seconds by `drive(from, to)`.
    template <class Drive>
    void measure(problem& p, Drive&& drive) const {
        constexpr std::int64_t longest = std::numeric_limits<std::int32_t>::max() / 4;
        std::size_t const n = spots_.size();
        travel_table ways;
        ways.durations.resize(n * n);
        for (std::size_t a = 0; a < n; ++a)
            for (std::size_t b = 0; b < n; ++b)
                if (a != b)
                    ways.durations[a * n + b] =
                        static_cast<std::int32_t>(std::clamp<std::int64_t>(drive(spots_[a], spots_[b]), 0, longest));
        p.places = n;
        p.travel = {std::move(ways)};
    }

private:
    std::vector<Spot> spots_;
};

}}}}  // namespace gongdan::dispatch::detail
