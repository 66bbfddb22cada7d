#include "scenarios.hpp"

#include <gongdan/dispatch/detail/tour.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <limits>
#include <map>
#include <thread>

namespace {

constexpr time_range whole_day{0, 86'400};

constexpr std::int64_t no_way = std::numeric_limits<std::int64_t>::max();

/// The least cost at which a crew does these visits, in any order.
std::int64_t least_cost_of_tour(detail::compiled const& p, std::size_t crew, std::vector<std::uint32_t> visits) {
    detail::tour t(p, crew);
    std::int64_t least = no_way;
    do {
        t.assign(visits);
        if (t.feasible()) least = std::min(least, t.cost() / p.cost_unit);
    } while (std::next_permutation(visits.begin(), visits.end()));
    return least;
}

/// The least cost of a plan that serves all, by trying everything: each share to each of two crews, in each order.
std::int64_t least_cost(problem const& p) {
    detail::compiled const ready(p);
    std::int64_t best = no_way;
    for (std::uint32_t share = 0; share < 1U << p.visits.size(); ++share) {
        std::vector<std::uint32_t> of_first, of_second;
        for (std::uint32_t v = 0; v < p.visits.size(); ++v) ((share >> v & 1) != 0 ? of_first : of_second).push_back(v);
        bool const may = std::all_of(of_first.begin(), of_first.end(), [&](auto v) { return ready.may(0, v); }) &&
                         std::all_of(of_second.begin(), of_second.end(), [&](auto v) { return ready.may(1, v); });
        if (!may) continue;
        std::int64_t const first = least_cost_of_tour(ready, 0, of_first);
        if (first >= best) continue;
        std::int64_t const second = least_cost_of_tour(ready, 1, of_second);
        if (second != no_way) best = std::min(best, first + second);
    }
    return best;
}

effort on_threads(std::uint64_t n, unsigned threads) {
    effort e = steps(n);
    e.starts = 4;
    e.run_all = [threads](std::vector<std::function<void()>> const& jobs) {
        for (std::size_t i = 0; i < jobs.size(); i += threads) {
            std::vector<std::thread> now;
            for (std::size_t k = i; k < std::min(jobs.size(), i + threads); ++k) now.emplace_back(jobs[k]);
            for (std::thread& t : now) t.join();
        }
    };
    return e;
}

}  // namespace

TEST_CASE("a plan passes the check whatever the problem") {
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        CAPTURE(seed);
        auto const p = random_problem(seed, 5 + seed % 40, seed % 7);
        auto const made = make_plan(p, steps(150, seed));
        REQUIRE(made);
        CHECK_EQ(faults_of(p, *made), "");
    }
}

TEST_CASE("a plan of the fuller model passes the check, and so does what is planned from it") {
    for (std::uint64_t seed = 0; seed < 150; ++seed) {
        CAPTURE(seed);
        auto p = fuller_problem(seed, 5 + seed % 40, 1 + seed % 6);
        auto const made = make_plan(p, steps(100, seed));
        REQUIRE(made);
        CHECK_EQ(faults_of(p, *made), "");
        p = holding(p, *made);
        p.frozen_until = 4000;
        auto const again = make_plan(p, steps(50, seed));
        CHECK_EQ(faults_of(p, *again), "");
        for (visit const& v : p.visits) {
            auto const before = begins(*made, v.id);
            if (before < 0 || before >= 4000 || v.tied() || !serves(*again, v.id)) continue;
            CHECK_EQ(crew_of(*again, v.id), crew_of(*made, v.id));
        }
    }
}

TEST_CASE("small problems are planned at the least cost there is") {
    int compared = 0;
    for (std::uint64_t seed = 0; seed < 400; ++seed) {
        CAPTURE(seed);
        auto p = random_problem(seed, 5, 2);
        for (visit& v : p.visits) v.skills.clear();
        auto const made = make_plan(p, steps(1500));
        REQUIRE(made);
        auto const least = least_cost(p);
        if (least == no_way) {
            CHECK_FALSE(made->unplaced.empty());
            continue;
        }
        CHECK(made->unplaced.empty());
        CHECK(made->cost == least);
        ++compared;
    }
    CHECK_EQ(compared, 349);
}

TEST_CASE("the order of the input changes nothing") {
    auto p = random_problem(7, 40, 5);
    auto const before = told(*make_plan(p, steps(400)));
    std::mt19937_64 random(1);
    for (int i = 0; i < 5; ++i) {
        std::shuffle(p.crews.begin(), p.crews.end(), random);
        std::shuffle(p.visits.begin(), p.visits.end(), random);
        CHECK_EQ(told(*make_plan(p, steps(400))), before);
    }
}

