// gongdan journal: looks after the file in which a desk's history lies.

#include "differences.hpp"
#include "inputs.hpp"
#include "journal_archive.hpp"
#include "stores.hpp"
#include "verbs.hpp"

#include <gongdan/core/located.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/exchange.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/files/names.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/journal/archive.hpp>
#include <gongdan/journal/sqlite_backup.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

using namespace gongdan;

namespace {

struct journal_options {
    cli::journal_place place;
    std::string file = "-";
    std::string format;
    std::string policy;
    std::vector<std::string> calendar;
    bool personal = false;
    std::string zone = "+08:00";
    std::string old_policy = "gas";
    std::vector<std::string> old_calendar;
    std::string as_of;
    std::string lang = "zh";
    bool all = false;
    std::uint64_t sequence = 0;
    std::string who;
    std::string role = "superior";
    std::string why;
    std::string at;
};

std::shared_ptr<journal> to_read(journal_options const& o) { return o.place.whole(); }

/// As it was asked for, else by the file's name.
journal_format format_of(journal_options const& o) {
    if (!o.format.empty()) return *parse_label<journal_format>(o.format);
    auto const dot = o.file.rfind('.');
    auto const ending = dot == std::string::npos ? std::string{} : o.file.substr(dot + 1);
    return ending == "json" ? journal_format::ocel
                            : parse_label<journal_format>(ending).value_or(journal_format::jsonl);
}

desk desk_of(journal_options const& o, std::shared_ptr<journal> store) {
    return cli::looking_desk(o.policy, o.calendar, std::move(store));
}

int verify(journal_options const& o) {
    std::optional<journal_fault> fault;
    journal_head head;
    try {
        auto const j = o.place.opened(journal_access::read_only);
        fault = o.place.archives.empty() ? j->verify() : verify_together(*j, o.place.opened_archives());
        if (!fault) head = j->head();
    } catch (journal_error const& wrong) {
        if (wrong.code() != "journal.corrupt") throw;
        fault = journal_fault{0, {"文件已损坏", wrong.what()}};
    }
    if (fault) fmt::print("{} · {}\n", fault->what.zh, fault->what.en);
    else fmt::print("完好 · sound: {} entries, head {}\n", head.count, head.link);
    return fault ? 1 : 0;
}

/// Beside the desk that writes it: four megabytes at a time, and the writer is never waited for.
int back_up(journal_options const& o) {
    if (o.place.is_postgres())
        cli::refuse_argument("db", "PostgreSQL has tools of its own for this: pg_dump -n gongdan, pg_basebackup");
    sqlite_backup b{o.place.name, o.file};
    while (b.step(1000)) {}
    auto const copy = cli::journal_place{o.file}.opened(journal_access::read_only);
    fmt::print("已备份 · backed up: {} entries, head {}\n", copy->head().count, copy->head().link);
    return 0;
}

int write_out(journal_options const& o) {
    write_file(o.file, export_journal(*to_read(o), format_of(o), {o.personal, o.zone}));
    return 0;
}

/// Everything or nothing: a file with faults leaves no journal behind.
int read_in(journal_options const& o) {
    auto const types = builtin_lifecycles();
    std::size_t faults = 0;
    auto entries = import_journal(read_source(o.file), format_of(o), types, [&](fault const& f) {
        ++faults;
        fmt::print(stderr, "{}\n", f.text());
    });
    if (faults != 0) {
        fmt::print(stderr, "{} 处有误,未导入 · {} faults, nothing was imported\n", faults, faults);
        return 2;
    }
    judge(entries, types, cli::policy_named(o.policy, types), cli::calendar_of(o.calendar));
    auto const j = o.place.opened(journal_access::create);
    j->append(entries);
    fmt::print("已导入 · imported: {} entries, head {}\n", j->head().count, j->head().link);
    return 0;
}

/// Who has looked at which conflict of a ticket, by its sequence.
std::map<std::uint64_t, entry> settlements(std::vector<entry> const& history) {
    std::map<std::uint64_t, entry> all;
    for (entry const& e : history)
        if (e.event == entry_code::settled) all.emplace(static_cast<std::uint64_t>(e.data.number(field::sequence)), e);
    return all;
}

int conflicts(journal_options const& o) {
    auto const d = desk_of(o, to_read(o));
    csv_text table{"sequence", "ticket", "type",       "event",      "occurred_at", "recorded_at",
                   "actor",    "role",   "settled_by", "settled_at", "why"};
    for (std::uint64_t id = 1; id <= d.size(); ++id) {
        ticket_record const& t = *d.ticket({id});
        if (t.conflicts == 0 && !o.all) continue;
        auto const history = d.history({id});
        auto const settled = settlements(history);
        for (entry const& e : history) {
            auto const by = settled.find(e.sequence);
            if (e.stands != standing::conflict || (by != settled.end() && !o.all)) continue;
            std::vector<std::string> row{std::to_string(e.sequence),
                                         t.name(),
                                         e.kind,
                                         e.event,
                                         to_text(e.occurred_at),
                                         to_text(e.recorded_at),
                                         e.actor,
                                         std::string{label(e.as).code}};
            if (by == settled.end()) row.insert(row.end(), 3, std::string{});
            else
                row.insert(row.end(), {by->second.actor, to_text(by->second.occurred_at),
                                       std::string{by->second.data.get(field::why)}});
            table.row(row);
        }
    }
    fmt::print("{}", table.text());
    return 0;
}

/// Marks a conflict as looked at, by whom and why.
int settle(journal_options const& o) {
    auto const store = o.place.opened_to_change();
    ticket_id ticket;
    if (o.sequence <= store->last())
        store->read(o.sequence, [&](entry const& e) {
            if (e.sequence == o.sequence) ticket = e.ticket;
        });
    auto d = desk_of(o, store);
    auto const as = parse_label<role>(o.role);
    if (!as) cli::refuse_argument("--role", unknown_name(o.role, codes<role>()));
    auto const done = d.settle(ticket, o.sequence, {*as, o.who}, o.why, cli::instant_argument("--at", o.at));
    if (!done) {
        fmt::print(stderr, "{} · {}\n", done.why().zh, done.why().en);
        return 2;
    }
    fmt::print("已处理 · settled: entry {}, kept and marked\n", o.sequence);
    return 0;
}

/// When the last entry was recorded.
instant end_of(journal const& j) {
    instant latest = distant_past;
    j.read(1, [&](entry const& e) { latest = std::max(latest, e.recorded_at); });
    return latest;
}

/// Who would have been late under the new rules and who not.
int compare(journal_options const& o) {
    auto const store = to_read(o);
    auto const before = cli::looking_desk(o.old_policy, o.old_calendar, store);
    auto const after = cli::looking_desk(o.policy.empty() ? o.old_policy : o.policy,
                                         o.calendar.empty() ? o.old_calendar : o.calendar, store);
    instant const as_of = o.as_of.empty() ? end_of(*store) : cli::instant_argument("--as-of", o.as_of);
    auto const all = differences(before, after, as_of);
    fmt::print("{}", cli::differences_text(before, after, all, as_of, cli::language_argument(o.lang)));
    if (o.file != "-") write_file(o.file, cli::differences_csv(before, all));
    return 0;
}

/// Tickets by where they stand once their histories are folded anew; with other rules, what differs under them.
int replay(journal_options const& o) {
    if (!o.policy.empty() || !o.calendar.empty()) return compare(o);
    auto const store = to_read(o);
    auto const d = desk_of(o, store);
    struct tally {
        std::size_t tickets = 0;
        std::size_t held = 0;
        std::size_t conflicts = 0;
    };
    std::map<std::pair<std::string, std::string>, tally> by_state;
    for (std::uint64_t id = 1; id <= d.size(); ++id) {
        ticket_record const& t = *d.ticket({id});
        auto& n = by_state[{std::string{t.type_name()}, std::string{t.type->life().states[t.at.state].label.code}}];
        ++n.tickets;
        n.held += t.held() ? 1 : 0;
        n.conflicts += t.conflicts;
    }
    csv_text table{"type", "state", "tickets", "held", "conflicts"};
    for (auto const& [where, n] : by_state)
        table.row({where.first, where.second, std::to_string(n.tickets), std::to_string(n.held),
                   std::to_string(n.conflicts)});
    fmt::print("{}", table.text());
    fmt::print(stderr, "{} 条记录,{} 张工单 · {} entries, {} tickets\n", store->last(), d.size(), store->last(),
               d.size());
    return 0;
}

using verb = int (*)(journal_options const&);

/// One of the verbs below `journal`.
CLI::App* add(CLI::App& journal,
              char const* name,
              char const* about,
              verb does,
              std::shared_ptr<journal_options> const& o,
              int& exit_code) {
    auto* const v = journal.add_subcommand(name, about);
    v->add_option("db", o->place.name, "the journal: a file, or postgresql://…")->required();
    o->place.add_branch_to(*v);
    v->callback([does, o, &exit_code] { exit_code = does(*o); });
    return v;
}

void add_rules(CLI::App* v, journal_options& o) {
    v->add_option("--policy", o.policy, "gas, handbook, standard or a TOML file");
    v->add_option("--calendar", o.calendar, "china, or TOML files, each laid over those before it")
        ->expected(1)
        ->take_all();
}

void add_format(CLI::App* v, journal_options& o) {
    v->add_option("--format", o.format,
                  "jsonl, csv, xes or ocel; without it, by the file's name (.json is OCEL), and jsonl where that says "
                  "nothing")
        ->check(CLI::IsMember({"jsonl", "csv", "xes", "ocel"}));
}

}  // namespace

