#pragma once

#include <gongdan/core/term.hpp>

#include <chrono>
#include <cstdint>

namespace gongdan { inline namespace GONGDAN_MODE {

using seconds = std::chrono::seconds;
using minutes = std::chrono::minutes;
using hours = std::chrono::hours;

/// A civil day, counted from 1970-01-01 = 0.
struct day {
    std::int32_t number = 0;

    friend constexpr bool operator==(day a, day b) { return a.number == b.number; }
    friend constexpr bool operator!=(day a, day b) { return a.number != b.number; }
    friend constexpr bool operator<(day a, day b) { return a.number < b.number; }
    friend constexpr bool operator>(day a, day b) { return b < a; }
    friend constexpr bool operator<=(day a, day b) { return !(b < a); }
    friend constexpr bool operator>=(day a, day b) { return !(a < b); }
    friend constexpr day operator+(day a, std::int32_t n) { return {a.number + n}; }
    friend constexpr day operator-(day a, std::int32_t n) { return {a.number - n}; }
    friend constexpr std::int32_t operator-(day a, day b) { return a.number - b.number; }
};

inline constexpr std::int64_t seconds_per_day = 86'400;

/// A second of civil time as the utility's clocks show it. Which offset from UTC they show is said once, by
/// `civil_offset`; inside the engine there is no other time.
struct instant {
    std::int64_t since_epoch = 0;  ///< seconds since 1970-01-01 00:00:00 civil time

    friend constexpr bool operator==(instant a, instant b) { return a.since_epoch == b.since_epoch; }
    friend constexpr bool operator!=(instant a, instant b) { return a.since_epoch != b.since_epoch; }
    friend constexpr bool operator<(instant a, instant b) { return a.since_epoch < b.since_epoch; }
    friend constexpr bool operator>(instant a, instant b) { return b < a; }
    friend constexpr bool operator<=(instant a, instant b) { return !(b < a); }
    friend constexpr bool operator>=(instant a, instant b) { return !(a < b); }
    friend constexpr instant operator+(instant a, seconds s) { return {a.since_epoch + s.count()}; }
    friend constexpr instant operator-(instant a, seconds s) { return {a.since_epoch - s.count()}; }
    friend constexpr seconds operator-(instant a, instant b) { return seconds{a.since_epoch - b.since_epoch}; }
};

/// Earlier and later than every instant the engine computes with.
inline constexpr instant distant_past{-(std::int64_t{1} << 60)};
inline constexpr instant distant_future{std::int64_t{1} << 60};

/// 00:00 of the day, which is also 24:00 of the day before.
[[nodiscard]] constexpr instant start_of(day d) { return {d.number * seconds_per_day}; }
[[nodiscard]] constexpr instant end_of(day d) { return start_of(d + 1); }

/// The day an instant lies in; 24:00 of a day lies in the next.
[[nodiscard]] constexpr day day_of(instant t) {
    std::int64_t const q = t.since_epoch / seconds_per_day;
    return {static_cast<std::int32_t>(t.since_epoch < q * seconds_per_day ? q - 1 : q)};
}

/// Seconds since 00:00, in [0, 86400).
[[nodiscard]] constexpr seconds time_of_day(instant t) { return t - start_of(day_of(t)); }

enum class weekday : std::uint8_t {
    monday,
    tuesday,
    wednesday,
    thursday,
    friday,
    saturday,
    sunday
};  // no labels: days are shown by date

template <>
struct labels<weekday> {
    static constexpr term table[] = {
        {"monday", "星期一", "Monday"},     {"tuesday", "星期二", "Tuesday"}, {"wednesday", "星期三", "Wednesday"},
        {"thursday", "星期四", "Thursday"}, {"friday", "星期五", "Friday"},   {"saturday", "星期六", "Saturday"},
        {"sunday", "星期日", "Sunday"},
    };
};

[[nodiscard]] constexpr weekday weekday_of(day d) {
    std::int32_t const since_monday = (d.number + 3) % 7;  // 1970-01-01 was a Thursday
    return static_cast<weekday>(since_monday < 0 ? since_monday + 7 : since_monday);
}

/// How far civil time runs ahead of UTC. Mainland China keeps UTC+8 the whole year.
struct civil_offset {
    seconds ahead_of_utc = hours{8};

    [[nodiscard]] constexpr instant from_utc(std::int64_t unix_seconds) const {
        return instant{unix_seconds} + ahead_of_utc;
    }
    [[nodiscard]] constexpr std::int64_t to_utc(instant t) const { return (t - ahead_of_utc).since_epoch; }
};

}}  // namespace gongdan
