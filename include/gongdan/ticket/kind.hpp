#pragma once

#include <gongdan/core/config.hpp>

#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

/// The codes of the built-in ticket types; a host's own types bring codes of their own.
namespace kind {

inline constexpr std::string_view repair = "repair";
inline constexpr std::string_view alarm = "alarm";
inline constexpr std::string_view install = "install";
inline constexpr std::string_view ignition = "ignition";
inline constexpr std::string_view inspection = "inspection";
inline constexpr std::string_view imported = "imported";

}  // namespace kind

}}  // namespace gongdan
