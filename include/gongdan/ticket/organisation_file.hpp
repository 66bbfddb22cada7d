#pragma once

#include <gongdan/files/source.hpp>
#include <gongdan/ticket/organisation.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// An organisation from a TOML file (docs/reference/units.md). Throws input_error naming line and key.
[[nodiscard]] organisation read_organisation(source const& from);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/ticket/organisation_file.ipp>
#endif
