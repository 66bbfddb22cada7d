// Worlds on a store in memory and on SQLite: whatever fails, the books are right at the end.

#include "world.hpp"

#include <gongdan/journal/sqlite.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

TEST_CASE(
    "whatever fails, nothing answered is lost, nothing refused happened, and every effect is told once by its key") {
    random_worlds::for_seeds(100, [](std::uint64_t seed, std::string& wrong) {
        dice d{seed};
        memory_ground g{d};
        world w{d, g};
        w.run(250);
        wrong = w.wrong();
        return w.answers();
    });
}

TEST_CASE(
    "SQLite on a disk that writes by half, is full, cannot sync and loses power loses nothing that was answered") {
    long long faults = 0;
    random_worlds::for_seeds(100, [&](std::uint64_t seed, std::string& wrong) {
        dice d{seed};
        sqlite_ground g{d, seed % 2 == 0 ? durability::power_loss : durability::crash};
        world w{d, g};
        w.run(250);
        wrong = w.wrong();
        if (auto const fault = dynamic_cast<stored_journal const&>(w.journal()).verify()) wrong += fault->what.en;
        faults += g.faults();
        return w.answers();
    });
    MESSAGE(faults, " writes failed");
}
