// Every row of every lifecycle is walked by a ticket that starts where tickets start.

#include "walk.hpp"
#include "interpreter.hpp"
#include "small.hpp"

#include <gongdan/lifecycle/catalogue.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

TEST_CASE("every row of every built-in lifecycle can be walked from a new ticket") {
    for (lifecycle const* l : builtin_lifecycles()) {
        walk const w(*l, l->fire);
        CHECK_MESSAGE(w.not_walked().empty(), w.not_walked());
        MESSAGE(l->label.code << ": " << l->rows.size() << " rows walked, through " << w.positions() << " positions");
    }
}

TEST_CASE("a row that waits for evidence no earlier step gives is reported as not walked") {
    auto const l = describe<small::never_given>();
    walk const w(l, interpreter(l));
    CHECK(w.not_walked() == "small: begun --finish--> done was not walked\n");
}
