#include <gongdan/sla/expression.hpp>
#include <gongdan/sla/policy.hpp>

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace gongdan;

namespace {

/// Grows a random expression that the grammar can say.
expression grow(std::mt19937& random, int depth) {
    expression e;
    auto const pick = [&](unsigned n) { return static_cast<unsigned>(random() % n); };
    e.kind = static_cast<expression::form>(pick(depth > 2 ? 4 : 8));
    switch (e.kind) {
    case expression::form::elapsed:
    case expression::form::service: e.amount = 1 + pick(400'000); break;
    case expression::form::working_days:
    case expression::form::natural_days:
        e.amount = 1 + pick(300);
        e.end = static_cast<expression::ending>(pick(3));
        e.held = static_cast<expression::holding>(pick(3));
        break;
    case expression::form::next_working_day:
        e.by = seconds{pick(86'401)};
        if (pick(2) == 0) {
            e.cutoff = seconds{pick(86'401)};
            e.parts.push_back(grow(random, depth + 1));
        }
        return e;
    case expression::form::as_agreed:
        if (pick(2) == 0) e.parts.push_back(grow(random, depth + 1));
        return e;
    case expression::form::earlier:
    case expression::form::later:
        for (auto n = 1 + pick(3); n > 0; --n) e.parts.push_back(grow(random, depth + 1));
        return e;
    }
    if (e.kind != expression::form::natural_days && pick(4) == 0) {
        e.counts = expression::direction::before_agreed;
        e.held = expression::holding::at_close;
        return e;
    }
    e.from_opening = pick(3) == 0;
    return e;
}

}  // namespace

TEST_CASE("printing and parsing are inverse") {
    std::mt19937 random{2026};
    for (int i = 0; i < 20'000; ++i) {
        auto const e = grow(random, 0);
        auto const text = to_text(e);
        CAPTURE(text);
        auto const back = expression::parse(text);
        REQUIRE(back);
        REQUIRE(*back == e);
    }
}

TEST_CASE("the forms the books need print as one would write them") {
    for (char const* text : {"30 min",
                             "24 h",
                             "48 h",
                             "3 days",
                             "6 service hours",
                             "90 service min",
                             "5 working days from next day",
                             "1 working day from next day",
                             "5 working days from next day, by close",
                             "5 working days from next day, same time, from opening",
                             "3 days from next day",
                             "next working day by 12:00 if after 19:00, else 6 h",
                             "next working day by 24:00",
                             "earlier of (48 h; 3 working days from next day)",
                             "as agreed else 24 h",
                             "as agreed",
                             "5 working days from next day, held any part",
                             "24 h, from opening",
                             "3 working days before agreed",
                             "1 working day before agreed, by close",
                             "2 days before agreed",
                             "24 h before agreed",
                             "6 service hours before agreed",
                             "later of (3 working days before agreed, same time; 2 days before agreed)"})
        CHECK(to_text(*expression::parse(text)) == text);
    CHECK(to_text(*expression::parse("  72   h ")) == "3 days");
    CHECK(to_text(*expression::parse("5 working days from next day, held at close")) == "5 working days from next day");
}

TEST_CASE("what cannot be read is pointed at, character by character") {
    struct {
        char const* text;
        int character;
    } const cases[] = {
        {"", 1},
        {"h", 1},
        {"0 h", 1},
        {"99999999999 h", 1},
        {"40000 working days from next day", 7},
        {"5 working days", 15},
        {"5 lightyears", 3},
        {"24 h, by close", 7},
        {"5 working days from next day, by close, same time", 41},
        {"5 working days from next day, from opening, from opening", 45},
        {"5 working days from next day, held at close, held any part", 46},
        {"earlier of 3 h", 12},
        {"earlier of (3 h", 16},
        {"earlier of (3 h; )", 18},
        {"next working day by 25:00", 21},
        {"next working day by 12:00 if after 19:00", 41},
        {"24 h and more", 6},
        {"24 hours", 4},
        {"3 working days before", 22},
        {"3 working days before due", 23},
        {"3 days from next day before agreed", 22},
        {"24 h before noon", 13},
        {"3 working days before agreed, from opening", 31},
        {"3 working days before agreed, held any part", 31},
        {"24 h before agreed, by close", 21},
    };
    for (auto const& c : cases) {
        INFO(std::string{c.text});
        auto const e = expression::parse(c.text);
        REQUIRE_FALSE(e);
        INFO(e.why().en);
        CHECK(e.why().code == "target.syntax");
        CHECK(e.why().en.find("at character " + std::to_string(c.character) + ":") != std::string::npos);
        CHECK(e.why().zh.find("第 " + std::to_string(c.character) + " 个字符") != std::string::npos);
    }
    CHECK_FALSE(expression::parse(std::string(100'000, '(')));
    std::string deep;
    for (int i = 0; i < 1000; ++i) deep += "earlier of (";
    CHECK_FALSE(expression::parse(deep));
}

TEST_CASE("a reminder is counted back from the deadline, and nothing else is one") {
    for (char const* text : {"30 min before due", "1 working day before due", "1 working day before due, same time",
                             "2 service hours before due", "2 days before due"})
        CHECK(to_text(*expression::parse_reminder(text)) == text);
    for (char const* text : {"30 min", "as agreed", "30 min before agreed", "1 day from next day before due", ""})
        CHECK_FALSE(expression::parse_reminder(text));
}

TEST_CASE("a share of a budget is in the clock's own time") {
    CHECK(to_text(share_of(*expression::parse("5 working days from next day"), 80)) == "4 working days from next day");
    CHECK(to_text(share_of(*expression::parse("30 min"), 80)) == "24 min");
    CHECK(to_text(share_of(*expression::parse("earlier of (10 h; 1 working day from next day)"), 50)) ==
          "earlier of (5 h; 1 working day from next day)");
    CHECK(to_text(share_of(*expression::parse("4 working days before agreed"), 50)) == "4 working days before agreed");
}
