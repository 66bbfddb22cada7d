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
    paired_sums sums;
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
    double const counted = (s.what().horizon - s.what().warm_up) * per_unit / std::max<double>(1, s.what().batches);
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
    paired_sums use;
    for (std::size_t r = 0; r < runs.size(); ++r)
        use.emplace_back(static_cast<double>(all[r]->busy_area), static_cast<double>(runs[r].duty_area));
    c.utilisation = ratio_of(use);
    for (tally const* t : all) {
        c.begun.merge(t->begun);
        c.closed.merge(t->closed);
    }
    return c;
}

/// Compliance of the worst and the best replication.
inline void note_spread(target_summary& sum, paired_sums const& shares) {
    double low = unknown;
    double high = unknown;
    for (auto const& [met, judged] : shares) {
        if (judged <= 0) continue;
        low = std::fmin(low, met / judged);
        high = std::fmax(high, met / judged);
    }
    sum.lowest = {low, unknown};
    sum.highest = {high, unknown};
}

inline target_summary target_of(
    clause const& c, std::size_t kind, std::size_t target, simulation const& s, std::vector<replication> const& runs) {
    target_summary sum;
    sum.target = c.target;
    sum.zh = c.zh;
    sum.en = c.en;
    for (replication const& r : runs) {
        target_count const& n = r.targets[kind][target];
        sum.met += n.met;
        sum.n += n.met + n.late;
        sum.undecided += n.undecided;
        for (std::size_t i = 0; i < breach_causes; ++i) sum.causes[i] += n.causes[i];
    }
    auto const shares = shares_of(runs, kind, target);
    sum.compliance = ratio_of(shares);
    note_spread(sum, shares);
    if (c.within.kind == expression::form::elapsed && c.starts.empty())
        sum.within = static_cast<double>(c.within.amount) / static_cast<double>(s.what().per_unit());
    return sum;
}

inline class_summary class_of(std::size_t kind, simulation const& s, std::vector<replication> const& runs) {
    tallies all;
    for (replication const& r : runs) all.push_back(&r.classes[kind]);
    class_summary c = summary_of(all, s, runs);
    c.name = s.what().classes[kind].name;
    auto const targets = s.targets(kind);
    for (std::size_t t = 0; t < targets.size(); ++t) c.targets.push_back(target_of(*targets[t], kind, t, s, runs));
    return c;
}

inline probe_summary probe_of(std::size_t probe, double at, std::vector<replication> const& runs) {
    std::vector<double> busy;
    std::vector<double> queue;
    std::vector<double> in_system;
    for (replication const& r : runs) {
        busy.push_back(r.probes[probe].all_busy ? 1 : 0);
        queue.push_back(static_cast<double>(r.probes[probe].waiting));
        in_system.push_back(static_cast<double>(r.probes[probe].waiting + r.probes[probe].busy));
    }
    return {at, mean_of(busy), mean_of(queue), mean_of(in_system)};
}

inline crew_time crew_time_of(std::vector<replication> const& runs) {
    auto const share = [&](crew_use how) { return ratio_of(time_spent(runs, how)); };
    return {share(crew_use::drive), share(crew_use::work), share(crew_use::idle), share(crew_use::overtime)};
}

inline std::vector<hour_summary> hours_of(std::vector<replication> const& runs) {
    std::vector<hour_summary> all;
    for (std::size_t h = 0; !runs.empty() && h < runs.front().hours.size(); ++h) {
        hour_sum sum;
        for (replication const& r : runs) {
            sum.counted += r.hours[h].counted;
            sum.waiting += r.hours[h].waiting;
            sum.on_duty += r.hours[h].on_duty;
            sum.busy += r.hours[h].busy;
        }
        auto const mean = [&](std::int64_t area) {
            return sum.counted == 0 ? unknown : static_cast<double>(area) / static_cast<double>(sum.counted);
        };
        all.push_back({mean(sum.waiting), mean(sum.on_duty), mean(sum.busy)});
    }
    return all;
}

inline std::optional<worst_day> worst_of(std::vector<replication> const& runs) {
    std::optional<worst_day> worst;
    for (std::size_t r = 0; r < runs.size(); ++r)
        for (std::size_t d = 0; d < runs[r].days.size(); ++d)
            if (runs[r].days[d].late > (worst ? worst->sum.late : 0)) worst = worst_day{r, d, runs[r].days[d]};
    return worst;
}

}  // namespace statistics_detail

GONGDAN_INLINE paired_sums shares_of(std::vector<replication> const& runs, std::size_t kind, std::size_t target) {
    paired_sums shares;
    for (replication const& r : runs) {
        target_count const& n = r.targets[kind][target];
        shares.emplace_back(static_cast<double>(n.met), static_cast<double>(n.met + n.late));
    }
    return shares;
}

