#include "inputs.hpp"
#include "verbs.hpp"

#include <gongdan/calendar/file.hpp>
#include <gongdan/calendar/show.hpp>
#include <gongdan/core/located.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <memory>
#include <string>
#include <vector>

namespace {

using namespace gongdan;

struct calendar_options {
    std::vector<std::string> files;
    std::string as_of;
    std::string lang = "en";
    std::string month;
    std::string what;
    std::string when;
    cli::calendar_choice calendar;
};

void check_files(calendar_options const& o, int& exit_code) {
    std::vector<source> layers;
    for (std::string const& name : o.files) layers.push_back(read_source(name));
    std::optional<day> today;
    if (!o.as_of.empty()) today = cli::day_argument("--as-of", o.as_of);
    auto const found = check_calendar(layers, today);
    auto const lang = cli::language_argument(o.lang);
    for (calendar_doubt const& d : found) fmt::print("{}\n", fault{d.at, d.what.in(lang)}.text());
    if (!found.empty()) {
        exit_code = 1;
        return;
    }
    auto const days = read_calendar_layers(layers);
    auto const last = to_text(days.spec().last);
    fmt::print("{}", lang == language::zh
                         ? fmt::format("未见可疑之处;日历“{}”知道 {} 至 {}\n", days.name(), to_text(days.first()), last)
                         : fmt::format("nothing doubtful; calendar '{}' knows {} to {}\n", days.name(),
                                       to_text(days.first()), last));
}

void show_month(calendar_options const& o) {
    auto const first = read_day(o.month + "-01");
    if (!first) cli::refuse_argument("MONTH", fmt::format("'{}' is not a month (YYYY-MM)", o.month));
    auto const parts = split(*first);
    auto const page = draw_month(o.calendar.made(), parts.year, parts.month);
    if (!page) cli::refuse_argument("MONTH", page.why().en);
    fmt::print("{}", *page);
}

/// Whether something may be done then, else from when.
void ask(calendar_options const& o, int& exit_code) {
    auto const days = o.calendar.made();
    auto const t = cli::instant_argument("TIME", o.when);
    auto const from = days.allowed_from(o.what, t);
    if (!from) cli::refuse_argument("WHAT", from.why().en);
    fmt::print("{}\n", to_text(*from));
    if (*from != t) exit_code = 1;
}

}  // namespace

void add_calendar(CLI::App& app, int& exit_code) {
    auto const o = std::make_shared<calendar_options>();
    auto* const verb =
        app.add_subcommand("calendar", "日历 · checks calendar files, draws a month, says what may be done when");
    verb->require_subcommand(1);

    auto* const check = verb->add_subcommand("check", "What is doubtful in calendar files, each laid over the last");
    check->footer("Example: gongdan calendar check examples/calendars/hall.toml --as-of 2026-11-20");
    check->add_option("files", o->files, "TOML files")->required();
    check->add_option("--as-of", o->as_of, "warn where coverage ends within 60 days of this day");
    check->add_option("--lang", o->lang, "zh or en")->check(CLI::IsMember({"zh", "en"}))->capture_default_str();
    check->callback([o, &exit_code] { check_files(*o, exit_code); });

    auto* const show = verb->add_subcommand("show", "Draw a month");
    show->footer("Example: gongdan calendar show 2026-02");
    show->add_option("month", o->month, "YYYY-MM")->required();
    o->calendar.add_to(*show);
    show->callback([o] { show_month(*o); });

    auto* const may = verb->add_subcommand("may", "From when something may be done: exit 1 where that is not at once");
    may->footer(
        "Example: gongdan calendar may restore_gas \"2026-03-02 23:00\" --calendar examples/calendars/hall.toml");
    may->add_option("what", o->what, "what the calendar forbids at some hours, e.g. restore_gas")->required();
    may->add_option("time", o->when, "YYYY-MM-DD HH:MM[:SS]")->required();
    o->calendar.add_to(*may);
    may->callback([o, &exit_code] { ask(*o, exit_code); });
}
