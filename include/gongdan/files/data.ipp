#pragma once

#include <gongdan/files/data.hpp>
#include <gongdan/files/data_tree.hpp>
#include <gongdan/files/json_text.hpp>
#ifndef GONGDAN_COMPILED
#include <gongdan/files/json_text.ipp>
#include <gongdan/files/names.ipp>
#include <gongdan/files/source.ipp>
#endif

#include <algorithm>
#include <cassert>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace data_detail {

inline bool is_bare(std::string_view key) {
    return !key.empty() &&
           key.find_first_not_of("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-") == key.npos;
}

inline void append_pointer_step(std::string& path, std::string_view key) {
    path += '/';
    for (char const c : key) {
        if (c == '~') path += "~0";
        else if (c == '/') path += "~1";
        else path += c;
    }
}

inline void append_member(std::string& path, path_style style, std::string_view key) {
    if (style == path_style::json_pointer) return append_pointer_step(path, key);
    if (!path.empty()) path += '.';
    path += is_bare(key) ? std::string{key} : to_json_string(key);
}

inline void append_item(std::string& path, path_style style, std::size_t index) {
    if (style == path_style::json_pointer) path += '/' + std::to_string(index);
    else path += '[' + std::to_string(index) + ']';
}

inline std::size_t index_of(tree const& t, std::uint32_t n) {
    std::size_t index = 0;
    for (std::uint32_t i = t.nodes[n].parent + 1; i != n; i = t.nodes[i].next) ++index;
    return index;
}

GONGDAN_INLINE std::shared_ptr<tree> tree::of(source const& from, path_style style) {
    if (from.text.size() > 0xFFFF'FFFFU)
        throw input_error{fault{location{from.name, 0, std::string{}}, std::string{"is larger than 4 GiB"}}};
    auto t = std::make_shared<tree>();
    t->file = from.name;
    t->style = style;
    return t;
}

GONGDAN_INLINE std::string tree::path_of(std::uint32_t n) const {
    std::vector<std::uint32_t> steps;
    for (; n != 0; n = nodes[n].parent) steps.push_back(n);
    std::string path;
    for (auto step = steps.rbegin(); step != steps.rend(); ++step) {
        if (nodes[nodes[*step].parent].kind == data_kind::array) append_item(path, style, index_of(*this, *step));
        else append_member(path, style, view(nodes[*step].key));
    }
    return path;
}

GONGDAN_INLINE std::string tree::path_of_member(std::uint32_t n, std::string_view name) const {
    std::string path = path_of(n);
    append_member(path, style, name);
    return path;
}

GONGDAN_INLINE span tree_builder::keep(std::string_view text) {
    span const s{static_cast<std::uint32_t>(tree_.pool.size()), static_cast<std::uint32_t>(text.size())};
    tree_.pool += text;
    return s;
}

GONGDAN_INLINE node& tree_builder::add(data_kind kind, std::size_t line) {
    auto const n = static_cast<std::uint32_t>(tree_.nodes.size());
    node& made = tree_.nodes.emplace_back();
    made.kind = kind;
    made.line = static_cast<std::uint32_t>(line);
    made.key = std::exchange(key_, {});
    if (open_.empty()) return made;
    level& holder = open_.back();
    made.parent = holder.node;
    if (holder.last_child != 0) tree_.nodes[holder.last_child].next = n;
    holder.last_child = n;
    ++tree_.nodes[holder.node].size;
    return made;
}

GONGDAN_INLINE void tree_builder::begin(data_kind kind, std::size_t line) {
    if (open_.size() == max_depth)
        fail(line, {}, "values are nested deeper than " + std::to_string(max_depth) + " levels");
    add(kind, line).size = 0;
    open_.push_back({static_cast<std::uint32_t>(tree_.nodes.size() - 1), 0});
}

GONGDAN_INLINE void tree_builder::end() {
    std::uint32_t const closed = open_.back().node;
    if (tree_.nodes[closed].kind == data_kind::table) refuse_twins(closed);
    open_.pop_back();
}

GONGDAN_INLINE void tree_builder::refuse_twins(std::uint32_t table) {
    auto const& nodes = tree_.nodes;
    by_name_.clear();
    for (std::uint64_t left = nodes[table].size, n = table + 1; left > 0; --left, n = nodes[n].next)
        by_name_.push_back(static_cast<std::uint32_t>(n));
    auto const name = [&](std::uint32_t n) { return tree_.view(nodes[n].key); };
    std::sort(by_name_.begin(), by_name_.end(), [&](std::uint32_t a, std::uint32_t b) {
        int const order = name(a).compare(name(b));
        return order != 0 ? order < 0 : a < b;
    });
    auto const twin = std::adjacent_find(by_name_.begin(), by_name_.end(),
                                         [&](std::uint32_t a, std::uint32_t b) { return name(a) == name(b); });
    if (twin == by_name_.end()) return;
    fail(nodes[twin[1]].line, tree_.path_of(twin[1]),
         "the name stands twice, first on line " + std::to_string(nodes[twin[0]].line));
}

GONGDAN_INLINE std::string tree_builder::path_here() const {
    if (open_.empty()) return {};
    level const& holder = open_.back();
    std::string path = tree_.path_of(holder.node);
    if (tree_.nodes[holder.node].kind == data_kind::array)
        append_item(path, tree_.style, tree_.nodes[holder.node].size);
    else if (key_.size != 0) append_member(path, tree_.style, tree_.view(key_));
    return path;
}

}  // namespace data_detail

