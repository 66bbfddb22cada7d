#pragma once

#include <gongdan/simulate/laws.hpp>

#include <boost/math/constants/constants.hpp>
#include <boost/math/distributions/gamma.hpp>
#include <boost/math/distributions/lognormal.hpp>
#include <boost/math/distributions/weibull.hpp>
#include <boost/math/special_functions/digamma.hpp>
#include <boost/math/special_functions/trigamma.hpp>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <optional>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace laws_detail {

inline boost::math::gamma_distribution<> gamma_of(distribution const& d) { return {d.shape, d.mean / d.shape}; }

inline boost::math::lognormal_distribution<> lognormal_of(distribution const& d) {
    double const squared = std::log1p(d.shape * d.shape);
    return {std::log(d.mean) - squared / 2, std::sqrt(squared)};
}

inline boost::math::weibull_distribution<> weibull_of(distribution const& d) {
    return {d.shape, d.mean / std::tgamma(1 + 1 / d.shape)};
}

inline double triangular_share(distribution const& d, double x) {
    if (x <= d.from) return d.to == d.from && x == d.from ? 1 : 0;
    if (x >= d.to) return 1;
    if (x < d.mean) return (x - d.from) * (x - d.from) / ((d.to - d.from) * (d.mean - d.from));
    return 1 - (d.to - x) * (d.to - x) / ((d.to - d.from) * (d.to - d.mean));
}

/// Where a rising share reaches `p`, within the doubles.
template <class Share>
double where_share_is(double p, Share share) {
    double low = 0;
    double high = 1;
    while (share(high) < p) high *= 2;
    for (int i = 0; i < 200 && low < high; ++i) {
        double const middle = low + (high - low) / 2;
        if (middle == low || middle == high) break;
        (share(middle) < p ? low : high) = middle;
    }
    return high;
}

inline distribution law_of(law is, double mean, double shape = 1) {
    distribution d;
    d.is = is;
    d.mean = mean;
    d.shape = shape;
    return d;
}

inline double log_mean(sample const& s) {
    double sum = 0;
    for (double const v : s) sum += std::log(v);
    return sum / static_cast<double>(s.size());
}

/// Each of the following gives a law and its logarithmic likelihood; nothing where the sample rules the law out.
struct likely {
    distribution law;
    double log_likelihood;
    double parameters;
};

inline std::optional<likely> exponential(sample const& s) {
    double const mean = average(s);
    return likely{law_of(law::exponential, mean), -static_cast<double>(s.size()) * (std::log(mean) + 1), 1};
}

inline std::optional<likely> lognormal(sample const& s) {
    auto const n = static_cast<double>(s.size());
    double const mu = log_mean(s);
    double squares = 0;
    for (double const v : s) squares += (std::log(v) - mu) * (std::log(v) - mu);
    double const variance = squares / n;
    double const variation = std::sqrt(std::expm1(variance));
    if (!(variance > 0) || !(variation < 1000)) return {};
    constexpr double two_pi = boost::math::constants::two_pi<double>();
    return likely{law_of(law::lognormal, std::exp(mu + variance / 2), variation),
                  -n * mu - n / 2 * (std::log(two_pi * variance) + 1), 2};
}

/// Newton's method from Minka's start (Estimating a Gamma distribution, 2002).
inline std::optional<likely> gamma(sample const& s) {
    auto const n = static_cast<double>(s.size());
    double const mean = average(s);
    double const mu = log_mean(s);
    double const spread = std::log(mean) - mu;
    if (!(spread > 1e-9)) return {};
    double k = (3 - spread + std::sqrt((spread - 3) * (spread - 3) + 24 * spread)) / (12 * spread);
    for (int i = 0; i < 20; ++i) {
        double const wrong = std::log(k) - boost::math::digamma(k) - spread;
        k = std::max(k / 10, k - wrong / (1 / k - boost::math::trigamma(k)));
    }
    if (!(k >= 0.01 && k <= 1e6)) return {};  // what a scenario can say
    double const scale = mean / k;
    return likely{law_of(law::gamma, mean, k), n * ((k - 1) * mu - mean / scale - k * std::log(scale) - std::lgamma(k)),
                  2};
}

