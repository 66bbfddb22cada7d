// One hall on SQLite: commands that share a sync, a backup beside the desk's work, and a morning that begins with a
// snapshot. The files go into a folder of the system's temporary ones.

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/batch.hpp>
#include <gongdan/journal/sqlite.hpp>
#include <gongdan/journal/sqlite_backup.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <filesystem>

using namespace gongdan;

namespace {

desk desk_of(std::shared_ptr<journal> store, std::string_view snapshot = {}) {
    desk_options o;
    o.snapshot = snapshot;
    return {china(), gas(), builtin_lifecycles(), std::move(store), o};
}

opening call(std::string number, instant when) {
    opening o;
    o.type = kind::repair;
    o.occurred_at = when;
    o.who = {role::customer, "周甲"};
    o.external = number;
    o.command_id = "open " + number;  // a retry with it opens no second ticket
    return o;
}

}  // namespace

int main() {
    auto const folder = std::filesystem::temp_directory_path() / "gongdan-one-hall";
    std::filesystem::remove_all(folder);
    std::filesystem::create_directory(folder);
    auto const file = (folder / "hall.db").string();
    auto const copy = (folder / "copy.db").string();
    auto const morning = at("2026-03-02 08:00");
    std::string snapshot;
    {
        auto d = desk_of(std::make_shared<sqlite_journal>(file));
        batch b{d};  // what came in within a moment: one sync, and then everybody is answered
        auto const first = b.open(call("BX-1", morning));
        b.apply(first, {"record", morning + minutes{4}, {role::receptionist, "r-07"}});
        b.open(call("BX-2", morning + minutes{5}));
        for (auto const& a : b.commit()) fmt::print("entry {}, ticket {}\n", a->sequence, a->ticket.value);

        sqlite_backup backup{file, copy};  // step by step, between the commands of a working desk
        while (backup.step(100)) {}
        snapshot = d.snapshot();
        static_cast<void>(d.open(call("BX-3", morning + minutes{9})));
    }
    auto const back = desk_of(std::make_shared<sqlite_journal>(file), snapshot);
    fmt::print("{} tickets, {} entry read beyond the snapshot\n", back.size(), back.start().entries_read);

    sqlite_journal const saved{copy};
    fmt::print("the backup has {} entries and is {}\n", saved.last(), saved.verify() ? "not sound" : "sound");
    std::filesystem::remove_all(folder);
}
