#pragma once

// Step by step: what takes time up to an event of the lifecycle, by a crew or at the office.

#include <gongdan/simulate/detail/engine.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

/// Every stage, and every time it is done anew, has random numbers of its own, by this.
inline std::uint32_t draw_of(live const& t) {
    constexpr std::uint32_t most_stages = 64;
    return t.stage + most_stages * t.reworks;
}

inline tick engine::length_of(stage const& s, live const& t) const {
    return span(s.takes, t, purpose::service, draw_of(t));
}

inline void engine::begin_office(std::uint32_t slot) {
    live& t = tickets_[slot];
    t.since = now_;
    agenda_.put(now_ + length_of(course_for(t).all[t.stage], t), happening::office_is_done, slot, t.stamp);
}

inline void engine::office_is_done(std::uint32_t slot) {
    live& t = tickets_[slot];
    course& steps = course_for(t);
    perform(t, steps.all[t.stage].end);
    ++t.stage;
    if (t.stage <= steps.first_visit) return receive(slot);
    if (t.stage == steps.all.size()) {
        tell(what::done, &t);
        return close(slot, ending::done);
    }
    stage const& next = steps.all[t.stage];
    if (next.by == stage_of::office) return begin_office(slot);
    t.remaining = length_of(next, t);
    t.worked = 0;
    t.interrupted = true;
    offer(slot);
}

/// The crew begins a stage, or takes up one that was interrupted.
inline void engine::go_on(std::uint32_t c) {
    crew& who = crews_[c];
    live& t = tickets_[who.slot];
    stage& s = course_for(t).all[t.stage];
    if (t.entered <= t.stage) {
        t.entered = t.stage + 1;
        perform(t, s.begin);
    } else {
        perform(t, script_for(t).resumed);
    }
    if (s.by == stage_of::office) return leave_to_office(c);
    who.expected = router_.free_at(who, t, now_);
    agenda_.put(now_ + t.remaining, happening::crew_is_done, c, ++who.stamp);
}

inline void engine::step_is_done(std::uint32_t c) {
    crew& who = crews_[c];
    std::uint32_t const slot = who.slot;
    live& t = tickets_[slot];
    course& steps = course_for(t);
    stage& s = steps.all[t.stage];
    tick const thought = who.expected;
    if (happens(s.fails, t, purpose::rework, draw_of(t))) {
        ++t.reworks;
        tell(what::reworked, &t, c);
        perform(t, s.failed);
        t.stage = s.back;
    } else {
        perform(t, s.end);
        ++t.stage;
    }
    if (t.stage != steps.all.size() && steps.all[t.stage].by == stage_of::visit) {
        t.remaining = length_of(steps.all[t.stage], t);
        t.worked = 0;
        who.began = now_;
        go_on(c);
        return note_surprise(thought, who.expected);
    }
    note_surprise(thought, now_);
    if (t.stage != steps.all.size()) return leave_to_office(c);
    static_cast<void>(let_go(c));
    tell(what::done, &t, c);
    close(slot, ending::done);
    find_work(c);
}

inline void engine::leave_to_office(std::uint32_t c) {
    std::uint32_t const slot = let_go(c);
    tickets_[slot].planned_for = none;
    tell(what::left, &tickets_[slot], c);
    begin_office(slot);
    find_work(c);
}

}}}}  // namespace gongdan::simulate::run_detail
