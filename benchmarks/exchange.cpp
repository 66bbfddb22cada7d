// A journal as text for others and back: what it costs an entry, by format. The entries are those of repairs as a hall
// keeps them, five fields with an opening.

#include <gongdan/desk/exchange.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <benchmark/benchmark.h>

#include <string>
#include <vector>

using namespace gongdan;

namespace {

constexpr std::uint64_t tickets = 20'000;
constexpr char const* steps[] = {"record", "order", "assign", "arrive"};

entry entry_of(std::uint64_t ticket, char const* event, payload data) {
    entry e;
    e.ticket = {ticket};
    e.kind = kind::repair;
    e.event = event;
    e.data = std::move(data);
    e.occurred_at = e.recorded_at = at("2026-02-13 08:00") + minutes{ticket};
    e.actor = "r-07";
    e.as = role::receptionist;
    e.command_id = "c-" + std::to_string(ticket) + event;
    return e;
}

memory_journal const& journal_of_repairs() {
    static memory_journal const j = [] {
        memory_journal made;
        std::vector<entry> entries;
        for (std::uint64_t t = 1; t <= tickets; ++t) {
            auto const number = "BX-" + std::to_string(1'000'000 + t);
            entries.push_back(entry_of(t, "open",
                                       {{"external", number},
                                        {"hall", "城南营业厅"},
                                        {"customer", "张三"},
                                        {"phone", "13800138000"},
                                        {"level", "L3"}}));
            for (char const* step : steps) entries.push_back(entry_of(t, step, {{"crew", "维修一班"}}));
        }
        made.append(entries);
        return made;
    }();
    return j;
}

void per_entry(benchmark::State& state) {
    state.SetItemsProcessed(state.iterations() * static_cast<std::int64_t>(journal_of_repairs().last()));
}

void journal_export(benchmark::State& state, journal_format format) {
    for (auto _ : state) benchmark::DoNotOptimize(export_journal(journal_of_repairs(), format));
    per_entry(state);
}

void journal_import(benchmark::State& state, journal_format format) {
    auto const types = builtin_lifecycles();
    source const text{"journal", export_journal(journal_of_repairs(), format)};
    for (auto _ : state) {
        auto const entries = import_journal(text, format, types, [](fault const&) {});
        if (entries.size() != journal_of_repairs().last()) state.SkipWithError("an entry was not read");
    }
    per_entry(state);
}

BENCHMARK_CAPTURE(journal_export, jsonl, journal_format::jsonl)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(journal_export, csv, journal_format::csv)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(journal_export, xes, journal_format::xes)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(journal_export, ocel, journal_format::ocel)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(journal_import, jsonl, journal_format::jsonl)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(journal_import, csv, journal_format::csv)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(journal_import, xes, journal_format::xes)->Unit(benchmark::kMillisecond);
BENCHMARK_CAPTURE(journal_import, ocel, journal_format::ocel)->Unit(benchmark::kMillisecond);

}  // namespace
