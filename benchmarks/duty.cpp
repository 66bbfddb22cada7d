// Planning a year of inspections for a whole city.

#include <gongdan/calendar/china.hpp>
#include <gongdan/duty/plan.hpp>
#include <gongdan/time/civil.hpp>

#include <benchmark/benchmark.h>

using namespace gongdan;

namespace {

/// Households in buildings of 36 and, one in fifty, other customers; ten areas, a record for two in three.
struct city {
    std::vector<duty::place> places;
    std::vector<duty::visit> visits;

    explicit city(int customers) {
        for (int i = 0; i < customers; ++i) {
            auto const kind = i % 50 == 0 ? duty::place_class::commercial : duty::place_class::household;
            places.push_back(
                {std::to_string(i), kind, std::to_string(i / 36 % 10), std::to_string(i / 36), on("2015-01-01")});
            if (i % 3 != 0)
                visits.push_back({std::to_string(i), "inspection", on("2025-01-06") + i % 350, on("2025-01-06"),
                                  duty::visit_result::done});
        }
    }
};

void plan_a_year(benchmark::State& state, duty::program const& rules) {
    city const c{static_cast<int>(state.range(0))};
    duty::plan_request wanted{on("2026-01-05"), on("2026-12-31"), &c.places, &c.visits};
    wanted.per_day_elsewhere = 60;
    auto const days = china();
    std::size_t planned = 0;
    for (auto _ : state) planned = duty::make_plan(rules, days, wanted)->visits.size();
    state.counters["planned"] = static_cast<double>(planned);
}

}  // namespace

BENCHMARK_CAPTURE(plan_a_year, handbook, duty::handbook())->Arg(100'000)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(plan_a_year, standard, duty::standard())->Arg(100'000)->Unit(benchmark::kMillisecond);
