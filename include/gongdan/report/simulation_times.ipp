#pragma once

#include <gongdan/report/simulation_words.ipp>

#include <algorithm>
#include <cmath>
#include <map>
#include <string>
#include <utility>
#include <vector>

// How long it takes, when the queue stands, and what crews do.

namespace gongdan { inline namespace GONGDAN_MODE { namespace report { namespace simulation_detail {

inline constexpr std::size_t most_crews_drawn = 60;

/// Time: of tickets, of the week, of crews, of the worst day.
class time_chapter : words {
public:
    using words::words;

    void responses() {
        d_.add(heading{say("响应时间", "Response times"), say("到某时刻为止的工单比例", "share of tickets by then")});
        gallery g;
        for (auto const& c : sum_.classes)
            if (c.begun.size() != 0) g.all.push_back(response(c));
        if (!g.all.empty()) d_.add(std::move(g));
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

    void worst_day() {
        if (!sum_.worst) return;
        auto const& w = *sum_.worst;
        day const date = day_of(what_.start) + static_cast<std::int32_t>(w.day);
        auto const from = (start_of(date) - what_.start).count() * what_.per_second;
        auto const length = seconds_per_day * what_.per_second;
        day_diary diary(from, from + length);
        static_cast<void>(sim_.run(sum_.batches != 0 ? 0 : w.replication, &diary));  // batches are one run
        d_.add(heading{say("最差的一天", "The worst day"),
                       fmt::format("{} · {} {} · {} {} / {}", to_text(date), say("第", "run"), w.replication + 1,
                                   say("次,超时", "late"), w.sum.late, w.sum.tickets)});
        d_.add(gallery{{timeline(diary, from, length)}});
    }

private:
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
};

}}}}  // namespace gongdan::report::simulation_detail
