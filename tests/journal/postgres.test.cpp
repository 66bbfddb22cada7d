// What every journal must do, asked of those in PostgreSQL, and what only they must.

#ifdef GONGDAN_WITH_POSTGRES

#define ON_BACKENDS "PostgreSQL: "
#include "conformance.hpp"

#include <gongdan/journal/postgres.hpp>
#include <gongdan/journal/sqlite.hpp>
#include <support/postgres_server.hpp>

#include <libpq-fe.h>

#include <cstdio>
#include <cstdlib>
#include <thread>

namespace {

using mode = journal_access;
using milliseconds = std::chrono::milliseconds;

postgres_server const& server() {
    static postgres_server const s;
    return s;
}

/// A branch nobody has used, in tables as they are or split by branch.
postgres_options new_branch(unsigned partitions = 0) {
    static int branches = 0;
    postgres_options o;
    o.branch = "城南厅 " + std::to_string(++branches);
    o.schema = partitions == 0 ? "gongdan" : "split \"by\" branch";
    o.partitions = partitions;
    return o;
}

void on_each(std::function<void(backend const&)> const& test) {
    if (!postgres_server::can_be_had()) return;
    for (unsigned const partitions : {0U, 3U}) {
        auto const o = new_branch(partitions);
        INFO("schema ", o.schema);
        test({"PostgreSQL", [&] { return std::make_shared<postgres_journal>(server().connection(), o); }});
    }
}

/// The tables as another program sees them.
class plain_sql {
public:
    plain_sql() : c_(PQconnectdb(server().connection().c_str())) { REQUIRE(PQstatus(c_) == CONNECTION_OK); }
    ~plain_sql() { PQfinish(c_); }
    plain_sql(plain_sql const&) = delete;
    plain_sql& operator=(plain_sql const&) = delete;

    /// The cells of all rows, with `|` after each.
    std::string run(std::string const& sql) {
        auto* const r = PQexec(c_, sql.c_str());
        std::string cells;
        for (int row = 0; row < PQntuples(r); ++row)
            for (int at = 0; at < PQnfields(r); ++at) cells += std::string{PQgetvalue(r, row, at)} + '|';
        INFO(sql, ": ", PQerrorMessage(c_));
        bool const good = PQresultStatus(r) == PGRES_TUPLES_OK || PQresultStatus(r) == PGRES_COMMAND_OK;
        PQclear(r);
        CHECK(good);
        return cells;
    }
    [[nodiscard]] PGconn* handle() const { return c_; }

private:
    PGconn* c_;
};

std::shared_ptr<postgres_journal> opened(postgres_options o, mode how = mode::write) {
    o.how = how;
    return std::make_shared<postgres_journal>(server().connection(), o);
}

std::string opening_error(postgres_options o, mode how = mode::write) {
    return error_of([&] { opened(o, how); });
}

void add_note(journal& j) {
    std::vector<entry> one{entry_of(1, "note", {{"hall", "城南厅"}})};
    j.append(one);
}

void fill(postgres_options const& o, int notes = 8) {
    auto const j = opened(o);
    for (int i = 0; i < notes; ++i) add_note(*j);
}

std::string count_of(postgres_options const& o) {
    return plain_sql{}.run("SELECT count(*) FROM gongdan.entries WHERE branch = '" + o.branch + "'");
}

}  // namespace

#define NEEDS_A_SERVER \
    if (!postgres_server::can_be_had()) return

TEST_CASE("PostgreSQL: the entries are plain rows for whoever knows SQL") {
    NEEDS_A_SERVER;
    auto const o = new_branch();
    auto e = entry_of(7, "note", {{"姓名", "张\"三"}, {"", ""}});
    e.recorded_at = at("2026-02-14 00:05");
    std::vector<entry> entries{e};
    opened(o, mode::create)->append(entries);
    CHECK(plain_sql{}.run("SELECT sequence, ticket, type, event, occurred_at, recorded_at, actor, role, command_id, "
                          "standing, payload, payload ->> '姓名' FROM gongdan.entries WHERE branch = '" +
                          o.branch + "'") ==
          "1|7|repair|note|2026-02-13 23:59:30|2026-02-14 00:05:00|r-07|receptionist||accepted|{\"姓名\": "
          "\"张\\\"三\", \"\": \"\"}|张\"三|");
    CHECK(opening_error(o, mode::create) == "journal.open");
    CHECK(opening_error(new_branch(), mode::read_only) == "journal.open");
}

TEST_CASE("PostgreSQL: the same entries have the same head in every kind of journal") {
    NEEDS_A_SERVER;
    auto const head_of = [](stored_journal& j) {
        for (int i = 0; i < 5; ++i) add_note(j);
        return j.head();
    };
    scratch_folder const folder;
    sqlite_journal file{folder / "j.db"};
    auto const in_file = head_of(file);
    CHECK(head_of(*opened(new_branch())).link == in_file.link);
    CHECK(head_of(*opened(new_branch(3))).link == in_file.link);
}

