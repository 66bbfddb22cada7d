// What every journal must do, asked of those that need no server.

#define ON_BACKENDS ""
#include "conformance.hpp"

#include <gongdan/journal/sqlite.hpp>
#include <support/scratch.hpp>

namespace {

void on_each(std::function<void(backend const&)> const& test) {
    scratch_folder const folder;
    auto const in_memory = std::make_shared<memory_journal>();
    backend const all[] = {
        {"memory", [&] { return in_memory; }},
        {"SQLite", [&] { return std::make_shared<sqlite_journal>(folder / "journal.db"); }},
        {"SQLite, synced by the system",
         [&] {
             sqlite_options o;
             o.durable = durability::crash;
             return std::make_shared<sqlite_journal>(folder / "relaxed.db", o);
         }},
    };
    for (backend const& b : all) {
        INFO("backend: ", b.name);
        test(b);
    }
}

}  // namespace
