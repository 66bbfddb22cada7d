#pragma once

// When tickets came in: rates by hour, what the sort of a day does to them, and how far single hours lie beside that.

#include <gongdan/simulate/detail/arrivals.hpp>
#include <gongdan/simulate/fit.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace fit_detail {

/// An hour of the log: its slot in the profile, its month and the sort of its day.
struct hour_cell {
    std::size_t slot;
    std::size_t sort;
    std::size_t month;
    double seen = 0;
};

inline constexpr std::size_t day_sorts = 4;
inline constexpr std::size_t months = 12;

/// Which factors are free, beside a rate for each slot.
struct model_shape {
    std::size_t slots = 1;
    std::array<bool, day_sorts> sorts = {};
    bool by_month = false;
};

/// A rate by slot times a factor by sort of day times one by month.
class rate_model {
public:
    rate_model(model_shape shape, std::vector<hour_cell> const& cells) : shape_(shape), rates_(shape.slots, 0) {
        groups_.resize(shape.slots * day_sorts * months);
        for (hour_cell const& c : cells) groups_[index(c.slot, c.sort, c.month)].add(c.seen, 1);
        for (int i = 0; i < 60; ++i) balance();
        level_months(cells);
    }
    [[nodiscard]] double at(hour_cell const& c) const { return rates_[c.slot] * factors_[c.sort] * months_[c.month]; }
    [[nodiscard]] std::vector<double> const& rates() const { return rates_; }
    [[nodiscard]] std::array<double, day_sorts> const& factors() const { return factors_; }
    [[nodiscard]] std::array<double, months> const& by_month() const { return months_; }
    [[nodiscard]] std::size_t parameters() const {
        return rates_.size() + static_cast<std::size_t>(std::count(shape_.sorts.begin(), shape_.sorts.end(), true)) +
               (shape_.by_month ? months - 1 : 0);
    }
    /// Akaike's criterion, but for what depends on the counts alone.
    [[nodiscard]] double aic(std::vector<hour_cell> const& cells) const {
        double likely = 0;
        for (hour_cell const& c : cells) {
            double const mean = at(c);
            if (mean > 0) likely += c.seen * std::log(mean) - mean;
        }
        return 2 * (static_cast<double>(parameters()) - likely);
    }

private:
    struct parts {
        double seen = 0;
        double expected = 0;
        void add(double s, double e) { seen += s, expected += e; }
        [[nodiscard]] double ratio() const { return expected > 0 ? seen / expected : 0; }
    };
    [[nodiscard]] static std::size_t index(std::size_t slot, std::size_t sort, std::size_t month) {
        return (slot * day_sorts + sort) * months + month;
    }
    /// By turns, each so that its sums come out as seen; this is maximum likelihood for such a product.
    void balance() {
        turn(
            rates_, [](std::size_t slot, std::size_t, std::size_t) { return slot; }, [](std::size_t) { return true; });
        turn(
            factors_, [](std::size_t, std::size_t sort, std::size_t) { return sort; },
            [&](std::size_t k) { return shape_.sorts[k]; });
        turn(
            months_, [](std::size_t, std::size_t, std::size_t month) { return month; },
            [&](std::size_t) { return shape_.by_month; });
    }
    template <class Factors, class Which, class Free>
    void turn(Factors& factors, Which which, Free is_free) {
        std::vector<parts> sums(factors.size());
        for (std::size_t slot = 0; slot < rates_.size(); ++slot)
            for (std::size_t sort = 0; sort < day_sorts; ++sort)
                for (std::size_t month = 0; month < months; ++month) {
                    parts const& g = groups_[index(slot, sort, month)];
                    if (g.expected == 0) continue;
                    double const rest = rates_[slot] * factors_[sort] * months_[month];
                    std::size_t const k = which(slot, sort, month);
                    double const own = factors[k];
                    sums[k].add(g.seen, g.expected * (own > 0 ? rest / own : others(slot, sort, month, &factors)));
                }
        for (std::size_t k = 0; k < factors.size(); ++k)
            if (is_free(k)) factors[k] = sums[k].ratio();
    }
    /// The product without one factor that is 0.
    [[nodiscard]] double others(std::size_t slot, std::size_t sort, std::size_t month, void const* but) const {
        return (but == &rates_ ? 1 : rates_[slot]) * (but == &factors_ ? 1 : factors_[sort]) *
               (but == &months_ ? 1 : months_[month]);
    }
    /// So that the hours' factors are 1 on average.
    void level_months(std::vector<hour_cell> const& cells) {
        if (!shape_.by_month) return;
        double sum = 0;
        for (hour_cell const& c : cells) sum += months_[c.month];
        double const mean = sum / static_cast<double>(cells.size());
        if (!(mean > 0)) return;
        for (double& m : months_) m /= mean;
        for (double& r : rates_) r *= mean;
    }

