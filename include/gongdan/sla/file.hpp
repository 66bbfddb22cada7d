#pragma once

#include <gongdan/files/source.hpp>
#include <gongdan/sla/policy.hpp>

#include <cstddef>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A policy with the lines its clauses stand in, so that what is found wrong with it later can be pointed at.
struct policy_file {
    policy rules;
    std::vector<std::size_t> clause_lines;
};

/// A policy from a TOML file (docs/reference/policy.md). Throws input_error naming line and key.
[[nodiscard]] policy_file read_policy(source const& from);

}}  // namespace gongdan
