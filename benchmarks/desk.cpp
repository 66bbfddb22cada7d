// Whole commands through the desk in memory.

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <benchmark/benchmark.h>

#include <memory>
#include <vector>

using namespace gongdan;

namespace {

constexpr std::size_t batch = 100'000;

std::unique_ptr<desk> fresh_desk() { return std::make_unique<desk>(china(), gas(), builtin_lifecycles()); }

std::vector<ticket_id> open_many(desk& d, std::string_view type) {
    std::vector<ticket_id> ids;
    opening const o{type, at("2026-03-02 10:00"), {role::customer, "c"}};
    for (std::size_t i = 0; i < batch; ++i) ids.push_back(*d.open(o));
    return ids;
}

void per_command(benchmark::State& state) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(batch));
}

void desk_open(benchmark::State& state) {
    for (auto _ : state) {
        state.PauseTiming();
        auto d = fresh_desk();
        state.ResumeTiming();
        benchmark::DoNotOptimize(open_many(*d, kind::repair));
        state.PauseTiming();
        d.reset();
        state.ResumeTiming();
    }
    per_command(state);
}
BENCHMARK(desk_open)->Unit(benchmark::kMillisecond);

/// Many open tickets, a third of them held once, under a calendar with another day off.
void load_calendar(benchmark::State& state) {
    auto spec = china().spec();
    spec.days.push_back({on("2026-03-04"), false, {}, {}});
    calendar const days[] = {*calendar::make(spec), china()};
    auto d = fresh_desk();
    auto const ids = open_many(*d, kind::ignition);
    for (std::size_t i = 0; i < ids.size(); i += 3) {
        command const hold{"hold", at("2026-03-02 10:05"), {role::receptionist, "r"}, {{"reason", "customer_wish"}}};
        command const resume{"resume", at("2026-03-02 11:05"), {role::receptionist, "r"}};
        benchmark::DoNotOptimize(d->apply(ids[i], hold));
        benchmark::DoNotOptimize(d->apply(ids[i], resume));
    }
    std::size_t turn = 0;
    for (auto _ : state)
        if (d->load_calendar(days[turn++ % 2]).size() != batch) state.SkipWithError("a deadline did not move");
    per_command(state);
}
BENCHMARK(load_calendar)->Unit(benchmark::kMillisecond);

/// One event at each of many tickets: guards, roles, clocks, timers and the journal's entry.
void desk_command(benchmark::State& state, char const* event, payload const& data) {
    for (auto _ : state) {
        state.PauseTiming();
        auto d = fresh_desk();
        auto const ids = open_many(*d, kind::repair);
        command const c{event, at("2026-03-02 10:05"), {role::receptionist, "r-07"}, data};
        state.ResumeTiming();
        for (ticket_id const id : ids) benchmark::DoNotOptimize(d->apply(id, c));
        state.PauseTiming();
        d.reset();
        state.ResumeTiming();
    }
    per_command(state);
}
BENCHMARK_CAPTURE(desk_command, record, "record", {})->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(desk_command, hold, "hold", payload{{"reason", "customer_wish"}})->Unit(benchmark::kMillisecond);

/// Everything due at once, drained in bounded polls and acknowledged.
void drain_timers(benchmark::State& state) {
    for (auto _ : state) {
        state.PauseTiming();
        auto d = fresh_desk();
        open_many(*d, kind::ignition);
        state.ResumeTiming();
        std::size_t handed = 0;
        for (;;) {
            auto const due = d->poll(at("2026-04-01 00:00"), 1000);
            if (due.empty()) break;
            std::vector<std::string> keys;
            for (effect const& e : due) keys.push_back(e.key);
            d->acknowledge(keys, at("2026-04-01 00:00"));
            handed += due.size();
        }
        state.SetItemsProcessed(static_cast<std::int64_t>(handed));
    }
}
BENCHMARK(drain_timers)->Unit(benchmark::kMillisecond)->Iterations(1);

void bytes_per_open_ticket(benchmark::State& state) {
    for (auto _ : state) {}
    state.counters["ticket_record"] = sizeof(ticket_record);
    state.counters["target_state"] = sizeof(target_state);
    state.counters["two_targets"] = sizeof(ticket_record) + 2 * sizeof(target_state);
}
BENCHMARK(bytes_per_open_ticket)->Iterations(1);

}  // namespace
