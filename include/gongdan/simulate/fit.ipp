#pragma once

#include <gongdan/simulate/detail/stages.hpp>
#include <gongdan/simulate/fit.hpp>
#include <gongdan/simulate/fit_arrivals.ipp>
#include <gongdan/simulate/fit_crews.ipp>
#include <gongdan/simulate/fit_gaps.ipp>
#include <gongdan/simulate/script.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace fit_detail {

inline constexpr std::size_t most_types = 30;  ///< a scenario takes 64 classes, and each may have further crews
inline constexpr std::size_t fewest = 5;       ///< spans that a law is fitted to

using observations = std::vector<observation const*>;

inline std::optional<span_fit> fit_span(std::vector<double> seen) {
    if (seen.size() < fewest) return {};
    std::sort(seen.begin(), seen.end());
    span_fit f;
    f.n = seen.size();
    for (double const v : seen) f.mean += v / static_cast<double>(seen.size());
    f.law = choose_law(seen, 0.5);
    return f;
}

/// One span of all tickets that have it.
template <class Wanted>
std::vector<double> spans_of(observations const& all, Wanted wanted) {
    std::vector<double> found;
    for (observation const* o : all)
        if (std::optional<seconds> const s = wanted(*o)) found.push_back(static_cast<double>(s->count()));
    return found;
}

/// Puts a log's figures together.
class fitter {
public:
    fitter(observed_log const& log, fit_options const& o) : log_(log), o_(o) {}

    answer<fitted_log> fit() {
        if (auto why = take_span()) return *std::move(why);
        group();
        f_.crews = log_.names_crews ? named_crews(log_, f_.from, f_.to) : nameless_crews(log_, f_.from, f_.to);
        fit_everywhere();
        if (!service_) return no_work();
        for (auto const& [key, all] : by_class_) add_class(key, all);
        choose_unit();
        if (o_.orders) {
            if (auto why = unknown_orders()) return *std::move(why);
        } else if (o_.rules != nullptr) {
            take_targets();
        }
        f_.orders = o_.orders;
        auto const idle = std::count_if(seen_.begin(), seen_.end(), [&](observation const* t) {
            return log_.tells_visits && !t->response && t->more.empty();
        });
        f_.gaps = gaps_of(log_, f_, o_, {merged_, static_cast<std::size_t>(idle)});
        return std::move(f_);
    }

private:
    using kind_key = std::pair<std::string, level>;

    static refusal no_work() {
        return {"simulate.fit",
                {},
                "记录中看不出任何作业时间:映射既没有 [visit],也没有 work、resolve、close 事件",
                "the log tells of no work: the mapping has neither [visit] nor the events work, resolve and close, or "
                "nothing of them is filled in"};
    }

    /// Whole days: a day that begins in its middle would thin out its morning.
    std::optional<refusal> take_span() {
        if (log_.tickets.empty())
            return refusal{"simulate.fit", {}, "记录中没有可用的工单", "the log has no ticket that can be used"};
        f_.from = o_.from ? *o_.from : start_of(day_of(log_.tickets.front().opened));
        f_.to = o_.to ? *o_.to : end_of(day_of(log_.tickets.back().opened));
        constexpr seconds longest = hours{24 * 366 * 20};
        if (f_.to - f_.from > longest)
            return refusal{"simulate.fit",
                           {},
                           "记录跨越二十年以上,多半有错误日期:请用 --from 与 --to 指明时段",
                           "the log spans more than twenty years, so that some date is likely wrong: say from when to "
                           "when it counts"};
        for (observation const& t : log_.tickets)
            if (f_.from <= t.opened && t.opened < f_.to) seen_.push_back(&t);
        f_.tickets = seen_.size();
        if (!seen_.empty()) return {};
        return refusal{
            "simulate.fit", {}, "所选时段内没有工单", "no ticket came in within the time that was asked for"};
    }

