#pragma once

#include <gongdan/ticket/field.hpp>
#include <gongdan/ticket/place.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE double metres_between(point a, point b) {
    constexpr double earth = 6'371'000;
    constexpr double radians = 3.14159265358979323846 / 180;
    double const half_lat = std::sin((b.latitude - a.latitude) * radians / 2);
    double const half_lon = std::sin((b.longitude - a.longitude) * radians / 2);
    double const h =
        half_lat * half_lat + std::cos(a.latitude * radians) * std::cos(b.latitude * radians) * half_lon * half_lon;
    return 2 * earth * std::asin(std::min(1.0, std::sqrt(h)));
}

namespace place_detail {

inline std::optional<double> degrees(std::string_view text, double most) {
    std::string const copy{text};
    char* end = nullptr;
    double const value = std::strtod(copy.c_str(), &end);
    bool const whole = !copy.empty() && *end == '\0';
    return whole && std::abs(value) <= most ? std::optional<double>{value} : std::nullopt;
}

}  // namespace place_detail

GONGDAN_INLINE std::optional<point> place_of(payload const& fields) {
    auto const lat = place_detail::degrees(fields.get(field::latitude), 90);
    auto const lon = place_detail::degrees(fields.get(field::longitude), 180);
    return lat && lon ? std::optional<point>{point{*lat, *lon}} : std::nullopt;
}

}}  // namespace gongdan
