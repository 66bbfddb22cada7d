#pragma once

#include <gongdan/core/ids.hpp>
#include <gongdan/ticket/payload.hpp>
#include <gongdan/ticket/role.hpp>
#include <gongdan/time/instant.hpp>

#include <cstdint>
#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Whether the lifecycle could follow an entry. One it could not is kept and shown, and moves nothing (D1).
enum class standing : std::uint8_t { accepted, conflict };

template <>
struct labels<standing> {
    static constexpr term table[] = {
        {"accepted", "已接受", "accepted"},
        {"conflict", "冲突待查", "in conflict"},
    };
};

/// One line of the history: what happened to a ticket, when, when we learned of it, and through whom (D1). State,
/// clocks, ledgers and reports are folds over these and nothing else.
struct entry {
    std::uint64_t sequence = 0;  ///< given by the journal, from 1
    ticket_id ticket;
    std::string kind;   ///< the type's code
    std::string event;  ///< the event's code; `open` begins a history
    payload data;
    instant occurred_at;
    instant recorded_at;
    std::string actor;
    role as = role::system;
    std::string command_id;  ///< of the host, so that a retry is known for one; may be empty
    standing stands = standing::accepted;
};

}}  // namespace gongdan
