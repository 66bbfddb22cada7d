#pragma once

// What an entry does to a ticket: its holds, targets, owner, and what the desk told. Of use to fold.ipp alone.

#include <gongdan/desk/detail/news.hpp>
#include <gongdan/desk/effect.hpp>
#include <gongdan/lifecycle/custody.hpp>

#include <algorithm>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE { namespace fold_detail {

/// How many of a clause's steps are done with once the step of this code was told: that one, and every share of the
/// budget before it, under whatever policy it was told.
inline std::uint8_t steps_done(std::vector<step> const& steps, std::int64_t told) {
    std::uint8_t done = 0;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (steps[i].code == told || (told > 0 && steps[i].code > 0 && steps[i].code <= told))
            done = static_cast<std::uint8_t>(i + 1);
    return done;
}

/// The promises that now hold; `was` is the type that the ticket's targets are of.
inline void choose_targets(ticket_record& t, bound_type const& was) {
    std::vector<target_state> chosen;
    auto const label = t.label.empty() ? t.type->life().label.code : std::string_view{t.label};
    auto const clauses = t.type->clauses_for(label, t.facts.urgency, t.facts.opened);
    chosen.reserve(clauses.size());
    for (std::uint16_t const i : clauses) {
        target_state s;
        s.clause = i;
        auto const& code = t.type->clause_at(i).what->target;
        // A target that was there before keeps what has happened to it (a raised level loses no hold and no firing).
        for (target_state const& old : t.targets)
            if (auto const& before = was.clause_at(old.clause); before.what->target == code) {
                s = old;
                s.clause = i;
                if (old.next_step != 0)
                    s.next_step = steps_done(t.type->clause_at(i).steps, before.steps[old.next_step - 1U].code);
            }
        if (!s.started() && t.type->clause_at(i).starts.none()) s.starts_at = t.facts.opened;
        chosen.push_back(s);
    }
    t.targets = std::move(chosen);
}

inline void end_hold(ticket_record& t, instant when) {
    if (!t.facts.holds().empty() && t.facts.holds().back().when.open())
        t.facts.course.write().holds.back().when.to = when;
}

inline void merge(ticket_record& t, entry const& e) {
    end_hold(t, e.occurred_at);
    t.facts.closed_at = e.occurred_at;
    t.facts.course.write().merged = merger{std::string{e.data.get(field::into)}, e.occurred_at};
}

inline void hand_over(ticket_facts& f, std::string_view to, instant when) {
    if (!f.owner.empty()) f.course.write().owners.push_back({f.owner, when});
    f.owner = to;
}

inline void separate(ticket_facts& f) {
    f.course.write().merged.reset();
    f.closed_at = distant_future;
}

inline bearing relevel(ticket_record& t, level now) {
    if (t.facts.urgency == now) return bearing::nothing;
    t.facts.urgency = now;
    choose_targets(t, *t.type);
    return bearing::deadlines;
}

/// What an event of the second region does.
inline bearing apply_news(ticket_record& t, custody_news const& n, std::uint8_t event, entry const& e) {
    switch (*t.type->custody_of(event)) {
    case custody_event::hold:
        t.facts.course.write().holds.push_back({{e.occurred_at, distant_future}, n.reason, e.recorded_at});
        return bearing::deadlines;
    case custody_event::resume: return end_hold(t, e.occurred_at), bearing::deadlines;
    case custody_event::agree:
        t.facts.course.write().agreements.push_back({*n.agreed, e.occurred_at});
        return bearing::deadlines;
    case custody_event::relevel: return relevel(t, n.urgency);
    case custody_event::merge: return merge(t, e), bearing::deadlines;
    case custody_event::separate: return separate(t.facts), bearing::deadlines;
    case custody_event::assign: t.facts.crew = e.data.get(field::crew); break;
    case custody_event::change_owner: hand_over(t.facts, e.data.get(field::owner), e.occurred_at); break;
    case custody_event::note: break;
    }
    return bearing::nothing;
}

inline void restart(target_state& s, instant when) {
    s.starts_at = when;
    s.met_at = distant_future;
    s.next_step = 0;
    s.breached = false;
    ++s.epoch;
}

/// What entering a state does to one target: starts, meets, and, when work is taken up again, un-meets it.
inline bearing enter(target_state& s, bound_clause const& c, std::uint8_t state, instant when) {
    auto const started = s.starts_at;
    auto const met = s.met_at;
    if (s.met() && c.unmet_by.test(state)) s.met_at = distant_future;
    if (s.met() && c.restarts.test(state)) restart(s, when);
    if (!s.started() && c.starts.test(state)) s.starts_at = when;
    if (s.started() && !s.met() && c.met_by.test(state)) s.met_at = when;
    if (s.starts_at != started) return bearing::deadlines;
    return s.met_at != met ? bearing::tellings : bearing::nothing;
}

