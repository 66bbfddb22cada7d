#include "refusal.hpp"

#include <gongdan/files/toml.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

namespace {

data_document parse(std::string text) { return read_toml(from_text("p.toml", std::move(text))); }
std::string refused(std::string text) {
    return refusal([&] { (void)parse(std::move(text)); });
}
std::string repeat(std::string_view piece, int times) {
    std::string s;
    for (int i = 0; i < times; ++i) s += piece;
    return s;
}

}  // namespace

TEST_CASE("text that is not TOML is refused with its line") {
    struct row {
        char const* text;
        char const* refused;
    };
    row const table[] = {
        {"a = 1\nb = \n", "p.toml:2: is not TOML at column 5: "},
        {"a = 1\n\na = 2\n", "p.toml:3: is not TOML at column 5: Error while parsing key-value pair: cannot redefine"},
        {"[t]\na = 1\n[t]\n", "p.toml:3: is not TOML at column "},
        {"a = \"unfinished\n", "p.toml:1: is not TOML at column "},
        {"a = [1, 2\n", "p.toml:1: is not TOML at column 11: Error while parsing array: encountered end-of-file"},
        {"a = 24:00\n", "p.toml:1: is not TOML at column "},
        {"a = 2026-02-30\n", "p.toml:1: is not TOML at column "},
        {"a = 9223372036854775808\n", "p.toml:1: is not TOML at column "},
    };
    for (row const& r : table) {
        CAPTURE(r.text);
        std::string const got = refused(r.text);
        CAPTURE(got);
        CHECK(got.rfind(r.refused, 0) == 0);
    }
}

TEST_CASE("text that breaks an assertion of the parser is refused with its line") {
    CHECK(refused("a = 1979-05-27Tn07:00\n") == "p.toml:1: is not TOML");
    CHECK(refused("a = 1\nb = '''\n'''\n\nc = 1979-05-27Tn07:00\nd = 4\n") == "p.toml:5: is not TOML");
    CHECK(refused("a = 1\nc = 1979-05-27Tn00:") == "p.toml:2: is not TOML");
    CHECK(refused("\n[[[a]]]\n") == "p.toml:2: is not TOML");
}

TEST_CASE("a character outside ASCII is refused unless it stands in quotation marks or a comment") {
    CHECK(refused("[工单]\n") == "p.toml:1: '工' may stand only in quotation marks or in a comment");
    CHECK(refused("a = [1，2]\n") == "p.toml:1: '，' may stand only in quotation marks or in a comment");
    CHECK(refused("a = 1\n\nb =é") == "p.toml:3: 'é' may stand only in quotation marks or in a comment");
    auto const doc = parse("[\"工单\"] # 工单\n'类型' = '报修'");
    CHECK(doc.root().table("工单").text("类型") == "报修");
    CHECK(refusal([&] { (void)doc.root().table("工单").integer("类型"); }) ==
          "p.toml:2: \"工单\".\"类型\": an integer is expected");
}

TEST_CASE("dates and times that civil time does not have are refused with line and key") {
    CHECK(refused("[t]\nat = 2026-02-13T08:00:00Z\n") ==
          "p.toml:2: t.at: civil time is expected, without an offset from UTC");
    CHECK(refused("a = [1, 08:00:00.5]\n") == "p.toml:1: a[1]: whole seconds are expected");
    CHECK(refused("on = 1800-01-01\n") == "p.toml:1: on: there is no day 1800-01-01 here");
}

