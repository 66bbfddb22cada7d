// The simulator with the real desk in the loop, on the queue that examples/scenarios/mm10.toml describes.

#include <gongdan/calendar/china.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/simulate/file.hpp>
#include <gongdan/simulate/run.hpp>

#include <benchmark/benchmark.h>

using namespace gongdan;

namespace {

void simulated_event(benchmark::State& state) {
    auto const text = R"(
time_unit = "minute"
horizon = 2000
replications = 1
crews = 10
[[class]]
name = "call"
arrivals = { rate = 9 }
service = { law = "exponential", mean = 1 }
)";
    auto const s = *simulate::simulation::make(simulate::read_scenario(from_text("mm10.toml", text)), china(),
                                               builtin_lifecycles());
    std::uint64_t events = 0;
    std::uint64_t replication = 0;
    for (auto _ : state) events += s.run(replication++).events;
    state.SetItemsProcessed(static_cast<std::int64_t>(events));
}
BENCHMARK(simulated_event)->Unit(benchmark::kMillisecond);

}  // namespace
