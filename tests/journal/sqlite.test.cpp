// What is said of the SQLite file itself: who may open it, what it looks like from outside, what damage does to it.

#include "entries.hpp"

#include <gongdan/journal/chain.hpp>
#include <gongdan/journal/sqlite.hpp>
#include <support/scratch.hpp>

#include <sqlite3.h>

#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <csignal>
#include <memory>
#include <optional>
#include <thread>

using namespace gongdan;
using mode = sqlite_options::access;

namespace {

sqlite_options opened(mode how) {
    sqlite_options o;
    o.how = how;
    o.durable = durability::crash;
    o.busy_timeout = std::chrono::milliseconds{20};
    return o;
}

void fill(std::string const& path, int batches = 4) {
    sqlite_journal j{path, opened(mode::write)};
    for (int i = 0; i < batches; ++i) {
        std::vector<entry> entries{entry_of(1, i == 0 ? "open" : "note", {{"hall", "城南厅"}}),
                                   entry_of(1, "note", {{"text", "第二条"}})};
        j.append(entries);
    }
}

/// The file as another program sees it.
class plain_sql {
public:
    explicit plain_sql(std::string const& path) { REQUIRE(sqlite3_open(path.c_str(), &db_) == SQLITE_OK); }
    ~plain_sql() { sqlite3_close(db_); }
    plain_sql(plain_sql const&) = delete;
    plain_sql& operator=(plain_sql const&) = delete;

    /// The cells of all rows, with `|` after each.
    std::string run(std::string const& sql) {
        std::string cells;
        auto const add = [](void* to, int count, char** texts, char**) {
            for (int i = 0; i < count; ++i)
                *static_cast<std::string*>(to) += std::string{texts[i] != nullptr ? texts[i] : "NULL"} + '|';
            return 0;
        };
        INFO(sql);
        REQUIRE(sqlite3_exec(db_, sql.c_str(), add, &cells, nullptr) == SQLITE_OK);
        return cells;
    }

private:
    sqlite3* db_ = nullptr;
};

std::optional<journal_fault> verified(std::string const& path) {
    return sqlite_journal{path, opened(mode::read_only)}.verify();
}

std::string opening_error(std::string const& path, mode how = mode::write) {
    return error_of([&] { sqlite_journal{path, opened(how)}; });
}

}  // namespace

TEST_CASE("a journal's file is for its owner alone, as are the files beside it") {
    scratch_folder const folder;
    auto const before = umask(0);
    sqlite_journal j{folder / "j.db", opened(mode::write)};
    umask(before);
    std::vector<entry> entries{entry_of(1, "open")};
    j.append(entries);
    for (char const* const name : {"j.db", "j.db-wal", "j.db-shm"}) {
        struct stat s {};
        INFO(name);
        REQUIRE(stat((folder / name).c_str(), &s) == 0);
        CHECK((s.st_mode & 0777) == 0600);
    }
}

TEST_CASE("the entries are plain rows for whoever knows SQL") {
    scratch_folder const folder;
    auto const path = folder / "j.db";
    {
        sqlite_journal j{path, opened(mode::create)};
        auto e = entry_of(7, "note", {{"姓名", "张\"三"}, {"", ""}});
        e.recorded_at = at("2026-02-14 00:05");
        e.command_id = "c-1";
        std::vector<entry> entries{e};
        j.append(entries);
    }
    plain_sql sql{path};
    CHECK(sql.run("SELECT sequence, ticket, type, event, occurred_at, recorded_at, actor, role, command_id, standing, "
                  "payload FROM entries") ==
          "1|7|repair|note|2026-02-13 23:59:30|2026-02-14 00:05:00|r-07|receptionist|c-1|accepted|{\"姓名\": "
          "\"张\\\"三\", \"\": \"\"}|");
    CHECK(sql.run("SELECT payload ->> '姓名' FROM entries") == "张\"三|");
    CHECK(sql.run("SELECT count, length(head) FROM chain") == "1|32|");
    CHECK(sql.run("SELECT count(*) FROM entries WHERE occurred = unixepoch(occurred_at) AND recorded = "
                  "unixepoch(recorded_at)") == "1|");
    CHECK(sql.run("PRAGMA user_version") == "2|");
    CHECK(sql.run("PRAGMA journal_mode") == "wal|");
}

