#include <gongdan/ticket/payload.hpp>

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <utility>
#include <vector>

using gongdan::payload;

TEST_CASE("a payload gives back what was put in, in the order in which names first came") {
    std::mt19937 random{7};
    for (int round = 0; round < 200; ++round) {
        payload p;
        std::vector<std::pair<std::string, std::string>> model;
        for (int i = 0; i < 30; ++i) {
            std::string const name = "n" + std::to_string(random() % 9);
            std::string const text(random() % 70, static_cast<char>(random() % 256));
            p.set(name, text);
            bool known = false;
            for (auto& [key, value] : model)
                if (key == name) value = text, known = true;
            if (!known) model.emplace_back(name, text);
        }
        std::vector<std::pair<std::string, std::string>> seen;
        for (auto const& [name, text] : p) seen.emplace_back(name, text);
        REQUIRE(seen == model);
        REQUIRE(payload::from_bytes(p.bytes()) == p);
    }
}

TEST_CASE("an empty text is there, an absent one is not") {
    payload const p{{"a", ""}, {"", "b"}};
    CHECK(p.has("a"));
    CHECK(p.get("") == "b");
    CHECK_FALSE(p.has("b"));
    CHECK(payload{}.empty());
    CHECK_FALSE(p.empty());
}

TEST_CASE("a text may come from the payload itself, which then moves") {
    payload p{{"a", "a text too long to lie within the string itself"}};
    for (int i = 0; i < 20; ++i) p.set("copy" + std::to_string(i), p.get("a"));
    p.set("a", p.get("copy3").substr(2, 4));
    CHECK(p.get("a") == "text");
    CHECK(p.get("copy19") == "a text too long to lie within the string itself");
}

TEST_CASE("a number is read as far as it goes") {
    payload const p{{"n", "-12"}, {"half", "7.5"}, {"word", "seven"}};
    CHECK(p.number("n") == -12);
    CHECK(p.number("half") == 7);
    CHECK(p.number("word") == 0);
    CHECK(p.number("absent") == 0);
}
