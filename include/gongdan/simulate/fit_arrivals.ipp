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

/// An hour of the log: its slot in the profile, and the sort of its day.
struct hour_cell {
    std::size_t slot;
    std::size_t sort;
    double seen = 0;
};

inline constexpr std::size_t day_sorts = 4;

/// A rate by slot times a factor by sort of day.
class rate_model {
public:
    rate_model(std::size_t slots, std::array<bool, day_sorts> free, std::vector<hour_cell> const& cells)
        : rates_(slots, 0), free_(free), seen_(slots), hours_(slots) {
        for (hour_cell const& c : cells) {
            seen_[c.slot][c.sort] += c.seen;
            hours_[c.slot][c.sort] += 1;
        }
        for (int i = 0; i < 50; ++i) balance();
    }
    [[nodiscard]] double at(hour_cell const& c) const { return rates_[c.slot] * factors_[c.sort]; }
    [[nodiscard]] std::vector<double> const& rates() const { return rates_; }
    [[nodiscard]] std::array<double, day_sorts> const& factors() const { return factors_; }
    [[nodiscard]] std::size_t parameters() const {
        return rates_.size() + static_cast<std::size_t>(std::count(free_.begin(), free_.end(), true));
    }

private:
    /// By turns, each so that its sums come out as seen; this is maximum likelihood for such a product.
    void balance() {
        for (std::size_t s = 0; s < rates_.size(); ++s) {
            parts p;
            for (std::size_t k = 0; k < day_sorts; ++k) p.add(seen_[s][k], hours_[s][k] * factors_[k]);
            rates_[s] = p.ratio();
        }
        for (std::size_t k = 0; k < day_sorts; ++k) {
            if (!free_[k]) continue;
            parts p;
            for (std::size_t s = 0; s < rates_.size(); ++s) p.add(seen_[s][k], hours_[s][k] * rates_[s]);
            factors_[k] = p.ratio();
        }
    }
    struct parts {
        double seen = 0;
        double expected = 0;
        void add(double s, double e) { seen += s, expected += e; }
        [[nodiscard]] double ratio() const { return expected > 0 ? seen / expected : 0; }
    };

    std::vector<double> rates_;
    std::array<double, day_sorts> factors_ = {1, 1, 1, 1};
    std::array<bool, day_sorts> free_;
    std::vector<std::array<double, day_sorts>> seen_;
    std::vector<std::array<double, day_sorts>> hours_;
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

/// Pearson's sum over hours, over its degrees of freedom.
inline double dispersion_of(std::vector<hour_cell> const& cells, rate_model const& m) {
    double sum = 0;
    double n = 0;
    for (hour_cell const& c : cells) {
        double const expected = m.at(c);
        if (expected <= 0) continue;
        sum += (c.seen - expected) * (c.seen - expected) / expected;
        ++n;
    }
    double const freedom = n - static_cast<double>(m.parameters());
    return freedom > 0 ? sum / freedom : std::numeric_limits<double>::quiet_NaN();
}

/// Times ascend and lie in [from, to); tickets of one instant came together.
inline arrival_fit fit_arrivals(std::vector<instant> const& times, instant from, instant to, calendar const* days) {
    arrival_fit f;
    f.slots = slots_for(times.size(), to - from);
    std::vector<hour_cell> cells;
    for (instant t = from; t < to; t = t + hours{1}) {
        auto const sort = days == nullptr ? day_sort::working : run_detail::sort_of(*days, day_of(t));
        cells.push_back({run_detail::hour_of_week(t) % f.slots, static_cast<std::size_t>(sort)});
    }
    std::size_t moments = 0;
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (i != 0 && times[i] == times[i - 1]) continue;
        ++moments;
        cells[static_cast<std::size_t>((times[i] - from).count() / 3600)].seen += 1;
    }
    rate_model const model(f.slots, free_sorts(cells, f.slots, days != nullptr), cells);
    f.comes.is = f.slots == 1 ? arrivals::pattern::constant : arrivals::pattern::hourly;
    if (f.slots == 1) f.comes.rate = model.rates().front();
    else f.comes.by_hour = model.rates();
    f.comes.by_day = model.factors();
    f.in_batches = times.size() - moments;
    if (f.in_batches != 0) f.comes.batch = batches_of(times);
    f.dispersion = dispersion_of(cells, model);
    return f;
}

}}}}  // namespace gongdan::simulate::fit_detail
