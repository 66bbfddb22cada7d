#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/time/civil.hpp>

#include <cstdint>
#include <limits>
#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// The known name that was likely meant by an unknown one: at most two letters inserted, left out
/// or changed, and fewer than half of them. Empty where there is none; of equal distances the
/// first.
[[nodiscard]] std::string_view nearest_name(std::string_view word, std::vector<std::string_view> const& known);

/// The second half of a sentence about an unknown name: `; did you mean 'repair'?`, or where
/// nothing is near, `; known are repair, alarm`.
[[nodiscard]] std::string name_hint(std::string_view word, std::vector<std::string_view> const& known);

/// `'reapir' is not known; did you mean 'repair'?`
[[nodiscard]] std::string unknown_name(std::string_view word, std::vector<std::string_view> const& known);

/// The codes of an enumeration, in its order.
template <class Enum>
[[nodiscard]] std::vector<std::string_view> codes() {
    std::vector<std::string_view> all;
    for (term const& t : labels<Enum>::table) all.push_back(t.code);
    return all;
}

/// A word as an enumerator, by its code or either label, or the sentence of unknown_name.
template <class Enum>
[[nodiscard]] reading<Enum> read_one_of(std::string_view word) {
    auto const found = parse_label<Enum>(word);
    return {found, found ? std::string{} : unknown_name(word, codes<Enum>())};
}

inline constexpr std::int64_t least_integer = std::numeric_limits<std::int64_t>::min();
inline constexpr std::int64_t greatest_integer = std::numeric_limits<std::int64_t>::max();
inline constexpr double least_number = std::numeric_limits<double>::lowest();
inline constexpr double greatest_number = std::numeric_limits<double>::max();

/// A whole text as a number within [min, max]; no blanks, no plus sign, the decimal sign is a
/// point.
[[nodiscard]] reading<std::int64_t> read_integer(std::string_view text,
                                                 std::int64_t min = least_integer,
                                                 std::int64_t max = greatest_integer);
[[nodiscard]] reading<double> read_number(std::string_view text,
                                          double min = least_number,
                                          double max = greatest_number);

/// A text fit to be quoted in a sentence: in single quotes, control characters as `?`, cut after
/// some 60 bytes.
[[nodiscard]] std::string quoted(std::string_view text);

/// Empty where the value lies within [min, max], else a sentence.
[[nodiscard]] std::string outside(std::int64_t value, std::int64_t min, std::int64_t max);
[[nodiscard]] std::string outside(double value, double min, double max);

}}  // namespace gongdan
