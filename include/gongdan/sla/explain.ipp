#pragma once

#include <gongdan/sla/decide.ipp>
#include <gongdan/sla/explain.hpp>
#include <gongdan/sla/explain_words.ipp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace explain_detail {

using due_detail::clock_of_days;
using due_detail::counted_holds;
using due_detail::day_ending_at;
using due_detail::start_of_clock;
using due_detail::with_clock;

/// What a day is, and by which notice.
inline sentence day_name(calendar const& days, day d) {
    auto const* special = days.special(d);
    bool const works = days.works(d);
    if (special == nullptr) return works ? sentence{"工作日", "working day"} : sentence{"周末", "weekend"};
    auto const source = special->source.empty() ? std::string{} : "(" + special->source + ")";
    return works ? sentence{special->name.zh + "调休上班" + source, special->name.en + " make-up working day " + source}
                 : sentence{special->name.zh + "放假" + source, special->name.en + " holiday " + source};
}

inline sentence held(std::vector<explained_hold> const& holds, interval part) {
    for (explained_hold const& h : holds)
        if (h.when.from < part.to && part.from < h.when.to) return {"暂停:" + h.reason.zh, "held: " + h.reason.en};
    return {"暂停", "held"};
}

/// Where a stretch may change its nature: at midnight for clocks that look at days, and where holds begin and end.
inline std::vector<instant> breaks(interval whole, bool by_day, counted_holds const& holds) {
    std::vector<instant> at{whole.from, whole.to};
    for (interval const h : holds)
        for (instant const t : {h.from, h.to})
            if (whole.from < t && t < whole.to) at.push_back(t);
    if (by_day)
        for (day d = day_of(whole.from) + 1; start_of(d) < whole.to; d = d + 1) at.push_back(start_of(d));
    std::sort(at.begin(), at.end());
    at.erase(std::unique(at.begin(), at.end()), at.end());
    return at;
}

inline bool inside(counted_holds const& holds, interval part) {
    for (interval const h : holds)
        if (h.from <= part.from && part.to <= h.to) return true;
    return false;
}

/// Stretches that count nothing for the same reason read as one.
inline void append(std::vector<segment>& all, segment next) {
    if (!all.empty()) {
        segment& last = all.back();
        if (last.counted == 0 && next.counted == 0 && last.why.zh == next.why.zh && last.to == next.from) {
            last.to = next.to;
            return;
        }
    }
    all.push_back(std::move(next));
}

template <class Clock>
void fill(explanation& x,
          Clock const& clock,
          calendar const& days,
          interval whole,
          counted_holds const& holds,
          std::vector<explained_hold> const& reasons) {
    bool const by_day = x.unit != expression::form::elapsed;
    auto const at = breaks(whole, by_day, holds);
    for (std::size_t i = 0; i + 1 < at.size(); ++i) {
        interval const part{at[i], at[i + 1]};
        segment s{part.from, part.to, 0, {}};
        if (inside(holds, part)) {
            s.why = held(reasons, part);
            s.held = true;
        } else {
            s.counted = clock.count(part.to) - clock.count(part.from);
            s.why = by_day ? day_name(days, day_of(part.from)) : sentence{"全天计时", "round the clock"};
        }
        append(x.segments, std::move(s));
    }
}

inline void note_start(explanation& x, expression const& e, instant accepted, instant start) {
    if (accepted != start && e.from_opening)
        x.notes.push_back({fmt::format("非服务时间受理,视同 {} 受理", to_text(start)),
                           fmt::format("accepted outside the windows: counts as accepted at {}", to_text(start))});
    if (e.kind != expression::form::elapsed && e.kind != expression::form::service)
        x.notes.push_back({fmt::format("{} 受理当日不计,自次日起算", to_text(day_of(start))),
                           fmt::format("{} is day 0: counting starts the next day", to_text(day_of(start)))});
}

/// A hold that did not stop this clock, and why not.
inline void note_idle_holds(explanation& x, clock_facts const& f, std::vector<explained_hold> const& holds) {
    for (explained_hold const& h : holds) {
        if (h.when.empty() || h.when.to <= f.start) continue;
        auto const text =
            h.when.open() ? to_text(h.when.from) + " –" : to_text(h.when.from) + " – " + to_text(h.when.to);
        bool const after = x.result.known() && x.result.when <= h.when.from;
        bool const stops = std::any_of(f.holds, f.holds + f.hold_count,
                                       [&](interval const& s) { return s.from <= h.when.from && h.when.to <= s.to; });
        if (stops && !after) continue;
        x.notes.push_back({fmt::format("{} 暂停({})不停表{}", text, h.reason.zh, after ? ":在届满之后" : ""),
                           fmt::format("the hold {} ({}) does not stop this clock{}", text, h.reason.en,
                                       after ? ": it came after the deadline" : "")});
    }
}

