#pragma once

#include <gongdan/time/instant.hpp>

#include <array>
#include <optional>
#include <string>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

struct civil_date {
    int year;
    unsigned month;
    unsigned day_of_month;
};

/// Years that can be read and written, both included.
inline constexpr int first_year = 1900;
inline constexpr int last_year = 2199;

/// Nothing where there is no such date (2026-02-30) or its year is out of range.
[[nodiscard]] std::optional<day> make_day(int year, unsigned month, unsigned day_of_month);
[[nodiscard]] civil_date split(day d);

/// What was read, or one sentence that says what is wrong.
template <class T>
struct reading {
    std::optional<T> value;
    std::string wrong;

    explicit operator bool() const { return value.has_value(); }
    T const& operator*() const { return *value; }
};

/// `YYYY-MM-DD`.
[[nodiscard]] reading<day> read_day(std::string_view text);
/// `YYYY-MM-DD HH:MM[:SS]`, a `T` for the blank allowed; 24:00 is the next day's 00:00.
[[nodiscard]] reading<instant> read_instant(std::string_view text);
/// `HH:MM[:SS]`, up to and including 24:00, as seconds since 00:00.
[[nodiscard]] reading<seconds> read_time_of_day(std::string_view text);

/// As above, for literals in code and tests: a text that cannot be read is a broken precondition and throws
/// std::invalid_argument with the sentence.
[[nodiscard]] day on(std::string_view text);
[[nodiscard]] instant at(std::string_view text);

/// `YYYY-MM-DD HH:MM:SS`, seconds always; the year must be one that can be written.
[[nodiscard]] std::array<char, 19> stamp(instant t);
[[nodiscard]] std::string to_text(day d);
/// `YYYY-MM-DD HH:MM`, with `:SS` where the seconds are not zero.
[[nodiscard]] std::string to_text(instant t);
/// A deadline that ends a day reads `YYYY-MM-DD 24:00`, not 00:00 of the next.
[[nodiscard]] std::string to_text_ending_day(instant t);
/// `HH:MM[:SS]`, 24:00 included.
[[nodiscard]] std::string time_of_day_text(seconds since_midnight);
/// `3 h 05 min`, `12 min 30 s`, `0 s`: for people, in either language's units.
[[nodiscard]] std::string span_text(seconds s);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/time/civil.ipp>
#endif
