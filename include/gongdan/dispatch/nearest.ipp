#pragma once

#include <gongdan/dispatch/nearest.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

GONGDAN_INLINE situation::situation(problem const& p, plan const& running) : places_(p.places) {
    for (travel_table const& t : p.travel) {
        tables_.emplace_back(t.durations.size());
        for (std::size_t a = 0; a < places_; ++a)
            for (std::size_t b = 0; b < places_; ++b) tables_.back()[b * places_ + a] = t.durations[a * places_ + b];
    }
    std::map<std::uint64_t, route const*> routes;
    for (route const& r : running.routes) routes[r.crew] = &r;
    std::map<std::uint64_t, visit const*> visits;
    for (visit const& v : p.visits) visits[v.id] = &v;
    for (crew const& c : p.crews) {
        auto const r = routes.find(c.id);
        add(p, visits, c, r == routes.end() ? nullptr : r->second);
    }
    std::sort(courses_.begin(), courses_.end(), [](course const& a, course const& b) { return a.who.id < b.who.id; });
}

GONGDAN_INLINE void situation::add(problem const& p,
                                   std::map<std::uint64_t, visit const*> const& visits,
                                   crew const& c,
                                   route const* r) {
    course made{c, nullptr, c.skills, {}, {}, c.capacity};
    std::sort(made.skills.begin(), made.skills.end());
    for (std::size_t t = 0; t < p.travel.size(); ++t)
        if (p.travel[t].profile == c.profile) made.durations = tables_[t].data();
    if (made.durations == nullptr) return;
    if (r != nullptr)
        for (step const& s : r->steps)
            if (s.kind != step_kind::start) made.stops.push_back(stop_of(made, *r, s, visits));
    for (stop const& s : made.stops) {
        made.finishes.push_back(s.finish);
        auto const v = visits.find(s.id);
        if (s.kind != step_kind::visit || v == visits.end()) continue;
        for (std::size_t k = 0; k < std::min(made.left.size(), v->second->delivery.size()); ++k)
            made.left[k] -= v->second->delivery[k];
    }
    courses_.push_back(std::move(made));
}

GONGDAN_INLINE situation::stop situation::stop_of(course const& c,
                                                  route const& r,
                                                  step const& s,
                                                  std::map<std::uint64_t, visit const*> const& visits) const {
    place const from = before(c, c.stops.size());
    place const at = s.where.value_or(from);
    bool const has_left = !c.stops.empty() || r.steps.front().kind == step_kind::start;
    tick const free_at = !c.stops.empty() ? c.stops.back().finish
                         : has_left       ? r.steps.front().finish()
                                          : c.who.shift.first;
    // A crew that need not leave yet is still where it was.
    stop made{s.id,      0,         s.kind,     at, std::max(free_at, s.arrival - way(c, from, at)),
              s.arrival, s.begin(), s.finish(), 0,  c.who.home_by(),
              farthest,  false};
    if (s.kind == step_kind::pause) made.closes = last_begin(c.who, s);
    auto const found = visits.find(s.id);
    if (s.kind != step_kind::visit || found == visits.end()) return made;
    visit const& v = *found->second;
    made.level = v.level;
    made.interruptible = v.interruptible;
    made.make_safe = v.make_safe;
    made.due = v.due.value_or(farthest);
    for (time_range const w : v.windows)
        if (w.first <= s.begin() && s.begin() <= w.last) made.closes = w.last;
    return made;
}

/// How long a break that has not begun can wait. One on the road cannot: nobody knows how far the crew has come.
GONGDAN_INLINE tick situation::last_begin(crew const& c, step const& pause) {
    tick last = pause.begin();
    for (crew_break const& b : c.breaks) {
        if (b.id != pause.id || !pause.where) continue;
        if (b.windows.empty()) return c.home_by();
        for (time_range const w : b.windows)
            if (w.first <= pause.begin() && pause.begin() <= w.last) last = w.last;
    }
    return last;
}

GONGDAN_INLINE tick situation::way(course const& c, place a, place b) const {
    tick const whole = c.durations[b * places_ + a];
    return c.who.speed_percent == 100 ? whole : (whole * 100 + c.who.speed_percent / 2) / c.who.speed_percent;
}

GONGDAN_INLINE place situation::before(course const& c, std::size_t i) {
    return i == 0 ? c.who.start.value_or(0) : c.stops[i - 1].where;
}

