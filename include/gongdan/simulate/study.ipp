#pragma once

#include <gongdan/simulate/study.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace study_detail {

inline constexpr std::size_t most_points = 200;

inline refusal wrong(std::string zh, std::string en) { return {"simulate.vary", {}, std::move(zh), std::move(en)}; }

inline bool applies(knob const& k, std::string const& name) { return k.of.empty() || k.of == name; }

inline void turn_class(ticket_class& c, knob const& k, double value) {
    if (k.name == "arrivals") c.comes.scale *= value;
    if (k.name == "service") stretch(c.service, value);
    if (k.name == "service")
        for (step_time& s : c.steps) stretch(s.takes, value);
    if (k.name == "travel" && c.travel) stretch(*c.travel, value);
    if (k.name == "nobody_home")
        for (double& p : c.nobody_home) p = std::min(p * value, 0.999);
}

/// Whether a class has anything for the knob to turn.
inline bool has(ticket_class const& c, std::string_view name) {
    bool const poisson = c.comes.is == arrivals::pattern::constant || c.comes.is == arrivals::pattern::hourly ||
                         c.comes.is == arrivals::pattern::wave;
    if (name == "arrivals") return poisson;
    if (name == "travel") return c.travel.has_value();
    if (name == "nobody_home") return !c.nobody_home.empty();
    return name == "service";
}

inline constexpr std::string_view factors[] = {"arrivals", "service", "travel", "nobody_home"};

inline std::optional<double> number(std::string_view text) {
    std::string const s{text};
    char* end = nullptr;
    double const v = std::strtod(s.c_str(), &end);
    if (s.empty() || *end != '\0' || !std::isfinite(v)) return {};
    return v;
}

/// `FROM..TO` or `FROM..TO/STEP`.
inline answer<std::vector<double>> values_of(std::string_view text, bool count) {
    auto const bad = [&] {
        return wrong(fmt::format("“{}”应为 起..止 或 起..止/步长", text),
                     fmt::format("'{}' should be FROM..TO or FROM..TO/STEP", text));
    };
    auto const dots = text.find("..");
    if (dots == std::string_view::npos) return bad();
    auto const slash = std::min(text.find('/'), text.size());
    auto const from = number(text.substr(0, dots));
    auto const to = number(text.substr(dots + 2, slash - dots - 2));
    auto const step = slash == text.size() ? std::optional<double>{count        ? 1.0
                                                                   : from && to ? (*to - *from) / 4
                                                                                : 1.0}
                                           : number(text.substr(slash + 1));
    if (!from || !to || !step || *to < *from || *from < 0 || *step < 0 || (*step == 0 && *from != *to)) return bad();
    double const steps = *from == *to ? 0 : std::floor((*to - *from) / *step + 1e-9);
    if (steps >= static_cast<double>(most_points) || (count && *from < 1)) return bad();
    std::vector<double> all;
    for (std::size_t i = 0; i <= static_cast<std::size_t>(steps); ++i)
        all.push_back(*from + static_cast<double>(i) * *step);
    if (count)
        for (double const v : all)
            if (v != std::floor(v)) return bad();
    return all;
}

}  // namespace study_detail

GONGDAN_INLINE std::vector<replication> run_in_turn(simulation const& s, std::uint64_t first, std::uint64_t count) {
    std::vector<replication> runs;
    for (std::uint64_t i = 0; i < count; ++i) runs.push_back(s.run(first + i));
    return runs;
}

GONGDAN_INLINE std::vector<replication> runs_of(simulation const& s, std::uint64_t count, runner const& run) {
    return s.what().batches != 0 ? s.run_batches(0) : run(s, 0, count);
}

GONGDAN_INLINE double widest_interval(summary const& s) {
    double widest = 0;
    bool any = false;
    for (class_summary const& c : s.classes)
        for (target_summary const& t : c.targets) {
            if (std::isnan(t.compliance.mean)) continue;  // not one ticket of it was judged
            any = true;
            if (!(t.compliance.half_width <= widest)) widest = t.compliance.half_width;
        }
    return any ? widest : s.all.p_wait.half_width;
}

