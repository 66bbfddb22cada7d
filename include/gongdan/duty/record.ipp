#pragma once

#include <gongdan/duty/record.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

namespace gongdan { inline namespace GONGDAN_MODE { namespace duty {

namespace record_detail {

inline int year_of(day d) { return split(d).year; }
inline day first_of(int year) { return make_day(year, 1, 1).value_or(day{}); }
inline day last_of(int year) { return make_day(year, 12, 31).value_or(day{}); }

/// The first day off of each run the calendar calls by this name. Weekends may lie between days of one run.
inline std::vector<day> holidays(calendar const& days, std::string_view name) {
    constexpr int between = 10;
    std::vector<day> off;
    for (special_day const& s : days.spec().days)
        if (!s.works && (s.name.zh.find(name) != std::string::npos || s.name.en == name)) off.push_back(s.date);
    std::sort(off.begin(), off.end());
    std::vector<day> first;
    for (std::size_t i = 0; i < off.size(); ++i)
        if (i == 0 || off[i] - off[i - 1] > between) first.push_back(off[i]);
    return first;
}

inline refusal no_festival(std::string const& name) {
    return {"duty.no_festival", "I2", fmt::format("日历里没有节日“{}”", name),
            fmt::format("the calendar names no festival '{}'", name)};
}

inline answer<std::vector<due_window>> festivals_of(cycle const& c, calendar const& days) {
    std::vector<due_window> all;
    if (c.again != recurrence::before_festivals) return all;
    for (std::string const& name : c.festivals) {
        auto const first = holidays(days, name);
        if (first.empty()) return no_festival(name);
        for (day const d : first) all.push_back({d - c.ahead_days, d - 1});
    }
    std::sort(all.begin(), all.end(), [](due_window const& a, due_window const& b) { return a.due_by < b.due_by; });
    return all;
}

/// Numbers of places by id, of cycles by code.
template <class Things, class Name>
std::unordered_map<std::string_view, std::size_t> numbers(Things const& all, Name name) {
    std::unordered_map<std::string_view, std::size_t> found;
    found.reserve(all.size());
    for (std::size_t i = 0; i < all.size(); ++i) found.emplace(name(all[i]), i);
    return found;
}

inline void count(coverage& c, visit_result r) {
    ++c.made;
    switch (r) {
    case visit_result::done: ++c.entered; break;
    case visit_result::nobody_home: ++c.nobody_home; break;
    case visit_result::refused: ++c.refused; break;
    case visit_result::company: ++c.company; break;
    }
}

}  // namespace record_detail

GONGDAN_INLINE answer<records> records::make(program const& rules, calendar const& days, plan_request const& wanted) {
    records r{rules, wanted};
    r.all_.assign(rules.cycles.size(), std::vector<record>(wanted.places->size()));
    r.counts_.resize(rules.cycles.size());
    for (cycle const& c : rules.cycles) {
        auto festivals = record_detail::festivals_of(c, days);
        if (!festivals) return festivals.why();
        r.festivals_.push_back(*std::move(festivals));
    }
    if (wanted.visits != nullptr) r.take_all(*wanted.visits);
    return r;
}

GONGDAN_INLINE void records::take_all(std::vector<visit> const& visits) {
    using record_detail::numbers;
    auto const places = numbers(*wanted_->places, [](place const& p) { return std::string_view{p.id}; });
    auto const duties = numbers(rules_->cycles, [](cycle const& c) { return std::string_view{c.code}; });
    std::vector<visit const*> in_order;
    for (visit const& v : visits)
        if (v.on < wanted_->from) in_order.push_back(&v);
    std::stable_sort(in_order.begin(), in_order.end(), [](auto const* a, auto const* b) { return a->on < b->on; });
    for (visit const* v : in_order) {
        auto const p = places.find(v->place);
        auto const c = duties.find(v->duty);
        if (p == places.end() || c == duties.end()) continue;
        take(*v, c->second, p->second, false);
        for (std::size_t i = 0; i < rules_->cycles.size(); ++i)
            if (rules_->cycles[i].accompanies(v->duty)) take(*v, i, p->second, true);
    }
}

/// A duty that goes with another is done where that one is; visits are counted once, for the duty they were made for.
GONGDAN_INLINE void records::take(visit const& v, std::size_t cycle, std::size_t place, bool along) {
    record& r = all_[cycle][place];
    if (!along && v.on >= add_months(wanted_->from, -12)) record_detail::count(counts_[cycle], v.result);
    if (v.result == visit_result::done) {
        r = {v.on, rules_->cycles[cycle].counted_from == basis::planned ? v.planned : v.on};
    } else if (!along) {
        r.tried = v.on;
        ++r.attempts;
    }
}

GONGDAN_INLINE void records::yearly(cycle const& c,
                                    record const& r,
                                    place const& p,
                                    std::vector<due_window>& into) const {
    using namespace record_detail;
    for (int year = year_of(wanted_->from); year <= year_of(wanted_->to); ++year) {
        if (r.done && year_of(*r.done) >= year) continue;
        day first = std::max({first_of(year), wanted_->from, p.since});
        // The gap must leave room within the year.
        if (r.done) first = std::max(first, std::min(*r.done + c.gap_days, last_of(year)));
        if (first <= last_of(year)) into.push_back({first, last_of(year)});
    }
}

GONGDAN_INLINE void records::monthly(cycle const& c,
                                     record const& r,
                                     place const& p,
                                     std::vector<due_window>& into) const {
    for (day due = add_months(r.done ? r.counted_from : p.since, c.months);;
         due = add_months(std::max(due, wanted_->from), c.months)) {
        day const first = std::max({due - c.ahead_days, wanted_->from, p.since});
        if (first > wanted_->to) return;
        into.push_back({first, due, due < wanted_->from});
    }
}

GONGDAN_INLINE void records::before_festivals(std::size_t cycle,
                                              record const& r,
                                              place const& p,
                                              std::vector<due_window>& into) const {
    for (due_window const& w : festivals_[cycle]) {
        if (w.due_by < wanted_->from || w.from > wanted_->to || w.due_by < p.since) continue;
        if (r.done && *r.done >= w.from) continue;
        into.push_back({std::max({w.from, wanted_->from, p.since}), w.due_by});
    }
}

GONGDAN_INLINE void records::windows(std::size_t cycle, std::size_t place, std::vector<due_window>& into) const {
    auto const& c = rules_->cycles[cycle];
    auto const& p = (*wanted_->places)[place];
    auto const& r = all_[cycle][place];
    into.clear();
    if (!c.concerns(p.kind) || p.since > wanted_->to) return;
    switch (c.again) {
    case recurrence::each_year: yearly(c, r, p, into); break;
    case recurrence::months: monthly(c, r, p, into); break;
    case recurrence::before_festivals: before_festivals(cycle, r, p, into); break;
    }
    if (into.empty() || !r.tried) return;
    into.front().from = std::max(into.front().from, *r.tried + c.retry_days);
}

/// The festival whose window began last, or where none has begun, the first one.
GONGDAN_INLINE due_window const* records::festival_at(std::size_t cycle, day on) const {
    due_window const* found = nullptr;
    for (due_window const& w : festivals_[cycle])
        if (found == nullptr || w.from <= on) found = &w;
    return found;
}

GONGDAN_INLINE bool records::concerns(std::size_t cycle, std::size_t place, day on) const {
    auto const& p = (*wanted_->places)[place];
    return rules_->cycles[cycle].concerns(p.kind) && p.since <= on;
}

GONGDAN_INLINE bool records::kept(std::size_t cycle, std::size_t place, std::optional<day> done, day on) const {
    auto const& c = rules_->cycles[cycle];
    auto const& r = all_[cycle][place];
    switch (c.again) {
    case recurrence::each_year: return done && record_detail::year_of(*done) == record_detail::year_of(on);
    case recurrence::months: {
        bool const on_record = done && r.done && *done == *r.done;
        day const base = on_record ? r.counted_from : done ? *done : (*wanted_->places)[place].since;
        return add_months(base, c.months) >= on;
    }
    case recurrence::before_festivals: {
        auto const* w = festival_at(cycle, on);
        return w != nullptr && done && *done >= w->from && *done <= w->due_by;
    }
    }
    return false;
}

}}}  // namespace gongdan::duty
