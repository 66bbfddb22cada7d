#pragma once

#include <gongdan/core/ids.hpp>
#include <gongdan/ticket/level.hpp>
#include <gongdan/time/interval.hpp>

#include <optional>
#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

// What a desk is asked, and what it answers with.

/// A stretch in which one person answered for a ticket (T27): [from, to), and how much of it was held.
struct owned_time {
    std::string who;
    interval when;
    seconds held{0};
};

/// A ticket that may be the same matter told twice.
struct likely_duplicate {
    ticket_id ticket;
    seconds apart{0};  ///< between the two openings
    bool same_address = false;
    std::optional<int> metres = {};  ///< apart, where both say where they are
};

/// Which tickets a query wants; what is left empty does not matter.
struct ticket_filter {
    std::string hall = {};
    std::string state = {};
    std::string type = {};
    std::string crew = {};
    std::optional<level> urgency = {};
    std::optional<instant> due_before = {};  ///< some target not met is due before this
    std::string seen_by = {};                ///< a unit of the desk's organisation that sees the ticket (R1)
    bool open_only = false;
};

}}  // namespace gongdan
