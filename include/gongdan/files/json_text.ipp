#pragma once

#include <gongdan/files/json_text.hpp>

#include <fmt/format.h>

#include <cassert>
#include <cmath>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace json_text_detail {

inline void append_escaped(std::string& out, char c) {
    switch (c) {
    case '"': out += "\\\""; return;
    case '\\': out += "\\\\"; return;
    case '\n': out += "\\n"; return;
    case '\r': out += "\\r"; return;
    case '\t': out += "\\t"; return;
    default: out += fmt::format("\\u{:04x}", static_cast<unsigned char>(c));
    }
}

inline bool needs_escape(char c) { return static_cast<unsigned char>(c) < 0x20 || c == '"' || c == '\\'; }

inline void append_string(std::string& out, std::string_view text) {
    out += '"';
    std::size_t plain_from = 0;
    for (std::size_t i = 0; i < text.size(); ++i) {
        if (!needs_escape(text[i])) continue;
        out += text.substr(plain_from, i - plain_from);
        append_escaped(out, text[i]);
        plain_from = i + 1;
    }
    out += text.substr(plain_from);
    out += '"';
}

}  // namespace json_text_detail

GONGDAN_INLINE std::string to_json_string(std::string_view text) {
    std::string s;
    json_text_detail::append_string(s, text);
    return s;
}

GONGDAN_INLINE void json_text::new_line() {
    if (layout_ == layout::one_line) return;
    text_ += '\n';
    text_.append(open_.size() * 2, ' ');
}

// Whatever stands before a key or an item: the comma, and in the indented layout its own line.
GONGDAN_INLINE void json_text::make_room() {
    if (open_.empty()) {
        assert(text_.empty() && "a JSON document holds one value");
        return;
    }
    if (!open_.back().is_empty) text_ += layout_ == layout::one_line ? ", " : ",";
    open_.back().is_empty = false;
    new_line();
}

GONGDAN_INLINE json_text& json_text::put(std::string_view raw) {
    assert((after_key_ || open_.empty() || open_.back().closing == ']') && "a member of an object needs its key");
    if (!after_key_) make_room();
    after_key_ = false;
    text_ += raw;
    return *this;
}

GONGDAN_INLINE json_text& json_text::begin(std::string_view opening, char closing) {
    put(opening);
    open_.push_back({closing, true});
    return *this;
}

GONGDAN_INLINE json_text& json_text::begin_object() { return begin("{", '}'); }
GONGDAN_INLINE json_text& json_text::begin_array() { return begin("[", ']'); }

GONGDAN_INLINE json_text& json_text::end() {
    assert(!open_.empty() && !after_key_ && "end without a begin, or after a key");
    level const closed = open_.back();
    open_.pop_back();
    if (!closed.is_empty) new_line();
    text_ += closed.closing;
    return *this;
}

GONGDAN_INLINE json_text& json_text::key(std::string_view name) {
    assert(!open_.empty() && open_.back().closing == '}' && !after_key_ && "a key belongs in an object");
    make_room();
    json_text_detail::append_string(text_, name);
    text_ += ": ";
    after_key_ = true;
    return *this;
}

GONGDAN_INLINE json_text& json_text::value(std::string_view text) {
    put({});
    json_text_detail::append_string(text_, text);
    return *this;
}

GONGDAN_INLINE json_text& json_text::value(bool b) { return put(b ? "true" : "false"); }

GONGDAN_INLINE json_text& json_text::value(double number) {
    assert(std::isfinite(number) && "JSON has no infinity and no not-a-number");
    return put(fmt::format("{}", number));
}

GONGDAN_INLINE json_text& json_text::null() { return put("null"); }

}}  // namespace gongdan
