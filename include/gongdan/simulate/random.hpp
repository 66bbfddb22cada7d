#pragma once

#include <gongdan/simulate/distribution.hpp>

#include <array>
#include <cstdint>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

/// What a random number decides. Each purpose has numbers of its own, so that asking for one more of one kind shifts
/// none of another.
enum class purpose : std::uint32_t {  // no labels: never shown
    arrival,
    service,
    travel,
    absence,
    revisit,
    patience,
    batch,
    another_time,
    part,
    rework,
    place,
    sickness,  ///< of a crew, the shift in the place of the ticket
    intake,
    burst  ///< of a class, the stretch in the place of the ticket
};

/// Names one draw: whose it is, what for, and the how-many-eth.
struct draw {
    std::uint64_t family = 0;  ///< the class, by `family_of` its name
    std::uint64_t number = 0;  ///< the ticket within its class
    purpose what = purpose::arrival;
    std::uint32_t n = 0;
};

/// The same name gives the same family in every scenario: two scenarios are compared with common random numbers,
/// whatever other classes they have.
[[nodiscard]] std::uint64_t family_of(std::string_view name);

/// Random numbers without a state: each is a function of seed, replication and draw (Philox4x64-10 of Random123).
/// In which order, in which thread and how often they are asked for does not matter (D11).
class random_source {
public:
    using block = std::array<std::uint64_t, 4>;

    constexpr random_source(std::uint64_t seed, std::uint64_t replication) : key_{seed, replication} {}

    /// Four words of a draw; further rounds give four more each.
    [[nodiscard]] block words(draw const& d, std::uint64_t round = 0) const;
    /// A number in (0, 1), both ends excluded.
    [[nodiscard]] double uniform(draw const& d) const { return unit(words(d)[0]); }
    /// One of the distribution's values, never negative, in its unit.
    [[nodiscard]] double sample(distribution const& of, draw const& d) const;

    /// The upper 53 bits of a word as a number in (0, 1).
    [[nodiscard]] static constexpr double unit(std::uint64_t word) {
        return (static_cast<double>(word >> 11) + 0.5) * 0x1p-53;
    }

private:
    [[nodiscard]] double gamma(double shape, draw const& d) const;

    std::array<std::uint64_t, 2> key_;
};

/// The mean of what `sample` gives.
[[nodiscard]] double expected_of(distribution const& of);

/// A span in ticks. What is random becomes whole here and nowhere else, so that the last bit of a logarithm seldom
/// decides anything; spans beyond `longest_span` are cut.
[[nodiscard]] tick quantised(double span, tick per_unit);

}  // namespace simulate
}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/simulate/random.ipp>
#endif
