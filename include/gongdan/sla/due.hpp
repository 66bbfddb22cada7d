#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/core/term.hpp>
#include <gongdan/sla/expression.hpp>
#include <gongdan/time/interval.hpp>

#include <optional>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// What a deadline is computed from.
struct clock_facts {
    instant start;                        ///< accepted, or what else the target starts at
    std::optional<interval> agreed = {};  ///< the appointment that stands
    interval const* holds = nullptr;      ///< sorted, neither overlapping nor touching (`merge`)
    std::size_t hold_count = 0;
    instant agreed_at = distant_past;  ///< when the appointment was made; what is held later moves it
};

/// When something is due, or why that cannot be told.
struct due {
    enum class how : std::uint8_t {  // no labels: why_not is the sentence
        at,                          ///< at `when`; done exactly then is on time (Civil Code art. 1259)
        held,                        ///< the clock stands still since `when`
        unknown,                     ///< not before `when`, where the calendar's knowledge ends
        unset,                       ///< as agreed, and nothing is agreed yet
    };
    how state = how::unset;
    instant when = distant_future;
    bool ends_day = false;     ///< `when` is the 24:00 of a day, not the 00:00 of the next
    bool provisional = false;  ///< rests on days no notice has arranged yet
    std::int64_t left = 0;     ///< held or unknown: what was left of the budget, in `unit`
    expression::form unit = expression::form::elapsed;

    [[nodiscard]] bool known() const { return state == how::at; }
};

/// When the expression is due under the calendar. A reminder (`before due`) is not due by itself: see `remind`.
[[nodiscard]] due evaluate(expression const& e, calendar const& days, clock_facts const& facts);

/// When a reminder (`30 min before due`) of this deadline falls: counted back in the reminder's own time, without what
/// is held. As little known as the deadline where that is not known.
[[nodiscard]] due remind(expression const& reminder, calendar const& days, due const& of, clock_facts const& facts);

/// `2026-02-27 24:00`, or empty where it is not known.
[[nodiscard]] std::string to_text(due const& d);
/// Why it is not known, naming the missing year or the budget left; empty where it is.
[[nodiscard]] sentence why_not(due const& d, calendar const& days);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/sla/due.ipp>
#endif