inline void note_moved_on(explanation& x, day last) {
    x.notes.push_back(
        {fmt::format("期间最后一日 {} 的截止顺延至 {}(民法典第203条)", to_text(last), to_text(x.result)),
         fmt::format("the last day, {}, ends at {} (Civil Code art. 203)", to_text(last), to_text(x.result))});
}

inline void explain_clock(explanation& x,
                          expression const& e,
                          calendar const& days,
                          clock_facts const& f,
                          std::vector<explained_hold> const& reasons) {
    auto const start = start_of_clock(e, days, f.start);
    if (!start) return;
    note_start(x, e, f.start, *start);
    x.budget = e.amount;
    counted_holds const holds{e, days, *start, f};
    with_clock(e, days, *start, [&](auto const& clock, instant from) {
        // Up to where the budget ran out, or where the clock stands still, or where knowledge ends.
        run_out const r = deadline(clock, from, e.amount, holds.begin(), holds.end());
        if (clock.known(from) && from < r.when) fill(x, clock, days, {from, r.when}, holds, reasons);
        if (e.kind == expression::form::natural_days && r.state == run_out::how::at && x.result.known() &&
            x.result.when != r.when)
            note_moved_on(x, day_ending_at(clock_of_days(e, days, *start), r.when));
        return 0;
    });
}

/// A notice: from its last moment (for whole days, from the begin of the last day counted) to the appointment.
inline void explain_notice(explanation& x, expression const& e, calendar const& days, clock_facts const& f) {
    if (!f.agreed) return;
    due_detail::event_ahead const event{f.agreed->from};
    x.budget = e.amount;
    bool const whole_days = e.kind == expression::form::working_days;
    x.notes.push_back(whole_days ? sentence{fmt::format("{} 为约定之日,不计,往前数", to_text(event.date())),
                                            fmt::format("{} is the agreed day, day 0: counted back from there",
                                                        to_text(event.date()))}
                                 : sentence{fmt::format("自约定时间 {} 往前数", to_text(event.when)),
                                            fmt::format("counted back from the agreed {}", to_text(event.when))});
    if (!x.result.known()) return;
    if (x.result.when < f.start)
        x.notes.push_back({fmt::format("受理时({})已过通知的最后时刻", to_text(f.start)),
                           fmt::format("it had passed when the ticket was accepted ({})", to_text(f.start))});
    due_detail::with_clock_back(e, days, event, [&](auto const& clock, instant end) {
        run_out const r = ahead(clock, end, e.amount, nullptr, nullptr);
        instant const from = whole_days ? due_detail::floor_day(r.when - seconds{1}) : r.when;
        fill(x, clock, days, {from, end}, counted_holds{e, days, f.start, clock_facts{f.start}}, {});
    });
}

}  // namespace explain_detail

GONGDAN_INLINE explanation explain(expression const& e,
                                   calendar const& days,
                                   clock_facts const& facts,
                                   std::vector<explained_hold> const& holds) {
    using namespace due_detail;
    auto const d = decide(e, days, facts);
    explanation x;
    x.result = d.result;
    x.target = to_text(*d.by);
    x.unit = d.by->kind;
    if (d.by != &e)
        x.notes.push_back({fmt::format("“{}”中由“{}”决定", to_text(e), x.target),
                           fmt::format("of '{}', '{}' decides", to_text(e), x.target)});
    switch (d.by->kind) {
    case expression::form::as_agreed:
        if (facts.agreed)
            x.notes.push_back(
                {fmt::format("按约定时间 {} 至 {}", to_text(facts.agreed->from), to_text(facts.agreed->to)),
                 fmt::format("as agreed: {} to {}", to_text(facts.agreed->from), to_text(facts.agreed->to))});
        if (facts.agreed && x.result.known() && x.result.when != facts.agreed->to)
            x.notes.push_back({"约定之后曾暂停,顺延至 " + to_text(x.result),
                               "held after it was agreed: moved on to " + to_text(x.result)});
        break;
    case expression::form::next_working_day: {
        explain_detail::explain_clock(x, one_day(*d.by), days, facts, holds);
        x.unit = expression::form::working_days;
        break;
    }
    default:
        if (d.by->counts == expression::direction::onward) explain_detail::explain_clock(x, *d.by, days, facts, holds);
        else explain_detail::explain_notice(x, *d.by, days, facts);
    }
    explain_detail::note_idle_holds(x, facts, holds);
    return x;
}

GONGDAN_INLINE std::string to_text(explanation const& x, calendar const& days, language l) {
    using namespace explain_detail;
    std::string s = notes_text(x, l);
    std::int64_t sum = 0;
    for (segment const& part : x.segments) {
        sum += part.counted;
        s += fmt::format("  {:<16}  {:<16}  {:>10}  {:>10}  {}\n", to_text(part.from), to_text_ending_day(part.to),
                         amount(part.counted, x.unit, l), amount(sum, x.unit, l), part.why.in(l));
    }
    return s + end_text(x, days, l);
}

}}  // namespace gongdan
