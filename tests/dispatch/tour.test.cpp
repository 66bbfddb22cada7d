#include "scenarios.hpp"

#include <gongdan/dispatch/detail/search_known.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

namespace {

using detail::best_crews;
using detail::gap;
using detail::known_gap;
using detail::tour;

/// All that the search asks of a tour, as a text.
std::string seen_of(detail::compiled const& p, tour const& t) {
    std::string all = std::to_string(t.cost()) + (t.feasible() ? " can be done" : " cannot");
    if (t.feasible())
        for (std::size_t i = 0; i < t.size(); ++i) all += " " + std::to_string(t.earliest_start(i));
    for (std::uint32_t v = 0; v < p.visits.size(); ++v)
        if (gap const g = t.best_gap(v)) all += " | " + std::to_string(g.at) + " for " + std::to_string(g.cost);
    return all;
}

std::string made_at_once(detail::compiled const& p, tour const& t) {
    tour whole(p, t.crew_index());
    whole.assign(t.visits());
    return seen_of(p, whole);
}

/// Takes out a stretch, or also a visit before or behind it before the times are made right again, as a step of the search
/// does.
void take_out(tour& t, std::mt19937_64& random) {
    std::size_t const from = random() % t.size();
    t.erase(from, 1 + random() % std::min<std::size_t>(3, t.size() - from));
    if (!t.empty() && random() % 2 == 0) t.erase(random() % t.size(), 1);
    t.update();
}

}  // namespace

TEST_CASE("a tour that was changed bit by bit is the tour that is made at once") {
    int put_in = 0;
    for (std::uint64_t seed = 0; seed < 60; ++seed) {
        CAPTURE(seed);
        auto const p = seed % 2 == 0 ? random_problem(seed, 25, 2) : fuller_problem(seed, 25, 2);
        detail::compiled const ready(p);
        tour t(ready, 0);
        std::mt19937_64 random(seed);
        for (int step = 0; step < 60; ++step) {
            auto const v = static_cast<std::uint32_t>(random() % ready.count);
            bool const is_in = std::count(t.visits().begin(), t.visits().end(), v) != 0;
            gap const g = is_in ? gap{} : t.best_gap(v);
            if (g) t.insert(v, g.at);
            else if (!t.empty() && random() % 4 == 0) take_out(t, random);
            put_in += g ? 1 : 0;
            REQUIRE_EQ(seen_of(ready, t), made_at_once(ready, t));
            if (!t.feasible()) t.assign({});
        }
    }
    CHECK(put_in > 500);
}

TEST_CASE("a gap that is left out gives the next best one") {
    auto p = on_a_line({0, 10, 20, 15, 30});
    p.crews = {make_crew(1, 0, {0, 10'000})};
    for (std::uint64_t i = 1; i < 5; ++i) p.visits.push_back(make_visit(i, static_cast<place>(i), 5));
    detail::compiled const ready(p);
    tour t(ready, 0);
    t.assign({0, 3});  // out to 10 and 30, and home
    gap const best = t.best_gap(1);
    CHECK_EQ(best.cost, 0);
    CHECK_EQ(best.at, 1);
    gap const next = t.best_gap(1, gap::impossible, best.at);
    CHECK_EQ(next.cost, 0);
    CHECK_EQ(next.at, 2);
    CHECK_FALSE(t.best_gap(1, 0));  // none below a cost of nothing
}

TEST_CASE("what is known of a gap is never more than what it costs") {
    known_gap const exact(7, 41'000 >> 3, 2);
    CHECK_EQ(exact.version, 7);
    CHECK_EQ(exact.at(), 2);
    CHECK(exact.least(3) <= 41'000);
    CHECK(exact.least(3) > 40'990);
    CHECK_EQ(known_gap(7, gap::impossible, known_gap::nowhere).least(3), gap::impossible);
    CHECK_EQ(known_gap(7, std::int64_t{1} << 50, known_gap::nowhere).least(0), known_gap::most);
    for (auto const& unknown : {known_gap(7, -1, 2), known_gap(7, known_gap::most + 1, 2), known_gap(7, 5, 256)})
        CHECK_EQ(unknown.version, 0);  // no tour's
}

TEST_CASE("the best crews are those that a look at all would find") {
    std::mt19937_64 random(3);
    std::vector<std::int64_t> cost(20);
    best_crews best;
    auto const look_at_all = [&] {
        best = {};
        for (std::uint32_t c = 0; c < cost.size(); ++c) best.add({cost[c], c, c, 0});
    };
    for (auto& c : cost) c = static_cast<std::int64_t>(random() % 50);
    look_at_all();
    for (int change = 0; change < 2000; ++change) {
        auto const c = static_cast<std::uint32_t>(random() % cost.size());
        cost[c] = static_cast<std::int64_t>(random() % (random() % 3 == 0 ? 200 : 50));
        best.remove(c);
        best.add({cost[c], c, c, 0});
        if (best.size < 3 && best.has_more()) look_at_all();
        auto sorted = cost;
        std::sort(sorted.begin(), sorted.end());
        for (std::size_t i = 0; i < 3; ++i) REQUIRE_EQ(best.cost_of(i), sorted[i]);
        auto const first = std::find(cost.begin(), cost.end(), sorted[0]) - cost.begin();
        REQUIRE_EQ(best.ranked[0].crew, first);  // of equal ones the first
        REQUIRE_EQ(best.regret(), sorted[1] + sorted[2] - 2 * sorted[0]);
    }
}
