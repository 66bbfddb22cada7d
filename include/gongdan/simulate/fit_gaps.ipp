#pragma once

// What a log does not tell, in words.

#include <gongdan/simulate/fit.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace fit_detail {

inline void note_work(std::vector<sentence>& all, observed_log const& log, fitted_log const& f) {
    bool begins = false;
    for (class_fit const& c : f.classes) begins = begins || !c.responses.empty();
    if (!begins)
        all.push_back({"记录不含开始作业的时刻:作业时间取从受理到办结的全部时间,其中含等待",
                       "the log does not say when work begins: the whole time from coming in to the end counts as "
                       "service, with all the waiting in it"});
    else if (!log.tells_visits)
        all.push_back({"映射没有 [visit]:路途与派单不分,从受理到开始作业作为一段计入派单前的时间",
                       "the mapping has no [visit]: travel is not told from what comes before, and all until work "
                       "begins counts as intake"});
}

inline void note_crews(std::vector<sentence>& all, observed_log const& log) {
    if (log.names_crews) {
        if (log.names_skills)
            all.push_back({"当日未出动的班组看不到;某类工单首到班组九成五以上同一技能时,即以之为所需技能",
                           "a crew that nobody called all day is not seen; a class asks for a skill where at least 95 "
                           "% of the crews that came first had it"});
        else
            all.push_back({"班组视为相同(不分技能);当日未出动的班组看不到",
                           "crews are taken as alike, without skills; a crew that nobody called all day is not seen"});
        return;
    }
    all.push_back({"记录不含班组:取同时作业最多数的两倍,仿真中几乎无需等候;等班组的时间含在各段历时里",
                   "the log names no crews: twice as many are taken as were ever busy at once, so that hardly anybody "
                   "waits; what waiting there was lies in the spans"});
}

inline void note_arrivals(std::vector<sentence>& all, fitted_log const& f, fit_options const& o) {
    if (f.to - f.from < hours{24 * 28})
        all.push_back({"记录不足四周:不分星期几", "the log spans less than four weeks: weekdays are not told apart"});
    if (f.to - f.from < hours{24 * 365})
        all.push_back(
            {"记录不足一年:不分季节(by_month)", "the log spans less than a year: no season is fitted (by_month)"});
    else if (f.to - f.from < hours{24 * 730})
        all.push_back({"记录不足两年:分月系数(by_month)只由一年得出,季节与一次性的起落分不开",
                       "the log spans less than two years: factors by month come from one year, in which a season is "
                       "not told from what happened once"});
    if (o.days == nullptr)
        all.push_back({"未给日历:不分工作日与节假日", "no calendar was given: holidays are not told apart"});
    for (class_fit const& c : f.classes) {
        if (!c.comes.scales.empty()) {
            unevenness const& h = c.comes.scales.front();
            unevenness const& d = c.comes.scales.back();
            all.push_back(
                {fmt::format("“{}”来得成阵:以每 {:g} 小时一个的速率系数(变异 {:.2f})仿真;离散指数每小时 {:.2f},仿真 "
                             "{:.2f};每 {:g} 小时 {:.2f},仿真 {:.2f}",
                             c.name, c.comes.comes.uneven.lasts, c.comes.comes.uneven.variation, h.seen, h.with_bursts,
                             d.hours, d.seen, d.with_bursts),
                 fmt::format("'{}' comes in bursts: simulated with a factor of the rate for every {:g} hours, of "
                             "variation {:.2f}; index of dispersion by the hour {:.2f}, simulated {:.2f}; by {:g} "
                             "hours {:.2f}, simulated {:.2f}",
                             c.name, c.comes.comes.uneven.lasts, c.comes.comes.uneven.variation, h.seen, h.with_bursts,
                             d.hours, d.seen, d.with_bursts)});
            continue;
        }
        if (!(c.comes.dispersion > 1.5)) continue;
        all.push_back(
            {fmt::format("“{}”来得成阵:各小时的差异是独立到达的 {:.1f} 倍,仿真的忙时偏少", c.name, c.comes.dispersion),
             fmt::format("'{}' comes in bursts: hours differ {:.1f} times as much as independent arrivals "
                         "would, and the simulation has fewer busy hours",
                         c.name, c.comes.dispersion)});
    }
}

/// What does not stand in the scenario as it stood in the log.
struct set_aside {
    std::size_t merged = 0;  ///< kinds that became one with others
    std::size_t nobody_sent = 0;
};

inline std::vector<sentence> gaps_of(observed_log const& log,
                                     fitted_log const& f,
                                     fit_options const& o,
                                     set_aside const& aside) {
    std::vector<sentence> all;
    note_work(all, log, f);
    note_crews(all, log);
    note_arrivals(all, f, o);
    if (aside.merged != 0)
        all.push_back({fmt::format("最少见的 {} 类合并为 other types", aside.merged),
                       fmt::format("the {} rarest kinds became one, 'other types'", aside.merged)});
    if (aside.nobody_sent != 0)
        all.push_back({fmt::format("{} 张工单没有派出班组,或其出动记录不可用:不仿真", aside.nobody_sent),
                       fmt::format("{} tickets to which nobody was sent, or whose visits could not be used, are not "
                                   "simulated",
                                   aside.nobody_sent)});
    bool const further = std::any_of(f.classes.begin(), f.classes.end(), [](class_fit const& c) { return c.further; });
    if (f.orders && further)
        all.push_back(
            {"同一工单的其他班组作为单独的工单仿真,也按时限考核",
             "crews beside the first are simulated as tickets of their own, which are held to promises, too"});
    all.push_back({"记录不含:家中无人、缺件、返工、用户改约与放弃",
                   "the log does not tell of nobody being home, missing parts, rework, other times agreed, giving up"});
    return all;
}

}}}}  // namespace gongdan::simulate::fit_detail
