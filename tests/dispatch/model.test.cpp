#include "scenarios.hpp"

#include <gongdan/dispatch/vroom.hpp>

#include <doctest/doctest.h>

namespace {

constexpr time_range whole_day{0, 86'400};

/// Two crews at 0 and two visits 100 to the right.
problem two_and_two() {
    auto p = on_a_line({0, 100, 200});
    p.crews = {make_crew(1, 0, whole_day), make_crew(2, 0, whole_day)};
    p.visits = {make_visit(11, 1, 600), make_visit(12, 2, 600)};
    return p;
}

}  // namespace

TEST_CASE("a visit past its due time is served late rather than left out, and on time where that can be") {
    auto p = two_and_two();
    p.crews.pop_back();
    p.visits[0].due = 150;
    p.visits[1].due = 250;  // 200 to drive, and the other takes 600
    auto const made = *make_plan(p, steps(100));
    CHECK(made.unplaced.empty());
    auto const figures = judge(p, made);
    CHECK_EQ(figures.levels[0].late, 1);
    p.crews.push_back(make_crew(2, 0, whole_day));
    CHECK_EQ(judge(p, *make_plan(p, steps(100))).levels[0].late, 0);
}

TEST_CASE("an urgent visit on time is worth any lateness of waiting ones") {
    auto p = two_and_two();
    p.crews.pop_back();
    p.visits[0].due = 100;
    p.visits[1].due = 250;
    p.visits[1].level = 3;
    auto const figures = judge(p, *make_plan(p, steps(100)));
    CHECK_EQ(figures.levels[0].level, 3);
    CHECK_EQ(figures.levels[0].late, 0);
    CHECK_EQ(figures.levels[1].late, 1);
}

TEST_CASE("no saving is worth a change to what was told, unless it has a price") {
    auto p = two_and_two();
    p.visits[0].told_crew = 1;
    p.visits[1].told_crew = 2;
    auto made = *make_plan(p, steps(200));
    CHECK_EQ(made.routes.size(), 2);
    CHECK_EQ(judge(p, made).crews_changed, 0);
    CHECK_EQ(made.cost, 600);  // 200 and 400: what changes are worth is no part of it
    p.change_cost = 199;
    made = *make_plan(p, steps(200));
    CHECK_EQ(judge(p, made).crews_changed, 1);
    CHECK_EQ(made.cost, 400);
    p.change_cost = 201;
    CHECK_EQ(judge(p, *make_plan(p, steps(200))).crews_changed, 0);
}

TEST_CASE("a told time is kept where it can be, and given up for a visit that would be lost") {
    auto p = two_and_two();
    p.crews.pop_back();
    p.visits[0].told = time_range{2000, 3000};
    CHECK(begins(*make_plan(p, steps(100)), 11) >= 2000);
    p.visits[1].windows = {{1900, 2000}};
    p.crews[0].shift.last = 2900;
    p.visits[1].level = p.visits[0].level = 1;
    auto const made = *make_plan(p, steps(100));
    CHECK(made.unplaced.empty());
    CHECK_EQ(judge(p, made).times_moved, 1);
}

TEST_CASE("pins, areas, grades and the pace of work bind") {
    auto p = two_and_two();
    p.visits[0].only_crew = 2;
    CHECK_EQ(crew_of(*make_plan(p, steps(50)), 11), 2);
    p.visits[0].only_crew = 9;
    CHECK_EQ(reason_of(*make_plan(p, steps(50)), 11), reason::pinned);
    p = two_and_two();
    p.crews[0].areas = {5};
    p.crews[1].areas = {6};
    p.visits[0].area = 6;
    p.visits[1].area = 7;
    auto made = *make_plan(p, steps(50));
    CHECK_EQ(crew_of(made, 11), 2);
    CHECK_EQ(reason_of(made, 12), reason::area);
    p = two_and_two();
    p.crews[0].skills = {3};
    p.crews[1].grades = {{3, 2}};
    p.visits[0].grades = {{3, 1}};
    CHECK_EQ(crew_of(*make_plan(p, steps(50)), 11), 2);
    p.crews.pop_back();
    p.visits[0].grades = {{3, 0}};
    p.crews[0].work_percent = 150;
    made = *make_plan(p, steps(50));
    CHECK_EQ(made.routes[0].steps.back().arrival, 200 + 200 + 2 * 900);
}

TEST_CASE("overtime is used up to its cap and counted") {
    auto p = two_and_two();
    p.crews.pop_back();
    p.crews[0].shift = {0, 1500};
    CHECK_EQ(make_plan(p, steps(50))->unplaced.size(), 1);
    p.crews[0].overtime = 99;
    CHECK_EQ(make_plan(p, steps(50))->unplaced.size(), 1);
    p.crews[0].overtime = 100;
    auto const made = *make_plan(p, steps(50));
    CHECK(made.unplaced.empty());
    CHECK_EQ(judge(p, made).overtime, 100);
    CHECK_EQ(faults_of(p, made), "");
    p.crews[0].overtime = 99;
    CHECK(faults_of(p, made) != "");
}

TEST_CASE("a second person begins with the first, and what comes after waits for the end") {
    auto p = two_and_two();
    p.visits[1].where = 1;
    p.visits[1].with = 11;
    p.visits.push_back(make_visit(13, 2, 60));
    p.visits.back().after = 12;
    auto const made = *make_plan(p, steps(100));
    CHECK(made.unplaced.empty());
    CHECK_EQ(faults_of(p, made), "");
    CHECK_EQ(begins(made, 11), begins(made, 12));
    CHECK(crew_of(made, 11) != crew_of(made, 12));
    CHECK(begins(made, 13) >= begins(made, 12) + 600);

    auto bad = made;
    for (route& r : bad.routes)
        for (step& s : r.steps)
            if (s.id == 12 && s.kind == step_kind::visit) s.waiting += 5;
    CHECK(faults_of(p, bad).find("step 12: does not begin when") != std::string::npos);

    p.visits[0].skills = {9};
    CHECK_EQ(reason_of(*make_plan(p, steps(100)), 12), reason::partner);
    p.visits[0].with = 12;
    CHECK_EQ(make_plan(p).why().en, "visit 11: waits for itself");
}

TEST_CASE("a second person for urgent work is not kept from it by work that can wait") {
    auto p = two_and_two();
    for (crew& c : p.crews) c.shift = {0, 1000};
    p.crews[0].skills = {7};
    p.visits[0].skills = {7};
    p.visits[0].level = 3;
    p.visits[1].where = 1;
    p.visits[1].level = 3;
    p.visits[1].with = 11;
    p.visits.push_back(make_visit(13, 2, 500));  // fills the other crew's day
    auto const made = *make_plan(p, steps(200));
    CHECK_EQ(faults_of(p, made), "");
    CHECK_EQ(crew_of(made, 12), 2);
    REQUIRE_EQ(made.unplaced.size(), 1);
    CHECK_EQ(made.unplaced[0].visit, 13);
    p.visits[2].level = 4;  // unless it is more urgent
    auto const other = *make_plan(p, steps(200));
    CHECK_EQ(crew_of(other, 13), 2);
    CHECK_EQ(faults_of(p, other), "");
}

TEST_CASE("what begins before the horizon stays, and nothing goes before it") {
    auto p = two_and_two();
    p.crews.pop_back();
    p.visits.push_back(make_visit(13, 0, 100, 9));
    p.crews[0].steps = {12, 11};
    p.frozen_until = 201;
    auto const made = *make_plan(p, steps(200));
    REQUIRE_EQ(made.routes.size(), 1);
    CHECK_EQ(made.routes[0].steps[1].id, 12);
    p.frozen_until = 200;
    CHECK(make_plan(p, steps(200))->routes[0].steps[1].id != 12);
}

TEST_CASE("the fuller form is read from a key of its own") {
    auto const read = [](std::string const& own) {
        return read_vroom(
            from_text("p.json", R"({"vehicles": [{"id": 3, "start_index": 0, "gongdan": {"grades": {"4": 2},
            "areas": [1, 2], "work_percent": 120, "overtime": 900}}], "jobs": [{"id": 10, "location_index": 0}, {"id": 11,
            "location_index": 0, "gongdan": {)" +
                                    own + R"(}}], "matrices": {"car": {"durations": [[0]]}},
            "gongdan": {"frozen_until": 50, "change_cost": 60}})"));
    };
    auto const p =
        read(R"("kind": "alarm", "due": 7, "told": [1, 2], "told_vehicle": 3, "vehicle": 4, "at": 5, "after": 10,
                          "grades": {"4": 1}, "area": 2, "interruptible": true, "make_safe": 6, "known": 4)");
    CHECK_EQ(p.crews[0].grades, std::vector<graded>{{4, 2}});
    CHECK_EQ(p.crews[0].areas.size(), 2);
    CHECK_EQ(p.crews[0].work_percent, 120);
    CHECK_EQ(p.crews[0].overtime, 900);
    CHECK_EQ(*p.frozen_until, 50);
    CHECK_EQ(*p.change_cost, 60);
    auto const& v = p.visits[1];
    CHECK_EQ(v.kind, "alarm");
    CHECK_EQ(*v.due, 7);
    CHECK_EQ(*v.told, time_range{1, 2});
    CHECK_EQ(*v.told_crew, 3);
    CHECK_EQ(*v.only_crew, 4);
    CHECK_EQ(v.windows, std::vector<time_range>{{5, 5}});
    CHECK_EQ(*v.after, 10);
    CHECK_EQ(*v.area, 2);
    CHECK(v.interruptible);
    CHECK_EQ(v.make_safe, 6);
    CHECK_EQ(*v.known, 4);
    auto const fault = [&](std::string const& own) {
        try {
            return std::string{read(own).visits.empty() ? "" : "none"};
        } catch (input_error const& e) { return std::string{e.what()}; }
    };
    CHECK(fault(R"("dew": 7)").find("/jobs/1/gongdan/dew") != std::string::npos);
    CHECK(fault(R"("grades": {"x": 7})").find("a skill's number") != std::string::npos);
    CHECK(fault(R"("with": 12)").find("/jobs/1/gongdan/with: there is no such job") != std::string::npos);
}

TEST_CASE("a large problem is planned area by area, and the whole passes the check") {
    auto p = fuller_problem(5, 60, 9);
    for (visit& v : p.visits)
        if (!v.area) v.area = static_cast<std::uint32_t>(v.id % 3);
    for (crew& c : p.crews) c.areas = {static_cast<std::uint32_t>(c.id % 3)};
    auto how = steps(300);
    how.divide_above = 10;
    auto const made = *make_plan(p, how);
    CHECK_EQ(faults_of(p, made), "");
    CHECK(made.routes.size() > 3);
    CHECK(made.unplaced.size() < 30);
    p.crews[0].areas.clear();
    p.crews[1].areas = {0, 1};
    std::reverse(p.crews.begin(), p.crews.end());
    auto const other = *make_plan(p, how);
    CHECK_EQ(faults_of(p, other), "");
    std::reverse(p.visits.begin(), p.visits.end());
    CHECK_EQ(told(*make_plan(p, how)), told(other));
}
