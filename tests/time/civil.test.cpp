#include <gongdan/time/boost.hpp>
#include <gongdan/time/civil.hpp>
#include <gongdan/time/interval.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace gongdan;

TEST_CASE("every day of 300 years reads back as it was written") {
    for (day d = on("1900-01-01"); d <= on("2199-12-31"); d = d + 1) REQUIRE(on(to_text(d)) == d);
}

TEST_CASE("days and times that do not exist are refused in a sentence") {
    struct {
        char const* text;
        char const* why;
    } const cases[] = {
        {"2026-02-30 10:00", "there is no day 2026-02-30"},
        {"2026-13-01 10:00", "there is no day 2026-13-01"},
        {"2025-02-29 10:00", "there is no day 2025-02-29"},
        {"1899-12-31 10:00", "there is no day 1899-12-31"},
        {"2026-02-13 25:00", "there is no time 25:00"},
        {"2026-02-13 24:01", "there is no time 24:01"},
        {"2026-02-13 10:60", "there is no time 10:60"},
        {"2026-02-13 1:00", "'2026-02-13 1:00' is not a time (YYYY-MM-DD HH:MM[:SS])"},
        {"2026-02-13 10:00:0", "'10:00:0' is not a time of day (HH:MM or HH:MM:SS)"},
        {"2026/02/13 10:00", "'2026/02/13' is not a date (YYYY-MM-DD)"},
        {"", "'' is not a time (YYYY-MM-DD HH:MM[:SS])"},
    };
    for (auto const& c : cases) {
        CAPTURE(c.text);
        auto const r = read_instant(c.text);
        CHECK_FALSE(r);
        CHECK(r.wrong == c.why);
    }
}

TEST_CASE("24:00 is the next day's 00:00 and prints as the day it ends") {
    CHECK(at("2026-02-27 24:00") == at("2026-02-28 00:00"));
    CHECK(to_text(at("2026-02-27 24:00")) == "2026-02-28 00:00");
    CHECK(to_text_ending_day(at("2026-02-27 24:00")) == "2026-02-27 24:00");
    CHECK(to_text_ending_day(at("2026-02-27 18:00")) == "2026-02-27 18:00");
    CHECK(to_text(at("2026-02-27T18:00:05")) == "2026-02-27 18:00:05");
}

TEST_CASE("days before 1970 have the right weekday and length") {
    CHECK(weekday_of(on("1969-12-31")) == weekday::wednesday);
    CHECK(weekday_of(on("2026-02-14")) == weekday::saturday);
    CHECK(day_of(at("1969-12-31 23:59:59")) == on("1969-12-31"));
    CHECK(time_of_day(at("1969-12-31 23:59:59")) == seconds{86'399});
}

TEST_CASE("Boost.Date_Time's values go over the edge and back") {
    auto const t = at("2026-02-13 23:59:58");
    CHECK(from_boost(to_boost(t)) == t);
    CHECK(to_boost(on("2026-02-13")) == boost::gregorian::date(2026, 2, 13));
}

TEST_CASE("civil time runs eight hours ahead of UTC unless another offset is chosen") {
    CHECK(civil_offset{}.from_utc(0) == at("1970-01-01 08:00"));
    CHECK(civil_offset{hours{-5}}.to_utc(at("1970-01-01 00:00")) == 5 * 3600);
}

TEST_CASE("merging joins what overlaps or touches and drops what is empty") {
    std::vector<interval> all{{at("2026-03-02 14:00"), at("2026-03-02 18:00")},
                              {at("2026-03-02 12:00"), at("2026-03-02 15:00")},
                              {at("2026-03-02 18:00"), at("2026-03-02 19:00")},
                              {at("2026-03-03 10:00"), at("2026-03-03 10:00")},
                              {at("2026-03-04 10:00")}};
    merge(all);
    CHECK(all == std::vector<interval>{{at("2026-03-02 12:00"), at("2026-03-02 19:00")},
                                       {at("2026-03-04 10:00"), distant_future}});
}
