#pragma once

#include <gongdan/desk/fold.hpp>
#include <gongdan/desk/verdict.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

class desk;

/// One target of a ticket as two readings of its history have it: under another policy, another calendar, another
/// definition of its type.
struct target_difference {
    std::string target;
    instant due_before = distant_future;  ///< `distant_future`: not known, or no such target
    instant due_after = distant_future;
    std::optional<verdict> before = {};  ///< empty: no such target
    std::optional<verdict> after = {};
    std::vector<int> fires = {};  ///< of a dry run: steps that would fall due at once, and would not have
};

/// What differs between two readings of one ticket's history.
struct ticket_difference {
    ticket_id ticket;
    std::string_view state_before;  ///< codes
    std::string_view state_after;
    std::uint32_t conflicts_before = 0;
    std::uint32_t conflicts_after = 0;
    std::vector<target_difference> targets = {};  ///< those with another deadline or another verdict
};

/// Whether a verdict is one of lateness.
[[nodiscard]] constexpr bool is_late(verdict v) { return v == verdict::late || v == verdict::open_late; }

/// What differs, as seen at `as_of`; nothing where nothing does.
[[nodiscard]] std::optional<ticket_difference> difference(ticket_record const& before,
                                                          ticket_record const& after,
                                                          instant as_of);

/// Every ticket that differs between two desks on one journal, by ticket: what would have been late under another policy
/// or calendar, and what would not.
[[nodiscard]] std::vector<ticket_difference> differences(desk const& before, desk const& after, instant as_of);

}}  // namespace gongdan

// The bodies come with desk.hpp.
