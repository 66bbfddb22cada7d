#pragma once

// A crew at a ticket: on the way, at the door, at work, called away, done.

#include <gongdan/simulate/detail/engine.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

/// How long the crew is on the way; nothing where that is no matter.
inline std::optional<tick> engine::trip(crew const& who, live& t) const {
    if (auto const& travel = kind_of(t).travel) return span(*travel, t, purpose::travel, t.trips++);
    if (!places_.known()) return {};
    return places_.drive(who.at, t.place, hour_of_day());
}

inline void engine::begin_trip(std::uint32_t c, std::uint32_t slot) {
    live& t = tickets_[slot];
    crew& who = crews_[c];
    who.slot = slot;
    who.began = now_;
    who.under_way = true;
    free_.put(c, false);
    counts_.is_busy(t.kind, now_, 1);
    counts_.drives(now_, 1);
    if (t.first_taken < 0) counts_.note_wait(t, t.since, now_);
    if (t.waiting) leave_line(t);
    if (t.first_taken < 0) t.first_taken = now_;
    tell(what::taken, &t, c);
    perform(t, t.interrupted ? script_for(t).taken_again : script_for(t).taken, c);
    auto const takes = trip(who, t);
    if (!takes) return crew_arrives(c);
    who.expected = now_ + *takes;
    agenda_.put(who.expected, happening::crew_arrives, c, ++who.stamp);
}

inline void engine::crew_arrives(std::uint32_t c) {
    crew& who = crews_[c];
    tickets_[who.slot].so_far.travel += now_ - who.began;
    counts_.drives(now_, -1);
    who.under_way = false;
    who.began = now_;
    who.at = tickets_[who.slot].place;
    if (!set_back(c)) begin_work(c);
}

/// Whether nobody is at home, or a part is missing, so that the crew leaves again.
inline bool engine::set_back(std::uint32_t c) {
    std::uint32_t const slot = crews_[c].slot;
    live& t = tickets_[slot];
    ticket_class const& k = kind_of(t);
    if (t.remaining >= 0) return false;
    std::size_t const hour = k.nobody_home.size() < 2 ? 0 : hour_of_day();
    if (!k.nobody_home.empty() && happens(k.nobody_home[hour], t, purpose::absence, t.visits)) {
        static_cast<void>(let_go(c));
        t.interrupted = false;
        stand_still(slot, what::absent, script_for(t).absent, now_ + span(k.revisit, t, purpose::revisit, t.visits), c);
    } else if (happens(k.part_missing.probability, t, purpose::part, 2 * t.visits)) {
        static_cast<void>(let_go(c));
        t.interrupted = true;
        stand_still(slot, what::part_missing, script_for(t).part,
                    now_ + span(k.part_missing.lasts, t, purpose::part, 2 * t.visits + 1), c);
    } else {
        return false;
    }
    find_work(c);
    return true;
}

/// Nothing can be done until then.
inline void engine::stand_still(std::uint32_t slot, what why, script::steps& steps, tick until, std::uint32_t c) {
    live& t = tickets_[slot];
    ++t.visits;
    t.since = now_;
    t.stands_for = why;
    tell(why, &t, c);
    perform(t, steps, none, until);
    agenda_.put(until, happening::visit_is_due, slot, t.stamp);
    t.planned_for = none;
    t.awaited = why != what::part_missing;  // when a part will come is not known
    t.not_before = t.awaited ? until : 0;
    ask_for_plan();
}

inline void engine::visit_is_due(std::uint32_t slot) {
    keep_visit(slot);
    offer(slot);
}

/// What a ticket stood still for is there, or will be when the crew is that sets out for it.
inline void engine::keep_visit(std::uint32_t slot) {
    live& t = tickets_[slot];
    bool const part = t.stands_for == what::part_missing;
    (part ? t.so_far.part : t.so_far.customer) += now_ - t.since;
    tell(what::back, &t);
    if (part) perform(t, script_for(t).part_back);
    if (t.stands_for == what::absent) perform(t, script_for(t).back);
    t.since = now_;
    t.awaited = false;
    ++t.stamp;
}

inline void engine::begin_work(std::uint32_t c) {
    crew& who = crews_[c];
    live& t = tickets_[who.slot];
    bool const first = t.remaining < 0;
    course& steps = course_for(t);
    if (first) {
        t.remaining = steps.staged() ? length_of(steps.all[t.stage], t) : span(kind_of(t).service, t, purpose::service);
        t.first_begun = now_;
        t.at_begin = t.so_far;
        counts_.note_begun(t, now_);
    }
    t.interrupted = false;
    tell(what::begun, &t, c);
    if (steps.staged()) return go_on(c);
    perform(t, first ? script_for(t).arrived : script_for(t).resumed);
    who.expected = router_.free_at(who, t, now_);
    agenda_.put(now_ + t.remaining, happening::crew_is_done, c, ++who.stamp);
}

/// Takes the crew from its ticket, which is to be offered again and has its old place in the line.
inline std::uint32_t engine::interrupt(std::uint32_t c) {
    crew const who = crews_[c];
    std::uint32_t const slot = let_go(c);
    live& t = tickets_[slot];
    if (who.under_way) {
        t.so_far.travel += now_ - who.began;
        counts_.drives(now_, -1);
        if (places_.known() && who.expected > who.began)
            crews_[c].at = places::between(
                who.at, t.place, static_cast<double>(now_ - who.began) / static_cast<double>(who.expected - who.began));
    } else {
        t.remaining -= now_ - who.began;
        t.worked += now_ - who.began;
    }
    t.interrupted = true;
    t.planned_for = c;
    tell(what::interrupted, &t, c);
    perform(t, script_for(t).interrupted);
    return slot;
}

inline void engine::crew_is_done(std::uint32_t c) {
    crew& who = crews_[c];
    std::uint32_t const slot = who.slot;
    live& t = tickets_[slot];
    if (course_for(t).staged()) return step_is_done(c);
    if (happens(kind_of(t).rework, t, purpose::rework, t.reworks)) {
        t.remaining = span(kind_of(t).service, t, purpose::service, ++t.reworks);
        who.began = now_;
        t.worked = 0;
        tell(what::reworked, &t, c);
        perform(t, script_for(t).rework);
        return agenda_.put(now_ + t.remaining, happening::crew_is_done, c, ++who.stamp);
    }
    note_surprise(who.expected, now_);
    static_cast<void>(let_go(c));
    tell(what::done, &t, c);
    perform(t, script_for(t).done);
    close(slot, ending::done);
    find_work(c);
}

inline std::uint32_t engine::let_go(std::uint32_t c) {
    crew& who = crews_[c];
    std::uint32_t const slot = who.slot;
    counts_.is_busy(tickets_[slot].kind, now_, -1);
    set_overtime(c, false);
    who.slot = none;
    ++who.stamp;
    return slot;
}

}}}}  // namespace gongdan::simulate::run_detail