TEST_CASE("PostgreSQL: verify names the first entry that was changed or added or removed with the last included") {
    NEEDS_A_SERVER;
    struct row {
        char const* sql;
        std::uint64_t sequence;
        char const* said;
    };
    row const table[] = {
        {"SELECT 1", 0, ""},
        {"UPDATE gongdan.entries SET payload = replace(payload::text, '城南', '城北')::json WHERE sequence = 1 AND", 1,
         "changed"},
        {"UPDATE gongdan.entries SET payload = (payload::text || ' ')::json WHERE sequence = 2 AND", 2, "changed"},
        {"UPDATE gongdan.entries SET event = 'note2' WHERE sequence IN (4, 6) AND", 4, "changed"},
        {"UPDATE gongdan.entries SET actor = 'x' WHERE sequence = 8 AND", 8, "changed"},
        {"UPDATE gongdan.entries SET occurred_at = occurred_at + interval '1 s' WHERE sequence = 3 AND", 3, "changed"},
        {"UPDATE gongdan.entries SET recorded_at = recorded_at + interval '1 us' WHERE sequence = 3 AND", 3, "changed"},
        {"UPDATE gongdan.entries SET recorded_at = 'infinity' WHERE sequence = 3 AND", 3, "changed"},
        {"UPDATE gongdan.entries SET role = 'nobody' WHERE sequence = 3 AND", 3, "changed"},
        {"UPDATE gongdan.entries SET link = '' WHERE sequence = 5 AND", 5, "changed"},
        {"UPDATE gongdan.entries SET ticket = -2 WHERE sequence = 7 AND", 7, "changed"},
        {"UPDATE gongdan.entries SET sequence = -1 WHERE sequence = 4 AND", static_cast<std::uint64_t>(-1), "added"},
        {"DELETE FROM gongdan.entries WHERE sequence = 1 AND", 1, "missing"},
        {"DELETE FROM gongdan.entries WHERE sequence IN (3, 4, 7) AND", 3, "missing"},
        {"DELETE FROM gongdan.entries WHERE sequence = 8 AND", 8, "missing"},
        {"DELETE FROM gongdan.entries WHERE", 1, "missing"},
        {"UPDATE gongdan.chain SET count = 9 WHERE", 9, "missing"},
        {"UPDATE gongdan.chain SET count = 7 WHERE", 8, "added"},
        {"UPDATE gongdan.chain SET head = '' WHERE", 8, "changed"},
    };
    plain_sql sql;
    for (row const& r : table) {
        auto const o = new_branch();
        fill(o);
        std::string const what = r.sql;
        sql.run(r.sequence == 0 ? what : what + " branch = '" + o.branch + "'");
        INFO(what);
        auto const fault = opened(o, mode::read_only)->verify();
        REQUIRE(fault.has_value() == (r.sequence != 0));
        if (!fault) continue;
        INFO(fault->what.en);
        CHECK(fault->sequence == r.sequence);
        CHECK(fault->what.en.find(r.said) != std::string::npos);
    }
    auto const o = new_branch();
    fill(o);
    sql.run("DELETE FROM gongdan.entries WHERE sequence = 8 AND branch = '" + o.branch + "'");
    CHECK(opening_error(o) == "journal.corrupt");
    sql.run("DELETE FROM gongdan.chain WHERE branch = '" + o.branch + "'");
    CHECK(opening_error(o, mode::read_only) == "journal.corrupt");
}

TEST_CASE("PostgreSQL: a schema of a newer gongdan is refused and an encoding that cannot hold every text too") {
    NEEDS_A_SERVER;
    auto o = new_branch();
    o.schema = "of the future";
    fill(o);
    plain_sql sql;
    sql.run("UPDATE \"of the future\".about SET version = 3");
    CHECK(opening_error(o) == "journal.version");
    CHECK(opening_error(o, mode::read_only) == "journal.version");
    sql.run("CREATE DATABASE narrow ENCODING 'LATIN1' TEMPLATE template0");
    CHECK(error_of([&] { postgres_journal{server().connection() + " dbname=narrow", o}; }) == "journal.open");
    CHECK(error_of([&] { postgres_journal{server().connection() + " dbname=none", o}; }) == "journal.open");
    auto const refused = postgres_journal::try_open("host=/nowhere", o);
    REQUIRE_FALSE(refused);
    CHECK(refused.why().code == "journal.open");
}

