#pragma once

#include <gongdan/ticket/payload.hpp>

#include <optional>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A point on the map, in degrees.
struct point {
    double latitude = 0;
    double longitude = 0;
};

/// Great-circle distance, in metres.
[[nodiscard]] double metres_between(point a, point b);

/// Where a ticket's fields `lat` and `lon` say it is; nothing where one is missing or no number.
[[nodiscard]] std::optional<point> place_of(payload const& fields);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/ticket/place.ipp>
#endif
