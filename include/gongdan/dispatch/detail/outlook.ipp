#pragma once

#include <gongdan/dispatch/detail/outlook.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

// Who is where.

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
        if (t->stands == stage::ready || is_interrupted(*t)) add_open(*t, t->stands == stage::at_work);
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
        made.free_at = std::max(made.arrives, now_) + roster_.work(t.type);
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

GONGDAN_INLINE void outlook::add_open(seen_ticket const& t, bool interrupted) {
    auto const work = roster_.work(t.type);
    open_visit o{&t, places_.put(t.where), work, interrupted};
    if (interrupted) o.work = std::max(work - (known_.interrupted.at(t.id.value) - t.arrived), work / 4);
    open_.push_back(o);
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

// In the planner's words.

GONGDAN_INLINE std::optional<std::uint64_t> outlook::id_of(std::string const& crew, std::uint64_t ticket) const {
    for (crew_ahead const& c : crews_) {
        if (c.who->code != crew) continue;
        auto const p = known_.promises.find(ticket);
        std::size_t shift = 0;
        if (p != known_.promises.end())
            for (std::size_t k = 1; k < c.duties.size(); ++k)
                if (c.duties[k].when.from <= p->second.arrives) shift = k;
        return id_of(c.index, shift);
    }
    return {};
}

/// When it should be begun at the latest: so that it is done in time, in the hours agreed, and soon where that is its level.
GONGDAN_INLINE instant outlook::begin_by(open_visit const& o) const {
    seen_ticket const& t = *o.what;
    instant due = t.due;
    if (due != distant_future && !is_alarm(t)) due = due - o.work;
    if (t.agreed && !o.interrupted) return std::min(due, t.agreed->to);
    return t.urgency == level::soon ? std::min(due, t.opened + how_.soon_within) : due;
}

GONGDAN_INLINE visit outlook::visit_of(open_visit const& o) const {
    seen_ticket const& t = *o.what;
    visit v;
    v.id = t.id.value;
    v.where = o.where;
    v.service = o.work.count();
    v.level = static_cast<std::uint32_t>(t.urgency);
    v.kind = t.type;
    v.description = t.name;
    v.interruptible = roster_.may_interrupt(t.type) && !is_alarm(t);
    v.make_safe = roster_.make_safe.count();
    if (t.agreed && !o.interrupted) {  // begun already, it was kept
        v.windows = {{t.agreed->from.since_epoch, farthest}};
        v.told = time_range{t.agreed->from.since_epoch, t.agreed->to.since_epoch};
    }
    if (auto const due = begin_by(o); due != distant_future) v.due = due.since_epoch;
    auto const sent = id_of(t.crew, t.id.value);
    if (sent) v.told_crew = sent;
    if (o.only) v.only_crew = id_of(*o.only, 0);
    bool const stays = t.pinned && sent && known_.absent.count(t.crew) == 0;
    if (stays) v.only_crew = sent;
    if (stays) return v;  // who was sent by a person is able
    auto const skill = skills_.find(t.type);
    v.skills = {skill == skills_.end() ? 0 : skill->second};
    return v;
}

GONGDAN_INLINE instant outlook::free_at(crew_ahead const& c) const {
    return c.stops.empty() ? now_ : std::max(now_, c.stops.back().free_at);
}

/// A crew on one of its duties, from where it is by then. What falls into a pause waits for its end.
GONGDAN_INLINE crew outlook::said(crew_ahead const& c, std::size_t shift, place from, instant since) const {
    duty_ahead const& duty = c.duties[shift];
    crew k;
    k.id = id_of(c.index, shift);
    k.start = from;
    k.description = c.who->code;
    instant begin = std::max(duty.when.from, since);
    for (interval const& p : duty.pauses)
        if (p.from <= begin && begin < p.to) begin = p.to;
    for (interval const& p : duty.pauses)
        if (begin < p.from)
            k.breaks.push_back({static_cast<std::uint64_t>(p.from.since_epoch),
                                {{p.from.since_epoch, p.from.since_epoch}},
                                (p.to - p.from).count(),
                                {}});
    k.shift = {begin.since_epoch, std::max(begin, duty.when.to).since_epoch};
    k.overtime = how_.overtime.count();
    for (std::string const& type : c.who->skills) k.skills.push_back(skills_.at(type));
    auto const& kept = how_.kept_back_for;
    bool const is_kept =
        std::any_of(kept.begin(), kept.end(), [&](std::string const& type) { return c.who->can(type); });
    if (is_kept && c.stops.empty()) k.costs.fixed = how_.kept_back.count();  // in seconds on the road
    return k;
}

/// What is left of the last plan, in the order in which it was to be done.
GONGDAN_INLINE std::vector<planned_visit> outlook::before() const {
    std::vector<planned_visit> all;
    for (open_visit const& o : open_) {
        auto const p = known_.promises.find(o.what->id.value);
        if (p == known_.promises.end()) continue;
        auto const crew = id_of(p->second.crew, o.what->id.value);
        tick const arrives = p->second.arrives.since_epoch;
        if (crew) all.push_back({o.what->id.value, *crew, p->second.leaves.since_epoch, arrives, arrives});
    }
    std::sort(all.begin(), all.end(), [](planned_visit const& a, planned_visit const& b) {
        return std::make_tuple(a.begins, a.visit) < std::make_tuple(b.begins, b.visit);
    });
    return all;
}

// Alarms.

/// What a crew does now and was to do next, as `nearest` is told it.
GONGDAN_INLINE route outlook::running(crew_ahead const& c, std::vector<visit>& engaged) const {
    route r;
    r.crew = id_of(c.index, 0);
    step begin;
    begin.kind = step_kind::start;
    begin.where = c.origin;
    begin.arrival = c.stops.empty() ? now_.since_epoch : c.stops.front().leaves.since_epoch;
    r.steps.push_back(begin);
    auto const add = [&](visit const& v, instant arrives, instant done) {
        step s;
        s.id = v.id;
        s.where = v.where;
        s.arrival = arrives.since_epoch;
        s.service = std::max<tick>(1, (done - arrives).count());
        r.steps.push_back(s);
    };
    for (commitment const& s : c.stops) {
        engaged.push_back(visit_of({s.what, s.where, roster_.work(s.what->type)}));
        add(engaged.back(), s.arrives, s.free_at);
    }
    for (planned_visit const& p : before())
        for (open_visit const& o : open_)
            if (p.crew == r.crew && o.what->id.value == p.visit) {
                instant const arrives = std::max(instant{p.arrives}, instant{r.steps.back().finish()});
                add(visit_of(o), arrives, arrives + o.work);
            }
    return r;
}

GONGDAN_INLINE std::vector<candidate> outlook::nearest(visit const& alarm) const {
    problem p = ways_;
    dispatch::plan now_running;
    for (crew_ahead const& c : crews_) {
        if (c.duties.empty()) continue;
        p.crews.push_back(said(c, 0, c.origin, c.duties.front().when.from));
        if (c.duties.front().when.from <= now_) now_running.routes.push_back(running(c, p.visits));
    }
    for (open_visit const& o : open_) p.visits.push_back(visit_of(o));
    constexpr std::size_t told = 4;
    return situation{p, now_running}.nearest(alarm, now_.since_epoch, told);
}

/// Sends the crew, from what it leaves. False where it does something as urgent first: then the plan says when.
GONGDAN_INLINE bool outlook::leave_for(open_visit const& alarm, candidate const& who) {
    crew_ahead& c = crews_[who.crew / how_.shifts];
    instant const leaves{who.leaves};
    if (who.how == leave::after && leaves != free_at(c)) return false;
    if (who.how == leave::diverted) {
        open_.push_back({c.stops.back().what, c.stops.back().where, roster_.work(c.stops.back().what->type)});
        c.stops.pop_back();
    } else if (who.how == leave::preempted) {
        commitment& left = c.stops.back();
        open_.push_back({left.what, left.where, left.free_at - leaves, true});
        left.free_at = leaves;
    }
    instant const arrives{who.arrives};
    c.stops.push_back({alarm.what, alarm.where, leaves, arrives, arrives + alarm.work, false});
    return true;
}

GONGDAN_INLINE void outlook::send_to_alarms(outlook_result& out) {
    std::vector<open_visit> alarms;
    std::vector<open_visit> rest;
    for (open_visit& o : open_) {
        bool const waits = is_alarm(*o.what) && !o.interrupted && crew_of(*o.what) == nullptr;
        (waits ? alarms : rest).push_back(o);
    }
    open_ = std::move(rest);
    for (open_visit& alarm : alarms) {
        auto all = nearest(visit_of(alarm));
        if (all.empty() || !leave_for(alarm, all.front())) {
            if (!all.empty()) alarm.only = static_cast<std::size_t>(all.front().crew / how_.shifts);
            open_.push_back(alarm);
            continue;
        }
        candidate const who = all.front();
        all.erase(all.begin());
        auto const id = alarm.what->id.value;
        std::string const& code = crews_[who.crew / how_.shifts].who->code;
        out.sent.push_back({id, who, code, std::move(all)});
        out.promises[id] = {code, instant{who.leaves}, instant{who.arrives}};
        out.asked.insert(id);
    }
}

GONGDAN_INLINE problem outlook::question() const {
    problem p = ways_;
    for (crew_ahead const& c : crews_)
        for (std::size_t k = 0; k < c.duties.size(); ++k) {
            bool const now = k == 0 && !c.stops.empty();
            crew said_now = said(c, k, k != 0 ? c.base : now ? c.stops.back().where : c.origin, free_at(c));
            if (said_now.shift.first < said_now.home_by()) p.crews.push_back(std::move(said_now));
        }
    for (open_visit const& o : open_) p.visits.push_back(visit_of(o));
    p.frozen_until = (now_ + how_.frozen).since_epoch;
    return p;
}

GONGDAN_INLINE outlook_result outlook::plan() {
    outlook_result out;
    gather_crews();
    gather_tickets();
    measure();
    for (crew_ahead const& c : crews_)
        for (commitment const& s : c.stops) {
            out.promises[s.what->id.value] = {c.who->code, s.leaves, s.arrives};
            out.next_end = std::min(out.next_end.value_or(distant_future), s.free_at);
        }
    send_to_alarms(out);
    for (team const& t : roster_.teams) out.crews.insert(out.crews.end(), how_.shifts, t.code);
    for (open_visit const& o : open_) out.asked.insert(o.what->id.value);
    auto made = renew_calmly(question(), before(), how_.search);
    if (!made) return out;  // no crew, no place
    out.plan = *std::move(made);
    for (planned_visit const& v : visits_of(out.plan.made)) {  // a crew leaves no sooner than it must
        instant const leaves{v.leaves + v.begins - v.arrives};
        out.promises[v.visit] = {out.crews[v.crew], leaves, instant{v.begins}};
    }
    return out;
}

}}}}  // namespace gongdan::dispatch::detail
