#pragma once

// What an entry's payload says, read before anything is changed. Of use to fold.ipp alone.

#include <gongdan/desk/fold.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE { namespace fold_detail {

inline refusal unreadable(std::string_view name, std::string_view why) {
    return {"desk.field", {}, fmt::format("字段“{}”:{}", name, why), fmt::format("field '{}': {}", name, why)};
}

template <class Enum>
answer<Enum> read_term(std::string_view name, std::string_view text, Enum otherwise) {
    if (text.empty()) return otherwise;
    auto const found = parse_label<Enum>(text);
    if (found) return *found;
    std::string known;
    for (term const& t : labels<Enum>::table) known += (known.empty() ? "" : ", ") + std::string{t.code};
    return unreadable(name, fmt::format("'{}' is none of {}", text, known));
}

inline answer<std::optional<interval>> read_agreed(payload const& p) {
    auto const from = p.get(field::from);
    auto const to = p.get(field::to);
    if (from.empty() && to.empty()) return std::optional<interval>{};
    auto const a = read_instant(from.empty() ? to : from);
    if (!a) return unreadable(field::from, a.wrong);
    auto const b = read_instant(to.empty() ? from : to);
    if (!b) return unreadable(field::to, b.wrong);
    if (*b < *a) return unreadable(field::to, "the agreed time ends before it begins");
    return std::optional<interval>{interval{*a, *b}};
}

inline bool affirms(std::string_view text) {
    for (std::string_view const no : {"", "no", "false", "0", "failed", "否", "不合格"})
        if (text == no) return false;
    return true;
}

/// The bit of a field that says there is such evidence; 0 where it does not.
inline std::uint64_t evidence_of(payload::field const& f, bound_type const& type) {
    auto const i = type.evidence(f.first);
    return i && affirms(f.second) ? std::uint64_t{1} << *i : 0;
}

/// A reason in words is the evidence that one was given.
inline std::uint64_t reason_given(payload::field const& f, bound_type const& type) {
    return f.first == field::reason ? evidence_of({label(evidence::reason_given).code, f.second}, type) : 0;
}

/// The outcome an event states, and the evidence that comes with it. The reason of a hold is a code, and no evidence.
inline std::optional<refusal> read_attempt(attempt& a, payload const& p, bound_type const& type, bool holds) {
    for (auto const& f : p) {
        a.brings |= evidence_of(f, type);
        if (!holds) a.brings |= reason_given(f, type);
        if (f.first != field::outcome) continue;
        auto const stated = read_term(f.first, f.second, outcome::unstated);
        if (!stated) return stated.why();
        a.stated = *stated;
    }
    return {};
}

inline std::optional<refusal> must_say(payload const& p, std::string_view name, std::string_view otherwise) {
    if (p.get(name).empty()) return unreadable(name, otherwise);
    return {};
}

inline std::optional<refusal> read_hold(custody_news& n, payload const& p) {
    if (!p.has(field::reason)) return unreadable(field::reason, "a hold needs its reason");
    auto const r = read_term(field::reason, p.get(field::reason), n.reason);
    if (!r) return r.why();
    n.reason = *r;
    return {};
}

inline std::optional<refusal> read_agreement(custody_news& n, payload const& p) {
    auto const a = read_agreed(p);
    if (!a) return a.why();
    if (!*a) return unreadable(field::from, "an agreement needs its time");
    n.agreed = *a;
    return {};
}

inline std::optional<refusal> read_level(custody_news& n, level present, payload const& p) {
    if (!p.has(field::level)) return unreadable(field::level, "the new level is missing");
    auto const l = read_term(field::level, p.get(field::level), present);
    if (!l) return l.why();
    n.urgency = *l;
    return {};
}

inline std::optional<refusal> read_news(custody_news& n, custody_event what, ticket_record const& t, payload const& p) {
    switch (what) {
    case custody_event::hold: return read_hold(n, p);
    case custody_event::agree: return read_agreement(n, p);
    case custody_event::relevel: return read_level(n, t.facts.urgency, p);
    case custody_event::assign: return must_say(p, field::crew, "the crew is missing");
    case custody_event::change_owner: return must_say(p, field::owner, "whose it is from now on is missing");
    case custody_event::merge: return must_say(p, field::into, "the ticket that goes on is missing");
    case custody_event::resume:
    case custody_event::note:
    case custody_event::separate: break;
    }
    return {};
}

}}}  // namespace gongdan::fold_detail
