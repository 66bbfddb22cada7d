#pragma once

#include <gongdan/calendar/china.hpp>
#include <gongdan/core/located.hpp>
#include <gongdan/files/source.hpp>

#include <optional>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A calendar from a TOML file (docs/reference/calendar.md), with days of its own or built on mainland China's. Throws
/// input_error naming file, line and key; a day given twice in one file is an error. `base` says how China's is wanted,
/// and as known on which day the file is read.
[[nodiscard]] calendar read_calendar(source const& from, china_options base = {});
/// From several files, each laid over those before it: where two speak of a day, or of the same hours, the later counts.
[[nodiscard]] calendar read_calendar_layers(std::vector<source> const& layers, china_options base = {});

/// Something in a calendar's file that is allowed and yet likely wrong.
struct calendar_doubt {
    location at;
    sentence what;
};

/// What is doubtful in the files, laid over each other as `read_calendar_layers` lays them: entries that change nothing (a
/// make-up day that is worked anyway, days off that are of rest anyway), a year without any arrangement, a statutory day
/// off that is worked, an entry without a source, and, seen from `today`, coverage that has ended or ends within 60
/// days. Throws what that throws.
[[nodiscard]] std::vector<calendar_doubt> check_calendar(std::vector<source> const& layers,
                                                         std::optional<day> today = {});

}}  // namespace gongdan
