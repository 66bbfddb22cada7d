#pragma once

#include <gongdan/calendar/calendar.hpp>

#include <optional>

namespace gongdan { inline namespace GONGDAN_MODE {

/// How mainland China's calendar is wanted.
struct china_options {
    /// As it was known on this day (included): later notices are as if unwritten, and so are the years they arrange.
    std::optional<day> as_known_on = {};
    /// Carry on past the last notice with weekends and statutory days only, to 2050, marking every answer.
    bool provisional = false;
};

/// Mainland China's working days 2002-2026 from the State Council's notices, with the visiting hours of C1.
[[nodiscard]] calendar china();
/// Refuses a day before the first dated notice (2005-12-16): what was known then is not known here.
[[nodiscard]] answer<calendar> china(china_options options);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/calendar/china.ipp>
#endif
