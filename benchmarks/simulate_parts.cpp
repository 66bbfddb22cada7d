// What a simulation is made of, beside what the standard library has for it.

#include <gongdan/simulate/detail/events.hpp>
#include <gongdan/simulate/histogram.hpp>
#include <gongdan/simulate/random.hpp>

#include <benchmark/benchmark.h>

#include <algorithm>
#include <queue>
#include <random>
#include <vector>

using namespace gongdan;

namespace {

constexpr int under_way = 1000;  ///< events that wait at any time

std::vector<std::int64_t> spans(std::size_t n) {
    std::mt19937_64 random(7);
    std::exponential_distribution<double> law(1e-3);
    std::vector<std::int64_t> all(n);
    for (auto& s : all) s = static_cast<std::int64_t>(law(random));
    return all;
}

void agenda_event(benchmark::State& state) {
    auto const gaps = spans(4096);
    simulate::run_detail::agenda agenda;
    for (int i = 0; i < under_way; ++i) agenda.put(i, simulate::run_detail::happening::crew_is_done, 0);
    std::size_t i = 0;
    for (auto _ : state) {
        auto const e = agenda.take();
        agenda.put(e.at + gaps[++i % gaps.size()], e.what, e.subject);
    }
}
BENCHMARK(agenda_event);

void std_priority_queue_event(benchmark::State& state) {
    auto const gaps = spans(4096);
    std::priority_queue<std::int64_t, std::vector<std::int64_t>, std::greater<>> queue;
    for (int i = 0; i < under_way; ++i) queue.push(i);
    std::size_t i = 0;
    for (auto _ : state) {
        auto const at = queue.top();
        queue.pop();
        queue.push(at + gaps[++i % gaps.size()]);
    }
}
BENCHMARK(std_priority_queue_event);

void philox_draw(benchmark::State& state) {
    simulate::random_source const random(1, 2);
    std::uint64_t i = 0;
    for (auto _ : state) benchmark::DoNotOptimize(random.uniform({1, ++i, simulate::purpose::service, 0}));
}
BENCHMARK(philox_draw);

void std_mt19937_64_draw(benchmark::State& state) {
    std::mt19937_64 random(1);
    for (auto _ : state) benchmark::DoNotOptimize(simulate::random_source::unit(random()));
}
BENCHMARK(std_mt19937_64_draw);

void histogram_quantile(benchmark::State& state) {
    auto const all = spans(100'000);
    for (auto _ : state) {
        simulate::histogram h;
        for (auto const s : all) h.add(s);
        benchmark::DoNotOptimize(h.quantile(0.95));
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(all.size()));
}
BENCHMARK(histogram_quantile);

void sorted_quantile(benchmark::State& state) {
    auto const all = spans(100'000);
    for (auto _ : state) {
        auto sorted = all;
        std::sort(sorted.begin(), sorted.end());
        benchmark::DoNotOptimize(sorted[95'000]);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(all.size()));
}
BENCHMARK(sorted_quantile);

}  // namespace
