#pragma once

#include <gongdan/core/answer.hpp>
#include <gongdan/core/ids.hpp>
#include <gongdan/ticket/entry.hpp>
#include <gongdan/ticket/level.hpp>
#include <gongdan/ticket/role.hpp>
#include <gongdan/time/interval.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

// What a host says to a desk, and what it is answered.

/// Who acts, and in which role.
struct actor {
    role as = role::system;
    std::string id = {};
};

/// A ticket to be opened.
struct opening {
    std::string_view type;  ///< the type's code, `kind::repair`
    instant occurred_at;
    actor who = {};
    level urgency = level::waiting;
    std::string external = {};  ///< the host's own number; unique where given
    std::string hall = {};
    std::optional<interval> agreed = {};
    payload data = {};                        ///< the host's own fields, and evidence there is already
    std::optional<instant> recorded_at = {};  ///< when it was learned of; else at once
    std::string command_id = {};
    std::string label =
        {};  ///< a foreign ticket's own type (lifecycle `imported`), or a variant of a type: `pay` at the counter
    std::string parent = {};  ///< the ticket it came from, by the host's number or ours
};

/// An event at a ticket.
struct command {
    std::string_view event;
    instant occurred_at;
    actor who = {};
    payload data = {};
    std::optional<instant> recorded_at = {};
    std::string command_id = {};
    std::optional<std::uint32_t> expected_version = {};
};

/// What became of a command.
struct receipt {
    ticket_id ticket;
    std::uint64_t sequence = 0;
    std::uint32_t version = 0;
    standing stands = standing::accepted;
    std::optional<refusal> conflict = std::nullopt;  ///< why history could not follow, where it stands in conflict
    ticket_id waits_for = {};                        ///< an open child for which closing waits
};

}}  // namespace gongdan