    model_shape shape_;
    std::vector<double> rates_;
    std::array<double, day_sorts> factors_ = {1, 1, 1, 1};
    std::array<double, months> months_ = {1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1};
    std::vector<parts> groups_;  ///< seen, and hours
};

/// A profile finer than the log can bear would copy its accidents: ten tickets an hour of the profile, and of the week
/// four weeks.
inline std::size_t slots_for(std::size_t tickets, seconds span) {
    if (span >= hours{24 * 28} && tickets >= 1680) return 168;
    return span >= hours{48} && tickets >= 240 ? 24 : 1;
}

/// Which sorts of day have a factor of their own. With a profile of the week weekends have their own hours already.
inline std::array<bool, day_sorts> free_sorts(std::vector<hour_cell> const& cells, std::size_t slots, bool dated) {
    std::array<std::size_t, day_sorts> n{};
    for (hour_cell const& c : cells) ++n[c.sort];
    std::array<bool, day_sorts> free{};
    constexpr std::size_t three_days = 72;
    for (auto const s : {day_sort::make_up, day_sort::rest, day_sort::holiday}) {
        auto const i = static_cast<std::size_t>(s);
        free[i] = dated && n[i] >= three_days && n[0] >= three_days && (slots != 168 || s != day_sort::rest);
    }
    return free;
}

/// Tickets of one instant came together: how many came at once, and how often.
inline distribution batches_of(std::vector<instant> const& times) {
    std::map<double, double> sizes;
    for (std::size_t i = 0, next = 0; i < times.size(); i = next) {
        while (next < times.size() && times[next] == times[i]) ++next;
        ++sizes[static_cast<double>(next - i)];
    }
    sample all;
    for (auto const& [size, often] : sizes) all.insert(all.end(), static_cast<std::size_t>(often), size);
    return empirical_of(all, all.size());
}

/// Pearson's sum over stretches of so many hours, over its degrees of freedom.
inline double dispersion_of(std::vector<hour_cell> const& cells, rate_model const& m, std::size_t hours = 1) {
    double sum = 0;
    double n = 0;
    for (std::size_t i = 0; i + hours <= cells.size(); i += hours) {
        double expected = 0;
        double seen = 0;
        for (std::size_t k = i; k < i + hours; ++k) expected += m.at(cells[k]), seen += cells[k].seen;
        if (expected <= 0) continue;
        sum += (seen - expected) * (seen - expected) / expected;
        ++n;
    }
    double const freedom = n - static_cast<double>(m.parameters()) * n / static_cast<double>(cells.size());
    return freedom > 0 ? sum / freedom : std::numeric_limits<double>::quiet_NaN();
}

/// By how much the dispersion over stretches of `hours` grows with the square of the variation of factors that hold for
/// `lasts` hours each: the mean of the expected counts that share a factor.
inline double growth_of(std::vector<hour_cell> const& cells,
                        rate_model const& m,
                        std::size_t hours,
                        std::size_t lasts) {
    double sum = 0;
    double n = 0;
    for (std::size_t i = 0; i + hours <= cells.size(); i += hours) {
        double expected = 0;
        double shared = 0;
        double part = 0;
        for (std::size_t k = i; k < i + hours; ++k) {
            if (k % lasts == 0) shared += part * part, part = 0;
            part += m.at(cells[k]);
            expected += m.at(cells[k]);
        }
        shared += part * part;
        if (expected <= 0) continue;
        sum += shared / expected;
        ++n;
    }
    return n > 0 ? sum / n : 0;
}

