#include "scenarios.hpp"

#include <gongdan/dispatch/live.hpp>

#include <doctest/doctest.h>

#include <set>

namespace {

problem line_day(std::size_t crews) {
    auto p = on_a_line({0, 100, 200, 300, 400, 500, 600, 700, 800, 900, 1000});
    for (std::size_t c = 1; c <= crews; ++c) p.crews.push_back(make_crew(c, 0, {0, 20'000}));
    return p;
}

/// What is wrong with what was done: a crew in two places at once, or sooner somewhere than it can drive.
std::string faults_of_day(problem const& p, plan const& made, std::set<std::uint64_t> const& turned_off_for) {
    std::string s;
    for (route const& r : made.routes)
        for (std::size_t i = 1; i < r.steps.size(); ++i) {
            step const& a = r.steps[i - 1];
            step const& b = r.steps[i];
            bool const known = a.where && b.where && turned_off_for.count(b.id) == 0;
            tick const way = known ? p.travel[0].durations[*a.where * p.places + *b.where] : 0;
            if (b.arrival < a.finish() + way || b.waiting < 0)
                s += "crew " + std::to_string(r.crew) + " step " + std::to_string(b.id) + '\n';
        }
    return s;
}

}  // namespace

TEST_CASE("a crew leaves no sooner than it must, so that another plan may still send it elsewhere") {
    live_day day(line_day(1));
    auto promised = make_visit(1, 5, 100);
    promised.windows = {{5000, 6000}};
    day.report(promised);
    day.replan(steps(10));
    day.advance(4000);
    day.report(make_visit(2, 1, 100));
    auto const change = day.replan(steps(10));
    CHECK(change.moved.empty());
    CHECK_EQ(*day.begins(2), 4100);
    CHECK_EQ(*day.begins(1), 5000);
}

TEST_CASE("what is diverted or interrupted comes back, to the same crew, with what remains") {
    live_day day(line_day(1));
    auto work = make_visit(1, 1, 1000);
    work.interruptible = true;
    work.make_safe = 50;
    day.report(work);
    day.replan(steps(10));
    day.advance(600);  // there since 100
    day.report(make_visit(2, 2, 300, 9));
    auto const who = day.nearest(2).at(0);
    CHECK_EQ(who.how, leave::preempted);
    day.send(2, who);
    day.replan(steps(10));
    day.advance(19'000);
    auto const made = day.so_far();
    REQUIRE_EQ(made.routes.size(), 1);
    auto const& s = made.routes[0].steps;
    REQUIRE_EQ(s.size(), 4);
    CHECK_EQ(s[1].finish(), 650);
    CHECK_EQ(s[2].arrival, 750);
    CHECK_EQ(s[3].id, 1);
    CHECK_EQ(s[3].begin(), 1150);
    CHECK_EQ(s[3].service, 500);  // 1000, of which 500 were done before it was made safe
    CHECK_EQ(*day.begins(1), 100);
}

TEST_CASE("a job that takes longer, a crew gone home and a visit withdrawn are planned around") {
    live_day day(line_day(2));
    for (std::uint64_t id = 1; id <= 4; ++id) {
        auto v = make_visit(id, static_cast<place>(id), 1000);
        v.windows = {{0, 4000}};
        day.report(v);
    }
    day.replan(steps(100));
    day.advance(200);
    auto const holder = [&](std::uint64_t id) { return crew_of(day.so_far(), id); };
    std::uint64_t const busy = holder(1);
    day.prolong(busy, 8000);
    auto const change = day.replan(steps(100));
    for (moved_visit const& m : change.moved) {
        CHECK_EQ(m.from, busy);
        CHECK_EQ(m.why.en.find("its windows lie outside the shift"), 0);
    }
    std::uint64_t last = 1;
    for (std::uint64_t id = 2; id <= 4; ++id)
        if (day.begins(id).value_or(0) > *day.begins(last)) last = id;
    day.withdraw(last);
    day.replan(steps(100));
    CHECK_FALSE(day.begins(last));
    day.send_home(3 - busy);
    day.report(make_visit(9, 0, 10));
    day.replan(steps(100));
    CHECK_EQ(holder(9), busy);
    day.advance(19'000);
    CHECK_EQ(faults_of_day(line_day(2), day.so_far(), {}), "");
}

TEST_CASE("an hour of news after news keeps crews where they were, and in one place at a time") {
    auto p = line_day(4);
    std::mt19937_64 random(3);
    live_day day(p);
    std::set<std::uint64_t> alarms;
    std::size_t open = 0;
    std::size_t moved = 0;
    for (std::uint64_t id = 1; id <= 60; ++id) {
        day.advance(static_cast<tick>(id > 30 ? id - 30 : 0) * 300);
        bool const is_alarm = id > 30 && id % 6 == 0;
        auto v = make_visit(id, static_cast<place>(random() % 11), 300 + static_cast<tick>(random() % 400),
                            is_alarm ? 9 : 1);
        v.interruptible = id % 2 == 0;
        v.make_safe = 30;
        day.report(v);
        if (is_alarm) {
            day.send(id, day.nearest(id).at(0));
            alarms.insert(id);
        }
        if (id < 30) continue;
        auto const change = day.replan(steps(60));
        open += change.open;
        moved += change.moved.size();
        CHECK_EQ(faults_of_day(p, day.so_far(), alarms), "");
    }
    CHECK(open > 300);
    CHECK(moved * 50 <= open);
    for (std::uint64_t const id : alarms) CHECK(day.begins(id));
}

TEST_CASE("a crew called from the way to its break takes it afterwards, once") {
    auto p = line_day(1);
    p.crews[0].breaks = {{7, {{500, 3000}}, 100, {}}};
    live_day day(p);
    day.report(make_visit(1, 1, 100));
    day.replan(steps(10));
    day.advance(450);
    auto later = make_visit(3, 3, 100);
    later.windows = {{4000, 5000}};
    day.report(later);
    day.report(make_visit(2, 2, 600, 9));
    day.send(2, day.nearest(2).at(0));
    day.replan(steps(10));
    day.advance(20'001);
    CHECK_EQ(*day.begins(2), 600);
    std::vector<tick> pauses;
    auto const all = day.so_far();
    for (step const& s : all.routes.at(0).steps)
        if (s.kind == step_kind::pause) pauses.push_back(s.begin());
    REQUIRE_EQ(pauses.size(), 1);
    CHECK_GE(pauses[0], 1200);
}

TEST_CASE("a crew that has been out and has nothing left to do still takes its breaks") {
    auto p = line_day(2);
    p.crews[0].breaks = p.crews[1].breaks = {{7, {{3000, 4000}}, 600, {}}, {8, {{6000, 7000}}, 600, {}}};
    live_day day(p);
    day.report(make_visit(1, 1, 100));
    day.replan(steps(10));
    day.advance(1000);
    day.replan(steps(10));  // nothing is left
    day.advance(5000);
    auto late = make_visit(2, 2, 2500);
    late.only_crew = crew_of(day.so_far(), 1);
    day.report(late);
    day.replan(steps(10));
    day.advance(20'001);
    auto const all = day.so_far();
    REQUIRE_EQ(all.routes.size(), 1);  // who never went out rests at home
    std::vector<std::pair<std::uint64_t, tick>> pauses;
    for (step const& s : all.routes[0].steps)
        if (s.kind == step_kind::pause) pauses.emplace_back(s.id, s.begin());
    REQUIRE_EQ(pauses.size(), 2);
    CHECK_EQ(pauses[0], std::pair<std::uint64_t, tick>{7, 3000});
    CHECK_EQ(pauses[1].first, 8);
    CHECK_GE(pauses[1].second, 6000);
}

TEST_CASE("many crews are changed only where that serves one more and not for minutes") {
    // All of it is late already, and less so in the hands of two crews.
    std::vector<planned_visit> before;
    auto p = line_day(2);
    for (std::uint64_t id = 1; id <= 8; ++id) {
        auto v = make_visit(id, 1, 1000);
        v.due = -1;
        v.told_crew = 1;
        p.visits.push_back(v);
        auto const begins = static_cast<tick>(id - 1) * 1000 + 100;
        before.push_back({id, 1, 0, begins, begins});
    }
    auto const moving = renew(p, before, steps(2000));
    REQUIRE(moving);
    CHECK_GT(moving->change.moved.size(), 1);
    auto const calm = renew_calmly(p, before, steps(2000));
    REQUIRE(calm);
    CHECK(calm->change.moved.empty());
    p.crews[0].shift.last = 4500;  // with crew 1 alone some would not be served at all
    auto const needed = renew_calmly(p, before, steps(2000));
    REQUIRE(needed);
    CHECK_GT(needed->change.moved.size(), 1);
    CHECK_EQ(needed->change.waiting, 0);
}
