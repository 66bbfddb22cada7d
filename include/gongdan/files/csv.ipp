#pragma once

#include <gongdan/files/csv.hpp>
#ifndef GONGDAN_COMPILED
#include <gongdan/files/names.ipp>
#include <gongdan/files/source.ipp>
#endif

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <cstring>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace csv_detail {

inline char const* find(char const* from, char const* end, char c) {
    if (from == end) return nullptr;
    return static_cast<char const*>(std::memchr(from, c, static_cast<std::size_t>(end - from)));
}

inline bool ends_plain_cell(char c) { return c == ',' || c == '\n' || c == '"'; }

inline std::string_view between(char const* from, char const* to) {
    return {from, static_cast<std::size_t>(to - from)};
}

/// A number as people write it: optional sign, digits, one point; `-5` is one, `-5+cmd` is not.
inline bool is_plain_number(std::string_view cell) {
    if (!cell.empty() && (cell[0] == '-' || cell[0] == '+')) cell.remove_prefix(1);
    bool const has_digit = cell.find_first_of("0123456789") != cell.npos;
    return has_digit && cell.find_first_not_of("0123456789.") == cell.npos &&
           std::count(cell.begin(), cell.end(), '.') <= 1;
}

inline bool runs_as_formula(std::string_view cell) {
    return !cell.empty() && std::string_view{"=+-@\t\r"}.find(cell[0]) != std::string_view::npos &&
           !is_plain_number(cell);
}

inline void append_quoted(std::string& out, std::string_view cell) {
    for (char const c : cell) {
        if (c == '"') out += '"';
        out += c;
    }
}

inline void append_cell(std::string& out, std::string_view cell) {
    std::string_view const guard = runs_as_formula(cell) ? "'" : "";
    if (cell.find_first_of(",\"\n\r") == cell.npos) {
        out.append(guard).append(cell);
        return;
    }
    out.append("\"").append(guard);
    append_quoted(out, cell);
    out += '"';
}

}  // namespace csv_detail

GONGDAN_INLINE csv_reader::csv_reader(source const& from, fault_sink sink)
    : from_(&from), sink_(std::move(sink)), here_(from.text.data()), end_(here_ + from.text.size()), row_start_(here_) {
    read_header();
}

GONGDAN_INLINE void csv_reader::read_header() {
    skip_blank_lines();
    if (here_ == end_)
        throw input_error{{{from_->name, 0, {}}, "is empty: a line with the names of columns is expected"}};
    if (char const* const wrong = read_record()) throw input_error{row_fault(wrong)};
    unescape();
    header_line_ = row_line_;
    for (raw_cell const& cell : cells_) {
        std::string_view const name = cell.text;
        if (std::find(header_.begin(), header_.end(), name) != header_.end())
            throw input_error{{{from_->name, row_line_, std::string{name}}, "two columns have this name"}};
        header_.emplace_back(name);
    }
}

GONGDAN_INLINE std::vector<std::string_view> csv_reader::names() const { return {header_.begin(), header_.end()}; }

GONGDAN_INLINE std::optional<csv_column> csv_reader::find_column(std::string_view name) const {
    auto const found = std::find(header_.begin(), header_.end(), name);
    if (found == header_.end()) return std::nullopt;
    return csv_column{static_cast<std::size_t>(found - header_.begin())};
}

GONGDAN_INLINE csv_column csv_reader::column(std::string_view name) const {
    if (auto const found = find_column(name)) return *found;
    throw input_error{
        {{from_->name, header_line_, std::string{name}}, "there is no such column" + name_hint(name, names())}};
}

GONGDAN_INLINE void csv_reader::only(std::initializer_list<std::string_view> names) const {
    for (std::string const& name : header_) {
        if (std::find(names.begin(), names.end(), name) != names.end()) continue;
        throw input_error{
            {{from_->name, header_line_, name}, "is not a column that is known here" + name_hint(name, names)}};
    }
}

GONGDAN_INLINE void csv_reader::end_line() {
    if (here_ == end_) return;
    ++here_;
    ++line_;
}

GONGDAN_INLINE void csv_reader::skip_blank_lines() {
    while (here_ != end_) {
        char const* const line_end = *here_ == '\r' ? here_ + 1 : here_;
        if (line_end != end_ && *line_end != '\n') return;
        here_ = line_end;
        end_line();
    }
}

GONGDAN_INLINE void csv_reader::go_to_line_after_row_start() {
    char const* const line_end = csv_detail::find(row_start_, end_, '\n');
    here_ = line_end != nullptr ? line_end : end_;
    line_ = row_line_;
    end_line();
}

/// Reads one row into cells_; here_ is then at the start of the next line. Gives the sentence where
/// quotes are at fault.
GONGDAN_INLINE char const* csv_reader::read_record() {
    row_start_ = here_;
    row_line_ = line_;
    cells_.clear();
    for (;;) {
        if (char const* const wrong = read_cell()) return wrong;
        if (here_ == end_ || *here_ == '\n') break;
        ++here_;  // the comma
    }
    end_line();
    return nullptr;
}

GONGDAN_INLINE char const* csv_reader::read_cell() {
    if (here_ != end_ && *here_ == '"') return read_quoted_cell();
    char const* const start = here_;
    while (here_ != end_ && !csv_detail::ends_plain_cell(*here_)) ++here_;
    if (here_ != end_ && *here_ == '"') return "a quotation mark stands in a cell that does not begin with one";
    bool const before_line_end = here_ == end_ || *here_ == '\n';
    char const* const stop = before_line_end && here_ != start && here_[-1] == '\r' ? here_ - 1 : here_;
    cells_.push_back({csv_detail::between(start, stop), false});
    return nullptr;
}

