// ERPNext, Frappe, alga-psa, Camunda, Stateless, XState; and what calendars get wrong: Business::Hours, numpy, QuantLib.

#include "promise.hpp"

#include <gongdan/calendar/clock.hpp>

#include <set>

TEST_CASE("erpnext#47029 #47172 #47884 #49414 #51111: the same fix of the time held is sent five times") {
    // Each line is a history and what the deadline is after it, worked out by hand; 6 h from 10:00.
    struct {
        char const* about;
        std::vector<std::pair<char const*, char const*>> holds;
        char const* due;
    } const histories[] = {
        {"never held", {}, "2026-03-02 16:00"},
        {"held once for an hour", {{"2026-03-02 11:00", "2026-03-02 12:00"}}, "2026-03-02 17:00"},
        {"held twice, an hour and half an hour",
         {{"2026-03-02 11:00", "2026-03-02 12:00"}, {"2026-03-02 13:00", "2026-03-02 13:30"}},
         "2026-03-02 17:30"},
        {"held again in the second it was resumed",
         {{"2026-03-02 11:00", "2026-03-02 12:00"}, {"2026-03-02 12:00", "2026-03-02 13:00"}},
         "2026-03-02 18:00"},
        {"held over night", {{"2026-03-02 15:00", "2026-03-03 09:00"}}, "2026-03-03 10:00"},
        {"held from the first second", {{"2026-03-02 10:00", "2026-03-02 10:20"}}, "2026-03-02 16:20"},
        {"held after it had lapsed", {{"2026-03-02 16:00", "2026-03-03 16:00"}}, "2026-03-02 16:00"},
        {"held, and not resumed", {{"2026-03-02 11:00", nullptr}}, ""},
    };
    for (auto const& h : histories) {
        CAPTURE(h.about);
        counter c{"6 h", "2026-03-02 10:00"};
        for (auto const& [from, to] : h.holds) c.hold(from, to);
        CHECK(c.due() == h.due);
    }
}

TEST_CASE("frappe/helpdesk#2212: a lunch break cannot be expressed") {
    auto const days = office({{minutes{510}, hours{12}}, {minutes{810}, minutes{1050}}});
    CHECK(falls_due(days, "1 service hour", "2026-03-02 11:30") == "2026-03-02 14:00");
    CHECK(falls_due(days, "1 service hour", "2026-03-02 12:30") == "2026-03-02 14:30");
    CHECK(falls_due(days, "30 service min", "2026-03-02 11:30") == "2026-03-02 12:00");
    CHECK(falls_due(days, "1 h, from opening", "2026-03-02 12:30") == "2026-03-02 14:30");
}

TEST_CASE("alga-psa#3091: a ticket that is made on hold has a clock that runs") {
    counter c{"6 h", "2026-03-02 10:00"};
    c.hold("2026-03-02 10:00");
    auto const held = *c.desk.deadline(c.id, "done");
    CHECK(held.state == due::how::held);
    CHECK(held.left == 6 * 3600);
    CHECK_FALSE(c.desk.next_due());
    c.must(c.id, "resume", "2026-03-02 15:00", role::receptionist);
    CHECK(c.due() == "2026-03-02 21:00");
}

TEST_CASE("camunda#14882: timers that are due are appended again and again") {
    auto const store = std::make_shared<memory_journal>();
    hall h{store};
    h.open(kind::repair, "2026-03-02 10:00");
    for (int i = 0; i < 20; ++i) static_cast<void>(h.desk.poll(at("2026-03-09 10:00") + minutes{i}, 100));
    std::size_t fired = 0;
    store->read(1, [&](entry const& e) { fired += e.event == entry_code::fired ? 1 : 0; });
    CHECK(fired == h.desk.poll(at("2026-03-09 11:00"), 100).size());
    CHECK(fired == 6);  // two promises, each warned of, breached and escalated
}

TEST_CASE("camunda#8991 camunda#16691: many timers due at once block everything") {
    hall h;
    for (int i = 0; i < 500; ++i) h.open(kind::alarm, "2026-03-02 03:00");
    CHECK(h.desk.poll(at("2026-03-03 03:00"), 7).size() == 7);
    // Between two polls the desk does what it is asked.
    auto const id = h.open(kind::alarm, "2026-03-03 03:00");
    h.must(id, "take", "2026-03-03 03:01", role::dispatcher);
    CHECK(h.desk.poll(at("2026-03-03 03:01"), 0).empty());
}

