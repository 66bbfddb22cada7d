// gongdan rules: every rule of the source books, and what makes it hold.

#include "verbs.hpp"

#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/report/rules.hpp>
#include <gongdan/sla/books.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <string>

using namespace gongdan;

namespace {

struct rules_options {
    std::string format = "text";
    std::string language = "zh";
    bool check = false;
};

void print_text(std::vector<report::covered_rule> const& rules, language l) {
    for (report::covered_rule const& c : rules) {
        fmt::print("{:<4} {} · {}\n", c.rule.id, l == language::zh ? c.rule.zh : c.rule.en, c.rule.book);
        for (sentence const& p : c.places) fmt::print("       {}\n", p.in(l));
        if (c.places.empty()) fmt::print("       {}\n", l == language::zh ? "尚未落实" : "not covered");
    }
}

int run(rules_options const& o) {
    auto const l = o.language == "en" ? language::en : language::zh;
    auto const rules = report::cover_rules(builtin_lifecycles(), gas());
    auto const open = std::count_if(rules.begin(), rules.end(), [](auto const& c) { return c.places.empty(); });
    if (o.format == "md") {
        fmt::print("{}", report::to_markdown(rules, l));
    } else {
        print_text(rules, l);
        fmt::print(
            l == language::zh ? "\n共 {} 条,已落实 {} 条,尚未落实 {} 条\n" : "\n{} rules, {} covered, {} not covered\n",
            rules.size(), rules.size() - static_cast<std::size_t>(open), open);
    }
    return o.check && open != 0 ? 1 : 0;
}

}  // namespace

void add_rules(CLI::App& app, int& exit_code) {
    auto* const verb = app.add_subcommand("rules", "规则 · every rule of the source books, and what makes it hold");
    auto const o = std::make_shared<rules_options>();
    verb->add_option("--format", o->format, "text or md")->check(CLI::IsMember({"text", "md"}));
    verb->add_option("--lang", o->language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    verb->add_flag("--check", o->check, "exit 1 where a rule is not covered");
    verb->footer("Example: gongdan rules --lang en");
    verb->callback([o, &exit_code] { exit_code = run(*o); });
}
