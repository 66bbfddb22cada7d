#pragma once

#include <gongdan/dispatch/plan.hpp>
#include <gongdan/dispatch/problem.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report_detail {

/// Where crews go, on a white sheet: a line for each route, a dot for each stop, a ring for what is left out. North is up;
/// a degree of longitude is as much narrower than one of latitude as it is in the middle of the sheet.
class map_sketch {
public:
    explicit map_sketch(dispatch::problem const& p) : p_(p) {
        for (auto const& at : p.positions) {
            if (!at) continue;
            west_ = std::min(west_, at->longitude);
            east_ = std::max(east_, at->longitude);
            south_ = std::min(south_, at->latitude);
            north_ = std::max(north_, at->latitude);
        }
        if (!can_draw()) return;
        constexpr double radian = 3.14159265358979323846 / 180;
        narrowing_ = std::max(0.01, std::cos((south_ + north_) / 2 * radian));
        double const wide = std::max((east_ - west_) * narrowing_, 1e-9);
        double const high = std::max(north_ - south_, 1e-9);
        scale_ = std::min((width - 2 * margin) / wide, (most_height - 2 * margin) / high);
        height_ = high * scale_ + 2 * margin;
    }

    /// Two places with coordinates are needed.
    [[nodiscard]] bool can_draw() const { return west_ < east_ || south_ < north_; }

    template <class ColourOf>
    [[nodiscard]] std::string draw(dispatch::plan const& made, ColourOf&& colour_of) const {
        std::string out =
            fmt::format("<svg width=\"{0}\" height=\"{1:.0f}\" role=\"img\" aria-label=\"map\">\n", width, height_);
        for (std::size_t i = 0; i < made.routes.size(); ++i) out += line(made.routes[i], i);
        for (dispatch::route const& r : made.routes)
            for (dispatch::step const& s : r.steps)
                if (s.kind == dispatch::step_kind::visit && known(s.where))
                    out += fmt::format(
                        "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"{}\"><title>{} · 班组 crew "
                        "{}</title></circle>\n",
                        x(*s.where), y(*s.where), colour_of(s.id), s.id, r.crew);
        for (dispatch::visit const& v : p_.visits) {
            bool const left = std::any_of(made.unplaced.begin(), made.unplaced.end(),
                                          [&](dispatch::unplaced const& u) { return u.visit == v.id; });
            if (left && known(v.where))
                out += fmt::format(
                    "<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"4\" fill=\"#fff\" stroke=\"{}\" stroke-width=\"2\">"
                    "<title>{} · 未安排 left out</title></circle>\n",
                    x(v.where), y(v.where), colour_of(v.id), v.id);
        }
        return out + "</svg>\n";
    }

private:
    static constexpr double width = 1260, most_height = 760, margin = 24;

    [[nodiscard]] bool known(std::optional<dispatch::place> at) const {
        return at && *at < p_.positions.size() && p_.positions[*at].has_value();
    }
    [[nodiscard]] double x(dispatch::place at) const {
        return margin + (p_.positions[at]->longitude - west_) * narrowing_ * scale_;
    }
    [[nodiscard]] double y(dispatch::place at) const { return margin + (north_ - p_.positions[at]->latitude) * scale_; }

    /// Neighbouring routes get hues far apart.
    [[nodiscard]] std::string line(dispatch::route const& r, std::size_t i) const {
        std::string points;
        for (dispatch::step const& s : r.steps)
            if (known(s.where)) points += fmt::format("{:.1f},{:.1f} ", x(*s.where), y(*s.where));
        std::size_t const hue = i * 137 % 360;
        return fmt::format(
            "<polyline points=\"{}\" fill=\"none\" stroke=\"hsl({},45%,55%)\" stroke-width=\"1.6\"><title>班组 crew {}"
            "</title></polyline>\n",
            points, hue, r.crew);
    }

    dispatch::problem const& p_;
    double west_ = 181, east_ = -181, south_ = 91, north_ = -91;
    double narrowing_ = 1, scale_ = 1, height_ = 0;
};

}}}  // namespace gongdan::report_detail
