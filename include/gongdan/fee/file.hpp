#pragma once

#include <gongdan/fee/schedule.hpp>
#include <gongdan/files/source.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace fee {

/// A schedule of fees from a TOML file (docs/reference/registration.md). Throws input_error naming line and key, also
/// where two prices for the same thing hold on one day.
[[nodiscard]] schedule read_schedule(source const& from);

}}}  // namespace gongdan::fee
