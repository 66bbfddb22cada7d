#pragma once

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/difference.hpp>

#include <string>
#include <vector>

namespace cli {

/// How two readings of one journal differ: who would have been late, by type and target, and the first of the tickets.
std::string differences_text(gongdan::desk const& before,
                             gongdan::desk const& after,
                             std::vector<gongdan::ticket_difference> const& all,
                             gongdan::instant as_of,
                             gongdan::language lang);

/// A row a ticket and target: `ticket,type,level,target,deadline_before,verdict_before,deadline_after,verdict_after`.
std::string differences_csv(gongdan::desk const& before, std::vector<gongdan::ticket_difference> const& all);

}  // namespace cli
