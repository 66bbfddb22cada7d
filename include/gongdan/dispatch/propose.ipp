#pragma once

#include <gongdan/dispatch/propose.hpp>
#include <gongdan/lifecycle/custody.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

namespace propose_detail {

inline bool still_to_do(ticket_record const& t) {
    if (t.targets.empty()) return true;
    return std::any_of(t.targets.begin(), t.targets.end(), [](target_state const& s) { return !s.met(); });
}

inline instant first_due(ticket_record const& t) {
    instant first = distant_future;
    for (target_state const& s : t.targets)
        if (!s.met() && !s.voided) first = std::min(first, s.due_at);
    return first;
}

/// Seconds say nothing to people.
inline instant to_minute(instant t) {
    auto const rest = t.since_epoch % 60;
    return rest == 0 ? t : t + seconds{60 - rest};
}
inline seconds to_minute(seconds s) { return seconds{(s.count() + 59) / 60 * 60}; }

/// Where a crew is and from when it is free, as the proposals go along.
struct course {
    team const* who;
    point where;
    instant free_at;
    std::vector<interval> engaged = {};  ///< appointments to come
    ticket_record const* at = nullptr;   ///< the work it would have to leave
    bool can_leave = true;

    /// The first instant from `t` on from which it has so long before an appointment.
    [[nodiscard]] instant gap(instant t, seconds length) const {
        for (interval const& e : engaged)
            if (t < e.to && e.from < t + length) t = e.to;
        return t;
    }
    void engage(interval when) {
        engaged.push_back(when);
        std::sort(engaged.begin(), engaged.end(), [](interval const& a, interval const& b) { return a.from < b.from; });
    }
};

inline void add(course& c, ticket_record const& busy, roster const& r, instant now) {
    auto const work = r.work(busy.type_name());
    auto const agreed = busy.facts.agreed();
    if (agreed && now < agreed->from) return c.engage({agreed->from, agreed->from + work});
    c.free_at = c.free_at + work;
    c.where = place_of(busy.facts.fields).value_or(c.where);
    c.at = &busy;
    c.can_leave = c.can_leave && r.may_interrupt(busy.type_name()) && busy.facts.urgency < level::urgent;
}

inline std::vector<course> courses(desk const& d, roster const& r, instant now) {
    std::vector<course> all;
    for (team const& t : r.teams) {
        course c{&t, t.base, now};
        ticket_filter mine;
        mine.crew = t.code;
        mine.open_only = true;
        for (ticket_id const id : d.query(mine, {}, d.size())) {
            ticket_record const& busy = *d.ticket(id);
            if (still_to_do(busy) && !busy.held()) add(c, busy, r, now);
        }
        all.push_back(std::move(c));
    }
    return all;
}

/// How a crew would serve a ticket, or why it cannot.
struct offer {
    course* by = nullptr;
    instant leaves;
    instant arrives = distant_future;
    seconds drive{0};
    bool interrupts = false;
    sentence why_not;
};

inline offer ask(course& c, ticket_record const& t, desk const& d, roster const& r, instant now) {
    offer o;
    o.by = &c;
    auto const& name = c.who->name;
    if (!c.who->can(t.type_name())) {
        o.why_not = {fmt::format("{}无此技能", name), fmt::format("{} lacks the skill", c.who->code)};
        return o;
    }
    auto const there = place_of(t.facts.fields);
    o.drive = to_minute(there ? r.drive(c.where, *there) : seconds{0});
    auto const agreed = t.facts.agreed();
    o.interrupts = t.facts.urgency == level::urgent && c.at != nullptr && c.can_leave && now + r.make_safe < c.free_at;
    instant const free_at = o.interrupts ? now + r.make_safe : c.free_at;
    instant const wanted = agreed ? std::max(free_at, agreed->from - o.drive) : free_at;
    instant const possible = t.facts.urgency == level::urgent ? wanted : c.gap(wanted, o.drive + r.work(t.type_name()));
    auto const duty = c.who->next_duty(possible, d.days());
    if (!duty) {
        o.why_not = {fmt::format("{}两周内无班次", name),
                     fmt::format("{} has no shift within a fortnight", c.who->code)};
        return o;
    }
    o.leaves = to_minute(*duty);
    o.arrives = agreed ? std::max(o.leaves + o.drive, agreed->from) : o.leaves + o.drive;
    return o;
}

inline sentence arrival_text(offer const& o) {
    return {fmt::format("{}须 {} 才到", o.by->who->name, to_text(o.arrives)),
            fmt::format("{} would arrive at {}", o.by->who->code, to_text(o.arrives))};
}

inline sentence reason_for(offer const& o, waiting const& w) {
    auto const late = w.due < o.arrives;
    auto const by = late ? span_text(to_minute(o.arrives - w.due)) : std::string{};
    auto const left = o.interrupts ? std::string{o.by->at->facts.external} : std::string{};
    return {fmt::format("最早可到,路程 {}{}{}", span_text(o.drive), o.interrupts ? ",须中断 " + left : "",
                        late ? ",晚于时限 " + by : ""),
            fmt::format("first to be there, {} to drive{}{}", span_text(o.drive),
                        o.interrupts ? ", leaving " + left : "", late ? ", " + by + " after the deadline" : "")};
}

/// What the crew does is what it has been given last.
inline void take(course& c, offer const& o, ticket_record const& t, roster const& r) {
    auto const work = r.work(t.type_name());
    auto const agreed = t.facts.agreed();
    if (agreed && c.free_at < agreed->from - o.drive) return c.engage({o.leaves, o.arrives + work});
    c.free_at = o.arrives + work;
    c.where = place_of(t.facts.fields).value_or(c.where);
    c.at = &t;
    c.can_leave = false;
}

inline proposal choose(
    std::vector<course>& all, waiting const& w, ticket_record const& t, desk const& d, roster const& r, instant now) {
    std::vector<offer> offers;
    for (course& c : all) offers.push_back(ask(c, t, d, r, now));
    std::stable_sort(offers.begin(), offers.end(), [](offer const& a, offer const& b) {
        return std::tie(a.arrives, a.interrupts, a.drive) < std::tie(b.arrives, b.interrupts, b.drive);
    });
    proposal p;
    p.ticket = w.ticket;
    p.reason = {"无人可派", "nobody can be sent"};
    bool const found = !offers.empty() && offers.front().arrives != distant_future;
    for (std::size_t i = found ? 1 : 0; i < offers.size(); ++i)
        p.others.push_back(offers[i].arrives == distant_future ? offers[i].why_not : arrival_text(offers[i]));
    if (!found) return p;
    offer const& best = offers.front();
    p.crew = best.by->who->code;
    p.leaves = best.leaves;
    p.arrives = best.arrives;
    p.reason = reason_for(best, w);
    if (best.interrupts) p.interrupts = best.by->at->id;
    take(*best.by, best, t, r);
    return p;
}

/// Whether the office could take this step by itself, and a technician alone takes it.
inline bool is_office_step(row_info const& r) {
    return r.by.has(role::receptionist) || r.by.has(role::dispatcher) || r.by.has(role::superior);
}
inline bool is_field_step(row_info const& r) {
    return r.by.bits == 0 || (r.by.has(role::technician) && !is_office_step(r));
}

}  // namespace propose_detail

