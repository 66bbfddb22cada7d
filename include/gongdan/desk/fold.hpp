#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/desk/binding.hpp>
#include <gongdan/sla/due.hpp>
#include <gongdan/ticket/entry.hpp>
#include <gongdan/ticket/field.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/ticket/ticket.hpp>

#include <optional>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A promise at work on one ticket.
struct target_state {
    instant starts_at = distant_future;  ///< not started yet
    instant met_at = distant_future;     ///< not met yet
    instant due_at = distant_future;     ///< the deadline, where it is known
    std::uint32_t stamp = 0;             ///< which of the timers set for it is the valid one; 0: none
    std::uint16_t clause = 0;            ///< of the bound type
    std::uint16_t epoch = 0;
    due::how state = due::how::unset;
    std::uint8_t next_step = 0;  ///< the first step that has not fired
    bool breached = false;       ///< the breach of this epoch was told
    bool voided = false;

    [[nodiscard]] bool started() const { return starts_at != distant_future; }
    [[nodiscard]] bool met() const { return met_at != distant_future; }
};

/// A ticket as a desk holds it: where it stands, its facts, its targets. The one fold (D16) leads here from entries.
struct ticket_record {
    ticket_id id;
    bound_type const* type = nullptr;
    position at;
    std::uint32_t version = 0;    ///< accepted entries
    std::uint32_t conflicts = 0;  ///< entries that history could not follow, and that nobody has settled
    std::uint16_t epoch = 0;      ///< how often it was reopened
    bool retired = false;         ///< closed, and without targets and fields until it is asked for
    ticket_facts facts;
    std::string label;  ///< what a foreign ticket calls its type; else which variant of its type it is, or empty
    std::vector<target_state> targets;

    [[nodiscard]] bool open() const { return !type->life().closed(at); }
    [[nodiscard]] bool held() const { return type->life().held(at); }
    /// What people call it: the host's own number, else ours.
    [[nodiscard]] std::string name() const {
        return facts.external.empty() ? std::to_string(id.value) : facts.external;
    }
    [[nodiscard]] std::string_view type_name() const {
        auto const code = type->life().label.code;
        return code == kind::imported && !label.empty() ? std::string_view{label} : code;
    }
};

/// Codes of entries that are the desk's own: they begin a history or record what was told, and are no lifecycle event.
namespace entry_code {
inline constexpr std::string_view open = "open";
inline constexpr std::string_view fired = "fired";
inline constexpr std::string_view acknowledged = "acknowledged";
inline constexpr std::string_view waits = "waits";      ///< an event that closes the ticket waits for its children
inline constexpr std::string_view settled = "settled";  ///< a conflict was looked at: which, by whom and why
inline constexpr std::string_view moved = "moved";      ///< the ticket goes on under another definition of its type

inline constexpr std::string_view archived = "archived";  ///< the ticket's other entries lie, or lay, in an archive

/// What the desk writes into a history that was opened: no event of the lifecycle.
[[nodiscard]] constexpr bool is_own(std::string_view code) {
    return code == fired || code == acknowledged || code == waits || code == settled || code == moved ||
           code == archived;
}
}  // namespace entry_code

/// Whether entries of equal `occurred_at` stand in this order: by when they were recorded, then by sequence.
[[nodiscard]] bool happened_before(entry const& a, entry const& b);

/// Begins a history: what `open` says. Refuses fields that cannot be read.
[[nodiscard]] answer<ticket_record> begin(bound_type const& type, entry const& opening);

/// What an entry of the second region says, read before anything is changed.
struct custody_news {
    hold_reason reason = hold_reason::customer_wish;
    std::optional<interval> agreed;
    level urgency = level::waiting;
};

/// An entry that a ticket can follow, worked out and not yet taken.
struct stride {
    position after;
    custody_news news;
    std::uint8_t custody_row = attempt::none;
};

/// Whether a ticket can follow an entry: works out the stride, or says why not. Changes nothing.
[[nodiscard]] std::optional<refusal> plan_stride(ticket_record const& t,
                                                 std::uint8_t event,
                                                 entry const& e,
                                                 stride& out);
/// What a step means to the targets of its ticket, each including the one before it.
enum class bearing : std::uint8_t {  // no labels: never shown
    nothing,
    tellings,   ///< what is still to be told of them, not when they are due
    deadlines,  ///< when they are due: they must be assessed anew
};
/// Takes it.
bearing take_stride(ticket_record& t, entry const& e, stride const& s);

/// Follows one entry, the desk's own included, or leaves the ticket as it was and says why it cannot.
[[nodiscard]] std::optional<refusal> follow(ticket_record& t, entry const& e);

[[nodiscard]] refusal unknown_event(ticket_record const& t, std::string_view event);

/// A target's due time from the ticket's facts: holds by their effect, agreements made in time, what re-bases or voids.
struct assessed {
    due result;
    bool voided = false;
};
[[nodiscard]] assessed assess(ticket_record const& t, target_state const& s, calendar const& days, expression const& e);

/// The facts a target's clock runs on, for explanations.
struct clock_inputs {
    clock_facts facts;
    std::vector<interval> stops;
    std::optional<interval> rebased;    ///< an agreed time that stands in the target's place (D7)
    std::vector<appointment> honoured;  ///< agreements made in time, the last of which stands
    std::vector<appointment> lapsed;    ///< made after the deadline had passed: they cure nothing
    std::vector<hold> too_late;         ///< asked for after the deadline had passed: they move nothing
    bool voided = false;                ///< exempt (P20), or merged while it was not late yet
};
[[nodiscard]] clock_inputs inputs_of(ticket_record const& t,
                                     target_state const& s,
                                     calendar const& days,
                                     expression const& e);

/// Assesses every target that is started and not met at the facts as they now stand.
void assess_targets(ticket_record& t, calendar const& days);

/// Folds a whole history, in any order of delivery. Entries that cannot be followed are counted as conflicts and
/// marked in place. Nothing where no entry opens the ticket.
[[nodiscard]] std::optional<ticket_record> fold(bound_type const& type,
                                                std::vector<entry>& history,
                                                calendar const& days);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/desk/assess.ipp>
#include <gongdan/desk/fold.ipp>
#endif
