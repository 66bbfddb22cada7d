#pragma once

#include <gongdan/dispatch/live.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

GONGDAN_INLINE live_day::live_day(problem day) : day_(std::move(day)) {
    day_.visits.clear();
    for (crew const& c : day_.crews) {
        course made;
        made.who = c;
        made.at = c.start.value_or(0);
        made.has_place = c.start.has_value();
        made.free_at = c.shift.first;
        courses_.push_back(std::move(made));
    }
}

GONGDAN_INLINE live_day::course& live_day::course_of(std::uint64_t crew_id) {
    return *std::find_if(courses_.begin(), courses_.end(), [&](course const& c) { return c.who.id == crew_id; });
}

GONGDAN_INLINE void live_day::advance(tick now) {
    now_ = std::max(now_, now);
    for (course& c : courses_) {
        while (!c.next.empty() && leaves_at(c) < now_) {
            step const s = punctual(c);
            c.next.erase(c.next.begin());
            take(c, s);
        }
    }
}

/// When a crew leaves for the next thing it has to do: so late that it need not wait there.
GONGDAN_INLINE tick live_day::leaves_at(course const& c) {
    step const& s = c.next.front();
    tick const on_the_way = s.kind == step_kind::start ? 0 : std::max<tick>(0, s.arrival - c.free_at);
    return std::max(c.free_at, s.begin() - on_the_way);
}

GONGDAN_INLINE step live_day::punctual(course const& c) {
    step s = c.next.front();
    if (s.kind == step_kind::start) return s;
    tick const later = leaves_at(c) - c.free_at;
    s.arrival += later;
    s.waiting = std::max<tick>(0, s.waiting - later);
    return s;
}

/// What a crew leaves for is its own from then on.
GONGDAN_INLINE void live_day::take(course& c, step const& s) {
    if (s.kind == step_kind::end) return;
    c.free_at = s.finish();
    if (s.kind == step_kind::start && !c.done.empty()) return;  // it goes on, from where it is
    c.done.push_back(s);
    if (s.where) {
        c.at = *s.where;
        c.has_place = true;
    }
    if (s.kind == step_kind::visit) open_.erase(s.id);
    if (s.kind != step_kind::pause) return;
    auto& breaks = c.who.breaks;
    breaks.erase(std::remove_if(breaks.begin(), breaks.end(), [&](crew_break const& b) { return b.id == s.id; }),
                 breaks.end());
}

GONGDAN_INLINE void live_day::report(visit v) {
    auto const id = v.id;
    bool const begun = known_.count(id) != 0 && open_.count(id) == 0;
    if (begun) return;
    known_[id] = std::move(v);
    open_.insert(id);
}

GONGDAN_INLINE void live_day::withdraw(std::uint64_t visit_id) {
    open_.erase(visit_id);
    for (course& c : courses_)
        c.next.erase(std::remove_if(c.next.begin(), c.next.end(),
                                    [&](step const& s) { return s.kind == step_kind::visit && s.id == visit_id; }),
                     c.next.end());
}

GONGDAN_INLINE void live_day::prolong(std::uint64_t crew_id, tick by) {
    course& c = course_of(crew_id);
    if (c.done.empty() || c.free_at <= now_) return;
    c.done.back().service += by;
    c.free_at += by;
}

GONGDAN_INLINE void live_day::send_home(std::uint64_t crew_id) {
    course& c = course_of(crew_id);
    c.is_home = true;
    c.next.clear();
}

GONGDAN_INLINE std::vector<candidate> live_day::nearest(std::uint64_t visit_id, std::size_t most) const {
    auto const alarm = known_.find(visit_id);
    if (alarm == known_.end()) return {};
    problem p = day_;
    p.crews.clear();
    for (course const& c : courses_)
        if (!c.is_home) p.crews.push_back(c.who);
    for (crew& c : p.crews)
        for (crew const& whole : day_.crews)
            if (whole.id == c.id) c.breaks = whole.breaks;
    for (auto const& [id, v] : known_) p.visits.push_back(v);
    return situation{p, so_far()}.nearest(alarm->second, now_, most);
}

GONGDAN_INLINE void live_day::put_back(std::uint64_t visit_id, std::optional<tick> remaining, std::uint64_t crew_id) {
    visit& v = known_.at(visit_id);
    if (remaining) {
        v.service = *remaining;
        v.windows.clear();  // it was begun in time
        v.told.reset();
        v.due.reset();
    }
    v.told_crew = crew_id;
    open_.insert(visit_id);
}

/// Takes back what the crew is bound for, or cuts short what it does.
GONGDAN_INLINE void live_day::leave_for(course& c, candidate const& who) {
    if (who.how != leave::diverted && who.how != leave::preempted) return;
    step& last = c.done.back();
    std::uint64_t const id = last.id;
    if (who.how == leave::diverted) {
        c.done.pop_back();
        put_back(id, {}, c.who.id);
        return;
    }
    tick const remaining = last.finish() - now_;
    last.service = std::max<tick>(0, who.leaves - last.begin() - last.setup);
    put_back(id, remaining * 100 / c.who.work_percent, c.who.id);
}

/// What the crew was sent to before, and can be reached later as well, is open again; so is a break that it waits for.
GONGDAN_INLINE void live_day::give_back(course& c, candidate const& who) {
    while (who.how != leave::diverted && !c.done.empty()) {
        step const& last = c.done.back();
        bool const is_bound = last.kind == step_kind::visit && last.arrival > who.leaves;
        bool const is_to_rest = last.kind == step_kind::pause && last.begin() > who.leaves;
        if (is_bound) put_back(last.id, {}, c.who.id);
        else if (is_to_rest) c.who.breaks.push_back(*break_of(c.who.id, last.id));
        else return;
        c.done.pop_back();
    }
}

