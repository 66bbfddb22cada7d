#include <gongdan/calendar/china.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/time/civil.hpp>
#include <support/data.hpp>

#include <doctest/doctest.h>

#include <map>
#include <string>

using namespace gongdan;

namespace {

/// Arranged days by date, from the table that was read out of the notices.
std::map<day, bool> worked_by_notice(char const* file) {
    auto const text = read_source((source_dir() / "tests" / "fixtures" / file).string());
    csv_reader csv{text};
    auto const date = csv.column("date");
    auto const kind = csv.column("kind");
    std::map<day, bool> days;
    while (auto const row = csv.next()) days[row->day(date)] = row->text(kind) == "work";
    return days;
}

bool on_weekday(day d) { return weekday_of(d) < weekday::saturday; }

}  // namespace

TEST_CASE("every date 2002-2026 is worked as the notices say") {
    auto const notices = worked_by_notice("cn_holidays.csv");
    auto const days = china();
    int worked = 0;
    for (day d = on("2002-01-01"); d <= on("2026-12-31"); d = d + 1) {
        auto const named = notices.find(d);
        bool const expected = named != notices.end() ? named->second : on_weekday(d);
        CAPTURE(to_text(d));
        REQUIRE(days.works(d) == expected);
        worked += expected;
    }
    CHECK(*days.count(on("2001-12-31"), on("2026-12-31")) == worked);
}

TEST_CASE("before a change in mid-year the calendar is what it was known to be") {
    auto const text = read_source((source_dir() / "tests" / "fixtures" / "superseded.csv").string());
    csv_reader csv{text};
    int rows = 0;
    while (auto const row = csv.next()) {
        ++rows;
        auto const d = row->day(csv.column("date"));
        CAPTURE(to_text(d));
        for (char const* known : {"known_from", "known_until"}) {
            auto const days = *china({row->day(csv.column(known)), false});
            CHECK(days.works(d) == (row->text(csv.column("kind")) == "work"));
        }
    }
    CHECK(rows == 10);
    CHECK_FALSE(china().works(on("2020-01-31")));
    CHECK(china().works(on("2019-04-28")));
}

TEST_CASE("knowledge ends with the last notice that was out") {
    auto const days = *china({on("2025-11-03"), false});  // the notice for 2026 is of 4 November 2025
    CHECK(days.last() == on("2025-12-31"));
    CHECK(china({on("2025-11-04"), false})->last() == on("2026-12-31"));
    auto const before = china({on("2005-12-15"), false});
    CHECK_FALSE(before);
    CHECK(before.why().code == "calendar.unknown_knowledge");
}

TEST_CASE("a question past the last notice is refused by the name of the missing year") {
    auto const asked = china().add(on("2026-12-28"), 5);
    CHECK_FALSE(asked);
    CHECK(asked.why().code == "calendar.unknown_year");
    CHECK(asked.why().en.find("2027") != std::string::npos);
    CHECK(asked.why().zh.find("2027") != std::string::npos);
    CHECK_FALSE(china().add(on("2001-01-01"), 1));
    CHECK_FALSE(china().count(on("2026-01-01"), on("2027-01-01")));
}

TEST_CASE("the provisional calendar knows statutory days only and marks what rests on them") {
    auto const days = *china({{}, true});
    auto const reached = days.add(on("2026-12-31"), 1);
    REQUIRE(reached);
    CHECK(reached->date == on("2027-01-04"));  // 1 January is a Friday
    CHECK(reached->provisional);
    CHECK_FALSE(days.add(on("2026-12-30"), 1)->provisional);
    for (char const* off : {"2027-02-05", "2027-02-06", "2027-02-08", "2027-04-05", "2027-05-03", "2027-06-09",
                            "2027-09-15", "2027-10-01"})
        if (std::string{off} != "2027-05-03") CHECK_FALSE(days.works(on(off)));
    CHECK(days.works(on("2027-05-03")));
    CHECK(days.last() == on("2050-12-31"));
}

TEST_CASE("C4: day 1 is the first working day after, also from a day of rest") {
    CHECK(china().add(on("2025-10-03"), 5)->date == on("2025-10-14"));
    CHECK(china().add(on("2026-02-13"), 1)->date == on("2026-02-14"));
    CHECK(china().add(on("2026-02-25"), -3)->date == on("2026-02-13"));
    CHECK(china().next(on("2026-02-15"))->date == on("2026-02-24"));
    CHECK(china().next(on("2026-02-14"))->date == on("2026-02-14"));
    CHECK(china().previous(on("2026-02-22"))->date == on("2026-02-14"));
}

TEST_CASE("adding and counting working days are inverse") {
    auto const days = china();
    for (day d = on("2002-01-10"); d < on("2026-06-01"); d = d + 17)
        for (std::int64_t n : {1, 2, 5, 23, 120}) {
            auto const there = days.add(d, n)->date;
            REQUIRE(*days.count(d, there) == n);
            REQUIRE(*days.count(there, d) == -n);
            REQUIRE(days.works(there));
        }
}
