#pragma once

#include <gongdan/report/hazard.hpp>
#include <gongdan/report/kpi.hpp>
#include <gongdan/report/kpi_data.ipp>
#include <gongdan/sla/due.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <iterator>
#include <map>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace kpi_detail {

template <class T, class U>
bool among(std::vector<T> const& all, U const& x) {
    return std::find(all.begin(), all.end(), x) != all.end();
}

/// What a condition may look at: a ticket, and of it one target, step or hazard.
struct thing {
    seen_ticket const& ticket;
    std::vector<step> const& steps;
    std::string what = {};
    step const* of_step = nullptr;
    std::optional<verdict> stands = {};
    hazard const* danger = nullptr;
};

inline std::optional<outcome> outcome_of(step const& s) {
    return parse_label<outcome>(s.what.data.get(field::outcome));
}

inline int times(thing const& x, std::vector<std::string> const& events) {
    return static_cast<int>(std::count_if(x.steps.begin(), x.steps.end(), [&](step const& s) {
        return s.what.stands == standing::accepted && among(events, s.what.event);
    }));
}

inline bool on_record(thing const& x, std::string const& evidence) {
    auto const i = x.ticket.life().find_evidence(evidence);
    return i && (x.ticket.record().at.evidence >> *i & 1U) != 0;
}

inline bool field_equals(kpi_condition const& c, thing const& x) {
    auto const& from = x.of_step == nullptr ? x.ticket.facts().fields : x.of_step->what.data;
    return among(c.equals, from.get(c.field));
}

inline bool said(kpi_condition const& c, thing const& x) {
    if (!c.event.empty()) {
        int const n = times(x, c.event);
        if (n < c.at_least || n > c.at_most) return false;
    }
    if (!c.step.empty() && (x.of_step == nullptr || !among(c.step, x.of_step->what.event))) return false;
    if (c.with && (x.of_step == nullptr || outcome_of(*x.of_step).value_or(outcome::unstated) != *c.with)) return false;
    if (!c.evidence.empty() && !on_record(x, c.evidence)) return false;
    auto const& state = x.ticket.life().states[x.ticket.record().at.state].label.code;
    if (!c.state.empty() && !among(c.state, state)) return false;
    if (!c.field.empty() && !field_equals(c, x)) return false;
    if (c.open && *c.open != x.ticket.record().open()) return false;
    if (!c.verdicts.empty() && (!x.stands || !among(c.verdicts, *x.stands))) return false;
    return !c.cleared || (x.danger != nullptr && *c.cleared != x.danger->open());
}

inline bool holds(kpi_condition const& c, thing const& x) { return said(c, x) != c.negated; }

inline bool all_hold(std::vector<kpi_condition> const& all, thing const& x) {
    return std::all_of(all.begin(), all.end(), [&](kpi_condition const& c) { return holds(c, x); });
}

inline instant closed_at(thing const& x) {
    instant when = distant_future;
    for (step const& s : x.steps)
        if (s.what.stands == standing::accepted && x.ticket.life().closed(s.after) && !x.ticket.life().closed(s.before))
            when = s.what.occurred_at;
    return x.ticket.record().open() ? distant_future : when;
}

/// Goes through everything a definition counts.
class counter {
public:
    counter(kpi const& k, snapshot const& seen, scope const& s) : k_(k), seen_(seen), s_(s) {}

    /// Whether its definition counts tickets of this type at all.
    [[nodiscard]] bool concerns(seen_ticket const& t) const {
        return k_.types.empty() || among(k_.types, t.record().type_name());
    }
    [[nodiscard]] std::vector<kpi_item> of(seen_ticket const& t, std::vector<step> const& steps) {
        items_.clear();
        switch (k_.unit) {
        case kpi_unit::ticket: take({t, steps}, distant_future); break;
        case kpi_unit::target: targets(t, steps); break;
        case kpi_unit::step: each_step(t, steps); break;
        case kpi_unit::hazard: danger(t, steps); break;
        }
        return std::move(items_);
    }

private:
    void targets(seen_ticket const& t, std::vector<step> const& steps) {
        for (target_view v : t.targets()) {
            if (!k_.targets.empty() && !among(k_.targets, v.what->target)) continue;
            if (k_.basis == kpi_basis::promised && v.starts_at != distant_future)
                v.deadline = evaluate(v.what->within, seen_.days(), {v.starts_at});
            thing x{t, steps, v.what->target};
            x.stands = v.at(s_.as_of);
            take(x, v.deadline.known() ? v.deadline.when : distant_future);
        }
    }
    void each_step(seen_ticket const& t, std::vector<step> const& steps) {
        for (step const& s : steps) {
            if (s.what.stands != standing::accepted) continue;
            thing x{t, steps, std::string{s.what.event}};
            x.of_step = &s;
            take(x, s.what.occurred_at);
        }
    }
    void danger(seen_ticket const& t, std::vector<step> const& steps) {
        auto const h = hazard_of(t, steps, s_, language::zh);
        if (!h) return;
        thing x{t, steps};
        x.danger = &*h;
        take(x, h->found.when);
    }

