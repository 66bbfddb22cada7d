#pragma once

// The drawings of the page on a simulation.

#include <gongdan/report/chart.hpp>
#include <gongdan/simulate/study.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report { namespace simulation_detail {

using simulate::estimate;
using simulate::tick;

inline std::string share_text(double share) { return std::isnan(share) ? "–" : fmt::format("{:.1f} %", 100 * share); }

inline std::string share_text(estimate const& e) {
    auto const text = share_text(e.mean);
    return std::isnan(e.half_width) ? text : text + fmt::format(" ± {:.1f}", 100 * e.half_width);
}

inline double low_of(estimate const& e) { return std::isnan(e.half_width) ? e.mean : e.mean - e.half_width; }
inline double high_of(estimate const& e) { return std::isnan(e.half_width) ? e.mean : e.mean + e.half_width; }

/// Round steps from 0 or below to `to` or above.
inline std::vector<axis_tick> round_ticks(double from, double to, int wanted) {
    double const rough = std::max(to - from, 1e-9) / wanted;
    double const power = std::pow(10, std::floor(std::log10(rough)));
    double step = 10 * power;
    for (double const s : {1.0, 2.0, 5.0})
        if (s * power >= rough - 1e-12) {
            step = s * power;
            break;
        }
    std::vector<axis_tick> all;
    for (double i = std::floor(from / step + 1e-9);; ++i) {
        all.push_back({i * step, fmt::format("{:g}", i * step)});
        if (i * step >= to - 1e-9) return all;
    }
}

/// A scale of shares that ends at 100 % and reaches below the lowest.
inline std::vector<axis_tick> share_ticks(double lowest) {
    double const from = std::isnan(lowest) ? 0 : std::max(0.0, std::floor(lowest * 10 - 1e-9) / 10);
    double const step = from >= 0.8 ? 0.05 : from >= 0.5 ? 0.1 : 0.2;
    std::vector<axis_tick> all;
    for (double at = from; at < 1 - 1e-9; at += step) all.push_back({at, fmt::format("{:.0f} %", 100 * at)});
    all.push_back({1, "100 %"});
    return all;
}

/// The unit in which people think of a span.
struct span_unit {
    double ticks;
    std::string_view zh;
    std::string_view en;
};
inline span_unit unit_for(double span_in_ticks, simulate::scenario const& s) {
    auto const second = static_cast<double>(s.per_second);
    double const span = span_in_ticks / second;
    if (span <= 240) return {second, "秒", "s"};
    if (span <= 4 * 3600) return {60 * second, "分钟", "min"};
    if (span <= 4 * 86400) return {3600 * second, "小时", "h"};
    return {86400 * second, "天", "days"};
}

/// What crews were at on one day of one replication.
class day_diary : public simulate::witness {
public:
    struct stretch {
        std::uint32_t crew;
        tick from;
        tick to;
        bool driving;
    };
    day_diary(tick from, tick to) : from_(from), to_(to) {}

    void saw(simulate::moment const& m) override {
        using what = simulate::moment::what;
        if (m.crew == simulate::moment::nobody || !m.ticket) return;
        if (m.crew >= begun_.size()) begun_.resize(m.crew + 1, {-1, false});
        if (begun_[m.crew].first >= 0) note(m.crew, m.at);
        if (m.happened == what::taken) begun_[m.crew] = {m.at, true};
        else if (m.happened == what::begun || m.happened == what::reworked) begun_[m.crew] = {m.at, false};
        else begun_[m.crew] = {-1, false};
    }
    [[nodiscard]] std::vector<stretch> const& all() const { return all_; }

private:
    void note(std::uint32_t crew, tick until) {
        tick const from = std::max(begun_[crew].first, from_);
        tick const to = std::min(until, to_);
        if (from < to) all_.push_back({crew, from, to, begun_[crew].second});
    }
    tick from_;
    tick to_;
    std::vector<std::pair<tick, bool>> begun_;
    std::vector<stretch> all_;
};

}}}}  // namespace gongdan::report::simulation_detail
