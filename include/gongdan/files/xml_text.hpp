#pragma once

#include <gongdan/core/config.hpp>

#include <string>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Appends UTF-8 as the value of an attribute, without its quotes. Characters that XML 1.0 cannot hold are written as
/// `_x`, four hexadecimal digits (six past U+FFFF) and `_`, as ECMA-376 (22.9.2.19, ST_Xstring) has it; so is the `_` of
/// a text that looks like that already. Every text comes back from xml_unescaped.
void append_xml(std::string& out, std::string_view text);

/// A text as an XML name may go on: ASCII letters, digits, `.`, `-`, `_` and Chinese characters as they are, every other
/// character as above. It comes back from xml_unescaped. What a name begins with is left to the caller.
[[nodiscard]] std::string xml_name_part(std::string_view text);

/// Takes `_xHHHH_` back to what it stands for.
[[nodiscard]] std::string xml_unescaped(std::string_view text);

}}  // namespace gongdan
