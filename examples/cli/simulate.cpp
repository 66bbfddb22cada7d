// gongdan simulate: a scenario run through the real desk on a virtual clock.

#include "inputs.hpp"
#include "simulate_runs.hpp"
#include "simulate_table.hpp"
#include "verbs.hpp"

#include <gongdan/core/located.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/report/simulation.hpp>
#include <gongdan/simulate/file.hpp>
#include <gongdan/simulate/result.hpp>
#include <gongdan/simulate/study.hpp>
#include <gongdan/simulate/tables.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace {

using namespace gongdan;
namespace sim = gongdan::simulate;

struct simulate_options {
    std::string file;
    std::optional<std::uint32_t> replications;
    std::string half_width;
    std::optional<std::uint32_t> batches;
    std::optional<std::uint64_t> seed;
    unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    std::vector<std::string> calendar;
    std::string vary;
    std::string compare;
    bool sensitivity = false;
    bool log = false;
    std::string goal = "97%";
    std::string out;
    std::string language = "zh";
};

sim::scenario read(std::string const& file, simulate_options const& o) {
    auto s = sim::read_scenario(read_source(file));
    if (o.replications) s.replications = *o.replications;
    if (o.replications) s.batches = 0;
    if (o.batches) s.batches = *o.batches;
    if (o.seed) s.seed = *o.seed;
    return s;
}

sim::simulation prepared(sim::scenario s, std::string const& file, simulate_options const& o) {
    china_options known;
    known.provisional = true;  // weekends and statutory days beyond the last notice
    auto days = cli::calendar_of(o.calendar.empty() ? s.calendars : o.calendar, known);
    auto made = sim::simulation::make(std::move(s), std::move(days), builtin_lifecycles());
    if (!made) throw input_error({{file, 0, {}}, made.why().en});
    return *std::move(made);
}

/// `1%` or `0.01`, between 0 and 1.
double read_share(std::string const& text, char const* option) {
    char* end = nullptr;
    double const v = std::strtod(text.c_str(), &end);
    bool const percent = std::string_view{end} == "%";
    double const share = percent ? v / 100 : v;
    if (end == text.c_str() || (*end != '\0' && !percent) || !(share > 0) || share >= 1)
        throw input_error({{text, 0, option}, "it should be a share such as 1% or 0.01"});
    return share;
}

/// Everything one run of the tool looks at.
class bench {
public:
    explicit bench(simulate_options const& o)
        : o_(o), run_(tool::threaded(o.threads)), base_(prepared(read(o.file, o), o.file, o)) {
        if (!o.vary.empty()) sweep_ = good(sim::sweep_of(base_.what(), o.vary), "--vary");
        if (!o.compare.empty()) other_ = prepared(read(o.compare, o), o.compare, o);
        how_.replications = base_.what().replications;
        goal_ = read_share(o.goal, "--goal");
        if (!o.half_width.empty()) how_.half_width = read_share(o.half_width, "--half-width");
        check_batches();
    }

    sim::study study() {
        sim::study s;
        runs_ = run_until(base_, how_, run_);
        s.base = summarise(base_, runs_);
        if (how_.half_width && !(widest_interval(s.base) <= *how_.half_width))
            fmt::print(stderr, "gongdan: after {} replications the widest interval is ± {:.2g} %, not ± {:.2g} %\n",
                       runs_.size(), 100 * widest_interval(s.base), 100 * *how_.half_width);
        tell_of_batches(s.base);
        if (sweep_) vary(s);
        if (other_) {
            s.compared_with = other_->what().name.empty() ? o_.compare : other_->what().name;
            auto const runs = again(*other_);
            s.compared = compare(base_, runs_, *other_, runs);
            s.compared_time = compare_time(runs_, runs);
        }
        if (o_.sensitivity)
            for (sim::knob const& k : sim::knobs_of(base_.what())) turn(s, k);
        return s;
    }
    [[nodiscard]] sim::simulation const& base() const { return base_; }
    [[nodiscard]] double goal() const { return goal_; }

private:
    void check_batches() const {
        auto const batches = base_.what().batches;
        auto const refuse = [&](char const* why) { throw input_error({{o_.file, 0, "batches"}, why}); };
        if (batches != 0 && how_.half_width)
            refuse("a half-width is run for with replications, and batches are one run");
        if (batches != 0 && !base_.what().probes.empty())
            refuse("a probe looks once a replication, and batches are one");
        if (other_ && other_->what().batches != batches) refuse("both scenarios must be counted in the same way");
    }
    static void tell_of_batches(sim::summary const& s) {
        double const chance = 2 / std::sqrt(static_cast<double>(std::max<std::size_t>(1, s.batches)));
        if (s.batches == 0 || !(s.lag_1 > chance)) return;
        fmt::print(
            stderr,
            "gongdan: the batches are too short: their means go with each other ({:.2f}, by chance up to {:.2f}), "
            "and the intervals are too narrow; a longer horizon or fewer batches help\n",
            s.lag_1, chance);
    }
    template <class T>
    T good(answer<T> a, char const* option) const {
        if (!a) throw input_error({{o_.file, 0, option}, a.why().en});
        return *std::move(a);
    }
    /// As often as the scenario itself, so that each replication has its partner.
    [[nodiscard]] std::vector<sim::replication> again(sim::simulation const& s) const {
        return runs_of(s, runs_.size(), run_);
    }
    [[nodiscard]] sim::simulation with(sim::scenario s) const { return good(base_.with(std::move(s)), "--vary"); }

