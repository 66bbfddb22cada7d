#pragma once

#include <gongdan/time/civil.hpp>

#include <cstdint>
#include <string>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

/// An amount of yuan, kept in whole fen (1/100 yuan).
struct money {
    std::int64_t fen = 0;

    friend constexpr bool operator==(money a, money b) { return a.fen == b.fen; }
    friend constexpr bool operator!=(money a, money b) { return a.fen != b.fen; }
    friend constexpr bool operator<(money a, money b) { return a.fen < b.fen; }
    friend constexpr money operator+(money a, money b) { return {a.fen + b.fen}; }
    friend constexpr money operator*(money a, std::int64_t times) { return {a.fen * times}; }
};

[[nodiscard]] constexpr money yuan(std::int64_t n) { return {n * 100}; }

/// The greatest amount that is read; nothing a gas company charges one customer comes near.
inline constexpr money greatest_amount = yuan(1'000'000'000);

/// `2400`, `45.5` or `45.50`, from 0 to `greatest_amount`; a third digit behind the point is refused.
[[nodiscard]] reading<money> read_money(std::string_view text);
/// `2400` or `45.50`.
[[nodiscard]] std::string to_text(money m);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/fee/money.ipp>
#endif
