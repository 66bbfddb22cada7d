// Copies of a journal that are made while its desk works, and a desk that goes on from one.

#include "entries.hpp"
#include "random_desk.hpp"

#include <gongdan/journal/sqlite.hpp>
#include <gongdan/journal/sqlite_backup.hpp>
#include <support/scratch.hpp>

#include <sys/stat.h>

using namespace gongdan;

namespace {

std::shared_ptr<sqlite_journal> opened(std::string const& path, journal_access how) {
    sqlite_options o;
    o.how = how;
    o.durable = durability::crash;
    return std::make_shared<sqlite_journal>(path, o);
}

}  // namespace

TEST_CASE("a backup holds the journal as it was when it began though the desk worked on") {
    scratch_folder const folder;
    auto const path = folder / "hall.db";
    auto const copy = folder / "copy.db";
    auto const store = opened(path, journal_access::write);
    auto d = desk_on(store);
    random_hand hand{d, 1, at("2026-02-09 08:00")};
    for (int i = 0; i < 600; ++i) hand.act();
    auto const before = store->head();
    sqlite_backup b{path, copy};
    int steps = 0;
    while (b.step(3)) {
        hand.act();
        ++steps;
        CHECK_FALSE(std::filesystem::exists(copy));
    }
    CHECK_FALSE(b.step(3));
    CHECK(steps > 5);
    CHECK(store->head().count > before.count);
    CHECK_FALSE(std::filesystem::exists(copy + ".partial"));
    struct stat s {};
    REQUIRE(stat(copy.c_str(), &s) == 0);
    CHECK((s.st_mode & 0777) == 0600);

    auto const restored = opened(copy, journal_access::write);
    CHECK_FALSE(restored->verify());
    CHECK(restored->head().count == before.count);
    CHECK(restored->head().link == before.link);
    auto back = desk_on(restored);
    random_hand again{back, 2, at("2026-03-09 08:00")};
    for (int i = 0; i < 20; ++i) again.act();
    CHECK(restored->last() > before.count);
    CHECK_FALSE(restored->verify());
}

TEST_CASE("a backup that is given up leaves no copy and one that is there is not overwritten") {
    scratch_folder const folder;
    auto const path = folder / "hall.db";
    auto const copy = folder / "copy.db";
    auto const store = opened(path, journal_access::write);
    std::vector<entry> many(500, entry_of(1, "note"));
    store->append(many);
    { CHECK(sqlite_backup{path, copy}.step(1)); }
    CHECK_FALSE(std::filesystem::exists(copy));
    CHECK_FALSE(std::filesystem::exists(copy + ".partial"));
    write_bytes(copy + ".partial", "of a backup that was killed");
    CHECK_FALSE(sqlite_backup{path, copy}.step(100'000));
    CHECK_FALSE(opened(copy, journal_access::read_only)->verify());
    CHECK(error_of([&] { sqlite_backup{path, copy}; }) == "journal.open");
    CHECK(error_of([&] { sqlite_backup{folder / "none.db", folder / "x.db"}; }) == "journal.open");
    write_bytes(folder / "letter.db", "Dear sirs");
    CHECK(error_of([&] { sqlite_backup{folder / "letter.db", folder / "x.db"}; }) == "journal.open");
    for (char const* const name : {"x.db", "x.db.partial"}) CHECK_FALSE(std::filesystem::exists(folder / name));
}
