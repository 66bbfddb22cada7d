// What the planner holds for each visit beside the travel matrix, at its peak, as the heap counts it.

#include <gongdan/dispatch/planner.hpp>

#include <benchmark/benchmark.h>

#include <malloc.h>

#include <algorithm>
#include <cstdlib>
#include <new>
#include <random>

namespace {

std::size_t held = 0;
std::size_t most_held = 0;

}  // namespace

// Not inlined: g++ would take the `free` for a mismatch.
[[gnu::noinline]] void* operator new(std::size_t bytes) {
    void* const p = std::malloc(bytes);
    if (p == nullptr) throw std::bad_alloc();
    held += malloc_usable_size(p);
    most_held = std::max(most_held, held);
    return p;
}
[[gnu::noinline]] void operator delete(void* p) noexcept {
    held -= p == nullptr ? 0 : malloc_usable_size(p);
    std::free(p);
}
[[gnu::noinline]] void operator delete(void* p, std::size_t) noexcept { operator delete(p); }

namespace {

using namespace gongdan::dispatch;

/// Crews that share visits scattered about, each with a break.
problem scattered(std::size_t visits, std::size_t crews) {
    std::mt19937_64 random(1);
    problem p;
    p.places = crews + visits;
    std::vector<std::int32_t> at;
    for (std::size_t i = 0; i < p.places; ++i) at.push_back(static_cast<std::int32_t>(random() % 3600));
    p.travel.emplace_back();
    for (auto const a : at)
        for (auto const b : at) p.travel[0].durations.push_back(std::abs(a - b));
    for (std::size_t c = 0; c < crews; ++c) {
        crew k;
        k.id = c;
        k.start = k.end = static_cast<place>(c);
        k.shift = {0, 36'000};
        k.breaks = {{1, {{10'000, 17'000}}, 2700, {}}};
        p.crews.push_back(std::move(k));
    }
    for (std::size_t v = 0; v < visits; ++v) {
        visit x;
        x.id = v;
        x.where = static_cast<place>(crews + v);
        x.service = 900;
        p.visits.push_back(std::move(x));
    }
    return p;
}

void bytes_a_visit(benchmark::State& state) {
    auto const p = scattered(static_cast<std::size_t>(state.range(0)), static_cast<std::size_t>(state.range(1)));
    std::size_t const matrix = (p.places + 1) * (p.places + 1) * sizeof(std::int32_t);
    effort how;
    how.iterations = 500;
    std::size_t peak = 0;
    for (auto _ : state) {
        std::size_t const before = most_held = held;
        benchmark::DoNotOptimize(make_plan(p, how));
        peak = most_held - before - matrix;
    }
    state.counters["bytes"] = static_cast<double>(peak) / static_cast<double>(p.visits.size());
}
BENCHMARK(bytes_a_visit)->Args({300, 25})->Args({1000, 82})->Args({1000, 25})->Unit(benchmark::kMillisecond);

}  // namespace
