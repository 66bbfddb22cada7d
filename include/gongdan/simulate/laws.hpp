#pragma once

#include <gongdan/simulate/distribution.hpp>

#include <cstddef>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

// Distributions beside what was seen: which law comes nearest, and how near.

/// Values in ascending order. The functions below want it sorted and not empty.
using sample = std::vector<double>;

[[nodiscard]] double average(sample const& seen);

/// The share of a law's values that are no longer than `x`.
[[nodiscard]] double share_up_to(distribution const& d, double x);
/// The value that a share `p` of the law's values does not exceed, `p` in (0, 1).
[[nodiscard]] double value_at(distribution const& d, double p);

/// The greatest difference between the shares of a sample and those of a law (the statistic of Kolmogorov and Smirnov).
[[nodiscard]] double largest_gap(sample const& seen, distribution const& d);

/// How far one sample has to be moved, on average, to become the other (the first Wasserstein distance), in the values'
/// unit. Of a law, as if it had been drawn from at evenly spaced shares.
[[nodiscard]] double distance(sample const& a, sample const& b);
[[nodiscard]] double distance(sample const& seen, distribution const& d);

/// A law beside a sample.
struct law_fit {
    distribution law = {};
    double aic = 0;       ///< Akaike's criterion, less is better; NaN for what was not fitted but copied
    double gap = 0;       ///< `largest_gap`
    double distance = 0;  ///< and Wasserstein's, in the values' unit
};

/// Exponential, lognormal and gamma by maximum likelihood, the best by Akaike's criterion first; a law that the sample
/// rules out is left out. Values below `least`, which is half of what the log can tell apart, count as that.
[[nodiscard]] std::vector<law_fit> fit_laws(sample const& seen, double least);

/// What was seen, as it is: every value with its weight, or where there are more than `most`, the means of as many
/// equal parts of them, in order.
[[nodiscard]] distribution empirical_of(sample const& seen, std::size_t most = 400);

/// The law that is used, and those that were tried.
struct law_choice {
    law_fit used;
    std::vector<law_fit> tried;
};

/// The best law where its shares are nowhere further than `tolerance` from those seen and its values not further than
/// twice that part of their mean (a long tail may hide in a small gap), or where so little was seen (fewer than `few`)
/// that a copy would be of accidents; else what was seen.
[[nodiscard]] law_choice choose_law(sample const& seen, double least, double tolerance = 0.05, std::size_t few = 30);

}  // namespace simulate
}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/simulate/laws.ipp>
#endif
