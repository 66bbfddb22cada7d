#pragma once

#include <gongdan/core/ids.hpp>
#include <gongdan/core/term.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>
#include <gongdan/sla/policy.hpp>

#include <string>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

// What another calendar or another definition of a type does to open tickets.

/// A deadline that another calendar moved. An instant that is not known is `distant_future`.
struct moved_deadline {
    ticket_id ticket;
    clause const* what;
    instant before;
    instant after;
};

/// How tickets of one type move on to another definition of it: each state of the old, and its new one. An open state
/// leads to an open one, a closed to a closed.
struct lifecycle_move {
    std::string from;  ///< the type's code
    std::string to;
    std::vector<std::pair<std::string, std::string>> states;
};

/// What is wrong with a map: a state without a place, twice, unknown, or open on one side only. Empty where nothing is.
[[nodiscard]] std::vector<sentence> check(lifecycle_move const& m, lifecycle const& from, lifecycle const& to);

}}  // namespace gongdan
