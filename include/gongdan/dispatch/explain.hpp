#pragma once

#include <gongdan/core/answer.hpp>
#include <gongdan/core/term.hpp>
#include <gongdan/dispatch/plan.hpp>
#include <gongdan/dispatch/problem.hpp>

#include <cstdint>
#include <optional>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

/// The smallest change that would let a crew take a visit.
struct remedy {
    enum class kind : std::uint8_t {  // no labels: text() says it
        none,                         ///< nothing that is looked for would do
        skill,                        ///< `id` is the skill, `by` the grade, 0 where it has none
        capacity,                     ///< `by` more on board
        later,                        ///< the visit may begin `by` seconds later
        earlier,                      ///< the visit may begin `by` seconds earlier
        overtime,                     ///< the crew stays `by` seconds longer
        instead_of                    ///< visit `id`, of no higher level, goes to another crew or another day
    };
    kind what = kind::none;
    tick by = 0;
    std::uint64_t id = 0;

    /// `named`: what the skill or the visit is called; else its number is said.
    [[nodiscard]] sentence text(std::string_view named = {}) const;
};

/// What a crew says to a visit.
struct crew_answer {
    std::uint64_t crew = 0;
    reason why = reason::fits;
    std::int64_t extra_cost = 0;  ///< where it fits
    remedy change = {};           ///< where it does not
};

/// For each crew the first reason that speaks against the visit in this plan (were it taken out of it) with the smallest
/// change that would mend it, or what it would cost there. Times are tried up to twelve hours. The plan must be feasible;
/// an unknown visit is refused.
[[nodiscard]] answer<std::vector<crew_answer>> explain(problem const& p, plan const& now, std::uint64_t visit_id);

/// One crew asked about one visit.
struct crew_question {
    std::uint64_t visit = 0;
    std::uint64_t crew = 0;
};

/// The same for single crews, all in one plan; an unknown visit or crew is answered with `reason::unknown`. The problem must
/// have no fault.
[[nodiscard]] std::vector<crew_answer> explain(problem const& p,
                                               plan const& now,
                                               std::vector<crew_question> const& asked);

/// An appointment that could be offered.
struct slot {
    time_range when;  ///< of the start
    std::uint64_t crew = 0;
    std::int64_t extra_cost = 0;
};

/// The two-hour windows, on even hours, within the visit's own windows, in which a crew could begin it beside all
/// that is planned, each with the cheapest crew. At most a week from the first shift is looked through. `from`: none that
/// begins before it.
[[nodiscard]] answer<std::vector<slot>> slots(problem const& p,
                                              plan const& now,
                                              std::uint64_t visit_id,
                                              tick from = -farthest);

}}}  // namespace gongdan::dispatch

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/explain.ipp>
#endif
