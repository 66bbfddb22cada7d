#pragma once

#include <gongdan/report/fit_page.hpp>
#include <gongdan/report/simulation.hpp>
#include <gongdan/report/simulation_charts.ipp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace simulation_detail {

inline constexpr double lines[] = {0.95, 0.97, 0.99};
inline constexpr std::size_t most_crews_drawn = 60;

/// Words what a study found.
class composer {
public:
    composer(simulate::simulation const& s, simulate::study const& found, simulation_options const& o)
        : sim_(s), what_(s.what()), found_(found), sum_(found.base), o_(o) {}

    document page() {
        d_.lang = o_.lang;
        d_.title = what_.name.empty() ? say("仿真报告", "Simulation") : what_.name;
        d_.subtitle = fmt::format("{} {} · {} {} · {} {} · 95 %", sum_.replications, say("次重复", "replications"),
                                  say("种子", "seed"), sum_.seed, say("自", "from"), to_text(what_.start));
        key_figures();
        promises();
        staffing();
        compared();
        responses();
        week();
        crews();
        sensitivities();
        causes();
        worst_day();
        assumptions();
        return std::move(d_);
    }

private:
    [[nodiscard]] std::string say(std::string_view zh, std::string_view en) const {
        return std::string{o_.lang == language::zh ? zh : en};
    }
    [[nodiscard]] std::string say(term const& t) const { return std::string{t.in(o_.lang)}; }
    [[nodiscard]] std::string name(simulate::target_summary const& t) const { return say(t.zh, t.en); }
    [[nodiscard]] std::string name(simulate::class_summary const& c, simulate::target_summary const& t) const {
        return c.name + " · " + name(t);
    }
    [[nodiscard]] tone judged(estimate const& e) const {
        if (std::isnan(e.mean)) return tone::quiet;
        return low_of(e) >= o_.goal ? tone::good : high_of(e) < o_.goal ? tone::bad : tone::warn;
    }
    template <class Do>
    void each_target(Do what) const {
        for (std::size_t k = 0; k < sum_.classes.size(); ++k)
            for (std::size_t t = 0; t < sum_.classes[k].targets.size(); ++t) what(k, t);
    }
    [[nodiscard]] simulate::target_summary const& target(std::size_t k, std::size_t t) const {
        return sum_.classes[k].targets[t];
    }
    void paragraph_of(std::string text) { d_.add(paragraph{std::move(text), tone::quiet}); }

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

