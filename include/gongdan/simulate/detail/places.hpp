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
        return {a.centre.x + r * std::cos(angle), a.centre.y + r * std::sin(angle)};
    }
    [[nodiscard]] spot home(crew_group const& g) const { return known() ? scenario_->areas[g.area].centre : spot{}; }

    /// As the crow flies, in kilometres, squared: of use to compare.
    [[nodiscard]] static double apart(spot a, spot b) { return (a.x - b.x) * (a.x - b.x) + (a.y - b.y) * (a.y - b.y); }
    /// On the straight line between them; `share` is 0 at the first, 1 at the second.
    [[nodiscard]] static spot between(spot a, spot b, double share) {
        return {a.x + share * (b.x - a.x), a.y + share * (b.y - a.y)};
    }
    /// How long it takes to drive, setting out at this hour of the day.
    [[nodiscard]] tick drive(spot from, spot to, std::size_t hour) const {
        auto const& speeds = scenario_->speed;
        double const hours = std::sqrt(apart(from, to)) * scenario_->detour / speeds[hour % speeds.size()];
        return quantised(hours, 3600 * scenario_->per_second);
    }

private:
    scenario const* scenario_;
    std::vector<double> up_to_;
};

}}}}  // namespace gongdan::simulate::run_detail
