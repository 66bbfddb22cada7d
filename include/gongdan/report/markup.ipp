#pragma once

// What every drawing and every page of HTML is made of.

#include <gongdan/report/chart.hpp>

#include <string>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report { namespace html_detail {

inline std::string escaped(std::string_view text) {
    std::string out;
    out.reserve(text.size());
    for (char const c : text) switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        case '\'': out += "&#39;"; break;
        case '\n': out += "<br>"; break;
        default: out += (static_cast<unsigned char>(c) < 0x20 && c != '\t') ? ' ' : c;
        }
    return out;
}

/// For attributes, where a line break has no tag.
inline std::string attribute(std::string_view text) {
    std::string flat{text};
    for (char& c : flat)
        if (c == '\n') c = ' ';
    return escaped(flat);
}

inline std::string_view colour_of(tone t) {
    static constexpr std::string_view colours[] = {"#4d7ea8", "#d5dce3", "#5fa981", "#d9a441", "#c5423a"};
    return colours[static_cast<std::size_t>(t)];
}

}}}}  // namespace gongdan::report::html_detail
