#pragma once

#include <gongdan/files/data_tree.hpp>
#include <gongdan/files/json.hpp>
#ifndef GONGDAN_COMPILED
#include <gongdan/files/data.ipp>
#endif

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <iterator>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace json_detail {

using data_detail::tree;
using data_detail::tree_builder;

/// How far the parser has read, told by its iterator, since it does not tell its handler.
struct progress {
    char const* read_to;
    bool asked_for_more = false;  ///< than there is
};

class tracking_iterator {
public:
    using iterator_category = std::input_iterator_tag;
    using value_type = char;
    using difference_type = std::ptrdiff_t;
    using pointer = char const*;
    using reference = char const&;

    tracking_iterator(char const* at, char const* end, progress& p) : at_(at), end_(end), progress_(&p) {}

    reference operator*() const { return *at_; }
    tracking_iterator& operator++() {
        progress_->read_to = ++at_;
        return *this;
    }
    friend bool operator==(tracking_iterator const& a, tracking_iterator const& b) {
        if (a.at_ == a.end_) a.progress_->asked_for_more = true;
        return a.at_ == b.at_;
    }
    friend bool operator!=(tracking_iterator const& a, tracking_iterator const& b) { return !(a == b); }

private:
    char const* at_;
    char const* end_;
    progress* progress_;
};

/// Fills a tree from the parser's calls; faults are thrown as input_error.
class handler {
public:
    handler(std::string_view text, std::size_t first_line, tree& into)
        : text_(text), line_(first_line), counted_to_(text.data()), progress_{text.data()}, builder_(into) {}

    void parse() {
        char const* const end = text_.data() + text_.size();
        nlohmann::json::sax_parse(tracking_iterator{text_.data(), end, progress_},
                                  tracking_iterator{end, end, progress_}, this);
    }

    // The parser's calls; their names and types are nlohmann's.
    bool null() { return done(builder_.add(data_kind::null, line())); }
    bool boolean(bool b) { return done(builder_.add(data_kind::boolean, line()).boolean = b); }
    bool number_integer(std::int64_t n) { return done(builder_.add(data_kind::integer, line()).integer = n); }
    bool number_unsigned(std::uint64_t n) {
        if (n > static_cast<std::uint64_t>(greatest_integer)) fail_range(std::to_string(n));
        return number_integer(static_cast<std::int64_t>(n));
    }
    bool number_float(double d, std::string const& raw) {
        // The parser makes a float of an integer that is too large; its value is then no longer
        // what was written.
        if (raw.find_first_of(".eE") == raw.npos) fail_range(raw);
        return done(builder_.add(data_kind::number, line()).number = d);
    }
    bool string(std::string& s) {
        builder_.add_text(s, line());
        return true;
    }
    bool binary(nlohmann::json::binary_t&) { return false; }  // JSON has none
    bool start_object(std::size_t) { return begin(data_kind::table); }
    bool start_array(std::size_t) { return begin(data_kind::array); }
    bool key(std::string& name) {
        builder_.key(name);
        return true;
    }
    bool end_object() { return end(); }
    bool end_array() { return end(); }
    bool parse_error(std::size_t, std::string const&, nlohmann::detail::exception const& e) {
        std::string const path = builder_.path_here();
        std::string const what = e.what();
        if (e.id == number_overflow) fail_range(last_token(what));
        if (is_truncated(what)) builder_.fail(last_line(), path, truncated_sentence());
        builder_.fail(line(), path, fmt::format("is not JSON at column {}: {}", column(), syntax_part(what)));
    }

private:
    static constexpr int number_overflow = 406;

    template <class T>
    static bool done(T const&) {
        return true;
    }

    bool begin(data_kind kind) {
        builder_.begin(kind, line());
        return true;
    }
    bool end() {
        builder_.end();
        return true;
    }

    /// The line of the token just read. The last character read is not looked at: it is the token's
    /// own end, or for a number the character behind it, which may be the line's end.
    std::size_t line() {
        char const* const to = std::max(counted_to_, progress_.read_to - (progress_.read_to == text_.data() ? 0 : 1));
        line_ += static_cast<std::size_t>(std::count(counted_to_, to, '\n'));
        counted_to_ = to;
        return line_;
    }

    std::size_t last_line() {
        std::size_t const size = text_.find_last_not_of(" \t\r\n") + 1;
        progress_.read_to = text_.data() + size;
        return line();
    }

    /// In bytes, from 1, of the last character read.
    std::size_t column() const {
        auto const read = static_cast<std::size_t>(progress_.read_to - text_.data());
        std::size_t const line_end = read < 2 ? text_.npos : text_.rfind('\n', read - 2);
        return line_end == text_.npos ? std::max<std::size_t>(read, 1) : read - line_end - 1;
    }

    [[noreturn]] void fail_range(std::string_view number) {
        builder_.fail(line(), builder_.path_here(), fmt::format("{} does not fit 64 bits", quoted(number)));
    }

    bool is_truncated(std::string_view what) const {
        return what.find("unexpected end of input") != what.npos ||
               (progress_.asked_for_more && what.find("invalid") != what.npos);
    }

    std::string truncated_sentence() const {
        if (text_.find_last_not_of(" \t\r\n") == text_.npos) return "is empty: JSON is expected";
        auto const* const open = builder_.innermost();
        if (open == nullptr) return "the text ends in the middle of a value";
        return fmt::format("the text ends before the {} that begins on line {} is closed",
                           open->kind == data_kind::table ? "object" : "array", open->line);
    }

    /// Of the parser's message, what follows its name and position (it counts lines from where it
    /// was started).
    static std::string syntax_part(std::string_view what) {
        constexpr std::string_view before = "syntax error while parsing ";
        std::size_t const at = what.find(before);
        std::string s{at == what.npos ? what : what.substr(at + before.size())};
        constexpr std::size_t longest = 200;
        if (s.size() > longest) s = "the text cannot be read";
        return s;
    }

    static std::string last_token(std::string_view what) {
        std::size_t const open = what.find('\'');
        std::size_t const close = what.rfind('\'');
        return open == close ? std::string{"the number"} : std::string{what.substr(open + 1, close - open - 1)};
    }

    std::string_view text_;
    std::size_t line_;
    char const* counted_to_;
    progress progress_;
    tree_builder builder_;
};

}  // namespace json_detail

