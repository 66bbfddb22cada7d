// gongdan paper: the papers of the books, filled in from tickets and forms.

#include "inputs.hpp"
#include "told.hpp"
#include "verbs.hpp"

#include <gongdan/files/source.hpp>
#include <gongdan/registration/file.hpp>
#include <gongdan/report/application.hpp>
#include <gongdan/report/gas_file.hpp>
#include <gongdan/report/hazard.hpp>
#include <gongdan/report/ledger.hpp>
#include <gongdan/report/paper_file.hpp>
#include <gongdan/report/settlement.hpp>
#include <gongdan/report/work_order.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

struct paper_options {
    std::string name;
    cli::told_options told;
    std::string ticket;
    std::string hall;
    std::string as_of;
    std::string since;
    std::string day;
    std::string gas;
    std::string counted;
    std::string design;
    std::string format = "text";
    bool show = false;
};

[[noreturn]] void refuse(refusal const& why) { throw input_error({{}, why.zh + " · " + why.en}); }

std::vector<report::paper_data> applications(paper_options const& o) {
    std::vector<report::paper_data> all;
    for (std::string const& path : o.told.files) {
        source const from = read_source(path);
        bool const table = path.size() > 4 && path.substr(path.size() - 4) == ".csv";
        registration::read_forms(
            from, table,
            [&](registration::form_line const& l) {
                if (o.ticket.empty() || l.what.id == o.ticket) all.push_back(report::application_data(l.what));
            },
            [](fault const& f) { fmt::print(stderr, "gongdan: {}\n", f.text()); });
    }
    if (all.empty()) throw input_error({{}, "there is no such form"});
    return all;
}

ticket_id ticket_named(cli::told const& t, paper_options const& o) {
    for (std::uint64_t i = 1; i <= t.where.size(); ++i)
        if (t.where.ticket({i})->facts.external == o.ticket) return {i};
    cli::refuse_argument("--ticket", fmt::format("there is no ticket '{}'", o.ticket));
}

report::scope scope_of(paper_options const& o, cli::told const& t) {
    report::scope s;
    s.as_of = o.as_of.empty() ? t.latest : cli::instant_argument("--as-of", o.as_of);
    if (!o.since.empty()) s.since = cli::instant_argument("--since", o.since);
    s.hall = o.hall;
    return s;
}

report::paper_data settlement(cli::told const& t, paper_options const& o, report::scope const& s) {
    std::vector<report::gas_sale> gas;
    if (!o.gas.empty()) gas = report::read_gas_sales(read_source(o.gas));
    std::optional<money> counted;
    if (!o.counted.empty()) {
        auto const m = read_money(o.counted);
        if (!m) cli::refuse_argument("--counted", m.wrong);
        counted = *m;
    }
    auto const on = o.day.empty() ? day_of(s.as_of) : cli::day_argument("--day", o.day);
    return settlement_data(report::settle(report::snapshot{t.where, s}, s, on, gas, counted));
}

report::paper_data hazard_data(cli::told const& t, paper_options const& o, report::scope const& s) {
    report::snapshot const seen{t.where, s};
    auto const* ticket = seen.find(ticket_named(t, o));
    auto const h = ticket == nullptr ? std::nullopt : hazard_of(*ticket, ticket->steps(), s, language::zh);
    if (!h) cli::refuse_argument("--ticket", fmt::format("no hazard was found at ticket '{}'", o.ticket));
    return hazard_notice_data(*h);
}

std::vector<report::paper_data> data_of(paper_options const& o, std::string const& kind) {
    if (o.told.files.empty()) cli::refuse_argument("files", "forms, events or a journal are needed");
    if (kind == "application") return applications(o);
    cli::told const t{o.told};
    auto const s = scope_of(o, t);
    if (kind == "ledger") return {ledger_data(report::ledger(t.where, s), s)};
    if (kind == "settlement") return {settlement(t, o, s)};
    if (kind == "archive") return {archive_data(report::snapshot{t.where, s}, s)};
    if (kind == "hazard_notice") return {hazard_data(t, o, s)};
    auto const w = work_order_of(t.where, ticket_named(t, o), s);
    if (!w) refuse(w.why());
    return {work_order_data(*w)};
}

void print(paper_options const& o, report::paper_template const& design, std::vector<report::paper_data> const& all) {
    std::vector<report::document> sheets;
    for (auto const& d : all)
        if (o.format == "csv") fmt::print("{}", csv_of(design, d));
        else
            for (auto& sheet : report::sheets(design, d)) sheets.push_back(std::move(sheet));
    if (o.format == "html") fmt::print("{}", html_of(sheets));
    if (o.format == "text")
        for (std::size_t i = 0; i < sheets.size(); ++i) fmt::print("{}{}", i == 0 ? "" : "\n", text_of(sheets[i]));
}

void run(paper_options const& o) {
    auto const& shipped = *report::shipped_paper(o.name);
    auto const design = o.design.empty() ? shipped : report::read_paper(read_source(o.design));
    if (o.show) fmt::print("{}", to_toml(design));
    else print(o, design, data_of(o, o.name));
}

std::vector<std::string> names() {
    std::vector<std::string> all;
    for (auto const& t : report::shipped_papers()) all.push_back(t.name);
    return all;
}

}  // namespace

void add_paper(CLI::App& app, int&) {
    auto* const verb = app.add_subcommand("paper", "单据 · work order, ledger, notice, forms, settlement, archive");
    auto const o = std::make_shared<paper_options>();
    verb->add_option("name", o->name, "which paper")->required()->check(CLI::IsMember(names()));
    verb->add_option("files", o->told.files,
                     "JSON Lines of events, or a journal; for application, forms as JSON Lines or CSV");
    verb->add_option("--ticket", o->ticket, "the ticket, or the form, by its number");
    o->told.add_to(*verb);
    verb->add_option("--hall", o->hall, "only this hall's");
    verb->add_option("--as-of", o->as_of, "the instant looked at; else the last one in the input");
    verb->add_option("--since", o->since, "where the period of a ledger or an archive begins");
    verb->add_option("--day", o->day, "the day settled; else the day looked at");
    verb->add_option("--gas", o->gas, "gas sold (CSV: day,hall,use,cubic_metres,yuan)");
    verb->add_option("--counted", o->counted, "what lay in the till, in yuan");
    verb->add_option("--template", o->design, "a paper of your own (TOML)");
    verb->add_flag("--show-template", o->show, "print the template instead, to start your own from");
    verb->add_option("--format", o->format, "text, html or csv")
        ->check(CLI::IsMember({"text", "html", "csv"}))
        ->capture_default_str();
    verb->footer("Example: gongdan paper work_order examples/week/events.jsonl --ticket BX-0214-03 --format html");
    verb->callback([o] { run(*o); });
}
