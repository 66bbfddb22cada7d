#pragma once

#include <gongdan/core/located.hpp>
#include <gongdan/dispatch/problem.hpp>

#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

/// Whether a text looks like one of Solomon's instances: a name, then the word VEHICLE.
[[nodiscard]] bool is_solomon(std::string_view text);

/// One of Solomon's instances (1987). Times are the file's × 1000, and so are distances, each arc rounded; the cost
/// is the distance. Customers keep their numbers, vehicles are numbered from 1. Throws input_error, which cites `name`.
[[nodiscard]] problem read_solomon(std::string_view text, std::string_view name);

}}}  // namespace gongdan::dispatch

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/solomon.ipp>
#endif
