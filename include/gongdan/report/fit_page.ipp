#pragma once

#include <gongdan/report/fit_page.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <cmath>
#include <string>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace fit_page_detail {

using simulate::fidelity;
using simulate::law;

class composer {
public:
    explicit composer(document& d) : d_(d) {}

    void span(simulate::fit_note const& n) {
        d_.add(paragraph{
            fmt::format(say("{}:{} 至 {},工单 {} 张,未采用 {} 行", "{}: {} to {}, {} tickets, {} rows left out"),
                        n.source, to_text(n.from), to_text_ending_day(n.to), n.tickets, n.left_out)});
    }
    void arrivals(simulate::fit_note const& n) {
        d_.add(heading{say("来单", "Arrivals")});
        table t;
        t.columns = {{say("来单", "arrivals")},
                     {say("张", "tickets"), fit::number},
                     {say("每天", "a day"), fit::number},
                     {say("离散指数", "dispersion"), fit::number},
                     {say("加成阵后", "with bursts"), fit::number},
                     {say("分月 ΔAIC", "months, ΔAIC"), fit::number}};
        double const days = static_cast<double>((n.to - n.from).count()) / seconds_per_day;
        for (auto const& a : n.arrivals)
            t.rows.push_back({{a.of},
                              {std::to_string(a.tickets)},
                              {fmt::format("{:.1f}", static_cast<double>(a.tickets) / days)},
                              {fmt::format("{:.2f}", a.dispersion),
                               a.dispersion > 1.5 && a.with_bursts == 0 ? tone::warn : tone::plain},
                              {a.with_bursts > 0 ? fmt::format("{:.2f}", a.with_bursts) : std::string{"–"}},
                              {a.season_gain > 0 ? fmt::format("−{:.0f}", a.season_gain) : std::string{"–"}}});
        d_.add(std::move(t));
    }
    void spans(simulate::fit_note const& n, simulate::time_unit unit) {
        d_.add(heading{say("历时", "Spans"), say("每段历时所用的分布,与记录的距离",
                                                 "the law that each span is given, and how far from the log it lies")});
        table t;
        auto const u = say(label(unit).zh, label(unit).en);
        t.columns = {{say("历时", "span")},
                     {say("个", "n"), fit::number},
                     {fmt::format("{}{}", say("均值 ", "mean, "), u), fit::number},
                     {say("所用分布", "law used")},
                     {say("最大偏差 KS", "largest gap, KS"), fit::number},
                     {say("Wasserstein 距离", "Wasserstein"), fit::number}};
        for (auto const& s : n.spans)
            t.rows.push_back({{s.of + " · " + named(s.what)},
                              {std::to_string(s.n)},
                              {fmt::format("{:.3g}", s.mean)},
                              {say(label(s.is).zh, label(s.is).en)},
                              {fmt::format("{:.3f}", s.gap), s.gap > 0.1 ? tone::warn : tone::plain},
                              {fmt::format("{:.3g}", s.distance)}});
        d_.add(std::move(t));
    }
    void not_told(simulate::fit_note const& n) {
        for (sentence const& s : n.not_told) d_.add(paragraph{"· " + s.in(d_.lang), tone::quiet});
    }

    void crews(simulate::crew_fit const& c) {
        d_.add(heading{say("班组", "Crews")});
        table t;
        t.columns = {{say("班组", "crews")}, {say("数量", "count"), fit::number}, {say("班次", "shift")}};
        for (auto const& g : c.groups) {
            std::string shifts;
            for (auto const& s : g.shifts)
                shifts += fmt::format("{}–{}", time_of_day_text(s.from),
                                      time_of_day_text(s.to > hours{24} ? s.to - hours{24} : s.to));
            t.rows.push_back({{g.name}, {std::to_string(g.count)}, {shifts.empty() ? say("全天", "always") : shifts}});
        }
        d_.add(std::move(t));
        if (c.names != 0)
            d_.add(paragraph{fmt::format(say("记录中出现 {} 个班组,每天出动 {}–{} 个",
                                             "{} crews occur in the log, {} to {} of them on a day"),
                                         c.names, c.least, c.most),
                             tone::quiet});
    }
    void tried(simulate::fitted_log const& f) {
        table t;
        t.columns = {{say("试过的分布", "laws tried")},
                     {say("分布", "law")},
                     {"AIC", fit::number},
                     {"KS", fit::number},
                     {"Wasserstein", fit::number}};
        auto const unit = static_cast<double>(simulate::seconds_in(f.unit));
        for (auto const& c : f.classes)
            for (auto const& [what, s] : spans_of(c))
                for (auto const& l : s->law.tried)
                    t.rows.push_back({{c.name + " · " + named(what)},
                                      {say(label(l.law.is).zh, label(l.law.is).en)},
                                      {std::isnan(l.aic) ? std::string{} : fmt::format("{:.0f}", l.aic)},
                                      {fmt::format("{:.3f}", l.gap)},
                                      {fmt::format("{:.3g}", l.distance / unit)}});
        d_.add(heading{say("试过的分布", "Laws that were tried"),
                       say("极大似然;AIC 小者优", "by maximum likelihood; of AIC less is better")});
        d_.add(std::move(t));
    }

