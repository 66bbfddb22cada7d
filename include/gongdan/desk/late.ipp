#pragma once

// What was learned of late: histories folded anew, and what differs.

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/lookup.ipp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Whether something was told of a ticket.
GONGDAN_INLINE bool desk::was_told(ticket_record const& t) {
    return std::any_of(t.targets.begin(), t.targets.end(),
                       [](target_state const& s) { return s.next_step != 0 || s.breached; });
}

/// A report of the past that the lifecycle cannot follow.
GONGDAN_INLINE answer<receipt> desk::apply_impossible(ticket_record& t, entry e, refusal why) {
    ticket_record moved = t;
    ++moved.conflicts;
    e.stands = standing::conflict;
    std::vector<entry> entries;
    seen_ = std::max(seen_, e.recorded_at);  // what the desk writes of it stands behind all it wrote before
    entries.push_back(std::move(e));
    differences(entries, t, moved, entries[0]);
    return keep(t, std::move(moved), entries, std::move(why));
}

GONGDAN_INLINE answer<receipt> desk::apply_late(ticket_record& t, entry e) {
    auto past = store_->history(t.id);
    e.sequence = store_->last() + 1;  // where it will stand, so that ties fall as they will when read back
    past.push_back(e);
    auto folded = fold(*t.type, past, days_);
    auto const self = std::find_if(past.begin(), past.end(), [&](entry const& x) { return x.sequence == e.sequence; });
    e.stands = self->stands;
    std::optional<refusal> why;
    if (e.stands == standing::conflict) why = desk_detail::out_of_order(e);
    std::vector<entry> entries;
    seen_ = std::max(seen_, e.recorded_at);  // what the desk writes of it stands behind all it wrote before
    entries.push_back(std::move(e));
    differences(entries, t, *folded, entries[0]);
    return keep(t, *std::move(folded), entries, std::move(why));
}

GONGDAN_INLINE receipt desk::keep(ticket_record& t,
                                  ticket_record moved,
                                  std::vector<entry>& entries,
                                  std::optional<refusal> conflict) {
    bool const closes = !parent_.empty() && t.open() && !moved.open();
    auto const freed = closes ? freed_by(t, entries[0]) : std::vector<move>{};
    auto const own = entries.size();
    for (move const& m : freed) entries.push_back(m.what);
    record(entries);
    entry const& e = entries[0];
    for (std::size_t i = 1; i < own; ++i) {
        static_cast<void>(follow(moved, entries[i]));
        offer(entries[i]);
    }
    t = std::move(moved);
    schedule(t);
    for (move const& m : freed) take(*m.ticket, m.what, m.how);
    auto r = answer_for(t, e);
    r.conflict = std::move(conflict);
    return r;
}

/// What a late entry changed, as entries to be told: deadlines that moved, and histories in conflict.
GONGDAN_INLINE void desk::differences(std::vector<entry>& out,
                                      ticket_record const& before,
                                      ticket_record const& after,
                                      entry const& cause) const {
    if (options_.mute) return;
    entry const about = cause;  // `out` may hold it, and grows
    auto const sequence = std::to_string(store_->last() + 1);
    if (after.conflicts > before.conflicts) {
        entry f = firing(after, {}, effect_kind::conflict, 0, seen_);
        f.data.set("step", sequence).set("due", to_text(about.occurred_at));
        out.push_back(std::move(f));
    }
    for (target_state const& s : after.targets) {
        auto const old = std::find_if(before.targets.begin(), before.targets.end(),
                                      [&](target_state const& o) { return o.clause == s.clause; });
        if (old != before.targets.end() && old->due_at != s.due_at && old->due_at != distant_future) {
            entry f = firing(after, s, effect_kind::deadline_moved, 0, seen_);
            f.data.set("step", sequence);
            out.push_back(std::move(f));
        }
        if (auto const step = told_in_vain(after, s))
            out.push_back(firing(after, s, effect_kind::withdrawn, *step, seen_));
    }
}

/// Whether a step that is no breach falls, or fell, for a target as the desk knows it now.
GONGDAN_INLINE bool desk::falls(ticket_record const& t, target_state const& s, step const& x) const {
    if (!s.started() || s.voided) return false;
    auto const due = assess(t, s, days_, x.when).result;
    return due.known() && due.when <= seen_ && due.when < s.met_at && (x.code > 100 || due.when < s.due_at) &&
           (t.open() || due.when < t.facts.tip);
}

/// The first step that was told of a target and, as is now known, should not have been: a warning, or under a breach that
/// stands an escalation. A breach has a way of its own to be un-made, and takes its escalations along.
GONGDAN_INLINE std::optional<int> desk::told_in_vain(ticket_record const& t, target_state const& s) const {
    auto const& steps = t.type->clause_at(s.clause).steps;
    for (std::size_t i = 0; i < s.next_step; ++i) {
        bool const counts = s.breached ? steps[i].code > 100 : steps[i].code < 100;
        if (counts && !falls(t, s, steps[i])) return steps[i].code;
    }
    return {};
}

/// Bounds how far ahead of the record a clock may be, and marks the entry.
GONGDAN_INLINE std::optional<refusal> desk::mind_clock(entry& e) const {
    seconds const ahead = e.occurred_at - e.recorded_at;
    if (options_.clock_skew < ahead)
        return refusal{"desk.clock",
                       {},
                       fmt::format("“{}”的发生时间 {} 比记录时间 {} 还晚", e.event, to_text(e.occurred_at),
                                   to_text(e.recorded_at)),
                       fmt::format("'{}' claims to have happened at {}, but was recorded at {}", e.event,
                                   to_text(e.occurred_at), to_text(e.recorded_at))};
    e.data.set(field::clock_ahead, std::to_string(ahead.count()));
    e.occurred_at = e.recorded_at;
    return {};
}

GONGDAN_INLINE void desk::read_again(ticket_id id) {
    ticket_record* const t = find_record(id);
    if (t == nullptr) return;
    auto entries = store_->history(id);
    if (auto folded = fold(*t->type, entries, days_)) *t = *std::move(folded);
    schedule(*t);
}

}}  // namespace gongdan
