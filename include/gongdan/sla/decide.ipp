#pragma once

// How a deadline is computed, shared by `evaluate` and `explain`: which part of an expression decides, which clock it
// runs on, from when, and over which holds.

#include <gongdan/calendar/clock.hpp>
#include <gongdan/sla/back.ipp>
#include <gongdan/sla/due.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace due_detail {

/// Whether a working day's window that runs past midnight is still open at `t` of the day after.
inline bool open_since_yesterday(calendar const& days, instant t) {
    day const d = day_of(t) - 1;
    if (!days.covers(d) || !days.works(d)) return false;
    auto const span = days.open_span(d);
    return span && t < start_of(d) + span->close;
}

/// The start, moved on to the next opening of a working day where it lies outside the windows of one.
/// Nothing where that lies beyond what is known.
inline std::optional<instant> from_opening(calendar const& days, instant t) {
    if (open_since_yesterday(days, t)) return t;
    day d = day_of(t);
    if (days.covers(d) && days.works(d)) {
        for (window const w : days.windows(d)) {
            if (time_of_day(t) < w.open) return start_of(d) + w.open;
            if (time_of_day(t) < w.close) return t;
        }
    }
    for (;;) {
        auto const next = days.add(d, 1);
        if (!next) return {};
        d = next->date;
        auto const span = days.open_span(d);
        if (span) return start_of(d) + span->open;
    }
}

/// The clock of an expression that counts days, started at `start`: it ticks where the expression lets a day end.
inline day_clock clock_of_days(expression const& e, calendar const& days, instant start) {
    day_clock clock{&days, e.kind == expression::form::natural_days};
    clock.at_close = e.end == expression::ending::close;
    if (e.end == expression::ending::same_time) clock.tick = time_of_day(start);
    if (e.kind == expression::form::next_working_day) clock.tick = e.by;
    return clock;
}

/// The day whose tick comes at `t`: at 00:00 the day that begins where days end then, else the one before.
inline day day_ending_at(day_clock const& clock, instant t) {
    return day_of(clock.tick == seconds{0} ? t : t - seconds{1});
}

inline instant floor_day(instant t) { return start_of(day_of(t)); }
inline instant ceil_day(instant t) { return t == floor_day(t) || t == distant_future ? t : end_of(day_of(t)); }

/// When the day ends that `t` lies in; where days end at 00:00, the next 00:00. Past what is known, 24:00.
inline instant end_of_day_of(day_clock const& clock, instant t) {
    auto const tick = clock.days->covers(day_of(t)) ? clock.tick_of(day_of(t)) : hours{24};
    return floor_day(t) + (tick == seconds{0} ? hours{24} : tick);
}

/// The hold as it counts: lengthened to the end of the day it last touches, or cut down to the ends of the days it
/// covers from 00:00 to their end. What comes after a day's end, where that is not 24:00, does not belong to it.
inline interval by_whole_days(interval hold, expression::holding choice, day_clock const& clock) {
    bool const any = choice == expression::holding::any_part;
    instant const from = any ? hold.from : ceil_day(hold.from);
    if (hold.open() || hold.to == floor_day(hold.to)) return {from, hold.to};
    instant const end = end_of_day_of(clock, hold.to);
    return {from, end <= hold.to ? hold.to : any ? end : floor_day(hold.to)};
}

/// The holds as this expression counts them.
class counted_holds {
public:
    /// The clock is started at `start`.
    counted_holds(expression const& e, calendar const& days, instant start, clock_facts const& f)
        : first_(f.holds), count_(f.hold_count) {
        if (e.held == expression::holding::at_close || f.hold_count == 0) return;
        auto const clock = clock_of_days(e, days, start);
        for (std::size_t i = 0; i < count_; ++i) whole_.push_back(by_whole_days(first_[i], e.held, clock));
        merge(whole_);
        first_ = whole_.data();
        count_ = whole_.size();
    }
    [[nodiscard]] interval const* begin() const { return first_; }
    [[nodiscard]] interval const* end() const { return first_ + count_; }

private:
    interval const* first_;
    std::size_t count_;
    std::vector<interval> whole_;
};

/// Calls `use(clock, start)` with the clock of a simple expression and the instant it starts from.
template <class Use>
auto with_clock(expression const& e, calendar const& days, instant start, Use use) {
    switch (e.kind) {
    case expression::form::elapsed: return use(elapsed_clock{}, start);
    case expression::form::service: return use(service_clock{&days}, start);
    default: break;
    }
    // The day of the start is day 0 (C4): counting begins at its end.
    auto const clock = clock_of_days(e, days, start);
    return use(clock, days.covers(day_of(start)) ? floor_day(start) + clock.tick_of(day_of(start)) : start);
}

inline due run(expression const& e, calendar const& days, instant start, clock_facts const& f) {
    counted_holds const holds{e, days, start, f};
    return with_clock(e, days, start, [&](auto const& clock, instant from) {
        run_out const r = deadline(clock, from, e.amount, holds.begin(), holds.end());
        due d;
        d.state = static_cast<due::how>(r.state);
        d.when = r.when;
        d.left = r.left;
        d.unit = e.kind;
        d.ends_day = d.known() && e.kind == expression::form::working_days && e.end == expression::ending::midnight;
        return d;
    });
}
static_assert(static_cast<int>(due::how::held) == static_cast<int>(run_out::how::held));
static_assert(static_cast<int>(due::how::unknown) == static_cast<int>(run_out::how::unknown));

