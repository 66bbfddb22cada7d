#pragma once

#include <gongdan/time/civil.hpp>

#include <fmt/format.h>
#include <boost/date_time/gregorian/gregorian_types.hpp>

#include <stdexcept>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace civil_detail {

using rules = boost::gregorian::gregorian_calendar;

inline std::int64_t epoch_day_number() {
    static std::int64_t const n = rules::day_number(rules::ymd_type(1970, 1, 1));
    return n;
}

/// Reads exactly `digits` digits at `at`; -1 where they are not there.
inline int number(std::string_view text, std::size_t at, std::size_t digits) {
    if (at + digits > text.size()) return -1;
    int n = 0;
    for (char const c : text.substr(at, digits)) {
        if (c < '0' || c > '9') return -1;
        n = n * 10 + (c - '0');
    }
    return n;
}

inline bool has(std::string_view text, std::size_t at, char c) { return at < text.size() && text[at] == c; }

inline void put_two(char* at, unsigned n) {
    at[0] = static_cast<char>('0' + n / 10);
    at[1] = static_cast<char>('0' + n % 10);
}

template <class T>
reading<T> unreadable(std::string sentence) {
    return {std::nullopt, std::move(sentence)};
}

}  // namespace civil_detail

GONGDAN_INLINE std::optional<day> make_day(int year, unsigned month, unsigned day_of_month) {
    using civil_detail::rules;
    if (year < first_year || year > last_year || month < 1 || month > 12 || day_of_month < 1) return {};
    auto const y = static_cast<unsigned short>(year);
    auto const m = static_cast<unsigned short>(month);
    if (day_of_month > rules::end_of_month_day(y, m)) return {};
    auto const d = static_cast<unsigned short>(day_of_month);
    return day{
        static_cast<std::int32_t>(rules::day_number(rules::ymd_type(y, m, d)) - civil_detail::epoch_day_number())};
}

GONGDAN_INLINE civil_date split(day d) {
    auto const n = static_cast<civil_detail::rules::date_int_type>(d.number + civil_detail::epoch_day_number());
    auto const ymd = civil_detail::rules::from_day_number(n);
    return {ymd.year, ymd.month, ymd.day};
}

GONGDAN_INLINE reading<day> read_day(std::string_view text) {
    using namespace civil_detail;
    int const y = number(text, 0, 4);
    int const m = number(text, 5, 2);
    int const d = number(text, 8, 2);
    if (text.size() != 10 || y < 0 || m < 0 || d < 0 || !has(text, 4, '-') || !has(text, 7, '-'))
        return unreadable<day>(fmt::format("'{}' is not a date (YYYY-MM-DD)", text));
    auto const made = make_day(y, static_cast<unsigned>(m), static_cast<unsigned>(d));
    if (!made) return unreadable<day>(fmt::format("there is no day {}", text));
    return {made, {}};
}

GONGDAN_INLINE reading<seconds> read_time_of_day(std::string_view text) {
    using namespace civil_detail;
    int const h = number(text, 0, 2);
    int const m = number(text, 3, 2);
    bool const with_seconds = text.size() == 8;
    int const s = with_seconds ? number(text, 6, 2) : 0;
    bool const shaped = (text.size() == 5 || with_seconds) && has(text, 2, ':') && (!with_seconds || has(text, 5, ':'));
    if (!shaped || h < 0 || m < 0 || s < 0)
        return unreadable<seconds>(fmt::format("'{}' is not a time of day (HH:MM or HH:MM:SS)", text));
    if (m > 59 || s > 59 || h > 24 || (h == 24 && m + s > 0))
        return unreadable<seconds>(fmt::format("there is no time {}", text));
    return {seconds{h * 3600 + m * 60 + s}, {}};
}

GONGDAN_INLINE reading<instant> read_instant(std::string_view text) {
    if (text.size() < 16 || (text[10] != ' ' && text[10] != 'T'))
        return civil_detail::unreadable<instant>(fmt::format("'{}' is not a time (YYYY-MM-DD HH:MM[:SS])", text));
    auto const d = read_day(text.substr(0, 10));
    if (!d) return {std::nullopt, d.wrong};
    auto const s = read_time_of_day(text.substr(11));
    if (!s) return {std::nullopt, s.wrong};
    return {start_of(*d) + *s, {}};
}

GONGDAN_INLINE day on(std::string_view text) {
    auto const r = read_day(text);
    if (!r) throw std::invalid_argument(r.wrong);
    return *r;
}

GONGDAN_INLINE instant at(std::string_view text) {
    auto const r = read_instant(text);
    if (!r) throw std::invalid_argument(r.wrong);
    return *r;
}

GONGDAN_INLINE std::array<char, 19> stamp(instant t) {
    using civil_detail::put_two;
    auto const date = split(day_of(t));
    auto const second = static_cast<unsigned>(time_of_day(t).count());
    std::array<char, 19> s{'0', '0', '0', '0', '-', '0', '0', '-', '0', '0',
                           ' ', '0', '0', ':', '0', '0', ':', '0', '0'};
    put_two(&s[0], static_cast<unsigned>(date.year) / 100);
    put_two(&s[2], static_cast<unsigned>(date.year) % 100);
    put_two(&s[5], date.month);
    put_two(&s[8], date.day_of_month);
    put_two(&s[11], second / 3600);
    put_two(&s[14], second / 60 % 60);
    put_two(&s[17], second % 60);
    return s;
}

GONGDAN_INLINE std::string to_text(day d) { return {stamp(start_of(d)).data(), 10}; }

GONGDAN_INLINE std::string to_text(instant t) {
    return {stamp(t).data(), static_cast<std::size_t>(t.since_epoch % 60 == 0 ? 16 : 19)};
}

GONGDAN_INLINE std::string time_of_day_text(seconds since_midnight) {
    auto const n = since_midnight.count();
    auto const hm = fmt::format("{:02}:{:02}", n / 3600, n / 60 % 60);
    return n % 60 == 0 ? hm : fmt::format("{}:{:02}", hm, n % 60);
}

GONGDAN_INLINE std::string to_text_ending_day(instant t) {
    return time_of_day(t) == seconds{0} ? to_text(day_of(t) - 1) + " 24:00" : to_text(t);
}

GONGDAN_INLINE std::string span_text(seconds s) {
    auto const n = s.count() < 0 ? -s.count() : s.count();
    std::string const sign = s.count() < 0 ? "-" : "";
    if (n >= 3600) return fmt::format("{}{} h {:02} min", sign, n / 3600, n / 60 % 60);
    if (n >= 60)
        return n % 60 == 0 ? fmt::format("{}{} min", sign, n / 60)
                           : fmt::format("{}{} min {:02} s", sign, n / 60, n % 60);
    return fmt::format("{}{} s", sign, n);
}

}}  // namespace gongdan