TEST_CASE("BLAKE2b gives what its specification and other programs give") {
    CHECK(to_hex(blake2b("")) == "0e5751c026e543b2e8ab2eb06099daa1d1e5df47778f7787faab45cdf12fe3a8");
    CHECK(to_hex(blake2b("abc")) == "bddd813c634239723171ef3fee98579b94964e3bb1cb3e427262c8c068d52319");
    CHECK(to_hex(blake2b(std::string(128, 'x'))) == "164ffb7089bae6f5a62fb0795e751dc9e88eac92e1a5b2fafe93a25abf2d9c3b");
    CHECK(to_hex(blake2b(std::string(129, 'x'))) == "03b0758fa71d249c846c2304a2b9996e6ae66ffa7e5528f9e612e089a360fc8d");
    CHECK(to_hex(blake2b(std::string(300, 'x'))) == "5aa7fbbf37986bb2a5d547c0d3c4d4326a24d786e7d57bf93fc784176e38b33d");
}

TEST_CASE("a link is the hash of the link before and of the row's columns with their lengths") {
    chain_link const before = blake2b("before");
    journal_row const row{12,       3,  "repair",   "注", "2026-02-13 23:59:30", "2026-02-13 23:59:30", "",
                          "system", "", "accepted", "{}"};
    std::string scratch;
    std::string const hashed =
        std::string(before.begin(), before.end()) +
        "2:12,1:3,6:repair,3:注,19:2026-02-13 23:59:30,19:2026-02-13 23:59:30,0:,6:system,0:,8:accepted,2:{},";
    CHECK(next_link(before, row, scratch) == blake2b(hashed));
}

TEST_CASE("the same entries give the same head, however they were batched, and others another") {
    scratch_folder const folder;
    auto const head_of = [&](char const* name, std::vector<std::size_t> const& batches, char const* last) {
        sqlite_journal j{folder / name, opened(mode::create)};
        std::size_t left = 6;
        for (std::size_t const size : batches) {
            std::vector<entry> batch(size, entry_of(1, "note"));
            left -= size;
            if (left == 0) batch.back().event = last;
            j.append(batch);
        }
        return j.head();
    };
    auto const one = head_of("a", {6}, "end");
    CHECK(one.count == 6);
    CHECK(one.link.size() == 64);
    CHECK(head_of("b", {1, 2, 3}, "end").link == one.link);
    CHECK(head_of("c", {6}, "enD").link != one.link);
}

TEST_CASE("a second writer is refused as long as there is a first, and readers are not") {
    scratch_folder const folder;
    auto const path = folder / "j.db";
    auto first = std::make_unique<sqlite_journal>(path, opened(mode::write));
    std::vector<entry> entries{entry_of(1, "open")};
    for (int i = 0; i < 3; ++i) {
        CHECK(opening_error(path) == "journal.busy");
        sqlite_journal const reader{path, opened(mode::read_only)};
        first->append(entries);
        CHECK(reader.last() == first->last());
        CHECK(same(all_of(reader), all_of(*first)));
        CHECK(reader.head().link == first->head().link);
        CHECK_FALSE(reader.verify());
    }
    auto const refused = sqlite_journal::try_open(path, opened(mode::write));
    REQUIRE_FALSE(refused);
    CHECK(refused.why().code == "journal.busy");
    CHECK(refused.why().zh.find("正被另一程序写入") != std::string::npos);
    first.reset();
    CHECK(opening_error(path).empty());
}

TEST_CASE("a reader who is in the middle does not keep the writer waiting") {
    scratch_folder const folder;
    auto const path = folder / "j.db";
    fill(path);
    sqlite_journal writer{path, opened(mode::write)};
    sqlite_journal const reader{path, opened(mode::read_only)};
    std::size_t seen = 0;
    reader.read(1, [&](entry const&) {
        std::vector<entry> more{entry_of(1, "note")};
        writer.append(more);
        ++seen;
    });
    CHECK(seen == 8);
    CHECK(writer.last() == 16);
    CHECK_FALSE(writer.verify());
}

