#pragma once

#include <gongdan/core/located.hpp>

#include <functional>
#include <string>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A text that was read and by what name faults cite it. The text is UTF-8 without a byte order
/// mark and holds no zero byte.
struct source {
    std::string name;
    std::string text;
};

/// Takes the faults of single rows or lines; reading goes on after each.
using fault_sink = std::function<void(fault)>;

/// Reads a whole file, or standard input where the path is `-`. Throws input_error where there is
/// no such file, where it cannot be read or is a directory, and what from_text refuses.
[[nodiscard]] source read_source(std::string const& path);

/// A text at hand as a source. A UTF-8 byte order mark is dropped; input_error for what is not
/// UTF-8, naming the line and, where it can be told, the encoding that it looks like.
[[nodiscard]] source from_text(std::string name, std::string text);

/// Writes a file so that readers see the old or the new content, never a part: a temporary file
/// beside it takes its place. `-` is standard output; what is not a regular file (a pipe, a device)
/// is written in place. Throws input_error.
void write_file(std::string const& path, std::string_view text);

}}  // namespace gongdan