    /// By type and level; the rarest types become one, where there are too many for a scenario.
    void group() {
        std::map<std::string, std::size_t> counts;
        for (observation const* o : seen_) ++counts[o->type];
        std::vector<std::pair<std::size_t, std::string>> ranked;
        for (auto const& [type, n] : counts) ranked.emplace_back(n, type);
        std::stable_sort(ranked.begin(), ranked.end(), [](auto const& a, auto const& b) { return a.first > b.first; });
        std::set<std::string> kept;
        for (auto const& [n, type] : ranked)
            if (kept.size() + 1 < most_types || counts.size() <= most_types) kept.insert(type);
        merged_ = counts.size() - kept.size();
        for (observation const* o : seen_)
            by_class_[kept.count(o->type) != 0 ? kind_key{o->type, o->urgency}
                                               : kind_key{"other types", level::waiting}]
                .push_back(o);
        while (by_class_.size() > most_types) merge_rarest();
    }
    void merge_rarest() {
        auto const rarest = std::min_element(by_class_.begin(), by_class_.end(), [](auto const& a, auto const& b) {
            return a.second.size() < b.second.size();
        });
        auto all = std::move(rarest->second);
        by_class_.erase(rarest);
        auto& others = by_class_[{"other types", level::waiting}];
        others.insert(others.end(), all.begin(), all.end());
        std::stable_sort(others.begin(), others.end(), [](auto* a, auto* b) { return a->opened < b->opened; });
        ++merged_;
    }

    /// What stands in where a class has too little of its own.
    void fit_everywhere() {
        service_ = fit_span(spans_of(seen_, [](observation const& t) { return t.service; }));
    }

    /// Where crews are named, waiting for one is told from what the office takes: a crew was free when the ticket came.
    [[nodiscard]] bool crew_was_free(observation const& t) const {
        return !log_.names_crews || t.busy_then < on_duty_at(f_.crews, t.opened);
    }
    [[nodiscard]] std::optional<span_fit> intake_of(observations const& all) const {
        return fit_span(spans_of(all, [&](observation const& t) -> std::optional<seconds> {
            if (!crew_was_free(t)) return {};
            return t.travel ? t.intake : t.response;
        }));
    }

    void add_class(kind_key const& k, observations const& all) {
        bool const only = std::none_of(by_class_.begin(), by_class_.end(),
                                       [&](auto const& x) { return x.first.first == k.first && x.first != k; });
        class_fit c;
        c.type = k.first;
        c.urgency = k.second;
        c.name = only ? k.first : fmt::format("{} {}", k.first, label(k.second).code);
        observations reached;
        for (observation const* t : all)
            if (t->response || !log_.tells_visits) reached.push_back(t);
        if (c.name.empty()) c.name = "no type";
        if (!reached.empty()) add_reached(c, reached);
        if (log_.tells_visits) add_further(c, all);
    }
    void add_reached(class_fit c, observations const& all) {
        c.tickets = all.size();
        std::vector<instant> times;
        for (observation const* t : all) times.push_back(t->opened);
        c.comes = fit_arrivals(times, f_.from, f_.to, o_.days);
        c.intake = intake_of(all);
        c.travel = fit_span(spans_of(all, [](observation const& t) { return t.travel; }));
        c.service = fit_span(spans_of(all, [](observation const& t) { return t.service; }));
        if (!c.service) c.service = service_;
        if (o_.orders) fit_steps(c, all);
        take_skill(c, all);
        c.responses = spans_of(all, [](observation const& t) { return t.response; });
        std::sort(c.responses.begin(), c.responses.end());
        add(std::move(c));
    }
    void fit_steps(class_fit& c, observations const& all) const {
        script const* const acts = script_of(c.type);
        if (acts == nullptr) return;
        for (run_detail::placed_step const& p : run_detail::placed_steps(*acts)) {
            auto const at = std::find(log_.steps.begin(), log_.steps.end(), p.name());
            if (at == log_.steps.end() || p.by == run_detail::stage_of::opening || !run_detail::takes_time(p)) continue;
            auto const i = static_cast<std::size_t>(at - log_.steps.begin());
            auto s = fit_span(
                spans_of(all, [i](observation const& t) { return i < t.steps.size() ? t.steps[i] : std::nullopt; }));
            if (s) c.steps.emplace_back(p.name(), *std::move(s));
        }
    }
    /// A class whose first crews nearly all have one skill asks for it, where others have another.
    void take_skill(class_fit& c, observations const& all) const {
        constexpr double nearly_all = 0.95;
        if (!log_.names_skills) return;
        std::map<std::string, std::size_t> often;
        for (observation const* t : all) ++often[t->skill];
        auto const most = std::max_element(often.begin(), often.end(),
                                           [](auto const& a, auto const& b) { return a.second < b.second; });
        c.with_skill = static_cast<double>(most->second) / static_cast<double>(all.size());
        bool const had = std::any_of(f_.crews.groups.begin(), f_.crews.groups.end(), [&](crew_group const& g) {
            return std::find(g.skills.begin(), g.skills.end(), most->first) != g.skills.end();
        });
        if (had && c.with_skill >= nearly_all) c.skill = most->first;
    }
    /// Crews that came later or were called off: they are busy, and nobody waits for them.
    void add_further(class_fit c, observations const& all) {
        std::vector<instant> times;
        std::vector<double> spans;
        observations called;
        for (observation const* t : all) {
            for (seconds const s : t->more) {
                times.push_back(t->opened);
                spans.push_back(static_cast<double>(s.count()));
            }
            if (!t->more.empty()) called.push_back(t);
        }
        c.service = fit_span(spans);
        if (!c.service) return;
        c.further = true;
        c.name += ", further crews";
        c.tickets = times.size();
        c.comes = fit_arrivals(times, f_.from, f_.to, o_.days);
        c.intake = fit_span(spans_of(called, [](observation const& t) { return t.intake; }));
        add(std::move(c));
    }

