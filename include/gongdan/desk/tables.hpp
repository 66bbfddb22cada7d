#pragma once

#include <gongdan/desk/desk.hpp>

#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

// A desk as tables in CSV; tickets go by the host's number. `seen_by` names a unit of the desk's organisation whose tickets
// are wanted (R1); empty, all are.

/// `tickets.csv`: a row a ticket and target, as of an instant.
[[nodiscard]] std::string tickets_csv(desk const& d, instant as_of, std::string_view seen_by = {});

/// `owners.csv` (T27): `ticket,owner,from,to,seconds,held_seconds`, a row a ticket and owner up to an instant; the owner is
/// empty before the first of the staff dealt with it.
[[nodiscard]] std::string owners_csv(desk const& d, instant as_of, std::string_view seen_by = {});

/// `duplicates.csv`: open tickets that may be one matter told twice, each pair once, the one opened first in front:
/// `ticket,duplicate,apart_seconds,same_address,metres`.
[[nodiscard]] std::string duplicates_csv(desk const& d, std::string_view seen_by = {});

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/desk/tables.ipp>
#endif
