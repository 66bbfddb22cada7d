#pragma once

// What is counted back: a notice ahead of an appointment, a reminder ahead of a deadline. Subtraction in working time is
// an operation of its own; going forward by the negative would be wrong at every midnight and every closed window.

#include <gongdan/calendar/clock.hpp>
#include <gongdan/sla/due.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace due_detail {

/// What is counted back from. A deadline of 24:00 belongs to the day it ends.
struct event_ahead {
    instant when;
    bool ends_day = false;

    [[nodiscard]] day date() const { return day_of(ends_day ? when - seconds{1} : when); }
};

/// Calls `use(clock, end)` with the clock an expression is counted back on and where counting begins. The day of the
/// event is day 0, as the day of acceptance is when counting forward (C4): whole days lie between.
template <class Use>
auto with_clock_back(expression const& e, calendar const& days, event_ahead const& event, Use use) {
    switch (e.kind) {
    case expression::form::service: return use(service_clock{&days}, event.when);
    case expression::form::working_days: return use(day_clock{&days}, start_of(event.date()));
    default: return use(elapsed_clock{}, event.when);
    }
}

/// A day that was reached, ended as the expression ends days.
inline due end_day_back(due d, expression const& e, calendar const& days, event_ahead const& event) {
    day const reached = day_of(d.when) - 1;
    auto const span = days.open_span(reached);
    d.ends_day = e.end == expression::ending::midnight;
    if (e.end == expression::ending::close && span) d.when = start_of(reached) + span->close;
    if (e.end == expression::ending::same_time) d.when = start_of(reached) + (event.when - start_of(event.date()));
    return d;
}

inline due count_back(expression const& e,
                      calendar const& days,
                      event_ahead const& event,
                      interval const* hold,
                      interval const* holds_end) {
    run_out const r = with_clock_back(
        e, days, event, [&](auto const& clock, instant end) { return ahead(clock, end, e.amount, hold, holds_end); });
    due d;
    d.state = static_cast<due::how>(r.state);
    d.when = r.when;
    d.left = r.left;
    d.unit = e.kind;
    if (!d.known() || e.kind == expression::form::elapsed) return d;
    bool const whole_days = e.kind == expression::form::working_days;
    d.provisional = days.provisional(whole_days ? event.date() - 1 : day_of(event.when - seconds{1}));
    return whole_days ? end_day_back(d, e, days, event) : d;
}

/// A notice is owed to the customer by the calendar: holds do not move it, for nobody could know them in time.
inline due notice(expression const& e, calendar const& days, clock_facts const& f) {
    if (!f.agreed) return {};
    return count_back(e, days, {f.agreed->from}, nullptr, nullptr);
}

}  // namespace due_detail

}}  // namespace gongdan
