// gongdan duty: plans the visits of recurring duties, and says how far they are kept.

#include "inputs.hpp"
#include "verbs.hpp"

#include <gongdan/desk/mapping.hpp>
#include <gongdan/duty/file.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

struct duty_options {
    std::string customers;
    std::string policy = "handbook";
    std::string from;
    std::string to;
    std::string visits;
    std::string areas;
    int per_day = 40;
    cli::calendar_choice calendar;
    std::string out;
    std::string language = "zh";
};

duty::program program_named(std::string const& name) {
    if (name == "handbook") return duty::handbook();
    if (name == "standard") return duty::standard();
    return duty::read_program(read_source(name));
}

std::string per_cent(double share) { return fmt::format("{:.1f}%", share * 100); }

std::string summary(duty::plan const& p, duty::program const& rules, language l) {
    bool const zh = l == language::zh;
    std::string s;
    for (std::size_t i = 0; i < p.by_cycle.size(); ++i) {
        auto const& c = p.by_cycle[i];
        auto const& name = rules.cycles[i].name.in(l);
        s += fmt::format(zh ? "{}({}):{} 户,已完成 {}({});近一年上门 {} 次,入户 {},无人在家 {},拒绝 {},公司未到 {};"
                              "入户率 {},不计无人在家 {};计划 {},其中超期 {},排不下 {};期末预计 {}\n"
                            : "{} ({}): {} places, kept {} ({}); visits in a year {}: entered {}, nobody home {}, "
                              "refused {}, company {}; entry rate {}, where somebody was home {}; planned {}, late {}, "
                              "unplaced {}; forecast {}\n",
                         name, rules.cycles[i].rule, c.places, c.kept, per_cent(c.covered()), c.made, c.entered,
                         c.nobody_home, c.refused, c.company, per_cent(c.entry_rate()),
                         per_cent(c.entry_rate_at_home()), c.planned, c.late, c.unplaced, per_cent(c.forecast()));
    }
    for (auto const& a : p.areas)
        if (a.needed > a.per_day)
            s += fmt::format(
                zh ? "片区 {}:每天 {} 户不够,需 {} 户\n" : "area {}: {} visits a day are too few, {} needed\n", a.area,
                a.per_day, a.needed);
    return s;
}

void print_rejects(std::vector<fault> const& rejects) {
    constexpr std::size_t shown = 10;
    for (std::size_t i = 0; i < std::min(shown, rejects.size()); ++i)
        fmt::print(stderr, "gongdan: {}\n", rejects[i].text());
    if (rejects.size() > shown) fmt::print(stderr, "gongdan: … and {} more rows rejected\n", rejects.size() - shown);
}

void write_out(std::string const& folder,
               duty::plan const& p,
               duty::program const& rules,
               std::vector<duty::place> const& places,
               std::vector<fault> const& rejects) {
    std::error_code failed;
    std::filesystem::create_directories(folder, failed);
    if (failed) cli::refuse_argument("--out", folder + ": " + failed.message());
    write_file(folder + "/plan.csv", plan_csv(p, rules, places));
    write_file(folder + "/coverage.csv", coverage_csv(p, rules));
    write_file(folder + "/areas.csv", areas_csv(p));
    write_file(folder + "/unplaced.csv", unplaced_csv(p, rules, places));
    write_file(folder + "/rejects.csv", rejects_csv(rejects));
}

int run(duty_options const& o) {
    auto const rules = program_named(o.policy);
    std::vector<fault> rejects;
    auto const reject = [&](fault const& f) { rejects.push_back(f); };
    auto const places = duty::read_places(read_source(o.customers), reject);
    std::vector<duty::visit> visits;
    if (!o.visits.empty()) visits = duty::read_visits(read_source(o.visits), places, rules, reject);
    duty::plan_request wanted{cli::day_argument("--from", o.from), cli::day_argument("--to", o.to), &places, &visits};
    if (!o.areas.empty()) wanted.per_day = duty::read_areas(read_source(o.areas));
    wanted.per_day_elsewhere = o.per_day;
    auto const p = make_plan(rules, o.calendar.made(), wanted);
    if (!p) throw input_error({{}, p.why().en});
    auto const text = summary(*p, rules, cli::language_argument(o.language));
    print_rejects(rejects);
    if (o.out.empty()) {
        fmt::print("{}", plan_csv(*p, rules, places));
        fmt::print(stderr, "{}", text);
        return 0;
    }
    write_out(o.out, *p, rules, places, rejects);
    fmt::print("{}", text);
    return 0;
}

}  // namespace

void add_duty(CLI::App& app, int& exit_code) {
    auto* const verb = app.add_subcommand("duty", "定期服务 · plans recurring inspections, leaflets and assessments");
    auto const o = std::make_shared<duty_options>();
    verb->add_option("customers", o->customers, "CSV: id,class,area,building and where known since,care")->required();
    verb->add_option("--policy", o->policy, "handbook, standard or a TOML file")->capture_default_str();
    verb->add_option("--from", o->from, "the first day to be planned")->required();
    verb->add_option("--to", o->to, "the last, included")->required();
    verb->add_option("--visits", o->visits, "visits made so far (CSV: place,duty,on,result and where known planned)");
    verb->add_option("--areas", o->areas, "visits an area can make a day (CSV: area,per_day)");
    verb->add_option("--per-day", o->per_day, "for areas not named there")
        ->check(CLI::Range(1, 1'000'000))
        ->capture_default_str();
    o->calendar.add_to(*verb);
    verb->add_option("--out", o->out, "folder for plan.csv, coverage.csv, areas.csv, unplaced.csv and rejects.csv");
    verb->add_option("--lang", o->language, "zh or en")->check(CLI::IsMember({"zh", "en"}))->capture_default_str();
    verb->footer(
        "The plan goes to standard output, the summary to standard error; with --out the plan to a file.\n"
        "Example: gongdan duty examples/duty/customers.csv --policy examples/duty/program.toml --visits "
        "examples/duty/visits.csv --from 2026-03-02 --to 2026-12-31 --out build/duty");
    verb->callback([o, &exit_code] { exit_code = run(*o); });
}
