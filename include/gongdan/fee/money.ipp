#pragma once

#include <gongdan/fee/money.hpp>

#include <fmt/format.h>

#include <charconv>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace money_detail {

/// Digits alone, no more than eleven of them.
inline bool take_digits(std::string_view text, std::int64_t& n) {
    if (text.empty() || text.size() > 11) return false;
    for (char const c : text)
        if (c < '0' || c > '9') return false;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return true;
}

}  // namespace money_detail

GONGDAN_INLINE reading<money> read_money(std::string_view text) {
    auto const point = text.find('.');
    auto const fraction = point == std::string_view::npos ? std::string_view{"0"} : text.substr(point + 1);
    std::int64_t whole = 0;
    std::int64_t part = 0;
    if (!money_detail::take_digits(text.substr(0, point), whole) || fraction.size() > 2 ||
        !money_detail::take_digits(fraction, part))
        return {{}, "an amount is written 2400 or 45.50"};
    money const m = yuan(whole) + money{fraction.size() == 1 ? part * 10 : part};
    if (greatest_amount < m) return {{}, fmt::format("an amount is at most {}", to_text(greatest_amount))};
    return {m, {}};
}

GONGDAN_INLINE std::string to_text(money m) {
    if (m.fen % 100 == 0) return std::to_string(m.fen / 100);
    auto const fen = m.fen < 0 ? -m.fen : m.fen;
    return fmt::format("{}{}.{:02}", m.fen < 0 ? "-" : "", fen / 100, fen % 100);
}

}}  // namespace gongdan