TEST_CASE("the order of the input changes nothing in the fuller model either") {
    auto p = fuller_problem(7, 40, 5);
    auto const before = told(*make_plan(p, steps(200)));
    std::mt19937_64 random(1);
    for (int i = 0; i < 5; ++i) {
        std::shuffle(p.crews.begin(), p.crews.end(), random);
        std::shuffle(p.visits.begin(), p.visits.end(), random);
        CHECK_EQ(told(*make_plan(p, steps(200))), before);
    }
}

TEST_CASE("the number of threads changes nothing") {
    auto const p = fuller_problem(8, 40, 5);
    auto const alone = told(*make_plan(p, on_threads(800, 1)));
    CHECK_EQ(told(*make_plan(p, on_threads(800, 2))), alone);
    CHECK_EQ(told(*make_plan(p, on_threads(800, 4))), alone);
}

TEST_CASE("of several starts the best plan is kept") {
    auto const p = random_problem(9, 30, 4);
    effort four = steps(400);
    four.starts = 4;
    std::vector<std::string> alone;
    std::int64_t least = std::numeric_limits<std::int64_t>::max();
    for (std::uint64_t seed = 0; seed < 4; ++seed) {
        auto const one = *make_plan(p, steps(100, seed));
        alone.push_back(told(one));
        least = std::min(least, one.cost);
    }
    auto const best = *make_plan(p, four);
    CHECK(std::find(alone.begin(), alone.end(), told(best)) != alone.end());
    CHECK_EQ(best.cost, least);  // all four leave the same number of each level unserved
}

TEST_CASE("fifty waiting visits do not outweigh an urgent one") {
    std::vector<std::int32_t> at{0, 1000};
    for (int i = 0; i < 50; ++i) at.push_back(1);
    auto p = on_a_line(at);
    p.crews = {make_crew(1, 0, {0, 2600})};
    for (std::uint64_t i = 0; i < 50; ++i) p.visits.push_back(make_visit(i + 1, static_cast<place>(i + 2), 40, 1));
    p.visits.push_back(make_visit(99, 1, 600, 2));  // 1000 there, 1000 back, 600 of work: the whole shift
    auto const made = *make_plan(p, steps(500));
    CHECK(serves(made, 99));
    CHECK_EQ(made.unplaced.size(), 50);
    CHECK_EQ(reason_of(made, 1), reason::no_room);

    p.visits.back().level = 1;
    CHECK_EQ(make_plan(p, steps(500))->unplaced.size(), 1);
}

