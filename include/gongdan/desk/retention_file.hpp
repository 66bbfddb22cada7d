#pragma once

#include <gongdan/desk/retention.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Retention from a TOML file:
///
///     name = "城南公司留存制度"
///     version = "2026"
///
///     [[keep]]
///     types = ["alarm"]          # left out: every type
///     level = "L4"               # left out: every level
///     years = 10                 # and, or instead, days
///     personal = "move"          # keep (default), move or erase
///     source = "档案管理办法 第九条"
///
/// Throws input_error naming file, line and key: what it does not know, a type that is not among these, and a rule that says
/// no time.
[[nodiscard]] retention read_retention(source const& from, std::vector<lifecycle const*> const& types);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/desk/retention_file.ipp>
#endif