void add_journal(CLI::App& app, int& exit_code) {
    auto* const journal =
        app.add_subcommand("journal", "日志 · verifies, exports, imports and folds the history of a desk");
    journal->require_subcommand(1);
    auto const o = std::make_shared<journal_options>();
    auto* const sound =
        add(*journal, "verify",
            "whether every entry is there and as it was written; exit 1 where not, naming the first; with "
            "archives, whether each is sound and all that was put away is in one of them",
            verify, o, exit_code);
    o->place.add_archives_to(*sound);
    sound->footer("Example: gongdan journal verify hall.db --archive hall.2016.db");

    auto* const copy =
        add(*journal, "backup", "a copy as of now, while a desk goes on writing; restore it by opening it", back_up, o,
            exit_code);
    copy->add_option("copy", o->file, "the copy's file; refused where it is there already")->required();
    copy->footer("Example: gongdan journal backup hall.db hall.2026-03-02.db");

    auto* const out = add(*journal, "export", "the history for others, without personal data", write_out, o, exit_code);
    out->add_option("--out", o->file, "a file; - is standard output");
    add_format(out, *o);
    o->place.add_archives_to(*out);
    out->add_flag("--with-personal", o->personal, "names, phones, addresses and notes as they are, not ***");
    out->add_option("--zone", o->zone, "of the civil times in XES and OCEL: Z, or as in +08:00")->capture_default_str();
    out->footer("Example: gongdan journal export hall.db --out hall.xes");

    auto* const in = add(*journal, "import", "a new journal from what export wrote, or from events as run reads them",
                         read_in, o, exit_code);
    in->add_option("file", o->file, "what export wrote; - is standard input");
    add_format(in, *o);
    add_rules(in, *o);
    in->footer("Example: gongdan journal import copy.db hall.csv");

    auto* const again = add(*journal, "replay",
                            "folds every history anew and counts the tickets by type and state; with --policy or "
                            "--calendar, says who would have been late under them and who not",
                            replay, o, exit_code);
    add_rules(again, *o);
    o->place.add_archives_to(*again);
    again->add_option("--old-policy", o->old_policy, "what is compared with")->capture_default_str();
    again->add_option("--old-calendar", o->old_calendar, "what is compared with; china where left out")
        ->expected(1)
        ->take_all();
    again->add_option("--as-of", o->as_of, "the instant open tickets are looked at; else the last one recorded");
    again->add_option("--out", o->file, "a CSV with a row for each ticket and target that differs");
    again->add_option("--lang", o->lang, "zh or en")->check(CLI::IsMember({"zh", "en"}))->capture_default_str();
    again->footer("Example: gongdan journal replay hall.db --policy next_year.toml --out differences.csv");

    auto* const open_questions =
        add(*journal, "conflicts", "entries that contradict the history around them, as CSV", conflicts, o, exit_code);
    add_rules(open_questions, *o);
    open_questions->add_flag("--all", o->all, "those that somebody has settled as well");
    open_questions->footer("Example: gongdan journal conflicts hall.db");

    auto* const answer =
        add(*journal, "settle", "marks a conflict as looked at; the entry stays, and says by whom and why", settle, o,
            exit_code);
    answer->add_option("sequence", o->sequence, "the entry, as conflicts lists it")->required();
    answer->add_option("--who", o->who, "who has looked at it")->required();
    answer->add_option("--role", o->role, "in which role")->capture_default_str();
    answer->add_option("--why", o->why, "why it stays as it is")->required();
    answer->add_option("--at", o->at, "when; the tool reads no clock")->required();
    add_rules(answer, *o);
    answer->footer("Example: gongdan journal settle hall.db 412 --who 李 --why 打错了工单号 --at \"2026-03-02 15:00\"");

    add_journal_archive(*journal, exit_code);
}
