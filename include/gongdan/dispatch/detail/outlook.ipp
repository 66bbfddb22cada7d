#pragma once

#include <gongdan/dispatch/detail/outlook.hpp>

#include <algorithm>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

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