GONGDAN_INLINE paired_sums time_spent(std::vector<replication> const& runs, crew_use how) {
    auto const spent = [how](replication const& r) {
        switch (how) {
        case crew_use::drive: return r.drive_area;
        case crew_use::work: return r.all.busy_area - r.drive_area;
        case crew_use::idle: return r.duty_area + r.overtime_area - r.all.busy_area;
        case crew_use::overtime: break;
        }
        return r.overtime_area;
    };
    paired_sums sums;
    for (replication const& r : runs)
        sums.emplace_back(static_cast<double>(spent(r)), static_cast<double>(r.duty_area));
    return sums;
}

GONGDAN_INLINE estimate mean_of(std::vector<double> const& values) {
    if (values.empty()) return {statistics_detail::unknown, statistics_detail::unknown};
    double sum = 0;
    for (double const v : values) sum += v;
    double const mean = sum / static_cast<double>(values.size());
    double squares = 0;
    for (double const v : values) squares += (v - mean) * (v - mean);
    return {mean, statistics_detail::half_width(squares, values.size())};
}

namespace statistics_detail {

/// A ratio of sums, and what of each replication remains beside it, in units of the ratio.
struct ratio_parts {
    double ratio = unknown;
    std::vector<double> remains;
};

inline ratio_parts parts_of(paired_sums const& sums) {
    double over = 0;
    double under = 0;
    for (auto const& [a, b] : sums) {
        over += a;
        under += b;
    }
    ratio_parts p;
    if (under <= 0) return p;
    p.ratio = over / under;
    double const usual = under / static_cast<double>(sums.size());
    for (auto const& [a, b] : sums) p.remains.push_back((a - p.ratio * b) / usual);
    return p;
}

inline double squares_of(std::vector<double> const& values) {
    double squares = 0;
    for (double const v : values) squares += v * v;
    return squares;
}

}  // namespace statistics_detail

GONGDAN_INLINE estimate ratio_of(paired_sums const& sums) {
    using namespace statistics_detail;
    auto const p = parts_of(sums);
    if (p.remains.empty()) return {unknown, unknown};
    return {p.ratio, half_width(squares_of(p.remains), sums.size())};
}

GONGDAN_INLINE estimate difference_of(paired_sums const& a, paired_sums const& b) {
    using namespace statistics_detail;
    auto const before = parts_of(a);
    auto after = parts_of(b);
    if (before.remains.empty() || after.remains.empty() || a.size() != b.size()) return {unknown, unknown};
    for (std::size_t i = 0; i < a.size(); ++i) after.remains[i] -= before.remains[i];
    return {after.ratio - before.ratio, half_width(squares_of(after.remains), a.size())};
}

GONGDAN_INLINE double lag_1_of(std::vector<double> const& values) {
    auto const mean = mean_of(values).mean;
    double together = 0;
    double alone = 0;
    for (std::size_t i = 0; i < values.size(); ++i) {
        alone += (values[i] - mean) * (values[i] - mean);
        if (i != 0) together += (values[i] - mean) * (values[i - 1] - mean);
    }
    return alone > 0 ? together / alone : statistics_detail::unknown;
}

namespace statistics_detail {

inline double lag_1_of(paired_sums const& sums) {
    std::vector<double> ratios;
    for (auto const& [a, b] : sums)
        if (b > 0) ratios.push_back(a / b);
    return simulate::lag_1_of(ratios);
}

/// Of what correlates most.
inline double highest_lag_1(summary const& sum, std::vector<replication> const& runs) {
    paired_sums sojourns;
    for (replication const& r : runs)
        sojourns.emplace_back(static_cast<double>(r.all.sojourn), static_cast<double>(r.all.tickets - r.all.abandoned));
    double highest = lag_1_of(sojourns);
    for (std::size_t k = 0; k < sum.classes.size(); ++k)
        for (std::size_t t = 0; t < sum.classes[k].targets.size(); ++t)
            highest = std::fmax(highest, lag_1_of(shares_of(runs, k, t)));
    return highest;
}

}  // namespace statistics_detail

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
    sum.crews = crew_time_of(runs);
    sum.hours = hours_of(runs);
    sum.worst = worst_of(runs);
    sum.batches = s.what().batches;
    if (sum.batches != 0) sum.lag_1 = highest_lag_1(sum, runs);
    for (std::size_t p = 0; p < s.what().probes.size(); ++p)
        sum.probes.push_back(probe_of(p, s.what().probes[p], runs));
    return sum;
}

}  // namespace simulate
}}  // namespace gongdan
