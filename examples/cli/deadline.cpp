#include "inputs.hpp"
#include "verbs.hpp"

#include <gongdan/calendar/clock.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/sla/explain_forms.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace {

using namespace gongdan;

struct deadline_options {
    std::string accepted;
    std::string target;
    std::vector<std::string> holds;
    std::string agreed;
    cli::calendar_choice calendar;
    std::string explain;  ///< text, json or strip; empty: the deadline alone
    std::string cases;
    std::string lang = "en";
};

/// `FROM/TO`, an open end empty.
reading<interval> read_hold(std::string_view text) {
    auto const slash = text.find('/');
    if (slash == std::string_view::npos) return {{}, fmt::format("'{}' is not a hold (FROM/TO)", text)};
    auto const from = read_instant(text.substr(0, slash));
    if (!from) return {{}, from.wrong};
    auto const end = text.substr(slash + 1);
    if (end.empty()) return {interval{*from, distant_future}, {}};
    auto const to = read_instant(end);
    if (!to) return {{}, to.wrong};
    if (*to < *from) return {{}, fmt::format("the hold {} ends before it begins", text)};
    return {interval{*from, *to}, {}};
}

reading<std::vector<interval>> read_holds(std::string_view text) {
    std::vector<interval> all;
    while (!text.empty()) {
        auto const end = std::min(text.find(';'), text.size());
        auto const one = read_hold(text.substr(0, end));
        if (!one) return {{}, one.wrong};
        all.push_back(*one);
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    merge(all);
    return {all, {}};
}

/// One line of the cases, and what becomes of it.
struct result {
    std::string deadline;
    std::string_view flag;
    std::string reason;
};

result invalid(std::string_view field, std::string const& why) {
    return {{}, "invalid", fmt::format("{}: {}", field, why)};
}

result to_result(due const& d, calendar const& days) {
    switch (d.state) {
    case due::how::at: return {to_text(d), d.provisional ? "provisional" : "", {}};
    case due::how::held: return {{}, "held", why_not(d, days).en};
    case due::how::unknown: return {{}, "unknown", why_not(d, days).en};
    case due::how::unset: break;
    }
    return {{}, "unknown", why_not(d, days).en};
}

/// Calendars by how they are wanted, made once: a file of cases asks for few.
class calendars {
public:
    explicit calendars(std::vector<std::string> names) : names_(std::move(names)) {}

    answer<calendar> get(std::optional<day> as_known, bool provisional) {
        auto const key = std::make_pair(as_known ? as_known->number : 0, provisional);
        auto const found = made_.find(key);
        if (found != made_.end()) return found->second;
        if (auto const possible = china({as_known, provisional}); !possible) return possible.why();
        return made_.emplace(key, cli::calendar_of(names_, {as_known, provisional})).first->second;
    }

private:
    std::vector<std::string> names_;
    std::map<std::pair<std::int32_t, bool>, calendar> made_;
};

struct case_columns {
    explicit case_columns(csv_reader const& csv)
        : id(csv.column("id")),
          accepted(csv.column("accepted")),
          target(csv.column("target")),
          holds(csv.column("holds")),
          as_known(csv.column("as_known")),
          provisional(csv.column("provisional")) {}
    csv_column id, accepted, target, holds, as_known, provisional;
};

result judge(csv_row const& row, case_columns const& c, calendars& known) {
    auto const accepted = read_instant(row[c.accepted]);
    if (!accepted) return invalid("accepted", accepted.wrong);
    auto const target = expression::parse(row[c.target]);
    if (!target) return invalid("target", target.why().en);
    auto const holds = read_holds(row[c.holds]);
    if (!holds) return invalid("holds", holds.wrong);
    std::optional<day> as_known;
    if (!row.is_empty(c.as_known)) {
        auto const d = read_day(row[c.as_known]);
        if (!d) return invalid("as_known", d.wrong);
        as_known = *d;
    }
    auto const wish = row[c.provisional];
    if (!wish.empty() && wish != "yes") return invalid("provisional", "'yes' or nothing is expected");
    auto const days = known.get(as_known, wish == "yes");
    if (!days) return {{}, "unknown", days.why().en};
    return to_result(evaluate(*target, *days, {*accepted, {}, (*holds).data(), (*holds).size()}), *days);
}

void run_cases(deadline_options const& o) {
    auto const text = read_source(o.cases);
    csv_reader csv{text};
    case_columns const columns{csv};
    csv.only({"id", "accepted", "target", "holds", "as_known", "provisional"});
    calendars known{o.calendar.names};
    csv_text out{{"id", "deadline", "flag", "reason"}};
    while (auto const row = csv.next()) {
        auto const r = judge(*row, columns, known);
        out.row({row.value()[columns.id], r.deadline, r.flag, r.reason});
    }
    fmt::print("{}", out.text());
}

void run_one(deadline_options const& o, int& exit_code) {
    if (o.accepted.empty() || o.target.empty())
        cli::refuse_argument("deadline", "--accepted and --target are needed, or --cases");
    auto const days = o.calendar.made();
    auto const target = expression::parse(o.target);
    if (!target) cli::refuse_argument("--target", target.why().en);
    std::vector<interval> holds;
    std::vector<explained_hold> reasons;
    for (std::string const& text : o.holds) {
        auto const h = read_hold(text);
        if (!h) cli::refuse_argument("--hold", h.wrong);
        holds.push_back(*h);
        reasons.push_back({*h, {text, text}});
    }
    merge(holds);
    clock_facts facts{cli::instant_argument("--accepted", o.accepted), {}, holds.data(), holds.size()};
    if (!o.agreed.empty()) {
        auto const when = cli::instant_argument("--agreed", o.agreed);
        facts.agreed = interval{when, when};
    }
    auto const lang = cli::language_argument(o.lang);
    auto const d = evaluate(*target, days, facts);
    if (!o.explain.empty()) {
        auto const x = explain(*target, days, facts, reasons);
        fmt::print("{}", o.explain == "json"    ? to_json(x, days)
                         : o.explain == "strip" ? to_strip(x, days, lang)
                                                : to_text(x, days, lang));
    } else if (d.known()) {
        fmt::print("{}{}\n", to_text(d), d.provisional ? " (provisional)" : "");
    } else {
        fmt::print("{}\n", why_not(d, days).in(lang));
    }
    if (!d.known()) exit_code = 1;
}

struct days_options {
    std::string from;
    std::optional<std::int64_t> add;
    std::string to;
    bool elapsed = false;
    std::string holds;
    std::string clock = "service hours";
    cli::calendar_choice calendar;
};

/// What a target's clock counted between two instants: seconds, or days.
std::string elapsed_text(days_options const& o, calendar const& days) {
    auto const from = cli::instant_argument("--from", o.from);
    auto const to = cli::instant_argument("--to", o.to);
    auto const holds = read_holds(o.holds);
    if (!holds) cli::refuse_argument("--holds", holds.wrong);
    auto const* first = (*holds).data();
    auto const* last = first + (*holds).size();
    auto const counted = [&](auto const& clock, instant start) {
        if (!clock.known(start) || !clock.known(to)) cli::refuse_argument("--elapsed", days.unknown(day_of(to)).en);
        return elapsed(clock, start, to, first, last);
    };
    auto const e = expression::parse("1 " + o.clock);
    if (!e) cli::refuse_argument("--target-clock", e.why().en);
    switch (e->kind) {
    case expression::form::service: return std::to_string(counted(service_clock{&days}, from));
    case expression::form::elapsed: return std::to_string(counted(elapsed_clock{}, from));
    case expression::form::working_days: return std::to_string(counted(day_clock{&days}, end_of(day_of(from))));
    case expression::form::natural_days: return std::to_string(counted(day_clock{&days, true}, end_of(day_of(from))));
    default: cli::refuse_argument("--target-clock", "a simple unit is expected");
    }
}

void run_days(days_options const& o) {
    auto const days = o.calendar.made();
    if (o.elapsed) {
        fmt::print("{}\n", elapsed_text(o, days));
    } else if (o.add) {
        auto const reached = days.add(cli::day_argument("--from", o.from), *o.add);
        if (!reached) cli::refuse_argument("--add", reached.why().en);
        fmt::print("{}{}\n", to_text(reached->date), reached->provisional ? " (provisional)" : "");
    } else if (!o.to.empty()) {
        auto const n = days.count(cli::day_argument("--from", o.from), cli::day_argument("--to", o.to));
        if (!n) cli::refuse_argument("--to", n.why().en);
        fmt::print("{}\n", *n);
    } else {
        cli::refuse_argument("days", "--add, --to or --elapsed is needed");
    }
}

}  // namespace

