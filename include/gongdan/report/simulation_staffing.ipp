#pragma once

#include <gongdan/report/simulation_words.ipp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

// How many crews are enough, and what matters most.

namespace gongdan { inline namespace GONGDAN_MODE { namespace report { namespace simulation_detail {

inline constexpr double lines[] = {0.95, 0.97, 0.99};

/// What a figure of the scenario does to promises.
class staffing_chapter : words {
public:
    using words::words;

    void staffing() {
        if (!found_.varied || found_.points.empty()) return;
        d_.add(heading{say("人手曲线", "Staffing curve"), name(*found_.varied)});
        gallery g;
        table rows;
        rows.columns = {{say("时限", "promise")}};
        for (double const l : lines) rows.columns.push_back({fmt::format("≥ {:g} %", 100 * l), fit::wrapped});
        if (found_.ceiling) rows.columns.push_back({say("上限", "ceiling"), fit::number});
        each_target([&](std::size_t k, std::size_t t) {
            if (target(k, t).n == 0) return;
            g.all.push_back(curve(k, t));
            std::vector<cell> row{{name(sum_.classes[k], target(k, t))}};
            for (double const l : lines) row.push_back(enough(k, t, l));
            if (found_.ceiling) row.push_back({share_text(found_.ceiling->classes[k].targets[t].compliance)});
            rows.rows.push_back(std::move(row));
        });
        d_.add(std::move(g));
        d_.add(std::move(rows));
        paragraph_of(say(
            "数值为区间下限过线的最小值。上限:任何时候都有空闲的当班班组时的按时率,由路途、班次等决定,加人无用。",
            "The smallest value whose lower bound clears the line. Ceiling: with a crew on duty always free; what is "
            "late then is so through travel, shifts and the like, and more crews do not help."));
    }

    void sensitivities() {
        if (found_.sensitivities.empty()) return;
        d_.add(
            heading{say("敏感性", "Sensitivity"),
                    say("一项变化时按时率变多少(百分点),同一批用户配对,附 95 % 区间",
                        "points gained or lost when one thing changes, for the same customers, with 95 % intervals")});
        gallery g;
        for (std::size_t i = 0; i < found_.sensitivities.front().lower.size(); ++i)
            if (auto b = tornado(i); !b.rows.empty()) g.all.push_back(std::move(b));
        d_.add(std::move(g));
    }

private:
    [[nodiscard]] plot curve(std::size_t k, std::size_t t) const {
        plot p;
        p.title = name(sum_.classes[k], target(k, t));
        p.x_name = name(*found_.varied);
        plot::curve c;
        c.dots = true;
        double lowest = 0.95;
        for (auto const& x : found_.points) {
            auto const& e = x.sum.classes[k].targets[t].compliance;
            c.points.push_back({x.value, e.mean, low_of(e), high_of(e)});
            lowest = std::fmin(lowest, low_of(e));
        }
        for (auto const& q : c.points)
            if (c.points.size() <= 10 || &q == &c.points.front() || &q == &c.points.back())
                p.x.push_back({q.x, fmt::format("{:g}", q.x)});
        p.curves.push_back(std::move(c));
        p.y = share_ticks(lowest);
        for (double const l : lines) p.marks.push_back({l, {}, false, tone::good});
        if (found_.ceiling)
            p.marks.push_back(
                {found_.ceiling->classes[k].targets[t].compliance.mean, say("上限", "ceiling"), false, tone::bad});
        return p;
    }

    [[nodiscard]] cell enough(std::size_t k, std::size_t t, double line) const {
        if (auto const n = smallest_that_keeps(found_, k, t, line)) return {fmt::format("{:g}", *n), tone::good};
        if (std::isnan(found_.points.back().sum.classes[k].targets[t].compliance.half_width))
            return {say("不可知", "not known"), tone::quiet,
                    say("没有区间:至少重复两次", "no interval: two replications at least")};
        auto const most = fmt::format("> {:g}", found_.points.back().value);
        if (!found_.ceiling) return {most, tone::warn};
        auto const& best = found_.ceiling->classes[k].targets[t];
        if (high_of(best.compliance) >= line) return {most, tone::warn};
        return {say("不可达", "not reachable"), tone::bad, because(best)};
    }

    [[nodiscard]] std::string because(simulate::target_summary const& t) const {
        std::string s;
        for (auto const& [count, cause] : ranked(t))
            s += fmt::format("{}{} {:.0f} %", s.empty() ? say("因", "because of ") : say("、", ", "), say(label(cause)),
                             100 * static_cast<double>(count) / static_cast<double>(t.n - t.met));
        return s;
    }

    [[nodiscard]] static std::vector<std::pair<std::uint64_t, simulate::breach_cause>> ranked(
        simulate::target_summary const& t) {
        std::vector<std::pair<std::uint64_t, simulate::breach_cause>> all;
        for (std::size_t i = 0; i < t.causes.size(); ++i)
            if (t.causes[i] != 0) all.emplace_back(t.causes[i], static_cast<simulate::breach_cause>(i));
        std::stable_sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.first > b.first; });
        return all;
    }

    /// In percentage points, `+3.2±0.4`; without an interval where there is none.
    [[nodiscard]] static std::string points(simulate::estimate const& e) {
        auto const text = fmt::format("{}{:.1f}", e.mean < 0 ? "−" : "+", 100 * std::abs(e.mean));
        return std::isnan(e.half_width) ? text : text + fmt::format("±{:.1f}", 100 * e.half_width);
    }

    [[nodiscard]] bars tornado(std::size_t target) const {
        bars b;
        auto const& first = found_.sensitivities.front().lower[target];
        b.title = first.type + " · " + say(first.zh, first.en);
        double most = 0.0005;
        std::vector<std::pair<double, bars::row>> rows;
        for (auto const& x : found_.sensitivities) {
            double const low = x.lower[target].difference.mean;
            double const high = x.higher[target].difference.mean;
            if (std::isnan(low) || std::isnan(high) || std::max(std::abs(low), std::abs(high)) < 0.0005) continue;
            double const reach = std::max(std::abs(low), std::abs(high));
            most = std::max(most, reach);
            rows.push_back({reach,
                            {fmt::format("{} {:g} / {:g}", name(x.what), x.low, x.high),
                             points(x.lower[target].difference) + " / " + points(x.higher[target].difference),
                             {{0, 100 * low, tone::warn}, {0, 100 * high, tone::plain}}}});
        }
        std::stable_sort(rows.begin(), rows.end(), [](auto const& a, auto const& c) { return a.first > c.first; });
        for (auto& r : rows)
            if (b.rows.size() < 8) b.rows.push_back(std::move(r.second));
        auto const half = round_ticks(0, 100 * most, 2);
        for (auto t = half.rbegin(); t != half.rend(); ++t) b.x.push_back({-t->at, t->at == 0 ? "0" : "−" + t->text});
        for (std::size_t i = 1; i < half.size(); ++i) b.x.push_back({half[i].at, "+" + half[i].text});
        b.legend = {{say("减少", "less"), tone::warn}, {say("增加", "more"), tone::plain}};
        return b;
    }
};

}}}}  // namespace gongdan::report::simulation_detail
