#pragma once

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/lookup.ipp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace desk_detail {

/// The holds with what people call them; of one that came too late, when it was asked for.
inline std::vector<explained_hold> named_holds(ticket_record const& t, clock_inputs const& in) {
    std::vector<explained_hold> all;
    for (hold const& h : t.facts.holds()) {
        auto const& reason = label(h.reason);
        explained_hold named{h.when, {std::string{reason.zh}, std::string{reason.en}}};
        bool const late = std::any_of(in.too_late.begin(), in.too_late.end(),
                                      [&](hold const& x) { return x.when.from == h.when.from; });
        if (late) {
            named.reason.zh += fmt::format(",{} 才补报,已过时限", to_text(h.asked_at));
            named.reason.en += fmt::format(", asked for at {}, after the deadline", to_text(h.asked_at));
        }
        all.push_back(std::move(named));
    }
    return all;
}

/// What an appointment is to a target: nothing is said of one that stands in its place.
inline sentence weight_of(appointment const& a, clock_inputs const& in) {
    auto const among = [&](std::vector<appointment> const& some) {
        return std::any_of(some.begin(), some.end(), [&](appointment const& x) { return x.made_at == a.made_at; });
    };
    if (among(in.honoured)) return {};
    if (among(in.lapsed)) return {",已过时限,不改时限", ", after the deadline: it cures nothing"};
    return {",与本时限无关", ", not of this target"};  // an earlier visit's, or made when it was met
}

/// Every appointment that was made, with the promise before the first.
inline void note_agreements(explanation& x, ticket_record const& t, clock_inputs const& in, due const& original) {
    if (t.facts.agreements().empty()) return;
    if (original.known())
        x.notes.push_back({"未约定时的原时限 " + to_text(original), "with nothing agreed it was " + to_text(original)});
    for (appointment const& a : t.facts.agreements()) {
        auto const weight = weight_of(a, in);
        auto const when = fmt::format("{} – {}", to_text(a.when.from), to_text(a.when.to));
        x.notes.push_back({fmt::format("{} 约定 {}{}", to_text(a.made_at), when, weight.zh),
                           fmt::format("agreed at {}: {}{}", to_text(a.made_at), when, weight.en)});
    }
}

}  // namespace desk_detail

GONGDAN_INLINE answer<explanation> desk::explain(ticket_id id, std::string_view target) const {
    ticket_record const* const t = ticket(id);
    if (t == nullptr) return desk_detail::unknown_ticket(id);
    auto const* s = desk_detail::find_target(*t, target);
    if (s == nullptr) return desk_detail::no_target(target);
    clause const& c = *t->type->clause_at(s->clause).what;
    auto const in = inputs_of(*t, *s, days_, c.within);
    auto x = gongdan::explain(c.within, days_, in.facts, desk_detail::named_holds(*t, in));
    if (!c.rule.empty()) x.notes.insert(x.notes.begin(), {c.rule + " " + c.source, c.rule + " " + c.source});
    auto without = in.facts;
    without.agreed.reset();
    desk_detail::note_agreements(x, *t, in, evaluate(c.within, days_, without));
    x.result = assess(*t, *s, days_, c.within).result;
    if (in.voided) x.notes.push_back({"特殊情况,不再考核", "a special case: the target is void"});
    return x;
}

}}  // namespace gongdan
