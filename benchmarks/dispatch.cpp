// The nearest crew to an alarm, and a re-plan of a running day.

#include <gongdan/dispatch/live.hpp>
#include <gongdan/dispatch/nearest.hpp>
#include <gongdan/dispatch/planner.hpp>

#include <benchmark/benchmark.h>

#include <cstdlib>
#include <random>

using namespace gongdan::dispatch;

namespace {

/// Crews with twelve visits each about a square of 30 km, at 25 km/h.
problem square(std::size_t crews) {
    std::mt19937_64 random(1);
    problem p;
    p.places = 13 * crews;
    std::vector<std::pair<std::int64_t, std::int64_t>> at;
    for (std::size_t i = 0; i < p.places; ++i) at.emplace_back(random() % 4320, random() % 4320);  // seconds to cross
    p.travel.emplace_back();
    for (auto const& a : at)
        for (auto const& b : at)
            p.travel[0].durations.push_back(
                static_cast<std::int32_t>((std::abs(a.first - b.first) + std::abs(a.second - b.second)) * 3 / 4));
    for (std::size_t c = 0; c < crews; ++c) {
        crew k;
        k.id = c + 1;
        k.start = k.end = static_cast<place>(13 * c);
        k.shift = {0, 36'000};
        k.skills = {1, 2};
        for (std::size_t i = 1; i <= 12; ++i) {
            visit v;
            v.id = 13 * c + i;
            v.where = static_cast<place>(13 * c + i);
            v.service = 600;
            v.interruptible = i % 2 == 0;
            v.make_safe = 60;
            k.steps.push_back(v.id);
            p.visits.push_back(v);
        }
        p.crews.push_back(k);
    }
    return p;
}

effort no_search() {
    effort e;
    e.iterations = 0;
    return e;
}

void nearest_of(benchmark::State& state) {
    auto const p = square(static_cast<std::size_t>(state.range(0)));
    situation const now{p, *make_plan(p, no_search())};
    visit alarm;
    alarm.id = 1'000'000;
    alarm.level = 9;
    alarm.skills = {1};
    alarm.service = 1800;
    tick t = 3000;
    for (auto _ : state) {
        alarm.where = static_cast<place>(t * 7 % static_cast<tick>(p.places));
        benchmark::DoNotOptimize(now.nearest(alarm, t));
        t = t < 20'000 ? t + 37 : 3000;
    }
}
BENCHMARK(nearest_of)->Arg(25)->Arg(200)->Unit(benchmark::kMicrosecond);

/// 300 visits, 25 crews, one new visit; 300 steps of search.
void replan(benchmark::State& state) {
    auto const p = square(25);
    for (auto _ : state) {
        state.PauseTiming();
        live_day day(p);
        for (visit const& v : p.visits) day.report(v);
        day.replan(no_search());
        day.advance(3600);
        visit fresh = p.visits.front();
        fresh.id = 1'000'000;
        fresh.level = 5;
        day.report(fresh);
        effort how;
        how.iterations = 300;
        state.ResumeTiming();
        benchmark::DoNotOptimize(day.replan(how));
    }
}
BENCHMARK(replan)->Unit(benchmark::kMillisecond);

}  // namespace
