// What is counted back: notices ahead of an appointment, reminders ahead of a deadline.

#include <gongdan/calendar/china.hpp>
#include <gongdan/calendar/clock.hpp>
#include <gongdan/sla/due.hpp>
#include <gongdan/sla/explain.hpp>
#include <gongdan/time/civil.hpp>

#include <doctest/doctest.h>

#include <random>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

due notice_of(char const* text, char const* agreed, calendar const& days = china()) {
    clock_facts facts{at("2026-02-01 10:00")};
    facts.agreed = interval{at(agreed), at(agreed) + hours{4}};
    return evaluate(*expression::parse(text), days, facts);
}

std::string notice_at(char const* text, char const* agreed) { return to_text(notice_of(text, agreed)); }

std::string reminder_at(char const* text, char const* target, char const* accepted, std::vector<interval> holds = {}) {
    clock_facts const facts{at(accepted), {}, holds.data(), holds.size()};
    auto const of = evaluate(*expression::parse(target), china(), facts);
    return to_text(remind(*expression::parse_reminder(text), china(), of, facts));
}

}  // namespace

TEST_CASE("P17: three working days ahead of an outage on 25 February is 13 February, over Spring Festival") {
    // 24 = 1, the worked Saturday 14 = 2, 13 = 3; the day of the outage is day 0.
    CHECK(notice_at("3 working days before agreed", "2026-02-25 09:00") == "2026-02-13 24:00");
    CHECK(notice_at("3 working days before agreed", "2026-02-25 00:00") == "2026-02-13 24:00");
    CHECK(notice_at("3 working days before agreed", "2026-02-25 23:59:59") == "2026-02-13 24:00");
    CHECK(notice_at("3 working days before agreed, same time", "2026-02-25 09:00:30") == "2026-02-13 09:00:30");
    CHECK(notice_at("3 working days before agreed, same time", "2026-02-25 00:00") == "2026-02-13 00:00");
    CHECK(notice_at("3 working days before agreed, by close", "2026-02-25 09:00") == "2026-02-13 18:00");
    CHECK(notice_at("1 working day before agreed", "2026-02-18 09:00") == "2026-02-14 24:00");
}

TEST_CASE("glpi#15357: hours and days ahead are right across midnight and across closed windows") {
    CHECK(notice_at("24 h before agreed", "2026-03-01 00:30") == "2026-02-28 00:30");
    CHECK(notice_at("2 days before agreed", "2026-03-01 09:00") == "2026-02-27 09:00");
    // Monday 2 March, windows 08-18; Sunday 1 March and Saturday 28 February (worked) differ.
    CHECK(notice_at("2 service hours before agreed", "2026-03-02 09:00") == "2026-03-01 16:00");
    CHECK(notice_at("1 service hour before agreed", "2026-03-02 09:00") == "2026-03-02 08:00");
    CHECK(notice_at("9 service hours before agreed", "2026-03-02 09:00") == "2026-03-01 09:00");
    CHECK(notice_at("10 service hours before agreed", "2026-03-02 09:00") == "2026-02-28 17:00");
    CHECK(notice_at("1 service min before agreed", "2026-03-02 03:00") == "2026-03-01 16:59");
}

TEST_CASE("a notice without an appointment is not due yet, and one beyond the calendar is not known") {
    auto const unset = evaluate(*expression::parse("3 working days before agreed"), china(), {at("2026-02-01 10:00")});
    CHECK(unset.state == due::how::unset);
    auto const far = notice_of("3 working days before agreed", "2027-01-05 09:00");
    CHECK(far.state == due::how::unknown);
    CHECK(why_not(far, china()).en.find("2027") != std::string::npos);
    // 1 January 2027 is day 0 and need not be known.
    CHECK(notice_at("3 working days before agreed", "2027-01-01 09:00") == "2026-12-29 24:00");
    auto const early = notice_of("3 working days before agreed", "2002-01-02 09:00");
    CHECK(early.state == due::how::unknown);
    CHECK(why_not(early, china()).en.find("2001") != std::string::npos);
    auto const provisional = *china({{}, true});
    CHECK(notice_of("3 working days before agreed", "2027-01-06 09:00", provisional).provisional);
    CHECK_FALSE(notice_of("3 working days before agreed", "2027-01-01 09:00", provisional).provisional);
    CHECK(notice_of("earlier of (1 working day before agreed; 1 min before agreed)", "2027-01-06 09:00", provisional)
              .provisional);
}

