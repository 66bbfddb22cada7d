#pragma once

// Where the crews of a roster are, what they are bound for, and which tickets are to be planned.

#include <gongdan/dispatch/detail/outlook.hpp>

#include <algorithm>
#include <tuple>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

GONGDAN_INLINE void outlook::gather_crews() {
    for (std::size_t i = 0; i < roster_.teams.size(); ++i) {
        team const& who = roster_.teams[i];
        for (std::string const& type : who.skills) skills_.emplace(type, skills_.size() + 1);
        auto const gone = known_.absent.find(who.code);
        instant const from = gone == known_.absent.end() ? now_ : std::max(now_, gone->second);
        crew_ahead c{i, &who, {}, places_.put(who.base), 0, {}};
        if (from != distant_future) c.duties = who.duties(from, days_, how_.shifts);
        c.origin = c.base;
        // Where it was seen on this duty; a new one begins at the base.
        auto const seen = known_.seen.find(who.code);
        constexpr seconds a_duty = hours{14};
        bool const is_out = !c.duties.empty() && c.duties.front().when.from <= now_;
        if (is_out && seen != known_.seen.end() && now_ - seen->second.since < a_duty)
            c.origin = places_.put(seen->second.where);
        crews_.push_back(std::move(c));
    }
}

/// The crew that a ticket has, as long as it is there.
GONGDAN_INLINE crew_ahead* outlook::crew_of(seen_ticket const& t) {
    for (crew_ahead& c : crews_)
        if (c.who->code == t.crew) return c.duties.empty() || known_.absent.count(t.crew) != 0 ? nullptr : &c;
    return nullptr;
}

/// An alarm's crew leaves when it is sent, or once its work is safe; another crew when the plan says.
GONGDAN_INLINE bool outlook::has_set_out(seen_ticket const& t) const {
    auto const p = known_.promises.find(t.id.value);
    bool const is_known = p != known_.promises.end() && p->second.crew == t.crew;
    if (is_alarm(t) && (!is_known || !t.interrupts.empty())) return true;
    return is_known && p->second.leaves < now_;
}

GONGDAN_INLINE bool outlook::is_interrupted(seen_ticket const& t) const {
    auto const i = known_.interrupted.find(t.id.value);
    return i != known_.interrupted.end() && t.last <= i->second;
}

/// When work that was begun should be over: as the crew said, or as long as such work takes; of work that takes longer a
/// quarter is still to come.
GONGDAN_INLINE instant outlook::done_at(seen_ticket const& t, instant arrived) const {
    auto const work = roster_.work(t.type);
    instant const thought = t.done_by ? *t.done_by : arrived + work;
    return thought > now_ ? thought : now_ + work / 4;
}

GONGDAN_INLINE void outlook::gather_tickets() {
    std::vector<seen_ticket const*> all;
    for (auto const& [id, t] : known_.tickets) all.push_back(&t);
    std::sort(all.begin(), all.end(), [](auto const* a, auto const* b) { return a->came_before(*b); });
    for (seen_ticket const* t : all) commit(*t);
    for (seen_ticket const* t : all) {
        if (t->stands == stage::over || open_.size() >= how_.visits) continue;
        bool const is_ours = t->crew.empty() || std::any_of(crews_.begin(), crews_.end(), [&](crew_ahead const& c) {
                                 return c.who->code == t->crew;
                             });
        bool const engaged = std::any_of(crews_.begin(), crews_.end(), [&](crew_ahead const& c) {
            return !c.stops.empty() && c.stops.back().what == t;
        });
        if (!is_ours || engaged) continue;
        if (t->stands == stage::ready || is_interrupted(*t)) add_open(*t);
    }
}

/// Of what a crew might be doing now: an alarm first, then where it came last, then where it is bound for.
GONGDAN_INLINE void outlook::commit(seen_ticket const& t) {
    crew_ahead* const c = crew_of(t);
    if (c == nullptr || t.stands == stage::over) return;
    bool const there = t.stands == stage::at_work;
    constexpr int patience = 3;  // as many times as such work takes, without a word
    if (there && (is_interrupted(t) || t.last + roster_.work(t.type) * patience < now_)) return;
    if (!there && !has_set_out(t)) return;
    commitment made{&t, 0, now_, now_, now_, there};
    if (there) {
        made.leaves = made.arrives = t.arrived;
        made.free_at = done_at(t, t.arrived);
    } else if (auto const p = known_.promises.find(t.id.value); p != known_.promises.end()) {
        made.leaves = p->second.leaves;
        made.arrives = p->second.arrives;
        made.free_at = std::max(made.arrives, now_) + work_of(t);
        // Where nobody reports an arrival, the crew is there when it was to be.
        made.there = !t.tells_arrival && made.arrives <= now_;
        if (made.there) made.free_at = done_at(t, made.arrives);
    } else {
        made.leaves = std::min(t.sent, now_);
        made.arrives = distant_future;  // known once the ways are
    }
    auto const weight = [&](commitment const& x) {
        bool const reported = x.what->stands == stage::at_work;
        return std::make_tuple(is_alarm(*x.what) && !reported, reported, x.arrives);
    };
    if (!c->stops.empty() && weight(c->stops.back()) >= weight(made)) return;
    made.where = places_.put(t.where);
    c->stops = {made};
}

/// What is still to be done: of interrupted work a quarter at least.
GONGDAN_INLINE seconds outlook::work_of(seen_ticket const& t) const {
    auto const work = roster_.work(t.type);
    if (!is_interrupted(t)) return work;
    if (auto const left = known_.left.find(t.id.value); left != known_.left.end())
        return std::max(left->second, work / 4);
    if (t.arrived == distant_past) return work;
    return std::max(work - (known_.interrupted.at(t.id.value) - t.arrived), work / 4);
}

GONGDAN_INLINE void outlook::add_open(seen_ticket const& t) {
    open_.push_back({&t, places_.put(t.where), work_of(t), is_interrupted(t)});
}

GONGDAN_INLINE void outlook::measure() {
    places_.measure(ways_, [&](std::optional<point> const& a, std::optional<point> const& b) {
        if (!a || !b) return how_.unknown_way.count();
        return (how_.drive ? how_.drive(*a, *b) : roster_.drive(*a, *b)).count();
    });
    for (crew_ahead& c : crews_)
        for (commitment& s : c.stops)
            if (s.arrives == distant_future) {
                s.arrives = s.leaves + seconds{ways_.travel[0].durations[c.origin * ways_.places + s.where]};
                s.free_at = std::max(s.arrives, now_) + roster_.work(s.what->type);
            }
}

}}}}  // namespace gongdan::dispatch::detail
