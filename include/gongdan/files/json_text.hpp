#pragma once

#include <gongdan/core/config.hpp>

#include <cstdint>
#include <string>
#include <string_view>
#include <type_traits>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// The text as a JSON string, quotes included.
[[nodiscard]] std::string to_json_string(std::string_view text);

/// Writes JSON piece by piece, on one line (for JSON Lines) or indented by two blanks. Numbers are
/// written so that they read back the same. Pieces out of order (a value without a key in an
/// object, a number that is not finite) are broken preconditions.
///
///     json_text j;
///     j.begin_object().member("id", 7).key("tags").begin_array().value("a").end().end();
class json_text {
public:
    enum class layout : std::uint8_t { one_line, indented };  // no labels: how text is laid out, never shown
    explicit json_text(layout l = layout::one_line) : layout_(l) {}

    json_text& begin_object();
    json_text& begin_array();
    /// Of the innermost object or array.
    json_text& end();

    json_text& key(std::string_view name);
    json_text& value(std::string_view text);
    json_text& value(char const* text) { return value(std::string_view{text}); }
    json_text& value(std::string const& text) { return value(std::string_view{text}); }
    json_text& value(bool b);
    json_text& value(double number);
    template <class Integer, std::enable_if_t<std::is_integral_v<Integer>, int> = 0>
    json_text& value(Integer number) {
        return put(std::to_string(number));
    }
    json_text& null();
    template <class T>
    json_text& member(std::string_view name, T const& v) {
        return key(name).value(v);
    }

    /// The text so far; a whole document has every begin ended. No line end at the end.
    [[nodiscard]] std::string const& text() const { return text_; }

private:
    struct level {
        char closing;
        bool is_empty;
    };

    void make_room();
    void new_line();
    json_text& begin(std::string_view opening, char closing);
    json_text& put(std::string_view raw);

    layout layout_;
    bool after_key_ = false;
    std::vector<level> open_;
    std::string text_;
};

}}  // namespace gongdan
