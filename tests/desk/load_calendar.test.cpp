// Another calendar under open tickets: a notice that changes a year, and one that makes a year known.

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace gongdan;

namespace {

desk as_known(char const* when) { return {*china({on(when), false}), gas(), builtin_lifecycles()}; }

ticket_id ignition(desk& d, char const* when) {
    auto const id = d.open({kind::ignition, at(when), {role::customer, ""}});
    REQUIRE(id);
    return *id;
}

void apply(desk& d, ticket_id id, char const* event, char const* when, payload data = {}) {
    REQUIRE(d.apply(id, {event, at(when), {role::receptionist, "x"}, std::move(data)}));
}

std::string due_of(desk const& d, ticket_id id) { return to_text(*d.deadline(id, "gas_on")); }

}  // namespace

TEST_CASE("zammad#4353: a changed calendar moves the deadlines of open tickets, in either direction, and lists them") {
    auto d = as_known("2020-01-25");
    // 2020: the holiday was lengthened to 2 February after these were accepted, and 1 February was no longer worked.
    auto const first = ignition(d, "2020-01-22 10:00");
    auto const held = ignition(d, "2020-01-22 11:00");
    apply(d, held, "hold", "2020-01-22 12:00", {{"reason", "customer_wish"}});
    apply(d, held, "resume", "2020-01-24 12:00");
    auto const untouched = ignition(d, "2020-02-10 10:00");
    CHECK(due_of(d, first) == "2020-02-01 24:00");
    auto const moved = d.load_calendar(china());
    REQUIRE(moved.size() == 2);
    CHECK(moved[0].ticket == first);
    CHECK(moved[0].what->target == "gas_on");
    CHECK(to_text(moved[0].before) == "2020-02-02 00:00");
    CHECK(to_text(moved[0].after) == "2020-02-05 00:00");
    CHECK(moved[1].ticket == held);
    CHECK(due_of(d, first) == "2020-02-04 24:00");
    CHECK(due_of(d, held) == "2020-02-05 24:00");
    CHECK(due_of(d, untouched) == "2020-02-13 24:00");
    CHECK(d.load_calendar(china()).empty());
    // And back, earlier again.
    auto const back = d.load_calendar(*china({on("2020-01-25"), false}));
    REQUIRE(back.size() == 2);
    CHECK(back[0].after < back[0].before);
}

TEST_CASE("a year that becomes known gives deadlines to tickets that had none, and their timers") {
    auto d = as_known("2024-10-01");
    auto const id = ignition(d, "2024-12-30 10:00");
    CHECK(d.deadline(id, "gas_on")->state == due::how::unknown);
    CHECK(d.poll(at("2024-12-30 11:00"), 10).empty());
    auto const moved = d.load_calendar(china());
    REQUIRE(moved.size() == 1);
    CHECK(moved[0].before == distant_future);
    // 31 December is one, 2 and 3 January two and three.
    CHECK(to_text(moved[0].after) == "2025-01-04 00:00");
    std::vector<std::string> told;
    for (effect const& x : d.poll(at("2025-01-04 00:00"), 10)) told.emplace_back(label(x.kind).code);
    CHECK(told == std::vector<std::string>{"warn", "breach"});
}

TEST_CASE("a breach that another calendar cures is un-made, once") {
    auto d = as_known("2020-01-25");
    auto const id = ignition(d, "2020-01-22 10:00");
    auto const take = [&](char const* now) {
        std::vector<std::string> told;
        for (effect const& x : d.poll(at(now), 100)) {
            told.emplace_back(label(x.kind).code);
            d.acknowledge({x.key}, at(now));
        }
        return told;
    };
    CHECK(take("2020-02-02 00:00") == std::vector<std::string>{"warn", "breach"});
    CHECK(d.load_calendar(china()).size() == 1);
    CHECK(take("2020-02-02 00:01") == std::vector<std::string>{"breach_unmade"});
    CHECK(take("2020-02-02 00:02").empty());
    CHECK(due_of(d, id) == "2020-02-04 24:00");
}
