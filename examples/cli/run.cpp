#include "inputs.hpp"
#include "stores.hpp"
#include "verbs.hpp"

#include <gongdan/desk/mapping.hpp>
#include <gongdan/desk/tables.hpp>
#include <gongdan/dispatch/propose.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/journal/personal_sqlite.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/report/kpi_file.hpp>
#include <gongdan/report/page.hpp>
#include <gongdan/ticket/organisation_file.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace gongdan;

struct run_options {
    std::vector<std::string> files;
    std::string policy = "gas";
    std::string map;
    std::vector<std::string> calendar;
    std::vector<std::string> new_calendar;
    std::string crews;
    std::string as_of;
    cli::journal_place journal;
    std::string snapshot;
    std::string units;
    std::string seen_by;
    std::string out;
    std::string hall;
    std::string lang = "zh";
};

/// What a run leaves behind, beside the desk.
struct run_record {
    std::vector<fault> rejects;
    std::string answers;
    std::size_t accepted = 0;
    std::size_t refused = 0;
    std::size_t conflicts = 0;
    instant latest = distant_past;
};

bool ends_with(std::string const& text, std::string_view end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

intake_sinks sinks_for(run_record& r, language l) {
    intake_sinks s;
    s.rejected = [&r](fault const& f) { r.rejects.push_back(f); };
    s.answered = [&r, l](intake_answer const& a) {
        r.answers += to_json(a, l) + '\n';
        ++(a.result == intake_result::accepted  ? r.accepted
           : a.result == intake_result::refused ? r.refused
                                                : r.conflicts);
    };
    return s;
}

/// Everything is read before anything is done: a file that is missing leaves no half run behind.
std::vector<source> read_all(run_options const& o) {
    std::vector<source> all;
    for (std::string const& file : o.files) {
        all.push_back(read_source(file));
        if (ends_with(file, ".csv") && o.map.empty())
            cli::refuse_argument(file, "a CSV of a foreign system needs --map");
    }
    return all;
}

void take_all(desk& d, run_options const& o, std::vector<source> const& sources, run_record& r) {
    auto const sinks = sinks_for(r, cli::language_argument(o.lang));
    std::optional<mapping> map;
    if (!o.map.empty()) map = read_mapping(read_source(o.map));
    for (source const& s : sources) {
        bool const rows = map && !ends_with(s.name, ".jsonl");
        r.latest = std::max(r.latest, rows ? take_rows(d, s, *map, sinks) : take_events(d, s, sinks));
    }
}

std::vector<report::assignment> assignments(desk const& d, run_options const& o, instant as_of) {
    std::vector<report::assignment> rows;
    if (o.crews.empty()) return rows;
    auto const roster = dispatch::read_roster(read_source(o.crews));
    for (dispatch::proposal const& p : dispatch::propose(d, roster, as_of)) {
        report::assignment a;
        a.ticket = p.ticket;
        a.crew = p.crew;
        if (!p.crew.empty()) a.eta = p.arrives;
        a.reason = p.reason;
        rows.push_back(std::move(a));
    }
    return rows;
}

/// The figures of the input, for all and by each grouping; drilled down for all.
void write_kpis(std::string const& folder, desk const& d, instant as_of, std::string const& seen_by) {
    report::scope s;
    s.as_of = as_of;
    s.seen_by = seen_by;
    report::snapshot const seen{d, s};
    auto const& wanted = report::shipped_kpis();
    std::vector<report::kpi_rows> rows{{{}, figures_of(wanted, seen, s)}};
    write_file(folder + "/kpi_items.csv", kpi_items_csv(rows));
    for (term const& by : labels<report::grouping>::table)
        rows.push_back({std::string{by.code}, figures_of(wanted, seen, s, parse_label<report::grouping>(by.code))});
    write_file(folder + "/kpi.csv", kpi_csv(rows));
}

void write_out(run_options const& o, desk const& d, run_record const& r, instant as_of, std::string const& html) {
    auto const& folder = o.out;
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) cli::refuse_argument("--out", folder + ": " + failed.message());
    write_file(folder + "/answers.jsonl", r.answers);
    write_file(folder + "/tickets.csv", tickets_csv(d, as_of, o.seen_by));
    write_file(folder + "/owners.csv", owners_csv(d, as_of, o.seen_by));
    write_file(folder + "/duplicates.csv", duplicates_csv(d, o.seen_by));
    write_file(folder + "/rejects.csv", rejects_csv(r.rejects));
    write_file(folder + "/report.html", html);
    write_kpis(folder, d, as_of, o.seen_by);
}

/// By the host's own number, as tickets.csv names them.
std::string moved_csv(desk const& d, std::vector<moved_deadline> const& moved) {
    csv_text out{{"ticket", "target", "before", "after"}};
    auto const told = [](instant t) { return t == distant_future ? std::string{} : to_text(t); };
    for (moved_deadline const& m : moved) {
        out.row({d.ticket(m.ticket)->name(), m.what->target, told(m.before), told(m.after)});
    }
    return out.text();
}

void print_rejects(run_record const& r) {
    constexpr std::size_t shown = 10;
    for (std::size_t i = 0; i < std::min(shown, r.rejects.size()); ++i)
        fmt::print(stderr, "gongdan: {}\n", r.rejects[i].text());
    if (r.rejects.size() > shown)
        fmt::print(stderr, "gongdan: … and {} more rows rejected\n", r.rejects.size() - shown);
}

