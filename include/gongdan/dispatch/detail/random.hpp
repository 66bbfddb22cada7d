#pragma once

#include <gongdan/core/config.hpp>

#include <cstdint>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// The planner's random numbers: SplitMix64 (Steele, Lea & Flood 2014), all distributions in integers, so that a
/// plan does not depend on the standard library or the processor.
class random_stream {
public:
    explicit random_stream(std::uint64_t seed) : state_(seed) {}

    std::uint64_t next() {
        std::uint64_t z = state_ += 0x9e37'79b9'7f4a'7c15;
        z = (z ^ (z >> 30)) * 0xbf58'476d'1ce4'e5b9;
        z = (z ^ (z >> 27)) * 0x94d0'49bb'1331'11eb;
        return z ^ (z >> 31);
    }
    /// In [0, n), n below 2^32.
    std::uint32_t below(std::uint64_t n) { return static_cast<std::uint32_t>(((next() >> 32) * n) >> 32); }
    bool one_in(std::uint32_t n) { return below(n) == 0; }

    /// Exponential with mean 1, in parts of 65,536: minus the logarithm of a uniform number, taken bit by bit.
    std::uint64_t exponential() {
        std::uint64_t const u = next() | 1;
        std::uint64_t halvings = 0;
        std::uint64_t y = u;
        while (y < std::uint64_t{1} << 63) {
            y <<= 1;
            ++halvings;
        }
        // u = y / 2^63 · 2^-(halvings + 1), y / 2^63 in [1, 2)
        return ((((halvings + 1) << 16) - binary_logarithm(y >> 32)) * natural_of_binary) >> 16;
    }

private:
    /// log2 of y / 2^31, y in [2^31, 2^32), in parts of 65,536.
    static std::uint64_t binary_logarithm(std::uint64_t y) {
        std::uint64_t result = 0;
        for (std::uint64_t bit = 1 << 15; bit != 0; bit >>= 1) {
            y = (y * y) >> 31;
            if (y < std::uint64_t{1} << 32) continue;
            y >>= 1;
            result |= bit;
        }
        return result;
    }

    static constexpr std::uint64_t natural_of_binary = 45'426;  ///< ln 2, in parts of 65,536

    std::uint64_t state_;
};

}}}}  // namespace gongdan::dispatch::detail