TEST_CASE("a notice is not moved by holds") {
    interval const hold{at("2026-02-12 00:00"), at("2026-02-20 00:00")};
    clock_facts facts{at("2026-02-01 10:00"), {}, &hold, 1};
    facts.agreed = interval{at("2026-02-25 09:00"), at("2026-02-25 12:00")};
    CHECK(to_text(evaluate(*expression::parse("3 working days before agreed"), china(), facts)) == "2026-02-13 24:00");
}

TEST_CASE("a notice's explanation counts what was asked for, and says when it came too late to give") {
    for (char const* text : {"3 working days before agreed", "9 service hours before agreed", "36 h before agreed",
                             "5 working days before agreed, by close", "2 working days before agreed, same time"}) {
        CAPTURE(text);
        clock_facts facts{at("2026-02-26 10:00")};
        facts.agreed = interval{at("2026-03-02 09:00"), at("2026-03-02 12:00")};
        auto const x = explain(*expression::parse(text), china(), facts);
        std::int64_t sum = 0;
        for (segment const& s : x.segments) sum += s.counted;
        CHECK(sum == x.budget);
        CHECK(x.budget == expression::parse(text)->amount);
        bool const late = x.result.when < facts.start;
        CHECK((to_text(x, china(), language::en).find("had passed when the ticket was accepted") !=
               std::string::npos) == late);
    }
}

TEST_CASE("a reminder stands in its own time before the deadline") {
    CHECK(reminder_at("1 working day before due", "5 working days from next day", "2026-02-13 23:59") ==
          "2026-02-26 24:00");
    CHECK(reminder_at("4 working days before due", "5 working days from next day", "2026-02-13 23:59") ==
          "2026-02-14 24:00");
    CHECK(reminder_at("1 working day before due, same time", "5 working days from next day, by close",
                      "2026-02-13 23:59") == "2026-02-26 18:00");
    CHECK(reminder_at("30 min before due", "5 working days from next day", "2026-02-13 23:59") == "2026-02-27 23:30");
    CHECK(reminder_at("1 service hour before due", "5 working days from next day", "2026-02-13 23:59") ==
          "2026-02-27 17:00");
}

TEST_CASE("a reminder leaves out what is held between it and the deadline") {
    std::vector<interval> const holds{{at("2026-03-03 00:00"), at("2026-03-04 00:00")}};
    // Without the hold due on the 5th; with it on the 6th. Two days before: 6th, 5th; three: and the 4th.
    CHECK(reminder_at("2 working days before due", "4 working days from next day", "2026-02-28 10:00", holds) ==
          "2026-03-04 24:00");
    CHECK(reminder_at("3 working days before due", "4 working days from next day", "2026-02-28 10:00", holds) ==
          "2026-03-02 24:00");
    std::vector<interval> const hour{{at("2026-03-02 12:00"), at("2026-03-02 13:00")}};
    CHECK(reminder_at("30 min before due", "2 h", "2026-03-02 11:00", hour) == "2026-03-02 13:30");
    CHECK(reminder_at("90 min before due", "2 h", "2026-03-02 11:00", hour) == "2026-03-02 11:30");
}

TEST_CASE("the last instant that leaves so much is what elapsed says, on every clock, with and without holds") {
    auto const days = china();
    std::mt19937 random{17};
    auto const pick = [&](std::uint32_t n) { return static_cast<std::int64_t>(random() % n); };
    auto const check = [&](auto const& clock, std::int64_t most) {
        for (int i = 0; i < 20'000; ++i) {
            instant const end = at("2024-01-01 00:00") + seconds{pick(800) * 86'400 + pick(86'400)};
            std::vector<interval> holds;
            for (auto n = pick(4); n > 0; --n) {
                instant const from = end - seconds{pick(15 * 86'400)};
                holds.push_back({from, from + seconds{pick(3 * 86'400)}});
            }
            merge(holds);
            auto const* const first = holds.data();
            auto const* const last = first + holds.size();
            auto const budget = 1 + pick(static_cast<std::uint32_t>(most));
            auto const r = ahead(clock, end, budget, first, last);
            REQUIRE(r.state == run_out::how::at);
            REQUIRE(elapsed(clock, r.when - seconds{1}, end, first, last) >= budget);
            REQUIRE(elapsed(clock, r.when + seconds{1}, end, first, last) < budget);
        }
    };
    check(elapsed_clock{}, 20 * 86'400);
    check(service_clock{&days}, 10 * 36'000);
    check(day_clock{&days}, 12);
    check(day_clock{&days, true}, 12);
}
