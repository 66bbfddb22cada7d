#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/journal/archive.hpp>
#include <gongdan/journal/personal.hpp>
#include <gongdan/ticket/level.hpp>
#include <gongdan/time/instant.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

class desk;
struct ticket_record;

/// What becomes of a ticket's personal texts (T29) when it goes to the archive.
enum class personal_fate : std::uint8_t {
    keep,   ///< they stay in the store they are in
    move,   ///< to the archive's own store
    erase,  ///< for good: the archive has tokens in their place
};

template <>
struct labels<personal_fate> {
    static constexpr term table[] = {
        {"keep", "保留", "kept"},
        {"move", "移入归档", "moved to the archive"},
        {"erase", "删除", "erased"},
    };
};

/// How long closed tickets of some kinds stay in the journal, from the day they were closed: so many years by date (from
/// 29 February to 1 March) and days.
struct retention_rule {
    std::vector<std::string> types = {};  ///< codes; none: every type
    std::optional<level> urgency = {};    ///< none: every level
    int years = 0;
    int days = 0;
    personal_fate personal = personal_fate::keep;
    std::string source = {};
};

/// Retention by rule: the first rule that fits a ticket decides; a ticket that none fits stays for good.
struct retention {
    std::string name;
    std::string version;
    std::vector<retention_rule> rules;

    [[nodiscard]] retention_rule const* rule_for(ticket_record const& t) const;
};

/// Tickets that are due to go, by id, and by which rule.
struct due_ticket {
    ticket_id ticket;
    retention_rule const* by;
};

/// Whose time is over at the beginning of `today`, and who are done (desk::is_done), each together with all it hangs
/// together with: a parent and its children, and tickets merged, go in one and the same go or stay.
[[nodiscard]] std::vector<due_ticket> due_for_archive(desk const& d, retention const& r, day today);

/// The rule that everything closed before the beginning of a day goes, and the texts of persons as said.
[[nodiscard]] retention everything_closed(personal_fate personal = personal_fate::keep);

/// Where personal texts lie and go to; only what the rules ask for need be there.
struct personal_stores {
    personal_store* from = nullptr;
    personal_store* to = nullptr;
};

/// Moves tickets as the rules say: first the personal texts, then the entries, so that where this ends half way all is
/// readable, and doing it again does the rest. Throws std::invalid_argument, and moves nothing, where a rule wants a
/// store that is not there; journal_error where one fails.
moved_entries carry_out(std::vector<due_ticket> const& due,
                        stored_journal& from,
                        stored_journal& to,
                        personal_stores const& persons,
                        archive_note const& note);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/desk/retention.ipp>
#endif
