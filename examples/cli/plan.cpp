#include "verbs.hpp"

#include <gongdan/dispatch/check.hpp>
#include <gongdan/dispatch/explain.hpp>
#include <gongdan/dispatch/planner.hpp>
#include <gongdan/dispatch/report.hpp>
#include <gongdan/dispatch/vroom.hpp>
#include <gongdan/files/json.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace gongdan;
using steady = std::chrono::steady_clock;

struct plan_options {
    std::string file;
    std::optional<double> seconds;
    std::optional<std::uint64_t> iterations;
    std::uint64_t seed = 0;
    unsigned threads = 1;
    std::string format = "vroom";
    std::string check;
    std::optional<std::uint64_t> explain;
    std::optional<std::uint64_t> slots;
    std::optional<dispatch::tick> now;
};

std::int64_t milliseconds_since(steady::time_point then) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(steady::now() - then).count();
}

dispatch::executor on_threads(unsigned threads) {
    return [threads](std::vector<std::function<void()>> const& jobs) {
        std::atomic<std::size_t> next{0};
        auto const work = [&] {
            for (std::size_t i = next++; i < jobs.size(); i = next++) jobs[i]();
        };
        std::vector<std::thread> others;
        for (unsigned i = 1; i < threads && i < jobs.size(); ++i) others.emplace_back(work);
        work();
        for (std::thread& t : others) t.join();
    };
}

/// With a clock each thread searches by itself. With a count of steps the number of searches is fixed, so that the
/// threads change nothing.
dispatch::effort effort_of(plan_options const& o, steady::time_point began) {
    constexpr std::uint32_t fixed_starts = 4;
    dispatch::effort how;
    how.seed = o.seed;
    how.run_all = on_threads(o.threads);
    if (o.seconds) {
        how.starts = o.threads;
        how.spent = [began, budget = *o.seconds] {
            return budget <= 0 ? 1 : std::chrono::duration<double>(steady::now() - began).count() / budget;
        };
    } else {
        how.starts = fixed_starts;
        how.iterations = o.iterations.value_or(how.iterations);
    }
    return how;
}

template <class T>
T good(answer<T> a, std::string const& file) {
    if (!a) throw input_error({{file, 0, {}}, a.why().en});
    return *std::move(a);
}

std::string written(plan_options const& o,
                    dispatch::problem const& p,
                    dispatch::plan const& made,
                    std::optional<computing_times> took) {
    if (o.format == "csv") return plan_csv(p, made);
    if (o.format == "html") return plan_html(p, made);
    return o.format == "gongdan" ? plan_text(p, made, took) : vroom_text(p, made, took);
}

int check_solution(plan_options const& o, dispatch::problem const& p) {
    auto const violations = check(p, read_vroom_solution(read_source(o.check), p));
    for (dispatch::violation const& v : violations) fmt::print("{} · {}\n", v.text().zh, v.text().en);
    fmt::print("{}\n", violations.empty()
                           ? "没有违反之处 · no violation"
                           : fmt::format("{} 处违反 · {} violations", violations.size(), violations.size()));
    return violations.empty() ? 0 : 1;
}

void explain_visit(plan_options const& o, dispatch::problem const& p, dispatch::plan const& made) {
    for (auto const& c : good(explain(p, made, *o.explain), o.file)) {
        auto const extra = c.why == dispatch::reason::fits ? fmt::format(" (+{})", c.extra_cost) : std::string{};
        auto const change = c.change.text();
        auto const behind = [](char const* mark, std::string const& text) { return text.empty() ? text : mark + text; };
        fmt::print("班组 {}:{}{}{} · crew {}: {}{}{}\n", c.crew, label(c.why).zh, extra, behind(";", change.zh), c.crew,
                   label(c.why).en, extra, behind("; ", change.en));
    }
}

void offer_slots(plan_options const& o, dispatch::problem const& p, dispatch::plan const& made) {
    std::string out = "from,to,vehicle,extra_cost\n";
    for (auto const& s : good(slots(p, made, *o.slots, o.now.value_or(-dispatch::farthest)), o.file))
        out += fmt::format("{},{},{},{}\n", s.when.first, s.when.last, s.crew, s.extra_cost);
    fmt::print("{}", out);
}

int run(plan_options const& o) {
    auto const began = steady::now();
    auto const p = read_vroom(read_source(o.file));
    if (!o.check.empty()) return check_solution(o, p);
    computing_times took;
    took.loading = milliseconds_since(began);
    auto const solving = steady::now();
    auto const made = good(make_plan(p, effort_of(o, solving)), o.file);
    took.solving = milliseconds_since(solving);
    if (o.explain) explain_visit(o, p, made);
    else if (o.slots) offer_slots(o, p, made);
    else fmt::print("{}", written(o, p, made, o.seconds ? std::optional{took} : std::nullopt));
    return 0;
}

}  // namespace

void add_plan(CLI::App& app, int& exit_code) {
    auto* const verb = app.add_subcommand("plan", "排班派工 · plans a day: who goes where when, and why not otherwise");
    auto const o = std::make_shared<plan_options>();
    verb->add_option("problem", o->file, "VROOM's problem JSON or one of Solomon's text files; - is standard input")
        ->required();
    auto* const seconds =
        verb->add_option("--seconds", o->seconds, "search this long")->check(CLI::Range(0.0, 86400.0));
    verb->add_option("--iterations", o->iterations,
                     "search this many steps (default 20000): the same input gives the same bytes")
        ->excludes(seconds);
    verb->add_option("--seed", o->seed, "of the random numbers");
    verb->add_option("--threads", o->threads)->check(CLI::Range(1, 256));
    verb->add_option("--format", o->format, "of what is written")
        ->check(CLI::IsMember({"vroom", "gongdan", "html", "csv"}));
    auto* const check = verb->add_option(
        "--check", o->check, "do not plan: look for violations in this solution (exit 1 where there are any)");
    auto* const explain =
        verb->add_option("--explain", o->explain, "for each crew, what speaks against this visit")->excludes(check);
    auto* const slots =
        verb->add_option("--slots", o->slots, "the two-hour windows that could be offered for this visit")
            ->excludes(check)
            ->excludes(explain);
    verb->add_option("--now", o->now, "with --slots: offer none that begins before this time")->needs(slots);
    verb->footer("Example: gongdan plan day.json --seconds 1 --format html > day.html");
    verb->callback([o, &exit_code] { exit_code = run(*o); });
}
