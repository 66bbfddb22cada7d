#pragma once

#include <gongdan/core/answer.hpp>
#include <gongdan/core/term.hpp>
#include <gongdan/ticket/custody.hpp>
#include <gongdan/ticket/evidence.hpp>
#include <gongdan/ticket/role.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A read-only view of an array with static storage.
template <class T>
struct list {
    T const* first = nullptr;
    std::size_t count = 0;

    [[nodiscard]] constexpr T const* begin() const { return first; }
    [[nodiscard]] constexpr T const* end() const { return first + count; }
    [[nodiscard]] constexpr std::size_t size() const { return count; }
    [[nodiscard]] constexpr T const& operator[](std::size_t i) const { return first[i]; }
};

struct state_info {
    term label;
    bool closed = false;
};

struct event_info {
    term label;
    bool custody = false;  ///< an event of the second region; a type may take steps by it too
};

/// A row of the table as values: what the guards read, what diagrams and refusals are made from.
struct row_info {
    std::uint8_t from = 0;
    std::uint8_t event = 0;
    std::uint8_t to = 0;
    bool custody = false;  ///< a row of the second region: `from` and `to` are custody
    bool while_open = false;
    outcome when = outcome::unstated;
    roles by = {};            ///< empty: anybody
    std::uint64_t needs = 0;  ///< bits of the lifecycle's `evidence` list
    std::uint64_t gives = 0;
    std::uint64_t voids = 0;
    char rule_book = 0;
    std::uint8_t rule_number = 0;
};

/// Where a ticket stands in its lifecycle: one byte a region, and what is on record.
struct position {
    std::uint8_t state = 0;
    std::uint8_t custody = 0;
    std::uint64_t evidence = 0;

    [[nodiscard]] constexpr bool in(gongdan::custody c) const { return custody == static_cast<std::uint8_t>(c); }
};

/// One event at a ticket: who acts and what comes with it, and afterwards which rows fired or refused.
struct attempt {
    role as = role::system;
    outcome stated = outcome::unstated;
    std::uint64_t brings = 0;  ///< evidence that comes with the event
    bool open = true;          ///< whether the ticket is open before it

    static constexpr std::uint8_t none = 0xff;
    std::uint8_t fired = none;          ///< row of the first region
    std::uint8_t custody_fired = none;  ///< row of the second region
};

/// A ticket type's lifecycle as data, and the one way to move a ticket along it. Made by `define<…>()` from a table;
/// lives as long as the program.
struct lifecycle {
    term label;
    list<state_info> states;
    list<event_info> events;
    list<row_info> rows;
    list<term> evidence;
    list<input> inputs;             ///< of each piece of evidence
    std::uint64_t from_steps = 0;   ///< evidence that steps give: nobody can bring it along
    std::uint64_t fingerprint = 0;  ///< changes whenever states, events, rows or their conditions do

    /// Fires one event and moves the position along, or leaves it and tells false.
    bool (*fire)(position&, std::uint8_t event, attempt&) = nullptr;

    /// Work has ended here, or goes on under another ticket.
    [[nodiscard]] bool closed(position p) const { return states[p.state].closed || p.in(custody::merged); }
    [[nodiscard]] bool held(position p) const { return p.in(custody::held); }
    [[nodiscard]] std::optional<std::uint8_t> find_state(std::string_view code) const;
    [[nodiscard]] std::optional<std::uint8_t> find_event(std::string_view code) const;
    /// Evidence by its code; nothing where this lifecycle asks for no such thing.
    [[nodiscard]] std::optional<std::uint8_t> find_evidence(std::string_view code) const;
};

/// Whether a row's conditions hold.
[[nodiscard]] constexpr bool permits(row_info const& r, position const& p, attempt const& a) {
    return (r.by.bits == 0 || r.by.has(a.as)) && (!r.while_open || a.open) &&
           (r.when == outcome::unstated || r.when == a.stated) && (r.needs & ~(p.evidence | a.brings)) == 0;
}

/// Why an event is refused at this position: what may happen instead, who could fire it, or what is missing.
[[nodiscard]] refusal why_refused(lifecycle const& l, position const& p, std::uint8_t event, attempt a);

/// The rows that could fire next for somebody in some role with the right evidence and outcome.
[[nodiscard]] std::vector<row_info> next_rows(lifecycle const& l, position const& p);

/// `T6`, or empty.
[[nodiscard]] std::string rule_text(row_info const& r);
/// The roles of a row for people: `接待员、调度员` / `the receptionist or dispatcher`; `任何人` / `anybody`.
[[nodiscard]] sentence who_may(row_info const& r);
/// The names of a set of this lifecycle's evidence.
[[nodiscard]] sentence evidence_names(lifecycle const& l, std::uint64_t bits);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/lifecycle/lifecycle.ipp>
#endif
