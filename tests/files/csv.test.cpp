#include "refusal.hpp"

#include <gongdan/files/csv.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

namespace {

struct outcome {
    std::vector<std::vector<std::string>> rows;
    std::vector<std::size_t> lines;
    std::vector<std::string> faults;
};

outcome read(std::string text) {
    source const from = from_text("t.csv", std::move(text));
    outcome out;
    csv_reader reader{from, [&](fault const& f) { out.faults.push_back(f.text()); }};
    while (auto const row = reader.next()) {
        out.lines.push_back(row->line());
        auto& cells = out.rows.emplace_back();
        for (std::size_t i = 0; i < row->size(); ++i) cells.emplace_back((*row)[csv_column{i}]);
    }
    return out;
}

using rows = std::vector<std::vector<std::string>>;
using texts = std::vector<std::string>;

}  // namespace

TEST_CASE("cells are read as RFC 4180 writes them") {
    struct row {
        char const* text;
        rows expected;
    };
    row const table[] = {
        {"a,b\n1,2\n", {{"1", "2"}}},
        {"a,b\n1,2", {{"1", "2"}}},
        {"a,b\r\n1,2\r\n3,\r\n", {{"1", "2"}, {"3", ""}}},
        {"a,b\n1,2\r", {{"1", "2"}}},
        {"a,b\n,\n", {{"", ""}}},
        {"a,b\n1,", {{"1", ""}}},
        {"a,b\n\"x,y\",\"\"\n", {{"x,y", ""}}},
        {"a,b\n\"he said \"\"no\"\"\",\"\"\"\"\n", {{"he said \"no\"", "\""}}},
        {"a,b\n\"two\nlines\",2\r\n", {{"two\nlines", "2"}}},
        {"a,b\n1,\"2\"\r\n\"3\",\"4\"\r\n", {{"1", "2"}, {"3", "4"}}},
        {"\n\na,b\n\n1,2\r\n\r\n\n3,4\n\n", {{"1", "2"}, {"3", "4"}}},
        {"a\n\"\"\nx\n", {{""}, {"x"}}},
        {"\"a\"\"\",b\n1,2\n", {{"1", "2"}}},
        {"a,b\n报修, 空格 \n", {{"报修", " 空格 "}}},
        {"a,b\n1\r2,3\n", {{"1\r2", "3"}}},
        {"a,b\n", {}},
        {"a,b", {}},
    };
    for (row const& r : table) {
        CAPTURE(r.text);
        outcome const got = read(r.text);
        CHECK(got.rows == r.expected);
        CHECK(got.faults == texts{});
    }
}

TEST_CASE("a bad row is a fault with its line and the rows after it are still read") {
    struct row {
        char const* text;
        texts faults;
        rows good;
    };
    row const table[] = {
        {"a,b\n1\n3,4\n", {"t.csv:2: the row has 1 cells, the header has 2"}, {{"3", "4"}}},
        {"a,b\n1,2,3\n3,4\n", {"t.csv:2: the row has 3 cells, the header has 2"}, {{"3", "4"}}},
        {"a,b\n\"x\ny\"\n3,4\n", {"t.csv:2: the row has 1 cells, the header has 2"}, {{"3", "4"}}},
        {"a,b\n1,x\"y\n3,4\n",
         {"t.csv:2: b: a quotation mark stands in a cell that does not begin with one"},
         {{"3", "4"}}},
        {"a,b\n\"1\" ,2\n3,4\n", {"t.csv:2: a: text follows the closing quotation mark"}, {{"3", "4"}}},
        {"a,b\n1,\"2\n3,4\n5,6\n",
         {"t.csv:2: b: a quotation mark is opened here and never closed"},
         {{"3", "4"}, {"5", "6"}}},
        {"a,b\n1,\"2\n3,\"4\"\n5,6\n",
         {"t.csv:2: b: text follows the closing quotation mark"},
         {{"3", "4"}, {"5", "6"}}},
    };
    for (row const& r : table) {
        CAPTURE(r.text);
        outcome const got = read(r.text);
        CHECK(got.faults == r.faults);
        CHECK(got.rows == r.good);
    }
}

TEST_CASE("a row knows the line it begins on, also behind cells of many lines") {
    CHECK(read("a,b\n\"1\n\n\",2\n\n3,4\nbad\n5,6\n").lines == std::vector<std::size_t>{2, 6, 8});
}

TEST_CASE("a header that cannot be used is refused at once") {
    CHECK(refusal([] { read(""); }) == "t.csv: is empty: a line with the names of columns is expected");
    CHECK(refusal([] { read("\n\r\n"); }) == "t.csv: is empty: a line with the names of columns is expected");
    CHECK(refusal([] { read("a,b,a\n"); }) == "t.csv:1: a: two columns have this name");
    CHECK(refusal([] { read("\na,b\"\n"); }) ==
          "t.csv:2: a quotation mark stands in a cell that does not begin with one");
}

