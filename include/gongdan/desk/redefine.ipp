#pragma once

// Another policy, another calendar, another definition of a type under tickets that are open: what would change, and the
// change itself. And conflicts that somebody has looked at.

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/lookup.ipp>

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace redefine_detail {

inline std::vector<lifecycle const*> lives_of(std::vector<std::unique_ptr<bound_type>> const& types) {
    std::vector<lifecycle const*> all;
    for (auto const& t : types) all.push_back(&t->life());
    return all;
}

inline std::string_view state_of(ticket_record const& t) { return t.type->life().states[t.at.state].label.code; }

inline std::optional<sentence> fault_of(lifecycle_move const& m, state_info const& old, lifecycle const& to) {
    auto const place =
        std::find_if(m.states.begin(), m.states.end(), [&](auto const& s) { return s.first == old.label.code; });
    if (place == m.states.end())
        return sentence{fmt::format("状态“{}”没有去处", old.label.zh),
                        fmt::format("state '{}' has no place", old.label.code)};
    auto const state = to.find_state(place->second);
    if (!state)
        return sentence{fmt::format("{}没有状态“{}”", to.label.zh, place->second),
                        fmt::format("'{}' has no state '{}'", to.label.code, place->second)};
    if (to.states[*state].closed != old.closed)
        return sentence{fmt::format("“{}”与“{}”一个未结、一个已结", old.label.zh, to.states[*state].label.zh),
                        fmt::format("'{}' and '{}' are not both open or both closed", old.label.code, place->second)};
    return {};
}

}  // namespace redefine_detail

GONGDAN_INLINE std::vector<sentence> check(lifecycle_move const& m, lifecycle const& from, lifecycle const& to) {
    std::vector<sentence> faults;
    for (state_info const& s : from.states)
        if (auto wrong = redefine_detail::fault_of(m, s, to)) faults.push_back(*std::move(wrong));
    for (auto i = m.states.begin(); i != m.states.end(); ++i) {
        bool const twice = std::any_of(m.states.begin(), i, [&](auto const& s) { return s.first == i->first; });
        if (twice || !from.find_state(i->first))
            faults.push_back({fmt::format("{}没有状态“{}”,或写了两次", from.label.zh, i->first),
                              fmt::format("'{}' has no state '{}', or it stands twice", from.label.code, i->first)});
    }
    return faults;
}

/// The steps that the next polls would tell, one after the other, if nothing else happened.
GONGDAN_INLINE std::vector<int> desk::due_at_once(ticket_record const& t, target_state s) const {
    std::vector<int> steps;
    for (auto next = next_step(t, s); next && next->when <= seen_ && next->kind != effect_kind::breach_unmade;
         next = next_step(t, s)) {
        steps.push_back(next->step);
        s.breached = s.breached || next->kind == effect_kind::breach;
        auto const& all = t.type->clause_at(s.clause).steps;
        while (s.next_step < all.size() && all[s.next_step].code != next->step) ++s.next_step;
        ++s.next_step;
    }
    return steps;
}

GONGDAN_INLINE std::optional<ticket_difference> desk::change_of(ticket_record const& before,
                                                                desk const& other,
                                                                ticket_record const& after) const {
    auto d = difference(before, after, seen_);
    for (target_state const& s : after.targets) {
        auto const& code = after.type->clause_at(s.clause).what->target;
        auto const* const old = desk_detail::find_target(before, code);
        auto fires = other.due_at_once(after, s);
        if (fires.empty() || (old != nullptr && due_at_once(before, *old) == fires)) continue;
        if (!d)
            d = ticket_difference{before.id, redefine_detail::state_of(before), redefine_detail::state_of(after),
                                  before.conflicts, after.conflicts};
        auto same = std::find_if(d->targets.begin(), d->targets.end(),
                                 [&](target_difference const& t) { return t.target == code; });
        if (same == d->targets.end()) same = d->targets.insert(same, {code, s.due_at, s.due_at});
        same->fires = std::move(fires);
    }
    return d;
}

GONGDAN_INLINE std::vector<ticket_difference> desk::changes_in(desk const& other) const {
    std::vector<ticket_difference> all;
    for (ticket_record const& t : tickets_) {
        auto const* const after = t.type != nullptr && t.open() ? other.held(t.id) : nullptr;
        if (after == nullptr) continue;
        if (auto d = change_of(t, other, *after)) all.push_back(*std::move(d));
    }
    return all;
}

/// Another desk on the same journal, which tells nothing.
GONGDAN_INLINE desk desk::beside(calendar days, policy rules) const {
    desk_options quiet = options_;
    quiet.mute = true;
    desk other{std::move(days), std::move(rules), redefine_detail::lives_of(types_), store_, quiet};
    other.seen_ = seen_;
    return other;
}

GONGDAN_INLINE std::vector<ticket_difference> desk::try_calendar(calendar days) const {
    return changes_in(beside(std::move(days), *rules_));
}

GONGDAN_INLINE std::vector<ticket_difference> desk::try_policy(policy rules) const {
    return changes_in(beside(days_, std::move(rules)));
}