inline law_fit beside(sample const& seen, distribution d, double aic) {
    law_fit f{std::move(d), aic};
    f.gap = largest_gap(seen, f.law);
    f.distance = distance(seen, f.law);
    return f;
}

/// The area between two inverse distribution functions.
template <class First, class Second>
double area_between(First a, Second b, std::size_t steps) {
    double sum = 0;
    for (std::size_t i = 0; i < steps; ++i) {
        double const p = (static_cast<double>(i) + 0.5) / static_cast<double>(steps);
        sum += std::abs(a(p) - b(p));
    }
    return sum / static_cast<double>(steps);
}

inline double at_share(sample const& s, double p) {
    return s[std::min(s.size() - 1, static_cast<std::size_t>(p * static_cast<double>(s.size())))];
}

}  // namespace laws_detail

GONGDAN_INLINE double average(sample const& seen) {
    return std::accumulate(seen.begin(), seen.end(), 0.0) / static_cast<double>(seen.size());
}

GONGDAN_INLINE double share_up_to(distribution const& d, double x) {
    using namespace laws_detail;
    switch (d.is) {
    case law::deterministic: return x >= d.mean ? 1 : 0;
    case law::exponential: return x <= 0 ? 0 : -std::expm1(-x / d.mean);
    case law::uniform:
        return d.to == d.from ? (x >= d.to ? 1 : 0) : std::clamp((x - d.from) / (d.to - d.from), 0.0, 1.0);
    case law::lognormal: return x <= 0 ? 0 : boost::math::cdf(lognormal_of(d), x);
    case law::gamma:
    case law::erlang: return x <= 0 ? 0 : boost::math::cdf(gamma_of(d), x);
    case law::weibull: return x <= 0 ? 0 : boost::math::cdf(weibull_of(d), x);
    case law::triangular: return triangular_share(d, x);
    case law::hyperexponential:
    case law::empirical: break;
    }
    bool const parts = d.is == law::hyperexponential;
    double share = 0;  // the values need not ascend
    for (std::size_t i = 0; i < d.values.size(); ++i)
        if (parts) share += x <= 0 ? 0 : -std::expm1(-x / d.values[i]) * d.share(i);
        else if (d.values[i] <= x) share += d.share(i);
    return share;
}

GONGDAN_INLINE double value_at(distribution const& d, double p) {
    using namespace laws_detail;
    switch (d.is) {
    case law::deterministic: return d.mean;
    case law::exponential: return -std::log1p(-p) * d.mean;
    case law::uniform: return d.from + p * (d.to - d.from);
    case law::lognormal: return boost::math::quantile(lognormal_of(d), p);
    case law::gamma:
    case law::erlang: return boost::math::quantile(gamma_of(d), p);
    case law::weibull: return boost::math::quantile(weibull_of(d), p);
    case law::triangular: return triangular_at(d, p);
    case law::hyperexponential: return where_share_is(p, [&](double x) { return share_up_to(d, x); });
    case law::empirical: break;
    }
    std::vector<std::pair<double, double>> all;
    for (std::size_t i = 0; i < d.values.size(); ++i) all.emplace_back(d.values[i], d.share(i));
    std::sort(all.begin(), all.end());
    double share = 0;
    for (auto const& [value, weight] : all)
        if ((share += weight) >= p) return value;
    return all.back().first;
}

GONGDAN_INLINE double largest_gap(sample const& seen, distribution const& d) {
    auto const n = static_cast<double>(seen.size());
    double gap = 0;
    for (std::size_t i = 0; i < seen.size();) {
        std::size_t next = i + 1;
        while (next < seen.size() && seen[next] == seen[i]) ++next;
        double const at = share_up_to(d, seen[i]);
        double const just_before = share_up_to(d, std::nextafter(seen[i], -std::numeric_limits<double>::infinity()));
        gap = std::max(
            {gap, std::abs(static_cast<double>(next) / n - at), std::abs(just_before - static_cast<double>(i) / n)});
        i = next;
    }
    return gap;
}

