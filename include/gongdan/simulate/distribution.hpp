#pragma once

#include <gongdan/core/term.hpp>

#include <cmath>
#include <cstddef>
#include <cstdint>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace simulate {

/// A point on a simulation's clock, or a span of it, in ticks of the scenario's resolution.
using tick = std::int64_t;

/// Spans longer than this are cut, so that sums of them stay exact.
inline constexpr tick longest_span = 100'000'000'000'000;

enum class law : std::uint8_t {
    deterministic,
    exponential,
    uniform,
    lognormal,
    gamma,
    erlang,
    empirical,
    weibull,
    triangular,
    hyperexponential
};

/// How long something takes, in the scenario's unit of time.
struct distribution {
    law is = law::deterministic;
    double mean = 0;   ///< triangular: the mode; of no matter where it lies between ends or in values
    double shape = 1;  ///< lognormal: coefficient of variation; gamma, Weibull: shape; Erlang: stages
    double from = 0;   ///< uniform and triangular on (from, to)
    double to = 0;
    std::vector<double> values = {};  ///< empirical: what was seen; hyperexponential: the means of its parts
    std::vector<double> up_to = {};   ///< their shares summed up to each value, the last one 1

    /// The share of the i-th value.
    [[nodiscard]] double share(std::size_t i) const { return up_to[i] - (i == 0 ? 0 : up_to[i - 1]); }
};

/// What a share `u` of a triangular distribution does not exceed.
[[nodiscard]] inline double triangular_at(distribution const& of, double u) {
    double const width = of.to - of.from;
    double const rises = of.mean - of.from;
    if (u * width < rises) return of.from + std::sqrt(u * width * rises);
    return of.to - std::sqrt((1 - u) * width * (of.to - of.mean));
}

/// Makes every value of a distribution so many times as long.
inline void stretch(distribution& d, double factor) {
    d.mean *= factor;
    d.from *= factor;
    d.to *= factor;
    for (double& v : d.values) v *= factor;
}

}  // namespace simulate

template <>
struct labels<simulate::law> {
    static constexpr term table[] = {
        {"deterministic", "定值", "deterministic"},
        {"exponential", "指数分布", "exponential"},
        {"uniform", "均匀分布", "uniform"},
        {"lognormal", "对数正态分布", "lognormal"},
        {"gamma", "伽马分布", "gamma"},
        {"erlang", "爱尔朗分布", "Erlang"},
        {"empirical", "经验分布", "empirical"},
        {"weibull", "韦布尔分布", "Weibull"},
        {"triangular", "三角分布", "triangular"},
        {"hyperexponential", "超指数分布", "hyperexponential"},
    };
};

}}  // namespace gongdan
