#pragma once

#include <gongdan/dispatch/plan.hpp>
#include <gongdan/dispatch/problem.hpp>
#include <gongdan/files/source.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A day's problem in VROOM's JSON format (vehicles, jobs, matrices), or one of Solomon's text files. `priority` is
/// the level and is never summed. Without matrices each place needs its coordinates, and travel is the great circle
/// times a road factor at one speed, `"gongdan": {"speed_kmh": 30, "road_factor": 1.3}` (these are the defaults).
///
/// Throws input_error with the pointer for what is not of the format, for what the planner cannot do (shipments,
/// service times by vehicle type, bounds on distance, on the load at a break or on the time of a step), and for a
/// problem with a fault.
[[nodiscard]] dispatch::problem read_vroom(source const& from);

/// A solution in VROOM's JSON format, by whomever. Summaries are passed over; `check` finds what is wrong with it.
[[nodiscard]] dispatch::plan read_vroom_solution(source const& from, dispatch::problem const& p);

/// What computing took, in milliseconds.
struct computing_times {
    std::int64_t loading = 0;
    std::int64_t solving = 0;
};

/// The plan as VROOM writes it, each unassigned job with the code of its reason.
[[nodiscard]] std::string vroom_text(dispatch::problem const& p,
                                     dispatch::plan const& made,
                                     std::optional<computing_times> took = {});
/// The same with what VROOM's format cannot say: levels, reasons in words, and what of the given steps was dropped.
[[nodiscard]] std::string plan_text(dispatch::problem const& p,
                                    dispatch::plan const& made,
                                    std::optional<computing_times> took = {});

}}  // namespace gongdan
