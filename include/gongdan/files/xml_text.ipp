#pragma once

#include <gongdan/core/utf8.hpp>
#include <gongdan/files/xml_text.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstddef>
#include <cstdint>
#include <iterator>
#include <optional>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace xml_text_detail {

struct escape {
    std::uint32_t code;
    std::size_t length;
};

/// An escape at the beginning of a text.
inline std::optional<escape> read_escape(std::string_view text) {
    if (text.substr(0, 2) != "_x") return {};
    for (std::size_t const digits : {std::size_t{4}, std::size_t{6}}) {
        std::uint32_t code = 0;
        if (text.size() < digits + 3 || text[digits + 2] != '_') continue;
        auto const* const end = text.data() + 2 + digits;
        if (std::from_chars(text.data() + 2, end, code, 16).ptr == end && code <= 0x10FFFF)
            return escape{code, digits + 3};
    }
    return {};
}

inline void append_escape(std::string& out, std::uint32_t code) {
    fmt::format_to(std::back_inserter(out), code < 0x10000 ? "_x{:04X}_" : "_x{:06X}_", code);
}

inline void append_utf8(std::string& out, std::uint32_t code) {
    auto const byte = [&](std::uint32_t bits) { out += static_cast<char>(bits); };
    auto const trail = [&](unsigned shift) { byte(0x80U | (code >> shift & 0x3FU)); };
    if (code < 0x80) return byte(code);
    if (code < 0x800) return byte(0xC0U | code >> 6), trail(0);
    if (code < 0x10000) return byte(0xE0U | code >> 12), trail(6), trail(0);
    byte(0xF0U | code >> 18);
    for (unsigned const shift : {12U, 6U, 0U}) trail(shift);
}

/// The character that one sequence of UTF-8 stands for.
inline std::uint32_t decode(std::string_view sequence) {
    auto const lead = utf8::byte_at(sequence, 0);
    std::uint32_t code = sequence.size() == 1 ? lead : lead & (0xFFU >> (sequence.size() + 1));
    for (std::size_t i = 1; i < sequence.size(); ++i) code = code << 6 | (utf8::byte_at(sequence, i) & 0x3FU);
    return code;
}

/// What a byte of ASCII is written as where it is not itself; nullptr where it is, or where it begins an escape.
inline char const* replaced(char c) {
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\t': return "&#9;";
    case '\n': return "&#10;";
    case '\r': return "&#13;";
    default: return nullptr;
    }
}

inline bool is_plain(char c) {
    auto const byte = static_cast<unsigned char>(c);
    return byte >= 0x20 && byte != 0xEF && c != '&' && c != '<' && c != '>' && c != '"' && c != '_';
}

inline bool is_name_character(std::uint32_t code) {
    bool const letter = (code >= 'a' && code <= 'z') || (code >= 'A' && code <= 'Z') || (code >= '0' && code <= '9');
    return letter || code == '.' || code == '-' || code == '_' || (code >= 0x4E00 && code <= 0x9FA5);
}

}  // namespace xml_text_detail

GONGDAN_INLINE void append_xml(std::string& out, std::string_view text) {
    using namespace xml_text_detail;
    while (!text.empty()) {
        auto const plain =
            static_cast<std::size_t>(std::find_if_not(text.begin(), text.end(), is_plain) - text.begin());
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) return;
        std::size_t taken = 1;
        if (auto const* const other = replaced(text[0])) out += other;
        else if (text.substr(0, 3) == "\xEF\xBF\xBE" || text.substr(0, 3) == "\xEF\xBF\xBF")
            append_escape(out, decode(text.substr(0, 3))), taken = 3;
        else if (static_cast<unsigned char>(text[0]) < 0x20 || read_escape(text))
            append_escape(out, utf8::byte_at(text, 0));
        else out += text[0];
        text.remove_prefix(taken);
    }
}

GONGDAN_INLINE std::string xml_name_part(std::string_view text) {
    using namespace xml_text_detail;
    std::string out;
    while (!text.empty()) {
        auto const length =
            utf8::byte_at(text, 0) < 0x80 ? 1 : std::max<std::size_t>(1, utf8::sequence_length(text, 0));
        auto const code = decode(text.substr(0, length));
        if (is_name_character(code) && !read_escape(text)) out += text.substr(0, length);
        else append_escape(out, code);
        text.remove_prefix(length);
    }
    return out;
}

GONGDAN_INLINE std::string xml_unescaped(std::string_view text) {
    using namespace xml_text_detail;
    std::string out;
    while (!text.empty()) {
        auto const plain = std::min(text.find('_'), text.size());
        out.append(text.substr(0, plain));
        text.remove_prefix(plain);
        if (text.empty()) break;
        auto const found = read_escape(text);
        if (found) append_utf8(out, found->code);
        else out += '_';
        text.remove_prefix(found ? found->length : 1);
    }
    return out;
}

}}  // namespace gongdan
