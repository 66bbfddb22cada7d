#pragma once

#include <gongdan/files/json_text.hpp>
#include <gongdan/journal/chain.hpp>
#ifndef GONGDAN_COMPILED
#include <gongdan/files/json_text.ipp>
#endif

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace chain_detail {

using words = std::array<std::uint64_t, 8>;
using block = std::array<std::uint64_t, 16>;
constexpr std::size_t block_bytes = 128;

constexpr words initial{0x6a09e667f3bcc908, 0xbb67ae8584caa73b, 0x3c6ef372fe94f82b, 0xa54ff53a5f1d36f1,
                        0x510e527fade682d1, 0x9b05688c2b3e6c1f, 0x1f83d9abfb41bd6b, 0x5be0cd19137e2179};

// The order in which each round takes the words of a block; rounds 10 and 11 repeat 0 and 1.
constexpr std::uint8_t order[10][16] = {
    {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15}, {14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3},
    {11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4}, {7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8},
    {9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13}, {2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9},
    {12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11}, {13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10},
    {6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5}, {10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0}};

constexpr std::uint64_t turned(std::uint64_t x, unsigned by) { return x >> by | x << (64 - by); }

inline void mix(
    std::uint64_t& a, std::uint64_t& b, std::uint64_t& c, std::uint64_t& d, std::uint64_t x, std::uint64_t y) {
    a += b + x;
    d = turned(d ^ a, 32);
    c += d;
    b = turned(b ^ c, 24);
    a += b + y;
    d = turned(d ^ a, 16);
    c += d;
    b = turned(b ^ c, 63);
}

// Spelled out so that compilers make one load of it.
inline std::uint64_t word_at(char const* bytes) {
    auto const* const p = reinterpret_cast<unsigned char const*>(bytes);
    return std::uint64_t{p[0]} | std::uint64_t{p[1]} << 8 | std::uint64_t{p[2]} << 16 | std::uint64_t{p[3]} << 24 |
           std::uint64_t{p[4]} << 32 | std::uint64_t{p[5]} << 40 | std::uint64_t{p[6]} << 48 |
           std::uint64_t{p[7]} << 56;
}

inline block load(std::string_view bytes) {
    char filled[block_bytes] = {};
    bytes.copy(filled, block_bytes);
    block m;
    for (std::size_t i = 0; i < m.size(); ++i) m[i] = word_at(filled + 8 * i);
    return m;
}

template <std::size_t Round>
void mix_round(block& v, block const& m) {
    constexpr auto const& s = order[Round % 10];
    mix(v[0], v[4], v[8], v[12], m[s[0]], m[s[1]]);
    mix(v[1], v[5], v[9], v[13], m[s[2]], m[s[3]]);
    mix(v[2], v[6], v[10], v[14], m[s[4]], m[s[5]]);
    mix(v[3], v[7], v[11], v[15], m[s[6]], m[s[7]]);
    mix(v[0], v[5], v[10], v[15], m[s[8]], m[s[9]]);
    mix(v[1], v[6], v[11], v[12], m[s[10]], m[s[11]]);
    mix(v[2], v[7], v[8], v[13], m[s[12]], m[s[13]]);
    mix(v[3], v[4], v[9], v[14], m[s[14]], m[s[15]]);
}

/// Each round is code of its own, so that the order costs nothing at run time.
template <std::size_t... Rounds>
void mix_rounds(block& v, block const& m, std::index_sequence<Rounds...>) {
    (mix_round<Rounds>(v, m), ...);
}

/// Takes one block of at most 128 bytes into the state; `counted` bytes have been taken with it.
inline void compress(words& h, std::string_view bytes, std::uint64_t counted, bool is_last) {
    block const m = load(bytes);
    block v;
    std::copy(h.begin(), h.end(), v.begin());
    std::copy(initial.begin(), initial.end(), v.begin() + 8);
    v[12] ^= counted;
    if (is_last) v[14] = ~v[14];
    mix_rounds(v, m, std::make_index_sequence<12>{});
    for (std::size_t i = 0; i < h.size(); ++i) h[i] ^= v[i] ^ v[i + 8];
}

inline void append_column(std::string& to, std::string_view text) {
    char length[20];
    auto const end = std::to_chars(length, length + sizeof length, text.size()).ptr;
    to.append(length, end) += ':';
    to.append(text) += ',';
}

inline void append_column(std::string& to, std::uint64_t number) {
    char digits[20];
    auto const end = std::to_chars(digits, digits + sizeof digits, number).ptr;
    append_column(to, std::string_view{digits, static_cast<std::size_t>(end - digits)});
}

inline std::string payload_text(payload const& data) {
    if (data.empty()) return "{}";
    json_text j;
    j.begin_object();
    for (auto const& [name, text] : data) j.member(name, text);
    return j.end().text();
}

inline std::string_view view(std::array<char, 19> const& a) { return {a.data(), a.size()}; }

}  // namespace chain_detail

GONGDAN_INLINE chain_link blake2b(std::string_view bytes) {
    using namespace chain_detail;
    words h = initial;
    h[0] ^= 0x01010000U ^ std::tuple_size_v<chain_link>;
    std::uint64_t counted = 0;
    for (; bytes.size() > block_bytes; bytes.remove_prefix(block_bytes))
        compress(h, bytes.substr(0, block_bytes), counted += block_bytes, false);
    compress(h, bytes, counted + bytes.size(), true);
    chain_link out;
    for (std::size_t i = 0; i < out.size(); ++i) out[i] = static_cast<std::uint8_t>(h[i / 8] >> (8 * (i % 8)));
    return out;
}

GONGDAN_INLINE chain_link next_link(chain_link const& before, journal_row const& row, std::string& scratch) {
    using chain_detail::append_column;
    scratch.assign(before.begin(), before.end());
    append_column(scratch, row.sequence);
    append_column(scratch, row.ticket);
    for (std::string_view const text : {row.type, row.event, row.occurred_at, row.recorded_at, row.actor, row.role,
                                        row.command_id, row.standing, row.payload})
        append_column(scratch, text);
    return blake2b(scratch);
}

GONGDAN_INLINE std::string to_hex(chain_link const& link) {
    std::string text;
    for (unsigned const byte : link) text += fmt::format("{:02x}", byte);
    return text;
}

GONGDAN_INLINE journal_row row_of(entry const& e, row_texts& texts) {
    texts.payload = chain_detail::payload_text(e.data);
    texts.occurred_at = stamp(e.occurred_at);
    texts.recorded_at = stamp(e.recorded_at);
    return {e.sequence,
            e.ticket.value,
            e.kind,
            e.event,
            chain_detail::view(texts.occurred_at),
            chain_detail::view(texts.recorded_at),
            e.actor,
            label(e.as).code,
            e.command_id,
            label(e.stands).code,
            texts.payload};
}

}}  // namespace gongdan
