#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/simulate/random.hpp>
#include <gongdan/simulate/scenario.hpp>
#include <gongdan/time/civil.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <string>

// When the tickets of one class come in. Of use to run.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

inline constexpr std::size_t hours_of_week = 168;

/// Hours since Monday 00:00.
[[nodiscard]] constexpr std::size_t hour_of_week(instant t) {
    return static_cast<std::size_t>(weekday_of(day_of(t))) * 24 +
           static_cast<std::size_t>(time_of_day(t).count() / 3600);
}

[[nodiscard]] inline day_sort sort_of(calendar const& days, day d) {
    if (!days.covers(d)) return day_sort::working;  // of no weight: who weighs days has a calendar that covers them
    bool const special = days.special(d) != nullptr;
    if (days.works(d)) return special ? day_sort::make_up : day_sort::working;
    return special ? day_sort::holiday : day_sort::rest;
}

/// The rate of a class over time, without its surges.
class arrival_rate {
public:
    arrival_rate(scenario const& s, arrivals const& comes, calendar const& days)
        : scenario_(&s), comes_(&comes), days_(&days) {
        highest_ = base_highest() * comes.scale;
        if (!comes.by_month.empty()) highest_ *= *std::max_element(comes.by_month.begin(), comes.by_month.end());
        highest_ *= *std::max_element(comes.by_day.begin(), comes.by_day.end());
    }
    /// Never exceeded.
    [[nodiscard]] double highest() const { return highest_; }
    [[nodiscard]] bool constant() const { return comes_->is == arrivals::pattern::constant && !comes_->dated(); }
    [[nodiscard]] double at(tick t) const {
        double rate = base(t) * comes_->scale;
        if (!comes_->dated()) return rate;
        day const d = day_of(clock(t));
        if (!comes_->by_month.empty()) rate *= comes_->by_month[split(d).month - 1];
        return rate * comes_->by_day[static_cast<std::size_t>(sort_of(*days_, d))];
    }

private:
    [[nodiscard]] instant clock(tick t) const { return scenario_->start + seconds{t / scenario_->per_second}; }
    [[nodiscard]] double base_highest() const {
        if (comes_->is == arrivals::pattern::hourly)
            return *std::max_element(comes_->by_hour.begin(), comes_->by_hour.end());
        return comes_->is == arrivals::pattern::wave ? comes_->rate * (1 + std::abs(comes_->amplitude)) : comes_->rate;
    }
    [[nodiscard]] double base(tick t) const {
        if (comes_->is == arrivals::pattern::constant) return comes_->rate;
        if (comes_->is == arrivals::pattern::hourly)
            return comes_->by_hour[hour_of_week(clock(t)) % comes_->by_hour.size()];
        constexpr double turn = 6.283185307179586476925;
        double const now = static_cast<double>(t) / static_cast<double>(scenario_->per_unit());
        return comes_->rate * (1 + comes_->amplitude * std::sin(turn * now / comes_->period + comes_->phase));
    }

    scenario const* scenario_;
    arrivals const* comes_;
    calendar const* days_;
    double highest_ = 0;
};

/// A ticket that comes, with what its random numbers are named by: the same ticket in every scenario that has it.
struct arrival {
    tick at;
    std::uint64_t number;
};

/// Gives the arrivals of a class in order: the usual ones, or those a surge adds to them. A surge has numbers of its
/// own, so that the usual ones stay what they are without it. Rates that change are reached by thinning a stream of the
/// highest rate.
class arrival_stream {
public:
    arrival_stream(scenario const& s,
                   std::uint32_t kind,
                   calendar const& days,
                   random_source const& random,
                   std::optional<std::size_t> surge_index = {})
        : scenario_(&s),
          comes_(&s.classes[kind].comes),
          random_(&random),
          kind_(kind),
          family_(family_of(s.classes[kind].name)),
          class_family_(family_),
          rate_(s, *comes_, days),
          highest_(rate_.highest()) {
        for (surge const& x : s.surges)
            if (x.factor < 1 && (x.only.empty() || x.only == s.classes[kind].name)) lulls_.push_back(&x);
        if (!surge_index) return;
        surge_ = &s.surges[*surge_index];
        family_ = family_of(s.classes[kind].name + "/surge " + std::to_string(*surge_index + 1));
        highest_ *= surge_->factor - 1;
        at_ = quantised(surge_->from, per_unit());
    }