    void vary(sim::study& s) const {
        s.varied = sweep_->what;
        for (double const v : sweep_->values) {
            auto const at = with(turned(base_.what(), sweep_->what, v));
            s.points.push_back({v, summarise(at, again(at))});
        }
        if (!sweep_->what.count) return;
        auto const at_best = with(without_queues(base_.what()));
        s.ceiling = summarise(at_best, again(at_best));
    }
    void turn(sim::study& s, sim::knob const& k) const {
        double low = 0.9;
        double high = 1.1;
        if (k.count) {
            for (sim::crew_group const& g : base_.what().crews)
                if (k.of.empty() || k.of == g.name) high = static_cast<double>(g.count) + 1;
            low = std::max(1.0, high - 2);
        }
        sim::sensitivity x{k, low, high, {}, {}};
        auto const lower = with(turned(base_.what(), k, low));
        auto const higher = with(turned(base_.what(), k, high));
        x.lower = compare(base_, runs_, lower, again(lower));
        x.higher = compare(base_, runs_, higher, again(higher));
        s.sensitivities.push_back(std::move(x));
    }

    simulate_options const& o_;
    sim::runner run_;
    sim::simulation base_;
    std::optional<sim::sweep> sweep_;
    std::optional<sim::simulation> other_;
    sim::precision how_;
    double goal_ = 0;
    std::vector<sim::replication> runs_;
};

void write_results(simulate_options const& o, bench const& all, sim::study const& found) {
    std::error_code wrong;
    std::filesystem::create_directories(o.out, wrong);
    if (wrong) throw input_error({{o.out, 0, "--out"}, wrong.message()});
    auto const write = [&](std::string const& name, std::string const& text) {
        write_file((std::filesystem::path(o.out) / name).string(), text);
    };
    report::simulation_options how;
    how.lang = o.language == "zh" ? language::zh : language::en;
    how.goal = all.goal();
    write("result.json", result_text(found));
    write("report.html", html_of(page_of(all.base(), found, how)));
    for (auto const& [name, text] : tables_of(found)) write(name, text);
    if (!o.log) return;
    write("events.csv", event_log(all.base(), 0));
    write("events.xes", event_log_xes(all.base(), 0));
}

void run(simulate_options const& o) {
    bench all(o);
    auto const found = all.study();
    if (!o.out.empty()) write_results(o, all, found);
    tool::print_summary(all.base(), found.base, o.language == "zh");
    tool::print_study(found, o.language == "zh");
}

}  // namespace

void add_simulate(CLI::App& app, int& exit_code) {
    auto* const verb =
        app.add_subcommand("simulate", "仿真 · runs a scenario through the real desk on a virtual clock");
    auto const o = std::make_shared<simulate_options>();
    verb->add_option("scenario", o->file, "scenario, TOML; - is standard input")->required();
    auto* const often = verb->add_option("--replications", o->replications, "instead of the scenario's");
    often->check(CLI::Range(1, 1'000'000));
    auto* const precise = verb->add_option(
        "--half-width", o->half_width, "run until every target's 95 % interval is no wider to each side: 1% or 0.01");
    verb->add_option("--batches", o->batches, "one long run counted in so many parts, instead of replications")
        ->check(CLI::Range(10, 10'000))
        ->excludes(often)
        ->excludes(precise);
    verb->add_option("--seed", o->seed, "instead of the scenario's");
    verb->add_option("--calendar", o->calendar,
                     "china, or TOML files, each laid over those before it; instead of the scenario's")
        ->expected(1)
        ->take_all();
    verb->add_option(
        "--vary", o->vary,
        "crews=8..16, crews.GROUP=2..6/2, arrivals.CLASS=0.8..1.2 (times as many), service, travel, nobody_home");
    verb->add_option("--compare", o->compare, "another scenario, for the same customers: differences with intervals");
    verb->add_flag("--sensitivity", o->sensitivity, "one crew and a tenth of every rate and span, up and down");
    verb->add_option("--threads", o->threads, "the result is the same for any number")->check(CLI::Range(1, 256));
    verb->add_option("--out", o->out, "folder for report.html, result.json and tables (CSV)");
    verb->add_flag("--log", o->log,
                   "with --out: events.csv and events.xes, all that happened in the first replication");
    verb->add_option("--goal", o->goal, "the line promises are held against in the report");
    verb->add_option("--lang,--language", o->language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    verb->footer(
        "Example: gongdan simulate examples/scenarios/gas.toml --vary crews.day=4..8 --replications 50 --out result");
    verb->callback([o, &exit_code] {
        tool::keep_pages();
        run(*o);
        exit_code = 0;
    });
}
