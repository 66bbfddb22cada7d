#pragma once

#include <gongdan/files/names.hpp>
#include <gongdan/files/source.hpp>

#include <cstddef>
#include <cstdint>
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A column of one csv_reader, found by its name once and used for every row.
struct csv_column {
    std::size_t index = 0;
};

class csv_row;

/// Reads RFC 4180: comma, double quotes, doubled quotes and line ends inside quotes; LF or CRLF;
/// blank lines are passed over. The first line names the columns. A row with the wrong number of
/// cells or with stray or open quotes is a fault, which goes to the sink, and without one is
/// thrown. Reading goes on after it; where quotes were at fault, at the line after the row's first,
/// so that one open quote cannot swallow the rest. The source must outlive the reader.
class csv_reader {
public:
    /// Throws input_error for an empty source and for a column that is named twice.
    explicit csv_reader(source const& from, fault_sink sink = {});

    [[nodiscard]] std::vector<std::string> const& header() const { return header_; }
    /// Throws input_error, with the name that was likely meant, where there is no such column.
    [[nodiscard]] csv_column column(std::string_view name) const;
    [[nodiscard]] std::optional<csv_column> find_column(std::string_view name) const;
    /// Refuses, by name, columns that are not among these.
    void only(std::initializer_list<std::string_view> names) const;

    /// The next good row, nothing at the end. It and its cells are good until the following call.
    [[nodiscard]] std::optional<csv_row> next();

private:
    friend class csv_row;

    void read_header();
    void skip_blank_lines();
    [[nodiscard]] char const* read_record();
    [[nodiscard]] char const* read_cell();
    [[nodiscard]] char const* read_quoted_cell();
    void end_line();
    void go_to_line_after_row_start();
    [[nodiscard]] fault row_fault(std::string reason) const;
    void unescape();
    [[nodiscard]] std::vector<std::string_view> names() const;

    struct raw_cell {
        std::string_view text;
        bool has_doubled_quotes = false;
    };

    source const* from_;
    fault_sink sink_;
    char const* here_;
    char const* end_;
    char const* row_start_;
    std::size_t line_ = 1;      ///< of here_
    std::size_t row_line_ = 1;  ///< of row_start_
    std::size_t header_line_ = 1;
    std::vector<std::string> header_;
    std::vector<raw_cell> cells_;
    std::string unescaped_;
};

/// One row; each reading throws input_error with file, line and column.
class csv_row {
public:
    [[nodiscard]] std::string_view operator[](csv_column c) const { return reader_->cells_[c.index].text; }
    [[nodiscard]] std::size_t line() const { return reader_->row_line_; }
    [[nodiscard]] std::size_t size() const { return reader_->cells_.size(); }
    [[nodiscard]] bool is_empty(csv_column c) const { return (*this)[c].empty(); }

    /// The cell, which must not be empty.
    [[nodiscard]] std::string_view text(csv_column c) const;
    [[nodiscard]] std::int64_t integer(csv_column c,
                                       std::int64_t min = least_integer,
                                       std::int64_t max = greatest_integer) const;
    [[nodiscard]] double number(csv_column c, double min = least_number, double max = greatest_number) const;
    [[nodiscard]] gongdan::day day(csv_column c) const;
    [[nodiscard]] gongdan::instant instant(csv_column c) const;
    template <class Enum>
    [[nodiscard]] Enum one_of(csv_column c) const {
        return good(c, read_one_of<Enum>((*this)[c]));
    }

    /// Nothing for an empty cell.
    [[nodiscard]] std::optional<gongdan::day> optional_day(csv_column c) const;
    [[nodiscard]] std::optional<gongdan::instant> optional_instant(csv_column c) const;

    [[nodiscard]] location at(csv_column c) const;
    [[noreturn]] void fail(csv_column c, std::string reason) const;
    /// The value, or its sentence thrown as a fault of this cell.
    template <class T>
    [[nodiscard]] T good(csv_column c, reading<T> r) const {
        if (!r) fail(c, std::move(r.wrong));
        return *r;
    }

private:
    friend class csv_reader;
    explicit csv_row(csv_reader const& reader) : reader_(&reader) {}

    csv_reader const* reader_;
};

/// Writes RFC 4180 with LF. A cell that a spreadsheet would run as a formula (it starts with = + -
/// @, a tab or a carriage return and is no plain number) gets an apostrophe in front.
class csv_text {
public:
    explicit csv_text(std::initializer_list<std::string_view> header);
    explicit csv_text(std::vector<std::string> const& header);

    /// A row of another width than the header is a broken precondition.
    csv_text& row(std::initializer_list<std::string_view> cells);
    csv_text& row(std::vector<std::string> const& cells);

    [[nodiscard]] std::string const& text() const { return text_; }

private:
    template <class Cells>
    void append(Cells const& cells);

    std::size_t width_;
    std::string text_;
};

}}  // namespace gongdan
