#pragma once

#include <gongdan/core/answer.hpp>
#include <gongdan/time/instant.hpp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// When a target is due, as one writes it in a policy (D5). `parse` and `to_text` are inverse; the grammar stands in
/// docs/reference/expressions.md.
///
///     30 min · 24 h · 6 service hours · 3 days (72 h) · 5 working days from next day · 3 days from next day
///     next working day by 12:00 if after 19:00, else 6 h · as agreed · as agreed else 24 h
///     earlier of (a; b) · later of (a; b) · 3 working days before agreed · 24 h before agreed
///
/// with `, by close`, `, same time`, `, from opening` and `, held any part`, `, held whole day` behind a simple form.
struct expression {
    enum class form : std::uint8_t {  // no labels: to_text is its spelling
        elapsed,                      ///< `amount` seconds, round the clock
        service,                      ///< `amount` seconds of service
        working_days,                 ///< `amount` working days, counted from the day after the start
        natural_days,                 ///< `amount` days, likewise; a last day of rest moves on (Civil Code art. 203)
        next_working_day,  ///< the next working day at `by`, where the start lies after `cutoff`; else parts[0]
        as_agreed,         ///< the agreed time; before there is one, parts[0]
        earlier,           ///< the earliest of the parts; of equal ones the first
        later,             ///< the latest of the parts; of equal ones the first
    };
    enum class ending : std::uint8_t { midnight, close, same_time };  // no labels: to_text is its spelling
    enum class holding : std::uint8_t {                               // no labels: to_text is its spelling
        at_close,                                                     ///< a day counts if the clock runs at its end
        any_part,                                                     ///< a day counts if no part of it is held
        whole_day,                                                    ///< a day counts unless all of it is held
    };

    enum class direction : std::uint8_t {  // no labels: to_text is its spelling
        onward,                            ///< from the start
        before_agreed,                     ///< back from the begin of the appointment: a notice ahead of it
        before_due,                        ///< back from the target's own deadline: a reminder
    };

    form kind = form::elapsed;
    std::int64_t amount = 0;
    direction counts = direction::onward;  ///< of elapsed, service and working days
    ending end = ending::midnight;
    holding held = holding::at_close;
    bool from_opening = false;  ///< the start is the next opening, where it lies outside the windows of a working day
    seconds by{0};
    std::optional<seconds> cutoff = {};
    std::vector<expression> parts = {};

    /// Refuses what the grammar does not know, pointing at the character (from 1).
    [[nodiscard]] static answer<expression> parse(std::string_view text);
    /// A reminder, which only a policy's steps can be: `30 min before due`, `1 working day before due`.
    [[nodiscard]] static answer<expression> parse_reminder(std::string_view text);

    friend bool operator==(expression const& a, expression const& b);
};

[[nodiscard]] std::string to_text(expression const& e);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/sla/expression.ipp>
#endif
