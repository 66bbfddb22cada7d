#pragma once

#include <gongdan/simulate/fit.hpp>
#include <gongdan/simulate/holdout.hpp>

#include <string>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

/// The scenario in TOML, which `read_scenario` takes as it is; `[fit]` in it says where it comes from. The same fit gives
/// the same bytes.
[[nodiscard]] std::string scenario_text(fitted_log const& f);

/// `fit.csv`: a row a class, span and law that was tried, spans in the scenario's unit.
[[nodiscard]] std::string fit_csv(fitted_log const& f);

/// `holdout.csv`: a row a class, and one for all; spans in seconds.
[[nodiscard]] std::string holdout_csv(holdout const& h);

/// `fit.json` (docs/reference/simulate.md).
[[nodiscard]] std::string fit_json(fitted_log const& f);

}  // namespace simulate
}}  // namespace gongdan