TEST_CASE("a writer that was overtaken between two of its commits writes no more") {
    scratch_folder const folder;
    auto const path = folder / "j.db";
    fill(path);
    sqlite_journal j{path, opened(mode::write)};
    std::thread other{[&] {
        sqlite3* db = nullptr;
        sqlite3_open(path.c_str(), &db);
        while (sqlite3_exec(db, "BEGIN IMMEDIATE", nullptr, nullptr, nullptr) != SQLITE_OK) {}
        sqlite3_exec(db, "UPDATE chain SET count = count + 1; COMMIT", nullptr, nullptr, nullptr);
        sqlite3_close(db);
    }};
    std::string code;
    std::vector<entry> more{entry_of(1, "note")};
    while (code.empty()) code = error_of([&] { j.append(more); });
    other.join();
    CHECK(code == "journal.busy");
    auto const before = plain_sql{path}.run("SELECT count(*) FROM entries");
    CHECK(error_of([&] { j.append(more); }) == "journal.busy");
    CHECK(plain_sql{path}.run("SELECT count(*) FROM entries") == before);
}

TEST_CASE("a journal opened for reading refuses to be written") {
    scratch_folder const folder;
    auto const path = folder / "j.db";
    fill(path);
    sqlite_journal j{path, opened(mode::read_only)};
    std::vector<entry> more{entry_of(1, "note")};
    CHECK(error_of([&] { j.append(more); }) == "journal.read_only");
    CHECK(j.last() == 8);
}

TEST_CASE("what is no journal is refused with its reason and left as it was") {
    scratch_folder const folder;
    auto const path = folder / "j.db";
    CHECK(opening_error(path, mode::read_only) == "journal.open");
    CHECK_FALSE(std::filesystem::exists(path));
    CHECK(opening_error(folder / "no/such/folder.db") == "journal.open");
    CHECK(opening_error(folder.path.string()) == "journal.open");
    CHECK(opening_error("") == "journal.open");

    write_bytes(path, "");
    CHECK(opening_error(path) == "journal.open");
    std::string const letter =
        "a text that is no database, and long enough to be looked at as one, whatever it is called\n";
    write_bytes(path, letter);
    CHECK(opening_error(path) == "journal.open");
    CHECK(bytes_of(path) == letter);

    std::filesystem::remove(path);
    plain_sql{path}.run("CREATE TABLE other (x)");
    CHECK(opening_error(path) == "journal.open");
    std::filesystem::remove(path);
    fill(path);
    CHECK(opening_error(path, mode::create) == "journal.open");
    plain_sql{path}.run("PRAGMA user_version = 3");
    CHECK(opening_error(path) == "journal.version");
    CHECK(opening_error(path, mode::read_only) == "journal.version");
    plain_sql{path}.run("PRAGMA user_version = 2");
    CHECK(opening_error(path).empty());
}

TEST_CASE("verify names the first entry that was changed, added or removed, the last included") {
    struct row {
        char const* sql;
        std::uint64_t sequence;
        char const* said;
    };
    row const table[] = {
        {"UPDATE entries SET payload = replace(payload, '城南', '城北') WHERE sequence = 1", 1, "changed"},
        {"UPDATE entries SET event = 'note2' WHERE sequence IN (4, 6)", 4, "changed"},
        {"UPDATE entries SET actor = 'x' WHERE sequence = 8", 8, "changed"},
        {"UPDATE entries SET occurred = occurred + 1 WHERE sequence = 3", 3, "changed"},
        {"UPDATE entries SET recorded_at = '2026-02-13 23:59:31' WHERE sequence = 3", 3, "changed"},
        {"UPDATE entries SET actor = CAST(actor AS BLOB) WHERE sequence = 2", 2, "changed"},
        {"UPDATE entries SET link = zeroblob(32) WHERE sequence = 5", 5, "changed"},
        {"UPDATE entries SET link = link || x'00' WHERE sequence = 5", 5, "changed"},
        {"UPDATE entries SET ticket = 2 WHERE sequence = 7", 7, "changed"},
        {"DELETE FROM entries WHERE sequence = 1", 1, "missing"},
        {"DELETE FROM entries WHERE sequence IN (3, 4, 7)", 3, "missing"},
        {"DELETE FROM entries WHERE sequence = 8", 8, "missing"},
        {"DELETE FROM entries", 1, "missing"},
        {"INSERT INTO entries SELECT 9, ticket, type, event, occurred_at, recorded_at, actor, role, command_id, "
         "standing, payload, occurred, "
         "recorded, link FROM entries WHERE sequence = 8",
         9, "changed"},
        {"INSERT INTO entries SELECT 0, ticket, type, event, occurred_at, recorded_at, actor, role, command_id, "
         "standing, payload, occurred, "
         "recorded, link FROM entries WHERE sequence = 8",
         0, "added"},
        {"UPDATE chain SET count = 9", 9, "missing"},
        {"UPDATE chain SET count = 7", 8, "added"},
        {"UPDATE chain SET head = zeroblob(32)", 8, "changed"},
        {"DELETE FROM chain", 0, "head of its chain is missing"},
        {"UPDATE chain SET hash = 'none'", 0, "head of its chain is missing"},
        {"PRAGMA writable_schema = 1; UPDATE entries SET payload = 'no JSON' WHERE sequence = 2", 2, "changed"},
    };
    scratch_folder const folder;
    auto const path = folder / "j.db";
    fill(path);
    auto const sound = bytes_of(path);
    CHECK_FALSE(verified(path));
    for (row const& r : table) {
        write_bytes(path, sound);
        plain_sql{path}.run(r.sql);
        INFO(r.sql);
        auto const fault = verified(path);
        REQUIRE(fault);
        CHECK(fault->sequence == r.sequence);
        INFO(fault->what.en);
        CHECK(fault->what.en.find(r.said) != std::string::npos);
        CHECK_FALSE(fault->what.zh.empty());
    }
}

