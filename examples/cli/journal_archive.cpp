#include "journal_archive.hpp"

#include "inputs.hpp"
#include "stores.hpp"

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/retention_file.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/journal/archive.hpp>
#include <gongdan/journal/personal_sqlite.hpp>
#include <gongdan/lifecycle/catalogue.hpp>

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

struct keeping_options {
    cli::journal_place place;
    std::string archive;
    std::string rules;
    std::string closed_before;
    std::string texts = "keep";
    std::string persons;
    std::string archive_persons;
    std::string at;
    std::string who;
    std::vector<std::string> tickets;
    std::string policy = "gas";
    std::vector<std::string> calendar;
    std::string out;
};

desk desk_on(keeping_options const& o, std::shared_ptr<journal> store) {
    auto const types = builtin_lifecycles();
    return {cli::calendar_of(o.calendar), cli::policy_named(o.policy, types), types, std::move(store)};
}

std::unique_ptr<sqlite_personal_store> persons_in(std::string const& file) {
    return file.empty() ? nullptr : std::make_unique<sqlite_personal_store>(file);
}

retention rules_of(keeping_options const& o) {
    if (o.rules.empty() == o.closed_before.empty())
        cli::refuse_argument("--rules", "either the rules of retention, or --closed-before");
    return o.rules.empty() ? everything_closed(*parse_label<personal_fate>(o.texts))
                           : read_retention(read_source(o.rules), builtin_lifecycles());
}

void put_away(keeping_options const& o) {
    auto const rules = rules_of(o);
    auto const now = cli::instant_argument("--at", o.at);
    auto const today = o.closed_before.empty() ? day_of(now) : cli::day_argument("--closed-before", o.closed_before);
    auto const store = o.place.opened_to_change();
    auto const persons = persons_in(o.persons);
    auto const archive_persons = persons_in(o.archive_persons);
    auto const going = due_for_archive(desk_on(o, store), rules, today);
    auto const archive = cli::journal_file(o.archive, journal_access::archive);
    auto const moved = carry_out(going, *store, *archive, {persons.get(), archive_persons.get()},
                                 {now, o.who, role::system, o.archive});
    fmt::print("已归档 · archived: {} tickets, {} entries; the journal's head {}\n", moved.tickets, moved.entries,
               store->head().link);
}

void put_back(keeping_options const& o) {
    auto const archive = cli::journal_file(o.archive, journal_access::read_only);
    auto const d = desk_on(o, archive);
    std::vector<ticket_id> tickets;
    for (std::string const& name : o.tickets) {
        auto const id = d.resolve(name);
        if (!id) cli::refuse_argument("--ticket", fmt::format("the archive has no ticket '{}'", name));
        tickets.push_back(*id);
    }
    auto const moved = restore_tickets(*o.place.opened_to_change(), *archive, tickets);
    fmt::print("已恢复 · restored: {} tickets, {} entries\n", moved.tickets, moved.entries);
}

void take_snapshot(keeping_options const& o) {
    auto const d = desk_on(o, o.place.opened(journal_access::read_only));
    auto const bytes = d.snapshot();
    write_file(o.out, bytes);
    fmt::print(stderr, "{} 张工单,{} 字节 · {} tickets, {} bytes\n", d.size(), bytes.size(), d.size(), bytes.size());
}

CLI::App& add(CLI::App& journal,
              char const* name,
              char const* about,
              void (*does)(keeping_options const&),
              std::shared_ptr<keeping_options> const& o) {
    auto& v = *journal.add_subcommand(name, about);
    v.add_option("db", o->place.name, "the journal: a file, or postgresql://…")->required();
    o->place.add_branch_to(v);
    v.add_option("--policy", o->policy, "gas, handbook, standard or a TOML file")->capture_default_str();
    v.add_option("--calendar", o->calendar, "china, or TOML files, each laid over those before it")
        ->expected(1)
        ->take_all();
    v.callback([does, o] { does(*o); });
    return v;
}

}  // namespace

void add_journal_archive(CLI::App& journal, int&) {
    auto const o = std::make_shared<keeping_options>();
    auto& archive =
        add(journal, "archive", "moves closed tickets whose time is over to an archive, whole", put_away, o);
    archive.add_option("--to", o->archive, "the archive's file; made where it is missing, else added to")->required();
    archive.add_option("--rules", o->rules, "how long which tickets stay, and their personal texts: a TOML file");
    archive.add_option("--closed-before", o->closed_before, "instead of rules: all that were closed before this day");
    archive.add_option("--texts", o->texts, "with --closed-before, personal texts: keep, move or erase")
        ->check(CLI::IsMember({"keep", "move", "erase"}))
        ->capture_default_str();
    archive.add_option("--personal", o->persons, "the SQLite file in which personal texts lie");
    archive.add_option("--personal-to", o->archive_persons, "the SQLite file they move to");
    archive.add_option("--at", o->at, "when; the tool reads no clock")->required();
    archive.add_option("--who", o->who, "who does it, as the journal will say");
    archive.footer(
        "Example: gongdan journal archive hall.db --to hall.2016.db --rules keep.toml --at \"2026-03-02 20:00\"");

    auto& back = add(journal, "restore", "puts tickets back from an archive, which keeps its copy", put_back, o);
    back.add_option("--from", o->archive, "the archive's file")->required();
    back.add_option("--ticket", o->tickets, "its number, once for each")->required()->expected(1)->take_all();
    back.footer("Example: gongdan journal restore hall.db --from hall.2016.db --ticket BX-20160302-001");

    auto& snapshot =
        add(journal, "snapshot", "what a desk holds, so that run begins with it in little time", take_snapshot, o);
    snapshot.add_option("--out", o->out, "its file; it holds what the tickets hold, names included")->required();
    snapshot.footer("Example: gongdan journal snapshot hall.db --out hall.snapshot");
}