    void held_back(simulate::holdout const& h) {
        d_.add(heading{say("预测", "Foretold"), fmt::format("{} – {}", to_text(h.from), to_text_ending_day(h.to))});
        table t;
        t.columns = {{say("响应时间", "response times")},
                     {say("个", "n"), fit::number},
                     {say("实测均值 s", "mean seen, s"), fit::number},
                     {say("仿真均值 s", "simulated, s"), fit::number},
                     {say("得分 s", "score, s"), fit::number},
                     {say("噪声底 s", "noise floor, s"), fit::number},
                     {say("漂移 s", "drift, s"), fit::number},
                     {say("空模型 s", "null model, s"), fit::number}};
        for (fidelity const& f : h.classes) t.rows.push_back(row(f));
        if (h.classes.size() > 1) t.rows.push_back(row(h.all));
        d_.add(std::move(t));
        d_.add(
            paragraph{say("得分:仿真与留出日实测的 Wasserstein "
                          "距离,越小越好。噪声底:实测重抽样之间的距离,任何预测都难以更小。漂移:"
                          "拟合日与留出日之间的距离。空模型:同均值的指数分布。",
                          "Score: Wasserstein's distance between simulation and the days held back, less is better. "
                          "Noise floor: of those days against themselves drawn anew; no forecast can be expected "
                          "below it. Drift: of the days fitted on. Null model: of an exponential law with their mean."),
                      tone::quiet});
    }

private:
    [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const {
        return std::string{d_.lang == language::zh ? zh : en};
    }
    [[nodiscard]] std::string named(std::string const& what) const {
        if (d_.lang == language::en) return what;
        return what == "intake" ? "受理" : what == "travel" ? "路途" : what == "service" ? "作业" : what;
    }
    [[nodiscard]] std::vector<cell> row(fidelity const& f) const {
        auto const whole = [](double v) { return fmt::format("{:.1f}", v); };
        tone const look = f.score <= f.floor_high ? tone::good : f.score < f.null_model ? tone::plain : tone::bad;
        return {{f.name == "all" ? say("合计", "all") : f.name},
                {std::to_string(f.seen)},
                {whole(f.seen_mean)},
                {whole(f.simulated_mean)},
                {whole(f.score), look},
                {whole(f.floor)},
                {whole(f.drift)},
                {whole(f.null_model)}};
    }

    document& d_;
};

}  // namespace fit_page_detail

GONGDAN_INLINE void add_fit(document& d, simulate::fit_note const& n, simulate::time_unit unit) {
    fit_page_detail::composer c(d);
    c.span(n);
    c.arrivals(n);
    c.spans(n, unit);
    c.not_told(n);
}

GONGDAN_INLINE document page_of(simulate::fitted_log const& f, simulate::holdout const* held_back, language lang) {
    document d;
    d.lang = lang;
    d.title = lang == language::zh ? "从记录拟合场景" : "A scenario fitted to a log";
    d.subtitle = f.mapped_by;
    add_fit(d, note_of(f), f.unit);
    fit_page_detail::composer c(d);
    if (held_back != nullptr) c.held_back(*held_back);
    c.crews(f.crews);
    c.tried(f);
    return d;
}

}}}  // namespace gongdan::report
