#pragma once

// Dispatch by plan: the route planner is asked anew when something has happened, and crews follow their routes.

#include <gongdan/dispatch/nearest.hpp>
#include <gongdan/dispatch/renew.hpp>
#include <gongdan/simulate/detail/engine.hpp>

#include <map>
#include <stdexcept>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

inline void engine::ask_for_plan() {
    if (!planned() || plan_is_due_) return;
    plan_is_due_ = true;
    tick const every = quantised(scenario_.planner.every, per_unit_);
    agenda_.put(std::max(now_, planned_at_ + every), happening::plan, 0);
}

/// Whether there is still something to do at a stop: it waits, or an appointment is to come.
inline bool engine::is_ahead(stop const& s) const {
    live const& t = tickets_[s.slot];
    return t.used && t.order == s.order && (t.waiting || t.awaited);
}

/// What is known of all crews and tickets now, and nothing that only the run knows.
inline question engine::what_to_plan() const {
    question q(scenario_.per_second);
    std::vector<std::pair<rank, claims>> open;
    for (std::uint32_t slot = 0; slot < tickets_.size(); ++slot) {
        live const& t = tickets_[slot];
        if (!t.used || !(t.waiting || t.awaited) || goes_at_once(t)) continue;
        claims const c = claims_of(t);
        open.emplace_back(rank_of(scenario_.order, c, t, slot), c);
    }
    std::sort(open.begin(), open.end(), [](auto const& a, auto const& b) { return b.first > a.first; });
    open.resize(std::min<std::size_t>(open.size(), scenario_.planner.visits));
    for (auto const& [r, c] : open) q.asked.visits.push_back(router_.visit_of(q, tickets_[r.slot], c));
    if (open.empty()) return q;
    for (std::uint32_t c = 0; c < crews_.size(); ++c) add_crew(q, c);
    if (auto const& worth = scenario_.planner.change) q.asked.change_cost = q.seconds_of(quantised(*worth, per_unit_));
    return q;
}

inline void engine::add_crew(question& q, std::uint32_t c) const {
    crew const& who = crews_[c];
    auto on = shift_ahead(who);
    if (!on) return;
    spot from = who.duty > 0 ? who.at : places_.home(*who.group);
    on->from = std::max(on->from, now_);
    if (who.busy() && who.duty > 0) {
        live const& t = tickets_[who.slot];
        from = t.place;
        on->from = router_.free_at(who, t, now_);
    }
    if (on->from >= on->to) return;
    q.asked.crews.push_back(router_.crew_of(q, c, who, from, *on));
}

/// What is left of the plan.
inline std::vector<dispatch::planned_visit> engine::planned_before() const {
    std::vector<dispatch::planned_visit> all;
    for (std::uint32_t c = 0; c < crews_.size(); ++c)
        for (stop const& s : routes_[c])
            if (is_ahead(s)) all.push_back({s.order, c, 0, 0, s.begin / scenario_.per_second});
    return all;
}

inline void engine::make_plan() {
    plan_is_due_ = false;
    planned_at_ = now_;
    question q = what_to_plan();
    if (q.asked.visits.empty() || q.asked.crews.empty()) {
        for (auto& route : routes_) route.clear();
        return;
    }
    q.measure(places_, hour_of_day());
    dispatch::effort how;
    how.iterations = scenario_.planner.iterations;
    auto const made = dispatch::renew(std::move(q.asked), planned_before(), how);
    if (!made) throw std::logic_error("simulation: " + made.why().en);
    adopt(made->made);
    for (std::uint32_t c = 0; c < crews_.size(); ++c)
        if (crews_[c].free()) find_work(c);
}

inline void engine::adopt(dispatch::plan const& made) {
    std::map<std::uint64_t, std::uint32_t> slots;
    for (std::uint32_t slot = 0; slot < tickets_.size(); ++slot)
        if (tickets_[slot].used) slots[tickets_[slot].order] = slot;
    for (auto& route : routes_) route.clear();
    for (dispatch::planned_visit const& v : visits_of(made)) {
        auto const slot = slots.at(v.visit);
        tickets_[slot].planned_for = static_cast<std::uint32_t>(v.crew);
        routes_[v.crew].push_back({slot, v.visit, v.begins * scenario_.per_second});
    }
}

/// At once, or so that it is there when the customer is.
inline tick engine::leaves_at(crew const& who, live const& t) const {
    return std::max(now_, t.not_before - places_.drive(who.at, t.place, hour_of_day()));
}