GONGDAN_INLINE char const* csv_reader::read_quoted_cell() {
    char const* const start = ++here_;
    bool doubled = false;
    for (;;) {
        here_ = csv_detail::find(here_, end_, '"');
        if (here_ == nullptr) return "a quotation mark is opened here and never closed";
        if (here_ + 1 == end_ || here_[1] != '"') break;
        doubled = true;
        here_ += 2;
    }
    cells_.push_back({csv_detail::between(start, here_), doubled});
    line_ += static_cast<std::size_t>(std::count(start, here_, '\n'));
    ++here_;
    if (here_ != end_ && *here_ == '\r' && (here_ + 1 == end_ || here_[1] == '\n')) ++here_;
    if (here_ == end_ || *here_ == ',' || *here_ == '\n') return nullptr;
    cells_.pop_back();  // so that row_fault names this column
    return "text follows the closing quotation mark";
}

GONGDAN_INLINE void csv_reader::unescape() {
    bool const any = std::any_of(cells_.begin(), cells_.end(), [](raw_cell const& c) { return c.has_doubled_quotes; });
    if (!any) return;
    unescaped_.clear();
    unescaped_.reserve(static_cast<std::size_t>(here_ - row_start_));  // views into it must stay good
    for (raw_cell& cell : cells_) {
        if (!cell.has_doubled_quotes) continue;
        std::size_t const start = unescaped_.size();
        for (std::size_t i = 0; i < cell.text.size(); ++i) {
            unescaped_ += cell.text[i];
            if (cell.text[i] == '"') ++i;
        }
        cell.text = std::string_view{unescaped_}.substr(start);
    }
}

/// A fault of the cell that was being read.
GONGDAN_INLINE fault csv_reader::row_fault(std::string reason) const {
    std::size_t const c = cells_.size();
    return {{from_->name, row_line_, c < header_.size() ? header_[c] : std::string{}}, std::move(reason)};
}

GONGDAN_INLINE std::optional<csv_row> csv_reader::next() {
    for (skip_blank_lines(); here_ != end_; skip_blank_lines()) {
        std::optional<fault> wrong;
        if (char const* const quotes = read_record()) {
            wrong = row_fault(quotes);
            go_to_line_after_row_start();
        } else if (cells_.size() != header_.size()) {
            wrong = fault{{from_->name, row_line_, {}},
                          fmt::format("the row has {} cells, the header has {}", cells_.size(), header_.size())};
        } else {
            unescape();
            return csv_row{*this};
        }
        if (!sink_) throw input_error{*std::move(wrong)};
        sink_(*std::move(wrong));
    }
    return std::nullopt;
}

GONGDAN_INLINE location csv_row::at(csv_column c) const {
    return {reader_->from_->name, line(), reader_->header_[c.index]};
}

GONGDAN_INLINE void csv_row::fail(csv_column c, std::string reason) const {
    throw input_error{{at(c), std::move(reason)}};
}

GONGDAN_INLINE std::string_view csv_row::text(csv_column c) const {
    if (is_empty(c)) fail(c, "is empty");
    return (*this)[c];
}

GONGDAN_INLINE std::int64_t csv_row::integer(csv_column c, std::int64_t min, std::int64_t max) const {
    return good(c, read_integer((*this)[c], min, max));
}

GONGDAN_INLINE double csv_row::number(csv_column c, double min, double max) const {
    return good(c, read_number((*this)[c], min, max));
}

GONGDAN_INLINE gongdan::day csv_row::day(csv_column c) const { return good(c, read_day((*this)[c])); }

GONGDAN_INLINE gongdan::instant csv_row::instant(csv_column c) const { return good(c, read_instant((*this)[c])); }

GONGDAN_INLINE std::optional<gongdan::day> csv_row::optional_day(csv_column c) const {
    return is_empty(c) ? std::nullopt : std::optional{day(c)};
}

GONGDAN_INLINE std::optional<gongdan::instant> csv_row::optional_instant(csv_column c) const {
    return is_empty(c) ? std::nullopt : std::optional{instant(c)};
}

template <class Cells>
void csv_text::append(Cells const& cells) {
    assert(cells.size() == width_ && "a row is as wide as the header");
    bool first = true;
    std::size_t const start = text_.size();
    for (std::string_view const cell : cells) {
        if (!std::exchange(first, false)) text_ += ',';
        csv_detail::append_cell(text_, cell);
    }
    if (text_.size() == start) text_ += "\"\"";  // one empty cell, which would read back as a blank line
    text_ += '\n';
}

GONGDAN_INLINE csv_text::csv_text(std::initializer_list<std::string_view> header) : width_(header.size()) {
    append(header);
}

GONGDAN_INLINE csv_text::csv_text(std::vector<std::string> const& header) : width_(header.size()) { append(header); }

GONGDAN_INLINE csv_text& csv_text::row(std::initializer_list<std::string_view> cells) {
    append(cells);
    return *this;
}

GONGDAN_INLINE csv_text& csv_text::row(std::vector<std::string> const& cells) {
    append(cells);
    return *this;
}

}}  // namespace gongdan
