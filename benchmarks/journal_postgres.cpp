// The journal in PostgreSQL beside libpq itself writing the same rows into the same tables, by COPY and by a prepared
// INSERT a row, one commit a batch; on a server of its own on this machine, by a Unix socket.

#include "journal_rows.hpp"

#ifdef GONGDAN_WITH_POSTGRES

#include <gongdan/journal/chain.hpp>
#include <gongdan/journal/postgres.hpp>
#include <support/postgres_server.hpp>

#include <libpq-fe.h>

#include <array>

using namespace gongdan;

namespace {

std::string connection() {
    static postgres_server const server{true};
    return server.connection();
}

postgres_options branch_of(benchmark::State const& state) {
    static int branches = 0;
    postgres_options o;
    o.branch = "hall " + std::to_string(++branches);
    o.durable = mode(state);
    return o;
}

void postgres_append(benchmark::State& state) {
    postgres_journal j{connection(), branch_of(state)};
    auto batch = entries_of(static_cast<std::size_t>(state.range(0)));
    for (auto _ : state) j.append(batch);
    count_entries(state);
}

/// The rows' columns as texts, made beforehand.
using raw_row = std::array<std::string, 13>;

std::vector<raw_row> raw_rows(std::vector<entry> const& batch, std::string const& branch) {
    std::vector<raw_row> rows;
    row_texts texts;
    for (entry const& e : batch) {
        auto const r = row_of(e, texts);
        rows.push_back({branch, "", std::to_string(r.ticket), std::string{r.type}, std::string{r.event},
                        std::string{r.occurred_at}, std::string{r.recorded_at}, std::string{r.actor},
                        std::string{r.role}, std::string{r.command_id}, std::string{r.standing}, std::string{r.payload},
                        "\\x" + to_hex(blake2b("raw"))});
    }
    return rows;
}

class raw_postgres {
public:
    explicit raw_postgres(benchmark::State const& state) : c_(PQconnectdb(connection().c_str())) {
        static_cast<void>(postgres_journal{connection(), branch_of(state)});  // makes the tables
        run(state.range(1) == 0 ? "SET synchronous_commit = off" : "SET synchronous_commit = on");
        PQclear(PQprepare(c_, "row", "INSERT INTO gongdan.entries VALUES ($1,$2,$3,$4,$5,$6,$7,$8,$9,$10,$11,$12,$13)",
                          0, nullptr));
    }
    ~raw_postgres() { PQfinish(c_); }
    raw_postgres(raw_postgres const&) = delete;
    raw_postgres& operator=(raw_postgres const&) = delete;

    void insert(std::vector<raw_row>& rows) {
        run("BEGIN");
        for (raw_row& r : rows) {
            r[1] = std::to_string(++sequence_);
            std::array<char const*, 13> values;
            for (std::size_t i = 0; i < r.size(); ++i) values[i] = r[i].c_str();
            PQclear(PQexecPrepared(c_, "row", 13, values.data(), nullptr, nullptr, 0));
        }
        run("COMMIT");
    }
    void copy(std::vector<raw_row>& rows) {
        run("COPY gongdan.entries FROM STDIN (FORMAT csv, DELIMITER '\t', QUOTE E'\\x01')");
        for (raw_row& r : rows) {
            r[1] = std::to_string(++sequence_);
            line_.clear();
            for (auto const& cell : r) line_ += cell + '\t';
            line_.back() = '\n';
            PQputCopyData(c_, line_.data(), static_cast<int>(line_.size()));
        }
        PQputCopyEnd(c_, nullptr);
        PGresult* const r = PQgetResult(c_);
        good_ = good_ && PQresultStatus(r) == PGRES_COMMAND_OK;
        PQclear(r);
        PQclear(PQgetResult(c_));
    }
    [[nodiscard]] bool good() const { return good_; }

private:
    void run(char const* sql) { PQclear(PQexec(c_, sql)); }

    PGconn* c_;
    std::int64_t sequence_ = 0;
    std::string line_;
    bool good_ = true;
};

template <class Write>
void raw(benchmark::State& state, char const* branch, Write write) {
    raw_postgres db{state};
    static int runs = 0;
    auto rows = raw_rows(entries_of(static_cast<std::size_t>(state.range(0))), branch + std::to_string(++runs));
    for (auto _ : state) write(db, rows);
    if (!db.good()) state.SkipWithError("the rows were not taken");
    count_entries(state);
}
void libpq_insert(benchmark::State& state) {
    raw(state, "insert", [](raw_postgres& db, auto& rows) { db.insert(rows); });
}
void libpq_copy(benchmark::State& state) {
    raw(state, "copy", [](raw_postgres& db, auto& rows) { db.copy(rows); });
}

BENCHMARK(postgres_append)->Apply(with_batches);
BENCHMARK(libpq_insert)->Apply(with_batches);
BENCHMARK(libpq_copy)->Apply(with_batches);

void postgres_read(benchmark::State& state) {
    constexpr std::int64_t many = 100'000;
    postgres_options o;
    o.branch = "to be read";
    postgres_journal j{connection(), o};
    auto entries = entries_of(many);
    if (j.last() == 0) j.append(entries);
    for (auto _ : state) {
        std::uint64_t sum = 0;
        j.read(1, [&](entry const& e) { sum += e.ticket.value; });
        benchmark::DoNotOptimize(sum);
    }
    state.SetItemsProcessed(state.iterations() * many);
}
BENCHMARK(postgres_read)->Unit(benchmark::kMillisecond);

}  // namespace

#endif