GONGDAN_INLINE crew_break const* live_day::break_of(std::uint64_t crew_id, std::uint64_t break_id) const {
    for (crew const& c : day_.crews)
        for (crew_break const& b : c.breaks)
            if (c.id == crew_id && b.id == break_id) return &b;
    return nullptr;
}

GONGDAN_INLINE void live_day::send(std::uint64_t visit_id, candidate const& who) {
    course& c = course_of(who.crew);
    give_back(c, who);
    leave_for(c, who);
    visit const& v = known_.at(visit_id);
    withdraw(visit_id);
    step s;
    s.id = visit_id;
    s.where = v.where;
    s.arrival = who.arrives;
    s.setup = v.setup;
    s.service = c.who.takes(v.service);
    s.travel = c.done.empty() ? 0 : c.done.back().travel;
    s.travel += who.arrives - std::max(who.leaves, now_);
    take(c, s);
}

/// The crew as the planner sees it: from where and when it is free.
GONGDAN_INLINE crew live_day::crew_now(course const& c) const {
    crew k = c.who;
    if (c.has_place) k.start = c.at;
    k.shift.first = std::max({c.who.shift.first, c.free_at, now_});
    k.shift.last = std::max(k.shift.last, k.shift.first);
    auto const too_late = [&](crew_break const& b) { return k.shift.first + b.service > k.home_by(); };
    k.breaks.erase(std::remove_if(k.breaks.begin(), k.breaks.end(), too_late), k.breaks.end());
    for (crew_break& b : k.breaks) {
        // A break that could not be taken in time is taken as soon as can be.
        bool const past =
            std::all_of(b.windows.begin(), b.windows.end(), [&](time_range w) { return w.last < k.shift.first; });
        if (past && !b.windows.empty()) b.windows = {{k.shift.first, k.home_by()}};
    }
    for (step const& s : c.done) {
        auto const v = s.kind == step_kind::visit ? known_.find(s.id) : known_.end();
        for (std::size_t g = 0; v != known_.end() && g < std::min(k.capacity.size(), v->second.delivery.size()); ++g)
            k.capacity[g] = std::max<std::int64_t>(0, k.capacity[g] - v->second.delivery[g]);
    }
    return k;
}

GONGDAN_INLINE problem live_day::snapshot() const {
    problem p = day_;
    p.crews.clear();
    for (course const& c : courses_)
        if (!c.is_home && std::max(c.free_at, now_) < c.who.home_by()) p.crews.push_back(crew_now(c));
    for (std::uint64_t const id : open_) {
        visit v = known_.at(id);
        // What it was tied to is over or under way: the tie has become a time.
        if (v.tied() && open_.count(v.after ? *v.after : *v.with) == 0) {
            v.after.reset();
            v.with.reset();
        }
        p.visits.push_back(std::move(v));
    }
    return p;
}

GONGDAN_INLINE std::vector<planned_visit> live_day::planned() const {
    plan ahead;
    for (course const& c : courses_) ahead.routes.push_back({c.who.id, c.next, 0, 0});
    return visits_of(ahead);
}

GONGDAN_INLINE void live_day::adopt(plan const& made) {
    for (course& c : courses_) c.next.clear();
    for (route const& r : made.routes) course_of(r.crew).next = r.steps;
    for (course& c : courses_)
        if (c.next.empty() && !c.done.empty() && !c.is_home) c.next = breaks_left(c);
}

/// Who has been out and has nothing left to do still rests, where it is.
GONGDAN_INLINE std::vector<step> live_day::breaks_left(course const& c) const {
    std::vector<step> rest;
    tick free_at = std::max(c.free_at, now_);
    for (crew_break const& b : crew_now(c).breaks) {
        step s;
        s.kind = step_kind::pause;
        s.id = b.id;
        s.where = c.at;
        s.arrival = free_at;
        s.service = b.service;
        auto const open = std::find_if(b.windows.begin(), b.windows.end(),
                                       [&](time_range w) { return std::max(w.first, free_at) <= w.last; });
        if (open == b.windows.end() && !b.windows.empty()) continue;
        if (!b.windows.empty()) s.waiting = std::max<tick>(0, open->first - free_at);
        free_at = s.finish();
        rest.push_back(std::move(s));
    }
    return rest;
}

GONGDAN_INLINE replanned live_day::replan(effort const& how) {
    replanned out;
    out.now = now_;
    problem known = snapshot();
    auto const before = planned();
    tell_crews(known, before);
    auto made = renew_calmly(std::move(known), before, how);
    if (!made) return out;
    adopt(made->made);
    give_reasons(*made);
    out = std::move(made->change);
    out.now = now_;
    return out;
}

GONGDAN_INLINE plan live_day::so_far() const {
    plan all;
    for (course const& c : courses_) {
        route r;
        r.crew = c.who.id;
        r.steps = c.done;
        for (std::size_t i = 0; i < c.next.size(); ++i)
            if (c.next[i].kind != step_kind::start || r.steps.empty())
                r.steps.push_back(i == 0 ? punctual(c) : c.next[i]);
        if (!r.steps.empty()) all.routes.push_back(std::move(r));
    }
    for (std::uint64_t const id : open_)
        if (!begins(id)) all.unplaced.push_back({id, reason::no_room});
    return all;
}

GONGDAN_INLINE std::optional<tick> live_day::begins(std::uint64_t visit_id) const {
    std::optional<tick> first;
    for (course const& c : courses_)
        for (auto const* steps : {&c.done, &c.next})
            for (step const& s : *steps)
                if (s.kind == step_kind::visit && s.id == visit_id && (!first || s.begin() < *first)) first = s.begin();
    return first;
}

}}}  // namespace gongdan::dispatch
