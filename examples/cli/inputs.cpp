#include "inputs.hpp"

#include <gongdan/calendar/file.hpp>
#include <gongdan/desk/binding.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/sla/file.hpp>
#include <gongdan/time/civil.hpp>

#include <optional>

namespace cli {

using namespace gongdan;

void refuse_argument(std::string const& option, std::string reason) {
    throw input_error{{{{}, 0, option}, std::move(reason)}};
}

namespace {

std::optional<policy> built_in(std::string const& name) {
    if (name.empty() || name == "gas") return gas();
    if (name == "handbook") return handbook();
    if (name == "standard") return standard();
    return {};
}

template <class T>
T argument(std::string const& option, reading<T> const& r) {
    if (!r) refuse_argument(option, r.wrong);
    return *r;
}

}  // namespace

policy policy_named(std::string const& name, std::vector<lifecycle const*> const& types) {
    if (auto p = built_in(name)) return *std::move(p);
    auto f = read_policy(read_source(name));
    auto const faults = check(f.rules, types);
    if (faults.empty()) return std::move(f.rules);
    auto const& first = faults.front();
    std::size_t const line = first.clause == binding_fault::no_clause ? 0 : f.clause_lines[first.clause];
    throw input_error{{{name, line, first.field}, first.what.en}};
}

calendar calendar_of(std::vector<std::string> const& names, china_options options) {
    std::vector<source> layers;
    for (std::string const& name : names) {
        if (name != "china") layers.push_back(read_source(name));
        else if (!layers.empty()) refuse_argument("--calendar", "china lies at the bottom: it comes first");
    }
    if (!layers.empty()) return read_calendar_layers(layers, options);
    auto made = china(options);
    if (!made) refuse_argument("--as-known", made.why().en);
    return *std::move(made);
}

void calendar_choice::add_to(CLI::App& verb) {
    verb.add_option("--calendar", names, "china, or TOML files, each laid over those before it")
        ->expected(1)
        ->take_all();
    verb.add_option("--as-known", as_known, "as the calendar was known on this day, included");
    verb.add_flag("--provisional", provisional, "go on past the last notice, and mark the answer");
}

calendar calendar_choice::made() const {
    china_options wanted;
    if (!as_known.empty()) wanted.as_known_on = day_argument("--as-known", as_known);
    wanted.provisional = provisional;
    return calendar_of(names, wanted);
}

instant instant_argument(std::string const& option, std::string const& text) {
    return argument(option, read_instant(text));
}
day day_argument(std::string const& option, std::string const& text) { return argument(option, read_day(text)); }

language language_argument(std::string const& text) { return text == "zh" ? language::zh : language::en; }

}  // namespace cli
