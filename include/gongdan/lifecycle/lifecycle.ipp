#pragma once

#include <gongdan/lifecycle/custody.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

#include <fmt/format.h>

#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace lifecycle_detail {

template <class T, class Code>
std::optional<std::uint8_t> find(list<T> all, std::string_view code, Code code_of) {
    for (std::size_t i = 0; i < all.size(); ++i)
        if (code_of(all[i]) == code) return static_cast<std::uint8_t>(i);
    return {};
}

/// Joins names the way each language does.
class enumeration {
public:
    void add(term const& t) { names_.push_back(t); }
    [[nodiscard]] bool empty() const { return names_.empty(); }
    /// `甲、乙、丙` / `a, b, c`
    [[nodiscard]] sentence text() const { return {joined(language::zh, "、", "、"), joined(language::en, ", ", ", ")}; }
    /// `甲、乙、丙` / `a, b or c`
    [[nodiscard]] sentence choice() const {
        return {joined(language::zh, "、", "、"), joined(language::en, ", ", " or ")};
    }

private:
    [[nodiscard]] std::string joined(language l, std::string_view between, std::string_view before_last) const {
        std::string s;
        for (std::size_t i = 0; i < names_.size(); ++i) {
            if (i > 0) s += i + 1 < names_.size() ? between : before_last;
            s += names_[i].in(l);
        }
        return s;
    }
    std::vector<term> names_;
};

inline bool stands_at(row_info const& r, position const& p) {
    return r.custody ? r.from == p.custody : r.from == p.state && !p.in(custody::merged);
}

/// How far a row got before a condition failed: the furthest is the one worth talking about.
inline int reach(row_info const& r, position const& p, attempt const& a) {
    if (r.while_open && !a.open) return 0;
    if (r.by.bits != 0 && !r.by.has(a.as)) return 1;
    if (r.when != outcome::unstated && r.when != a.stated) return 2;
    return (r.needs & ~(p.evidence | a.brings)) != 0 ? 3 : 4;
}

inline bool may_stand(lifecycle const& l, row_info const& r, position const& p) {
    return stands_at(r, p) && (!r.while_open || !l.closed(p));
}

/// What may happen instead, among the steps of the event's own region.
inline enumeration possible_events(lifecycle const& l, position const& p, bool of_custody) {
    enumeration possible;
    std::vector<bool> named(l.events.size(), false);
    for (row_info const& r : l.rows) {
        if (r.custody != of_custody || named[r.event] || !may_stand(l, r, p)) continue;
        named[r.event] = true;
        possible.add(l.events[r.event].label);
    }
    return possible;
}

inline refusal not_here(lifecycle const& l, position const& p, std::uint8_t event) {
    bool const of_custody = l.events[event].custody || p.in(custody::merged);
    auto const possible = possible_events(l, p, of_custody);
    auto const& s = of_custody ? labels<custody>::table[p.custody] : l.states[p.state].label;
    auto const& e = l.events[event].label;
    if (possible.empty())
        return {"lifecycle.not_here",
                {},
                fmt::format("工单{},不能“{}”", s.zh, e.zh),
                fmt::format("the ticket is {}: '{}' is not possible", s.en, e.en)};
    auto const names = possible.text();
    return {"lifecycle.not_here",
            {},
            fmt::format("工单{},不能“{}”;可以:{}", s.zh, e.zh, names.zh),
            fmt::format("the ticket is {}: '{}' is not possible; possible are {}", s.en, e.en, names.en)};
}

inline refusal outcome_unclear(lifecycle const& l, position const& p, std::uint8_t event, std::string rule) {
    enumeration possible;
    for (row_info const& r : l.rows)
        if (r.event == event && stands_at(r, p) && r.when != outcome::unstated) possible.add(gongdan::label(r.when));
    auto const& e = l.events[event].label;
    auto const outcomes = possible.choice();
    return {"lifecycle.outcome", std::move(rule), fmt::format("“{}”须填结果:{}", e.zh, outcomes.zh),
            fmt::format("'{}' must state an outcome: {}", e.en, outcomes.en)};
}

}  // namespace lifecycle_detail

GONGDAN_INLINE std::optional<std::uint8_t> lifecycle::find_state(std::string_view code) const {
    return lifecycle_detail::find(states, code, [](state_info const& s) { return s.label.code; });
}
GONGDAN_INLINE std::optional<std::uint8_t> lifecycle::find_event(std::string_view code) const {
    return lifecycle_detail::find(events, code, [](event_info const& e) { return e.label.code; });
}
GONGDAN_INLINE std::optional<std::uint8_t> lifecycle::find_evidence(std::string_view code) const {
    return lifecycle_detail::find(evidence, code, [](term const& t) { return t.code; });
}

GONGDAN_INLINE std::string rule_text(row_info const& r) {
    return r.rule_book == 0 ? std::string{} : fmt::format("{}{}", r.rule_book, r.rule_number);
}

GONGDAN_INLINE sentence who_may(row_info const& r) {
    if (r.by.bits == 0) return {"任何人", "anybody"};
    lifecycle_detail::enumeration all;
    for (std::size_t i = 0; i < std::size(labels<role>::table); ++i)
        if (r.by.has(static_cast<role>(i))) all.add(labels<role>::table[i]);
    auto const names = all.choice();
    return {names.zh, "the " + names.en};
}

GONGDAN_INLINE sentence evidence_names(lifecycle const& l, std::uint64_t bits) {
    lifecycle_detail::enumeration all;
    for (std::size_t i = 0; i < l.evidence.size(); ++i)
        if ((bits >> i & 1u) != 0) all.add(l.evidence[i]);
    return all.text();
}

GONGDAN_INLINE refusal why_refused(lifecycle const& l, position const& p, std::uint8_t event, attempt a) {
    using namespace lifecycle_detail;
    a.open = !l.closed(p);
    a.brings &= ~l.from_steps;
    row_info const* furthest = nullptr;
    for (row_info const& r : l.rows)
        if (r.event == event && stands_at(r, p) && (furthest == nullptr || reach(r, p, a) > reach(*furthest, p, a)))
            furthest = &r;
    if (furthest == nullptr) return not_here(l, p, event);
    auto const& e = l.events[event].label;
    auto const rule = rule_text(*furthest);
    switch (reach(*furthest, p, a)) {
    case 0:
        return {"lifecycle.closed", rule, fmt::format("工单{},不能“{}”", l.states[p.state].label.zh, e.zh),
                fmt::format("the ticket is {}: '{}' is no longer possible", l.states[p.state].label.en, e.en)};
    case 1: {
        auto const who = who_may(*furthest);
        return {"lifecycle.role", rule, fmt::format("“{}”须由{}办理,{}不能", e.zh, who.zh, gongdan::label(a.as).zh),
                fmt::format("'{}' is for {}, not for the {}", e.en, who.en, gongdan::label(a.as).en)};
    }
    case 2: return outcome_unclear(l, p, event, rule);
    default: {
        auto const missing = evidence_names(l, furthest->needs & ~(p.evidence | a.brings));
        return {"lifecycle.evidence", rule, fmt::format("“{}”之前尚缺:{}", e.zh, missing.zh),
                fmt::format("before '{}' there must be on record: {}", e.en, missing.en)};
    }
    }
}

GONGDAN_INLINE std::vector<row_info> next_rows(lifecycle const& l, position const& p) {
    std::vector<row_info> found;
    for (row_info const& r : l.rows)
        if (lifecycle_detail::may_stand(l, r, p)) found.push_back(r);
    return found;
}

}}  // namespace gongdan
