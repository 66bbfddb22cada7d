#pragma once

#include <gongdan/files/data_tree.hpp>
#include <gongdan/files/toml.hpp>
#include <gongdan/files/toml_parser.ipp>
#ifndef GONGDAN_COMPILED
#include <gongdan/files/data.ipp>
#endif

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace toml_detail {

using data_detail::tree_builder;

/// Looks over a document before toml++ does, which takes nested tables down by recursion and does
/// not count the parts of dotted keys: a hostile file could exhaust the stack. And it has no good
/// sentence for what an input method for Chinese easily leaves between the values, such as a
/// full-width comma. Texts and comments are passed over.
class first_look {
public:
    explicit first_look(source const& from) : from_(from), text_(from.text) {}

    void run() {
        for (; at_ < text_.size(); ++at_) look_at(text_[at_]);
    }

private:
    static constexpr std::size_t most_brackets = 64;
    static constexpr std::size_t most_parts = 32;

    void look_at(char c) {
        switch (c) {
        case '"':
        case '\'': return skip_text(c);
        case '#': return skip_comment();
        case '[':
        case '{': return open();
        case ']':
        case '}': return close();
        case '.':
            if (++parts_ > most_parts) refuse(fmt::format("a key has more than {} parts", most_parts));
            return;
        case '\n': ++line_; [[fallthrough]];
        case '=':
        case ',': parts_ = 1; return;
        default:
            if (static_cast<unsigned char>(c) >= 0x80) refuse_non_ascii();
            return;
        }
    }

    void open() {
        parts_ = 1;
        if (++depth_ > most_brackets) refuse(fmt::format("brackets are nested deeper than {} levels", most_brackets));
    }
    void close() {
        if (depth_ > 0) --depth_;
    }

    [[noreturn]] void refuse_non_ascii() const {
        std::size_t next = at_ + 1;
        while (next < text_.size() && (static_cast<unsigned char>(text_[next]) & 0xC0) == 0x80) ++next;
        refuse(fmt::format("'{}' may stand only in quotation marks or in a comment", text_.substr(at_, next - at_)));
    }

    /// Leaves at_ before the line's end.
    void skip_comment() { at_ = std::min(text_.find('\n', at_), text_.size()) - 1; }

    /// Leaves at_ on the closing quote, or before a line's end that cuts the text short.
    void skip_text(char quote) {
        bool const is_long = is_triple(quote);
        at_ += is_long ? 3 : 1;
        for (; at_ < text_.size(); ++at_) {
            char const c = text_[at_];
            if (c == '\n' && !is_long) return void(--at_);
            if (c == '\n') ++line_;
            if (c == '\\' && quote == '"' && text_.substr(at_ + 1, 1) != "\n") ++at_;
            if (c == quote && (!is_long || is_triple(quote))) return is_long ? skip_long_end(quote) : void();
        }
    }

    /// Up to two quotes may stand before the three that close a long text.
    void skip_long_end(char quote) {
        at_ += 2;
        for (int i = 0; i < 2 && text_.substr(at_ + 1, 1) == std::string_view{&quote, 1}; ++i) ++at_;
    }

    bool is_triple(char quote) const {
        std::string_view const three = text_.substr(at_, 3);
        return three.size() == 3 && three.find_first_not_of(quote) == three.npos;
    }

    [[noreturn]] void refuse(std::string sentence) const {
        throw input_error{{{from_.name, line_, {}}, std::move(sentence)}};
    }

    source const& from_;
    std::string_view text_;
    std::size_t at_ = 0;
    std::size_t line_ = 1;
    std::size_t depth_ = 0;
    std::size_t parts_ = 1;
};

inline std::int64_t seconds_of(toml::time t) { return (t.hour * 60 + t.minute) * 60 + t.second; }

/// Copies what toml++ has read into a tree.
class copier {
public:
    explicit copier(data_detail::tree& into) : builder_(into) {}

    void copy(toml::node const& n, std::size_t line_of_holder) {
        auto const line = std::max<std::size_t>(n.source().begin.line, line_of_holder);
        n.visit([&](auto const& value) { put(value, line); });
    }

private:
    void put(toml::table const& t, std::size_t line) {
        builder_.begin(data_kind::table, line);
        for (auto const& [name, n] : in_order(t)) {
            builder_.key(name);
            copy(*n, line);
        }
        builder_.end();
    }
    void put(toml::array const& a, std::size_t line) {
        builder_.begin(data_kind::array, line);
        for (auto const& n : a) copy(n, line);
        builder_.end();
    }
    void put(toml::value<std::string> const& v, std::size_t line) { builder_.add_text(*v, line); }
    void put(toml::value<bool> const& v, std::size_t line) { builder_.add(data_kind::boolean, line).boolean = *v; }
    void put(toml::value<double> const& v, std::size_t line) { builder_.add(data_kind::number, line).number = *v; }
    void put(toml::value<std::int64_t> const& v, std::size_t line) { integer(data_kind::integer, *v, line); }
    void put(toml::value<toml::date> const& v, std::size_t line) {
        integer(data_kind::day, day_of(*v, line).number, line);
    }
    void put(toml::value<toml::time> const& v, std::size_t line) {
        integer(data_kind::time_of_day, whole_seconds(*v, line), line);
    }
    void put(toml::value<toml::date_time> const& v, std::size_t line) {
        if (v->offset) refuse(line, "civil time is expected, without an offset from UTC");
        auto const t = start_of(day_of(v->date, line)) + seconds{whole_seconds(v->time, line)};
        integer(data_kind::instant, t.since_epoch, line);
    }

    void integer(data_kind kind, std::int64_t n, std::size_t line) { builder_.add(kind, line).integer = n; }

    day day_of(toml::date d, std::size_t line) {
        auto const made = make_day(d.year, d.month, d.day);
        if (!made) refuse(line, fmt::format("there is no day {:04}-{:02}-{:02} here", d.year, d.month, d.day));
        return *made;
    }

    std::int64_t whole_seconds(toml::time t, std::size_t line) {
        if (t.nanosecond != 0) refuse(line, "whole seconds are expected");
        return seconds_of(t);
    }

    [[noreturn]] void refuse(std::size_t line, std::string reason) {
        builder_.fail(line, builder_.path_here(), std::move(reason));
    }

    using member = std::pair<std::string_view, toml::node const*>;

    /// toml++ keeps members by name; people wrote them in an order.
    static std::vector<member> in_order(toml::table const& t) {
        std::vector<member> all;
        for (auto const& [key, n] : t) all.emplace_back(key.str(), &n);
        std::stable_sort(all.begin(), all.end(), [](member const& a, member const& b) {
            auto const place = [](member const& m) { return m.second->source().begin; };
            return place(a) < place(b);
        });
        return all;
    }

    tree_builder builder_;
};

inline bool breaks_an_assertion(std::string_view text) {
    try {
        (void)toml::parse(text);
    } catch (broken_assertion const&) {
        return true;
    } catch (toml::parse_error const&) {  // as the cut may well bring about
    }
    return false;
}

/// The least number of lines that break the assertion which the whole text breaks, by bisection.
inline std::size_t line_that_breaks(std::string_view text) {
    std::vector<std::size_t> ends;
    for (std::size_t at = text.find('\n'); at != text.npos; at = text.find('\n', at + 1)) ends.push_back(at + 1);
    auto const first = std::partition_point(ends.begin(), ends.end(),
                                            [&](std::size_t end) { return !breaks_an_assertion(text.substr(0, end)); });
    return static_cast<std::size_t>(first - ends.begin()) + 1;
}

inline toml::table parse(source const& from) {
    std::string_view const text = from.text;
    try {
        return toml::parse(text);
    } catch (toml::parse_error const& e) {
        auto const at = e.source().begin;
        throw input_error{{{from.name, at.line, {}},
                           fmt::format("is not TOML at column {}: {}", at.column, std::string_view{e.description()})}};
    } catch (broken_assertion const&) { throw input_error{{{from.name, line_that_breaks(text), {}}, "is not TOML"}}; }
}

}  // namespace toml_detail

GONGDAN_INLINE data_document read_toml(source const& from) {
    auto t = data_detail::tree::of(from, data_detail::path_style::dotted_key);
    toml_detail::first_look{from}.run();
    toml_detail::copier{*t}.copy(toml_detail::parse(from), 1);
    return data_document{std::move(t)};
}

}}  // namespace gongdan
