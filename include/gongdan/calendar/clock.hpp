#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/time/interval.hpp>

#include <algorithm>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

// A clock is a non-decreasing count C(t) and its inverse, the earliest t with C(t) >= q (D4). Deadline, elapsed and
// remaining all come from these two, so that they cannot disagree. Each clock offers
//   count(t)   C at t; t must be known
//   reach(q)   the earliest instant with C >= q, or distant_future past what is known
//   leave(q)   the last instant with C <= q (where C jumps, the instant of the jump, which belongs to the day it ends),
//              or distant_past before what is known; C must exceed q somewhere
//   known(t)   whether C(t) can be told
//   beginning(), horizon()  the first and the last instant that is known

/// Seconds, round the clock, on every day there is.
struct elapsed_clock {
    [[nodiscard]] static std::int64_t count(instant t) { return t.since_epoch; }
    [[nodiscard]] static instant reach(std::int64_t q) { return {q}; }
    [[nodiscard]] static instant leave(std::int64_t q) { return {q}; }
    [[nodiscard]] static bool known(instant) { return true; }
    [[nodiscard]] static instant beginning() { return distant_past; }
    [[nodiscard]] static instant horizon() { return distant_future; }
};

/// Seconds in which service is given.
struct service_clock {
    calendar const* days;

    [[nodiscard]] std::int64_t count(instant t) const { return days->open_until(t); }
    [[nodiscard]] instant reach(std::int64_t q) const { return days->reach_open(q); }
    [[nodiscard]] instant leave(std::int64_t q) const { return q < 0 ? distant_past : reach(q + 1) - seconds{1}; }
    [[nodiscard]] bool known(instant t) const { return start_of(days->first()) <= t && t <= horizon(); }
    [[nodiscard]] instant beginning() const { return start_of(days->first()); }
    [[nodiscard]] instant horizon() const { return end_of(days->last()); }
};

/// One tick for each working day (or each day at all), at a fixed time of that day or at its close of business.
/// The tick belongs to the instant just before it: a hold over [00:00, 24:00) stops that day's tick and no other's.
struct day_clock {
    calendar const* days;
    bool every_day = false;
    seconds tick = hours{24};  ///< since 00:00, in [0, 24 h]
    bool at_close = false;     ///< instead of `tick`, the day's last close (24:00 where it has no window)

    [[nodiscard]] std::int64_t count(instant t) const {
        // 24:00 is 00:00 of the next day, by which the tick of the day before has always come.
        day const d = day_of(t);
        return count_until(d - 1) + (d <= days->last() && counts(d) && time_of_day(t) >= tick_of(d) ? 1 : 0);
    }
    [[nodiscard]] instant reach(std::int64_t q) const {
        if (every_day) return tick_on(days->first() + static_cast<std::int32_t>(q - 1));
        auto const* const d = days->nth_worked(q);
        return d != nullptr ? tick_on(*d) : distant_future;
    }
    [[nodiscard]] instant leave(std::int64_t q) const { return q < 0 ? distant_past : reach(q + 1); }
    [[nodiscard]] bool known(instant t) const { return start_of(days->first()) <= t && t <= horizon(); }
    [[nodiscard]] instant beginning() const { return start_of(days->first()); }
    [[nodiscard]] instant horizon() const { return end_of(days->last()); }
    /// When the day's tick comes, since its 00:00. With `at_close` the day must be covered.
    [[nodiscard]] seconds tick_of(day d) const {
        if (!at_close) return tick;
        auto const span = days->open_span(d);
        return span ? std::min<seconds>(span->close, hours{24}) : hours{24};
    }

private:
    [[nodiscard]] bool counts(day d) const { return every_day || days->works(d); }
    [[nodiscard]] std::int64_t count_until(day d) const {
        return every_day ? d - days->first() + 1 : days->worked_until(d);
    }
    [[nodiscard]] instant tick_on(day d) const { return d <= days->last() ? start_of(d) + tick_of(d) : distant_future; }
};

/// When a budget runs out.
struct run_out {
    enum class how : std::uint8_t {  // no labels: a clock's own answer, told by due
        at,                          ///< at `when`, the earliest instant at which the whole budget is used
        held,                        ///< the clock stands still since `when`, with `left` of the budget
        unknown,  ///< not before `when`, where knowledge of the calendar ends, with `left` of the budget
    };
    how state = how::at;
    instant when;
    std::int64_t left = 0;
};

/// When `budget` counts of the clock, started at `start`, are used up. Holds stop the clock; they are [from, to),
/// sorted, neither overlapping nor touching (`merge`). What begins at or after the lapse cures nothing.
template <class Clock>
[[nodiscard]] run_out deadline(
    Clock const& clock, instant start, std::int64_t budget, interval const* hold, interval const* holds_end) {
    using how = run_out::how;
    if (!clock.known(start)) return {how::unknown, start, budget};
    std::int64_t goal = clock.count(start) + budget;
    for (; hold != holds_end; ++hold) {
        if (hold->to <= start) continue;
        instant const from = std::max(hold->from, start);
        std::int64_t const counted = clock.known(from) ? clock.count(from) : goal;
        if (counted >= goal) break;
        if (hold->open()) return {how::held, from, goal - counted};
        if (!clock.known(hold->to)) return {how::unknown, from, goal - counted};
        goal += clock.count(hold->to) - counted;
    }
    instant const when = clock.reach(goal);
    if (when == distant_future) return {how::unknown, clock.horizon(), goal - clock.count(clock.horizon())};
    return {how::at, when, 0};
}

/// The last instant from which `budget` counts, at least 1, are left until `end`: subtraction in the clock's own time.
/// Holds as for `deadline`. Unknown where that lies before what is known, `when` then being the last instant unknown, or
/// where `end` lies beyond it, `when` then being the earliest the answer can be.
template <class Clock>
[[nodiscard]] run_out ahead(
    Clock const& clock, instant end, std::int64_t budget, interval const* hold, interval const* holds_end) {
    using how = run_out::how;
    if (clock.horizon() < end)
        return {how::unknown, ahead(clock, clock.horizon(), budget, hold, holds_end).when, budget};
    if (!clock.known(end)) return {how::unknown, end, budget};
    std::int64_t goal = clock.count(end) - budget;
    while (holds_end != hold) {
        interval const h = *--holds_end;
        if (end <= h.from) continue;
        instant const to = std::min(h.to, end);
        if (to <= clock.beginning() || clock.count(to) <= goal) break;  // it lies before the answer
        goal -= clock.count(to) - clock.count(std::max(h.from, clock.beginning()));
    }
    instant const when = clock.leave(goal);
    if (when == distant_past) return {how::unknown, clock.beginning() - seconds{1}, -goal};
    return {how::at, when, 0};
}

/// What the clock counted from `start` to `end` outside the holds: the inverse of `deadline`.
template <class Clock>
[[nodiscard]] std::int64_t elapsed(
    Clock const& clock, instant start, instant end, interval const* hold, interval const* holds_end) {
    if (end <= start) return 0;
    std::int64_t sum = clock.count(end) - clock.count(start);
    for (; hold != holds_end && hold->from < end; ++hold)
        if (start < hold->to) sum -= clock.count(std::min(hold->to, end)) - clock.count(std::max(hold->from, start));
    return sum;
}

}}  // namespace gongdan
