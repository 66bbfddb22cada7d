#pragma once

#include <gongdan/simulate/study.hpp>

#include <string>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

/// `result.json` (docs/reference/simulate.md): the same summary gives the same bytes.
[[nodiscard]] std::string result_text(summary const& s);
/// With `vary`, `compare` and `sensitivity` where the study has them.
[[nodiscard]] std::string result_text(study const& s);

}  // namespace simulate
}}  // namespace gongdan
