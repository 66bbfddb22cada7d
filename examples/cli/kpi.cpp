// gongdan kpi: key figures of a period, each with the tickets behind it.

#include "inputs.hpp"
#include "told.hpp"
#include "verbs.hpp"

#include <gongdan/files/names.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/report/kpi_file.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

struct kpi_options {
    cli::told_options told;
    std::string definitions;
    std::string hall;
    std::string as_of;
    std::string since;
    std::vector<std::string> by;
    std::string format = "text";
    std::string language = "zh";
    bool items = false;
};

report::scope scope_of(kpi_options const& o, cli::told const& t) {
    report::scope s;
    s.as_of = o.as_of.empty() ? t.latest : cli::instant_argument("--as-of", o.as_of);
    if (!o.since.empty()) s.since = cli::instant_argument("--since", o.since);
    s.hall = o.hall;
    return s;
}

std::vector<report::kpi_rows> rows_of(kpi_options const& o,
                                      std::vector<report::kpi> const& wanted,
                                      report::snapshot const& seen,
                                      report::scope const& s) {
    std::vector<report::kpi_rows> all;
    if (o.by.empty()) all.push_back({{}, figures_of(wanted, seen, s)});
    for (std::string const& name : o.by) {
        auto const by = read_one_of<report::grouping>(name);
        if (!by) cli::refuse_argument("--by", by.wrong);
        all.push_back({name, figures_of(wanted, seen, s, *by)});
    }
    return all;
}

std::string text(std::vector<report::kpi_rows> const& all, report::scope const& s, language l) {
    report::document d;
    d.lang = l;
    d.title = l == language::zh ? "考核指标" : "Key figures";
    d.subtitle = (l == language::zh ? "截至 " : "as of ") + to_text(s.as_of);
    for (auto const& r : all) {
        if (auto const by = parse_label<report::grouping>(r.by)) d.add(report::heading{std::string{label(*by).in(l)}});
        d.add(kpi_table(r.figures, l));
    }
    return text_of(d);
}

void run(kpi_options const& o) {
    auto const wanted = o.definitions.empty() ? report::shipped_kpis() : report::read_kpis(read_source(o.definitions));
    cli::told const t{o.told};
    auto const s = scope_of(o, t);
    report::snapshot const seen{t.where, s};
    auto const all = rows_of(o, wanted, seen, s);
    if (o.items) fmt::print("{}", kpi_items_csv(all));
    else if (o.format == "csv") fmt::print("{}", kpi_csv(all));
    else fmt::print("{}", text(all, s, cli::language_argument(o.language)));
}

}  // namespace

void add_kpi(CLI::App& app, int&) {
    auto* const verb = app.add_subcommand("kpi", "考核指标 · key figures of a period, each with the tickets behind it");
    auto const o = std::make_shared<kpi_options>();
    verb->add_option("files", o->told.files, "JSON Lines of events, or a journal: its file, or postgresql://…")
        ->required();
    verb->add_option("--kpi", o->definitions, "what is counted (TOML); else the figures that come along");
    o->told.add_to(*verb);
    verb->add_option("--hall", o->hall, "only this hall's");
    verb->add_option("--since", o->since, "where the period begins");
    verb->add_option("--as-of", o->as_of, "where it ends, and the instant looked at; else the last one in the input");
    verb->add_option("--by", o->by, "type, level, hall or crew; may be given several times")->expected(1)->take_all();
    verb->add_flag("--items", o->items, "a line (CSV) for each ticket, target, step or hazard behind the figures");
    verb->add_option("--format", o->format, "text or csv")
        ->check(CLI::IsMember({"text", "csv"}))
        ->capture_default_str();
    verb->add_option("--lang", o->language, "zh or en, for text")
        ->check(CLI::IsMember({"zh", "en"}))
        ->capture_default_str();
    verb->footer("Example: gongdan kpi examples/week/events.jsonl --since 2026-02-14 --by hall");
    verb->callback([o] { run(*o); });
}