    /// `own` is the thing's own instant: its deadline, or when it happened.
    void take(thing const& x, instant own) {
        if (!in_period(x, own) || !all_hold(k_.denominator, x)) return;
        bool const out =
            std::any_of(k_.excluded.begin(), k_.excluded.end(), [&](kpi_condition const& c) { return holds(c, x); });
        bool const counted = !out && all_hold(k_.numerator, x);
        items_.push_back({x.ticket.number(), x.what,
                          out       ? kpi_item::place::excluded
                          : counted ? kpi_item::place::numerator
                                    : kpi_item::place::denominator});
    }
    [[nodiscard]] bool in_period(thing const& x, instant own) const {
        auto const within = [&](instant t) { return s_.since <= t && t <= s_.as_of; };
        switch (k_.period) {
        case kpi_period::opened: return within(x.ticket.facts().opened);
        case kpi_period::closed: return within(closed_at(x));
        case kpi_period::due:
        case kpi_period::happened: return within(own);
        case kpi_period::any: return true;
        }
        return false;
    }

    kpi const& k_;
    snapshot const& seen_;
    scope const& s_;
    std::vector<kpi_item> items_;
};

inline void append(std::map<std::string, kpi_figure>& groups,
                   kpi const& k,
                   group const& g,
                   std::vector<kpi_item> items) {
    if (items.empty()) return;
    kpi_figure& f = groups[g.order];
    f.what = &k;
    f.of = g;
    f.items.insert(f.items.end(), std::make_move_iterator(items.begin()), std::make_move_iterator(items.end()));
}

inline std::string shown(kpi_figure const& f) {
    if (f.what->numerator.empty()) return std::to_string(f.denominator());
    return f.denominator() == 0 ? "–" : per_cent(f.numerator(), f.denominator());
}

}  // namespace kpi_detail

GONGDAN_INLINE std::size_t kpi_figure::count(kpi_item::place p) const {
    return static_cast<std::size_t>(
        std::count_if(items.begin(), items.end(), [p](kpi_item const& i) { return i.in == p; }));
}

GONGDAN_INLINE std::optional<double> kpi_figure::rate() const {
    if (what->numerator.empty() || denominator() == 0) return {};
    return static_cast<double>(numerator()) / static_cast<double>(denominator());
}

GONGDAN_INLINE std::vector<kpi> const& shipped_kpis() {
    static std::vector<kpi> const all = kpi_data::all();
    return all;
}

GONGDAN_INLINE std::vector<kpi_figure> figures_of(std::vector<kpi> const& wanted,
                                                  snapshot const& seen,
                                                  scope const& s,
                                                  std::optional<grouping> by) {
    std::vector<std::map<std::string, kpi_figure>> groups(wanted.size());
    std::vector<kpi_detail::counter> counters;
    for (std::size_t i = 0; i < wanted.size(); ++i) {
        counters.emplace_back(wanted[i], seen, s);
        if (!by) groups[i][{}].what = &wanted[i];
    }
    for (seen_ticket const& t : seen.tickets()) {
        auto const g = by ? group_of(t, *by) : group{};
        std::optional<std::vector<step>> steps;  // worked out once for all figures
        for (std::size_t i = 0; i < wanted.size(); ++i) {
            if (!counters[i].concerns(t)) continue;
            if (!steps) steps = t.steps();
            kpi_detail::append(groups[i], wanted[i], g, counters[i].of(t, *steps));
        }
    }
    std::vector<kpi_figure> all;
    for (auto& of_one : groups)
        for (auto& [order, f] : of_one) all.push_back(std::move(f));
    return all;
}

GONGDAN_INLINE table kpi_table(std::vector<kpi_figure> const& all, language l) {
    bool const zh = l == language::zh;
    table t{{{zh ? "指标" : "figure"},
             {zh ? "分组" : "group"},
             {zh ? "结果" : "result", fit::number},
             {zh ? "分子" : "numerator", fit::number},
             {zh ? "分母" : "denominator", fit::number},
             {zh ? "剔除" : "excluded", fit::number}}};
    t.none = zh ? "没有指标" : "no figures";
    for (kpi_figure const& f : all) {
        bool const is_count = f.what->numerator.empty();
        t.rows.push_back({{f.what->name.in(l), tone::plain, f.what->rule},
                          {f.of.name.in(l)},
                          {kpi_detail::shown(f), tone::plain, "", f.rate()},
                          {is_count ? "" : std::to_string(f.numerator())},
                          {std::to_string(f.denominator())},
                          {std::to_string(f.count(kpi_item::place::excluded))}});
    }
    return t;
}

}}}  // namespace gongdan::report
