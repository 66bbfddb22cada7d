#pragma once

#include <gongdan/lifecycle/lifecycle.hpp>

#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// The built-in types, in a fixed order. Needs the compiled library; a header-only host, which includes the machines
/// it uses one file each, lists its own.
[[nodiscard]] std::vector<lifecycle const*> builtin_lifecycles();

}}  // namespace gongdan
