#pragma once

#include <gongdan/report/simulation_words.ipp>

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

// How well promises are kept, why they break, and how that differs from another scenario.

namespace gongdan { inline namespace GONGDAN_MODE { namespace report { namespace simulation_detail {

/// Promises kept, compared, broken.
class promise_chapter : words {
public:
    using words::words;

    void key_figures() {
        figures f;
        auto const runs = static_cast<double>(sum_.replications);
        f.all.push_back(
            {say("每次工单", "tickets a run"), fmt::format("{:.0f}", static_cast<double>(sum_.all.tickets) / runs)});
        std::size_t kept = 0;
        std::size_t of = 0;
        each_target([&](std::size_t k, std::size_t t) {
            ++of;
            kept += judged(target(k, t).compliance) == tone::good ? 1 : 0;
        });
        if (of != 0)
            f.all.push_back({fmt::format("{} {:g} %", say("稳超", "surely above"), 100 * o_.goal),
                             fmt::format("{} / {}", kept, of), kept == of ? tone::good : tone::warn});
        f.all.push_back({say("班组占用", "crews busy"), share_text(sum_.all.utilisation.mean)});
        f.all.push_back({say("需等待", "had to wait"), share_text(sum_.all.p_wait.mean)});
        d_.add(std::move(f));
    }

    void kept() {
        d_.add(heading{say("时限达成率", "Promises kept"), say("深色:95 % 置信区间;浅色:最差与最好的一次",
                                                               "dark: 95 % interval; light: worst and best run")});
        bars b;
        b.title = say("按时率", "On time");
        double lowest = o_.goal;
        table rows;
        rows.columns = {{say("时限", "promise")},
                        {say("判定数", "judged"), fit::number},
                        {say("按时", "on time"), fit::number},
                        {say("最差–最好", "worst–best"), fit::number},
                        {say("未定", "undecided"), fit::number}};
        rows.none = say("场景没有时限", "the scenario promises nothing");
        each_target([&](std::size_t k, std::size_t t) {
            auto const& x = target(k, t);
            if (x.n == 0) return;
            auto const look = judged(x.compliance);
            lowest = std::min({lowest, x.lowest.mean, low_of(x.compliance)});
            b.rows.push_back({name(sum_.classes[k], x),
                              share_text(x.compliance),
                              {{x.lowest.mean, x.highest.mean, tone::quiet},
                               {low_of(x.compliance), high_of(x.compliance), look, true}},
                              {x.compliance.mean}});
            rows.rows.push_back({{name(sum_.classes[k], x)},
                                 {std::to_string(x.n)},
                                 {share_text(x.compliance), look},
                                 {share_text(x.lowest.mean) + " – " + share_text(x.highest.mean)},
                                 {std::to_string(x.undecided)}});
        });
        b.x = share_ticks(lowest);
        b.marks = {{o_.goal, {}, true}};
        if (!b.rows.empty()) d_.add(gallery{{std::move(b)}});
        d_.add(std::move(rows));
    }

    void compared() {
        if (found_.compared_with.empty()) return;
        d_.add(heading{say("方案比较", "Compared"), found_.compared_with});
        table rows;
        rows.columns = {{say("时限", "promise")},
                        {say("本方案", "this"), fit::number},
                        {say("对照方案", "other"), fit::number},
                        {say("相差(百分点)", "difference, points"), fit::number}};
        for (auto const& x : found_.compared)
            rows.rows.push_back({{x.type + " · " + say(x.zh, x.en)},
                                 {share_text(x.before)},
                                 {share_text(x.after)},
                                 {points(x.difference), changed(x.difference)}});
        for (auto const& x : found_.compared_time)
            rows.rows.push_back({{say("班组时间", "crews' time") + " · " + say(label(x.how))},
                                 {share_text(x.before)},
                                 {share_text(x.after)},
                                 {points(x.difference)}});
        d_.add(std::move(rows));
        paragraph_of(say("两个方案面对同样的用户、同样的工作量,逐次配对比较。",
                         "Both meet the same customers with the same work; runs are compared in pairs."));
    }

    void causes() {
        d_.add(
            heading{say("超时原因", "Why promises break"),
                    say("依次取第一个单独即足以致迟的原因", "of each breach the first cause that alone was enough")});
        table rows;
        rows.columns = {{say("时限", "promise")}, {say("超时", "late"), fit::number}};
        auto const seen = causes_seen();
        for (std::size_t const i : seen)
            rows.columns.push_back({say(label(static_cast<simulate::breach_cause>(i))), fit::number});
        rows.none = say("没有超时", "nothing was late");
        each_target([&](std::size_t k, std::size_t t) {
            auto const& x = target(k, t);
            std::uint64_t const late = x.n - x.met;
            if (late == 0) return;
            std::vector<cell> row{{name(sum_.classes[k], x)}, {std::to_string(late)}};
            for (std::size_t const i : seen) {
                double const share = static_cast<double>(x.causes[i]) / static_cast<double>(late);
                row.push_back(x.causes[i] == 0 ? cell{} : cell{share_text(share)});
                if (x.causes[i] != 0 && seen.size() <= 4) row.back().bar = share;  // more would not fit on paper
            }
            rows.rows.push_back(std::move(row));
        });
        d_.add(std::move(rows));
    }

private:
    [[nodiscard]] static std::string points(estimate const& e) {
        if (std::isnan(e.mean)) return "–";
        auto const text = fmt::format("{:+.2f}", 100 * e.mean);
        return std::isnan(e.half_width) ? text : text + fmt::format(" ± {:.2f}", 100 * e.half_width);
    }

    [[nodiscard]] static tone changed(estimate const& e) {
        return low_of(e) > 0 ? tone::good : high_of(e) < 0 ? tone::bad : tone::quiet;
    }

    [[nodiscard]] std::vector<std::size_t> causes_seen() const {
        std::vector<std::size_t> seen;
        for (std::size_t i = 0; i < simulate::breach_causes; ++i) {
            bool any = false;
            each_target([&](std::size_t k, std::size_t t) { any = any || target(k, t).causes[i] != 0; });
            if (any) seen.push_back(i);
        }
        return seen;
    }
};

}}}}  // namespace gongdan::report::simulation_detail
