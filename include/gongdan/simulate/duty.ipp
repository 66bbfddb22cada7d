#pragma once

// When crews are on duty: shifts over the calendar, who does not come, and what becomes of work at a shift's end.

#include <gongdan/simulate/detail/engine.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

inline bool worked(duty_days on, calendar const& days, day d) {
    if (on == duty_days::every_day) return true;
    if (!days.covers(d)) return false;
    switch (auto const sort = sort_of(days, d); on) {
    case duty_days::make_up_days: return sort == day_sort::make_up;
    case duty_days::weekends: return sort == day_sort::rest;
    case duty_days::holidays: return sort == day_sort::holiday;
    default: return days.works(d) == (on == duty_days::working_days);
    }
}

inline void engine::new_hour() {
    counts_.end_hour(hour_, now_);
    instant const now = date();
    hour_ = hour_of_week(now);
    seconds const left = hours{1} - seconds{time_of_day(now).count() % 3600};
    tick const fraction = now_ % scenario_.per_second;
    agenda_.put(now_ - fraction + left.count() * scenario_.per_second, happening::new_hour, 0);
}

inline void engine::new_day(std::uint32_t index) {
    day const today = day_of(scenario_.start) + (static_cast<std::int32_t>(index) - 1);
    for (std::uint32_t c = 0; c < crews_.size(); ++c) expect_shifts(c, today);
    auto const midnight = (end_of(today) - scenario_.start).count() * scenario_.per_second;
    agenda_.put(std::max<tick>(midnight, 0), happening::new_day, index + 1);
}

inline tick engine::since_start(day d, seconds since_midnight) const {
    return (start_of(d) + since_midnight - scenario_.start).count() * scenario_.per_second;
}

inline void engine::expect_shifts(std::uint32_t c, day today) {
    crew_group const& group = *crews_[c].group;
    for (std::uint32_t i = 0; i < group.shifts.size(); ++i) {
        shift const& s = group.shifts[i];
        auto const at = [&](seconds since_midnight) { return since_start(today, since_midnight); };
        if (!worked(s.on, simulation_.days(), today) || at(s.to) <= 0) continue;
        draw const sick{family_of(group.name), crews_[c].number, purpose::sickness,
                        static_cast<std::uint32_t>(today.number) * 8 + i % 8};
        if (group.absence > 0 && random_.uniform(sick) < group.absence) continue;
        agenda_.put(std::max<tick>(at(s.from), 0), happening::shift_begins, c);
        agenda_.put(at(s.to), happening::shift_ends, c);
    }
}

/// The shift a crew is in, else the next of its roster, where that begins within a day: who will not come is not known.
inline std::optional<counted_time> engine::shift_ahead(crew const& who) const {
    tick const day_long = seconds_per_day * scenario_.per_second;
    if (who.group->shifts.empty()) return counted_time{now_, now_ + day_long};
    day const today = day_of(date());
    std::optional<counted_time> found;
    for (int i = -1; i <= 1; ++i)
        for (shift const& s : who.group->shifts) {
            if (!worked(s.on, simulation_.days(), today + i)) continue;
            counted_time const on{since_start(today + i, s.from), since_start(today + i, s.to)};
            bool const runs = on.from <= now_;
            if (on.to <= now_ || runs != (who.duty > 0) || on.from - now_ > day_long) continue;
            if (!found || on.from < found->from) found = on;
        }
    return found;
}

inline void engine::shift_begins(std::uint32_t c) {
    counts_.is_on_duty(now_, 1);
    tell(what::on_duty, nullptr, c);
    if (++crews_[c].duty > 1) return;
    gaps_.change(crews_[c].skills, now_, 1);
    set_overtime(c, false);
    if (crews_[c].busy()) return;
    crews_[c].at = places_.home(*crews_[c].group);
    ask_for_plan();
    find_work(c);
}

inline void engine::shift_ends(std::uint32_t c) {
    counts_.is_on_duty(now_, -1);
    tell(what::off_duty, nullptr, c);
    crew& who = crews_[c];
    if (--who.duty > 0) return;
    gaps_.change(who.skills, now_, -1);
    free_.put(c, false);
    routes_[c].clear();
    ask_for_plan();
    if (!who.busy()) return;
    bool const relief = free_crew_for(tickets_[who.slot]) != none;
    bool const stops =
        scenario_.shift_end == at_shift_end::pause || (scenario_.shift_end == at_shift_end::hand_over && relief);
    if (stops) return offer(interrupt(c));
    set_overtime(c, true);
}

inline void engine::set_overtime(std::uint32_t c, bool on) {
    if (crews_[c].overtime == on) return;
    crews_[c].overtime = on;
    counts_.works_overtime(now_, on ? 1 : -1);
}

}}}}  // namespace gongdan::simulate::run_detail
