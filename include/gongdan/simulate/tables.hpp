#pragma once

#include <gongdan/simulate/study.hpp>

#include <string>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

/// What a study found as CSV tables, each with its file name: `targets.csv`, `classes.csv`, `hours.csv`, and where there
/// is such a part `vary.csv`, `compare.csv`. Shares are fractions; what is not known is empty.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> tables_of(study const& s);

/// What happened in one replication, a line each: `time,event,ticket,class,crew`. Runs it once more.
[[nodiscard]] std::string event_log(simulation const& s, std::uint64_t replication);

/// The desk's own history of one replication as XES (IEEE 1849), for process mining. Runs it once more and keeps all of
/// it in memory. With a clock finer than seconds times are cut to them.
[[nodiscard]] std::string event_log_xes(simulation const& s, std::uint64_t replication);

}  // namespace simulate
}}  // namespace gongdan