/// A ticket is closed here, or taken up again.
inline void turn(ticket_record& t, bool reopened, instant when) {
    if (reopened) ++t.epoch;
    t.facts.closed_at = reopened ? distant_future : when;
    if (reopened || !t.held()) return;
    end_hold(t, when);
    t.at.custody = static_cast<std::uint8_t>(custody::running);
}

/// What entering a state does to a ticket.
inline bearing enter(ticket_record& t, position before, instant when) {
    bool const was_open = !t.type->life().closed(before);
    bool const turns = was_open != t.open();
    if (turns) turn(t, !was_open, when);
    if (t.facts.course && t.facts.course.read().waiting) t.facts.course.write().waiting.reset();
    if (!turns && !t.type->moves_targets(t.at.state)) return bearing::nothing;
    auto bears = turns ? bearing::tellings : bearing::nothing;
    for (target_state& s : t.targets) {
        auto const& c = t.type->clause_at(s.clause);
        // A promise that begins anew here stays met until then: what was done is not what is now to be done.
        bool const anew = c.restarts.test(t.at.state);
        if (turns && !was_open && c.met_by.test(before.state) && !anew) s.met_at = distant_future;
        bears = std::max(bears, enter(s, c, t.at.state, when));
    }
    // Holds and agreements count up to when a target is met; a clock that has none of them runs from its start alone.
    return bears == bearing::tellings && t.facts.course ? bearing::deadlines : bears;
}

inline void note_firing(ticket_record& t, entry const& e) {
    auto const step = e.data.number("step");
    for (target_state& s : t.targets) {
        auto const& c = t.type->clause_at(s.clause);
        if (c.what->target != e.data.get("target")) continue;
        auto const kind = parse_label<effect_kind>(e.data.get("kind"));
        if (!kind) return;
        // A late entry may take back what set the clock anew; a key that was used is not used for anything else.
        s.epoch = std::max(s.epoch, static_cast<std::uint16_t>(e.data.number("epoch")));
        if (*kind == effect_kind::breach_unmade) {
            s.breached = false;
            s.next_step = 0;
            ++s.epoch;
            return;
        }
        if (*kind == effect_kind::withdrawn) {
            auto const at = std::find_if(c.steps.begin(), c.steps.end(), [&](auto const& x) { return x.code == step; });
            if (at != c.steps.end()) s.next_step = static_cast<std::uint8_t>(at - c.steps.begin());
            ++s.epoch;
            return;
        }
        if (*kind == effect_kind::breach) s.breached = true;
        if (*kind == effect_kind::deadline_moved) return;
        s.next_step = std::max(s.next_step, steps_done(c.steps, step));
    }
}

/// Evidence of one lifecycle as another names it; what that does not ask for is left behind.
inline std::uint64_t translated(std::uint64_t bits, lifecycle const& from, lifecycle const& to) {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < from.evidence.size(); ++i)
        if (auto const there = to.find_evidence(from.evidence[i].code); there && (bits >> i & 1U) != 0)
            all |= std::uint64_t{1} << *there;
    return all;
}

/// The ticket goes on under another definition of its type, in the state that the map gives its own.
inline std::optional<refusal> move_on(ticket_record& t, entry const& e) {
    bound_type const& was = *t.type;
    auto const* const to = was.other(e.data.get(field::type));
    if (to == nullptr) return unreadable(field::type, "this desk has no such type");
    auto const& code = was.life().states[t.at.state].label.code;
    auto const state = to->life().find_state(e.data.get(std::string{field::state_prefix}.append(code)));
    if (!state) return unreadable(field::type, fmt::format("the map says nothing of state '{}'", code));
    t.type = to;
    t.at.state = *state;
    t.at.evidence = translated(t.at.evidence, was.life(), to->life());
    choose_targets(t, was);
    for (target_state& s : t.targets) {
        auto const& c = to->clause_at(s.clause);
        if (!s.started() && c.starts.test(*state)) s.starts_at = e.occurred_at;
        if (s.started() && !s.met() && c.met_by.test(*state)) s.met_at = e.occurred_at;
    }
    t.facts.tip = e.occurred_at;
    ++t.version;
    return {};
}

inline void note_waiting(ticket_record& t, entry const& e) {
    waiting_event w{std::string{e.data.get(field::waits_with)}, {}, e.actor, e.as};
    for (auto const& [name, text] : e.data)
        if (name != field::waits_with && name != field::waits_for) w.data.set(name, text);
    t.facts.course.write().waiting = std::move(w);
    t.facts.tip = std::max(t.facts.tip, e.occurred_at);  // what it waits with happens no earlier
    ++t.version;
}

/// The first of the staff to deal with a matter owns it (T27); who only passes it on does not.
inline void note_owner(ticket_facts& f, entry const& e) {
    static constexpr roles answering{role::receptionist, role::technician, role::dispatcher, role::superior,
                                     role::leader};
    if (!answering.has(e.as) || e.actor.empty()) return;
    f.owner = e.actor;
    f.owned_from = e.occurred_at;
}

}}}  // namespace gongdan::fold_detail