GONGDAN_INLINE bool awaits_crew(lifecycle const& l, position const& p) {
    std::vector<position> reached{p};
    for (std::size_t i = 0; i < reached.size(); ++i)
        for (row_info const& r : l.rows) {
            position const here = reached[i];
            if (r.custody || r.from != here.state) continue;
            if (propose_detail::is_field_step(r)) return true;
            if (!propose_detail::is_office_step(r) || (r.needs & ~here.evidence) != 0) continue;
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
        if (!t.open() || t.held() || !t.facts.crew.empty() || !propose_detail::still_to_do(t) ||
            !awaits_crew(t.type->life(), t.at))
            continue;
        all.push_back({t.id, t.facts.urgency, propose_detail::first_due(t), t.facts.agreed()});
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
    c.data.set(field::crew, crew);
    return c;
}

GONGDAN_INLINE std::vector<proposal> propose(desk const& d, roster const& r, instant now) {
    auto all = propose_detail::courses(d, r, now);
    std::vector<proposal> proposals;
    for (waiting const& w : queue(d))
        proposals.push_back(propose_detail::choose(all, w, *d.ticket(w.ticket), d, r, now));
    return proposals;
}

GONGDAN_INLINE std::vector<proposal> online::news(desk const& d, instant now) {
    if (touched_.empty()) return {};
    std::vector<proposal> fresh;
    std::map<std::uint64_t, told> told_now;
    for (proposal& p : propose(d, roster_, now)) {
        auto const before = told_.find(p.ticket.value);
        constexpr seconds small_change = minutes{15};
        bool const same = before != told_.end() && before->second.crew == p.crew &&
                          touched_.count(p.ticket.value) == 0 && p.arrives < before->second.arrives + small_change &&
                          before->second.arrives < p.arrives + small_change;
        told_now[p.ticket.value] = same ? before->second : told{p.crew, p.arrives};
        if (!same) fresh.push_back(std::move(p));
    }
    told_ = std::move(told_now);
    touched_.clear();
    return fresh;
}

}}}  // namespace gongdan::dispatch
