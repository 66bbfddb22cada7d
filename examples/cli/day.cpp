#include "verbs.hpp"

#include <gongdan/dispatch/live.hpp>
#include <gongdan/dispatch/vroom.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <map>
#include <memory>
#include <set>
#include <string>
#include <utility>
#include <vector>

namespace {

using namespace gongdan;
using dispatch::tick;
using dispatch::visit;

struct day_options {
    std::string file;
    std::string alarm = "alarm";
    std::string policy = "nearest";
    tick every = 1800;
    std::uint64_t iterations = 600;
    std::string format = "text";
    bool times = false;
};

std::string clock_text(tick t) { return fmt::format("{:02}:{:02}", t / 3600, t / 60 % 60); }

/// Replays the reports of a day and keeps count.
class replay {
public:
    replay(dispatch::problem const& day, day_options const& o) : options_(o), day_(day), live_(day) {
        for (auto const& c : day.crews) {
            begin_ = std::min(begin_, c.shift.first);
            end_ = std::max(end_, c.home_by());
        }
    }

    void run() {
        if (options_.format == "csv") fmt::print("time,cause,visit,from,to,why\n");
        std::map<tick, std::vector<visit const*>> reports;
        for (visit const& v : day_.visits) reports[std::max(begin_, v.known.value_or(begin_))].push_back(&v);
        std::set<tick> moments{begin_};
        for (auto const& [t, all] : reports) moments.insert(t);
        for (tick t = begin_; t < end_; t += options_.every) moments.insert(t);
        for (tick const t : moments) step(t, reports[t]);
        live_.advance(end_ + 1);
        if (options_.format == "text") summary();
    }

private:
    void step(tick t, std::vector<visit const*> const& news) {
        live_.advance(t);
        for (visit const* v : news) live_.report(*v);
        std::string cause = news.empty() ? "定时 regular" : fmt::format("新报 {} 项 new reports", news.size());
        for (visit const* v : news)
            if (options_.policy == "nearest" && v->kind == options_.alarm) cause = send(*v);
        std::clock_t const before = std::clock();  // of the processor: others' work is none of ours
        dispatch::effort how;
        how.iterations = options_.iterations;
        auto const change = live_.replan(how);
        took_.push_back(1000.0 * static_cast<double>(std::clock() - before) / CLOCKS_PER_SEC);
        tell(change, cause, !news.empty());
    }

    std::string send(visit const& v) {
        auto const offers = live_.nearest(v.id, 1);
        if (offers.empty()) return fmt::format("{} {}:无人可派 nobody can go", v.kind, v.id);
        auto const& best = offers.front();
        live_.send(v.id, best);
        return fmt::format("{} {}:班组 {} {} 到,{} · crew {} there at {}, {}", v.kind, v.id, best.crew,
                           clock_text(best.arrives), best.text().zh, best.crew, clock_text(best.arrives),
                           best.text().en);
    }

    void tell(dispatch::replanned const& change, std::string const& cause, bool has_news) {
        open_ += change.open;
        std::size_t const moved = static_cast<std::size_t>(
            std::count_if(change.moved.begin(), change.moved.end(), [](auto const& m) { return m.to.has_value(); }));
        moved_ += moved;
        left_out_ += change.moved.size() - moved;
        if (change.open != 0)
            worst_share_ = std::max(worst_share_, static_cast<double>(moved) / static_cast<double>(change.open));
        retimed_ += change.retimed.size();
        if (options_.format == "csv") return rows(change, cause);
        if (!has_news && change.moved.empty()) return;
        fmt::print("{} {}\n", clock_text(change.now), cause);
        for (auto const& m : change.moved) {
            auto const to = m.to ? fmt::format("班组 {0} crew {0}", *m.to) : std::string{"待派 nobody"};
            fmt::print("    任务 {0} visit {0}: 班组 {1} crew {1} → {2}({3} · {4})\n", m.visit, m.from, to, m.why.zh,
                       m.why.en);
        }
    }

