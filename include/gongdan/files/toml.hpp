#pragma once

#include <gongdan/files/data.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// One TOML document. Throws input_error, with the line, for what is not TOML, for a date and time
/// with an offset from UTC or with parts of a second, and for nesting deeper than 64 brackets or 32
/// parts of a dotted key.
[[nodiscard]] data_document read_toml(source const& from);

}}  // namespace gongdan
