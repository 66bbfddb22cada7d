#pragma once

#include <gongdan/dispatch/detail/map_sketch.hpp>
#include <gongdan/dispatch/report.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace report_detail {

using dispatch::plan;
using dispatch::problem;
using dispatch::route;
using dispatch::step;
using dispatch::step_kind;
using dispatch::tick;

inline std::string_view name_of(step_kind k) {
    static constexpr std::string_view names[] = {"start", "job", "break", "end"};
    return names[static_cast<std::size_t>(k)];
}

inline std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : text) {
        if (c == '&') out += "&amp;";
        else if (c == '<') out += "&lt;";
        else if (c == '>') out += "&gt;";
        else if (c == '"') out += "&quot;";
        else out += c;
    }
    return out;
}

/// Ticks that look like seconds since 1970 are shown as China's clocks show them, others from the day's 00:00.
inline std::string clock_text(tick t) {
    constexpr tick year_1973 = 100'000'000;
    constexpr tick year_2200 = 7'258'000'000;
    if (t >= year_1973 && t < year_2200) return to_text(civil_offset{}.from_utc(t)).substr(5, 11);
    if (t < 0) return std::to_string(t);
    return fmt::format("{:02}:{:02}", t / 3600, t / 60 % 60);
}

/// Draws one row for each crew.
class chart {
public:
    chart(problem const& p, plan const& made) : p_(p), made_(made) {
        for (dispatch::visit const& v : p.visits) visits_[v.id] = &v;
        for (dispatch::visit const& v : p.visits) levels_.push_back(v.level);
        std::sort(levels_.rbegin(), levels_.rend());
        levels_.erase(std::unique(levels_.begin(), levels_.end()), levels_.end());
        for (dispatch::crew const& c : p.crews) crews_[c.id] = &c;
        for (route const& r : made.routes) {
            first_ = std::min(first_, r.steps.front().arrival);
            last_ = std::max(last_, r.steps.back().finish());
        }
        if (made.routes.empty()) first_ = last_ = 0;
        last_ = std::max(last_, first_ + 1);
    }

    [[nodiscard]] std::string page() {
        head();
        figures();
        if (!made_.routes.empty()) drawing();
        map();
        left_out();
        out_ += "</main></body></html>\n";
        return std::move(out_);
    }

private:
    static constexpr int left = 110, width = 1150, row = 30, top = 30;

    template <class... Args>
    void put(fmt::format_string<Args...> format, Args&&... args) {
        out_ += fmt::format(format, std::forward<Args>(args)...);
    }

    void head() {
        out_ +=
            "<!doctype html><html lang=\"zh\"><head><meta charset=\"utf-8\"><title>派工计划 · "
            "Plan</title>\n<style>\n"
            "body{font:14px/1.5 system-ui,'Noto Sans CJK "
            "SC',sans-serif;color:#223;background:#f6f7f9;margin:0}\n"
            "main{max-width:1300px;margin:24px auto;padding:0 16px}h1{font-size:22px;margin:0 0 "
            "4px}h2{font-size:16px;margin:24px 0 8px}\n"
            ".card{background:#fff;border:1px solid "
            "#dde;border-radius:8px;padding:12px;overflow-x:auto}\n"
            ".key span{display:inline-block;margin-right:18px}.key "
            "i{display:inline-block;width:12px;height:12px;border-radius:3px;margin-right:5px}\n"
            "table{border-collapse:collapse;width:100%}td,th{text-align:left;padding:4px "
            "10px;border-bottom:1px solid #eee}\n"
            "text{font:11px system-ui,'Noto Sans CJK "
            "SC',sans-serif;fill:#445}.v{fill:#fff;text-anchor:middle;pointer-events:none}\n"
            "</style></head><body><main><h1>派工计划 <small>Plan</small></h1>\n";
    }

    [[nodiscard]] std::string_view colour(std::uint32_t level) const {
        static constexpr std::array<std::string_view, 5> colours{"#c8373c", "#d9822b", "#2f6fbd", "#4c9a6a", "#8a7fb5"};
        auto const rank = static_cast<std::size_t>(std::find(levels_.begin(), levels_.end(), level) - levels_.begin());
        return colours[std::min(rank, colours.size() - 1)];
    }

    void figures() {
        put("<p>{} 个班组出车,完成 {} / {} 项,费用 {} <small>· {} crews out, {} of {} visits "
            "served, cost {}</small></p>\n",
            made_.routes.size(), served(), p_.visits.size(), made_.cost, made_.routes.size(), served(),
            p_.visits.size(), made_.cost);
        out_ += "<p class=\"key\">";
        for (std::uint32_t const l : levels_)
            put("<span><i style=\"background:{}\"></i>级别 level {}</span>", colour(l), l);
        out_ +=
            "<span><i style=\"background:#c9ced6\"></i>休息 break</span><span><i "
            "style=\"background:#e9edf3\"></i>行驶、等待 on the way, waiting</span></p>\n";
    }

    [[nodiscard]] std::size_t served() const { return p_.visits.size() - made_.unplaced.size(); }

    [[nodiscard]] double x(tick t) const {
        return left + static_cast<double>(t - first_) * width / static_cast<double>(last_ - first_);
    }

