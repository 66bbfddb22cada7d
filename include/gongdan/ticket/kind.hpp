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
inline constexpr std::string_view consult = "consult";
inline constexpr std::string_view complaint = "complaint";
inline constexpr std::string_view modification = "modification";
inline constexpr std::string_view gas_stop = "gas_stop";
inline constexpr std::string_view unseal = "unseal";
inline constexpr std::string_view seal = "seal";
inline constexpr std::string_view bellows = "bellows";
inline constexpr std::string_view meter_change = "meter_change";
inline constexpr std::string_view decommission = "decommission";
inline constexpr std::string_view network_fault = "network_fault";
inline constexpr std::string_view rectification = "rectification";
inline constexpr std::string_view outage = "outage";
inline constexpr std::string_view counter = "counter";
inline constexpr std::string_view inquiry = "inquiry";
inline constexpr std::string_view return_visit = "return_visit";
inline constexpr std::string_view imported = "imported";

}  // namespace kind

}}  // namespace gongdan