inline void mark_provisional(due& d, calendar const& days) {
    if (d.known()) d.provisional = days.provisional(day_of(d.when - seconds{1}));
}

/// A last day that is not worked moves on to the next that is (art. 203); then the day ends as the expression says.
inline due end_natural_days(due d, expression const& e, calendar const& days, instant start) {
    if (!d.known()) return d;
    d.ends_day = e.end == expression::ending::midnight;
    auto const clock = clock_of_days(e, days, start);
    auto const last = days.next(day_ending_at(clock, d.when));
    if (!last) return {due::how::unknown, end_of(days.last()), false, false, 0, e.kind};
    d.when = start_of(last->date) + clock.tick_of(last->date);
    return d;
}

/// The next working day at an hour is one working day that ends at that hour.
inline expression one_day(expression const& e) {
    expression one;
    one.kind = e.kind;
    one.by = e.by;
    one.amount = 1;
    return one;
}

inline due next_working_day(expression const& e, calendar const& days, clock_facts const& f) {
    due d = run(one_day(e), days, f.start, f);
    d.unit = expression::form::working_days;
    d.ends_day = d.known() && e.by == hours{24};
    mark_provisional(d, days);
    return d;
}

/// The end of the agreed time, moved on by what stopped the work after it was agreed. A hold that ran already was known
/// to both sides: it moves the end only where it outlasts it, to its own end.
inline due as_agreed(clock_facts const& f) {
    due d;
    if (!f.agreed) return d;
    d.state = due::how::at;
    d.when = f.agreed->to;
    for (std::size_t i = 0; i < f.hold_count; ++i) {
        interval const h = f.holds[i];
        if (h.to <= f.agreed_at) continue;
        if (d.when <= h.from) break;
        bool const known_of = h.from <= f.agreed_at;
        if (h.open()) return {due::how::held, h.from, false, false, known_of ? 0 : (d.when - h.from).count()};
        d.when = known_of ? std::max(d.when, h.to) : d.when + (h.to - h.from);
    }
    return d;
}

/// Where the clock of a simple expression is started; nothing where the next opening is not known.
inline std::optional<instant> start_of_clock(expression const& e, calendar const& days, instant start) {
    return e.from_opening ? from_opening(days, start) : std::optional<instant>{start};
}

inline due simple(expression const& e, calendar const& days, clock_facts const& f) {
    auto const start = start_of_clock(e, days, f.start);
    if (!start) return {due::how::unknown, std::max(f.start, end_of(days.last())), false, false, e.amount, e.kind};
    due d = run(e, days, *start, f);
    if (e.kind == expression::form::natural_days) d = end_natural_days(d, e, days, *start);
    if (e.kind != expression::form::elapsed || e.from_opening) mark_provisional(d, days);
    return d;
}

/// The simple or agreed part that decides, with its answer.
struct decision {
    expression const* by;
    due result;
};

inline decision decide(expression const& e, calendar const& days, clock_facts const& f);

/// Whether `b` takes the place of `a`, the first of the two: only where it is certainly earlier (later).
inline bool displaces(due const& b, due const& a, bool earliest) {
    if (a.state == due::how::unset || b.state == due::how::unset) return a.state == due::how::unset;
    // An answer that is not known is at least not before `when`: the known one may still decide.
    if (a.known() && !b.known()) return !(earliest && a.when <= b.when);
    if (b.known() && !a.known()) return earliest && b.when <= a.when;
    return earliest ? b.when < a.when : a.when < b.when;
}

inline decision pick(expression const& e, calendar const& days, clock_facts const& f) {
    decision best = decide(e.parts[0], days, f);
    bool provisional = best.result.provisional;
    for (std::size_t i = 1; i < e.parts.size(); ++i) {
        decision const next = decide(e.parts[i], days, f);
        provisional = provisional || next.result.provisional;
        if (displaces(next.result, best.result, e.kind == expression::form::earlier)) best = next;
    }
    // A provisional part was consulted: it marks the answer unless the answer came before all that is provisional.
    if (provisional && !best.result.provisional) mark_provisional(best.result, days);
    return best;
}

inline decision decide(expression const& e, calendar const& days, clock_facts const& f) {
    switch (e.kind) {
    case expression::form::as_agreed:
        if (!f.agreed && !e.parts.empty()) return decide(e.parts[0], days, f);
        return {&e, as_agreed(f)};
    case expression::form::next_working_day:
        if (e.cutoff && time_of_day(f.start) <= *e.cutoff) return decide(e.parts[0], days, f);
        return {&e, next_working_day(e, days, f)};
    case expression::form::earlier:
    case expression::form::later: return pick(e, days, f);
    default: break;
    }
    return {&e, e.counts == expression::direction::onward ? simple(e, days, f) : notice(e, days, f)};
}

}  // namespace due_detail

}}  // namespace gongdan