/// A free crew goes to its next stop, when it is time for that.
inline void engine::follow_route(std::uint32_t c) {
    auto& route = routes_[c];
    while (!route.empty() && !is_ahead(route.front())) route.erase(route.begin());
    free_.put(c, true);
    if (route.empty()) {
        help_out(c);
        if (crews_[c].free() && planned_at_ != now_) ask_for_plan();
        return;
    }
    std::uint32_t const slot = route.front().slot;
    live const& t = tickets_[slot];
    if (tick const leaves = leaves_at(crews_[c], t); leaves > now_)
        return agenda_.put(leaves, happening::crew_sets_out, c, ++crews_[c].stamp);
    route.erase(route.begin());
    if (t.awaited) keep_visit(slot);
    begin_trip(c, slot);
}

/// Who has no stop left takes, of what another crew would only come to later, what is nearest.
inline void engine::help_out(std::uint32_t c) {
    crew const& who = crews_[c];
    if (!scenario_.planner.idle_help) return;
    auto const on = shift_ahead(who);
    tick const until = on ? on->to + quantised(scenario_.planner.overtime, per_unit_) : now_;
    stop const* found = nullptr;
    tick least = 0;
    for (auto const& route : routes_)
        for (stop const& s : route) {
            live const& t = tickets_[s.slot];
            if (!is_ahead(s) || !t.waiting || t.not_before > now_ || (who.skills >> skill_of_[t.kind] & 1) == 0)
                continue;
            tick const drive = places_.drive(who.at, t.place, hour_of_day());
            tick const there = now_ + drive;
            if (there >= s.begin || there + router_.still_takes(t, t.worked) > until) continue;
            if (found != nullptr && drive >= least) continue;
            found = &s;
            least = drive;
        }
    if (found != nullptr) begin_trip(c, found->slot);
}

/// The crew that is there first, of those that are free or, where that is allowed, may leave what they do.
inline bool engine::send_nearest(std::uint32_t slot) {
    live const& t = tickets_[slot];
    question q(scenario_.per_second);
    dispatch::plan running;
    for (std::uint32_t c = 0; c < crews_.size(); ++c)
        if (crews_[c].duty > 0) add_running(q, running, c);
    auto const alarm = router_.visit_of(q, t, claims_of(t));
    q.measure(places_, hour_of_day());
    dispatch::situation const now(q.asked, running);
    for (dispatch::candidate const& who : now.nearest(alarm, q.seconds_of(now_), crews_.size())) {
        auto const c = static_cast<std::uint32_t>(who.crew);
        if (who.how == dispatch::leave::free && crews_[c].free()) {
            begin_trip(c, slot);
            return true;
        }
        bool const leaves = who.how == dispatch::leave::diverted || who.how == dispatch::leave::preempted;
        if (!scenario_.pre_emptive || !leaves || !crews_[c].busy()) continue;
        std::uint32_t const left = interrupt(c);
        begin_trip(c, slot);
        offer(left);
        return true;
    }
    return false;
}

/// What a crew is doing, as the planner's `nearest` is told it.
inline void engine::add_running(question& q, dispatch::plan& running, std::uint32_t c) const {
    constexpr tick as_long_as_it_takes = 12 * 3600;
    crew const& who = crews_[c];
    counted_time const on{0, now_ + as_long_as_it_takes * scenario_.per_second};
    q.asked.crews.push_back(router_.crew_of(q, c, who, who.at, on));
    if (!who.busy()) return;
    live const& t = tickets_[who.slot];
    auto v = router_.visit_of(q, t, {kind_of(t).urgency, distant_future, distant_future});
    v.interruptible = scenario_.pre_emptive;
    dispatch::step begin;
    begin.kind = dispatch::step_kind::start;
    begin.where = q.asked.crews.back().start;
    begin.arrival = q.seconds_of(who.began);
    dispatch::step at;
    at.id = v.id;
    at.where = v.where;
    at.arrival = q.seconds_of(who.under_way ? who.expected : who.began);
    at.service = std::max<dispatch::tick>(1, q.seconds_of(router_.free_at(who, t, now_)) - at.arrival);
    running.routes.push_back({c, {begin, at}, 0, 0});
    q.asked.visits.push_back(std::move(v));
}

/// Work that took much shorter or longer than thought has the plan made anew.
inline void engine::note_surprise(tick thought, tick known) {
    constexpr tick much = 900;
    if (std::abs(known - thought) >= much * scenario_.per_second) ask_for_plan();
}

}}}}  // namespace gongdan::simulate::run_detail
