// A target's deadline, as a desk computes it: from an expression, with holds.

#include <gongdan/calendar/china.hpp>
#include <gongdan/sla/due.hpp>
#include <gongdan/sla/explain.hpp>
#include <gongdan/time/civil.hpp>

#include <benchmark/benchmark.h>

using namespace gongdan;

namespace {

void deadline_of(benchmark::State& state, char const* text, std::size_t hold_count) {
    auto const days = china();
    auto const e = *expression::parse(text);
    interval const holds[] = {{at("2025-03-04 10:00"), at("2025-03-04 12:00")},
                              {at("2025-03-05 09:00"), at("2025-03-05 17:00")},
                              {at("2025-03-06 15:00"), at("2025-03-07 08:00")}};
    instant const first = at("2025-03-03 00:00");
    std::uint32_t i = 0;
    for (auto _ : state) {
        clock_facts const facts{first + minutes{i++ * 7919U % 1440U}, {}, holds, hold_count};
        benchmark::DoNotOptimize(evaluate(e, days, facts));
    }
}
BENCHMARK_CAPTURE(deadline_of, five_working_days, "5 working days from next day", 0);
BENCHMARK_CAPTURE(deadline_of, five_working_days_three_holds, "5 working days from next day", 3);
BENCHMARK_CAPTURE(deadline_of, six_hours_three_holds, "6 h", 3);
BENCHMARK_CAPTURE(deadline_of, six_service_hours_three_holds, "6 service hours", 3);
BENCHMARK_CAPTURE(deadline_of, earlier_of_two_three_holds, "earlier of (48 h; 3 working days from next day)", 3);

void explained(benchmark::State& state) {
    auto const days = china();
    auto const e = *expression::parse("5 working days from next day");
    for (auto _ : state) benchmark::DoNotOptimize(explain(e, days, {at("2026-02-13 23:59")}));
}
BENCHMARK(explained);

void parsed(benchmark::State& state) {
    for (auto _ : state) benchmark::DoNotOptimize(expression::parse("earlier of (48 h; 3 working days from next day)"));
}
BENCHMARK(parsed);

}  // namespace
