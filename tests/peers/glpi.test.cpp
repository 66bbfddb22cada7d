// GLPI and iTop.

#include "promise.hpp"

#include <gongdan/calendar/clock.hpp>

#include <map>

TEST_CASE("glpi#10594: time held is counted round the clock while the deadline runs on working time") {
    counter c{"6 service hours", "2026-03-06 16:00"};  // a Friday
    CHECK(c.due() == "2026-03-09 12:00");
    c.hold("2026-03-06 17:00", "2026-03-09 09:00");
    // Held for 64 h, of which two were service: 17-18 on Friday and 8-9 on Monday.
    CHECK(c.due() == "2026-03-09 14:00");
    // What the clock counted up to the deadline is the budget: one function and its inverse.
    auto const days = office();
    interval const held{at("2026-03-06 17:00"), at("2026-03-09 09:00")};
    service_clock const clock{&days};
    CHECK(elapsed(clock, at("2026-03-06 16:00"), at("2026-03-09 14:00"), &held, &held + 1) == 6 * 3600);
    CHECK(elapsed(clock, at("2026-03-06 16:00"), at("2026-03-09 13:59:59"), &held, &held + 1) == 6 * 3600 - 1);
}

TEST_CASE("glpi#14937: a hold over nights and holidays pushes a deadline in working days by calendar days") {
    counter c{"5 working days from next day", "2026-02-11 10:00"};
    CHECK(c.due() == "2026-02-25 24:00");  // 12, 13, Sat 14 (made up), then the festival, 24, 25
    c.hold("2026-02-16 08:00", "2026-02-20 08:00");
    CHECK(c.due() == "2026-02-25 24:00");  // four days of the festival, none of them counted
    counter over{"5 working days from next day", "2026-02-11 10:00"};
    over.hold("2026-02-14 20:00", "2026-02-24 09:00");
    CHECK(over.due() == "2026-02-26 24:00");  // ten days held, one of them would have counted
    counter hours_too{"6 service hours", "2026-02-14 16:00"};
    hours_too.hold("2026-02-14 18:00", "2026-02-24 08:00");
    CHECK(hours_too.due() == "2026-02-24 12:00");
}

TEST_CASE("glpi#6902 glpi#15605: a raised urgency brings a new promise, and the time already held is lost") {
    auto slow = promise("done", "24 h");
    auto fast = promise("done", "4 h");
    fast.only = level::urgent;
    counter c{office(), only({slow, fast}), "2026-03-02 10:00"};
    c.hold("2026-03-02 11:00", "2026-03-02 13:00");
    CHECK(c.due() == "2026-03-03 12:00");
    c.must(c.id, "relevel", "2026-03-02 13:30", role::dispatcher, {{"level", "L4"}});
    CHECK(c.due() == "2026-03-02 16:00");  // 4 h from 10:00, and the two held
    c.must(c.id, "relevel", "2026-03-02 13:40", role::dispatcher, {{"level", "L1"}});
    CHECK(c.due() == "2026-03-03 12:00");
}

TEST_CASE("glpi#1996 glpi#2408: past the due date each run of the timer escalates again") {
    auto p = promise("done", "6 h");
    p.warn_at = {80};
    p.escalate_at = {150, 200};
    counter c{office(), only({p}), "2026-03-02 10:00"};
    std::map<std::string, int> told;
    for (instant now = at("2026-03-02 10:00"); now < at("2026-03-04 10:00"); now = now + minutes{5}) {
        std::vector<std::string> keys;
        for (effect const& e : c.desk.poll(now, 100)) ++told[e.key], keys.push_back(e.key);
        c.desk.acknowledge(keys, now);
    }
    CHECK(told.size() == 4);  // the warning, the breach, two escalations
    for (auto const& one : told) CHECK_MESSAGE(one.second == 1, one.first);
}

