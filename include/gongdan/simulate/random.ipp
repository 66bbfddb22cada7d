#pragma once

#include <gongdan/simulate/random.hpp>

#include <Random123/philox.h>

#include <algorithm>
#include <cmath>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace random_detail {

/// A standard normal number from two words (Box and Muller).
inline double normal(std::uint64_t a, std::uint64_t b) {
    constexpr double turn = 6.283185307179586476925;
    return std::sqrt(-2.0 * std::log(random_source::unit(a))) * std::cos(turn * random_source::unit(b));
}

inline double lognormal(double mean, double variation, random_source::block const& w) {
    double const squared = std::log1p(variation * variation);
    return mean * std::exp(std::sqrt(squared) * normal(w[0], w[1]) - squared / 2);
}

inline double weibull(distribution const& of, double u) {
    return of.mean / std::tgamma(1 + 1 / of.shape) * std::pow(-std::log(u), 1 / of.shape);
}

inline double empirical(distribution const& of, double u) {
    auto const at = std::upper_bound(of.up_to.begin(), of.up_to.end(), u);
    return of.values[static_cast<std::size_t>(std::min(at, of.up_to.end() - 1) - of.up_to.begin())];
}

}  // namespace random_detail

GONGDAN_INLINE std::uint64_t family_of(std::string_view name) {
    std::uint64_t hash = 0xcbf29ce484222325;  // FNV-1a
    for (char const c : name) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3;
    return hash;
}

GONGDAN_INLINE random_source::block random_source::words(draw const& d, std::uint64_t round) const {
    auto const purpose_and_n = static_cast<std::uint64_t>(d.what) << 32 | d.n;
    auto const w = r123::Philox4x64{}({{d.number, purpose_and_n, d.family, round}}, {{key_[0], key_[1]}});
    return {w[0], w[1], w[2], w[3]};
}

/// Of mean `shape` (Marsaglia and Tsang, 2000); a shape below 1 is reached from the next higher one.
GONGDAN_INLINE double random_source::gamma(double shape, draw const& d) const {
    double const lifted = shape < 1 ? shape + 1 : shape;
    double const a = lifted - 1.0 / 3.0;
    double const c = 1.0 / std::sqrt(9.0 * a);
    for (std::uint64_t round = 0;; ++round) {
        auto const w = words(d, round);
        double const x = random_detail::normal(w[0], w[1]);
        double const v = std::pow(1.0 + c * x, 3);
        if (v <= 0 || std::log(unit(w[2])) >= 0.5 * x * x + a - a * v + a * std::log(v)) continue;
        return shape < 1 ? a * v * std::pow(unit(w[3]), 1.0 / shape) : a * v;
    }
}

GONGDAN_INLINE double random_source::sample(distribution const& of, draw const& d) const {
    switch (of.is) {
    case law::deterministic: return of.mean;
    case law::exponential: return -std::log(uniform(d)) * of.mean;
    case law::uniform: return of.from + (of.to - of.from) * uniform(d);
    case law::lognormal: return random_detail::lognormal(of.mean, of.shape, words(d));
    case law::gamma:
    case law::erlang: return gamma(of.shape, d) * (of.mean / of.shape);
    case law::empirical: return random_detail::empirical(of, uniform(d));
    case law::weibull: return random_detail::weibull(of, uniform(d));
    case law::triangular: return triangular_at(of, uniform(d));
    case law::hyperexponential: {
        auto const w = words(d);
        return -std::log(unit(w[0])) * random_detail::empirical(of, unit(w[1]));
    }
    }
    return of.mean;
}

GONGDAN_INLINE double expected_of(distribution const& of) {
    if (of.is == law::uniform) return (of.from + of.to) / 2;
    if (of.is == law::triangular) return (of.from + of.mean + of.to) / 3;
    if (of.is != law::empirical && of.is != law::hyperexponential) return of.mean;
    double sum = 0;
    for (std::size_t i = 0; i < of.values.size(); ++i) sum += of.values[i] * of.share(i);
    return sum;
}

GONGDAN_INLINE tick quantised(double span, tick per_unit) {
    double const ticks = span * static_cast<double>(per_unit);
    return ticks >= static_cast<double>(longest_span) ? longest_span : std::llround(std::max(ticks, 0.0));
}

}  // namespace simulate
}}  // namespace gongdan