TEST_CASE("camunda#18815: the due date of a timer cannot be changed") {
    auto p = promise("done", "6 h");
    counter c{office(), only({p}), "2026-03-02 10:00"};
    CHECK(c.desk.next_due() == at("2026-03-02 16:00"));
    c.hold("2026-03-02 11:00", "2026-03-02 12:00");
    CHECK(c.desk.next_due() == at("2026-03-02 17:00"));
    CHECK(c.desk.poll(at("2026-03-02 16:30"), 10).empty());
    CHECK(c.desk.poll(at("2026-03-02 17:00:01"), 10).size() == 1);
}

TEST_CASE("xstate#5653: a stored state has no identity, and a renamed one fails obscurely") {
    std::set<std::uint64_t> prints;
    for (lifecycle const* l : builtin_lifecycles()) prints.insert(l->fingerprint);
    CHECK(prints.size() == builtin_lifecycles().size());
    CHECK(prints.count(0) == 0);
    // An event no version of the lifecycle knows is shown as a conflict, by its code; nothing breaks.
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    auto entries = h.desk.history(id);
    auto renamed = entries.back();
    renamed.event = "registered";
    renamed.occurred_at = renamed.recorded_at = at("2026-03-02 10:05");
    entries.push_back(renamed);
    auto const folded = fold(*h.desk.type(kind::repair), entries, h.desk.days());
    REQUIRE(folded);
    CHECK(folded->conflicts == 1);
    CHECK(entries.back().stands == standing::conflict);
}

TEST_CASE("stateless#280: to restore a ticket runs its entry actions again") {
    struct ears : observer {
        int heard = 0;
        void accepted(entry const&) override { ++heard; }
        void told(effect const&) override { ++heard; }
    } ears;
    auto const store = std::make_shared<memory_journal>();
    {
        hall h{store};
        auto const id = h.open(kind::repair, "2026-03-02 10:00");
        h.must(id, "record", "2026-03-02 10:05", role::receptionist);
        auto const told = h.desk.poll(at("2026-03-02 16:30"), 100);
        std::vector<std::string> keys;
        for (effect const& e : told) keys.push_back(e.key);
        h.desk.acknowledge(keys, at("2026-03-02 16:30"));
    }
    auto const written = store->last();
    hall again{store};
    again.desk.observe(&ears);
    CHECK(again.desk.poll(at("2026-03-02 16:31"), 100).empty());
    CHECK(ears.heard == 0);
    CHECK(store->last() == written);
}

TEST_CASE("Business::Hours: between gives -1 on an object used before, and a worked Saturday cannot be said") {
    auto const days = office();
    service_clock const clock{&days};
    auto const between = [&](char const* from, char const* to) {
        return elapsed(clock, at(from), at(to), nullptr, nullptr);
    };
    for (int again = 0; again < 3; ++again) {
        CHECK(between("2026-03-07 10:00", "2026-03-08 10:00") == 0);  // nothing is nothing, not -1
        CHECK(between("2026-03-06 17:00", "2026-03-09 09:00") == 2 * 3600);
        CHECK(between("2026-02-14 08:00", "2026-02-14 18:00") == 10 * 3600);  // a Saturday that is worked
    }
}

TEST_CASE("LKI chinese-calendar, numpy roll: a day too early where the start is a holiday") {
    CHECK(china().add(on("2025-10-03"), 5)->date == on("2025-10-14"));
    CHECK(falls_due(china(), "5 working days from next day", "2025-10-03 10:00") == "2025-10-14 24:00");
    CHECK(falls_due(china(), "1 working day from next day", "2025-10-08 23:59:59") == "2025-10-09 24:00");
    CHECK(china().add(on("2025-10-05"), -1)->date == on("2025-09-30"));
}

TEST_CASE("QuantLib 1.29: nothing is said about years the calendar does not know") {
    auto const asked = china().count(on("2026-12-31"), on("2027-12-31"));
    REQUIRE_FALSE(asked);
    CHECK(asked.why().en.find("2027") != std::string::npos);
    auto const days = *china({{}, true});
    auto const e = *expression::parse("5 working days from next day");
    CHECK(evaluate(e, days, {at("2026-12-30 10:00")}).provisional);
    CHECK_FALSE(evaluate(e, days, {at("2026-11-30 10:00")}).provisional);
    CHECK(evaluate(e, china(), {at("2026-12-30 10:00")}).state == due::how::unknown);
}