/// From the point that a crew bound for `s` has reached. By Stewart's theorem, on a plane; in no case more than what the
/// ends of the way say, weighed by their nearness.
GONGDAN_INLINE tick situation::way_from_road(course const& c, stop const& s, place from, place to, tick now) const {
    auto const whole = static_cast<double>(s.arrival - s.leaves_before);
    double const done = whole <= 0 ? 1 : std::clamp(static_cast<double>(now - s.leaves_before) / whole, 0.0, 1.0);
    auto const a = static_cast<double>(way(c, from, to));
    auto const b = static_cast<double>(way(c, s.where, to));
    auto const leg = static_cast<double>(way(c, from, s.where));
    double const square = (1 - done) * a * a + done * b * b - done * (1 - done) * leg * leg;
    double const least = std::max(a - done * leg, b - (1 - done) * leg);
    return static_cast<tick>(std::ceil(std::max(std::sqrt(std::max(square, 0.0)), std::max(least, 0.0))));
}

GONGDAN_INLINE bool situation::is_able(course const& c, visit const& alarm) {
    auto const skilled = [&](std::uint32_t s) { return std::binary_search(c.skills.begin(), c.skills.end(), s); };
    auto const graded_enough = [&](graded need) {
        return (need.grade == 0 && skilled(need.skill)) ||
               std::any_of(c.who.grades.begin(), c.who.grades.end(),
                           [need](graded g) { return g.skill == need.skill && g.grade >= need.grade; });
    };
    for (std::size_t k = 0; k < alarm.delivery.size(); ++k)
        if (alarm.delivery[k] > (k < c.left.size() ? c.left[k] : 0)) return false;
    auto const& areas = c.who.areas;
    return std::all_of(alarm.skills.begin(), alarm.skills.end(), skilled) &&
           std::all_of(alarm.grades.begin(), alarm.grades.end(), graded_enough) &&
           (!alarm.only_crew || *alarm.only_crew == c.who.id) &&
           (!alarm.area || areas.empty() || std::find(areas.begin(), areas.end(), *alarm.area) != areas.end());
}

/// Whether a planned visit or break gives way to an alarm that is served from `arrives` on: it is less urgent, or can wait.
GONGDAN_INLINE bool situation::gives_way(course const& c, stop const& s, visit const& alarm, tick arrives) const {
    if (s.kind == step_kind::pause) return arrives + c.who.takes(alarm.service) + alarm.setup <= s.closes;
    if (s.kind != step_kind::visit || s.level < alarm.level) return true;
    if (s.level > alarm.level) return false;
    tick const back = arrives + c.who.takes(alarm.service) + alarm.setup + way(c, alarm.where, s.where);
    return back <= std::min(s.closes, s.due);
}

/// A crew that has left for `s` or is there.
GONGDAN_INLINE void situation::leave_from(offer& o, stop const& s, place from, visit const& alarm, tick now) const {
    course const& c = courses_[o.course];
    tick const from_there = way(c, s.where, alarm.where);
    if (now < s.begin && now > s.leaves_before) {
        tick const there = now < s.arrival ? way_from_road(c, s, from, alarm.where, now) : from_there;
        if (gives_way(c, s, alarm, now + there)) {
            o.what.arrives = now + there;
            if (s.kind != step_kind::visit) return;
            o.what.how = leave::diverted;
            o.what.left = s.id;
            return;
        }
    } else if (now < s.begin && gives_way(c, s, alarm, o.what.arrives)) {
        return;  // about to leave
    }
    bool const interrupts = s.begin <= now && s.interruptible && s.level < alarm.level && now + s.make_safe < s.finish;
    o.what.how = interrupts ? leave::preempted : leave::after;
    o.what.leaves = interrupts ? now + s.make_safe : s.finish;
    if (interrupts) o.what.left = s.id;
    o.what.arrives = o.what.leaves + from_there;
    ++o.next;
}

