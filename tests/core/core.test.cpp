#include <gongdan/core/answer.hpp>
#include <gongdan/core/ids.hpp>
#include <gongdan/core/located.hpp>
#include <gongdan/ticket/level.hpp>

#include <doctest/doctest.h>

#include <string>
#include <type_traits>

using namespace gongdan;

TEST_CASE("a fault reads as file, line, field and reason, and leaves out what is not known") {
    CHECK(fault{{"a.csv", 3, "opened"}, "is empty"}.text() == "a.csv:3: opened: is empty");
    CHECK(fault{{"a.csv", 0, ""}, "is empty"}.text() == "a.csv: is empty");
    CHECK(fault{{"", 0, "--to"}, "is missing"}.text() == "--to: is missing");
}

TEST_CASE("an answer holds a value or a refusal") {
    answer<std::string> const yes = std::string{"done"};
    answer<std::string> const no = refusal{"x.y", "T6", "不行", "no"};
    CHECK(yes);
    CHECK(*yes == "done");
    CHECK_FALSE(no);
    CHECK(no.why().rule == "T6");
}

TEST_CASE("numbers of different sorts do not mix") {
    static_assert(!std::is_convertible_v<id<struct a_tag>, id<struct b_tag>>);
    static_assert(!std::is_convertible_v<std::uint64_t, ticket_id>);
    CHECK_FALSE(ticket_id{});
}

TEST_CASE("a term is found by its code and by either label") {
    CHECK(parse_label<level>("L4") == level::urgent);
    CHECK(parse_label<level>("加急安排") == level::urgent);
    CHECK(parse_label<level>("urgent") == level::urgent);
    CHECK_FALSE(parse_label<level>("L5"));
    CHECK(label(level::urgent).in(language::zh) == "加急安排");
}
