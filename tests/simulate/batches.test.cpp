// One long run counted in parts.

#include "scenarios.hpp"

#include <gongdan/simulate/study.hpp>

#include <cmath>
#include <numeric>

using namespace gongdan;

namespace {

// M/M/1 at load 0.5: a ticket is 2 minutes in the system, and begun within 1 minute with 1 - 0.5 exp(-0.5).
constexpr char one_desk[] = R"(
time_unit = "minute"
horizon = 12100
warm_up = 100
batches = 20
crews = 1
[[class]]
name = "call"
arrivals = { rate = 0.5 }
service = { law = "exponential", mean = 1 }
[[target]]
name = "begun"
within = 1
until = "begun"
)";

}  // namespace

TEST_CASE("batches part what one run counts and lose nothing of it") {
    auto s = scenario_text(one_desk);
    auto const parts = prepared(s).run_batches(0);
    s.batches = 0;
    auto const whole = prepared(s).run(0);
    REQUIRE(parts.size() == 20);
    auto const sum = [&](auto of) {
        return std::accumulate(parts.begin(), parts.end(), std::int64_t{0},
                               [&](std::int64_t n, auto const& r) { return n + static_cast<std::int64_t>(of(r)); });
    };
    CHECK(sum([](auto const& r) { return r.all.tickets; }) == static_cast<std::int64_t>(whole.all.tickets));
    CHECK(sum([](auto const& r) { return r.all.wait; }) == whole.all.wait);
    CHECK(sum([](auto const& r) { return r.all.sojourn; }) == whole.all.sojourn);
    CHECK(sum([](auto const& r) { return r.all.queue_area; }) == whole.all.queue_area);
    CHECK(sum([](auto const& r) { return r.all.busy_area; }) == whole.all.busy_area);
    CHECK(sum([](auto const& r) { return r.duty_area; }) == whole.duty_area);
    CHECK(sum([](auto const& r) { return r.targets[0][0].met; }) == static_cast<std::int64_t>(whole.targets[0][0].met));
    for (std::size_t h = 0; h < 168; ++h)
        CHECK(sum([h](auto const& r) { return r.hours[h].busy; }) == whole.hours[h].busy);
    for (auto const& r : parts) CHECK(r.duty_area == parts.front().duty_area);  // of equal length
}

TEST_CASE("over many seeds the intervals of batches cover what is exact of M/M/1") {
    auto s = scenario_text(one_desk);
    double const kept = 1 - 0.5 * std::exp(-0.5);
    int covered_time = 0;
    int covered_share = 0;
    int correlated = 0;
    for (s.seed = 1; s.seed <= 60; ++s.seed) {
        auto const sim = prepared(s);
        auto const sum = summarise(sim, sim.run_batches(0));
        covered_time += std::abs(sum.all.sojourn_mean.mean - 2) <= sum.all.sojourn_mean.half_width ? 1 : 0;
        auto const& c = sum.classes[0].targets[0].compliance;
        covered_share += std::abs(c.mean - kept) <= c.half_width ? 1 : 0;
        correlated += sum.lag_1 > 2 / std::sqrt(20.0) ? 1 : 0;
    }
    MESSAGE("time in the system covered ", covered_time, ", share ", covered_share, ", correlated ", correlated);
    CHECK(53 <= covered_time);
    CHECK(53 <= covered_share);
    CHECK(correlated <= 8);  // the higher of two figures, each beyond by chance in some of forty
}

TEST_CASE("batches that are too short are seen by their correlation") {
    auto s = scenario_text(one_desk);
    s.classes[0].comes.rate = 0.95;  // what waits takes far longer than a batch to drain
    s.horizon = 1100;
    s.batches = 100;
    auto const sim = prepared(s);
    auto const sum = summarise(sim, sim.run_batches(0));
    CHECK(sum.batches == 100);
    CHECK(sum.lag_1 > 0.4);
    CHECK(result_text(sum).find("\"replications\": 1,\n  \"batches\": 100,\n  \"lag_1\": 0.") != std::string::npos);
}

TEST_CASE("what goes with the one before it has a correlation worked out by hand") {
    CHECK(simulate::lag_1_of({1, -1, 1, -1}) == -0.75);
    CHECK(simulate::lag_1_of({1, 2, 3}) == 0);
    CHECK(std::isnan(simulate::lag_1_of({2, 2, 2})));
}

TEST_CASE("a study of batches runs once and each of its scenarios likewise") {
    auto s = scenario_text(one_desk);
    int runs = 0;
    auto const counted = [&](simulate::simulation const& sim, std::uint64_t first, std::uint64_t count) {
        ++runs;
        return checked_runs(sim, first, count);
    };
    auto const sim = prepared(s);
    CHECK(simulate::run_until(sim, {10, 0.001}, counted).size() == 20);
    CHECK(simulate::runs_of(sim, 3, counted).size() == 20);
    CHECK(runs == 0);
}
