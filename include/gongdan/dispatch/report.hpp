#pragma once

#include <gongdan/dispatch/plan.hpp>
#include <gongdan/dispatch/problem.hpp>

#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

/// One step a line, then one line for each visit without a crew, with its reason.
[[nodiscard]] std::string plan_csv(dispatch::problem const& p, dispatch::plan const& made);
/// A page that needs nothing else: a chart of who does what when, a map sketch where coordinates are
/// known, and what was left out and why.
[[nodiscard]] std::string plan_html(dispatch::problem const& p, dispatch::plan const& made);

}}  // namespace gongdan
