// The simulator with the real desk in the loop: the queue that examples/scenarios/mm10.toml describes, and the month of
// gas.toml. peers/queue.py, peers/gas.py and peers/gas_answers.py are the same in SimPy, without a desk.

#include <gongdan/calendar/china.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/simulate/file.hpp>
#include <gongdan/simulate/run.hpp>

#include <support/data.hpp>

#include <benchmark/benchmark.h>

using namespace gongdan;

namespace {

simulate::simulation prepared(simulate::scenario s) {
    return *simulate::simulation::make(std::move(s), china(), builtin_lifecycles());
}

simulate::simulation queue_of_ten() {
    return prepared(simulate::read_scenario(from_text("mm10.toml", R"(
time_unit = "minute"
horizon = 2000
replications = 1
crews = 10
[[class]]
name = "call"
arrivals = { rate = 9 }
service = { law = "exponential", mean = 1 }
)")));
}

/// One replication after the other; `count` says how many of what each had.
template <class Count>
void run(benchmark::State& state, simulate::simulation const& s, Count count) {
    std::uint64_t counted = 0;
    std::uint64_t replication = 0;
    for (auto _ : state) counted += count(s.run(replication++));
    state.SetItemsProcessed(static_cast<std::int64_t>(counted));
}

void simulated_event(benchmark::State& state) {
    run(state, queue_of_ten(), [](simulate::replication const& r) { return r.events; });
}
BENCHMARK(simulated_event)->Unit(benchmark::kMillisecond);

void simulated_customer(benchmark::State& state) {
    run(state, queue_of_ten(), [](simulate::replication const& r) { return r.all.tickets; });
}
BENCHMARK(simulated_customer)->Unit(benchmark::kMillisecond);

void simulated_ticket(benchmark::State& state) {
    auto s = simulate::read_scenario(read_source((source_dir() / "examples/scenarios/gas.toml").string()));
    s.warm_up = 0;
    run(state, prepared(std::move(s)), [](simulate::replication const& r) { return r.all.tickets; });
}
BENCHMARK(simulated_ticket)->Unit(benchmark::kMillisecond);

}  // namespace
