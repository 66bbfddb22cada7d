// Histories folded: one that is very long, and a journal of many.

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/fold.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/lifecycle/repair.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <benchmark/benchmark.h>

#include <memory>
#include <utility>
#include <vector>

using namespace gongdan;

namespace {

entry entry_of(std::uint64_t ticket, std::string_view event, instant when, payload data = {}) {
    entry e;
    e.ticket = {ticket};
    e.kind = kind::repair;
    e.event = event;
    e.data = std::move(data);
    e.occurred_at = e.recorded_at = when;
    e.as = role::receptionist;
    return e;
}

/// A repair that is noted, held and taken up again as often as it takes.
std::vector<entry> long_history(std::size_t events) {
    instant now = at("2026-03-02 10:00");
    std::vector<entry> all{entry_of(1, "open", now), entry_of(1, "record", now)};
    while (all.size() < events) {
        all.push_back(entry_of(1, "note", now = now + minutes{1}, {{"text", "电话告知用户"}}));
        all.push_back(entry_of(1, "hold", now = now + minutes{1}, {{"reason", "customer_wish"}}));
        all.push_back(entry_of(1, "resume", now = now + minutes{1}));
    }
    for (std::size_t i = 0; i < all.size(); ++i) all[i].sequence = i + 1;
    return all;
}

void fold_history(benchmark::State& state) {
    auto const days = china();
    auto const rules = gas();
    bound_type const repair{repair_lifecycle(), rules};
    auto history = long_history(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) {
        auto const t = fold(repair, history, days);
        if (!t || t->conflicts != 0) state.SkipWithError("an entry was not followed");
        benchmark::DoNotOptimize(t);
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(fold_history)->Arg(10)->Arg(1'000)->Arg(10'000)->Unit(benchmark::kMicrosecond);

/// A desk that comes back from a journal in memory: tickets of five entries each.
void replay(benchmark::State& state) {
    constexpr std::uint64_t tickets = 100'000;
    auto const store = std::make_shared<memory_journal>();
    std::vector<entry> entries;
    for (std::uint64_t t = 1; t <= tickets; ++t) {
        instant const opened = at("2026-03-02 10:00") + seconds{static_cast<std::int64_t>(t)};
        entries.push_back(entry_of(t, "open", opened));
        entries.push_back(entry_of(t, "record", opened + minutes{1}));
        entries.push_back(entry_of(t, "note", opened + minutes{2}, {{"text", "电话告知用户"}}));
        entries.push_back(entry_of(t, "hold", opened + minutes{3}, {{"reason", "customer_wish"}}));
        entries.push_back(entry_of(t, "resume", opened + minutes{9}));
    }
    store->append(entries);
    desk_options mute;
    mute.mute = true;
    for (auto _ : state) {
        desk const d{china(), gas(), builtin_lifecycles(), store, mute};
        if (d.size() != tickets) state.SkipWithError("a ticket is missing");
        benchmark::DoNotOptimize(d);
    }
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(store->last()));
}
BENCHMARK(replay)->Unit(benchmark::kMillisecond);

}  // namespace
