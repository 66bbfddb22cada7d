// Working days and service windows: add, count, deadline, elapsed. QuantLib beside us where it is found.

#include <gongdan/calendar/china.hpp>
#include <gongdan/calendar/clock.hpp>
#include <gongdan/time/civil.hpp>

#include <benchmark/benchmark.h>

#ifdef GONGDAN_PEER_QUANTLIB
#include <ql/time/calendars/china.hpp>
#include <ql/time/date.hpp>
#endif

using namespace gongdan;

namespace {

/// A thousand days, so that no branch and no cache line is always right.
day some_day(std::uint32_t i) { return on("2020-01-01") + static_cast<std::int32_t>(i * 7919U % 1000U); }

/// As clocks add them.
void add_working_days(benchmark::State& state) {
    auto const days = china();
    auto const n = state.range(0);
    day const first = some_day(0);
    std::uint32_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            days.nth_worked(days.worked_until(first + static_cast<std::int32_t>(i++ * 7919U % 1000U)) + n)->number);
}
BENCHMARK(add_working_days)->Arg(5)->Arg(50)->Arg(250);

/// As a host adds them: checked, and marked where provisional.
void add_working_days_answered(benchmark::State& state) {
    auto const days = china();
    day const first = some_day(0);
    std::uint32_t i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(days.add(first + static_cast<std::int32_t>(i++ * 7919U % 1000U), state.range(0)));
}
BENCHMARK(add_working_days_answered)->Arg(5)->Arg(250);

void count_working_days(benchmark::State& state) {
    auto const days = china();
    day const first = some_day(0);
    std::uint32_t i = 0;
    for (auto _ : state) {
        day const from = first + static_cast<std::int32_t>(i++ * 7919U % 1000U);
        benchmark::DoNotOptimize(days.worked_until(from + 365) - days.worked_until(from));
    }
}
BENCHMARK(count_working_days);

void service_deadline(benchmark::State& state) {
    auto const days = china();
    service_clock const clock{&days};
    instant const first = at("2020-01-01 10:17");
    std::uint32_t i = 0;
    for (auto _ : state) {
        instant const start = first + minutes{i++ * 7919U % 1'000'000U};
        benchmark::DoNotOptimize(clock.reach(clock.count(start) + 6 * 3600));
    }
}
BENCHMARK(service_deadline);

void service_elapsed(benchmark::State& state) {
    auto const days = china();
    service_clock const clock{&days};
    instant const first = at("2020-01-01 10:17");
    std::uint32_t i = 0;
    for (auto _ : state) {
        instant const start = first + minutes{i++ * 7919U % 1'000'000U};
        benchmark::DoNotOptimize(clock.count(start + hours{300}) - clock.count(start));
    }
}
BENCHMARK(service_elapsed);

#ifdef GONGDAN_PEER_QUANTLIB
void quantlib_add(benchmark::State& state) {
    QuantLib::China const days{QuantLib::China::IB};  // with the make-up days
    QuantLib::Date const first{1, QuantLib::January, 2020};
    int i = 0;
    for (auto _ : state)
        benchmark::DoNotOptimize(
            days.advance(first + (i++ * 7919 % 1000), static_cast<int>(state.range(0)), QuantLib::Days));
}
BENCHMARK(quantlib_add)->Arg(5)->Arg(50)->Arg(250);

void quantlib_count(benchmark::State& state) {
    QuantLib::China const days{QuantLib::China::IB};
    QuantLib::Date const first{1, QuantLib::January, 2020};
    int i = 0;
    for (auto _ : state) {
        QuantLib::Date const from = first + (i++ * 7919 % 1000);
        benchmark::DoNotOptimize(days.businessDaysBetween(from, from + 365));
    }
}
BENCHMARK(quantlib_count);
#endif

}  // namespace
