#pragma once

#include <gongdan/simulate/random.hpp>
#include <gongdan/simulate/scenario.hpp>

#include <cmath>
#include <cstddef>
#include <vector>

// Where tickets and crews are, and how far that is. Of use to run.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

class places {
public:
    explicit places(scenario const& s) : scenario_(&s) {
        for (area const& a : s.areas) up_to_.push_back((up_to_.empty() ? 0 : up_to_.back()) + a.weight);
    }
    [[nodiscard]] bool known() const { return !scenario_->areas.empty(); }

    /// Where a ticket is: an area by weight, and anywhere in its circle alike.
    [[nodiscard]] spot of(draw const& d, random_source const& random) const {
        if (!known()) return {};
        auto const w = random.words(d);
        double const wanted = random_source::unit(w[0]) * up_to_.back();
        std::size_t i = 0;
        while (i + 1 < up_to_.size() && up_to_[i] <= wanted) ++i;
        area const& a = scenario_->areas[i];
        constexpr double turn = 6.283185307179586476925;
        double const r = a.radius * std::sqrt(random_source::unit(w[1]));
        double const angle = turn * random_source::unit(w[2]);
        return {a.centre.x + r * std::cos(angle), a.centre.y + r * std::sin(angle), static_cast<std::uint32_t>(i)};
    }
    [[nodiscard]] spot home(crew_group const& g) const {
        if (!known()) return {};
        spot s = scenario_->areas[g.area].centre;
        s.area = static_cast<std::uint32_t>(g.area);
        return s;
    }

    /// Of use to compare ways only: minutes where these are told, else kilometres as the crow flies, squared.
    [[nodiscard]] double apart(spot from, spot to) const { return told() ? minutes(from, to) : squared(from, to); }
    /// On the straight line between them; `share` is 0 at the first, 1 at the second. From area to area one is in the
    /// one whose half of the way it is.
    [[nodiscard]] static spot between(spot a, spot b, double share) {
        return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y), share < 0.5 ? a.area : b.area};
    }
    /// How long it takes to drive, setting out at this hour of the day.
    [[nodiscard]] tick drive(spot from, spot to, std::size_t hour) const {
        double hours = 0;
        if (told()) {
            auto const& factors = scenario_->ways.by_hour;
            hours = minutes(from, to) / 60 * (factors.empty() ? 1 : factors[hour]);
        } else {
            auto const& speeds = scenario_->speed;
            hours = std::sqrt(squared(from, to)) * scenario_->detour / speeds[hour % speeds.size()];
        }
        return quantised(hours, 3600 * scenario_->per_second);
    }

private:
    [[nodiscard]] bool told() const { return !scenario_->ways.minutes.empty(); }
    [[nodiscard]] double minutes(spot from, spot to) const {
        return scenario_->ways.minutes[from.area * scenario_->areas.size() + to.area];
    }
    [[nodiscard]] static double squared(spot a, spot b) {
        return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y);
    }

    scenario const* scenario_;
    std::vector<double> up_to_;
};

}}}}  // namespace gongdan::simulate::run_detail
