// A journal in the host's own SQLite database, in the host's own transactions.

#include "entries.hpp"
#include "random_desk.hpp"

#include <gongdan/journal/sqlite.hpp>
#include <support/scratch.hpp>

#include <sqlite3.h>

using namespace gongdan;

namespace {

class host_database {
public:
    explicit host_database(std::string const& path) {
        REQUIRE(sqlite3_open(path.c_str(), &db_) == SQLITE_OK);
        run("PRAGMA journal_mode = WAL; CREATE TABLE IF NOT EXISTS entries (amount)");
    }
    ~host_database() { sqlite3_close(db_); }
    host_database(host_database const&) = delete;
    host_database& operator=(host_database const&) = delete;

    void run(char const* sql) const {
        INFO(sql, ": ", sqlite3_errmsg(db_));
        REQUIRE(sqlite3_exec(db_, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    }
    [[nodiscard]] int number(char const* sql) const {
        sqlite3_stmt* s = nullptr;
        REQUIRE(sqlite3_prepare_v2(db_, sql, -1, &s, nullptr) == SQLITE_OK);
        int const n = sqlite3_step(s) == SQLITE_ROW ? sqlite3_column_int(s, 0) : -1;
        sqlite3_finalize(s);
        return n;
    }
    [[nodiscard]] sqlite3* handle() const { return db_; }

private:
    sqlite3* db_ = nullptr;
};

void add_note(journal& j) {
    std::vector<entry> one{entry_of(1, "note", {{"hall", "城南厅"}})};
    j.append(one);
}

}  // namespace

TEST_CASE("entries go with the host's transaction and beside the host's own tables") {
    scratch_folder const folder;
    host_database const host{folder / "host.db"};
    host_database const other{folder / "host.db"};
    CHECK(error_of([&] { sqlite_journal{host.handle(), journal_access::read_only}; }) == "journal.open");
    sqlite_journal j{host.handle(), journal_access::create};
    CHECK(error_of([&] { sqlite_journal{host.handle(), journal_access::create}; }) == "journal.open");
    add_note(j);
    host.run("BEGIN; INSERT INTO entries VALUES (100)");
    add_note(j);
    add_note(j);
    CHECK(other.number("SELECT count(*) FROM gongdan_entries") == 1);
    CHECK(other.number("SELECT count(*) FROM entries") == 0);
    host.run("COMMIT");
    CHECK(other.number("SELECT count(*) FROM gongdan_entries") == 3);
    CHECK(j.last() == 3);
    CHECK_FALSE(j.verify());

    host.run("BEGIN; INSERT INTO entries VALUES (200)");
    std::vector<entry> spoilt{entry_of(1, "note"), entry_of(0, "note")};
    CHECK(error_of([&] { j.append(spoilt); }) == "journal.entry");
    add_note(j);
    CHECK(j.last() == 4);
    host.run("ROLLBACK");
    CHECK(other.number("SELECT count(*) FROM gongdan_entries") == 3);
    CHECK(error_of([&] { add_note(j); }) == "journal.rolled_back");

    host.run("BEGIN; INSERT INTO entries VALUES (300)");
    CHECK(error_of([&] { add_note(j); }) == "journal.rolled_back");
    host.run("COMMIT");  // the host's part is not spoilt by what the journal refused
    CHECK(other.number("SELECT sum(amount) FROM entries") == 400);
    sqlite_journal again{host.handle()};
    CHECK(again.last() == 3);
    add_note(again);
    CHECK_FALSE(again.verify());
}

TEST_CASE("two journals in one host's database learn of each other before they spoil anything") {
    scratch_folder const folder;
    host_database const host{folder / "host.db"};
    host_database const other{folder / "host.db"};
    sqlite_journal first{host.handle()};
    sqlite_journal second{other.handle()};
    add_note(first);
    CHECK(error_of([&] { add_note(second); }) == "journal.busy");
    sqlite_journal const reader{other.handle(), journal_access::read_only};
    CHECK(same(all_of(reader), all_of(first)));
    CHECK_FALSE(reader.verify());
}

TEST_CASE("a desk on the host's database keeps its ticket and the host's row together") {
    scratch_folder const folder;
    host_database const host{folder / "host.db"};
    {
        auto d = desk_on(std::make_shared<sqlite_journal>(host.handle()));
        host.run("BEGIN");
        REQUIRE(d.open({kind::repair, at("2026-03-02 10:00"), {role::customer, "周甲"}}));
        host.run("INSERT INTO entries VALUES (1)");
        host.run("COMMIT");
    }
    auto const back = desk_on(std::make_shared<sqlite_journal>(host.handle()));
    CHECK(back.size() == 1);
    CHECK(host.number("SELECT count(*) FROM entries") == 1);
}
