#pragma once

#include <gongdan/files/names.hpp>

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <locale>
#include <numeric>
#include <sstream>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace names_detail {

/// Letters to insert, leave out or change to make one word of the other (bytes of UTF-8 count as
/// letters).
inline std::size_t edit_distance(std::string_view a, std::string_view b) {
    std::vector<std::size_t> row(b.size() + 1);
    std::iota(row.begin(), row.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        std::size_t diagonal = std::exchange(row[0], i);
        for (std::size_t j = 1; j <= b.size(); ++j) {
            std::size_t const changed = diagonal + (a[i - 1] == b[j - 1] ? 0 : 1);
            diagonal = row[j];
            row[j] = std::min({changed, row[j] + 1, row[j - 1] + 1});
        }
    }
    return row.back();
}

inline constexpr std::size_t farthest = 2;

inline bool lengths_are_near(std::string_view a, std::string_view b) {
    return std::max(a.size(), b.size()) - std::min(a.size(), b.size()) <= farthest;
}

template <class T>
reading<T> within(T value, T min, T max) {
    std::string wrong = outside(value, min, max);
    if (!wrong.empty()) return {std::nullopt, std::move(wrong)};
    return {value, {}};
}

}  // namespace names_detail

GONGDAN_INLINE std::string_view nearest_name(std::string_view word, std::vector<std::string_view> const& known) {
    std::string_view best;
    std::size_t limit = std::min(names_detail::farthest + 1, (word.size() + 1) / 2);  // distances below it count
    for (std::string_view const name : known) {
        if (!names_detail::lengths_are_near(word, name)) continue;
        std::size_t const d = names_detail::edit_distance(word, name);
        if (d >= limit) continue;
        limit = d;
        best = name;
    }
    return best;
}

GONGDAN_INLINE std::string name_hint(std::string_view word, std::vector<std::string_view> const& known) {
    std::string_view const near = nearest_name(word, known);
    if (!near.empty()) return fmt::format("; did you mean '{}'?", near);
    if (known.empty()) return {};
    std::size_t const shown = std::min<std::size_t>(known.size(), 24);
    return fmt::format("; known are {}{}",
                       fmt::join(known.begin(), known.begin() + static_cast<std::ptrdiff_t>(shown), ", "),
                       shown < known.size() ? ", …" : "");
}

GONGDAN_INLINE std::string unknown_name(std::string_view word, std::vector<std::string_view> const& known) {
    return quoted(word) + " is not known" + name_hint(word, known);
}

GONGDAN_INLINE std::string quoted(std::string_view text) {
    constexpr std::size_t longest = 60;
    std::size_t cut = std::min(text.size(), longest);
    while (cut < text.size() && cut > 0 && (static_cast<unsigned char>(text[cut]) & 0xC0) == 0x80) --cut;
    std::string s{text.substr(0, cut)};
    std::replace_if(
        s.begin(), s.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20 || c == 0x7F; }, '?');
    return "'" + s + (cut < text.size() ? "…'" : "'");
}

GONGDAN_INLINE std::string outside(std::int64_t value, std::int64_t min, std::int64_t max) {
    if (value < min) return fmt::format("{} is too small: at least {} is expected", value, min);
    if (value > max) return fmt::format("{} is too large: at most {} is expected", value, max);
    return {};
}

GONGDAN_INLINE std::string outside(double value, double min, double max) {
    if (!std::isfinite(value)) return "a finite number is expected";
    if (value < min) return fmt::format("{} is too small: at least {} is expected", value, min);
    if (value > max) return fmt::format("{} is too large: at most {} is expected", value, max);
    return {};
}

GONGDAN_INLINE reading<std::int64_t> read_integer(std::string_view text, std::int64_t min, std::int64_t max) {
    std::int64_t n = 0;
    auto const [stop, error] = std::from_chars(text.data(), text.data() + text.size(), n);
    if (error == std::errc::result_out_of_range) return {{}, quoted(text) + " does not fit 64 bits"};
    if (error != std::errc{} || stop != text.data() + text.size()) return {{}, quoted(text) + " is not an integer"};
    return names_detail::within(n, min, max);
}

// By a stream, since not every standard library has from_chars for double, and strtod follows the
// process's locale.
GONGDAN_INLINE reading<double> read_number(std::string_view text, double min, double max) {
    double d = 0;
    std::istringstream in{std::string{text}};
    in.imbue(std::locale::classic());
    bool const shaped = !text.empty() && text[0] != '+' && text.find_first_not_of("0123456789+-.eE") == text.npos;
    if (!shaped || !(in >> d) || in.peek() != std::istringstream::traits_type::eof())
        return {{}, quoted(text) + " is not a number"};
    return names_detail::within(d, min, max);
}

}}  // namespace gongdan
