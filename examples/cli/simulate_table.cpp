#include "simulate_table.hpp"

#include <fmt/format.h>

#include <cmath>
#include <string>

namespace tool {

namespace {

using namespace gongdan;
namespace sim = gongdan::simulate;

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

void print_differences(std::vector<sim::target_difference> const& all, bool zh) {
    for (sim::target_difference const& d : all)
        fmt::print(zh ? "  {} · {}:{} → {},相差 {}\n" : "  {}, {}: {} -> {}, difference {}\n", d.type, zh ? d.zh : d.en,
                   share(d.before), share(d.after), share(d.difference));
}

}  // namespace

void print_summary(sim::simulation const& s, sim::summary const& sum, bool zh) {
    char const* const heading = sum.batches != 0 ? (zh ? "{}:一次长仿真分 {} 段,种子 {},95 % 置信区间\n"
                                                       : "{}: one run in {} batches, seed {}, 95 % intervals\n")
                                                 : (zh ? "{}:{} 次重复,种子 {},95 % 置信区间\n"
                                                       : "{}: {} replications, seed {}, 95 % intervals\n");
    fmt::print(fmt::runtime(heading), s.what().name.empty() ? std::string{zh ? "场景" : "scenario"} : s.what().name,
               sum.replications, sum.seed);
    if (sum.batches != 0)
        fmt::print(zh ? "各段均值的一阶自相关 {:.2f}\n" : "lag-1 autocorrelation of the batches' means {:.2f}\n",
                   sum.lag_1);
    for (sim::class_summary const& c : sum.classes) print_class(c, sum, zh);
    if (sum.classes.size() > 1) print_class(sum.all, sum, zh);
    for (sim::probe_summary const& p : sum.probes)
        fmt::print(zh ? "\n时刻 {}:班组全忙 {};排队 {} 张\n" : "\nat {}: all crews busy {}; waiting in line {}\n", p.at,
                   share(p.p_all_busy), shown(p.queue));
}

void print_study(sim::study const& s, bool zh) {
    for (sim::sweep_point const& p : s.points) {
        fmt::print("\n{} = {:g}\n", s.varied->text(), p.value);
        for (sim::class_summary const& c : p.sum.classes)
            for (sim::target_summary const& t : c.targets)
                fmt::print(zh ? "  {} · {}:按时 {}\n" : "  {}, {}: on time {}\n", c.name, zh ? t.zh : t.en,
                           share(t.compliance));
    }
    if (!s.compared_with.empty()) {
        fmt::print(zh ? "\n与“{}”相比(同样的用户)\n" : "\nCompared with '{}' (the same customers)\n", s.compared_with);
        print_differences(s.compared, zh);
        for (sim::time_difference const& d : s.compared_time)
            fmt::print(zh ? "  班组时间 · {}:{} → {},相差 {}\n" : "  crews' time, {}: {} -> {}, difference {}\n",
                       label(d.how).in(zh ? language::zh : language::en), share(d.before), share(d.after),
                       share(d.difference));
    }
    for (sim::sensitivity const& x : s.sensitivities) {
        fmt::print("\n{} = {:g}\n", x.what.text(), x.low);
        print_differences(x.lower, zh);
        fmt::print("{} = {:g}\n", x.what.text(), x.high);
        print_differences(x.higher, zh);
    }
}

}  // namespace tool
