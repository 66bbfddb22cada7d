#pragma once

#include <gongdan/files/source.hpp>
#include <gongdan/simulate/scenario.hpp>
#include <gongdan/simulate/statistics.hpp>

#include <string>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

/// A scenario from TOML (docs/reference/simulate.md). Throws input_error with file, line and key.
[[nodiscard]] scenario read_scenario(source const& from);

/// `result.json`: the same summary gives the same bytes.
[[nodiscard]] std::string result_text(summary const& s);

}  // namespace simulate
}}  // namespace gongdan
