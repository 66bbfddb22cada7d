#include <gongdan/calendar/china.hpp>
#include <gongdan/calendar/clock.hpp>
#include <gongdan/calendar/file.hpp>
#include <gongdan/time/civil.hpp>

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace gongdan;

namespace {

calendar_spec small(service_hours h) {
    calendar_spec s;
    s.name = "small";
    s.first = on("2026-01-01");
    s.last = on("2026-03-31");
    s.hours = std::move(h);
    return s;
}

std::string refused(calendar_spec s) {
    auto const made = calendar::make(std::move(s));
    REQUIRE_FALSE(made);
    return made.why().en;
}

/// The slow truth: minute by minute.
std::int64_t open_seconds(calendar const& c, instant from, instant to) {
    std::int64_t n = 0;
    for (instant t = from; t < to; t = t + minutes{1}) n += c.is_open(t) ? 60 : 0;
    return n;
}

}  // namespace

TEST_CASE("a malformed calendar is refused in a sentence") {
    auto backwards = small({});
    backwards.last = on("2025-12-31");
    CHECK(refused(backwards) == "the calendar ends before it begins");
    auto twice = small({});
    twice.days = {{on("2026-02-03"), false, {}, {}}, {on("2026-02-03"), true, {}, {}}};
    CHECK(refused(twice) == "2026-02-03 is given twice");
    auto outside = small({});
    outside.days = {{on("2027-02-03"), false, {}, {}}};
    CHECK(refused(outside) == "2027-02-03 lies outside the calendar");
    CHECK(refused(small({{{hours{8}, hours{12}}, {hours{11}, hours{13}}}, {}})).find("11:00-13:00") !=
          std::string::npos);
    CHECK(refused(small({{{hours{8}, hours{8}}}, {}})).find("is empty") != std::string::npos);
    CHECK(refused(small({{{hours{1}, hours{2}}, {hours{22}, hours{26}}}, {}})).find("past midnight") !=
          std::string::npos);
}

TEST_CASE("service windows with a lunch break, across midnight and on named days count as a watch would") {
    service_hours h{{{minutes{510}, hours{12}}, {minutes{810}, minutes{1050}}, {hours{22}, hours{26}}},
                    {{hours{9}, hours{10}}}};
    h.named[on("2026-01-14")] = {};
    h.named[on("2026-01-15")] = {{hours{6}, hours{7}}};
    auto const c = *calendar::make(small(h));
    service_clock const clock{&c};
    std::mt19937 random{7};
    for (int i = 0; i < 60; ++i) {
        auto const from = at("2026-01-05 00:00") + minutes{static_cast<int>(random() % 14'400)};
        auto const to = from + minutes{static_cast<int>(random() % 9'000)};
        auto const slow = open_seconds(c, from, to);
        REQUIRE(clock.count(to) - clock.count(from) == slow);
        if (slow == 0) continue;
        // The earliest instant at which that much has been open.
        auto const reached = clock.reach(clock.count(from) + slow);
        REQUIRE(reached <= to);
        REQUIRE(open_seconds(c, from, reached) == slow);
        REQUIRE(c.is_open(reached - seconds{1}));
    }
}

TEST_CASE("a calendar file is laid over China's and may name days and hours of its own") {
    auto const c = read_calendar(from_text("guangxi.toml", R"(
name = "guangxi"
version = "2026"
base = "china"
[hours]
working = ["08:30-12:00", "13:30-17:30"]
rest = []
[[day]]
date = "2026-04-20"
kind = "off"
zh = "三月三"
en = "San Yue San"
)"));
    CHECK_FALSE(c.works(on("2026-04-20")));
    CHECK(c.works(on("2026-02-14")));
    CHECK(c.special(on("2026-04-20"))->name.en == "San Yue San");
    CHECK_FALSE(c.is_open(at("2026-04-21 12:30")));
    CHECK(c.is_open(at("2026-04-21 13:30")));
}

TEST_CASE("what is wrong with a calendar file is said with line and key") {
    struct {
        char const* text;
        char const* why;
    } const cases[] = {
        {"name = \"x\"\nversion = \"1\"\nbase = \"mars\"\n", "c.toml:3: base: 'mars' is not known; known are china"},
        {"name = \"x\"\nversion = \"1\"\nfrom = \"2026-02-30\"\nto = \"2026-03-01\"\n",
         "c.toml:3: from: there is no day 2026-02-30"},
        {"name = \"x\"\nversion = \"1\"\nbase = \"china\"\n[[day]]\ndate = \"2026-05-20\"\nkind = \"of\"\n",
         "c.toml:6: day[0].kind: 'of' is not known; known are off, work"},
        {"name = \"x\"\nversion = \"1\"\nbase = \"china\"\n[[day]]\ndate = \"2026-05-20\"\nkind = "
         "\"off\"\n[[day]]\ndate = \"2026-05-20\"\nkind = \"work\"\n",
         "c.toml:8: day[1].date: 2026-05-20 is given twice, first in line 5"},
        {"name = \"x\"\nversion = \"1\"\nbase = \"china\"\n[hours]\nworking = [\"8-9\"]\nrest = []\n",
         "c.toml:5: hours.working[0]: '8' is not a time of day (HH:MM or HH:MM:SS)"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.text);
        CHECK_THROWS_WITH_AS(static_cast<void>(read_calendar(from_text("c.toml", c.text))), c.why, input_error);
    }
}
