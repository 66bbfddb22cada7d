#pragma once

#include <gongdan/desk/binding.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace binding_detail {

inline lifecycle const* life_of(clause const& c, policy const& p, std::vector<lifecycle const*> const& types) {
    auto const code = p.lifecycle.empty() ? std::string_view{c.type} : std::string_view{p.lifecycle};
    for (lifecycle const* l : types)
        if (l->label.code == code) return l;
    return nullptr;
}

inline std::bitset<256> bits(lifecycle const& l, std::vector<std::string> const& states) {
    std::bitset<256> found;
    for (std::string const& s : states)
        if (auto const i = l.find_state(s)) found.set(*i);
    return found;
}

inline void check_states(std::vector<binding_fault>& faults,
                         std::size_t clause,
                         std::string const& field,
                         lifecycle const& l,
                         std::vector<std::string> const& states) {
    for (std::string const& s : states)
        if (!l.find_state(s))
            faults.push_back(
                {clause,
                 field,
                 {fmt::format("{}没有状态“{}”", l.label.zh, s), fmt::format("{} has no state '{}'", l.label.en, s)}});
}

/// The states in which a clause's clock can run: those reached from its start without passing one that meets it.
inline std::bitset<256> under_clock(lifecycle const& l, clause const& c) {
    auto const met = bits(l, c.met_by);
    std::bitset<256> seen;
    std::vector<std::uint8_t> open;
    auto const visit = [&](std::uint8_t s) {
        if (seen[s] || met[s]) return;
        seen.set(s);
        open.push_back(s);
    };
    visit(c.starts.empty() ? std::uint8_t{0} : l.find_state(c.starts).value_or(0));
    while (!open.empty()) {
        auto const s = open.back();
        open.pop_back();
        for (row_info const& r : l.rows)
            if (!r.custody && r.from == s) visit(r.to);
    }
    return seen;
}

inline lifecycle const* find_type(std::vector<binding_fault>& faults,
                                  std::string const& field,
                                  std::string const& code,
                                  std::vector<lifecycle const*> const& types) {
    for (lifecycle const* l : types)
        if (l->label.code == code) return l;
    faults.push_back({binding_fault::no_clause,
                      field,
                      {fmt::format("未知的工单类型“{}”", code), fmt::format("unknown type '{}'", code)}});
    return nullptr;
}

inline void check_ties(std::vector<binding_fault>& faults,
                       policy const& p,
                       std::vector<lifecycle const*> const& types) {
    for (kinship const& k : p.kin) {
        find_type(faults, "child/child", k.child, types);
        if (auto const* parent = find_type(faults, "child/parent", k.parent, types))
            check_states(faults, binding_fault::no_clause, "child/needed_for", *parent, k.needed_for);
    }
    for (same_matter const& s : p.same)
        for (std::string const& type : s.types) find_type(faults, "same_matter/types", type, types);
}

inline void check_coverage(std::vector<binding_fault>& faults, policy const& p, lifecycle const& l) {
    std::bitset<256> covered;
    for (clause const& c : p.clauses)
        if (c.type == l.label.code && !c.only && c.variant.empty()) covered |= under_clock(l, c);
    for (exemption const& e : p.exemptions) {
        if (e.type != l.label.code) continue;
        if (std::find(e.states.begin(), e.states.end(), "*") != e.states.end()) return;
        covered |= bits(l, e.states);
    }
    for (std::size_t i = 0; i < l.states.size(); ++i)
        if (!l.states[i].closed && !covered[i])
            faults.push_back({binding_fault::no_clause,
                              "exempt",
                              {fmt::format("{}的状态“{}”既无时限,也未写明豁免", l.label.zh, l.states[i].label.zh),
                               fmt::format("state '{}' of {} is under no clock and not exempt in words",
                                           l.states[i].label.code, l.label.code)}});
}

/// About how long an expression lasts, to put steps in order; only steps of like units need be exact.
inline std::int64_t about(expression const& e) {
    using form = expression::form;
    switch (e.kind) {
    case form::elapsed: return e.amount;
    case form::service: return e.amount * 24 / 10;
    case form::natural_days: return e.amount * seconds_per_day;
    case form::working_days: return e.amount * seconds_per_day * 7 / 5;
    default: return e.parts.empty() ? 0 : about(e.parts[0]);
    }
}

inline std::optional<custody_event> custody_named(std::string_view code) {
    for (std::size_t i = 0; i < std::size(labels<custody_event>::table); ++i)
        if (labels<custody_event>::table[i].code == code) return static_cast<custody_event>(i);
    return {};
}

inline std::vector<step> steps_of(clause const& c) {
    std::vector<step> all{{100, c.within}};
    for (auto const* list : {&c.warn_at, &c.escalate_at})
        for (int const per_cent : *list) all.push_back({per_cent, share_of(c.within, per_cent)});
    for (expression const& r : c.remind_at) all.push_back({all.back().code < 0 ? all.back().code - 1 : -1, r});
    auto const after_due = [budget = about(c.within)](step const& s) {
        return s.code < 0 ? -about(s.when) : budget * (s.code - 100) / 100;
    };
    std::sort(all.begin(), all.end(), [&](step const& a, step const& b) {
        return std::make_pair(after_due(a), a.code) < std::make_pair(after_due(b), b.code);
    });
    return all;
}

}  // namespace binding_detail

