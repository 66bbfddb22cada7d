// Foreign tickets: any order, anybody, no evidence.

#include <gongdan/lifecycle/imported.hpp>

#include <support/journey.hpp>

#include <string>
#include <utility>

using namespace gongdan;

TEST_CASE("from every state of a foreign ticket every event leads where its name says, for anybody") {
    auto const& l = imported_lifecycle();
    std::pair<char const*, char const*> const leads[] = {
        {"work", "working"}, {"wait", "waiting"}, {"resolve", "resolved"}, {"close", "closed"}, {"reopen", "reopened"}};
    for (std::size_t s = 0; s < l.states.size(); ++s)
        for (auto const& [event, state] : leads)
            for (std::size_t who = 0; who < std::size(labels<role>::table); ++who) {
                journey j(l);
                j.where.state = static_cast<std::uint8_t>(s);
                CHECK(j.take({static_cast<role>(who), event}));
                CHECK(j.state() == state);
            }
}

TEST_CASE(
    "work on a foreign ticket has ended when it is resolved or closed, and goes on when it is "
    "reopened") {
    journey j(imported_lifecycle());
    CHECK(j.state() == "open");
    j.walk({{role::system, "resolve"}});
    CHECK(j.closed());
    j.walk({{role::system, "reopen"}});
    CHECK_FALSE(j.closed());
    j.walk({{role::system, "close"}});
    CHECK(j.closed());
}

TEST_CASE("a foreign ticket asks for no evidence") { CHECK(imported_lifecycle().evidence.size() == 0); }