GONGDAN_INLINE data_document read_json(source const& from) {
    auto t = data_detail::tree::of(from, data_detail::path_style::json_pointer);
    t->nodes.reserve(std::min<std::size_t>(from.text.size() / 4, 1U << 20U));  // large ones are mostly numbers
    json_detail::handler{from.text, 1, *t}.parse();
    return data_document{std::move(t)};
}

GONGDAN_INLINE json_lines::json_lines(source const& from, fault_sink sink)
    : from_(&from),
      sink_(std::move(sink)),
      tree_(data_detail::tree::of(from, data_detail::path_style::json_pointer)),
      current_(data_document{tree_}) {}

GONGDAN_INLINE bool json_lines::next_line() {
    std::string_view const text = from_->text;
    if (offset_ >= text.size()) return false;
    std::size_t const stop = std::min(text.find('\n', offset_), text.size());
    raw_ = text.substr(offset_, stop - offset_);
    if (!raw_.empty() && raw_.back() == '\r') raw_.remove_suffix(1);
    offset_ = stop + 1;
    ++line_;
    return true;
}

GONGDAN_INLINE std::optional<data_view> json_lines::next() {
    while (next_line()) {
        if (raw_.find_first_not_of(" \t") == raw_.npos) continue;
        try {
            json_detail::handler{raw_, line_, *tree_}.parse();
            return current_.root().as_table();
        } catch (input_error const& e) {
            if (!sink_) throw;
            sink_(e.what_and_where());
        }
    }
    return std::nullopt;
}

}}  // namespace gongdan
