#pragma once

#include <gongdan/dispatch/plan.hpp>
#include <gongdan/dispatch/problem.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

/// Runs all of these and returns when the last is done, on as many threads as it likes.
using executor = std::function<void(std::vector<std::function<void()>> const&)>;

/// How long to search, and with what.
struct effort {
    /// Steps of the search in all, shared evenly among the starts. What comes out depends on nothing else but the
    /// problem, `seed` and `starts`.
    std::uint64_t iterations = 20'000;
    /// Instead of `iterations`, the part of the budget that is used up, in [0, 1]; asked now and then, from every
    /// thread, and the search ends when it reaches 1. The planner itself reads no clock.
    std::function<double()> spent = {};
    std::uint64_t seed = 0;
    /// Independent searches. The best plan is kept, of equal ones that of the first.
    std::uint32_t starts = 1;
    executor run_all = {};  ///< none: one after the other
};

/// Plans a day. Visits of a higher level come first, whatever they displace below; among plans that serve the same
/// number of each level the cheapest is sought. Crews' `steps` are where it starts from: what can be kept of them is,
/// the rest is told in `dropped`. Refuses what fault_of finds.
[[nodiscard]] answer<plan> make_plan(problem const& p, effort const& how = {});

/// A crew that does these visits in this order: each as early as can be, the breaks where they delay least, and
/// the departure as late as that allows. Nothing where it cannot be done, or there are no visits. All
/// ids must be known.
[[nodiscard]] std::optional<route> timed(problem const& p,
                                         std::uint64_t crew_id,
                                         std::vector<std::uint64_t> const& visits);

}}}  // namespace gongdan::dispatch

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/planner.ipp>
#endif
