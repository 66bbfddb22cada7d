// The process ends, or the power is cut, at each single write of something that is done once: making a journal, taking it
// to a newer schema, putting tickets away. Whoever comes next finds the one state or the other, and can do it again.

#include "faulty_disk.hpp"

#include <gongdan/journal/archive.hpp>
#include <gongdan/journal/sqlite.hpp>
#include <journal/entries.hpp>
#include <support/scratch.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <functional>
#include <memory>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

std::shared_ptr<sqlite_journal> opened(std::string const& path, journal_access how = journal_access::write) {
    sqlite_options o;
    o.how = how;
    return std::make_shared<sqlite_journal>(path, o);
}

/// A file of the first version, as it was made then.
void make_version_1(std::string const& path, std::vector<entry> const& entries) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
    auto const run = [&](std::string const& sql) {
        INFO(sql);
        REQUIRE(sqlite3_exec(db, sql.c_str(), nullptr, nullptr, nullptr) == SQLITE_OK);
    };
    run(R"(
PRAGMA journal_mode = WAL;
CREATE TABLE entries (sequence INTEGER PRIMARY KEY, ticket INTEGER NOT NULL, type TEXT NOT NULL, event TEXT NOT NULL,
    occurred_at TEXT NOT NULL, recorded_at TEXT NOT NULL, actor TEXT NOT NULL, role TEXT NOT NULL,
    command_id TEXT NOT NULL, standing TEXT NOT NULL, payload TEXT NOT NULL, occurred INTEGER NOT NULL,
    recorded INTEGER NOT NULL, link BLOB NOT NULL);
CREATE INDEX entries_of_ticket ON entries (ticket);
CREATE TABLE chain (one INTEGER PRIMARY KEY CHECK (one = 1), hash TEXT NOT NULL, count INTEGER NOT NULL,
    head BLOB NOT NULL);
PRAGMA application_id = 0x676f6e67;
PRAGMA user_version = 1;
)");
    chain_link link{};
    std::string scratch;
    row_texts texts;
    for (entry const& e : entries) {
        auto const r = row_of(e, texts);
        link = next_link(link, r, scratch);
        std::string row = "INSERT INTO entries VALUES (" + std::to_string(r.sequence) + ", " + std::to_string(r.ticket);
        for (auto const text :
             {r.type, r.event, r.occurred_at, r.recorded_at, r.actor, r.role, r.command_id, r.standing, r.payload})
            row.append(", '").append(text).append("'");
        run(row + ", " + std::to_string(e.occurred_at.since_epoch) + ", " + std::to_string(e.recorded_at.since_epoch) +
            ", x'" + to_hex(link) + "')");
    }
    run("INSERT INTO chain VALUES (1, 'BLAKE2b-256', " + std::to_string(entries.size()) + ", x'" + to_hex(link) + "')");
    sqlite3_close(db);
}

std::vector<entry> some_entries(std::uint64_t tickets) {
    std::vector<entry> all;
    for (std::uint64_t t = 1; t <= tickets; ++t) all.push_back(entry_of(t, "open", {{"hall", "城南厅"}}));
    for (std::uint64_t t = 1; t <= tickets; ++t) all.push_back(entry_of(t, "close"));
    for (std::size_t i = 0; i < all.size(); ++i) all[i].sequence = i + 1;
    return all;
}

/// Does it again and again, ended at the first write, at the second, … until it comes to its end; after each looks with
/// `check`, as another process. Gives how often it was ended.
int at_every_write(bool power_cut,
                   std::function<void(scratch_folder const&)> const& prepare,
                   std::function<void(scratch_folder const&)> const& work,
                   std::function<void(scratch_folder const&)> const& check) {
    dice d{static_cast<std::uint64_t>(power_cut ? 1 : 0)};
    for (int writes = 0;; ++writes) {
        INFO("ended after ", writes, " writes");
        scratch_folder const folder;
        faulty_disk disk{d, 0};
        prepare(folder);
        disk.die_after(writes);
        bool ended = false;
        try {
            work(folder);
        } catch (journal_error const&) { ended = true; }
        if (!ended) disk.heal();
        disk.die();
        disk.begin_anew(power_cut);
        check(folder);
        if (!ended) return writes;
        REQUIRE(writes < 500);
    }
}

}  // namespace

