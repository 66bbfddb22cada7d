#pragma once

// Who is served next: a ticket is offered to a crew, waits, or gives up; a crew that is free looks for one.

#include <gongdan/simulate/detail/engine.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

/// The office hears what it is about before it looks for a crew.
inline void engine::receive(std::uint32_t slot) {
    live const& t = tickets_[slot];
    if (t.stage < course_for(t).first_visit) return begin_office(slot);
    auto const& intake = kind_of(t).intake;
    if (!intake) return intake_ends(slot);
    agenda_.put(now_ + span(*intake, t, purpose::intake), happening::intake_ends, slot);
}

/// A customer either wants to be served now or at another time.
inline void engine::intake_ends(std::uint32_t slot) {
    live& t = tickets_[slot];
    ticket_class const& k = kind_of(t);
    if (happens(k.another_time.probability, t, purpose::another_time))
        return stand_still(slot, what::postponed, script_for(t).postponed,
                           now_ + span(k.another_time.lasts, t, purpose::another_time, 1));
    offer(slot);
    live const& offered = tickets_[slot];
    if (k.patience && offered.waiting)
        agenda_.put(now_ + span(*k.patience, offered, purpose::patience), happening::patience_ends, slot,
                    offered.stamp);
}

/// To a crew at once where one is free; else, where that is allowed, to one that does something less urgent.
inline void engine::offer(std::uint32_t slot) {
    live& t = tickets_[slot];
    std::uint32_t const skill = skill_of_[t.kind];
    t.since = now_;
    t.gap_then = gaps_.until(skill, now_);
    if (planned()) {
        if (goes_at_once(t) && send_nearest(slot)) return;
        return wait(slot);
    }
    if (auto const c = free_crew_for(t); c != none) return begin_trip(c, slot);
    auto const c = scenario_.pre_emptive ? weakest_below(skill, kind_of(t).urgency) : none;
    if (c == none) return wait(slot);
    std::uint32_t const left = interrupt(c);
    begin_trip(c, slot);
    offer(left);
}

/// The nearest where there are places; else one with the fewest skills.
inline std::uint32_t engine::free_crew_for(live const& t) const {
    std::uint32_t const skill = skill_of_[t.kind];
    if (!places_.known()) return free_.first(skill);
    return free_.nearest(skill, [&](std::uint32_t c) { return places_.apart(crews_[c].at, t.place); });
}

inline void engine::wait(std::uint32_t slot) {
    live& t = tickets_[slot];
    t.waiting = true;
    counts_.waits(t.kind, now_, 1);
    // What is in the plan, or taken by distance, stands in no line.
    if (planned() && !goes_at_once(t)) return ask_for_plan();
    if (scenario_.order == dispatch_order::nearest) return;
    lines_.put(skill_of_[t.kind], rank_of(scenario_.order, claims_of(t), t, slot));
}

inline claims engine::claims_of(live const& t) const {
    ticket_record const& r = office_.ticket(t.id);
    claims c;
    c.urgency = kind_of(t).urgency;
    for (target_state const& s : r.targets)
        if (!s.voided && !s.met()) c.deadline = std::min(c.deadline, s.due_at);
    if (auto const agreed = r.facts.agreed()) c.appointment = agreed->from;
    return c;
}

inline void engine::leave_line(live& t) {
    tick const gap = gaps_.until(skill_of_[t.kind], now_) - t.gap_then;
    t.so_far.gap += gap;
    t.so_far.nobody += now_ - t.since - gap;
    t.waiting = false;
    ++t.stamp;
    counts_.waits(t.kind, now_, -1);
}

/// The crew whose ticket is the least urgent, of those less urgent than `urgency`; of equal ones the one that began last.
inline std::uint32_t engine::weakest_below(std::uint32_t skill, level urgency) const {
    std::uint32_t found = none;
    for (std::uint32_t i = 0; i < crews_.size(); ++i) {
        crew const& c = crews_[i];
        if (!c.busy() || c.duty == 0 || (c.skills >> skill & 1) == 0) continue;
        auto const here = kind_of(tickets_[c.slot]).urgency;
        if (here >= urgency) continue;
        if (found == none) {
            found = i;
            continue;
        }
        auto const there = kind_of(tickets_[crews_[found].slot]).urgency;
        if (here < there || (here == there && c.began > crews_[found].began)) found = i;
    }
    return found;
}

inline void engine::patience_ends(std::uint32_t slot) {
    live& t = tickets_[slot];
    counts_.note_wait(t, t.since, now_);
    leave_line(t);
    tell(what::abandoned, &t);
    perform(t, script_for(t).abandoned);
    close(slot, ending::abandoned);
}

/// Of the highest level that waits, what is the shortest way off.
inline std::uint32_t engine::nearest_to(crew const& who) const {
    std::uint32_t found = none;
    for (std::uint32_t slot = 0; slot < tickets_.size(); ++slot) {
        live const& t = tickets_[slot];
        if (!t.used || !t.waiting || (who.skills >> skill_of_[t.kind] & 1) == 0) continue;
        auto const key = [&](live const& x) {
            return std::make_tuple(-static_cast<int>(kind_of(x).urgency), places_.apart(who.at, x.place), x.order);
        };
        if (found == none || key(t) < key(tickets_[found])) found = slot;
    }
    return found;
}

/// The first of all tickets that wait and that the crew can do.
inline void engine::find_work(std::uint32_t c) {
    crew const& who = crews_[c];
    if (!who.free()) return;
    bool const by_way = scenario_.order == dispatch_order::nearest;
    std::uint32_t const slot = by_way ? nearest_to(who) : lines_.take(who.skills, tickets_, none);
    if (slot != none) return begin_trip(c, slot);
    if (planned()) return follow_route(c);
    free_.put(c, true);
}

}}}}  // namespace gongdan::simulate::run_detail
