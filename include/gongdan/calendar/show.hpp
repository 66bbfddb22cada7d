#pragma once

#include <gongdan/calendar/calendar.hpp>

#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A month as a page of text, Monday first: days off and make-up days marked, and below why, by which notice and out of
/// which layer; then the hours of service and what is forbidden. Chinese and English stand side by side. Refuses a month
/// that is not covered.
[[nodiscard]] answer<std::string> draw_month(calendar const& days, int year, unsigned month);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/calendar/show.ipp>
#endif
