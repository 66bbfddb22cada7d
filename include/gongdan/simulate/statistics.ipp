#pragma once

#include <gongdan/simulate/statistics.hpp>

#include <boost/math/distributions/students_t.hpp>

#include <cmath>
#include <limits>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace statistics_detail {

inline constexpr double unknown = std::numeric_limits<double>::quiet_NaN();

/// Half the width of a 95 % interval, from the sum of squares of what remains beside the mean.
inline double half_width(double squares, std::size_t n) {
    if (n < 2) return unknown;
    auto const freedom = static_cast<double>(n - 1);
    double const t = boost::math::quantile(boost::math::students_t{freedom}, 0.975);
    return t * std::sqrt(squares / freedom / static_cast<double>(n));
}

/// One tally of each replication: a class's, or that of all.
using tallies = std::vector<tally const*>;

template <class Numerator, class Denominator>
estimate ratio(tallies const& all, Numerator over, Denominator under) {
    std::vector<std::pair<double, double>> sums;
    for (tally const* t : all) sums.emplace_back(static_cast<double>(over(*t)), static_cast<double>(under(*t)));
    return ratio_of(sums);
}

inline std::vector<estimate> quantiles(tallies const& all, std::size_t count, double per_unit) {
    std::vector<estimate> found;
    for (std::size_t q = 0; q < count; ++q) {
        std::vector<double> values;
        for (tally const* t : all)
            if (t->tickets != 0) values.push_back(static_cast<double>(t->wait_quantiles[q]) / per_unit);
        found.push_back(mean_of(values));
    }
    return found;
}

inline class_summary summary_of(tallies const& all, simulation const& s, std::vector<replication> const& runs) {
    auto const per_unit = static_cast<double>(s.what().per_unit());
    double const counted = (s.what().horizon - s.what().warm_up) * per_unit;
    auto const tickets = [](tally const& t) { return t.tickets; };
    class_summary c;
    for (tally const* t : all) {
        c.tickets += t->tickets;
        c.open += t->open;
    }
    c.p_wait = ratio(
        all, [](tally const& t) { return t.waited; }, tickets);
    c.wait_mean = ratio(
        all, [&](tally const& t) { return static_cast<double>(t.wait) / per_unit; }, tickets);
    c.sojourn_mean = ratio(
        all, [&](tally const& t) { return static_cast<double>(t.sojourn) / per_unit; },
        [](tally const& t) { return t.tickets - t.abandoned; });
    c.p_abandon = ratio(
        all, [](tally const& t) { return t.abandoned; }, tickets);
    c.queue_mean = ratio(
        all, [](tally const& t) { return t.queue_area; }, [&](tally const&) { return counted; });
    c.wait_quantiles = quantiles(all, s.what().quantiles.size(), per_unit);
    std::vector<std::pair<double, double>> use;
    for (std::size_t r = 0; r < runs.size(); ++r)
        use.emplace_back(static_cast<double>(all[r]->busy_area), static_cast<double>(runs[r].duty_area));
    c.utilisation = ratio_of(use);
    return c;
}

inline target_summary target_of(clause const& c,
                                std::size_t kind,
                                std::size_t target,
                                std::vector<replication> const& runs) {
    target_summary sum;
    sum.target = c.target;
    sum.zh = c.zh;
    sum.en = c.en;
    std::vector<std::pair<double, double>> shares;
    for (replication const& r : runs) {
        target_count const& n = r.targets[kind][target];
        sum.met += n.met;
        sum.n += n.met + n.late;
        sum.undecided += n.undecided;
        shares.emplace_back(static_cast<double>(n.met), static_cast<double>(n.met + n.late));
    }
    sum.compliance = ratio_of(shares);
    return sum;
}

inline class_summary class_of(std::size_t kind, simulation const& s, std::vector<replication> const& runs) {
    tallies all;
    for (replication const& r : runs) all.push_back(&r.classes[kind]);
    class_summary c = summary_of(all, s, runs);
    c.name = s.what().classes[kind].name;
    auto const targets = s.targets(kind);
    for (std::size_t t = 0; t < targets.size(); ++t) c.targets.push_back(target_of(*targets[t], kind, t, runs));
    return c;
}

inline probe_summary probe_of(std::size_t probe, double at, std::vector<replication> const& runs) {
    std::vector<double> busy;
    std::vector<double> queue;
    for (replication const& r : runs) {
        busy.push_back(r.probes[probe].all_busy ? 1 : 0);
        queue.push_back(static_cast<double>(r.probes[probe].waiting));
    }
    return {at, mean_of(busy), mean_of(queue)};
}

}  // namespace statistics_detail

GONGDAN_INLINE estimate mean_of(std::vector<double> const& values) {
    if (values.empty()) return {statistics_detail::unknown, statistics_detail::unknown};
    double sum = 0;
    for (double const v : values) sum += v;
    double const mean = sum / static_cast<double>(values.size());
    double squares = 0;
    for (double const v : values) squares += (v - mean) * (v - mean);
    return {mean, statistics_detail::half_width(squares, values.size())};
}

GONGDAN_INLINE estimate ratio_of(std::vector<std::pair<double, double>> const& sums) {
    double over = 0;
    double under = 0;
    for (auto const& [a, b] : sums) {
        over += a;
        under += b;
    }
    if (under <= 0) return {statistics_detail::unknown, statistics_detail::unknown};
    double const ratio = over / under;
    double squares = 0;
    for (auto const& [a, b] : sums) squares += (a - ratio * b) * (a - ratio * b);
    double const usual = under / static_cast<double>(sums.size());
    return {ratio, statistics_detail::half_width(squares, sums.size()) / usual};
}

GONGDAN_INLINE summary summarise(simulation const& s, std::vector<replication> const& runs) {
    using namespace statistics_detail;
    summary sum;
    sum.seed = s.what().seed;
    sum.replications = runs.size();
    sum.unit = s.what().unit;
    sum.quantiles = s.what().quantiles;
    for (std::size_t k = 0; k < s.what().classes.size(); ++k) sum.classes.push_back(class_of(k, s, runs));
    tallies all;
    for (replication const& r : runs) {
        all.push_back(&r.all);
        sum.events += r.events;
        sum.entries += r.entries;
    }
    sum.all = summary_of(all, s, runs);
    sum.all.name = "all";
    for (std::size_t p = 0; p < s.what().probes.size(); ++p)
        sum.probes.push_back(probe_of(p, s.what().probes[p], runs));
    return sum;
}

}  // namespace simulate
}}  // namespace gongdan
