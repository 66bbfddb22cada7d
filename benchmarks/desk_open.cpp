// A desk with a million open tickets: how long it takes to open, from the whole journal and from a snapshot; and how many
// commands a second become durable, by the size of their batch.

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/batch.hpp>
#include <gongdan/journal/sqlite.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <benchmark/benchmark.h>

#include <filesystem>
#include <memory>
#include <string>

using namespace gongdan;

namespace {

constexpr std::uint64_t many = 1'000'000;

std::string fresh_file(char const* name) {
    auto const path = (std::filesystem::temp_directory_path() / name).string();
    for (char const* const end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    return path;
}

desk repairs(std::shared_ptr<journal> store, std::string_view snapshot = {}) {
    desk_options o;
    o.snapshot = snapshot;
    return {china(), gas(), builtin_lifecycles(), std::move(store), o};
}

opening call(std::uint64_t i) {
    opening o;
    o.type = kind::repair;
    o.occurred_at = at("2026-02-13 08:00") + seconds{static_cast<std::int64_t>(i)};
    o.who = {role::customer, "r-07"};
    o.external = "W" + std::to_string(i);
    o.hall = "城南厅";
    o.data = {{"address", "松鹤里4栋"}, {"fault", "灶具打不着火"}};
    o.command_id = "c-" + std::to_string(i);
    return o;
}

command recorded(std::uint64_t i) {
    command c{"record", call(i).occurred_at + minutes{5}, {role::receptionist, "r-07"}};
    c.command_id = "r-" + std::to_string(i);
    return c;
}

/// Three entries a ticket: opened, recorded, ordered.
struct filled {
    std::string path = fresh_file("gongdan-bench-open.db");
    std::string snapshot;
    filled() {
        auto const store = opened(journal_access::create);
        auto d = repairs(store);
        batch b{d};
        for (std::uint64_t i = 1; i <= many; ++i) {
            auto const place = b.open(call(i));
            b.apply(place, recorded(i));
            b.apply(place, {"order", call(i).occurred_at + minutes{9}, {role::technician, "t-11"}});
            if (i % 10'000 == 0) static_cast<void>(b.commit());
        }
        snapshot = d.snapshot();
    }
    [[nodiscard]] std::shared_ptr<sqlite_journal> opened(journal_access how) const {
        sqlite_options o;
        o.how = how;
        o.durable = durability::crash;
        return std::make_shared<sqlite_journal>(path, o);
    }
};

filled const& hall() {
    static filled const f;
    return f;
}

void open_from_journal(benchmark::State& state) {
    auto const& f = hall();
    for (auto _ : state) {
        auto const d = repairs(f.opened(journal_access::read_only));
        if (d.size() != many) state.SkipWithError("tickets are missing");
    }
}
BENCHMARK(open_from_journal)->Unit(benchmark::kMillisecond)->Iterations(1)->UseRealTime();

void open_from_snapshot(benchmark::State& state) {
    auto const& f = hall();
    for (auto _ : state) {
        auto const d = repairs(f.opened(journal_access::read_only), f.snapshot);
        if (d.size() != many || !d.start().from_snapshot) state.SkipWithError("the snapshot was passed over");
    }
    state.counters["MB"] = static_cast<double>(f.snapshot.size()) / 1e6;
}
BENCHMARK(open_from_snapshot)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

void take_snapshot(benchmark::State& state) {
    auto const& f = hall();
    auto const d = repairs(f.opened(journal_access::read_only), f.snapshot);
    for (auto _ : state) benchmark::DoNotOptimize(d.snapshot().size());
}
BENCHMARK(take_snapshot)->Unit(benchmark::kMillisecond)->Iterations(3)->UseRealTime();

/// Commands answered a second, each durable: synced, on SQLite.
void durable_commands(benchmark::State& state) {
    sqlite_options o;
    o.how = journal_access::create;
    auto d = repairs(std::make_shared<sqlite_journal>(fresh_file("gongdan-bench-batch.db"), o));
    std::uint64_t i = 0;
    for (auto _ : state) {
        batch b{d};
        for (std::int64_t n = 0; n < state.range(0); n += 2) {
            ++i;
            b.apply(b.open(call(i)), recorded(i));
        }
        if (b.size() != 0) benchmark::DoNotOptimize(b.commit().size());
    }
    state.SetItemsProcessed(state.iterations() * state.range(0));
}
BENCHMARK(durable_commands)->Arg(2)->Arg(10)->Arg(100)->Arg(1000)->Arg(10'000)->ArgName("batch")->UseRealTime();

/// The same without batches: each command synced by itself.
void durable_single_commands(benchmark::State& state) {
    sqlite_options o;
    o.how = journal_access::create;
    auto d = repairs(std::make_shared<sqlite_journal>(fresh_file("gongdan-bench-batch.db"), o));
    std::uint64_t i = 0;
    for (auto _ : state) benchmark::DoNotOptimize(d.open(call(++i)));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(durable_single_commands)->UseRealTime();

}  // namespace