TEST_CASE("deep nesting is refused before it can exhaust the stack") {
    struct row {
        std::string text;
        char const* refused;
    };
    row const table[] = {
        {"a = " + repeat("[", 100'000), "p.toml:1: brackets are nested deeper than 64 levels"},
        {"\na = " + repeat("{a=", 100'000), "p.toml:2: brackets are nested deeper than 64 levels"},
        {"a" + repeat(".a", 100'000) + " = 1", "p.toml:1: a key has more than 32 parts"},
        {"x = 'it''s'\n[a" + repeat(" . a", 100'000) + "]", "p.toml:2: a key has more than 32 parts"},
        {"a = \"\"\"\n\\\"\"\"\"\"\nb" + repeat(".'b'", 100'000), "p.toml:3: a key has more than 32 parts"},
        {"a = [\"\"\"x\"\"\"\", " + repeat("[", 100), "p.toml:1: brackets are nested deeper than 64 levels"},
        {"a = {" + repeat("a.", 31) + "a = 1}", ""},
        {"a = " + repeat("[", 64) + repeat("]", 64), ""},
        {"# " + repeat("[.", 1000) + "\na = \"" + repeat("[.", 1000) + "\\\"" + repeat("[.", 1000) + "\"\nb = '''\n" +
             repeat("[.", 1000) + "''\n" + repeat("[.", 1000) + "'''''\nc = 1",
         ""},
    };
    for (row const& r : table) {
        CAPTURE(r.text.substr(0, 60));
        CHECK(refused(r.text) == r.refused);
    }
    std::string const heads = "[" + repeat("a.", 31) + "a]\n" + repeat("b.", 31) + "b = ";
    std::string const inside = repeat("{" + repeat("c.", 31) + "c = ", 64) + "1" + repeat("}", 64);
    CHECK(refused(heads + inside) == "p.toml:2: values are nested deeper than 256 levels");
}

TEST_CASE("texts and TOML's own dates and times are read as civil time") {
    auto const doc = parse(
        "day = 2026-02-13\nat = 2026-02-13T08:30:15\ntime = 08:30:00\n"
        "day_text = '2026-02-13'\nat_text = '2026-02-13 24:00'\ntime_text = '24:00'\n");
    auto const v = doc.root();
    CHECK(v.day("day") == on("2026-02-13"));
    CHECK(v.day("day_text") == on("2026-02-13"));
    CHECK(v.instant("at") == at("2026-02-13 08:30:15"));
    CHECK(v.instant("at_text") == at("2026-02-14 00:00"));
    CHECK(v.time_of_day("time") == minutes{510});
    CHECK(v.time_of_day("time_text") == hours{24});
    CHECK(v.get("day").kind() == data_kind::day);
    CHECK(refusal([&] { (void)v.instant("day"); }) == "p.toml:1: day: a date and time (YYYY-MM-DD HH:MM) is expected");
    CHECK(refusal([&] { (void)v.text("day"); }) == "p.toml:1: day: a text is expected");
}

TEST_CASE("a fault names line and dotted key, in arrays of tables with the index") {
    auto const doc = parse(
        "version = '1'\n"
        "[[clause]]\n"
        "within = '30 min'\n"
        "[[clause]]\n"
        "within = 30\n"
        "tags = ['a', 7]\n"
        "limits = { 'two words' = 5, max = nan }\n");
    auto const v = doc.root();
    CHECK(v.tables("clause").size() == 2);
    CHECK(v.tables("other").empty());
    data_view const second = *++v.tables("clause").begin();
    CHECK(second.path() == "clause[1]");
    CHECK(refusal([&] { (void)second.text("within"); }) == "p.toml:5: clause[1].within: a text is expected");
    CHECK(refusal([&] { (void)second.get("tags").as_texts(); }) == "p.toml:6: clause[1].tags[1]: a text is expected");
    CHECK(refusal([&] { (void)second.table("limits").text("two words"); }) ==
          "p.toml:7: clause[1].limits.\"two words\": a text is expected");
    CHECK(refusal([&] { (void)second.table("limits").number("max"); }) ==
          "p.toml:7: clause[1].limits.max: a finite number is expected");
    CHECK(refusal([&] { (void)second.text("source"); }) == "p.toml:4: clause[1].source: is missing");
    CHECK(refusal([&] { (void)v.table("version"); }) == "p.toml:1: version: a table is expected");
    CHECK(refusal([&] {
              second.only({"within", "tags", "limit"});
          }) == "p.toml:7: clause[1].limits: is not a name that is known here; did you mean 'limit'?");
}

TEST_CASE("members come in the order in which they were written") {
    auto const doc = parse("z = 1\n[m]\nb = 1\na = 2\n[k]\n[y.x]\n[c]\n");
    std::string names;
    for (data_view const member : doc.root().members()) names += std::string{member.key()} + " ";
    CHECK(names == "z m k y c ");
    names.clear();
    for (data_view const member : doc.root().table("m").members()) names += member.key();
    CHECK(names == "ba");
}

TEST_CASE("an empty TOML file is an empty table") { CHECK(parse("# nothing\r\n").root().size() == 0); }