TEST_CASE("without a sink the first bad row is thrown") {
    source const from = from_text("t.csv", "a,b\n1\n");
    csv_reader reader{from};
    CHECK(refusal([&] { (void)reader.next(); }) == "t.csv:2: the row has 1 cells, the header has 2");
}

TEST_CASE("a column is found by its name or refused with the likely one") {
    source const from = from_text("t.csv", "\nid,closed\n1,2\n");
    csv_reader const reader{from};
    CHECK(reader.column("closed").index == 1);
    CHECK(!reader.find_column("close"));
    CHECK(refusal([&] { (void)reader.column("closd"); }) ==
          "t.csv:2: closd: there is no such column; did you mean 'closed'?");
    CHECK(refusal([&] { (void)reader.column("opened_at"); }) ==
          "t.csv:2: opened_at: there is no such column; known are id, closed");
    reader.only({"closed", "id", "type"});
    CHECK(refusal([&] {
              reader.only({"ids", "closed"});
          }) == "t.csv:2: id: is not a column that is known here; known are ids, closed");
}

TEST_CASE("a cell that is no date, time or number is refused with line and column") {
    source const from = from_text("t.csv",
                                  "id,at,on,size,who\n"
                                  "7,2026-02-13 23:59,2026-02-13,1.5,x\n"
                                  "x,2026-02-13 25:00,2026-02-30,much,\n"
                                  "3,,,0,y\n");
    csv_reader reader{from};
    auto const id = reader.column("id");
    auto const when = reader.column("at");
    auto const date = reader.column("on");
    auto const size = reader.column("size");
    auto const who = reader.column("who");

    auto row = reader.next();
    CHECK(row->integer(id, 0) == 7);
    CHECK(row->instant(when) == at("2026-02-13 23:59"));
    CHECK(row->day(date) == on("2026-02-13"));
    CHECK(row->optional_instant(when) == at("2026-02-13 23:59"));
    CHECK(row->number(size) == 1.5);
    CHECK(row->text(who) == "x");

    row = reader.next();
    CHECK(refusal([&] { (void)row->integer(id); }) == "t.csv:3: id: 'x' is not an integer");
    CHECK(refusal([&] { (void)row->instant(when); }) == "t.csv:3: at: there is no time 25:00");
    CHECK(refusal([&] { (void)row->day(date); }) == "t.csv:3: on: there is no day 2026-02-30");
    CHECK(refusal([&] { (void)row->number(size); }) == "t.csv:3: size: 'much' is not a number");
    CHECK(refusal([&] { (void)row->text(who); }) == "t.csv:3: who: is empty");

    row = reader.next();
    CHECK(!row->optional_instant(when));
    CHECK(!row->optional_day(date));
    CHECK(refusal([&] { (void)row->integer(id, 5, 9); }) == "t.csv:4: id: 3 is too small: at least 5 is expected");
}

TEST_CASE("what csv_text writes is read back the same") {
    rows const written = {{"plain", "工单"}, {"a,b", "\"quoted\""}, {"two\nlines", "cr\r"}, {"", ""}, {"-5", "+3.25"}};
    csv_text out{"a", "b"};
    for (auto const& row : written) out.row(row);
    CHECK(read(out.text()).rows == written);

    csv_text one{"only"};
    one.row({""}).row({"x"});
    CHECK(read(one.text()).rows == rows{{""}, {"x"}});
}

TEST_CASE(
    "a cell that a spreadsheet would run as a formula is made harmless and numbers are left "
    "alone") {
    struct row {
        char const* cell;
        char const* written;
    };
    row const table[] = {
        {"=1+1", "'=1+1"},     {"@SUM(A1)", "'@SUM(A1)"},
        {"-2+3", "'-2+3"},     {"+cmd|' /C calc'!A0", "'+cmd|' /C calc'!A0"},
        {"\t=1", "'\t=1"},     {"\r=1", "\"'\r=1\""},
        {"=a,b", "\"'=a,b\""}, {"-", "'-"},
        {"-12", "-12"},        {"+8613800000000", "+8613800000000"},
        {"-0.5", "-0.5"},      {"-1.2.3", "'-1.2.3"},
        {"a=b", "a=b"},
    };
    for (row const& r : table) {
        CAPTURE(r.cell);
        CHECK(csv_text{"h"}.row({r.cell}).text() == std::string("h\n") + r.written + "\n");
    }
}
