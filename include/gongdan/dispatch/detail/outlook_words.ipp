#pragma once

// Crews and tickets in the planner's words.

#include <gongdan/dispatch/detail/outlook.hpp>

#include <algorithm>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

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

}}}}  // namespace gongdan::dispatch::detail