GONGDAN_INLINE data_kind data_view::kind() const { return tree_->nodes[node_].kind; }
GONGDAN_INLINE std::size_t data_view::line() const { return tree_->nodes[node_].line; }
GONGDAN_INLINE std::string data_view::path() const { return tree_->path_of(node_); }
GONGDAN_INLINE location data_view::at() const { return {tree_->file, line(), path()}; }
GONGDAN_INLINE std::string_view data_view::key() const { return tree_->view(tree_->nodes[node_].key); }

GONGDAN_INLINE std::size_t data_view::size() const {
    bool const holds = kind() == data_kind::table || kind() == data_kind::array;
    return holds ? tree_->nodes[node_].size : 0;
}

GONGDAN_INLINE void data_view::fail(std::string reason) const { throw input_error{{at(), std::move(reason)}}; }

GONGDAN_INLINE void data_view::fail(std::string_view name, std::string reason) const {
    auto const member = find(name);
    std::size_t const where = member ? member->line() : line();
    throw input_error{{{tree_->file, where, tree_->path_of_member(node_, name)}, std::move(reason)}};
}

GONGDAN_INLINE void data_view::expect(data_kind wanted, char const* what) const {
    if (kind() != wanted) fail(std::string{what} + " is expected");
}

GONGDAN_INLINE std::string_view data_view::as_text() const {
    expect(data_kind::text, "a text");
    return tree_->view(tree_->nodes[node_].text);
}

GONGDAN_INLINE bool data_view::as_boolean() const {
    expect(data_kind::boolean, "true or false");
    return tree_->nodes[node_].boolean;
}

GONGDAN_INLINE std::int64_t data_view::as_integer(std::int64_t min, std::int64_t max) const {
    expect(data_kind::integer, "an integer");
    std::int64_t const n = tree_->nodes[node_].integer;
    if (std::string wrong = outside(n, min, max); !wrong.empty()) fail(std::move(wrong));
    return n;
}

GONGDAN_INLINE double data_view::as_number(double min, double max) const {
    bool const whole = kind() == data_kind::integer;
    if (!whole) expect(data_kind::number, "a number");
    auto const& n = tree_->nodes[node_];
    double const d = whole ? static_cast<double>(n.integer) : n.number;
    if (std::string wrong = outside(d, min, max); !wrong.empty()) fail(std::move(wrong));
    return d;
}

GONGDAN_INLINE gongdan::day data_view::as_day() const {
    if (kind() == data_kind::day) return {static_cast<std::int32_t>(tree_->nodes[node_].integer)};
    expect(data_kind::text, "a date (YYYY-MM-DD)");
    return good(read_day(as_text()));
}

GONGDAN_INLINE gongdan::instant data_view::as_instant() const {
    if (kind() == data_kind::instant) return {tree_->nodes[node_].integer};
    expect(data_kind::text, "a date and time (YYYY-MM-DD HH:MM)");
    return good(read_instant(as_text()));
}

GONGDAN_INLINE seconds data_view::as_time_of_day() const {
    if (kind() == data_kind::time_of_day) return seconds{tree_->nodes[node_].integer};
    expect(data_kind::text, "a time of day (HH:MM)");
    return good(read_time_of_day(as_text()));
}

GONGDAN_INLINE data_view data_view::as_table() const {
    expect(data_kind::table, tree_->style == data_detail::path_style::json_pointer ? "an object" : "a table");
    return *this;
}

GONGDAN_INLINE data_items data_view::as_array() const {
    expect(data_kind::array, "an array");
    return data_items{*this};
}

