#include "scenarios.hpp"

#include <gongdan/dispatch/nearest.hpp>

#include <doctest/doctest.h>

namespace {

constexpr time_range whole_day{0, 86'400};

visit alarm_at(place where) {
    visit v = make_visit(99, where, 600, 9);
    v.due = 2000;
    return v;
}

/// Places 0, 100 … 1000 on a line, crews at 0 with these visits in order.
problem road(std::vector<std::vector<visit>> const& each) {
    auto p = on_a_line({0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000});
    for (std::size_t c = 0; c < each.size(); ++c) {
        p.crews.push_back(make_crew(c + 1, 0, whole_day));
        for (visit const& v : each[c]) {
            p.crews.back().steps.push_back(v.id);
            p.visits.push_back(v);
            p.visits.back().only_crew = c + 1;
        }
    }
    return p;
}

candidate first_to(problem const& p, place where, tick now) {
    auto const made = make_plan(p, steps(0));
    return situation{p, *made}.nearest(alarm_at(where), now).at(0);
}

}  // namespace

TEST_CASE("a free crew leaves at once, one before its shift when that begins") {
    auto p = road({{}});
    auto c = first_to(p, 5, 50);
    CHECK_EQ(c.how, leave::free);
    CHECK_EQ(c.arrives, 550);
    p.crews[0].shift.first = 1000;
    CHECK_EQ(first_to(p, 5, 50).arrives, 1500);
}

TEST_CASE("a crew on the road turns off where it is") {
    auto const p = road({{make_visit(1, 10, 100)}});
    auto const c = first_to(p, 2, 500);  // at 500 of 1000, 300 back
    CHECK_EQ(c.how, leave::diverted);
    CHECK_EQ(*c.left, 1);
    CHECK_EQ(c.arrives, 800);
    CHECK_EQ(first_to(p, 9, 500).arrives, 900);
}

TEST_CASE("work is finished first unless it can be interrupted, and then it is made safe") {
    auto p = road({{make_visit(1, 1, 1000)}});
    auto c = first_to(p, 2, 500);
    CHECK_EQ(c.how, leave::after);
    CHECK_EQ(c.arrives, 1100 + 100);
    p.visits[0].interruptible = true;
    p.visits[0].make_safe = 60;
    c = first_to(p, 2, 500);
    CHECK_EQ(c.how, leave::preempted);
    CHECK_EQ(*c.left, 1);
    CHECK_EQ(c.arrives, 560 + 100);
    p.visits[0].level = 9;
    CHECK_EQ(first_to(p, 2, 500).how, leave::after);
    p.visits[0].level = 0;
    p.visits[0].make_safe = 600;  // over before it is safe
    CHECK_EQ(first_to(p, 2, 500).how, leave::after);
}

TEST_CASE("work as urgent is put off only where it stays in time") {
    auto urgent = make_visit(1, 10, 100, 9);
    urgent.due = 1900;  // after the alarm at 2: 800 there, 600 of work, 800 to drive
    CHECK_EQ(first_to(road({{urgent}}), 2, 500).how, leave::after);
    urgent.due = 2200;
    CHECK_EQ(first_to(road({{urgent}}), 2, 500).how, leave::diverted);
    urgent.level = 10;
    CHECK_EQ(first_to(road({{urgent}}), 2, 500).how, leave::after);
}

TEST_CASE("the price names what would be missed, and how many others could leave") {
    auto promised = make_visit(1, 1, 100);
    promised.windows = {{0, 700}};
    auto const p = road({{promised}, {}, {}});
    auto const made = *make_plan(p, steps(0));
    auto const all = situation{p, made}.nearest(alarm_at(2), 50);
    REQUIRE_EQ(all.size(), 3);
    CHECK_EQ(all[0].crew, 1);  // 150 to drive, the others 200
    CHECK_EQ(all[0].broken, std::vector<std::uint64_t>{1});
    CHECK_EQ(all[0].cover, 2);
    CHECK(all[1].broken.empty());
    CHECK_EQ(all[0].text().en,
             "diverted on the way (leaving visit 1), at the price of visits 1, 2 other crews could still leave");
    CHECK_EQ(situation(p, made).nearest(alarm_at(2), 50, 2).size(), 2);
}

TEST_CASE("who lacks a skill, a part or the time is not asked") {
    auto const p = road({{}});
    auto const ask = [&](auto&& change) {
        auto q = p;
        auto v = alarm_at(2);
        change(q.crews[0], v);
        return situation{q, plan{}}.nearest(v, 0).size();
    };
    CHECK_EQ(ask([](crew&, visit&) {}), 1);
    CHECK_EQ(ask([](crew&, visit& v) { v.skills = {1}; }), 0);
    CHECK_EQ(ask([](crew& c, visit& v) { c.skills = v.skills = {1}; }), 1);
    CHECK_EQ(ask([](crew&, visit& v) { v.delivery = {1}; }), 0);
    CHECK_EQ(ask([](crew& c, visit& v) { c.capacity = v.delivery = {1}; }), 1);
    CHECK_EQ(ask([](crew& c, visit&) { c.shift.last = 799; }), 0);
    CHECK_EQ(ask([](crew& c, visit&) { c.shift.last = 800; }), 1);
    CHECK_EQ(ask([](crew& c, visit& v) { v.area = 1, c.areas = {2}; }), 0);
}

TEST_CASE("a break that has not begun is put off where it can still be taken in time") {
    auto p = road({{make_visit(1, 1, 100)}});
    p.crews[0].breaks = {{1, {{500, 1200}}, 100, {}}};
    auto c = first_to(p, 2, 400);  // home since 300, waiting for its break; the alarm keeps it until 600 + 600
    CHECK_EQ(c.how, leave::free);
    CHECK_EQ(c.arrives, 600);
    p.crews[0].breaks[0].windows[0].last = 1199;
    c = first_to(p, 2, 400);
    CHECK_EQ(c.how, leave::after);
    CHECK_EQ(c.arrives, 600 + 200);
    p.crews[0].breaks[0].windows[0].last = 1200;
    CHECK_EQ(first_to(p, 2, 550).arrives, 600 + 200);  // what has begun is not cut short
}
