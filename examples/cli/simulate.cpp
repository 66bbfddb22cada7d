// gongdan simulate: a scenario run through the real desk on a virtual clock.

#include "verbs.hpp"

#include <gongdan/calendar/china.hpp>
#include <gongdan/core/located.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/simulate/file.hpp>

#include <fmt/format.h>

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstdio>
#include <exception>
#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <vector>

namespace {

using namespace gongdan;
namespace sim = gongdan::simulate;

struct simulate_options {
    std::string file;
    std::optional<std::uint32_t> replications;
    std::optional<std::uint64_t> seed;
    unsigned threads = std::max(1u, std::thread::hardware_concurrency());
    std::string out;
    std::string language = "zh";
};

sim::simulation prepared(simulate_options const& o) {
    auto s = sim::read_scenario(read_source(o.file));
    if (o.replications) s.replications = *o.replications;
    if (o.seed) s.seed = *o.seed;
    china_options known;
    known.provisional = true;  // weekends and statutory days beyond the last notice
    auto days = china(known);
    if (!days) throw input_error({{o.file, 0, {}}, days.why().en});
    auto made = sim::simulation::make(std::move(s), *std::move(days), builtin_lifecycles());
    if (!made) throw input_error({{o.file, 0, {}}, made.why().en});
    return *std::move(made);
}

/// Tells how far it is, where somebody watches.
class progress {
public:
    explicit progress(std::size_t of) : of_(of), shown_(isatty(STDERR_FILENO) != 0) {}
    void one_more() {
        std::lock_guard<std::mutex> const lock(mutex_);
        ++done_;
        if (shown_) fmt::print(stderr, "\r{}/{}{}", done_, of_, done_ == of_ ? "\n" : "");
    }

private:
    std::mutex mutex_;
    std::size_t done_ = 0;
    std::size_t of_;
    bool shown_;
};

/// Each replication has its place, so that it does not matter which thread ran it, or when.
std::vector<sim::replication> run_all(sim::simulation const& s, unsigned threads) {
    std::vector<sim::replication> runs(s.what().replications);
    std::vector<std::exception_ptr> failed(runs.size());
    std::atomic<std::size_t> next{0};
    progress shown(runs.size());
    auto const work = [&] {
        for (std::size_t i = next++; i < runs.size(); i = next++) {
            try {
                runs[i] = s.run(i);
            } catch (...) { failed[i] = std::current_exception(); }
            shown.one_more();
        }
    };
    std::vector<std::thread> others;
    for (unsigned i = 1; i < threads && i < runs.size(); ++i) others.emplace_back(work);
    work();
    for (std::thread& t : others) t.join();
    for (std::exception_ptr const& e : failed)
        if (e) std::rethrow_exception(e);
    return runs;
}

std::string number(double v) { return std::isfinite(v) ? fmt::format("{:.4g}", v) : "–"; }

std::string shown(sim::estimate const& e) {
    return std::isfinite(e.half_width) ? number(e.mean) + " ± " + fmt::format("{:.2g}", e.half_width) : number(e.mean);
}

std::string share(sim::estimate const& e) {
    if (!std::isfinite(e.mean)) return "–";
    auto const text = fmt::format("{:.2f} %", 100 * e.mean);
    return std::isfinite(e.half_width) ? text + fmt::format(" ± {:.2f}", 100 * e.half_width) : text;
}

void print_class(sim::class_summary const& c, sim::summary const& s, bool zh) {
    auto const unit = label(s.unit).in(zh ? language::zh : language::en);
    auto const name = c.name != "all" ? c.name : std::string{zh ? "全部" : "all"};
    fmt::print("\n{}\n", name);
    fmt::print(zh ? "  工单 {},其中期末未结 {}\n" : "  tickets {}, of which open at the end {}\n", c.tickets, c.open);
    fmt::print(zh ? "  需等待 {};平均等待 {} {}\n" : "  had to wait {}; mean wait {} {}\n", share(c.p_wait),
               shown(c.wait_mean), unit);
    for (std::size_t q = 0; q < s.quantiles.size(); ++q)
        fmt::print(zh ? "  {:g} % 的等待不超过 {} {}\n" : "  {:g} % waited no longer than {} {}\n",
                   100 * s.quantiles[q], shown(c.wait_quantiles[q]), unit);
    fmt::print(zh ? "  平均历时 {} {};排队 {} 张\n" : "  mean time in the system {} {}; waiting in line {}\n",
               shown(c.sojourn_mean), unit, shown(c.queue_mean));
    if (c.p_abandon.mean > 0) fmt::print(zh ? "  放弃 {}\n" : "  gave up {}\n", share(c.p_abandon));
    fmt::print(zh ? "  占用班组 {}\n" : "  of the crews' time {}\n", share(c.utilisation));
    for (sim::target_summary const& t : c.targets)
        fmt::print(zh ? "  时限“{}”:按时 {}({}/{}{})\n" : "  target '{}': on time {} ({}/{}{})\n", zh ? t.zh : t.en,
                   share(t.compliance), t.met, t.n,
                   t.undecided == 0 ? std::string{} : fmt::format(zh ? ",未定 {}" : ", undecided {}", t.undecided));
}

void print(sim::simulation const& s, sim::summary const& sum, bool zh) {
    fmt::print(zh ? "{}:{} 次重复,种子 {},95 % 置信区间\n" : "{}: {} replications, seed {}, 95 % intervals\n",
               s.what().name.empty() ? std::string{zh ? "场景" : "scenario"} : s.what().name, sum.replications,
               sum.seed);
    for (sim::class_summary const& c : sum.classes) print_class(c, sum, zh);
    if (sum.classes.size() > 1) print_class(sum.all, sum, zh);
    for (sim::probe_summary const& p : sum.probes)
        fmt::print(zh ? "\n时刻 {}:班组全忙 {};排队 {} 张\n" : "\nat {}: all crews busy {}; waiting in line {}\n", p.at,
                   share(p.p_all_busy), shown(p.queue));
}

void run(simulate_options const& o) {
    auto const s = prepared(o);
    auto const sum = summarise(s, run_all(s, o.threads));
    if (!o.out.empty()) {
        std::error_code wrong;
        std::filesystem::create_directories(o.out, wrong);
        if (wrong) throw input_error({{o.out, 0, "--out"}, wrong.message()});
        write_file((std::filesystem::path(o.out) / "result.json").string(), result_text(sum));
    }
    print(s, sum, o.language == "zh");
}

}  // namespace

void add_simulate(CLI::App& app, int& exit_code) {
    auto* const verb = app.add_subcommand("simulate", "仿真 · run a scenario through the real desk on a virtual clock");
    auto const o = std::make_shared<simulate_options>();
    verb->add_option("scenario", o->file, "scenario, TOML; - is standard input")->required();
    verb->add_option("--replications", o->replications, "instead of the scenario's")->check(CLI::Range(1, 1'000'000));
    verb->add_option("--seed", o->seed, "instead of the scenario's");
    verb->add_option("--threads", o->threads, "the result is the same for any number")->check(CLI::Range(1, 256));
    verb->add_option("--out", o->out, "folder for result.json");
    verb->add_option("--lang", o->language, "of the table: zh or en")->check(CLI::IsMember({"zh", "en"}));
    verb->footer("Example: gongdan simulate examples/scenarios/gas.toml --replications 50 --out result");
    verb->callback([o, &exit_code] {
        run(*o);
        exit_code = 0;
    });
}
