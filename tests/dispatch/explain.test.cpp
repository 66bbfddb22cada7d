#include "scenarios.hpp"

#include <doctest/doctest.h>

namespace {

constexpr time_range whole_day{0, 86'400};

}  // namespace

TEST_CASE("a visit is explained crew by crew") {
    auto p = on_a_line({0, 10});
    p.crews = {make_crew(1, 0, whole_day), make_crew(2, 0, whole_day)};
    p.crews[1].skills = {3};
    p.visits = {make_visit(1, 1, 10)};
    p.visits[0].skills = {3};
    auto const made = *make_plan(p);
    auto const said = *explain(p, made, 1);
    REQUIRE_EQ(said.size(), 2);
    CHECK_EQ(said[0].why, reason::skill);
    CHECK_EQ(said[1].why, reason::fits);
    CHECK_EQ(said[1].extra_cost, 20);
    CHECK_EQ(explain(p, made, 8).why().en, "there is no visit 8");
}

TEST_CASE("slots are offered where a crew is free, with what they cost") {
    auto p = on_a_line({0, 10});
    p.crews = {make_crew(1, 0, {8 * 3600, 14 * 3600})};
    p.visits = {make_visit(1, 1, 3600), make_visit(2, 0, 2 * 3600)};
    p.visits[1].windows = {{10 * 3600, 10 * 3600}};
    auto const made = *make_plan(p, steps(50));
    auto const offers = *slots(p, made, 1);
    REQUIRE_EQ(offers.size(), 2);
    CHECK_EQ(offers[0].when.first, 8 * 3600);
    CHECK_EQ(offers[1].when.first, 12 * 3600);
    CHECK_EQ(offers[0].extra_cost, 20);
}

TEST_CASE("what does not fit is told the smallest change that would make it fit") {
    auto p = on_a_line({0, 10});
    p.crews = {make_crew(1, 0, {0, 3600})};
    p.visits = {make_visit(1, 1, 3500, 2), make_visit(2, 1, 300, 1)};
    p.visits[1].skills = {7};
    auto const change = [&](std::uint64_t id) {
        auto const made = *make_plan(p, steps(50));
        return explain(p, made, id)->front().change;
    };
    CHECK_EQ(change(2).text().en, "it would need skill 7");
    p.crews[0].grades = {{7, 1}};
    p.visits[1].skills.clear();
    p.visits[1].grades = {{7, 2}};
    CHECK_EQ(change(2).text().en, "it would need skill 7 at grade 2");
    p.visits[1].grades = {{7, 1}};
    CHECK_EQ(change(2).text().zh, "若加班 4 分钟");  // 10 + 3500 + 300 + 10 of 3600
    p.visits[1].service = 10'000;
    CHECK_EQ(explain(p, *make_plan(p, steps(50)), 2)->front().why, reason::off_shift);

    p.crews[0].shift = whole_day;
    p.visits[1].service = 300;
    p.visits[0].windows = {{10, 10}};
    p.visits[1].windows = {{100, 3000}};
    CHECK_EQ(change(2).text().en, "it would fit 9 min later");  // at 3510
    p.visits[0].windows = {{10'000, 10'000}};
    p.visits[1].windows = {{9800, 12'000}};
    CHECK_EQ(change(2).text().en, "it would fit 2 min earlier");  // at 9700
    p.visits[0].windows = {{10, 50'000}};
    p.visits[0].service = 80'000;
    p.visits[0].level = 1;
    p.visits[0].windows = {{10, 10}};
    p.visits[1].windows = {{30'000, 40'000}};
    auto made = *make_plan(p, steps(0));
    made.unplaced = {{2, reason::no_room}};
    CHECK_EQ(explain(p, made, 2)->front().change.what, remedy::kind::instead_of);
    CHECK_EQ(explain(p, made, 2)->front().change.id, 1);
}

TEST_CASE("slots before a given time are not offered") {
    auto p = on_a_line({0, 10});
    p.crews = {make_crew(1, 0, {8 * 3600, 18 * 3600})};
    p.visits = {make_visit(1, 1, 600)};
    CHECK_EQ(slots(p, plan{}, 1)->size(), 5);
    CHECK_EQ(slots(p, plan{}, 1, 13 * 3600)->front().when.first, 14 * 3600);
}