/// Factors that hold for so long that the counts of one hour up to one day are as uneven as they were seen to be: least
/// squares over the scales, each by how many stretches it has.
class burst_fit {
public:
    burst_fit(std::vector<hour_cell> const& cells, rate_model const& m) : cells_(cells), model_(m) {
        for (std::size_t const h : {1u, 3u, 6u, 12u, 24u}) {
            double const seen = dispersion_of(cells, m, h);
            if (std::isfinite(seen)) scales_.push_back({static_cast<double>(h), seen, 0});
        }
    }
    /// Nothing where chance alone may have made the counts so uneven.
    void fit(arrival_fit& f) {
        auto const n = static_cast<double>(cells_.size());
        double const by_chance = std::max(0.1, 4 * std::sqrt(2 / n));
        if (scales_.empty() || !(scales_.front().seen - 1 > by_chance)) return;
        double least = std::numeric_limits<double>::infinity();
        for (std::size_t const lasts : {1u, 2u, 3u, 4u, 6u, 8u, 12u, 24u}) {
            auto const [square, wrong] = best_for(lasts);
            if (!(square > 0) || wrong >= least) continue;
            least = wrong;
            f.comes.uneven = {std::sqrt(square), static_cast<double>(lasts)};
            for (unevenness& s : scales_)
                s.with_bursts = 1 + square * growth_of(cells_, model_, static_cast<std::size_t>(s.hours), lasts);
            f.scales = scales_;
        }
    }

private:
    /// The square of the variation, and the sum of squares it leaves.
    [[nodiscard]] std::pair<double, double> best_for(std::size_t lasts) const {
        double above = 0;
        double below = 0;
        std::vector<double> growth;
        for (unevenness const& s : scales_) {
            growth.push_back(growth_of(cells_, model_, static_cast<std::size_t>(s.hours), lasts));
            above += growth.back() * (s.seen - 1) / s.hours;
            below += growth.back() * growth.back() / s.hours;
        }
        double const square = below > 0 ? std::clamp(above / below, 0.0, 100.0) : 0;
        double wrong = 0;
        for (std::size_t i = 0; i < scales_.size(); ++i)
            wrong += std::pow(scales_[i].seen - 1 - square * growth[i], 2) / scales_[i].hours;
        return {square, wrong};
    }

    std::vector<hour_cell> const& cells_;
    rate_model const& model_;
    std::vector<unevenness> scales_;
};

/// Factors by month where the log spans a year and they are worth their eleven parameters.
inline rate_model seasonal(model_shape shape, std::vector<hour_cell> const& cells, seconds span, arrival_fit& f) {
    rate_model const plain(shape, cells);
    constexpr seconds year = hours{24 * 365};
    if (span < year) return plain;
    shape.by_month = true;
    rate_model const dated(shape, cells);
    double const gain = plain.aic(cells) - dated.aic(cells);
    if (!(gain > 0)) return plain;
    f.season_gain = gain;
    f.comes.by_month.assign(dated.by_month().begin(), dated.by_month().end());
    return dated;
}

/// Times ascend and lie in [from, to); tickets of one instant came together.
inline arrival_fit fit_arrivals(std::vector<instant> const& times, instant from, instant to, calendar const* days) {
    arrival_fit f;
    f.slots = slots_for(times.size(), to - from);
    std::vector<hour_cell> cells;
    for (instant t = from; t < to; t = t + hours{1}) {
        auto const sort = days == nullptr ? day_sort::working : run_detail::sort_of(*days, day_of(t));
        cells.push_back({run_detail::hour_of_week(t) % f.slots, static_cast<std::size_t>(sort),
                         static_cast<std::size_t>(split(day_of(t)).month - 1)});
    }
    std::size_t moments = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (i != 0 && times[i] == times[i - 1]) continue;
        ++moments;
        cells[static_cast<std::size_t>((times[i] - from).count() / 3600)].seen += 1;
    }
    auto const model = seasonal({f.slots, free_sorts(cells, f.slots, days != nullptr)}, cells, to - from, f);
    f.comes.is = f.slots == 1 ? arrivals::pattern::constant : arrivals::pattern::hourly;
    if (f.slots == 1) f.comes.rate = model.rates().front();
    else f.comes.by_hour = model.rates();
    f.comes.by_day = model.factors();
    f.in_batches = times.size() - moments;
    if (f.in_batches != 0) f.comes.batch = batches_of(times);
    f.dispersion = dispersion_of(cells, model);
    burst_fit(cells, model).fit(f);
    return f;
}

}}}}  // namespace gongdan::simulate::fit_detail
