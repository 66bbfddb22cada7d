#pragma once

#include <gongdan/ticket/entry.hpp>
#include <gongdan/time/civil.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

/// An entry as databases keep it: its columns as texts, enumerations by code, times as `YYYY-MM-DD HH:MM:SS`, the
/// payload as a JSON object of texts.
struct journal_row {
    std::uint64_t sequence = 0;
    std::uint64_t ticket = 0;
    std::string_view type;
    std::string_view event;
    std::string_view occurred_at;
    std::string_view recorded_at;
    std::string_view actor;
    std::string_view role;
    std::string_view command_id;
    std::string_view standing;
    std::string_view payload;
};

/// One link of the chain over a journal: the BLAKE2b-256 hash of the link before and the row. All zeros stand before the
/// first row.
using chain_link = std::array<std::uint8_t, 32>;

/// The link of a row that comes after another. What is hashed are the 32 bytes of the link before and then, in the
/// order of journal_row, each column as `<bytes>:<text>,`. `scratch` is memory to be used again.
[[nodiscard]] chain_link next_link(chain_link const& before, journal_row const& row, std::string& scratch);

/// BLAKE2b with 32 bytes of output and no key (RFC 7693).
[[nodiscard]] chain_link blake2b(std::string_view bytes);

[[nodiscard]] std::string to_hex(chain_link const& link);

/// The columns of an entry, as texts kept in `texts` until it is used again.
struct row_texts {
    std::string payload;
    std::array<char, 19> occurred_at;
    std::array<char, 19> recorded_at;
};
[[nodiscard]] journal_row row_of(entry const& e, row_texts& texts);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/journal/chain.ipp>
#endif