    void promises() {
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

    // How many crews are enough.

    void staffing() {
        if (!found_.varied || found_.points.empty()) return;
        d_.add(heading{say("人手曲线", "Staffing curve"), found_.varied->text()});
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
    [[nodiscard]] plot curve(std::size_t k, std::size_t t) const {
        plot p;
        p.title = name(sum_.classes[k], target(k, t));
        p.x_name = found_.varied->text();
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
        d_.add(std::move(rows));
        paragraph_of(say("两个方案面对同样的用户、同样的工作量,逐次配对比较。",
                         "Both meet the same customers with the same work; runs are compared in pairs."));
    }
    [[nodiscard]] static std::string points(estimate const& e) {
        if (std::isnan(e.mean)) return "–";
        auto const text = fmt::format("{:+.2f}", 100 * e.mean);
        return std::isnan(e.half_width) ? text : text + fmt::format(" ± {:.2f}", 100 * e.half_width);
    }
    [[nodiscard]] static tone changed(estimate const& e) {
        return low_of(e) > 0 ? tone::good : high_of(e) < 0 ? tone::bad : tone::quiet;
    }

    // How long it takes.

    void responses() {
        d_.add(heading{say("响应时间", "Response times"), say("到某时刻为止的工单比例", "share of tickets by then")});
        gallery g;
        for (auto const& c : sum_.classes)
            if (c.begun.size() != 0) g.all.push_back(response(c));
        if (!g.all.empty()) d_.add(std::move(g));
    }
    [[nodiscard]] plot response(simulate::class_summary const& c) const {
        auto const per_unit = static_cast<double>(what_.per_unit());
        double end = static_cast<double>(c.begun.quantile(0.95));
        for (auto const& t : c.targets)
            if (t.within) end = std::max(end, *t.within * per_unit * 1.2);
        end = std::max(end, 1.0);
        auto const unit = unit_for(end, what_);
        plot p;
        p.title = c.name;
        p.x_name = say(unit.zh, unit.en);
        p.x = round_ticks(0, end / unit.ticks, 5);
        p.y = share_ticks(0);
        p.curves = {distribution_of(say("开始作业", "work begun"), c.begun, p.x.back().at, unit),
                    distribution_of(say("办结", "closed"), c.closed, p.x.back().at, unit)};
        for (auto const& t : c.targets)
            if (t.within) p.marks.push_back({*t.within * per_unit / unit.ticks, name(t), true});
        return p;
    }
    [[nodiscard]] static plot::curve distribution_of(std::string title,
                                                     simulate::histogram const& h,
                                                     double end,
                                                     span_unit const& unit) {
        constexpr int steps = 80;
        plot::curve c;
        c.name = std::move(title);
        for (int i = 0; i <= steps; ++i) {
            double const x = end * i / steps;
            double const y = h.share_up_to(static_cast<tick>(x * unit.ticks));
            c.points.push_back({x, y, y, y});
        }
        return c;
    }

    void week() {
        plot p;
        p.title = say("一周各小时", "By hour of the week");
        plot::curve waiting{say("排队工单", "tickets waiting"), {}};
        plot::curve busy{say("忙碌班组", "crews busy"), {}};
        plot::curve duty{say("当班班组", "crews on duty"), {}};
        double most = 1;
        for (std::size_t h = 0; h < sum_.hours.size(); ++h) {
            auto const& x = sum_.hours[h];
            auto const at = static_cast<double>(h) + 0.5;
            waiting.points.push_back({at, x.waiting, x.waiting, x.waiting});
            busy.points.push_back({at, x.busy, x.busy, x.busy});
            duty.points.push_back({at, x.on_duty, x.on_duty, x.on_duty});
            most = std::fmax(most, std::fmax(x.waiting, std::fmax(x.busy, x.on_duty)));
        }
        for (std::size_t day = 0; day < 7; ++day) {
            auto const& t = label(static_cast<weekday>(day));
            p.x.push_back({static_cast<double>(day) * 24, o_.lang == language::zh
                                                              ? "周" + std::string{t.zh.substr(t.zh.size() - 3)}
                                                              : std::string{t.en.substr(0, 3)}});
        }
        p.x.push_back({168, ""});
        p.y = round_ticks(0, most, 4);
        p.curves = {duty, waiting, busy};
        d_.add(heading{say("排队与人手", "Queue and crews"), say("各小时平均", "mean of each hour")});
        d_.add(gallery{{std::move(p)}});
    }

    void crews() {
        auto const& c = sum_.crews;
        bars b;
        b.title = say("当班时间的去向", "Where duty time goes");
        double const parts[] = {c.work.mean, c.drive.mean, c.idle.mean};
        tone const looks[] = {tone::plain, tone::warn, tone::quiet};
        bars::row row{say("作业 / 路途 / 空闲", "work / travel / idle"),
                      share_text(parts[0]) + " / " + share_text(parts[1]) + " / " + share_text(parts[2])};
        double at = 0;
        for (std::size_t i = 0; i < 3; ++i) {
            if (std::isnan(parts[i])) continue;
            row.parts.push_back({at, at + parts[i], looks[i]});
            at += parts[i];
        }
        b.rows.push_back(std::move(row));
        b.rows.push_back({say("加班(占当班时间)", "overtime, of duty time"),
                          share_text(c.overtime),
                          {{0, std::isnan(c.overtime.mean) ? 0 : c.overtime.mean, tone::bad}}});
        b.x = {{0, "0"},
               {0.25, "25 %"},
               {0.5, "50 %"},
               {0.75, "75 %"},
               {std::max(1.0, at), at > 1 ? share_text(at) : "100 %"}};
        b.legend = {{say("作业", "work"), tone::plain},
                    {say("路途", "travel"), tone::warn},
                    {say("空闲", "idle"), tone::quiet},
                    {say("加班", "overtime"), tone::bad}};
        d_.add(heading{say("班组利用", "Crews' time")});
        d_.add(gallery{{std::move(b)}});
    }

    // What matters most.

    void sensitivities() {
        if (found_.sensitivities.empty()) return;
        d_.add(heading{say("敏感性", "Sensitivity"),
                       say("一项变化时按时率变多少(百分点)", "points gained or lost when one thing changes")});
        gallery g;
        for (std::size_t i = 0; i < found_.sensitivities.front().lower.size(); ++i)
            if (auto b = tornado(i); !b.rows.empty()) g.all.push_back(std::move(b));
        d_.add(std::move(g));
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
                            {fmt::format("{} {:g} / {:g}", x.what.text(), x.low, x.high),
                             fmt::format("{:+.2f} / {:+.2f}", 100 * low, 100 * high),
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
    [[nodiscard]] std::vector<std::size_t> causes_seen() const {
        std::vector<std::size_t> seen;
        for (std::size_t i = 0; i < simulate::breach_causes; ++i) {
            bool any = false;
            each_target([&](std::size_t k, std::size_t t) { any = any || target(k, t).causes[i] != 0; });
            if (any) seen.push_back(i);
        }
        return seen;
    }

    void worst_day() {
        if (!sum_.worst) return;
        auto const& w = *sum_.worst;
        day const date = day_of(what_.start) + static_cast<std::int32_t>(w.day);
        auto const from = (start_of(date) - what_.start).count() * what_.per_second;
        auto const length = seconds_per_day * what_.per_second;
        day_diary diary(from, from + length);
        static_cast<void>(sim_.run(w.replication, &diary));
        d_.add(heading{say("最差的一天", "The worst day"),
                       fmt::format("{} · {} {} · {} {} / {}", to_text(date), say("第", "run"), w.replication + 1,
                                   say("次,超时", "late"), w.sum.late, w.sum.tickets)});
        d_.add(gallery{{timeline(diary, from, length)}});
    }
    [[nodiscard]] bars timeline(day_diary const& diary, tick from, tick length) const {
        bars b;
        b.compact = true;
        b.title = say("各班组的一天", "The crews' day");
        auto const hour = static_cast<double>(length) / 24;
        for (int h = 0; h <= 24; h += 3) b.x.push_back({static_cast<double>(h), fmt::format("{}", h)});
        std::map<std::uint32_t, std::vector<bars::part>> by_crew;
        for (auto const& s : diary.all())
            by_crew[s.crew].push_back({static_cast<double>(s.from - from) / hour,
                                       static_cast<double>(s.to - from) / hour, s.driving ? tone::warn : tone::plain});
        auto const names = sim_.crew_names();
        for (auto& [crew, parts] : by_crew)
            if (b.rows.size() < most_crews_drawn) b.rows.push_back({names[crew], {}, std::move(parts)});
        b.legend = {{say("路途", "travel"), tone::warn}, {say("作业", "work"), tone::plain}};
        if (by_crew.size() > most_crews_drawn)
            b.title += fmt::format(say("(前 {} 组,共 {} 组)", " (first {} of {})"), most_crews_drawn, by_crew.size());
        return b;
    }

    // What was assumed.

    void assumptions() {
        d_.add(heading{say("前提", "Assumptions")});
        pairs p;
        auto const unit = say(label(what_.unit));
        auto const add = [&](std::string n, std::string v) { p.all.emplace_back(std::move(n), cell{std::move(v)}); };
        add(say("计入时段", "counted"), fmt::format("{:g} – {:g} {}", what_.warm_up, what_.horizon, unit));
        add(say("重复与种子", "replications, seed"), fmt::format("{}, {}", sum_.replications, sum_.seed));
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
                              {law_text(c.service)},
                              {c.travel ? law_text(*c.travel) : std::string{}}});
        }
        d_.add(std::move(t));
    }
    [[nodiscard]] std::string law_text(simulate::distribution const& d) const {
        using simulate::law;
        auto const unit = say(label(what_.unit));
        auto const named = say(label(d.is));
        if (d.is == law::uniform) return fmt::format("{} {:g}–{:g} {}", named, d.from, d.to, unit);
        if (d.is == law::empirical)
            return fmt::format("{} {:g}–{:g} {}", named, d.values.front(), d.values.back(), unit);
        return fmt::format("{} {:g} {}", named, d.mean, unit);
    }

    simulate::simulation const& sim_;
    simulate::scenario const& what_;
    simulate::study const& found_;
    simulate::summary const& sum_;
    simulation_options o_;
    document d_;
};

}  // namespace simulation_detail

GONGDAN_INLINE document page_of(simulate::simulation const& s,
                                simulate::study const& found,
                                simulation_options const& o) {
    return simulation_detail::composer(s, found, o).page();
}

}}}  // namespace gongdan::report