GONGDAN_INLINE double distance(sample const& a, sample const& b) {
    auto const na = static_cast<double>(a.size());
    auto const nb = static_cast<double>(b.size());
    double sum = 0;
    double last = std::min(a.front(), b.front());
    for (std::size_t i = 0, j = 0; i < a.size() || j < b.size();) {
        bool const first = j == b.size() || (i < a.size() && a[i] <= b[j]);
        double const next = first ? a[i] : b[j];
        sum += (next - last) * std::abs(static_cast<double>(i) / na - static_cast<double>(j) / nb);
        last = next;
        ++(first ? i : j);
    }
    return sum;
}

GONGDAN_INLINE double distance(sample const& seen, distribution const& d) {
    constexpr std::size_t steps = 4000;
    if (d.is == law::empirical) {
        sample drawn;
        for (std::size_t i = 0; i < d.values.size(); ++i) {
            double const weight = d.share(i);
            drawn.insert(drawn.end(), static_cast<std::size_t>(std::lround(weight * steps)), d.values[i]);
        }
        std::sort(drawn.begin(), drawn.end());
        if (!drawn.empty()) return distance(seen, drawn);
    }
    return laws_detail::area_between([&](double p) { return laws_detail::at_share(seen, p); },
                                     [&](double p) { return value_at(d, p); }, steps);
}

GONGDAN_INLINE std::vector<law_fit> fit_laws(sample const& seen, double least) {
    using namespace laws_detail;
    sample lifted = seen;
    for (double& v : lifted) v = std::max(v, least);
    std::vector<law_fit> all;
    for (auto const& found : {exponential(lifted), lognormal(lifted), gamma(lifted)})
        if (found) all.push_back(beside(seen, found->law, 2 * (found->parameters - found->log_likelihood)));
    std::stable_sort(all.begin(), all.end(), [](law_fit const& a, law_fit const& b) { return a.aic < b.aic; });
    return all;
}

GONGDAN_INLINE distribution empirical_of(sample const& seen, std::size_t most) {
    distribution d;
    d.is = law::empirical;
    std::vector<double> weights;
    std::size_t const parts = std::min(most, seen.size());
    for (std::size_t i = 0; i < parts; ++i) {
        auto const from = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() * i / parts);
        auto const to = seen.begin() + static_cast<std::ptrdiff_t>(seen.size() * (i + 1) / parts);
        auto const weight = static_cast<double>(to - from);
        double const value = std::accumulate(from, to, 0.0) / weight;
        if (!d.values.empty() && d.values.back() == value) weights.back() += weight;
        else d.values.push_back(value), weights.push_back(weight);
    }
    double const all = std::accumulate(weights.begin(), weights.end(), 0.0);
    double sum = 0;
    for (double const w : weights) d.up_to.push_back((sum += w) / all);
    return d;
}

GONGDAN_INLINE law_choice choose_law(sample const& seen, double least, double tolerance, std::size_t few) {
    using namespace laws_detail;
    constexpr double unknown = std::numeric_limits<double>::quiet_NaN();
    if (seen.front() == seen.back()) {
        auto const same = beside(seen, law_of(law::deterministic, seen.front()), unknown);
        return {same, {same}};
    }
    law_choice c{{}, fit_laws(seen, least)};
    auto const near = [&](law_fit const& l) {
        return l.gap <= tolerance && l.distance <= 2 * tolerance * average(seen);
    };
    if (!c.tried.empty() && (seen.size() < few || near(c.tried.front()))) c.used = c.tried.front();
    else c.used = beside(seen, empirical_of(seen), unknown);
    return c;
}

}  // namespace simulate
}}  // namespace gongdan
