#pragma once

#include <gongdan/desk/detail/stride.hpp>
#include <gongdan/desk/fold.hpp>
#include <gongdan/lifecycle/custody.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE bool happened_before(entry const& a, entry const& b) {
    return std::tie(a.occurred_at, a.recorded_at, a.sequence) < std::tie(b.occurred_at, b.recorded_at, b.sequence);
}

namespace fold_detail {

/// What a field of an opening says of the ticket. The agreed time is read of two of them together.
inline std::optional<refusal> note_opening(ticket_record& t, std::string_view name, std::string_view text) {
    if (name == field::level) {
        auto const urgency = read_term(name, text, level::waiting);
        if (!urgency) return urgency.why();
        t.facts.urgency = *urgency;
    } else if (name == field::external) t.facts.external = text;
    else if (name == field::hall) t.facts.hall = text;
    else if (name == field::label) t.label = text;
    else if (name != field::from && name != field::to) t.facts.fields.set(name, text);
    return {};
}

}  // namespace fold_detail

GONGDAN_INLINE answer<ticket_record> begin(bound_type const& type, entry const& opening) {
    using namespace fold_detail;
    ticket_record t;
    t.id = opening.ticket;
    t.type = &type;
    t.version = 1;
    t.facts.opened = t.facts.tip = opening.occurred_at;
    note_owner(t.facts, opening);
    for (auto const& [name, text] : opening.data) {
        t.at.evidence |= evidence_of({name, text}, type);
        if (auto wrong = note_opening(t, name, text)) return *std::move(wrong);
    }
    auto const agreed = read_agreed(opening.data);
    if (!agreed) return agreed.why();
    if (*agreed) t.facts.course.write().agreements.push_back({**agreed, opening.occurred_at});
    choose_targets(t, type);
    return t;
}

GONGDAN_INLINE refusal unknown_event(ticket_record const& t, std::string_view event) {
    auto const& name = t.type->life().label;
    return {"desk.unknown_event",
            {},
            fmt::format("{}没有事件“{}”", name.zh, event),
            fmt::format("{} has no event '{}'", name.en, event)};
}

GONGDAN_INLINE std::optional<refusal> plan_stride(ticket_record const& t,
                                                  std::uint8_t event,
                                                  entry const& e,
                                                  stride& out) {
    using namespace fold_detail;
    bound_type const& type = *t.type;
    auto const& life = type.life();
    auto const custody = type.custody_of(event);
    attempt a;
    a.as = e.as;
    if (custody)
        if (auto wrong = read_news(out.news, *custody, t, e.data)) return wrong;
    if (auto wrong = read_attempt(a, e.data, type, custody == custody_event::hold)) return wrong;
    out.after = t.at;
    if (!life.fire(out.after, event, a)) return why_refused(life, t.at, event, a);
    out.custody_row = a.custody_fired;
    return {};
}

GONGDAN_INLINE bearing take_stride(ticket_record& t, entry const& e, stride const& s) {
    using namespace fold_detail;
    position const before = t.at;
    t.at = s.after;
    auto bears = bearing::nothing;
    if (s.custody_row != attempt::none) bears = apply_news(t, s.news, t.type->life().rows[s.custody_row].event, e);
    if (t.at.state != before.state) bears = std::max(bears, enter(t, before, e.occurred_at));
    if (t.facts.owner.empty()) note_owner(t.facts, e);
    t.facts.tip = e.occurred_at;
    ++t.version;
    return bears;
}

GONGDAN_INLINE std::optional<refusal> follow(ticket_record& t, entry const& e) {
    if (e.event == entry_code::fired) return fold_detail::note_firing(t, e), std::nullopt;
    if (e.event == entry_code::waits) return fold_detail::note_waiting(t, e), std::nullopt;
    if (e.event == entry_code::moved) return fold_detail::move_on(t, e);
    if (e.event == entry_code::settled && t.conflicts != 0) --t.conflicts;
    if (entry_code::is_own(e.event)) return {};
    auto const event = t.type->event(e.event);
    if (!event) return unknown_event(t, e.event);
    stride s;
    if (auto wrong = plan_stride(t, *event, e, s)) return wrong;
    take_stride(t, e, s);
    return {};
}

namespace fold_detail {

/// The conflicts that somebody has looked at, by sequence.
inline std::set<std::uint64_t> settled_in(std::vector<entry> const& history) {
    std::set<std::uint64_t> all;
    for (entry const& e : history)
        if (e.event == entry_code::settled) all.insert(static_cast<std::uint64_t>(e.data.number(field::sequence)));
    return all;
}

/// What the desk wrote of a ticket comes after its opening, whatever a clock said.
inline void open_first(std::vector<entry>& history) {
    auto const opening =
        std::find_if(history.begin(), history.end(), [](entry const& e) { return e.event == entry_code::open; });
    if (opening == history.begin() || opening == history.end()) return;
    std::stable_partition(history.begin(), opening + 1, [](entry const& e) { return !entry_code::is_own(e.event); });
}

}  // namespace fold_detail

GONGDAN_INLINE std::optional<ticket_record> fold(bound_type const& type,
                                                 std::vector<entry>& history,
                                                 calendar const& days) {
    // Most histories come as they happened; sorting those once more took two thirds of a fold.
    if (!std::is_sorted(history.begin(), history.end(), happened_before))
        std::sort(history.begin(), history.end(), happened_before);
    fold_detail::open_first(history);
    std::optional<ticket_record> t;
    std::uint32_t conflicts = 0;
    auto const settled = fold_detail::settled_in(history);
    for (entry& e : history) {
        bool followed = false;
        if (e.event == entry_code::open) {
            if (!t) {
                auto const* const own = type.other(e.kind);  // it may have moved on since
                auto begun = begin(own != nullptr ? *own : type, e);
                followed = static_cast<bool>(begun);
                if (begun) t = *std::move(begun);
            }
        } else if (t) {
            followed = !follow(*t, e);
        }
        e.stands = followed ? standing::accepted : standing::conflict;
        if (!followed && settled.count(e.sequence) == 0)
            ++conflicts;  // what happened before the opening counts as well
    }
    if (!t) return t;
    t->conflicts = conflicts;
    assess_targets(*t, days);
    return t;
}

}}  // namespace gongdan
