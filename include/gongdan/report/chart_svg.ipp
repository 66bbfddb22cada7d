#pragma once

// Drawings as inline SVG. One unit is about a pixel on a telephone; text keeps its size there.

#include <gongdan/report/chart.hpp>
#include <gongdan/report/document.hpp>
#include <gongdan/report/markup.ipp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report { namespace svg_detail {

inline constexpr double width = 400;
inline constexpr std::string_view curve_colours[] = {"#2b5c8a", "#c5423a", "#2f8f5b", "#b07a1a", "#7a4ea8", "#5c6b7a"};

inline std::string_view curve_colour(std::size_t i) { return curve_colours[i % std::size(curve_colours)]; }

/// From values to places between two ends.
class scale {
public:
    scale(std::vector<axis_tick> const& ticks, double from, double to)
        : low_(ticks.empty() ? 0 : ticks.front().at), high_(ticks.empty() ? 1 : ticks.back().at), from_(from), to_(to) {
        if (!(high_ > low_)) high_ = low_ + 1;
    }
    /// What lies beyond an end is drawn at it.
    [[nodiscard]] double operator()(double v) const {
        double const share = std::clamp((v - low_) / (high_ - low_), 0.0, 1.0);
        return from_ + share * (to_ - from_);
    }
    [[nodiscard]] bool holds(double v) const { return low_ <= v && v <= high_; }

private:
    double low_;
    double high_;
    double from_;
    double to_;
};

class canvas {
public:
    canvas(double height, std::string_view title) {
        put("<svg class=\"chart\" viewBox=\"0 0 {:.0f} {:.0f}\" role=\"img\" aria-label=\"{}\">", width, height,
            html_detail::attribute(title));
    }
    void line(double x1, double y1, double x2, double y2, std::string_view colour, std::string_view more = {}) {
        put("<path d=\"M{:.1f} {:.1f}L{:.1f} {:.1f}\" stroke=\"{}\" fill=\"none\"{}/>", x1, y1, x2, y2, colour, more);
    }
    void text(
        double x, double y, std::string_view s, std::string_view anchor = "start", std::string_view fill = "#5c6b7a") {
        put("<text x=\"{:.1f}\" y=\"{:.1f}\" text-anchor=\"{}\" fill=\"{}\">{}</text>", x, y, anchor, fill,
            html_detail::escaped(s));
    }
    void box(double x, double y, double w, double h, std::string_view colour, std::string_view title = {}) {
        put("<rect x=\"{:.1f}\" y=\"{:.1f}\" width=\"{:.1f}\" height=\"{:.1f}\" fill=\"{}\"", x, y, w, h, colour);
        if (title.empty()) out_ += "/>";
        else put("><title>{}</title></rect>", html_detail::escaped(title));
    }
    void dot(double x, double y, std::string_view colour) {
        put("<circle cx=\"{:.1f}\" cy=\"{:.1f}\" r=\"2.6\" fill=\"{}\"/>", x, y, colour);
    }
    void raw(std::string const& s) { out_ += s; }
    [[nodiscard]] std::string end() { return out_ + "</svg>\n"; }

private:
    template <class... Args>
    void put(fmt::format_string<Args...> format, Args&&... args) {
        out_ += fmt::format(format, std::forward<Args>(args)...);
    }
    std::string out_;
};

inline constexpr std::string_view dashed = " stroke-dasharray=\"4 3\"";

inline std::string path_of(std::vector<plot::point> const& points, scale const& x, scale const& y) {
    std::string d;
    for (plot::point const& p : points) {
        if (std::isnan(p.y)) continue;
        d += fmt::format("{}{:.1f} {:.1f}", d.empty() ? "M" : "L", x(p.x), y(p.y));
    }
    return d;
}

inline std::string band_of(std::vector<plot::point> const& points, scale const& x, scale const& y) {
    std::string d;
    for (plot::point const& p : points)
        if (!std::isnan(p.high)) d += fmt::format("{}{:.1f} {:.1f}", d.empty() ? "M" : "L", x(p.x), y(p.high));
    for (auto p = points.rbegin(); p != points.rend(); ++p)
        if (!std::isnan(p->low)) d += fmt::format("{}{:.1f} {:.1f}", d.empty() ? "M" : "L", x(p->x), y(p->low));
    return d;
}

inline bool banded(plot::curve const& c) {
    return std::any_of(c.points.begin(), c.points.end(), [](plot::point const& p) { return p.low < p.high; });
}

/// Names of curves as a line of text above the drawing.
inline std::string caption(std::string_view title, std::vector<std::pair<std::string, std::string_view>> const& names) {
    std::string s = fmt::format("<figcaption><b>{}</b>", html_detail::escaped(title));
    for (auto const& [name, colour] : names)
        s += fmt::format(" <span class=\"key\"><i style=\"background:{}\"></i>{}</span>", colour,
                         html_detail::escaped(name));
    return s + "</figcaption>\n";
}

