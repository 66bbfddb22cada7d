#pragma once

#include <gongdan/core/config.hpp>

#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE { namespace utf8 {

inline unsigned byte_at(std::string_view text, std::size_t i) {
    return i < text.size() ? static_cast<unsigned char>(text[i]) : 0U;  // 0 is neither lead nor trail anywhere
}

inline bool is_trail(unsigned byte) { return (byte & 0xC0U) == 0x80U; }

/// Bytes of the UTF-8 sequence at `i`, which is no ASCII character; 0 where there is none. Overlong
/// forms, surrogates and what lies past U+10FFFF are none (Unicode, table 3-7).
inline std::size_t sequence_length(std::string_view text, std::size_t i) {
    unsigned const lead = byte_at(text, i);
    unsigned const second = byte_at(text, i + 1);
    if (lead < 0xC2 || lead > 0xF4 || !is_trail(second)) return 0;
    if (lead < 0xE0) return 2;
    if (!is_trail(byte_at(text, i + 2))) return 0;
    if (lead < 0xF0) return (lead == 0xE0 && second < 0xA0) || (lead == 0xED && second > 0x9F) ? 0 : 3;
    bool const outside = (lead == 0xF0 && second < 0x90) || (lead == 0xF4 && second > 0x8F);
    return outside || !is_trail(byte_at(text, i + 3)) ? 0 : 4;
}

/// How far the text is certainly ASCII without zero bytes, eight bytes at a time and then one.
inline std::size_t skip_ascii(std::string_view text, std::size_t i) {
    constexpr std::uint64_t ones = 0x0101010101010101U;
    for (std::uint64_t eight; i + sizeof eight <= text.size(); i += sizeof eight) {
        std::memcpy(&eight, text.data() + i, sizeof eight);
        if (((eight | (eight - ones)) & (ones << 7U)) != 0) break;  // a high bit, or a byte that borrowed
    }
    while (i < text.size() && static_cast<signed char>(text[i]) > 0) ++i;
    return i;
}

/// Where the text stops being UTF-8 without zero bytes; its size where it does not.
inline std::size_t first_bad_byte(std::string_view text) {
    std::size_t i = 0;
    for (;;) {
        i = skip_ascii(text, i);
        if (i == text.size() || text[i] == 0) return i;
        std::size_t const length = sequence_length(text, i);
        if (length == 0) return i;
        i += length;
    }
}

}}}  // namespace gongdan::utf8
