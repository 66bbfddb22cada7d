#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/sla/due.hpp>

#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A stretch [from, to) of a clock's life: what it counted there, and why, or why it stood still.
struct segment {
    instant from;
    instant to;
    std::int64_t counted = 0;  ///< seconds or days, by the clock's unit
    sentence why;
    bool held = false;
};

/// A hold that stopped the clock, with what people call it.
struct explained_hold {
    interval when;
    sentence reason;
};

/// How a deadline came about, stretch by stretch; what the stretches counted adds up to the budget.
struct explanation {
    due result;
    std::string target;  ///< the expression that decided
    expression::form unit = expression::form::elapsed;
    std::int64_t budget = 0;  ///< seconds or days; 0 where the end was agreed
    std::vector<segment> segments;
    std::vector<sentence> notes;  ///< what moved the start or the end
};

/// Explains the answer that `evaluate` gives for the same facts. The holds are those of the facts, with their reasons.
[[nodiscard]] explanation explain(expression const& e,
                                  calendar const& days,
                                  clock_facts const& facts,
                                  std::vector<explained_hold> const& holds = {});

/// A line a stretch: from, to, what was counted, the sum so far, why.
[[nodiscard]] std::string to_text(explanation const& e, calendar const& days, language l);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/sla/explain.ipp>
#endif
