#pragma once

#include <gongdan/duty/plan.hpp>
#include <gongdan/duty/program.hpp>
#include <gongdan/files/source.hpp>

#include <map>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace duty {

/// Recurring duties from a TOML file (docs/reference/duty.md). Throws input_error naming line and key.
[[nodiscard]] program read_program(source const& from);

/// Places from a table with the columns id, class, area and building, and where there are any since and care; other
/// columns are passed over. A row that cannot be read, or whose id stood before, goes to the sink.
[[nodiscard]] std::vector<place> read_places(source const& from, fault_sink const& rejected);

/// Visits from a table with the columns place, duty, on, result, and where there is one planned. A row that cannot be
/// read, or whose place or duty is not known, goes to the sink.
[[nodiscard]] std::vector<visit> read_visits(source const& from,
                                             std::vector<place> const& places,
                                             program const& rules,
                                             fault_sink const& rejected);

/// Visits each area can make a day, from a table with the columns area and per_day. Throws input_error.
[[nodiscard]] std::map<std::string, int> read_areas(source const& from);

/// day, area, building, place, duties, due_by, state (on_time, late, overdue), attempts, care.
[[nodiscard]] std::string plan_csv(plan const& p, program const& rules, std::vector<place> const& places);
/// One row a duty: counts, rates and forecast. Rates have four decimals.
[[nodiscard]] std::string coverage_csv(plan const& p, program const& rules);
/// area, per_day, needed, planned_with.
[[nodiscard]] std::string areas_csv(plan const& p);
/// place, duty, due_by: what no hands are left for.
[[nodiscard]] std::string unplaced_csv(plan const& p, program const& rules, std::vector<place> const& places);

}}}  // namespace gongdan::duty
