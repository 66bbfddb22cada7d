#pragma once

// The edge to Boost.Date_Time, for hosts that keep their times in it. The engine itself computes with integers.

#include <gongdan/time/civil.hpp>

#include <boost/date_time/posix_time/posix_time_types.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// The civil day of a date; a special value (not_a_date_time, infinities) is a broken precondition.
[[nodiscard]] inline day from_boost(boost::gregorian::date d) {
    return {static_cast<std::int32_t>((d - boost::gregorian::date(1970, 1, 1)).days())};
}

/// The civil instant of a ptime, fractions of a second dropped.
[[nodiscard]] inline instant from_boost(boost::posix_time::ptime t) {
    return start_of(from_boost(t.date())) + seconds{t.time_of_day().total_seconds()};
}

[[nodiscard]] inline boost::gregorian::date to_boost(day d) {
    return boost::gregorian::date(1970, 1, 1) + boost::gregorian::days(d.number);
}

[[nodiscard]] inline boost::posix_time::ptime to_boost(instant t) {
    return {to_boost(day_of(t)), boost::posix_time::seconds(static_cast<long>(time_of_day(t).count()))};
}

}}  // namespace gongdan
