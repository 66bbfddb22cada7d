#pragma once

#include <gongdan/report/fit_page.hpp>
#include <gongdan/report/simulation_words.ipp>
#include <gongdan/simulate/random.hpp>

#include <string>
#include <utility>

// What was assumed, and where it comes from.

namespace gongdan { inline namespace GONGDAN_MODE { namespace report { namespace simulation_detail {

/// The scenario in words.
class assumption_chapter : words {
public:
    using words::words;

    void assumptions() {
        d_.add(heading{say("前提", "Assumptions")});
        pairs p;
        auto const unit = say(label(what_.unit));
        auto const add = [&](std::string n, std::string v) { p.all.emplace_back(std::move(n), cell{std::move(v)}); };
        add(say("计入时段", "counted"), fmt::format("{:g} – {:g} {}", what_.warm_up, what_.horizon, unit));
        add(sum_.batches != 0 ? say("段与种子", "batches, seed") : say("重复与种子", "replications, seed"),
            fmt::format("{}, {}", sum_.replications, sum_.seed));
        if (sum_.batches != 0)
            add(say("各段均值的一阶自相关", "lag-1 autocorrelation of the batches"), fmt::format("{:.2f}", sum_.lag_1));
        add(say("派单", "dispatch"),
            say(label(what_.order)) +
                (what_.pre_emptive ? say(";急件可抽调班组", "; urgent tickets call crews away") : ""));
        add(say("交班", "at shift end"), say(label(what_.shift_end)));
        add(say("政策", "policy"), what_.rules.name + " " + what_.rules.version);
        add(say("日历", "calendar"), sim_.days().name() + " " + sim_.days().version());
        add(say("事件与记录", "events, entries"), fmt::format("{}, {}", sum_.events, sum_.entries));
        add("gongdan", fmt::format("{}.{}.{}", GONGDAN_VERSION_MAJOR, GONGDAN_VERSION_MINOR, GONGDAN_VERSION_PATCH));
        d_.add(std::move(p));
        crew_table();
        class_table();
        if (what_.fitted) {
            d_.add(heading{say("拟合", "Fit"), say("场景拟合自记录,各部分与记录的距离如下",
                                                   "the scenario was fitted to a log; how near it comes to it")});
            add_fit(d_, *what_.fitted, what_.unit);
        }
        paragraph_of(
            say("区间为学生 t 分布,由各次重复之间的差异得出,不由单张工单得出。期末未结工单按其到期时间计入,不剔除。"
                "同一种子、同一程序得到同样的结果。引擎以已知精确解的排队模型校验。",
                "Intervals are Student's, from how the replications differ, never from single tickets. What is open at "
                "the end is counted by its due time, not dropped. The same seed and program give the same result. The "
                "engine is checked against queues whose exact answers are known."));
    }

private:
    void crew_table() {
        table t;
        t.columns = {{say("班组", "crews")},
                     {say("数量", "count"), fit::number},
                     {say("技能", "skills")},
                     {say("班次", "shifts")},
                     {say("缺勤", "absence"), fit::number}};
        for (auto const& g : what_.crews) {
            std::string skills;
            for (auto const& s : g.skills) skills += (skills.empty() ? "" : ", ") + s;
            std::string shifts;
            for (auto const& s : g.shifts)
                shifts += fmt::format("{}{}–{} {}", shifts.empty() ? "" : "; ", time_of_day_text(s.from),
                                      time_of_day_text(s.to > hours{24} ? s.to - hours{24} : s.to), say(label(s.on)));
            t.rows.push_back({{g.name},
                              {std::to_string(g.count)},
                              {skills},
                              {shifts.empty() ? say("全天", "always") : shifts},
                              {share_text(g.absence)}});
        }
        d_.add(std::move(t));
    }

    void class_table() {
        table t;
        t.columns = {{say("工单", "tickets")}, {say("类型", "type")},
                     {say("级别", "level")},   {say("每次", "a run"), fit::number},
                     {say("作业", "service")}, {say("路途", "travel")}};
        for (std::size_t k = 0; k < what_.classes.size(); ++k) {
            auto const& c = what_.classes[k];
            auto const each = static_cast<double>(sum_.classes[k].tickets) / static_cast<double>(sum_.replications);
            t.rows.push_back({{c.name},
                              {c.type},
                              {say(label(c.urgency))},
                              {fmt::format("{:.0f}", each)},
                              {work_text(c)},
                              {c.travel ? law_text(*c.travel) : std::string{}}});
        }
        d_.add(std::move(t));
    }

    [[nodiscard]] std::string work_text(simulate::ticket_class const& c) const {
        if (c.steps.empty()) return law_text(c.service);
        std::string text;
        for (auto const& s : c.steps) {
            text += (text.empty() ? "" : "; ") + s.step + ": " + law_text(s.takes);
            if (s.fails > 0) text += fmt::format(say(" ({} 返工)", " ({} done again)"), share_text(s.fails));
        }
        return text;
    }

    [[nodiscard]] std::string law_text(simulate::distribution const& d) const {
        using simulate::law;
        auto const unit = say(label(what_.unit));
        auto const named = say(label(d.is));
        if (d.is == law::uniform || d.is == law::triangular)
            return fmt::format("{} {:.3g}–{:.3g} {}", named, d.from, d.to, unit);
        if (d.is == law::empirical)
            return fmt::format("{} {:.3g}–{:.3g} {}", named, d.values.front(), d.values.back(), unit);
        return fmt::format("{} {:.3g} {}", named, simulate::expected_of(d), unit);
    }
};

}}}}  // namespace gongdan::report::simulation_detail