TEST_CASE("a journal that is being made when its process ends is not there or is whole") {
    for (bool const power_cut : {false, true}) {
        auto const work = [](scratch_folder const& f) {
            std::vector<entry> one{entry_of(1, "open")};
            opened(f / "hall.db")->append(one);
        };
        auto const times = at_every_write(
            power_cut, [](scratch_folder const&) {}, work,
            [&](scratch_folder const& f) {
                auto const j = opened(f / "hall.db");
                CHECK(j->last() <= 1);
                CHECK_FALSE(j->verify());
                std::vector<entry> more{entry_of(1, "note")};
                j->append(more);
                CHECK(more[0].sequence == j->last());
            });
        CHECK(times > 10);
    }
}

TEST_CASE("a journal of the first schema is taken to this one whole or is as it was") {
    auto const entries = some_entries(20);
    for (bool const power_cut : {false, true}) {
        auto const times = at_every_write(
            power_cut, [&](scratch_folder const& f) { make_version_1(f / "hall.db", entries); },
            [](scratch_folder const& f) { opened(f / "hall.db"); },
            [&](scratch_folder const& f) {
                {
                    auto const looking = opened(f / "hall.db", journal_access::read_only);
                    CHECK(same(all_of(*looking), entries));
                    CHECK_FALSE(looking->verify());
                    CHECK(looking->absent().empty());
                }
                auto const j = opened(f / "hall.db");
                CHECK(same(all_of(*j), entries));
                CHECK_FALSE(j->verify());
                CHECK(j->absent().empty());
            });
        CHECK(times > 3);
    }
}

TEST_CASE("tickets that are being put away when the process ends are readable and are put away by doing it again") {
    std::vector<ticket_id> const going{{2}, {3}, {7}, {19}};
    for (bool const power_cut : {false, true}) {
        auto entries = some_entries(20);
        auto const put_away = [&](scratch_folder const& f) {
            auto const hall = opened(f / "hall.db");
            auto const archive = opened(f / "archive.db", journal_access::archive);
            archive_tickets(*hall, *archive, going, {at("2027-01-01 00:00")});
        };
        auto const times = at_every_write(
            power_cut,
            [&](scratch_folder const& f) {
                auto again = entries;
                opened(f / "hall.db")->append(again);
            },
            put_away,
            [&](scratch_folder const& f) {
                put_away(f);
                std::shared_ptr<stored_journal const> const hall = opened(f / "hall.db", journal_access::read_only);
                auto const archive = opened(f / "archive.db", journal_access::read_only);
                auto const fault = verify_together(*hall, {archive});
                CHECK_MESSAGE(!fault, (fault ? fault->what.en : ""));
                CHECK(all_of(*archive).size() == 2 * going.size());
                CHECK(hall->last() == entries.size() + going.size());
                auto whole = all_of(joined_journal{hall, {archive}});
                whole.resize(entries.size());
                CHECK(same(whole, entries));
            });
        CHECK(times > 20);
    }
}

TEST_CASE("what was found when a journal was opened is there after a power cut too") {
    bool brought_back = false;
    for (int writes = 0; writes < 12; ++writes) {
        INFO("ended after ", writes, " writes");
        scratch_folder const folder;
        dice d{static_cast<std::uint64_t>(writes)};
        faulty_disk disk{d, 0};
        {
            auto const j = opened(folder / "hall.db");
            std::vector<entry> one{entry_of(1, "open")};
            j->append(one);
            disk.die_after(writes);
            std::vector<entry> two{entry_of(1, "note")};
            static_cast<void>(error_of([&] { j->append(two); }));
            disk.die();
        }
        disk.begin_anew(false);
        std::uint64_t found = 0;
        {
            auto const j = opened(folder / "hall.db");
            found = j->last();
            disk.die();
        }
        disk.begin_anew(true);
        CHECK(opened(folder / "hall.db")->last() == found);
        brought_back = brought_back || found == 2;
    }
    CHECK(brought_back);
}

TEST_CASE("left to the system a power cut may take the last batches and what is there is sound") {
    std::uint64_t lost = 0;
    for (std::uint64_t seed = 0; seed < 20; ++seed) {
        scratch_folder const folder;
        dice d{seed};
        faulty_disk disk{d, 0};
        sqlite_options o;
        o.durable = durability::crash;
        std::uint64_t written = 0;
        {
            sqlite_journal j{folder / "hall.db", o};
            for (int i = 0; i < 60; ++i) {
                std::vector<entry> batch(static_cast<std::size_t>(1 + d.below(40)), entry_of(1, "note"));
                j.append(batch);
                written = batch.back().sequence;
            }
            disk.die();
        }
        disk.begin_anew(true);
        auto const j = opened(folder / "hall.db");
        auto const fault = j->verify();
        CHECK_MESSAGE(!fault, (fault ? fault->what.en : ""));
        CHECK(j->last() <= written);
        lost += written - j->last();
    }
    CHECK(lost > 0);  // the test's disk does lose what was not synced
}
