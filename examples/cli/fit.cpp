// gongdan fit: a scenario from the log of another system, and how near it comes to it.

#include "inputs.hpp"
#include "verbs.hpp"

#include <gongdan/core/located.hpp>
#include <gongdan/desk/foreign.hpp>
#include <gongdan/desk/intake.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/report/fit_page.hpp>
#include <gongdan/simulate/file.hpp>
#include <gongdan/simulate/fit_text.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace {

using namespace gongdan;
namespace sim = gongdan::simulate;

struct fit_command {
    std::string log;
    std::string map;
    std::vector<std::string> calendar;
    std::string policy;
    std::string from;
    std::string to;
    std::string test_from;
    bool orders = false;
    std::string out;
    std::string language = "zh";
};

bool ends_with(std::string const& text, std::string_view end) {
    return text.size() >= end.size() && text.compare(text.size() - end.size(), end.size(), end) == 0;
}

/// `2017-01-05`, or with a time.
std::optional<instant> time_given(char const* option, std::string const& text) {
    if (text.empty()) return {};
    return cli::instant_argument(option, text.size() == std::string_view{"2017-01-05"}.size() ? text + " 00:00" : text);
}

template <class T>
T good(answer<T> a, std::string const& file, char const* option) {
    if (!a) throw input_error({{file, 0, option}, a.why().en});
    return *std::move(a);
}

/// A log, the scenario fitted to it, and how well that foretells days held back.
class fitting {
public:
    explicit fitting(fit_command const& c)
        : c_(c), test_from_(time_given("--test-from", c.test_from)), map_(read_mapping(read_source(c.map))) {
        auto const sink = [this](fault const& f) { rejects_.push_back(f); };
        log_ = sim::observe(foreign_tickets(read_source(c.log), map_, sink), map_, c.log, sink);
        fit();
        if (test_from_) foretell();
    }

    void show() const {
        auto const lang = cli::language_argument(c_.language);
        auto const page = report::page_of(fitted_, held_back_ ? &*held_back_ : nullptr, lang);
        fmt::print(c_.out == "-" ? stderr : stdout, "{}", report::text_of(page));
        constexpr std::size_t shown = 5;
        for (std::size_t i = 0; i < std::min(shown, rejects_.size()); ++i)
            fmt::print(stderr, "gongdan: {}\n", rejects_[i].text());
        if (rejects_.size() > shown) fmt::print(stderr, "gongdan: … and {} more\n", rejects_.size() - shown);
        if (c_.out == "-" || ends_with(c_.out, ".toml")) return write_file(c_.out, scenario_);
        if (c_.out.empty()) return;
        std::error_code failed;
        std::filesystem::create_directories(c_.out, failed);
        if (failed) cli::refuse_argument("--out", c_.out + ": " + failed.message());
        auto const write = [&](char const* name, std::string const& text) {
            write_file((std::filesystem::path(c_.out) / name).string(), text);
        };
        write("scenario.toml", scenario_);
        write("fit.csv", fit_csv(fitted_));
        write("fit.json", fit_json(fitted_));
        if (held_back_) write("holdout.csv", holdout_csv(*held_back_));
        write("rejects.csv", rejects_csv(rejects_));
        write("fit.html", report::html_of(page));
    }

private:
    void fit() {
        sim::fit_options o;
        o.from = time_given("--from", c_.from);
        o.to = test_from_ ? test_from_ : time_given("--to", c_.to);
        o.orders = c_.orders;
        if (!c_.calendar.empty()) days_ = cli::calendar_of(c_.calendar);
        if (days_) o.days = &*days_;
        std::optional<policy> rules;
        if (!c_.policy.empty()) rules = cli::policy_named(c_.policy, builtin_lifecycles());
        if (rules) o.rules = &*rules;
        fitted_ = good(fit_log(log_, o), c_.log, "");
        fitted_.source = std::filesystem::path(c_.log).filename().string();
        fitted_.mapped_by = map_.name;
        fitted_.rejected = rejects_.size();
        scenario_ = scenario_text(fitted_);
    }
    /// The scenario as a reader of its file has it.
    void foretell() {
        china_options known;
        known.provisional = true;
        auto const days = days_ ? *days_ : cli::calendar_of({}, known);
        auto const made = good(sim::simulation::make(sim::read_scenario(from_text("scenario.toml", scenario_)), days,
                                                     builtin_lifecycles()),
                               c_.log, "--test-from");
        auto const last = time_given("--to", c_.to);
        auto const to = last ? *last : end_of(day_of(log_.tickets.back().opened));
        held_back_ = good(sim::foretell(fitted_, made, log_, *test_from_, to), c_.log, "--test-from");
    }

    fit_command const& c_;
    std::optional<instant> test_from_;
    mapping map_;
    std::vector<fault> rejects_;
    sim::observed_log log_;
    std::optional<calendar> days_;
    sim::fitted_log fitted_;
    std::string scenario_;
    std::optional<sim::holdout> held_back_;
};

}  // namespace

void add_fit(CLI::App& app, int&) {
    auto* const verb =
        app.add_subcommand("fit", "拟合场景 · makes a scenario from another system's log, and says how well it fits");
    auto const c = std::make_shared<fit_command>();
    verb->add_option("log", c->log, "CSV of a foreign system; - is standard input")->required();
    verb->add_option("--map", c->map, "what its columns mean (as for run); [visit] tells of crews")->required();
    verb->add_option("--calendar", c->calendar, "china, or TOML files: tell working days, weekends and holidays apart")
        ->expected(1)
        ->take_all();
    verb->add_option("--policy", c->policy, "its promises for these types become targets of the scenario");
    verb->add_option("--from", c->from, "tickets that came in at or after this; else the day of the first");
    verb->add_option("--to", c->to, "and before this; else the end of the day of the last");
    verb->add_option("--test-from,--holdout", c->test_from,
                     "fit on what came before this, foretell what came after, and score the forecast");
    verb->add_flag("--orders", c->orders, "the types are work orders of the books: their lifecycles and promises hold");
    verb->add_option("--out", c->out,
                     "FILE.toml or - for the scenario alone; else a folder for scenario.toml, fit.csv, fit.json, "
                     "fit.html, holdout.csv and rejects.csv");
    verb->add_option("--lang,--language", c->language, "zh or en")->check(CLI::IsMember({"zh", "en"}));
    verb->footer(
        "Example: gongdan fit calls.csv --map examples/san_francisco/map.toml --test-from 2017-01-05 --out fitted");
    verb->callback([c] { fitting(*c).show(); });
}
