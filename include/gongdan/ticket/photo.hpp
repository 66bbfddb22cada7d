#pragma once

#include <gongdan/core/config.hpp>

#include <algorithm>
#include <optional>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A photo as a ticket keeps it: where the host has it, and the hash that proves it was not changed. Written
/// `files/2026/a.jpg#sha256=<64 hexadecimal digits>`; the picture itself is the host's to keep.
struct photo {
    std::string_view reference;
    std::string_view sha256;
};

/// Views of the text. Nothing where it is not written like that.
[[nodiscard]] inline std::optional<photo> read_photo(std::string_view text) {
    constexpr std::string_view mark = "#sha256=";
    auto const at = text.rfind(mark);
    if (at == std::string_view::npos || at == 0) return {};
    auto const hash = text.substr(at + mark.size());
    bool const hex =
        std::all_of(hash.begin(), hash.end(), [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    return hash.size() == 64 && hex ? std::optional<photo>{{text.substr(0, at), hash}} : std::nullopt;
}

/// Fields named `photo` or `photo_…` hold photos.
[[nodiscard]] inline bool is_photo_field(std::string_view name) {
    return name == "photo" || name.substr(0, 6) == "photo_";
}

}}  // namespace gongdan