    void drawing() {
        int const height = top + row * static_cast<int>(made_.routes.size()) + 6;
        put("<div class=\"card\"><svg width=\"{}\" height=\"{}\" role=\"img\" "
            "aria-label=\"Gantt\">\n",
            left + width + 20, height);
        tick const each = grid();
        for (tick t = (first_ / each) * each; t <= last_; t += each) {
            if (t < first_) continue;
            put("<line x1=\"{0:.1f}\" x2=\"{0:.1f}\" y1=\"22\" y2=\"{1}\" "
                "stroke=\"#e3e6eb\"/><text x=\"{0:.1f}\" y=\"15\" "
                "text-anchor=\"middle\">{2}</text>\n",
                x(t), height, clock_text(t));
        }
        int y = top;
        for (route const& r : made_.routes) {
            draw(r, y);
            y += row;
        }
        out_ += "</svg></div>\n";
    }

    /// About ten lines, on full hours where hours are what it is about.
    [[nodiscard]] tick grid() const {
        constexpr tick hour = 3600;
        tick const tenth = std::max<tick>(1, (last_ - first_) / 10);
        return tenth < hour / 2 ? tenth : (tenth + hour / 2) / hour * hour;
    }

    void draw(route const& r, int y) {
        auto const& c = *crews_.at(r.crew);
        put("<text x=\"6\" y=\"{}\">班组 {} {}</text>\n", y + 17, r.crew, escaped(c.description));
        bar(r.steps.front().arrival, r.steps.back().finish(), y + 8, 8, "#e9edf3", "");
        for (step const& s : r.steps) {
            auto const when = clock_text(s.begin()) + "–" + clock_text(s.finish());
            if (s.kind == step_kind::pause)
                bar(s.begin(), s.finish(), y + 2, 20, "#c9ced6", fmt::format("休息 break {} · {}", s.id, when));
            if (s.kind != step_kind::visit) continue;
            auto const& v = *visits_.at(s.id);
            bar(s.begin(), s.finish(), y + 2, 20, colour(v.level),
                fmt::format("{} · {} · 级别 level {} {}", s.id, when, v.level, escaped(v.description)));
            if (x(s.finish()) - x(s.begin()) > 18)
                put("<text class=\"v\" x=\"{:.1f}\" y=\"{}\">{}</text>\n", (x(s.begin()) + x(s.finish())) / 2, y + 16,
                    s.id);
        }
    }

    void bar(tick from, tick to, int y, int height, std::string_view fill, std::string const& title) {
        put("<rect x=\"{:.1f}\" y=\"{}\" width=\"{:.1f}\" height=\"{}\" rx=\"3\" fill=\"{}\">", x(from), y,
            std::max(1.0, x(to) - x(from)), height, fill);
        if (!title.empty()) put("<title>{}</title>", title);
        out_ += "</rect>\n";
    }

    void map() {
        map_sketch const sketch(p_);
        if (!sketch.can_draw() || made_.routes.empty()) return;
        out_ += "<h2>路线草图 <small>Map sketch</small></h2><div class=\"card\">";
        out_ += sketch.draw(made_, [this](std::uint64_t id) { return colour(visits_.at(id)->level); });
        out_ += "</div>\n";
    }

    void left_out() {
        if (made_.unplaced.empty()) return;
        out_ +=
            "<h2>未安排 <small>Left out</small></h2><div class=\"card\"><table><tr><th>编号 "
            "id</th><th>级别 level</th><th>原因</th><th>reason</th></tr>\n";
        for (dispatch::unplaced const& u : made_.unplaced)
            put("<tr><td>{}</td><td>{}</td><td>{}</td><td>{}</td></tr>\n", u.visit, visits_.at(u.visit)->level,
                label(u.why).zh, label(u.why).en);
        out_ += "</table></div>\n";
    }

    problem const& p_;
    plan const& made_;
    std::map<std::uint64_t, dispatch::visit const*> visits_;
    std::map<std::uint64_t, dispatch::crew const*> crews_;
    std::vector<std::uint32_t> levels_;  ///< highest first
    tick first_ = dispatch::farthest;
    tick last_ = -dispatch::farthest;
    std::string out_;
};

}  // namespace report_detail

GONGDAN_INLINE std::string plan_csv(dispatch::problem const& p, dispatch::plan const& made) {
    using namespace report_detail;
    csv_text out{{"vehicle", "type", "id", "level", "arrival", "begin", "finish", "waiting", "setup", "service",
                  "travel", "reason"}};
    std::map<std::uint64_t, std::uint32_t> level;
    for (dispatch::visit const& v : p.visits) level[v.id] = v.level;
    auto const number = [](auto n) { return std::to_string(n); };
    for (route const& r : made.routes)
        for (step const& s : r.steps) {
            bool const is_visit = s.kind == step_kind::visit;
            auto const id = is_visit || s.kind == step_kind::pause ? number(s.id) : std::string{};
            out.row(std::vector<std::string>{number(r.crew), std::string{name_of(s.kind)}, id,
                                             is_visit ? number(level[s.id]) : "", number(s.arrival), number(s.begin()),
                                             number(s.finish()), number(s.waiting), number(s.setup), number(s.service),
                                             number(s.travel), ""});
        }
    for (dispatch::unplaced const& u : made.unplaced)
        out.row(std::vector<std::string>{"", "unassigned", number(u.visit), number(level[u.visit]), "", "", "", "", "",
                                         "", "", std::string{label(u.why).code}});
    return out.text();
}

GONGDAN_INLINE std::string plan_html(dispatch::problem const& p, dispatch::plan const& made) {
    return report_detail::chart{p, made}.page();
}

}}  // namespace gongdan
