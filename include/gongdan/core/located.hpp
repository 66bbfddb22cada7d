#pragma once

#include <gongdan/core/config.hpp>

#include <cstddef>
#include <stdexcept>
#include <string>
#include <string_view>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Where in an input something stands: file, line (from 1, 0 = the whole file), and the field, which is a column
/// name, a TOML key or a JSON pointer.
struct location {
    std::string file;
    std::size_t line = 0;
    std::string field;
};

/// A fault in some input: where, and in one sentence what.
struct fault {
    location at;
    std::string reason;

    /// `file:line: field: reason`, leaving out what is not known.
    [[nodiscard]] std::string text() const {
        std::string s = at.file;
        if (at.line != 0) s += ':' + std::to_string(at.line);
        if (!s.empty()) s += ": ";
        if (!at.field.empty()) s += at.field + ": ";
        return s + reason;
    }
};

/// Thrown where an input as a whole cannot be used (a file that is missing, a policy that names an unknown type).
class input_error : public std::runtime_error {
public:
    explicit input_error(fault f) : std::runtime_error(f.text()), fault_(std::move(f)) {}
    [[nodiscard]] fault const& what_and_where() const noexcept { return fault_; }

private:
    fault fault_;
};

}}  // namespace gongdan