TEST_CASE("PostgreSQL: a schema of the first version is read as it is and taken forward once somebody writes") {
    NEEDS_A_SERVER;
    auto o = new_branch();
    o.schema = "of the past";
    fill(o);
    plain_sql sql;
    sql.run("DROP TABLE \"of the past\".absent; UPDATE \"of the past\".about SET version = 1");
    o.how = mode::read_only;
    {
        postgres_journal const looking{server().connection(), o};
        CHECK_FALSE(looking.verify());
        CHECK(looking.absent().empty());
    }
    o.how = mode::write;
    postgres_journal j{server().connection(), o};
    CHECK_FALSE(j.verify());
    CHECK(all_of(j).size() == j.last());
    CHECK(sql.run("SELECT version FROM \"of the past\".about") == "2|");
    CHECK(j.absent().empty());
}

TEST_CASE("PostgreSQL: a branch has one writer and each branch its own while readers are never in the way") {
    NEEDS_A_SERVER;
    auto o = new_branch();
    o.holder = "城南厅一号机";
    o.wait = milliseconds{30};
    auto first = opened(o);
    CHECK_FALSE(opening_error(new_branch()) == "journal.busy");
    for (int i = 0; i < 3; ++i) {
        auto const refused = postgres_journal::try_open(server().connection(), o);
        REQUIRE_FALSE(refused);
        CHECK(refused.why().code == "journal.busy");
        CHECK(refused.why().en.find("'城南厅一号机' has it, by lease until 20") != std::string::npos);
        auto const reader = opened(o, mode::read_only);
        add_note(*first);
        CHECK(reader->last() == first->last());
        CHECK(same(all_of(*reader), all_of(*first)));
        CHECK(error_of([&] { add_note(*reader); }) == "journal.read_only");
    }
    auto const before = first->token();
    first.reset();
    auto const second = opened(o);
    CHECK(second->token() == before + 1);
}

TEST_CASE("PostgreSQL: a reader who is in the middle does not keep the writer waiting") {
    NEEDS_A_SERVER;
    auto const o = new_branch();
    fill(o);
    auto const writer = opened(o);
    auto const reader = opened(o, mode::read_only);
    plain_sql host;
    host.run("BEGIN ISOLATION LEVEL REPEATABLE READ");
    CHECK(host.run("SELECT count(*) FROM gongdan.entries WHERE branch = '" + o.branch + "'") == "8|");
    std::size_t seen = 0;
    reader->read(1, [&](entry const&) {
        if (++seen <= 8) add_note(*writer);
    });
    CHECK(writer->last() == 16);
    CHECK(host.run("SELECT count(*) FROM gongdan.entries WHERE branch = '" + o.branch + "'") == "8|");
    CHECK_FALSE(writer->verify());
}