std::shared_ptr<journal> store_of(run_options const& o) {
    std::shared_ptr<journal> store = std::make_shared<memory_journal>();
    if (!o.journal.name.empty()) store = o.journal.opened(journal_access::write);
    return o.journal.with_personal(std::move(store));
}

desk_options options_of(run_options const& o) {
    desk_options options;
    if (!o.units.empty()) options.units = std::make_shared<organisation const>(read_organisation(read_source(o.units)));
    if (!o.seen_by.empty() && (!options.units || options.units->find(o.seen_by) == nullptr))
        cli::refuse_argument("--seen-by", options.units ? "no such unit: " + o.seen_by : "it needs --units");
    return options;
}

void run(run_options const& o) {
    auto const sources = read_all(o);
    auto const types = builtin_lifecycles();
    auto rules = cli::policy_named(o.policy, types);
    auto days = cli::calendar_of(o.calendar);
    auto options = options_of(o);
    auto const snapshot = o.snapshot.empty() ? std::string{} : cli::read_snapshot(o.snapshot);
    options.snapshot = snapshot;
    desk d{std::move(days), std::move(rules), types, store_of(o), options};
    if (auto const& why = d.start().passed_over) fmt::print(stderr, "gongdan: {} · {}\n", why->zh, why->en);
    run_record r;
    take_all(d, o, sources, r);
    if (o.as_of.empty() && r.latest == distant_past)
        cli::refuse_argument("--as-of", "nothing was read that could say at what time to look");
    instant const as_of = o.as_of.empty() ? r.latest : cli::instant_argument("--as-of", o.as_of);

    report::page_options page;
    page.at.as_of = as_of;
    page.at.hall = o.hall;
    page.at.seen_by = o.seen_by;
    page.lang = cli::language_argument(o.lang);
    auto const moved =
        o.new_calendar.empty() ? std::vector<moved_deadline>{} : d.load_calendar(cli::calendar_of(o.new_calendar));
    page.assignments = assignments(d, o, as_of);
    auto const document = report::page_of(d, page);
    fmt::print("{}", report::text_of(document));
    bool const zh = page.lang == language::zh;
    fmt::print(zh ? "\n工单 {} · 记录 {} 条接受、{} 条拒绝、{} 条冲突 · 无法读取 {} 行\n"
                  : "\n{} tickets · events {} accepted, {} refused, {} in conflict · {} rows could not be read\n",
               d.size(), r.accepted, r.refused, r.conflicts, r.rejects.size());
    if (!o.new_calendar.empty())
        fmt::print(zh ? "新日历改动了 {} 个时限\n" : "the new calendar moved {} deadlines\n", moved.size());
    print_rejects(r);
    if (o.out.empty()) return;
    write_out(o, d, r, as_of, report::html_of(document));
    if (!o.new_calendar.empty()) write_file(o.out + "/moved.csv", moved_csv(d, moved));
    fmt::print("{}{}/report.html\n", zh ? "报告:" : "report: ", o.out);
}

}  // namespace

void add_run(CLI::App& app, int&) {
    auto const o = std::make_shared<run_options>();
    auto* const verb = app.add_subcommand("run", "运行 · takes tickets and events through the desk and shows the day");
    verb->footer("Example: gongdan run examples/week/events.jsonl --crews examples/week/crews.toml --out build/week");
    verb->add_option("files", o->files,
                     "JSON Lines of events, or CSV of a foreign system with --map; - is standard input")
        ->required();
    verb->add_option("--policy", o->policy, "gas, handbook, standard or a TOML file")->capture_default_str();
    verb->add_option("--map", o->map, "what the columns of a foreign CSV mean");
    verb->add_option("--calendar", o->calendar, "china, or TOML files, each laid over those before it")
        ->expected(1)
        ->take_all();
    verb->add_option("--new-calendar", o->new_calendar, "after the run count on this calendar, and list what moved")
        ->expected(1)
        ->take_all();
    verb->add_option("--crews", o->crews, "a roster; with it the page says who goes where");
    verb->add_option("--as-of", o->as_of, "the instant the day is looked at; else the last one in the input");
    verb->add_option("--journal", o->journal.name, "keep the history in this SQLite file, or at postgresql://…");
    o->journal.add_branch_to(*verb);
    verb->add_option("--snapshot", o->snapshot, "what journal snapshot wrote of it: only entries since are read")
        ->needs("--journal");
    verb->add_option("--personal", o->journal.personal,
                     "keep names, numbers and addresses in this SQLite file, out of the history");
    verb->add_option("--units", o->units, "the utility's units: who sees whose tickets");
    verb->add_option("--seen-by", o->seen_by, "show what this unit sees");
    verb->add_option("--out", o->out,
                     "folder for answers.jsonl, tickets.csv, rejects.csv, kpi.csv, kpi_items.csv and report.html");
    verb->add_option("--hall", o->hall, "only this hall's day");
    verb->add_option("--lang", o->lang, "zh or en")->check(CLI::IsMember({"zh", "en"}))->capture_default_str();
    verb->callback([o] { run(*o); });
}