TEST_CASE("glpi#15357: a step before the deadline is computed wrongly when it crosses midnight") {
    auto p = promise("done", "10 service hours");
    p.warn_at = {80};
    counter c{office(), only({p}), "2026-03-02 16:00"};
    CHECK(c.due() == "2026-03-03 16:00");
    CHECK(c.desk.next_due() == at("2026-03-03 14:00"));  // eight service hours: two on Monday, six on Tuesday
    // Backwards is an operation of its own: four service hours before Tuesday 10:00 is Monday 16:00.
    auto const days = office();
    service_clock const clock{&days};
    CHECK(clock.reach(clock.count(at("2026-03-03 10:00")) - 4 * 3600) == at("2026-03-02 16:00"));
    CHECK(days.add(on("2026-03-09"), -1)->date == on("2026-03-06"));
    CHECK(days.add(on("2026-02-24"), -1)->date == on("2026-02-14"));
}

TEST_CASE("glpi#14492: a hold ends by a timer that ignores the calendar, and the night is charged to the crew") {
    counter timer{"6 service hours", "2026-03-06 16:00"};
    timer.hold("2026-03-06 17:00", "2026-03-07 17:00");  // resumed after 24 h, on a Saturday
    counter calendar_time{"6 service hours", "2026-03-06 16:00"};
    // When to resume is itself a time on the calendar.
    auto const resume = falls_due(office(), "next working day by 08:00", "2026-03-06 17:00");
    CHECK(resume == "2026-03-09 08:00");
    calendar_time.hold("2026-03-06 17:00", resume.c_str());
    CHECK(timer.due() == "2026-03-09 13:00");
    CHECK(calendar_time.due() == timer.due());
}

TEST_CASE("glpi#1911: reassigned at 10:30, the new group inherits a clock that runs from 09:00") {
    auto answered = promise("answered", "1 h");
    auto crew = promise("crew", "1 h");
    crew.starts = "ordered";
    counter c{office(), only({answered, crew}), "2026-03-02 09:00"};
    c.must(c.id, "record", "2026-03-02 09:05", role::receptionist);
    CHECK(c.target(c.id, "crew").starts_at == distant_future);
    c.must(c.id, "order", "2026-03-02 10:30", role::dispatcher);
    CHECK(c.due("crew") == "2026-03-02 11:30");
    CHECK(c.due("answered") == "2026-03-02 10:00");
}

TEST_CASE("glpi#2855: a recurring ticket is made three times, by machines in different zones") {
    hall h;
    // Each occurrence has a key, so that whoever comes second is given the first one's ticket.
    opening o{kind::inspection, at("2026-03-02 08:00"), {role::system, "cron"}};
    o.command_id = "inspection/building-7/2026-03";
    auto const first = h.desk.open(o);
    o.who.id = "web";
    auto const second = h.desk.open(o);
    REQUIRE(first);
    REQUIRE(second);
    CHECK(first->value == second->value);
    CHECK(h.desk.size() == 1);
    // Which day it is does not depend on the machine: the zone is data. 1772409600 is 2026-03-02 00:00 UTC.
    CHECK(civil_offset{}.from_utc(1'772'409'600) == at("2026-03-02 08:00"));
    CHECK(civil_offset{seconds{0}}.from_utc(1'772'409'600) == at("2026-03-02 00:00"));
    CHECK(civil_offset{}.to_utc(at("2026-03-02 08:00")) == 1'772'409'600);
}

TEST_CASE("iTop: actions run before they are recorded as triggered, and a crash repeats them") {
    auto const store = std::make_shared<memory_journal>();
    std::string key;
    {
        hall h{store};
        h.open(kind::repair, "2026-03-02 10:00");
        auto const told = h.desk.poll(at("2026-03-02 14:48"), 1);
        REQUIRE(told.size() == 1);
        key = told[0].key;
    }  // gone before the host could acknowledge
    std::size_t fired = 0;
    store->read(1, [&](entry const& e) { fired += e.event == entry_code::fired ? 1 : 0; });
    CHECK(fired == 1);
    hall again{store};
    auto const offered = again.desk.poll(at("2026-03-02 14:49"), 10);
    REQUIRE(offered.size() == 1);
    CHECK(offered[0].key == key);  // the same key: the host drops what it has delivered
}
