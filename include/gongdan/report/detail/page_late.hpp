#pragma once

#include <gongdan/report/detail/page_words.hpp>

#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report { namespace page_detail {

/// What is late, and why: the clock as it ran, and where the time went.
class late_words : public words {
public:
    using words::words;

    void list(std::vector<late_row> const& rows, std::vector<block>& into) const {
        for (std::size_t i = 0; i < rows.size() && i < o_.most_rows; ++i) into.push_back({late_details(rows[i])});
        if (rows.size() > o_.most_rows) into.push_back({unlisted(rows.size() - o_.most_rows)});
    }

private:
    [[nodiscard]] std::string amount(std::int64_t n, expression::form unit) const {
        if (n == 0) return "–";
        bool const days = unit == expression::form::working_days || unit == expression::form::natural_days;
        return days ? fmt::format("{} {}", n, say("天", n == 1 ? "day" : "days")) : span_text(seconds{n});
    }

    [[nodiscard]] table segments(explanation const& x) const {
        table t{{{say("从", "from"), fit::tight},
                 {say("至", "to"), fit::tight},
                 {say("计入", "counted"), fit::number},
                 {say("累计", "sum"), fit::number},
                 {say("说明", "why")}}};
        t.none = say("时限由约定时间决定", "the agreed time decides");
        std::int64_t sum = 0;
        for (segment const& s : x.segments) {
            sum += s.counted;
            auto const end = end_text(s.to);
            t.rows.push_back({{brief(s.from, now_)},
                              {end},
                              {amount(s.counted, x.unit), s.counted == 0 ? tone::quiet : tone::plain},
                              {amount(sum, x.unit)},
                              {say(s.why)}});
        }
        return t;
    }

    [[nodiscard]] std::string end_text(instant t) const {
        due end{due::how::at, t};
        end.ends_day = time_of_day(t) == seconds{0};
        return brief(end, now_);
    }

    [[nodiscard]] strip clock_strip(late_row const& r, explanation const& clock) const {
        strip s;
        auto const length = [](instant from, instant to) { return static_cast<double>((to - from).count()); };
        for (segment const& x : clock.segments)
            s.parts.push_back({length(x.from, x.to), x.counted == 0 ? tone::quiet : tone::plain,
                               brief(x.from, now_) + "–" + end_text(x.to) + " " + say(x.why)});
        auto const until = r.stands == verdict::late ? r.target.met_at : now_;
        s.parts.push_back({length(r.target.deadline.when, until), tone::bad, say("超时 ", "late ") + span(r.over)});
        return s;
    }

    [[nodiscard]] table stays(lateness const& why) const {
        table t{{{say("所处状态", "state")},
                 {say("从", "from"), fit::tight},
                 {say("至", "to"), fit::tight},
                 {say("停留", "stayed"), fit::number}}};
        for (auto const& x : why.stays)
            t.rows.push_back({{say(x.state)}, {brief(x.from, now_)}, {brief(x.to, now_)}, {span(x.to - x.from)}});
        return t;
    }

    [[nodiscard]] details late_details(late_row const& r) const {
        seen_ticket const& t = r.ticket;
        auto const why = why_late(r, now_);
        bool const done = r.stands == verdict::late;
        auto const name = say(sentence{r.target.what->zh, r.target.what->en});
        details x;
        x.number = t.number();
        auto const place = place_cell(t);
        x.summary = {name + say(done ? " 晚 " : " 已超 ", done ? " late by " : " over by ") + span(r.over),
                     done ? tone::warn : tone::bad,
                     say(label(t.facts().urgency)) + " · " + say(t.type()) + " · " + say(t.state()) +
                         (place.text.empty() ? "" : " · " + place.text)};
        facts(x, r, why);
        x.inside.push_back({heading{say("计时经过", "The clock"), why.clock.target}});
        for (sentence const& n : why.clock.notes) x.inside.push_back({paragraph{say(n), tone::quiet}});
        x.inside.push_back({clock_strip(r, why.clock)});
        x.inside.push_back({segments(why.clock)});
        x.inside.push_back({heading{say("时间用在哪里", "Where the time went")}});
        x.inside.push_back({stays(why)});
        return x;
    }

    void facts(details& x, late_row const& r, lateness const& why) const {
        pairs p;
        auto const& rule = r.target.what->rule;
        p.all.push_back(
            {say("截止", "deadline"),
             {brief(r.target.deadline, now_), tone::plain, rule.empty() ? "" : say("依据 ", "rule ") + rule}});
        if (r.stands == verdict::late) p.all.push_back({say("完成", "done"), {brief(r.target.met_at, now_)}});
        if (why.last)
            p.all.push_back({say("最后一步", "last step"),
                             {event_name(r.ticket.life(), why.last->event, o_.lang), tone::plain,
                              person(*why.last, o_.lang) + " · " + brief(why.last->occurred_at, now_)}});
        if (!why.next_step.zh.empty()) p.all.push_back({say("下一步", "next step"), {say(why.next_step)}});
        if (!r.ticket.facts().crew.empty()) p.all.push_back({say("班组", "crew"), {r.ticket.facts().crew}});
        x.inside.push_back({std::move(p)});
    }
};

}}}}  // namespace gongdan::report::page_detail
