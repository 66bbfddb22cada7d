#pragma once

#include <gongdan/report/page.hpp>

#include <algorithm>
#include <tuple>
#include <unordered_map>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace gather_detail {

inline bool unmet(target_view const& v, instant now) {
    return !v.voided && (v.met_at == distant_future || v.met_at > now);
}

inline instant due_at(std::optional<target_view> const& v) {
    return v && v->deadline.known() ? v->deadline.when : distant_future;
}

inline queue_part part_of(queue_row const& r, bool has_targets, instant now) {
    auto const& t = r.ticket.record();
    if (t.held()) return queue_part::held;
    if (has_targets && !r.next) return queue_part::wrap_up;
    auto const tonight = end_of(day_of(now));
    auto const agreed = t.facts.agreed();
    auto const due = due_at(r.next);
    bool const dated = due != distant_future || agreed;
    bool const is_today = due <= tonight || (agreed && agreed->from < tonight);
    // What has no date at all waits for somebody to act.
    return is_today || !dated || t.facts.urgency >= level::soon ? queue_part::today : queue_part::later;
}

inline queue_row row_of(seen_ticket const& t, instant now) {
    queue_row r{t};
    auto const targets = t.targets();
    for (target_view const& v : targets)
        if (unmet(v, now) && (!r.next || due_at(v) < due_at(r.next))) r.next = v;
    if (r.next) r.stands = r.next->at(now);
    r.part = part_of(r, !targets.empty(), now);
    return r;
}

inline auto rank(queue_row const& r) {
    auto const& f = r.ticket.facts();
    auto const agreed = f.agreed();
    return std::make_tuple(-static_cast<int>(f.urgency), due_at(r.next), agreed ? agreed->from : distant_future,
                           f.opened, r.ticket.id());
}

inline std::vector<queue_row> queue(snapshot const& seen, page_options const& o) {
    std::unordered_map<ticket_id, std::vector<assignment>> assigned;
    for (assignment const& a : o.assignments) assigned[a.ticket].push_back(a);
    std::vector<queue_row> all;
    for (seen_ticket const& t : seen.tickets()) {
        if (!t.record().open()) continue;
        all.push_back(row_of(t, o.at.as_of));
        if (auto const a = assigned.find(t.id()); a != assigned.end()) all.back().assigned = a->second;
    }
    std::sort(all.begin(), all.end(), [](queue_row const& a, queue_row const& b) { return rank(a) < rank(b); });
    return all;
}

/// Where the ticket stood between two instants.
inline std::vector<lateness::stay> stays(seen_ticket const& t, std::vector<step> const& steps, interval whole) {
    std::vector<lateness::stay> all;
    for (step const& s : steps) {
        if (s.what.stands == standing::conflict) continue;
        bool const moved = s.what.event == entry_code::open || s.before.state != s.after.state;
        if (!moved || s.what.occurred_at >= whole.to) continue;
        if (!all.empty()) all.back().to = std::max(s.what.occurred_at, whole.from);
        auto const& l = t.life().states[s.after.state].label;
        all.push_back({{std::string{l.zh}, std::string{l.en}}, std::max(s.what.occurred_at, whole.from), whole.to});
    }
    all.erase(std::remove_if(all.begin(), all.end(), [](auto const& x) { return x.to <= x.from; }), all.end());
    return all;
}

/// `建单登记(接待员、调度员)`: the steps of the ticket's own lifecycle that lead on from here.
inline sentence next_step(seen_ticket const& t) {
    lifecycle const& l = t.life();
    sentence s;
    std::vector<bool> named(l.events.size(), false);
    for (row_info const& r : next_rows(l, t.record().at)) {
        if (r.custody || named[r.event] || l.events[r.event].label.code == "cancel") continue;
        named[r.event] = true;
        auto const who = who_may(r);
        auto const& e = l.events[r.event].label;
        s.zh += (s.zh.empty() ? "" : ";") + std::string{e.zh} + "(" + who.zh + ")";
        s.en += (s.en.empty() ? "" : "; ") + std::string{e.en} + " (" + who.en + ")";
    }
    return s;
}

inline void add_late(dispatch_page& p, seen_ticket const& t, page_options const& o) {
    auto const now = o.at.as_of;
    for (target_view const& v : t.targets()) {
        auto const stands = v.at(now);
        if (stands == verdict::open_late) p.late.push_back({t, v, stands, now - v.deadline.when});
        if (stands == verdict::late && v.met_at >= o.at.since)
            p.done_late.push_back({t, v, stands, v.met_at - v.deadline.when});
    }
}

inline void add_entries(dispatch_page& p, seen_ticket const& t, std::vector<step> const& steps, page_options const& o) {
    for (step const& s : steps) {
        if (s.what.recorded_at < o.at.since) continue;
        if (s.what.stands == standing::conflict) p.conflicts.push_back({t, s.what, s.why});
        else if (s.what.recorded_at - s.what.occurred_at > o.late_entry) p.late_entries.push_back({t, s.what, {}});
    }
}

template <class Rows>
void newest_first(Rows& rows) {
    std::stable_sort(rows.begin(), rows.end(),
                     [](entry_row const& a, entry_row const& b) { return b.what.recorded_at < a.what.recorded_at; });
}

}  // namespace gather_detail

GONGDAN_INLINE std::size_t dispatch_page::count(queue_part p) const {
    return static_cast<std::size_t>(
        std::count_if(queue.begin(), queue.end(), [p](queue_row const& r) { return r.part == p; }));
}

GONGDAN_INLINE dispatch_page gather(snapshot const& seen, page_options const& o) {
    using namespace gather_detail;
    dispatch_page p;
    p.queue = queue(seen, o);
    for (seen_ticket const& t : seen.tickets()) {
        auto const steps = t.steps();
        add_late(p, t, o);
        add_entries(p, t, steps, o);
        if (auto h = hazard_of(t, steps, o.at, o.lang); h && h->open()) p.hazards.push_back(*std::move(h));
    }
    auto const urgency = [](late_row const& r) { return r.ticket.facts().urgency; };
    std::stable_sort(p.late.begin(), p.late.end(), [&](late_row const& a, late_row const& b) {
        return std::make_pair(urgency(b), b.over) < std::make_pair(urgency(a), a.over);
    });
    std::stable_sort(p.done_late.begin(), p.done_late.end(),
                     [](late_row const& a, late_row const& b) { return b.target.met_at < a.target.met_at; });
    newest_first(p.conflicts);
    newest_first(p.late_entries);
    std::stable_sort(p.hazards.begin(), p.hazards.end(), found_before);
    for (std::size_t i = 0; i < std::size(labels<grouping>::table); ++i)
        p.attained.push_back(attainment(seen, o.at, static_cast<grouping>(i)));
    return p;
}

GONGDAN_INLINE lateness why_late(late_row const& r, instant now) {
    lateness x;
    seen_ticket const& t = r.ticket;
    auto const steps = t.steps();
    if (auto clock = t.explain(r.target.what->target)) x.clock = *std::move(clock);
    x.stays = gather_detail::stays(t, steps, {r.target.starts_at, r.stands == verdict::late ? r.target.met_at : now});
    for (step const& s : steps)
        if (s.what.stands == standing::accepted) x.last = s.what;
    if (t.record().open()) x.next_step = gather_detail::next_step(t);
    return x;
}

}}}  // namespace gongdan::report
