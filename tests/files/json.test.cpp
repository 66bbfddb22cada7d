#include "refusal.hpp"

#include <gongdan/files/json.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

namespace {

data_document parse(std::string text) { return read_json(from_text("t.json", std::move(text))); }
std::string refused(std::string text) {
    return refusal([&] { (void)parse(std::move(text)); });
}
std::string repeat(std::string_view piece, int times) {
    std::string s;
    for (int i = 0; i < times; ++i) s += piece;
    return s;
}

enum class level { high, low };

}  // namespace

template <>
struct gongdan::labels<level> {
    static constexpr term table[] = {{"high", "高", "high level"}, {"low", "低", "low level"}};
};

TEST_CASE("text that is not JSON is refused with line, pointer and a sentence") {
    struct row {
        std::string text;
        char const* refused;
    };
    row const table[] = {
        {"", "t.json:1: is empty: JSON is expected"},
        {" \n\n", "t.json:1: is empty: JSON is expected"},
        {"{\n  \"a\": [1,\n  2\n\n", "t.json:3: /a/2: the text ends before the array that begins on line 2 is closed"},
        {"{\n  \"a\": {\"b\": 1,", "t.json:2: /a: the text ends before the object that begins on line 2 is closed"},
        {"{\"a\": \"unfinish", "t.json:1: /a: the text ends before the object that begins on line 1 is closed"},
        {"{\"a\": tru", "t.json:1: /a: the text ends before the object that begins on line 1 is closed"},
        {"\"unfinish", "t.json:1: the text ends in the middle of a value"},
        {"{\"a\":\n nul}",
         "t.json:2: /a: is not JSON at column 5: value - invalid literal; last read: "
         "'\"a\":<U+000A> nul}'"},
        {"[1,\n 2 3]", "t.json:2: /2: is not JSON at column 5: array - unexpected number literal; expected ']'"},
        {"// no\n1", "t.json:1: is not JSON at column 1: value - invalid literal; last read: '/'"},
        {"{\"a\": 1,\n \"a\": 2}", "t.json:2: /a: the name stands twice, first on line 1"},
        {"{\"v\": [{\"k\": 1,\n \"x\": 0, \"k\": 2}]}", "t.json:2: /v/0/k: the name stands twice, first on line 1"},
        {"{\"a\": [0, 9223372036854775808]}", "t.json:1: /a/1: '9223372036854775808' does not fit 64 bits"},
        {"{\"a\": -9223372036854775809}", "t.json:1: /a: '-9223372036854775809' does not fit 64 bits"},
        {"{\"a\": 123456789012345678901234567890}",
         "t.json:1: /a: '123456789012345678901234567890' does not fit 64 bits"},
        {"{\"a\": 1e999}", "t.json:1: /a: '1e999' does not fit 64 bits"},
        {repeat("\n[", 100'000), "t.json:258: values are nested deeper than 256 levels"},
        {repeat("{\"a\":", 100'000), "t.json:1: values are nested deeper than 256 levels"},
    };
    for (row const& r : table) {
        CAPTURE(r.text.substr(0, 80));
        CHECK(refused(r.text) == r.refused);
    }
    CHECK(refused("{} {}").rfind("t.json:1: is not JSON at column 4: ", 0) == 0);
    CHECK(refused("[1}").rfind("t.json:1: /1: is not JSON at column 3: ", 0) == 0);
    CHECK(refused("[\"\\q\"]").rfind("t.json:1: /0: is not JSON at column 4: ", 0) == 0);
}

TEST_CASE("nesting of 256 levels is read") {
    CHECK(refused(repeat("[", 256) + repeat("]", 256)) == "");
    CHECK(refused(repeat("[", 257) + repeat("]", 257)) == "t.json:1: values are nested deeper than 256 levels");
}

TEST_CASE("values are read by their names") {
    auto const doc = parse(R"({
        "t": "工单", "i": -3, "n": 2.5, "b": true, "nothing": null, "empty": {},
        "day": "2026-02-13", "at": "2026-02-13T08:30", "time": "24:00", "level": "低",
        "o": {"x": 1}, "a": [1, 2, 3], "words": ["x", "y"], "rows": [[1.5, 2], []], "list": [{"k": 1}, {"k": 2}]
    })");
    auto const v = doc.root();
    CHECK(v.text("t") == "工单");
    CHECK(v.integer("i") == -3);
    CHECK(v.number("n") == 2.5);
    CHECK(v.number("i") == -3.0);
    CHECK(v.boolean("b"));
    CHECK(v.day("day") == on("2026-02-13"));
    CHECK(v.instant("at") == at("2026-02-13 08:30"));
    CHECK(v.time_of_day("time") == hours{24});
    CHECK(v.one_of<level>("level") == level::low);
    CHECK(v.table("o").integer("x") == 1);
    CHECK(v.get("a").as_integers() == std::vector<std::int64_t>{1, 2, 3});
    CHECK(v.get("words").as_texts() == std::vector<std::string_view>{"x", "y"});
    CHECK((*v.array("rows").begin()).as_numbers() == std::vector<double>{1.5, 2});
    CHECK(v.tables("list").size() == 2);
    CHECK(v.tables("no_list").empty());

    std::vector<std::string_view> names;
    for (data_view const m : v.table("o").members()) names.push_back(m.key());
    CHECK(names == std::vector<std::string_view>{"x"});
    CHECK(v.table("empty").members().empty());
    CHECK(v.get("rows").size() == 2);

    std::string visited;
    for (data_view const item : v.array("list")) visited += item.path() + "=" + std::to_string(item.integer("k")) + " ";
    CHECK(visited == "/list/0=1 /list/1=2 ");
}

TEST_CASE("a missing member is nothing where it is optional and null counts as missing") {
    auto const doc = parse(R"({"nothing": null, "t": "x", "n": 1.5, "i": 3, "b": false, "o": {}, "a": [1],
                               "day": "2026-02-13", "at": "2026-02-13 08:30", "time": "08:30", "level": "low"})");
    auto const v = doc.root();
    for (char const* const name : {"nothing", "absent"}) {
        CHECK(!v.has(name));
        CHECK(!v.optional_text(name));
        CHECK(!v.optional_integer(name));
        CHECK(!v.optional_number(name));
        CHECK(!v.optional_boolean(name));
        CHECK(!v.optional_day(name));
        CHECK(!v.optional_instant(name));
        CHECK(!v.optional_time_of_day(name));
        CHECK(!v.optional_table(name));
        CHECK(!v.optional_one_of<level>(name));
        CHECK(v.optional_array(name).empty());
        CHECK(refusal([&] { (void)v.get(name); }) == std::string("t.json:1: /") + name + ": is missing");
    }
    CHECK(v.optional_text("t") == "x");
    CHECK(v.optional_integer("i", 0, 3) == 3);
    CHECK(v.optional_number("n") == 1.5);
    CHECK(v.optional_boolean("b") == false);
    CHECK(v.optional_table("o")->size() == 0);
    CHECK(v.optional_array("a").size() == 1);
    CHECK(v.optional_day("day") == on("2026-02-13"));
    CHECK(v.optional_instant("at") == at("2026-02-13 08:30"));
    CHECK(v.optional_time_of_day("time") == minutes{510});
    CHECK(v.optional_one_of<level>("level") == level::low);
    CHECK(refusal([&] { (void)v.optional_integer("t"); }) == "t.json:1: /t: an integer is expected");
}

TEST_CASE("a value of the wrong kind is refused with line, pointer and what is expected") {
    auto const doc = parse(R"({"t": "x", "n": 1.0,
        "vehicles": [{}, {}, {}, {"skills": 5, "caps": [1, "2"], "start": [1.5, 2]}],
        "a/b~c": [1],
        "day": "2026-02-30", "at": "2026-02-13 25:00", "time": "8:30", "level": "hihg", "small": 3})");
    auto const v = doc.root();
    data_view const vehicle = [&] {
        std::optional<data_view> last;
        for (data_view const item : v.array("vehicles")) last = item;
        return *last;
    }();
    struct row {
        char const* refused;
        std::function<void()> read;
    };
    row const table[] = {
        {"t.json:1: /n: a text is expected", [&] { (void)v.text("n"); }},
        {"t.json:1: /n: an integer is expected", [&] { (void)v.integer("n"); }},
        {"t.json:1: /t: a number is expected", [&] { (void)v.number("t"); }},
        {"t.json:1: /t: true or false is expected", [&] { (void)v.boolean("t"); }},
        {"t.json:1: /t: an object is expected", [&] { (void)v.table("t"); }},
        {"t.json:1: /t: an object is expected", [&] { (void)v.get("t").has("x"); }},
        {"t.json:1: /t: an array is expected", [&] { (void)v.array("t"); }},
        {"t.json:3: /a~1b~0c/0: an object is expected", [&] { (void)v.tables("a/b~c"); }},
        {"t.json:2: /vehicles/3/skills: an array of integers is expected",
         [&] { (void)vehicle.get("skills").as_integers(); }},
        {"t.json:2: /vehicles/3/skills: an array of numbers is expected",
         [&] { (void)vehicle.get("skills").as_numbers(); }},
        {"t.json:2: /vehicles/3/skills: an array of texts is expected",
         [&] { (void)vehicle.get("skills").as_texts(); }},
        {"t.json:2: /vehicles/3/caps/1: an integer is expected", [&] { (void)vehicle.get("caps").as_integers(); }},
        {"t.json:2: /vehicles/3/start/1: 2 is too large: at most 1.5 is expected",
         [&] { (void)vehicle.get("start").as_numbers(0, 1.5); }},
        {"t.json:2: /vehicles/3/end: is missing", [&] { (void)vehicle.get("end"); }},
        {"t.json:4: /day: there is no day 2026-02-30", [&] { (void)v.day("day"); }},
        {"t.json:4: /at: there is no time 25:00", [&] { (void)v.instant("at"); }},
        {"t.json:4: /time: '8:30' is not a time of day (HH:MM or HH:MM:SS)", [&] { (void)v.time_of_day("time"); }},
        {"t.json:1: /n: a date (YYYY-MM-DD) is expected", [&] { (void)v.day("n"); }},
        {"t.json:1: /n: a date and time (YYYY-MM-DD HH:MM) is expected", [&] { (void)v.instant("n"); }},
        {"t.json:1: /n: a time of day (HH:MM) is expected", [&] { (void)v.time_of_day("n"); }},
        {"t.json:4: /level: 'hihg' is not known; known are high, low", [&] { (void)v.one_of<level>("level"); }},
        {"t.json:4: /small: 3 is too small: at least 4 is expected", [&] { (void)v.integer("small", 4); }},
        {"t.json:4: /small: 3 is too large: at most 2 is expected", [&] { (void)v.integer("small", 0, 2); }},
        {"t.json:2: /vehicles/3/skils: is not a name that is known here",
         [&] { vehicle.fail("skils", "is not a name that is known here"); }},
    };
    for (row const& r : table) CHECK(refusal(r.read) == r.refused);
}

TEST_CASE("an unknown name in an object is refused with the one that was likely meant") {
    auto const doc = parse("{\"job\": {\"id\": 1,\n \"servce\": 3}}");
    auto const job = doc.root().table("job");
    job.only({"id", "servce"});
    CHECK(refusal([&] {
              job.only({"id", "service"});
          }) == "t.json:2: /job/servce: is not a name that is known here; did you mean 'service'?");
    CHECK(refusal([&] {
              job.only({"id", "priority"});
          }) == "t.json:2: /job/servce: is not a name that is known here; known are id, priority");
}

TEST_CASE("a value knows its line even where a number ends it") {
    auto const doc = parse("[\n1\n,\n-2.5\n,\n\"x\"\n,\n[\n]\n,\n{\n}\n,\ntrue\n,7\n]");
    std::vector<std::size_t> lines;
    for (data_view const item : doc.root().as_array()) lines.push_back(item.line());
    CHECK(lines == std::vector<std::size_t>{2, 4, 6, 8, 11, 14, 15});
}

TEST_CASE("a document outlives its source and the object that was moved from") {
    auto doc = std::make_unique<data_document>(parse(R"({"k": "value"})"));
    data_document const copy = *doc;
    data_view const v = doc->root();
    doc.reset();
    CHECK(v.text("k") == "value");
    CHECK(copy.root().text("k") == "value");
}

TEST_CASE("a bad line of JSON Lines is a fault and the lines after it are still read") {
    source const from = from_text("t.jsonl",
                                  "{\"n\": 1}\r\n"
                                  "\n"
                                  "{\"n\": 2\n"
                                  "[3]\n"
                                  "{\"n\": 4, \"n\": 5}\n"
                                  "{\"n\": 6} {\"n\": 7}\n"
                                  "{\"n\": 8, \"when\": \"2026-02-30\"}");
    std::vector<std::string> faults;
    std::vector<std::int64_t> read;
    json_lines lines{from, [&](fault const& f) { faults.push_back(f.text()); }};
    while (auto const v = lines.next()) {
        read.push_back(v->integer("n"));
        if (v->has("when"))
            CHECK(refusal([&] { (void)v->day("when"); }) == "t.jsonl:7: /when: there is no day 2026-02-30");
        else CHECK(lines.raw() == "{\"n\": 1}");
    }
    CHECK(read == std::vector<std::int64_t>{1, 8});
    REQUIRE(faults.size() == 4);
    CHECK(faults[0] == "t.jsonl:3: the text ends before the object that begins on line 3 is closed");
    CHECK(faults[1] == "t.jsonl:4: an object is expected");
    CHECK(faults[2] == "t.jsonl:5: /n: the name stands twice, first on line 5");
    CHECK(faults[3].rfind("t.jsonl:6: is not JSON at column 10: ", 0) == 0);
}

TEST_CASE("without a sink the first bad line of JSON Lines is thrown") {
    source const from = from_text("t.jsonl", "{}\n7\n");
    json_lines lines{from};
    CHECK(lines.next());
    CHECK(refusal([&] { (void)lines.next(); }) == "t.jsonl:2: an object is expected");
    CHECK(!lines.next());
}
