#pragma once

#include <gongdan/journal/stored.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

/// What a repair's day looks like: seven entries a ticket, some with a payload.
inline std::vector<gongdan::entry> entries_of(std::size_t count) {
    std::vector<gongdan::entry> all(count);
    for (std::size_t i = 0; i < count; ++i) {
        gongdan::entry& e = all[i];
        e.ticket = {i / 7 + 1};
        e.kind = gongdan::kind::repair;
        e.event = i % 7 == 0 ? "open" : "dispatch";
        e.occurred_at = e.recorded_at =
            gongdan::at("2026-02-13 08:00") + gongdan::seconds{static_cast<std::int64_t>(i)};
        e.actor = "r-07";
        e.as = gongdan::role::receptionist;
        e.command_id = "c-" + std::to_string(i);
        if (i % 2 == 0) e.data = {{"hall", "城南厅"}, {"air_tightness", "yes"}, {"crew", "三班"}};
    }
    return all;
}

inline gongdan::durability mode(benchmark::State const& state) {
    return state.range(1) == 0 ? gongdan::durability::crash : gongdan::durability::power_loss;
}

inline void count_entries(benchmark::State& state) {
    state.SetItemsProcessed(state.iterations() * state.range(0));
    state.SetLabel(std::string{gongdan::label(mode(state)).code});
}

inline void with_batches(benchmark::internal::Benchmark* b) {
    b->ArgsProduct({{1, 100, 10'000}, {0, 1}})->ArgNames({"batch", "synced"})->UseRealTime();
}
