#include <gongdan/files/names.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

namespace {
enum class fruit { apple, pear };
}

template <>
struct gongdan::labels<fruit> {
    static constexpr term table[] = {{"apple", "苹果", "apple fruit"}, {"pear", "梨", "pear fruit"}};
};

TEST_CASE("a name within two letters of a known one is suggested and a farther one is not") {
    std::vector<std::string_view> const known{"skills", "start", "time_windows", "id"};
    CHECK(nearest_name("skils", known) == "skills");
    CHECK(nearest_name("sklils", known) == "skills");
    CHECK(nearest_name("time_window", known) == "time_windows");
    CHECK(nearest_name("time_windoooo", known) == "");
    CHECK(nearest_name("stark", known) == "start");
    CHECK(nearest_name("ip", known) == "");  // half of a word is no neighbour
    CHECK(nearest_name("", known) == "");
}

TEST_CASE("an unknown name is answered with the likely one or with all that are known") {
    CHECK(unknown_name("aple", {"apple", "pear"}) == "'aple' is not known; did you mean 'apple'?");
    CHECK(unknown_name("banana", {"apple", "pear"}) == "'banana' is not known; known are apple, pear");
    CHECK(unknown_name("banana", {}) == "'banana' is not known");
}

TEST_CASE("a long list of known names is cut and says so") {
    std::vector<std::string> const many(30, "name");
    std::string const s = unknown_name("banana", {many.begin(), many.end()});
    CHECK(s.size() < 200);
    CHECK(s.substr(s.size() - 5) == ", …");
}

TEST_CASE("an enumerator is read by its code and either label") {
    for (char const* const word : {"pear", "梨", "pear fruit"}) CHECK(*read_one_of<fruit>(word) == fruit::pear);
    CHECK(read_one_of<fruit>("pare").wrong == "'pare' is not known; known are apple, pear");
    CHECK(read_one_of<fruit>("aplle").wrong == "'aplle' is not known; did you mean 'apple'?");
}

TEST_CASE("a quoted text is cut between characters and shows no control character") {
    CHECK(quoted("a\x1b[2Jb\n") == "'a?[2Jb?'");
    std::string long_text;
    for (int i = 0; i < 30; ++i) long_text += "气";
    std::string const s = quoted("x" + long_text);
    CHECK(s == "'x" + long_text.substr(0, 19 * 3) + "…'");
}

TEST_CASE("an integer is read whole or refused") {
    CHECK(*read_integer("-12") == -12);
    CHECK(*read_integer("9223372036854775807") == greatest_integer);
    struct row {
        char const* text;
        char const* wrong;
    };
    row const table[] = {
        {"", "'' is not an integer"},
        {"12a", "'12a' is not an integer"},
        {" 1", "' 1' is not an integer"},
        {"+1", "'+1' is not an integer"},
        {"1.0", "'1.0' is not an integer"},
        {"9223372036854775808", "'9223372036854775808' does not fit 64 bits"},
        {"-1", "-1 is too small: at least 0 is expected"},
        {"11", "11 is too large: at most 10 is expected"},
    };
    for (row const& r : table) {
        CAPTURE(r.text);
        CHECK(read_integer(r.text, 0, 10).wrong == r.wrong);
    }
}

TEST_CASE("a number is read whole or refused") {
    CHECK(*read_number("-12.5") == -12.5);
    CHECK(*read_number("1e3") == 1000);
    for (char const* const text : {"", "1,5", "1.5 ", "0x10", "inf", "nan", "+1", "1e", "--1", "1.2.3", "1e999"}) {
        CAPTURE(text);
        CHECK(!read_number(text));
    }
    CHECK(read_number("91", -90, 90).wrong == "91 is too large: at most 90 is expected");
}