GONGDAN_INLINE std::vector<std::int64_t> data_view::as_integers(std::int64_t min, std::int64_t max) const {
    expect(data_kind::array, "an array of integers");
    std::vector<std::int64_t> all;
    all.reserve(size());
    for (data_view const item : data_items{*this}) all.push_back(item.as_integer(min, max));
    return all;
}

GONGDAN_INLINE std::vector<double> data_view::as_numbers(double min, double max) const {
    expect(data_kind::array, "an array of numbers");
    std::vector<double> all;
    all.reserve(size());
    for (data_view const item : data_items{*this}) all.push_back(item.as_number(min, max));
    return all;
}

GONGDAN_INLINE std::vector<std::string_view> data_view::as_texts() const {
    expect(data_kind::array, "an array of texts");
    std::vector<std::string_view> all;
    all.reserve(size());
    for (data_view const item : data_items{*this}) all.push_back(item.as_text());
    return all;
}

GONGDAN_INLINE data_items data_view::members() const { return data_items{as_table()}; }

GONGDAN_INLINE std::optional<data_view> data_view::find(std::string_view name) const {
    for (data_view const member : members())
        if (member.key() == name) return member.kind() == data_kind::null ? std::nullopt : std::optional{member};
    return std::nullopt;
}

GONGDAN_INLINE data_view data_view::get(std::string_view name) const {
    auto const found = find(name);
    if (!found) fail(name, "is missing");
    return *found;
}

GONGDAN_INLINE void data_view::only(std::initializer_list<std::string_view> names) const {
    for (data_view const member : members())
        if (std::find(names.begin(), names.end(), member.key()) == names.end())
            member.fail("is not a name that is known here" + name_hint(member.key(), names));
}

GONGDAN_INLINE data_items data_view::array(std::string_view name) const { return get(name).as_array(); }

GONGDAN_INLINE data_items data_view::optional_array(std::string_view name) const {
    auto const v = find(name);
    return v ? v->as_array() : data_items{};
}

GONGDAN_INLINE data_items data_view::tables(std::string_view name) const {
    data_items const items = optional_array(name);
    for (data_view const item : items) (void)item.as_table();
    return items;
}

namespace data_detail {

template <class T, class... Limits>
std::optional<T> optional_member(data_view const& of,
                                 std::string_view name,
                                 T (data_view::*read)(Limits...) const,
                                 Limits... limits) {
    auto const v = of.find(name);
    return v ? std::optional<T>{((*v).*read)(limits...)} : std::nullopt;
}

}  // namespace data_detail

GONGDAN_INLINE std::optional<std::string_view> data_view::optional_text(std::string_view name) const {
    return data_detail::optional_member(*this, name, &data_view::as_text);
}
GONGDAN_INLINE std::optional<bool> data_view::optional_boolean(std::string_view name) const {
    return data_detail::optional_member(*this, name, &data_view::as_boolean);
}
GONGDAN_INLINE std::optional<std::int64_t> data_view::optional_integer(std::string_view name,
                                                                       std::int64_t min,
                                                                       std::int64_t max) const {
    return data_detail::optional_member(*this, name, &data_view::as_integer, min, max);
}
GONGDAN_INLINE std::optional<double> data_view::optional_number(std::string_view name, double min, double max) const {
    return data_detail::optional_member(*this, name, &data_view::as_number, min, max);
}
GONGDAN_INLINE std::optional<gongdan::day> data_view::optional_day(std::string_view name) const {
    return data_detail::optional_member(*this, name, &data_view::as_day);
}
GONGDAN_INLINE std::optional<gongdan::instant> data_view::optional_instant(std::string_view name) const {
    return data_detail::optional_member(*this, name, &data_view::as_instant);
}
GONGDAN_INLINE std::optional<seconds> data_view::optional_time_of_day(std::string_view name) const {
    return data_detail::optional_member(*this, name, &data_view::as_time_of_day);
}
GONGDAN_INLINE std::optional<data_view> data_view::optional_table(std::string_view name) const {
    return data_detail::optional_member(*this, name, &data_view::as_table);
}

GONGDAN_INLINE data_items::data_items(data_view of)
    : tree_(of.tree_), first_(of.size() == 0 ? 0 : of.node_ + 1), size_(of.size()) {}

GONGDAN_INLINE data_items::iterator& data_items::iterator::operator++() {
    node_ = tree_->nodes[node_].next;
    return *this;
}

}}  // namespace gongdan