    /// The next arrival, not before the last; nothing where there is none.
    [[nodiscard]] std::optional<arrival> next() {
        switch (comes_->is) {
        case arrivals::pattern::none: return {};
        case arrivals::pattern::listed: return listed();
        case arrivals::pattern::spaced:
            at_ += quantised(random_->sample(comes_->gap, here()), per_unit());
            return arrival{at_, count_};
        default: return thinned();
        }
    }
    [[nodiscard]] std::uint32_t kind() const { return kind_; }
    [[nodiscard]] std::uint64_t family() const { return family_; }

private:
    [[nodiscard]] tick per_unit() const { return scenario_->per_unit(); }
    [[nodiscard]] draw here() { return {family_, ++count_, purpose::arrival, 0}; }

    [[nodiscard]] std::optional<arrival> listed() {
        if (count_ == comes_->at.size()) return {};
        auto const at = quantised(comes_->at[count_], per_unit());
        return arrival{at, ++count_};
    }
    [[nodiscard]] std::optional<arrival> thinned() {
        if (highest_ <= 0) return {};
        while (at_ < longest_span) {
            auto const w = random_->words(here());
            if (comes_->uneven.variation > 0) {
                if (!goes_on(-std::log(random_source::unit(w[0])) / highest_)) continue;
            } else {
                at_ += quantised(-std::log(random_source::unit(w[0])) / highest_, per_unit());
            }
            if (surge_ != nullptr && at_ >= quantised(surge_->to, per_unit())) return {};
            if (accepts(random_source::unit(w[1]))) return arrival{at_, count_};
        }
        return {};
    }
    /// Goes on by so much time of a stretch without a factor; false where the stretch ends before, at whose end it then
    /// is. What comes after does not depend on how long nothing came.
    [[nodiscard]] bool goes_on(double gap) {
        tick const length = std::max<tick>(1, quantised(comes_->uneven.lasts, per_unit()));
        tick const index = at_ / length;
        tick const end = (index + 1) * length;
        double const factor = factor_of(index);
        tick const next = factor > 0 ? at_ + quantised(gap / factor, per_unit()) : end;
        at_ = std::min(next, end);
        return next < end;
    }
    /// The same for what a surge adds as for what comes anyway.
    [[nodiscard]] double factor_of(tick index) {
        if (index == stretch_) return factor_;
        stretch_ = index;
        distribution d;
        d.is = law::gamma;
        d.mean = 1;
        d.shape = 1 / (comes_->uneven.variation * comes_->uneven.variation);
        factor_ = random_->sample(d, {class_family_, static_cast<std::uint64_t>(index), purpose::burst, 0});
        return factor_;
    }
    [[nodiscard]] bool accepts(double u) const {
        if (rate_.constant() && lulls_.empty()) return true;
        return u * rate_.highest() < rate_.at(at_) * lull();
    }
    [[nodiscard]] double lull() const {
        double factor = 1;
        for (surge const* x : lulls_)
            if (quantised(x->from, per_unit()) <= at_ && at_ < quantised(x->to, per_unit())) factor *= x->factor;
        return factor;
    }

    scenario const* scenario_;
    arrivals const* comes_;
    random_source const* random_;
    std::uint32_t kind_;
    std::uint64_t family_;
    std::uint64_t class_family_;  ///< without the surge
    arrival_rate rate_;
    double highest_;
    std::vector<surge const*> lulls_;
    surge const* surge_ = nullptr;
    tick at_ = 0;
    tick stretch_ = -1;
    double factor_ = 1;  ///< of that stretch
    std::uint64_t count_ = 0;
};

/// The streams of a scenario: of each class the usual one, in the classes' order, then those of the surges.
[[nodiscard]] inline std::vector<arrival_stream> streams_of(scenario const& s,
                                                            calendar const& days,
                                                            random_source const& random) {
    std::vector<arrival_stream> all;
    for (std::uint32_t k = 0; k < s.classes.size(); ++k) all.emplace_back(s, k, days, random);
    for (std::size_t i = 0; i < s.surges.size(); ++i)
        for (std::uint32_t k = 0; k < s.classes.size(); ++k) {
            surge const& x = s.surges[i];
            if (x.factor > 1 && (x.only.empty() || x.only == s.classes[k].name))
                all.emplace_back(s, k, days, random, i);
        }
    return all;
}

}}}}  // namespace gongdan::simulate::run_detail
