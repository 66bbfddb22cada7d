#pragma once

#include <gongdan/sla/explain.hpp>

#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

/// The explanation as one JSON object: deadline, flag, reason, target, unit (`s`, `service s`, `working days`, `days`),
/// budget, what was counted, the notes, and the segments with their running sum; sentences in both languages.
[[nodiscard]] std::string to_json(explanation const& e, calendar const& days);

/// One line a day, to be checked with a finger: a mark for each half hour, or for each day where days are counted (`#`
/// counts, `=` held, `.` stands still); then what that day counted, the sum so far, and why.
[[nodiscard]] std::string to_strip(explanation const& e, calendar const& days, language l);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/sla/explain_forms.ipp>
#endif
