#pragma once

// Who goes to an alarm at once, and what is left for it.

#include <gongdan/dispatch/detail/outlook.hpp>

#include <algorithm>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

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
GONGDAN_INLINE bool outlook::leave_for(open_visit const& alarm, candidate const& who, outlook_result& out) {
    crew_ahead& c = crews_[who.crew / how_.shifts];
    instant const leaves{who.leaves};
    if (who.how == leave::after && leaves != free_at(c)) return false;
    if (who.how == leave::diverted) {
        open_.push_back({c.stops.back().what, c.stops.back().where, roster_.work(c.stops.back().what->type)});
        c.stops.pop_back();
    } else if (who.how == leave::preempted) {
        commitment& left = c.stops.back();
        open_.push_back({left.what, left.where, left.free_at - leaves, true});
        out.left[left.what->id.value] = left.free_at - leaves;
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
        if (all.empty() || !leave_for(alarm, all.front(), out)) {
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

}}}}  // namespace gongdan::dispatch::detail
