#include <gongdan/files/json.hpp>
#include <gongdan/files/json_text.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

TEST_CASE("JSON is written on one line for JSON Lines") {
    json_text j;
    j.begin_object().member("id", 7).key("tags").begin_array().value("a").value(true).null().end();
    j.key("none").begin_object().end().member("size", std::size_t{3}).end();
    CHECK(j.text() == R"({"id": 7, "tags": ["a", true, null], "none": {}, "size": 3})");
}

TEST_CASE("JSON is written indented for people") {
    json_text j{json_text::layout::indented};
    j.begin_object().member("n", 1.5).key("a").begin_array().value(1).value(2).end().key("e").begin_array().end().end();
    CHECK(j.text() == "{\n  \"n\": 1.5,\n  \"a\": [\n    1,\n    2\n  ],\n  \"e\": []\n}");
}

TEST_CASE("texts are escaped so that they read back the same") {
    CHECK(to_json_string("a\"\\\n\r\t\x01工") == "\"a\\\"\\\\\\n\\r\\t\\u0001工\"");
    std::string all;
    for (char c = 1; c < 127; ++c) all += c;
    all += "工单\xF0\x9F\x94\xA5";
    source const from = from_text("t", json_text{}.begin_object().member("k", all).end().text());
    CHECK(read_json(from).root().text("k") == all);
}

TEST_CASE("numbers are written so that they read back the same") {
    for (double const d : {0.0, -0.1, 1.0 / 3, 1e300, 5e-324, 123456789.125}) {
        source const from = from_text("t", json_text{}.value(d).text());
        CHECK(read_json(from).root().as_number() == d);
    }
    CHECK(json_text{}.value(least_integer).text() == "-9223372036854775808");
}