GONGDAN_INLINE std::optional<situation::offer> situation::ask(std::size_t i,
                                                              std::size_t next,
                                                              visit const& alarm,
                                                              tick now) const {
    course const& c = courses_[i];
    if (!is_able(c, alarm)) return {};
    offer o;
    o.course = i;
    o.next = next;
    o.what.crew = c.who.id;
    o.what.leaves = std::max(now, c.who.shift.first);
    place const from = o.next == 0 && !c.who.start ? alarm.where : before(c, o.next);
    o.what.arrives = o.what.leaves + way(c, from, alarm.where);
    if (o.next < c.stops.size() && c.stops[o.next].leaves_before <= now && now >= c.who.shift.first)
        leave_from(o, c.stops[o.next], from, alarm, now);
    // What is as urgent and would be late comes first.
    for (; o.next < c.stops.size() && c.stops[o.next].kind == step_kind::visit; ++o.next) {
        stop const& s = c.stops[o.next];
        if (gives_way(c, s, alarm, o.what.arrives)) break;
        o.what.how = leave::after;
        o.what.left.reset();
        o.what.leaves = s.finish;
        o.what.arrives = s.finish + way(c, s.where, alarm.where);
    }
    if (o.what.arrives + alarm.setup + c.who.takes(alarm.service) > c.who.home_by()) return {};
    return o;
}

/// Follows what the crew has planned, behind the alarm.
GONGDAN_INLINE void situation::price(offer& o, visit const& alarm) const {
    course const& c = courses_[o.course];
    tick now = o.what.arrives + c.who.takes(alarm.service + alarm.setup);
    place at = alarm.where;
    for (std::size_t i = o.next; i < c.stops.size(); ++i) {
        stop const& s = c.stops[i];
        tick const begin = std::max(now + way(c, at, s.where), s.begin);
        tick const home = begin + s.finish - s.begin + (c.who.end ? way(c, s.where, *c.who.end) : 0);
        if (s.kind == step_kind::visit && (begin > s.closes || home > c.who.home_by())) {
            o.what.broken.push_back(s.id);
            continue;
        }
        now = begin + s.finish - s.begin;
        at = s.where;
    }
}

/// Whether it is idle, on the road to something of a lower level, or at work that it can leave.
GONGDAN_INLINE bool situation::could_leave(course const& c, std::size_t next, std::uint32_t level, tick now) {
    if (now < c.who.shift.first || now >= c.who.shift.last) return false;
    if (next == c.stops.size()) return true;
    stop const& s = c.stops[next];
    if (s.leaves_before > now || s.kind == step_kind::end) return true;
    return s.kind == step_kind::visit && s.level < level && (now < s.begin || s.interruptible);
}

GONGDAN_INLINE std::vector<candidate> situation::nearest(visit const& alarm, tick now, std::size_t most) const {
    std::vector<offer> offers;
    offers.reserve(courses_.size());
    std::uint32_t could = 0;
    auto const at_or_before = [&](course const& c) {  // the stop it is at or bound for
        return static_cast<std::size_t>(std::upper_bound(c.finishes.begin(), c.finishes.end(), now) -
                                        c.finishes.begin());
    };
    for (std::size_t i = 0; i < courses_.size(); ++i) {
        std::size_t const next = at_or_before(courses_[i]);
        auto o = ask(i, next, alarm, now);
        if (!o) continue;
        offers.push_back(*std::move(o));
        could += could_leave(courses_[i], next, alarm.level, now) ? 1 : 0;
    }
    // Of equal arrivals the one that disturbs least, then the one that can do least else.
    auto const key = [&](std::size_t i) {
        offer const& o = offers[i];
        return std::make_tuple(o.what.arrives, o.what.how, courses_[o.course].skills.size(), o.what.crew);
    };
    std::vector<std::size_t> order(offers.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    auto const kept = order.begin() + static_cast<std::ptrdiff_t>(std::min(most, order.size()));
    std::partial_sort(order.begin(), kept, order.end(), [&](std::size_t a, std::size_t b) { return key(a) < key(b); });
    std::vector<candidate> all;
    for (auto i = order.begin(); i != kept; ++i) {
        offer& o = offers[*i];
        course const& c = courses_[o.course];
        price(o, alarm);
        o.what.cover = could - (could_leave(c, at_or_before(c), alarm.level, now) ? 1 : 0);
        all.push_back(std::move(o.what));
    }
    return all;
}

GONGDAN_INLINE sentence candidate::text() const {
    sentence s{std::string{label(how).zh}, std::string{label(how).en}};
    if (left) s = {s.zh + fmt::format("(离开任务 {})", *left), s.en + fmt::format(" (leaving visit {})", *left)};
    if (!broken.empty())
        s = {s.zh + fmt::format(",将误任务 {}", fmt::join(broken, "、")),
             s.en + fmt::format(", at the price of visits {}", fmt::join(broken, ", "))};
    return {s.zh + fmt::format(",另有 {} 组可应急", cover),
            s.en + fmt::format(", {} other crews could still leave", cover)};
}

}}}  // namespace gongdan::dispatch