GONGDAN_INLINE std::vector<replication> run_until(simulation const& s, precision const& p, runner const& run) {
    auto runs = runs_of(s, p.replications, run);
    while (p.half_width && s.what().batches == 0 && runs.size() < p.most) {
        double const now = widest_interval(summarise(s, runs));
        if (now <= *p.half_width) break;
        // A width shrinks with the root of the number. Not quite so far at once: the first estimate may be too wide.
        auto const have = static_cast<double>(runs.size());
        double const wanted = std::isnan(now) ? 2 * have : have * std::pow(now / *p.half_width, 2);
        auto const next = static_cast<std::uint64_t>(std::clamp(wanted * 0.9, have + 1, 3 * have));
        auto more = run(s, runs.size(), std::min(next, p.most) - runs.size());
        runs.insert(runs.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
    }
    return runs;
}

GONGDAN_INLINE answer<knob> knob_of(scenario const& s, std::string_view text) {
    using namespace study_detail;
    auto const dot = std::min(text.find('.'), text.size());
    knob k{std::string{text.substr(0, dot)}, dot == text.size() ? std::string{} : std::string{text.substr(dot + 1)},
           text.substr(0, dot) == "crews"};
    bool found = false;
    if (k.count) {
        if (k.of.empty() && s.crews.size() > 1)
            return wrong("有多组班组,请写 crews.组名", "there are several groups of crews: name one, crews.GROUP");
        for (crew_group const& g : s.crews) found = found || applies(k, g.name);
    } else {
        for (ticket_class const& c : s.classes) found = found || (applies(k, c.name) && has(c, k.name));
        found = found || (text == "travel" && !s.areas.empty());
    }
    if (!found)
        return wrong(fmt::format("场景中没有可变的“{}”", text),
                     fmt::format("the scenario has no '{}' to turn: crews, arrivals, service, travel or nobody_home, "
                                 "and after a dot which group or class",
                                 text));
    return k;
}

GONGDAN_INLINE scenario turned(scenario s, knob const& k, double value) {
    if (k.count) {
        for (crew_group& g : s.crews)
            if (study_detail::applies(k, g.name)) g.count = static_cast<std::size_t>(std::max(1.0, value));
        return s;
    }
    for (ticket_class& c : s.classes)
        if (study_detail::applies(k, c.name)) study_detail::turn_class(c, k, value);
    if (k.name == "travel" && k.of.empty()) {
        s.detour *= value;
        for (double& m : s.ways.minutes) m *= value;
    }
    return s;
}

GONGDAN_INLINE std::vector<knob> knobs_of(scenario const& s) {
    std::vector<knob> all;
    for (crew_group const& g : s.crews) all.push_back({"crews", s.crews.size() == 1 ? std::string{} : g.name, true});
    for (std::string_view const name : study_detail::factors)
        for (ticket_class const& c : s.classes)
            if (study_detail::has(c, name))
                all.push_back({std::string{name}, s.classes.size() == 1 ? std::string{} : c.name, false});
    bool const travels = std::any_of(all.begin(), all.end(), [](knob const& k) { return k.name == "travel"; });
    if (!s.areas.empty() && !travels) all.push_back({"travel", {}, false});
    return all;
}

GONGDAN_INLINE answer<sweep> sweep_of(scenario const& s, std::string_view text) {
    auto const equals = text.find('=');
    if (equals == std::string_view::npos)
        return study_detail::wrong(fmt::format("“{}”应为 名称=起..止", text),
                                   fmt::format("'{}' should be NAME=FROM..TO", text));
    auto k = knob_of(s, text.substr(0, equals));
    if (!k) return k.why();
    auto values = study_detail::values_of(text.substr(equals + 1), k->count);
    if (!values) return values.why();
    return sweep{*std::move(k), *std::move(values)};
}

GONGDAN_INLINE std::vector<target_difference> compare(simulation const& a,
                                                      std::vector<replication> const& before,
                                                      simulation const& b,
                                                      std::vector<replication> const& after) {
    std::vector<target_difference> all;
    auto const common = std::min(before.size(), after.size());
    auto const first = [&](std::vector<replication> const& runs, std::size_t kind, std::size_t target) {
        auto shares = shares_of(runs, kind, target);
        shares.resize(common);
        return shares;
    };
    for (std::size_t k = 0; k < a.what().classes.size(); ++k)
        for (std::size_t l = 0; l < b.what().classes.size(); ++l) {
            if (a.what().classes[k].name != b.what().classes[l].name) continue;
            auto const of_a = a.targets(k);
            auto const of_b = b.targets(l);
            for (std::size_t t = 0; t < of_a.size(); ++t)
                for (std::size_t u = 0; u < of_b.size(); ++u) {
                    if (of_a[t]->target != of_b[u]->target) continue;
                    auto const x = first(before, k, t);
                    auto const y = first(after, l, u);
                    all.push_back({a.what().classes[k].name, of_a[t]->target, of_a[t]->zh, of_a[t]->en, ratio_of(x),
                                   ratio_of(y), difference_of(x, y)});
                }
        }
    return all;
}

GONGDAN_INLINE std::vector<time_difference> compare_time(std::vector<replication> const& before,
                                                         std::vector<replication> const& after) {
    auto const common = std::min(before.size(), after.size());
    auto const first = [&](std::vector<replication> const& runs, crew_use how) {
        auto spent = time_spent(runs, how);
        spent.resize(common);
        return spent;
    };
    std::vector<time_difference> all;
    for (crew_use const how : {crew_use::drive, crew_use::work, crew_use::idle, crew_use::overtime}) {
        auto const x = first(before, how);
        auto const y = first(after, how);
        all.push_back({how, ratio_of(x), ratio_of(y), difference_of(x, y)});
    }
    return all;
}

GONGDAN_INLINE scenario without_queues(scenario s) {
    for (crew_group& g : s.crews) g.count = g.count * 10 + 50;
    if (s.order == dispatch_order::planner) s.order = dispatch_order::queue;  // the nearest of so many needs no plan
    return s;
}

GONGDAN_INLINE std::optional<double> smallest_that_keeps(study const& s,
                                                         std::size_t kind,
                                                         std::size_t target,
                                                         double line) {
    std::optional<double> found;
    for (sweep_point const& p : s.points) {
        estimate const& e = p.sum.classes[kind].targets[target].compliance;
        bool const keeps = e.mean - e.half_width >= line;  // never where the width is not known
        if (!keeps) found.reset();
        else if (!found) found = p.value;
    }
    return found;
}

}  // namespace simulate
}}  // namespace gongdan