GONGDAN_INLINE std::vector<binding_fault> check(policy const& p, std::vector<lifecycle const*> const& types) {
    using namespace binding_detail;
    std::vector<binding_fault> faults;
    for (std::size_t i = 0; i < p.clauses.size(); ++i) {
        clause const& c = p.clauses[i];
        auto const* l = life_of(c, p, types);
        if (l == nullptr) {
            faults.push_back({i,
                              p.lifecycle.empty() ? "type" : "lifecycle",
                              {fmt::format("未知的工单类型“{}”", p.lifecycle.empty() ? c.type : p.lifecycle),
                               fmt::format("unknown type '{}'", p.lifecycle.empty() ? c.type : p.lifecycle)}});
            continue;
        }
        if (c.met_by.empty()) faults.push_back({i, "met", {"未写明何时达成", "it does not say which state meets it"}});
        check_states(faults, i, "met", *l, c.met_by);
        check_states(faults, i, "unmet", *l, c.unmet_by);
        check_states(faults, i, "restarts", *l, c.restarts);
        if (!c.starts.empty()) check_states(faults, i, "starts", *l, {c.starts});
    }
    for (exemption const& e : p.exemptions) {
        lifecycle const* const l = find_type(faults, "exempt", e.type, types);
        if (l != nullptr && e.states != std::vector<std::string>{"*"})
            check_states(faults, binding_fault::no_clause, "exempt", *l, e.states);
    }
    check_ties(faults, p, types);
    if (p.lifecycle.empty() && faults.empty())
        for (lifecycle const* l : types)
            if (l->label.code != "imported") check_coverage(faults, p, *l);
    return faults;
}

GONGDAN_INLINE bound_type::bound_type(lifecycle const& l, policy const& p) : life_(&l), foreign_(!p.lifecycle.empty()) {
    for (std::size_t i = 0; i < l.events.size(); ++i) {
        events_.add(l.events[i].label.code, static_cast<std::uint8_t>(i));
        custody_.push_back(binding_detail::custody_named(l.events[i].label.code));
    }
    for (std::size_t i = 0; i < l.evidence.size(); ++i) evidence_.add(l.evidence[i].code, static_cast<std::uint8_t>(i));
    for (std::size_t i = 0; i < p.clauses.size(); ++i) {
        clause const& c = p.clauses[i];
        if ((p.lifecycle.empty() ? c.type : p.lifecycle) != l.label.code) continue;
        by_label_[c.type].push_back(static_cast<std::uint16_t>(clauses_.size()));
        clauses_.push_back({&c, static_cast<std::uint16_t>(i), target_of(c), binding_detail::bits(l, c.met_by),
                            binding_detail::bits(l, c.unmet_by), binding_detail::bits(l, c.restarts),
                            c.starts.empty() ? std::bitset<256>{} : binding_detail::bits(l, {c.starts}),
                            binding_detail::steps_of(c)});
        bound_clause const& b = clauses_.back();
        moves_targets_ |= b.met_by | b.unmet_by | b.restarts | b.starts;
    }
    for (kinship const& k : p.kin) {
        if (k.parent != l.label.code || child_rule(k.child) != nullptr) continue;
        children_.push_back(&k);
        needs_child_ |= binding_detail::bits(l, k.needed_for);
    }
}

/// The first clause that binds the same target as this, which is about to be bound.
GONGDAN_INLINE std::uint16_t bound_type::target_of(clause const& c) const {
    auto const same = std::find_if(clauses_.begin(), clauses_.end(), [&](bound_clause const& b) {
        return b.what->type == c.type && b.what->target == c.target;
    });
    return static_cast<std::uint16_t>(same - clauses_.begin());
}

GONGDAN_INLINE kinship const* bound_type::child_rule(std::string_view child) const {
    for (kinship const* k : children_)
        if (k->child == child) return k;
    return nullptr;
}

GONGDAN_INLINE bound_type const* bound_type::other(std::string_view code) const {
    for (bound_type const* const t : all_)
        if (t->life().label.code == code) return t;
    return nullptr;
}

GONGDAN_INLINE std::vector<std::unique_ptr<bound_type>> bind_all(std::vector<lifecycle const*> const& types,
                                                                 policy const& p) {
    std::vector<std::unique_ptr<bound_type>> bound;
    std::vector<bound_type const*> all;
    for (lifecycle const* const l : types) {
        bound.push_back(std::make_unique<bound_type>(*l, p));
        all.push_back(bound.back().get());
    }
    for (auto const& t : bound) t->all_ = all;
    return bound;
}

GONGDAN_INLINE std::vector<std::uint16_t> bound_type::clauses_for(std::string_view label,
                                                                  level l,
                                                                  instant accepted) const {
    auto const fits = [&](clause const& c) {
        return c.in_force.contains(accepted) && (!c.only || *c.only == l) && (c.variant.empty() || c.variant == label);
    };
    auto const weight = [](clause const& c) { return (c.variant.empty() ? 0 : 2) + (c.only ? 1 : 0); };
    std::vector<std::uint16_t> chosen;
    auto const found = by_label_.find(foreign_ ? label : life_->label.code);
    if (found == by_label_.end()) return chosen;
    chosen.reserve(found->second.size());
    for (std::uint16_t const i : found->second) {
        clause const& c = *clauses_[i].what;
        if (!fits(c)) continue;
        auto const same = std::find_if(chosen.begin(), chosen.end(),
                                       [&](std::uint16_t j) { return clauses_[j].target == clauses_[i].target; });
        if (same == chosen.end()) chosen.push_back(i);
        else if (weight(c) > weight(*clauses_[*same].what)) *same = i;
    }
    return chosen;
}

}}  // namespace gongdan
