#pragma once

#include <gongdan/files/data.hpp>
#include <gongdan/simulate/scenario.hpp>

#include <fmt/format.h>

#include <cmath>
#include <optional>
#include <string_view>
#include <vector>

// How long things take, read from a scenario. Of use to file.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace scenario_detail {

inline constexpr double most = 1e9;  ///< of any number in a scenario
inline constexpr double least_positive = 1e-9;

inline double span(data_view t, std::string_view name, double min = 0) { return t.number(name, min, most); }

inline void read_range(data_view v, distribution& d) {
    v.only({"law", "from", "to"});
    d.from = span(v, "from");
    d.to = span(v, "to");
    if (d.to < d.from) v.fail("to", "it lies before 'from'");
}

/// What may come out, and how often each.
inline void read_shares(data_view v, std::string_view name, double least, distribution& d) {
    v.only({"law", name, "weights"});
    d.values = v.get(name).as_numbers(least, most);
    if (d.values.empty()) v.fail(name, "there must be one value at least");
    auto const given = v.find("weights");
    auto const weights = given ? given->as_numbers(0, most) : std::vector<double>(d.values.size(), 1.0);
    if (weights.size() != d.values.size())
        given->fail(fmt::format("{} weights for {} values", weights.size(), d.values.size()));
    double sum = 0;
    for (double const w : weights) d.up_to.push_back(sum += w);
    if (sum <= 0) v.fail("weights", "their sum must be more than 0");
    for (double& share : d.up_to) share /= sum;
}

/// By mean and coefficient of variation, or by what half and nine of ten do not exceed.
inline void read_lognormal(data_view v, distribution& d) {
    constexpr double nine_of_ten = 1.2815515655446004;  // of the standard normal distribution
    if (!v.has("median")) {
        v.only({"law", "mean", "cv"});
        d.mean = span(v, "mean");
        d.shape = span(v, "cv");
        return;
    }
    v.only({"law", "median", "p90"});
    double const median = span(v, "median", least_positive);
    double const high = span(v, "p90", least_positive);
    if (high <= median) v.fail("p90", "it must be more than the median");
    double const sigma = std::log(high / median) / nine_of_ten;
    if (sigma > 3) v.fail("p90", "it lies too far from the median");
    d.mean = median * std::exp(sigma * sigma / 2);
    d.shape = std::sqrt(std::expm1(sigma * sigma));
}

inline void read_triangle(data_view v, distribution& d) {
    v.only({"law", "from", "mode", "to"});
    d.from = span(v, "from");
    d.mean = span(v, "mode");
    d.to = span(v, "to");
    if (d.mean < d.from) v.fail("mode", "it lies before 'from'");
    if (d.to < d.mean) v.fail("to", "it lies before 'mode'");
}

inline distribution read_distribution(data_view v) {
    distribution d;
    if (v.kind() == data_kind::integer || v.kind() == data_kind::number) {
        d.mean = v.as_number(0, most);
        return d;
    }
    d.is = v.as_table().one_of<law>("law");
    switch (d.is) {
    case law::deterministic: v.only({"law", "mean"}); break;
    case law::exponential: v.only({"law", "mean"}); break;
    case law::uniform: read_range(v, d); return d;
    case law::lognormal: read_lognormal(v, d); return d;
    case law::weibull:
    case law::gamma:
        v.only({"law", "mean", "shape"});
        d.shape = v.number("shape", 0.01, 1e6);
        break;
    case law::erlang:
        v.only({"law", "mean", "stages"});
        d.shape = static_cast<double>(v.integer("stages", 1, 1'000'000));
        break;
    case law::triangular: read_triangle(v, d); return d;
    case law::empirical: read_shares(v, "values", 0, d); return d;
    case law::hyperexponential: read_shares(v, "means", least_positive, d); return d;
    }
    d.mean = span(v, "mean");
    return d;
}

inline std::optional<distribution> optional_distribution(data_view t, std::string_view name) {
    auto const v = t.find(name);
    return v ? std::optional<distribution>{read_distribution(*v)} : std::nullopt;
}

/// `{ probability, after }`; none where the member is missing.
inline setback read_setback(data_view t, std::string_view name) {
    setback b;
    auto const v = t.find(name);
    if (!v) return b;
    v->as_table().only({"probability", "after"});
    b.probability = v->number("probability", 0, 0.999);
    b.lasts = read_distribution(v->get("after"));
    return b;
}

}}}}  // namespace gongdan::simulate::scenario_detail
