#pragma once

#include <gongdan/core/config.hpp>

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

enum class language : unsigned char { zh, en };  // no labels: it chooses among them

/// A word of the field: the code that is stored and exchanged, and how people read it.
struct term {
    std::string_view code;
    std::string_view zh;
    std::string_view en;

    [[nodiscard]] constexpr std::string_view in(language l) const { return l == language::zh ? zh : en; }
};

/// A sentence for people, in both languages.
struct sentence {
    std::string zh;
    std::string en;

    [[nodiscard]] std::string const& in(language l) const { return l == language::zh ? zh : en; }
};

/// Specialised beside each enumeration with `static constexpr term table[]`, in the enumerators' order.
template <class Enum>
struct labels;

/// The term of an enumerator.
template <class Enum>
[[nodiscard]] constexpr term const& label(Enum e) {
    return labels<Enum>::table[static_cast<std::size_t>(e)];
}

/// Finds an enumerator by its code or by either label; nothing when none fits.
template <class Enum>
[[nodiscard]] constexpr std::optional<Enum> parse_label(std::string_view text) {
    std::size_t i = 0;
    for (term const& t : labels<Enum>::table) {
        if (text == t.code || text == t.zh || text == t.en) return static_cast<Enum>(i);
        ++i;
    }
    return std::nullopt;
}

}}  // namespace gongdan
