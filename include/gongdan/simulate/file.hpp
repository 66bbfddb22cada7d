#pragma once

#include <gongdan/files/source.hpp>
#include <gongdan/simulate/scenario.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

/// A scenario from TOML (docs/reference/simulate.md). Throws input_error with file, line and key.
[[nodiscard]] scenario read_scenario(source const& from);

}  // namespace simulate
}}  // namespace gongdan