void add_deadline(CLI::App& app, int& exit_code) {
    auto const o = std::make_shared<deadline_options>();
    auto* const verb = app.add_subcommand("deadline", "时限 · when something is due, and why");
    verb->footer(
        "Example: gongdan deadline --accepted \"2026-02-13 23:59\" --target \"5 working days from next day\" "
        "--explain");
    verb->add_option("--accepted", o->accepted, "when it was accepted, YYYY-MM-DD HH:MM[:SS]");
    verb->add_option("--target", o->target, "the target, e.g. \"5 working days from next day\"");
    verb->add_option("--hold", o->holds, "FROM/TO, an open end empty")->expected(1)->take_all();
    verb->add_option("--agreed", o->agreed, "the time agreed with the customer");
    o->calendar.add_to(*verb);
    verb->add_option("--explain", o->explain, "how it came about: text, json, or strip, one line a day")
        ->expected(0, 1)
        ->default_str("text")
        ->check(CLI::IsMember({"text", "json", "strip"}));
    verb->add_option("--cases", o->cases, "many at once: CSV with id,accepted,target,holds,as_known,provisional");
    verb->add_option("--lang", o->lang, "zh or en")->check(CLI::IsMember({"zh", "en"}))->capture_default_str();
    verb->callback([o, &exit_code] { o->cases.empty() ? run_one(*o, exit_code) : run_cases(*o); });
}

void add_days(CLI::App& app, int&) {
    auto const o = std::make_shared<days_options>();
    auto* const verb =
        app.add_subcommand("days", "工作日 · adds and counts working days, and says what a clock counted");
    verb->footer("Example: gongdan days --from 2026-02-25 --add -3");
    verb->add_option("--from", o->from, "a day; with --elapsed an instant")->required();
    verb->add_option("--add", o->add, "working days to add, negative to go back");
    verb->add_option("--to", o->to, "count working days in (from, to]; with --elapsed an instant");
    verb->add_flag("--elapsed", o->elapsed, "what the target's clock counted from --from to --to");
    verb->add_option("--holds", o->holds, "from/to;from/to");
    verb->add_option("--target-clock", o->clock, "service hours, h, working days from next day …")
        ->capture_default_str();
    o->calendar.add_to(*verb);
    verb->callback([o] { run_days(*o); });
}