TEST_CASE("PostgreSQL: a writer that slept while another took over writes nothing more") {
    NEEDS_A_SERVER;
    auto o = new_branch();
    o.lease = milliseconds{400};
    o.wait = milliseconds{20'000};
    auto const sleeper = opened(o);
    add_note(*sleeper);
    auto other = o;
    other.holder = "值班二号机";
    other.lease = milliseconds{10'000};
    auto const heir = opened(other);  // waits until the lease is over
    CHECK(heir->token() > sleeper->token());
    CHECK(error_of([&] { add_note(*sleeper); }) == "journal.fenced");
    CHECK(error_of([&] { sleeper->renew(); }) == "journal.fenced");
    add_note(*heir);
    CHECK(error_of([&] { add_note(*sleeper); }) == "journal.fenced");
    CHECK(count_of(o) == "2|");
    heir->renew();
    heir->release();
    CHECK(error_of([&] { add_note(*heir); }) == "journal.fenced");
    CHECK(opened(o)->last() == 2);
}

TEST_CASE("PostgreSQL: a writer that slept and was not missed goes on") {
    NEEDS_A_SERVER;
    auto o = new_branch();
    o.lease = milliseconds{200};
    auto const sleeper = opened(o);
    std::this_thread::sleep_for(milliseconds{300});
    add_note(*sleeper);
    CHECK(sleeper->last() == 1);
}

TEST_CASE("PostgreSQL: a journal on the host's connection keeps or loses its entries with the host's transaction") {
    NEEDS_A_SERVER;
    auto const o = new_branch();
    plain_sql host;
    host.run("CREATE TABLE payments (ticket bigint)");
    {
        postgres_journal j{host.handle(), o};
        add_note(j);
        host.run("BEGIN; INSERT INTO payments VALUES (1)");
        add_note(j);
        CHECK(count_of(o) == "1|");
        host.run("COMMIT");
        CHECK(count_of(o) == "2|");
        CHECK(j.last() == 2);

        host.run("BEGIN; INSERT INTO payments VALUES (2)");
        std::vector<entry> spoilt{entry_of(1, "note")};
        spoilt[0].actor = "\xB9";
        CHECK(error_of([&] { j.append(spoilt); }) == "journal.entry");
        add_note(j);
        host.run("ROLLBACK");
        CHECK(count_of(o) == "2|");
        CHECK(error_of([&] { add_note(j); }) == "journal.rolled_back");
        host.run("BEGIN; INSERT INTO payments VALUES (3)");
        CHECK(error_of([&] { add_note(j); }) == "journal.rolled_back");
        host.run("COMMIT");  // the host's part is not spoilt by what the journal refused
    }
    CHECK(host.run("SELECT ticket FROM payments") == "1|3|");
    postgres_journal again{host.handle(), o};
    CHECK(again.last() == 2);
    CHECK_FALSE(again.verify());
}

TEST_CASE("PostgreSQL: a batch larger than one statement is kept whole or not at all") {
    NEEDS_A_SERVER;
    auto const o = new_branch();
    auto const j = opened(o);
    std::vector<entry> many(25'000, entry_of(1, "note"));
    j->append(many);
    CHECK(many.back().sequence == 25'000);
    CHECK_FALSE(j->verify());
    plain_sql host;
    // From now on the middle of such a batch meets with an error.
    host.run("ALTER TABLE gongdan.entries ADD CONSTRAINT no_room CHECK (branch <> '" + o.branch +
             "' OR sequence < 40000) NOT VALID");
    CHECK(error_of([&] { j->append(many); }) == "journal.corrupt");
    host.run("ALTER TABLE gongdan.entries DROP CONSTRAINT no_room");
    CHECK(count_of(o) == "25000|");
    add_note(*j);
    CHECK(j->last() == 25'001);
    CHECK_FALSE(j->verify());
}

TEST_CASE("PostgreSQL: after its connection was cut a writer goes on and has lost nothing") {
    NEEDS_A_SERVER;
    auto const o = new_branch();
    auto const j = opened(o);
    add_note(*j);
    plain_sql host;
    host.run(
        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname IS NOT NULL");
    static_cast<void>(error_of([&] { add_note(*j); }));
    add_note(*j);
    CHECK(count_of(o) == std::to_string(j->last()) + '|');
    CHECK(j->last() >= 2);
    CHECK_FALSE(j->verify());
}

TEST_CASE("PostgreSQL: a reader that follows hears of what is new and of what it had missed") {
    NEEDS_A_SERVER;
    auto const o = new_branch();
    fill(o, 2);
    auto const reader = opened(o, mode::read_only);
    CHECK(reader->wait_beyond(0, milliseconds{0}) == 2);  // catches up without waiting
    CHECK(reader->wait_beyond(2, milliseconds{20}) == 2);
    auto const writer = opened(o);
    add_note(*writer);
    CHECK(reader->wait_beyond(2, milliseconds{60'000}) == 3);
    std::thread later{[&] {
        std::this_thread::sleep_for(milliseconds{50});
        add_note(*writer);
    }};
    CHECK(reader->wait_beyond(3, milliseconds{60'000}) == 4);
    later.join();
}

TEST_CASE("PostgreSQL: every statement that works on a branch touches one part of tables split by branch") {
    NEEDS_A_SERVER;
    auto const o = new_branch(3);
    fill(o);
    plain_sql sql;
    sql.run(
        "SET plan_cache_mode = force_custom_plan; LOAD 'auto_explain'; SET auto_explain.log_min_duration = 0; "
        "SET auto_explain.log_level = 'notice'; SET auto_explain.log_nested_statements = on");
    static std::string plans;
    plans.clear();
    PQsetNoticeProcessor(
        sql.handle(), [](void*, char const* text) { plans += text; }, nullptr);
    postgres_journal j{sql.handle(), o};
    add_note(j);
    CHECK(j.history({1}).size() == 9);
    CHECK(all_of(j).size() == 9);
    j.renew();
    CHECK_FALSE(j.verify());
    j.release();
    std::size_t looked_at = 0;
    for (char const* const table : {"entries_", "chain_"}) {
        std::size_t parts = 0;
        for (int i = 0; i < 3; ++i) {
            auto const name = table + std::to_string(i);
            bool const used =
                plans.find(" on " + name) != std::string::npos || plans.find("\"." + name) != std::string::npos;
            parts += used ? 1 : 0;
        }
        INFO(table, "\n", plans);
        CHECK(parts == 1);
        looked_at += parts;
    }
    CHECK(looked_at == 2);
    CHECK(plans.find("Append") == std::string::npos);
}

#else

#include <doctest/doctest.h>

#include <cstdio>

TEST_CASE("PostgreSQL: what every journal must do") { std::puts("skipped: no postgresql"); }

#endif