GONGDAN_INLINE std::vector<ticket_difference> desk::load_policy(policy rules) {
    auto other = beside(days_, std::move(rules));
    auto changes = changes_in(other);
    // What was forgotten is in the journal still, and comes back in the other desk.
    for (std::uint64_t id = 1; id <= size(); ++id)
        if (ticket_record* const back = held({id}) == nullptr ? other.held({id}) : nullptr) other.drop(*back);
    other.drop_front();
    // Swapped whole: the other desk's records point at its own types, which move with them.
    rules_ = std::move(other.rules_);
    types_ = std::move(other.types_);
    tickets_ = std::move(other.tickets_);
    gone_ = other.gone_;
    timers_ = {};
    for (ticket_record& t : tickets_)
        if (t.type != nullptr) schedule(t);
    return changes;
}

GONGDAN_INLINE std::optional<refusal> desk::why_not_moved(lifecycle_move const& m) const {
    auto const* const from = type(m.from);
    auto const* const to = type(m.to);
    if (from == nullptr || to == nullptr)
        return refusal{"desk.unknown_type",
                       {},
                       fmt::format("未知的工单类型“{}”", from == nullptr ? m.from : m.to),
                       fmt::format("unknown ticket type '{}'", from == nullptr ? m.from : m.to)};
    auto const faults = check(m, from->life(), to->life());
    if (faults.empty()) return {};
    return refusal{"desk.move", {}, faults.front().zh, faults.front().en};
}

/// The whole map goes with each ticket, so that what arrives late, from before the move, still finds its way.
GONGDAN_INLINE std::vector<entry> desk::moves_by(lifecycle_move const& m, actor const& who, instant now) const {
    std::vector<entry> all;
    for (ticket_record const& t : tickets_) {
        if (t.type == nullptr || !t.open() || t.type->life().label.code != m.from) continue;
        entry e;
        e.ticket = t.id;
        e.kind = m.from;
        e.event = entry_code::moved;
        e.occurred_at = e.recorded_at = now;
        e.actor = who.id;
        e.as = who.as;
        e.data.set(field::type, m.to);
        for (auto const& [old, next] : m.states) e.data.set(std::string{field::state_prefix}.append(old), next);
        all.push_back(std::move(e));
    }
    return all;
}

GONGDAN_INLINE answer<std::vector<ticket_difference>> desk::try_move(lifecycle_move const& m, instant now) const {
    if (auto wrong = why_not_moved(m)) return *std::move(wrong);
    std::vector<ticket_difference> all;
    for (entry const& e : moves_by(m, {}, now)) {
        ticket_record const& t = tickets_[index_of(e.ticket)];
        ticket_record after = t;
        if (auto wrong = follow(after, e)) return *std::move(wrong);
        assess_targets(after, days_);
        if (auto d = change_of(t, *this, after)) all.push_back(*std::move(d));
    }
    return all;
}

GONGDAN_INLINE answer<std::vector<ticket_difference>> desk::move_tickets(lifecycle_move const& m,
                                                                         actor const& who,
                                                                         instant now) {
    now = std::max(now, seen_);
    auto changes = try_move(m, now);
    if (!changes) return changes;
    auto entries = moves_by(m, who, now);
    if (!entries.empty()) record(entries);
    for (entry const& e : entries) {
        ticket_record& t = tickets_[index_of(e.ticket)];
        static_cast<void>(follow(t, e));
        assess_targets(t, days_);
        schedule(t);
        if (observer_ != nullptr) observer_->accepted(e);
    }
    return changes;
}

GONGDAN_INLINE answer<receipt> desk::settle(
    ticket_id id, std::uint64_t sequence, actor const& who, std::string_view why, instant now) {
    using result = answer<receipt>;
    ticket_record* const t = find_record(id);
    if (t == nullptr) return refuse<result>(entry_code::settled, desk_detail::unknown_ticket(id));
    bool in_conflict = false;
    for (entry const& e : history(id)) {
        if (e.sequence == sequence) in_conflict = e.stands == standing::conflict;
        if (e.event == entry_code::settled && e.data.number(field::sequence) == static_cast<std::int64_t>(sequence))
            return refuse<result>(entry_code::settled, {"desk.settled",
                                                        {},
                                                        fmt::format("记录 {} 已由 {} 处理", sequence, e.actor),
                                                        fmt::format("entry {} was settled by {}", sequence, e.actor)});
    }
    if (!in_conflict)
        return refuse<result>(entry_code::settled, {"desk.no_conflict",
                                                    {},
                                                    fmt::format("工单没有冲突记录 {}", sequence),
                                                    fmt::format("the ticket has no entry {} in conflict", sequence)});
    if (why.empty())
        return refuse<result>(entry_code::settled, {"desk.field", {}, "处理冲突要写明原因", "a reason is missing"});
    std::vector<entry> entries(1);
    entry& e = entries[0];
    e.ticket = id;
    e.kind = t->type->life().label.code;
    e.event = entry_code::settled;
    e.occurred_at = e.recorded_at = now;
    e.actor = who.id;
    e.as = who.as;
    e.data.set(field::sequence, std::to_string(sequence)).set(field::why, why);
    record(entries);
    static_cast<void>(follow(*t, e));
    return answer_for(*t, e);
}

}}  // namespace gongdan
