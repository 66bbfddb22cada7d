#include <gongdan/desk/detail/code_index.hpp>
#include <gongdan/lifecycle/catalogue.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace gongdan;

TEST_CASE("every code of every lifecycle is found under its own number and no other text is") {
    for (lifecycle const* l : builtin_lifecycles()) {
        code_index index;
        for (std::size_t i = 0; i < l->events.size(); ++i)
            index.add(l->events[i].label.code, static_cast<std::uint8_t>(i));
        for (std::size_t i = 0; i < l->events.size(); ++i) {
            std::string code{l->events[i].label.code};
            CHECK(index.find(code) == static_cast<std::uint8_t>(i));
            CHECK_FALSE(index.find(code + "_"));
            code.front() = '-';
            CHECK_FALSE(index.find(code));
        }
        CHECK_FALSE(index.find(""));
    }
    CHECK_FALSE(code_index{}.find("open"));
}
