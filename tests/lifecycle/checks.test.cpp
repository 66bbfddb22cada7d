// The checks at compile time, proved on small tables that break one of them each.

#include "small.hpp"

#include <doctest/doctest.h>

using namespace gongdan;

namespace {

template <class L>
std::string broken() {
    using d = description<L>;
    std::string found;
    if (!d::every_state_reachable()) found += "unreachable ";
    if (!d::every_state_can_end()) found += "endless ";
    if (!d::no_rows_in_doubt()) found += "doubt ";
    if (!d::no_step_half_taken()) found += "half ";
    if (!d::codes_unique()) found += "codes ";
    return found;
}

}  // namespace

TEST_CASE("a sound table breaks no check") {
    CHECK(broken<small::sound>().empty());
    CHECK(broken<small::wholly_taken>().empty());
}

TEST_CASE("a state that no row leads to is found") { CHECK(broken<small::unreachable>() == "unreachable "); }

TEST_CASE("a state from which nothing closes is found") { CHECK(broken<small::dead_end>() == "endless "); }

TEST_CASE("two rows that no outcome tells apart are found") { CHECK(broken<small::in_doubt>() == "doubt "); }

TEST_CASE("a step on an event of custody that asks for more than custody is found") {
    CHECK(broken<small::half_taken>() == "half ");
    CHECK(broken<small::half_taken_by_evidence>() == "half ");
}

TEST_CASE("an event that takes the code of another, here of custody, is found") {
    CHECK(broken<small::same_code>() == "codes ");
}