    static void rows(dispatch::replanned const& change, std::string const& cause) {
        for (auto const& m : change.moved)
            fmt::print("{},\"{}\",{},{},{},\"{}\"\n", change.now, cause, m.visit, m.from,
                       m.to ? std::to_string(*m.to) : "", m.why.zh + " · " + m.why.en);
    }

    void summary() {
        struct figures {
            int of = 0, begun = 0, late = 0;
        };
        std::map<std::uint32_t, figures, std::greater<>> levels;
        figures alarms;
        for (visit const& v : day_.visits) {
            auto const begins = live_.begins(v.id);
            for (figures* f : {&levels[v.level], v.kind == options_.alarm ? &alarms : nullptr}) {
                if (f == nullptr) continue;
                ++f->of;
                f->begun += begins ? 1 : 0;
                f->late += begins && v.due && *begins > *v.due ? 1 : 0;
            }
        }
        fmt::print("\n");
        for (auto const& [level, f] : levels)
            fmt::print("级别 {0}:{1} 项,完成 {2},超时 {3} · level {0}: {1} visits, {2} served, {3} of them late\n",
                       level, f.of, f.begun, f.late);
        if (alarms.of != 0)
            fmt::print("{0}:{1} 项,时限内到达 {2} · {0}: {1}, reached in time {2}\n", options_.alarm, alarms.of,
                       alarms.begun - alarms.late);
        auto const share = open_ == 0 ? 0.0 : 100.0 * static_cast<double>(moved_) / static_cast<double>(open_);
        fmt::print(
            "重排 {0} 次,换人 {1} 项次({2:.2f}%,最多 {3:.1f}%),改时 {4} 项次,让位 {5} 项次 · {0} re-plans, {1} changes "
            "of crew "
            "({2:.2f} % of open visits, {3:.1f} % at most), {4} moved by half an hour or more, {5} left out\n",
            took_.size(), moved_, share, 100 * worst_share_, retimed_, left_out_);
        if (options_.times && !took_.empty()) {
            std::sort(took_.begin(), took_.end());
            fmt::print("每次处理器时间 processor time of a re-plan: {:.1f} ms median, {:.1f} ms most\n",
                       took_[took_.size() / 2], took_.back());
        }
    }

    day_options const& options_;
    dispatch::problem const& day_;
    dispatch::live_day live_;
    tick begin_ = dispatch::farthest, end_ = -dispatch::farthest;
    std::size_t open_ = 0, moved_ = 0, left_out_ = 0, retimed_ = 0;
    double worst_share_ = 0;
    std::vector<double> took_;
};

}  // namespace

void add_day(CLI::App& app, int& exit_code) {
    auto* const verb =
        app.add_subcommand("day", "重放一天 · replays a day of reports: every re-plan, what moved and why");
    auto const o = std::make_shared<day_options>();
    verb->add_option("problem", o->file,
                     "VROOM's problem JSON with gongdan's `known`, `due`, `kind`; - is standard input")
        ->required();
    verb->add_option("--alarm", o->alarm, "the kind of visit that is an alarm");
    verb->add_option("--policy", o->policy,
                     "nearest: an alarm's nearest crew is sent at once, then the rest is planned; plan: all is left to "
                     "the planner")
        ->check(CLI::IsMember({"nearest", "plan"}));
    verb->add_option("--every", o->every, "seconds between re-plans without news")->check(CLI::Range(60, 86400));
    verb->add_option("--iterations", o->iterations, "steps of search in each re-plan");
    verb->add_option("--format", o->format, "of what is written")->check(CLI::IsMember({"text", "csv"}));
    verb->add_flag("--times", o->times, "with the processor time that re-plans took");
    verb->footer("Example: gongdan day day.json --policy nearest");
    verb->callback([o, &exit_code] {
        auto const day = read_vroom(read_source(o->file));
        replay{day, *o}.run();
        exit_code = 0;
    });
}
