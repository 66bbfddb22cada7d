#pragma once

#include <gongdan/dispatch/detail/desk_view.hpp>
#include <gongdan/dispatch/propose.hpp>
#include <gongdan/lifecycle/custody.hpp>

#include <algorithm>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

GONGDAN_INLINE bool awaits_crew(lifecycle const& l, position const& p) {
    std::vector<position> reached{p};
    for (std::size_t i = 0; i < reached.size(); ++i)
        for (row_info const& r : l.rows) {
            position const here = reached[i];
            if (r.custody || r.from != here.state) continue;
            if (detail::is_field_step(r)) return true;
            if (!detail::is_office_step(r) || (r.needs & ~here.evidence) != 0) continue;
            position const next{r.to, here.custody, (here.evidence | r.gives) & ~r.voids};
            bool const known = std::any_of(reached.begin(), reached.end(), [&](position const& q) {
                return q.state == next.state && q.evidence == next.evidence;
            });
            if (!known) reached.push_back(next);
        }
    return false;
}

GONGDAN_INLINE std::vector<waiting> queue(desk const& d) {
    std::vector<waiting> all;
    for (std::uint64_t i = 1; i <= d.size(); ++i) {
        if (d.ticket({i}) == nullptr) continue;  // forgotten
        ticket_record const& t = *d.ticket({i});
        if (!t.open() || t.held() || !t.facts.crew.empty() || !detail::still_to_do(t) ||
            !awaits_crew(t.type->life(), t.at))
            continue;
        all.push_back({t.id, t.facts.urgency, detail::first_due(t), t.facts.agreed()});
    }
    std::sort(all.begin(), all.end(), [](waiting const& a, waiting const& b) {
        auto const from = [](waiting const& w) { return w.agreed ? w.agreed->from : distant_future; };
        return std::make_tuple(b.urgency, a.due, from(a), a.ticket) <
               std::make_tuple(a.urgency, b.due, from(b), b.ticket);
    });
    return all;
}

GONGDAN_INLINE command proposal::as_command(instant now, actor who) const {
    command c;
    c.event = label(custody_event::assign).code;
    c.occurred_at = now;
    c.who = std::move(who);
    c.expected_version = version;
    c.data.set(field::crew, crew);
    c.data.set(field::pinned, "no");
    if (!interrupted.empty()) c.data.set(field::interrupts, interrupted);
    return c;
}

}}}  // namespace gongdan::dispatch
