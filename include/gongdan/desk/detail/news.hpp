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
answer<Enum> read_term(payload const& p, std::string_view name, Enum otherwise) {
    auto const text = p.get(name);
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

inline std::uint64_t evidence_in(payload const& p, lifecycle const& l) {
    std::uint64_t bits = 0;
    for (auto const& [name, text] : p)
        if (auto const i = l.find_evidence(name); i && affirms(text)) bits |= std::uint64_t{1} << *i;
    return bits;
}

inline std::optional<refusal> read_news(custody_news& n, ticket_record const& t, entry const& e) {
    if (e.event == label(custody_event::hold).code) {
        if (!e.data.has(field::reason)) return unreadable(field::reason, "a hold needs its reason");
        auto const r = read_term(e.data, field::reason, n.reason);
        if (!r) return r.why();
        n.reason = *r;
    }
    if (e.event == label(custody_event::agree).code) {
        auto const a = read_agreed(e.data);
        if (!a) return a.why();
        if (!*a) return unreadable(field::from, "an agreement needs its time");
        n.agreed = *a;
    }
    if (e.event == label(custody_event::relevel).code) {
        if (!e.data.has(field::level)) return unreadable(field::level, "the new level is missing");
        auto const l = read_term(e.data, field::level, t.facts.urgency);
        if (!l) return l.why();
        n.urgency = *l;
    }
    if (e.event == label(custody_event::assign).code && e.data.get(field::crew).empty())
        return unreadable(field::crew, "the crew is missing");
    if (e.event == label(custody_event::change_owner).code && e.data.get(field::owner).empty())
        return unreadable(field::owner, "whose it is from now on is missing");
    if (e.event == label(custody_event::merge).code && e.data.get(field::into).empty())
        return unreadable(field::into, "the ticket that goes on is missing");
    return {};
}

}}}  // namespace gongdan::fold_detail
