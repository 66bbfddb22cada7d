#pragma once

#include <gongdan/sla/decide.ipp>
#include <gongdan/sla/explain.hpp>
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

inline std::string amount(std::int64_t n, expression::form unit, language l) {
    if (n == 0) return "-";
    bool const days = unit == expression::form::working_days || unit == expression::form::natural_days;
    if (!days) return span_text(seconds{n});
    return l == language::zh ? fmt::format("{} 天", n) : fmt::format("{} d", n);
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
        break;
    case expression::form::next_working_day: {
        explain_detail::explain_clock(x, one_day(*d.by), days, facts, holds);
        x.unit = expression::form::working_days;
        break;
    }
    default: explain_detail::explain_clock(x, *d.by, days, facts, holds);
    }
    return x;
}

GONGDAN_INLINE std::string to_text(explanation const& x, calendar const& days, language l) {
    std::string s;
    std::int64_t sum = 0;
    for (sentence const& n : x.notes) s += "  " + n.in(l) + "\n";
    for (segment const& part : x.segments) {
        sum += part.counted;
        s += fmt::format("  {:<16}  {:<16}  {:>10}  {:>10}  {}\n", to_text(part.from), to_text_ending_day(part.to),
                         explain_detail::amount(part.counted, x.unit, l), explain_detail::amount(sum, x.unit, l),
                         part.why.in(l));
    }
    auto const end = x.result.known() ? to_text(x.result) : why_not(x.result, days).in(l);
    bool const zh = l == language::zh;
    s += fmt::format("  {} {}{}\n", zh ? "截止" : "due", end,
                     x.result.provisional ? (zh ? "(暂定,尚无放假通知)" : " (provisional: no notice yet)") : "");
    return s;
}

}}  // namespace gongdan