    void add(class_fit c) {
        auto const taken = [&](std::string const& name) {
            return std::any_of(f_.classes.begin(), f_.classes.end(),
                               [&](class_fit const& x) { return x.name == name; });
        };
        auto const name = c.name;
        for (int n = 2; taken(c.name); ++n) c.name = fmt::format("{} ({})", name, n);
        f_.classes.push_back(std::move(c));
    }

    void choose_unit() {
        f_.unit = service_->mean < 3 * 3600    ? time_unit::minute
                  : service_->mean < 3 * 86400 ? time_unit::hour
                                               : time_unit::day;
        for (class_fit const& c : f_.classes) f_.dated = f_.dated || c.comes.comes.dated();
    }

    [[nodiscard]] std::optional<refusal> unknown_orders() const {
        for (class_fit const& c : f_.classes)
            if (script_of(c.type) == nullptr || c.type == kind::imported)
                return refusal{
                    "simulate.fit",
                    {},
                    fmt::format("“{}”不是本库的工单类型", c.type),
                    fmt::format("'{}' is no type of work order: give it one with 'values' in the mapping", c.type)};
        return {};
    }

    /// The policy's promises for plain tickets, as far as a plain scenario can say them.
    void take_targets() {
        for (class_fit const& c : f_.classes)
            for (clause const& k : o_.rules->clauses) {
                if (c.further || k.type != c.type || (k.only && *k.only != c.urgency) || !k.starts.empty() ||
                    k.within.kind == expression::form::as_agreed)
                    continue;
                bool const there = std::any_of(f_.targets.begin(), f_.targets.end(), [&](clause const& t) {
                    return t.type == c.name && t.target == k.target;
                });
                if (there) continue;
                clause t = k;
                t.type = c.name;
                f_.targets.push_back(std::move(t));
            }
    }

    observed_log const& log_;
    fit_options const& o_;
    fitted_log f_;
    observations seen_;
    std::map<kind_key, observations> by_class_;
    std::optional<span_fit> service_;
    std::size_t merged_ = 0;
};

}  // namespace fit_detail

GONGDAN_INLINE std::vector<std::pair<std::string, span_fit const*>> spans_of(class_fit const& c) {
    std::vector<std::pair<std::string, span_fit const*>> all;
    if (c.intake) all.emplace_back("intake", &*c.intake);
    if (c.travel) all.emplace_back("travel", &*c.travel);
    if (c.service && c.steps.empty()) all.emplace_back("service", &*c.service);
    for (auto const& [step, s] : c.steps) all.emplace_back(step, &s);
    return all;
}

GONGDAN_INLINE fit_note note_of(fitted_log const& f) {
    auto const unit = static_cast<double>(seconds_in(f.unit));
    fit_note n;
    n.source = f.source;
    n.map = f.mapped_by;
    n.from = f.from;
    n.to = f.to;
    n.tickets = f.tickets;
    n.left_out = f.rejected;
    n.not_told = f.gaps;
    for (class_fit const& c : f.classes) {
        n.arrivals.push_back({c.name, c.tickets, std::isfinite(c.comes.dispersion) ? c.comes.dispersion : 0,
                              c.comes.scales.empty() ? 0 : c.comes.scales.front().with_bursts, c.comes.season_gain});
        for (auto const& [what, s] : spans_of(c)) {
            law_fit const& l = s->law.used;
            n.spans.push_back({c.name, what, s->n, s->mean / unit, l.law.is, l.gap, l.distance / unit});
        }
    }
    return n;
}

GONGDAN_INLINE answer<fitted_log> fit_log(observed_log const& log, fit_options const& o) {
    return fit_detail::fitter(log, o).fit();
}

}  // namespace simulate
}}  // namespace gongdan
