// A desk that was ended, in order or not, and comes back from its journal.

#include "desk_text.hpp"
#include "entries.hpp"
#include "random_desk.hpp"

#include <gongdan/journal/sqlite.hpp>
#include <support/scratch.hpp>

#include <algorithm>

using namespace gongdan;

namespace {

std::shared_ptr<sqlite_journal> journal_in(std::string const& path, durability d = durability::crash) {
    sqlite_options o;
    o.durable = d;
    return std::make_shared<sqlite_journal>(path, o);
}

}  // namespace

TEST_CASE("a desk that comes back from its journal has every ticket and every effect as it had them") {
    std::size_t tickets = 0;
    std::size_t conflicts = 0;
    std::size_t effects = 0;
    for (unsigned seed = 1; seed <= 30; ++seed) {
        INFO("seed ", seed);
        scratch_folder const folder;
        auto live = desk_on(journal_in(folder / "j.db"));
        random_hand hand{live, seed, at("2026-02-09 08:00")};
        for (int i = 0; i < 300; ++i) hand.act();
        static_cast<void>(live.poll(hand.now(), 1'000'000));

        std::filesystem::copy_file(folder / "j.db", folder / "copy.db");
        if (std::filesystem::exists(folder / "j.db-wal"))
            std::filesystem::copy_file(folder / "j.db-wal", folder / "copy.db-wal");
        auto const store = journal_in(folder / "copy.db");
        CHECK_FALSE(store->verify());
        auto back = desk_on(store);
        REQUIRE(back.size() == live.size());
        for (std::uint64_t id = 1; id <= live.size(); ++id) {
            CHECK(text_of(*back.ticket({id})) == text_of(*live.ticket({id})));
            conflicts += live.ticket({id})->conflicts;
        }
        auto const pending = pending_of(live, hand.now());
        CHECK(pending_of(back, hand.now()) == pending);
        CHECK(back.next_due() == live.next_due());
        tickets += live.size();
        effects += static_cast<std::size_t>(std::count(pending.begin(), pending.end(), '\n'));
    }
    CHECK(tickets > 300);
    CHECK(conflicts > 50);
    CHECK(effects > 100);
}
