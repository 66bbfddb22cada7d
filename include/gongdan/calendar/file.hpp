#pragma once

#include <gongdan/calendar/china.hpp>
#include <gongdan/files/source.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A calendar from a TOML file (docs/reference/calendar.md): days of its own, or laid over mainland China's. Throws
/// input_error naming line and key; a day given twice in the file is an error. `base` says how China's is wanted where
/// the file builds on it.
[[nodiscard]] calendar read_calendar(source const& from, china_options base = {});

}}  // namespace gongdan
