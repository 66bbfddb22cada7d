#pragma once

#include <gongdan/simulate/random.hpp>
#include <gongdan/simulate/scenario.hpp>

#include <algorithm>
#include <cmath>
#include <optional>

// When the tickets of one class come in. Of use to run.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

/// Gives the arrivals of a class in order. Rates that change are reached by thinning a stream of the highest rate.
class arrival_stream {
public:
    arrival_stream(scenario const& s, ticket_class const& c, random_source const& random)
        : scenario_(&s), comes_(&c.comes), random_(&random), family_(family_of(c.name)), highest_(highest(c.comes)) {}

    /// The next arrival, not before the last; nothing where there is none.
    [[nodiscard]] std::optional<tick> next() {
        switch (comes_->is) {
        case arrivals::pattern::none: return {};
        case arrivals::pattern::listed: return listed();
        case arrivals::pattern::spaced: return at_ += quantised(random_->sample(comes_->gap, here()), per_unit());
        default: return thinned();
        }
    }

private:
    using words = random_source::block;

    [[nodiscard]] static double highest(arrivals const& a) {
        if (a.is == arrivals::pattern::hourly) return *std::max_element(a.by_hour.begin(), a.by_hour.end());
        return a.is == arrivals::pattern::wave ? a.rate * (1 + std::abs(a.amplitude)) : a.rate;
    }
    [[nodiscard]] tick per_unit() const { return scenario_->per_unit(); }
    [[nodiscard]] draw here() { return {family_, ++count_, purpose::arrival, 0}; }

    [[nodiscard]] std::optional<tick> listed() {
        if (count_ == comes_->at.size()) return {};
        return quantised(comes_->at[count_++], per_unit());
    }
    [[nodiscard]] std::optional<tick> thinned() {
        if (highest_ <= 0) return {};
        while (at_ < longest_span) {
            words const w = random_->words(here());
            at_ += quantised(-std::log(random_source::unit(w[0])) / highest_, per_unit());
            if (comes_->is == arrivals::pattern::constant || random_source::unit(w[1]) * highest_ < rate_at(at_))
                return at_;
        }
        return {};
    }
    [[nodiscard]] double rate_at(tick t) const {
        if (comes_->is == arrivals::pattern::wave) {
            constexpr double turn = 6.283185307179586476925;
            double const now = static_cast<double>(t) / static_cast<double>(per_unit());
            return comes_->rate * (1 + comes_->amplitude * std::sin(turn * now / comes_->period + comes_->phase));
        }
        return comes_->by_hour[hour_at(t) % comes_->by_hour.size()];
    }
    /// Hours since Monday 00:00.
    [[nodiscard]] std::size_t hour_at(tick t) const {
        instant const now = scenario_->start + seconds{t / scenario_->per_second};
        auto const hour = std::chrono::duration_cast<hours>(time_of_day(now)).count();
        return static_cast<std::size_t>(weekday_of(day_of(now))) * 24 + static_cast<std::size_t>(hour);
    }

    scenario const* scenario_;
    arrivals const* comes_;
    random_source const* random_;
    std::uint64_t family_;
    double highest_;
    tick at_ = 0;
    std::uint64_t count_ = 0;
};

}}}}  // namespace gongdan::simulate::run_detail
