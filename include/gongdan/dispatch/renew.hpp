#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/dispatch/explain.hpp>
#include <gongdan/dispatch/planner.hpp>

#include <cstddef>
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

/// What a plan says of one visit.
struct planned_visit {
    std::uint64_t visit = 0;
    std::uint64_t crew = 0;
    tick leaves = 0;  ///< for it: from the stop before
    tick arrives = 0;
    tick begins = 0;
};

/// The visits of a plan, crew by crew, in the order in which they are made.
[[nodiscard]] std::vector<planned_visit> visits_of(plan const& made);

/// A visit that another plan gives to another crew, or to nobody, and why its crew no longer has it.
struct moved_visit {
    std::uint64_t visit = 0;
    std::uint64_t from = 0;
    std::optional<std::uint64_t> to = {};
    sentence why = {};
};

/// What a new plan changed.
struct replanned {
    tick now = 0;
    std::size_t open = 0;                ///< visits planned before and still to be done
    std::vector<moved_visit> moved;      ///< of those, by id
    std::vector<std::uint64_t> retimed;  ///< same crew, begins half an hour or more sooner or later
    std::size_t waiting = 0;             ///< visits known that no crew has room for
};

/// A plan made anew, and what that changed.
struct renewal {
    problem asked;  ///< as it was planned, with the plan it started from
    plan made;
    replanned change;
};

/// The crews know of what was planned for them: to give it to another one is a change (`visit::told_crew`).
void tell_crews(problem& known, std::vector<planned_visit> const& planned);

/// Plans anew what is known now, from what is left of the plan there was: crews begin with the visits they had, in their
/// order. Of `before` only visits of `known` count. `known` says from where and when each crew is free (`start`, `shift`),
/// and which visits are still to be begun. Everybody who plans as things happen (a day replayed, a simulation, a desk)
/// plans by this. Refuses what fault_of finds.
[[nodiscard]] answer<renewal> renew(problem known, std::vector<planned_visit> const& before, effort const& how);

/// As renew, but more than one visit in twenty changes its crew only where that serves one more, or one more in time, of
/// the highest level in which it makes a difference: not for minutes.
[[nodiscard]] answer<renewal> renew_calmly(problem known, std::vector<planned_visit> const& before, effort const& how);

/// What the host calls the skill or the visit of a remedy for a visit, by the visit's id; empty: by number.
using remedy_names = std::function<std::string(std::uint64_t, remedy const&)>;

/// Says of each moved visit why its crew no longer has it.
void give_reasons(renewal& r, remedy_names const& names = {});

}}}  // namespace gongdan::dispatch

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/renew.ipp>
#endif
