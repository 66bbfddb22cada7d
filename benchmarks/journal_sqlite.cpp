// The journal in SQLite beside SQLite itself writing the same rows: same columns, same index, same page and sync mode,
// one commit a batch. What the journal adds are the payload's text, the chain and the head beside it.

#include "journal_rows.hpp"

#include <gongdan/journal/chain.hpp>
#include <gongdan/journal/sqlite.hpp>

#include <benchmark/benchmark.h>
#include <sqlite3.h>

#include <cstdio>
#include <filesystem>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

std::string fresh_file() {
    auto const path = (std::filesystem::temp_directory_path() / "gongdan-bench.db").string();
    for (char const* const end : {"", "-wal", "-shm"}) std::filesystem::remove(path + end);
    return path;
}

void journal_append(benchmark::State& state) {
    sqlite_options o;
    o.how = sqlite_options::access::create;
    o.durable = mode(state);
    sqlite_journal j{fresh_file(), o};
    auto batch = entries_of(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) j.append(batch);
    count_entries(state);
}

class raw_sqlite {
public:
    raw_sqlite(std::string const& path, durability d) {
        sqlite3_open(path.c_str(), &db_);
        run("PRAGMA journal_mode = WAL");
        run(d == durability::power_loss ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        run("CREATE TABLE entries (sequence INTEGER PRIMARY KEY, ticket INTEGER NOT NULL, type TEXT NOT NULL, event "
            "TEXT NOT NULL, "
            "occurred_at TEXT NOT NULL, recorded_at TEXT NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL, command_id "
            "TEXT NOT NULL, "
            "standing TEXT NOT NULL, payload TEXT NOT NULL, occurred INTEGER NOT NULL, recorded INTEGER NOT NULL, link "
            "BLOB NOT NULL)");
        run("CREATE INDEX entries_of_ticket ON entries (ticket)");
        insert_ = prepare("INSERT INTO entries VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        begin_ = prepare("BEGIN IMMEDIATE");
        commit_ = prepare("COMMIT");
    }
    ~raw_sqlite() {
        for (sqlite3_stmt* const s : {insert_, begin_, commit_}) sqlite3_finalize(s);
        sqlite3_close(db_);
    }
    raw_sqlite(raw_sqlite const&) = delete;
    raw_sqlite& operator=(raw_sqlite const&) = delete;

    void begin() { step(begin_); }
    void commit() { step(commit_); }
    void insert(std::int64_t sequence, journal_row const& r, entry const& e, chain_link const& link) {
        sqlite3_bind_int64(insert_, 1, sequence);
        sqlite3_bind_int64(insert_, 2, static_cast<std::int64_t>(r.ticket));
        int at = 2;
        for (std::string_view const text :
             {r.type, r.event, r.occurred_at, r.recorded_at, r.actor, r.role, r.command_id, r.standing, r.payload})
            sqlite3_bind_text(insert_, ++at, text.data(), static_cast<int>(text.size()), SQLITE_STATIC);
        sqlite3_bind_int64(insert_, 12, e.occurred_at.since_epoch);
        sqlite3_bind_int64(insert_, 13, e.recorded_at.since_epoch);
        sqlite3_bind_blob(insert_, 14, link.data(), static_cast<int>(link.size()), SQLITE_STATIC);
        step(insert_);
    }

private:
    void run(char const* sql) { sqlite3_exec(db_, sql, nullptr, nullptr, nullptr); }
    sqlite3_stmt* prepare(char const* sql) {
        sqlite3_stmt* s = nullptr;
        sqlite3_prepare_v3(db_, sql, -1, SQLITE_PREPARE_PERSISTENT, &s, nullptr);
        return s;
    }
    static void step(sqlite3_stmt* s) {
        sqlite3_step(s);
        sqlite3_reset(s);
    }

    sqlite3* db_ = nullptr;
    sqlite3_stmt* insert_ = nullptr;
    sqlite3_stmt* begin_ = nullptr;
    sqlite3_stmt* commit_ = nullptr;
};

void raw_append(benchmark::State& state) {
    raw_sqlite db{fresh_file(), mode(state)};
    auto const batch = entries_of(static_cast<std::size_t>(state.range(0)));
    std::vector<row_texts> texts(batch.size());
    std::vector<journal_row> rows;
    for (std::size_t i = 0; i < batch.size(); ++i) rows.push_back(row_of(batch[i], texts[i]));
    auto const link = blake2b("raw");
    std::int64_t sequence = 0;
    for (auto _ : state) {
        db.begin();
        for (std::size_t i = 0; i < batch.size(); ++i) db.insert(++sequence, rows[i], batch[i], link);
        db.commit();
    }
    count_entries(state);
}

BENCHMARK(journal_append)->Apply(with_batches);
BENCHMARK(raw_append)->Apply(with_batches);

constexpr std::int64_t many = 100'000;

void journal_read(benchmark::State& state) {
    sqlite_options o;
    o.durable = durability::crash;
    sqlite_journal j{fresh_file(), o};
    auto entries = entries_of(many);
    j.append(entries);
    for (auto _ : state) {
        std::uint64_t sum = 0;
        j.read(1, [&](entry const& e) { sum += e.ticket.value; });
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * many);
}
BENCHMARK(journal_read)->Unit(benchmark::kMillisecond);

void journal_verify(benchmark::State& state) {
    sqlite_options o;
    o.durable = durability::crash;
    sqlite_journal j{fresh_file(), o};
    auto entries = entries_of(many);
    j.append(entries);
    for (auto _ : state)
        if (j.verify()) state.SkipWithError("the journal is not sound");
    state.SetItemsProcessed(state.iterations() * many);
}
BENCHMARK(journal_verify)->Unit(benchmark::kMillisecond);

void chain(benchmark::State& state) {
    auto const e = entries_of(1)[0];
    row_texts texts;
    std::string scratch;
    chain_link link{};
    for (auto _ : state) benchmark::DoNotOptimize(link = next_link(link, row_of(e, texts), scratch));
    state.SetItemsProcessed(state.iterations());
}
BENCHMARK(chain);

}  // namespace