inline std::string svg_of(plot const& p) {
    constexpr double left = 40;
    constexpr double right = width - 8;
    constexpr double top = 8;
    constexpr double bottom = 200;
    scale const x(p.x, left, right);
    scale const y(p.y, bottom, top);
    canvas c(234, p.title);
    for (axis_tick const& t : p.y) {
        c.line(left, y(t.at), right, y(t.at), "#e3e8ed");
        c.text(left - 4, y(t.at) + 4, t.text, "end");
    }
    for (axis_tick const& t : p.x) {
        c.line(x(t.at), bottom, x(t.at), bottom + 4, "#8b98a5");
        c.text(x(t.at), bottom + 16, t.text, &t == &p.x.back() ? "end" : "middle");
    }
    c.line(left, bottom, right, bottom, "#8b98a5");
    c.text(right, bottom + 30, p.x_name, "end");
    for (std::size_t i = 0; i < p.curves.size(); ++i)
        if (banded(p.curves[i]))
            c.raw(fmt::format("<path d=\"{}Z\" fill=\"{}\" fill-opacity=\".16\"/>", band_of(p.curves[i].points, x, y),
                              curve_colour(i)));
    for (std::size_t i = 0; i < p.curves.size(); ++i) {
        c.raw(fmt::format("<path d=\"{}\" stroke=\"{}\" stroke-width=\"1.8\" fill=\"none\" stroke-linejoin=\"round\"/>",
                          path_of(p.curves[i].points, x, y), curve_colour(i)));
        if (!p.curves[i].dots) continue;
        for (plot::point const& q : p.curves[i].points) c.dot(x(q.x), y(q.y), curve_colour(i));
    }
    for (mark_line const& m : p.marks) {
        auto const colour = html_detail::colour_of(m.look == tone::quiet ? tone::warn : m.look);
        if (m.upright && x.holds(m.at)) {
            bool const far = x(m.at) > (left + right) / 2;
            c.line(x(m.at), top, x(m.at), bottom, colour, dashed);
            c.text(x(m.at) + (far ? -4 : 4), bottom - 6, m.name, far ? "end" : "start", "#8a5a00");
        } else if (!m.upright && y.holds(m.at)) {
            c.line(left, y(m.at), right, y(m.at), colour, dashed);
            c.text(right - 4, y(m.at) + (y(m.at) < top + 14 ? 12 : -3), m.name, "end", "#8a5a00");
        }
    }
    std::vector<std::pair<std::string, std::string_view>> names;
    for (std::size_t i = 0; i < p.curves.size(); ++i)
        if (!p.curves[i].name.empty()) names.emplace_back(p.curves[i].name, curve_colour(i));
    return "<figure>" + caption(p.title, names) + c.end() + "</figure>\n";
}

/// A name stands above its bar, or beside it where there are many.
inline std::string svg_of(bars const& b) {
    std::size_t longest = 0;
    for (bars::row const& r : b.rows) longest = std::max(longest, display_width(r.name));
    double const left = b.compact ? std::min(12 + 6.2 * static_cast<double>(longest), 140.0) : 6;
    double const right = width - 8;
    double const row_height = b.compact ? 13 : 36;
    double const bottom = 6 + row_height * static_cast<double>(b.rows.size());
    scale const x(b.x, left, right);
    canvas c(bottom + 22, b.title);
    for (axis_tick const& t : b.x) {
        c.line(x(t.at), 2, x(t.at), bottom, "#e3e8ed");
        auto const anchor = &t == &b.x.back() ? "end" : &t == &b.x.front() && !b.compact ? "start" : "middle";
        c.text(x(t.at), bottom + 14, t.text, anchor);
    }
    for (mark_line const& m : b.marks)
        if (x.holds(m.at)) {
            c.line(x(m.at), 2, x(m.at), bottom, html_detail::colour_of(m.look == tone::quiet ? tone::warn : m.look),
                   dashed);
        }
    double y = 4;
    for (bars::row const& r : b.rows) {
        double const middle = b.compact ? y + 6 : y + 24;
        if (b.compact) {
            c.text(left - 4, y + 10, r.name, "end");
        } else {
            c.text(left, y + 12, r.name, "start", "#1d2733");
            c.text(right, y + 12, r.value, "end", "#1d2733");
        }
        for (bars::part const& p : r.parts) {
            double const from = x(std::min(p.from, p.to));
            double const to = x(std::max(p.from, p.to));
            double const half = p.thin ? 2 : b.compact ? 5 : 7;
            c.box(from, middle - half, std::max(to - from, 0.6), 2 * half, html_detail::colour_of(p.look), p.title);
        }
        for (double const d : r.dots) c.dot(x(d), middle, "#1d2733");
        y += row_height;
    }
    std::vector<std::pair<std::string, std::string_view>> names;
    for (bars::entry const& e : b.legend) names.emplace_back(e.name, html_detail::colour_of(e.look));
    return fmt::format("<figure{}>", b.compact ? " class=\"broad\"" : "") + caption(b.title, names) + c.end() +
           "</figure>\n";
}

}}}}  // namespace gongdan::report::svg_detail