TEST_CASE("a writer does not go on from an end that was tampered with") {
    scratch_folder const folder;
    auto const path = folder / "j.db";
    fill(path);
    auto const sound = bytes_of(path);
    for (char const* const sql :
         {"DELETE FROM entries WHERE sequence = 8", "UPDATE chain SET count = 7", "DELETE FROM chain"}) {
        write_bytes(path, sound);
        plain_sql{path}.run(sql);
        INFO(sql);
        CHECK(opening_error(path) == "journal.corrupt");
    }
}

TEST_CASE("a flipped byte is harmless or found, wherever it lies") {
    scratch_folder const folder;
    auto const path = folder / "j.db";
    fill(path, 12);
    auto const sound = bytes_of(path);
    auto const kept = all_of(sqlite_journal{path, opened(mode::read_only)});
    std::size_t found = 0;
    std::size_t named = 0;
    for (std::size_t i = 0; i < sound.size(); i += i < 512 ? 1 : 13) {
        auto damaged = sound;
        damaged[i] = static_cast<char>(damaged[i] ^ 0x21);
        write_bytes(path, damaged);
        std::optional<journal_fault> fault;
        auto const error = error_of([&] { fault = verified(path); });
        std::filesystem::remove(path + "-wal");
        std::filesystem::remove(path + "-shm");
        INFO("byte ", i);
        if (!error.empty() || fault) {
            ++found;
            if (fault && fault->sequence != 0) ++named;
            continue;
        }
        CHECK(same(all_of(sqlite_journal{path, opened(mode::read_only)}), kept));
    }
    CHECK(found > 100);
    CHECK(named > 100);
}

TEST_CASE("a file that was cut short is said to be damaged") {
    scratch_folder const folder;
    auto const path = folder / "j.db";
    fill(path, 40);
    auto const sound = bytes_of(path);
    for (std::size_t const size : {std::size_t{1}, std::size_t{99}, std::size_t{4096}, std::size_t{5000},
                                   sound.size() - 4096, sound.size() - 1}) {
        write_bytes(path, sound.substr(0, size));
        INFO("bytes left: ", size);
        std::optional<journal_fault> fault;
        auto const error = error_of([&] { fault = verified(path); });
        CHECK((!error.empty() || fault));
    }
    write_bytes(path, sound.substr(0, sound.size() - 4096));
    CHECK(opening_error(path) == "journal.corrupt");
}

TEST_CASE("a journal that cannot grow refuses the batch whole and stays sound") {
    scratch_folder const folder;
    auto const path = folder / "j.db";
    fill(path);
    pid_t const child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        std::signal(SIGXFSZ, SIG_IGN);
        sqlite_journal j{path, opened(mode::write)};
        rlimit const limit{200'000, 200'000};
        setrlimit(RLIMIT_FSIZE, &limit);
        std::vector<entry> small{entry_of(1, "note")};
        j.append(small);
        std::vector<entry> large(100, entry_of(1, "note", {{"text", std::string(10'000, 'x')}}));
        auto const code = error_of([&] { j.append(large); });
        bool const told = code == "journal.full" || code == "journal.io";
        bool const as_before = j.last() == 9 && large[0].sequence == 0 && !j.verify();
        j.append(small);
        _exit(told && as_before && j.last() == 10 ? 0 : 1);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(status == 0);
    sqlite_journal const after{path, opened(mode::read_only)};
    CHECK(after.last() == 10);
    CHECK_FALSE(after.verify());
}