TEST_CASE("each visit that is left out is told why") {
    auto p = on_a_line({0, 10, 100'000});
    p.crews = {make_crew(1, 0, {1000, 5000}), make_crew(2, 0, {1000, 5000})};
    for (crew& c : p.crews) c.capacity = {5};
    p.crews[0].skills = {1};
    for (std::uint64_t id = 1; id <= 6; ++id) p.visits.push_back(make_visit(id, 1, 10));
    p.visits[0].skills = {7};
    p.visits[1].delivery = {6};
    p.visits[2].windows = {{0, 900}};
    p.visits[3].where = 2;
    p.visits[4].service = 3970;
    p.visits[5].skills = {1};
    p.visits[5].service = 3970;
    p.visits.push_back(make_visit(7, 1, 3970));
    auto const made = *make_plan(p, steps(200));
    CHECK_EQ(reason_of(made, 1), reason::skill);
    CHECK_EQ(reason_of(made, 2), reason::capacity);
    CHECK_EQ(reason_of(made, 3), reason::off_shift);
    CHECK_EQ(reason_of(made, 4), reason::too_far);
    CHECK_EQ(made.unplaced.size(), 5);  // of 5, 6 and 7, which fill a shift each, one
    CHECK_EQ(made.unplaced.back().why, reason::no_room);

    p.crews.clear();
    CHECK_EQ(reason_of(*make_plan(p, steps(5)), 6), reason::no_crew);
}

TEST_CASE("a crew whose breaks do not fit its shift stays at home") {
    auto p = on_a_line({0, 10});
    p.crews = {make_crew(1, 0, {0, 1000})};
    p.crews[0].breaks = {{1, {{2000, 3000}}, 60, {}}};
    p.visits = {make_visit(1, 1, 10)};
    CHECK_EQ(reason_of(*make_plan(p), 1), reason::no_break);
}

TEST_CASE("a break is taken on the road where that saves time") {
    auto p = on_a_line({0, 100});
    p.crews = {make_crew(1, 0, {0, 400})};
    p.crews[0].breaks = {{5, {{50, 60}}, 100, {}}};
    p.visits = {make_visit(1, 1, 10)};
    p.visits[0].windows = {{200, 200}};
    auto const made = *make_plan(p);
    REQUIRE_EQ(made.routes.size(), 1);
    CHECK_EQ(faults_of(p, made), "");
    auto const& pause = made.routes[0].steps[1];
    CHECK_EQ(pause.kind, step_kind::pause);
    CHECK_EQ(pause.begin(), 50);
    CHECK_EQ(pause.travel, 50);
    CHECK_FALSE(pause.where);
    CHECK_EQ(made.routes[0].steps[2].arrival, 200);
}

TEST_CASE("a plan to start from never fails: what cannot stay is told") {
    auto p = on_a_line({0, 10, 20, 100'000});
    p.crews = {make_crew(1, 0, whole_day), make_crew(2, 0, whole_day)};
    p.visits = {make_visit(1, 1, 10), make_visit(2, 2, 10), make_visit(3, 3, 10), make_visit(4, 1, 10)};
    p.visits[3].skills = {9};
    p.crews[1].skills = {9};
    p.crews[0].steps = {77, 2, 2, 3, 4, 1};
    p.crews[1].steps = {1};
    auto const made = *make_plan(p, steps(0));
    CHECK_EQ(faults_of(p, made), "");
    std::map<std::uint64_t, reason> why;
    for (dropped const& d : made.dropped) why[d.visit] = d.why;
    CHECK_EQ(why.at(77), reason::unknown);
    CHECK_EQ(why.at(2), reason::elsewhere);
    CHECK_EQ(why.at(3), reason::too_far);
    CHECK_EQ(why.at(4), reason::skill);
    CHECK_EQ(why.at(1), reason::elsewhere);
    CHECK(serves(made, 4));
    REQUIRE_EQ(made.routes.size(), 2);
    CHECK_EQ(made.routes[0].steps[1].id, 2);  // kept, in its order
    CHECK_EQ(made.routes[0].steps[2].id, 1);
}

TEST_CASE("a plan to start from is kept where it is already best") {
    auto const p0 = random_problem(11, 25, 4);
    auto const first = *make_plan(p0, steps(3000));
    auto p = p0;
    for (route const& r : first.routes)
        for (crew& c : p.crews)
            if (c.id == r.crew)
                for (step const& s : r.steps)
                    if (s.kind == step_kind::visit) c.steps.push_back(s.id);
    auto const again = *make_plan(p, steps(0));
    CHECK(again.dropped.empty());
    CHECK(again.unplaced.size() <= first.unplaced.size());
}

TEST_CASE("nothing to do and nobody to do it are plans too") {
    CHECK(make_plan(problem{})->routes.empty());
    auto p = on_a_line({0});
    p.crews = {make_crew(1, 0, whole_day)};
    CHECK(make_plan(p, steps(100))->routes.empty());
    p.crews[0].start.reset();
    p.crews[0].end.reset();
    p.visits = {make_visit(1, 0, 0)};
    auto const made = *make_plan(p, steps(100));
    CHECK_EQ(made.routes.size(), 1);
    CHECK_EQ(made.cost, 0);
}

TEST_CASE("times of 1e9 seconds and ways of no length are planned") {
    auto p = on_a_line({0, 0, 1'000'000'000});
    p.crews = {make_crew(1, 0, {1'700'000'000, 9'000'000'000})};
    p.visits = {make_visit(1, 1, 0), make_visit(2, 2, 1'000'000'000)};
    auto const made = *make_plan(p, steps(50));
    CHECK(made.unplaced.empty());
    CHECK_EQ(made.cost, 2'000'000'000);
    CHECK_EQ(faults_of(p, made), "");
    CHECK_EQ(made.routes[0].steps.back().arrival, 1'700'000'000 + 3'000'000'000);
}

TEST_CASE("a fault of the problem is a sentence") {
    auto p = on_a_line({0, 1});
    p.crews = {make_crew(1, 0, whole_day)};
    p.visits = {make_visit(4, 0, 0), make_visit(4, 1, 0)};
    CHECK_EQ(make_plan(p).why().en, "visit 4 is given twice");
    p.visits[1].id = 5;
    p.visits[1].where = 2;
    CHECK_EQ(make_plan(p).why().en, "visit 5: place 2 is outside the matrices, which have 2 places");
    p.visits[1].where = 1;
    p.visits[1].windows = {{5, 4}};
    CHECK_EQ(make_plan(p).why().en, "visit 5: a time window ends before it begins");
    p.visits[1].windows.clear();
    p.crews.push_back(p.crews[0]);
    CHECK_EQ(make_plan(p).why().en, "crew 1 is given twice");
    p.crews.pop_back();
    p.crews[0].profile = "bike";
    CHECK_EQ(make_plan(p).why().en, "crew 1: there is no matrix of profile 'bike'");
    p.crews[0].profile = "car";
    p.travel[0].durations[1] = 1'000'000'000;
    CHECK(make_plan(p));
    p.crews[0].costs.per_hour = 7200;
    CHECK_EQ(make_plan(p).why().en, "crew 1: a way costs more than 20,000,000");
}
