#pragma once

#include <gongdan/files/data.hpp>
#include <gongdan/simulate/scenario.hpp>

#include <fmt/format.h>

#include <optional>

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

inline void read_seen(data_view v, distribution& d) {
    v.only({"law", "values", "weights"});
    d.values = v.get("values").as_numbers(0, most);
    if (d.values.empty()) v.fail("values", "there must be one value at least");
    auto const given = v.find("weights");
    auto const weights = given ? given->as_numbers(0, most) : std::vector<double>(d.values.size(), 1.0);
    if (weights.size() != d.values.size())
        given->fail(fmt::format("{} weights for {} values", weights.size(), d.values.size()));
    double sum = 0;
    for (double const w : weights) d.up_to.push_back(sum += w);
    if (sum <= 0) v.fail("weights", "their sum must be more than 0");
    for (double& share : d.up_to) share /= sum;
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
    case law::lognormal:
        v.only({"law", "mean", "cv"});
        d.shape = span(v, "cv");
        break;
    case law::gamma:
        v.only({"law", "mean", "shape"});
        d.shape = v.number("shape", 0.01, 1e6);
        break;
    case law::erlang:
        v.only({"law", "mean", "stages"});
        d.shape = static_cast<double>(v.integer("stages", 1, 1'000'000));
        break;
    case law::empirical: read_seen(v, d); return d;
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
