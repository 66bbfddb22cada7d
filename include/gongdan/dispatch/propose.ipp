#pragma once

#include <gongdan/dispatch/propose.hpp>
#include <gongdan/lifecycle/custody.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
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

inline std::optional<point> place_of(ticket_record const& t) {
    auto const lat = t.facts.fields.get("lat");
    auto const lon = t.facts.fields.get("lon");
    if (lat.empty() || lon.empty()) return {};
    return point{std::strtod(std::string{lat}.c_str(), nullptr), std::strtod(std::string{lon}.c_str(), nullptr)};
}

/// Where a crew is and from when it is free, as the proposals go along.
struct course {
    team const* who;
    point where;
    instant free_at;
};

inline std::vector<course> courses(desk const& d, roster const& r, instant now) {
    std::vector<course> all;
    for (team const& t : r.teams) {
        course c{&t, t.base, now};
        ticket_filter mine;
        mine.crew = t.code;
        mine.open_only = true;
        for (ticket_id const id : d.query(mine, {}, d.size())) {
            ticket_record const& busy = *d.ticket(id);
            if (!still_to_do(busy) || busy.held()) continue;
            c.free_at = c.free_at + r.work(busy.type_name());
            c.where = place_of(busy).value_or(c.where);
        }
        all.push_back(c);
    }
    return all;
}

/// How a crew would serve a ticket, or why it cannot.
struct offer {
    course* by = nullptr;
    instant leaves;
    instant arrives = distant_future;
    seconds drive{0};
    sentence why_not;
};

inline offer ask(course& c, ticket_record const& t, desk const& d, roster const& r) {
    offer o;
    o.by = &c;
    auto const& name = c.who->name;
    if (!c.who->can(t.type_name())) {
        o.why_not = {fmt::format("{}无此技能", name), fmt::format("{} lacks the skill", c.who->code)};
        return o;
    }
    auto const there = place_of(t);
    o.drive = there ? r.drive(c.where, *there) : seconds{0};
    auto const agreed = t.facts.agreed();
    instant const wanted = agreed ? std::max(c.free_at, agreed->from - o.drive) : c.free_at;
    auto const duty = c.who->next_duty(wanted, d.days());
    if (!duty) {
        o.why_not = {fmt::format("{}两周内无班次", name),
                     fmt::format("{} has no shift within a fortnight", c.who->code)};
        return o;
    }
    o.leaves = *duty;
    o.arrives = agreed ? std::max(*duty + o.drive, agreed->from) : *duty + o.drive;
    return o;
}

inline sentence arrival_text(offer const& o) {
    return {fmt::format("{}须 {} 才到", o.by->who->name, to_text(o.arrives)),
            fmt::format("{} would arrive at {}", o.by->who->code, to_text(o.arrives))};
}

inline proposal choose(
    std::vector<course>& all, waiting const& w, ticket_record const& t, desk const& d, roster const& r) {
    std::vector<offer> offers;
    for (course& c : all) offers.push_back(ask(c, t, d, r));
    std::stable_sort(offers.begin(), offers.end(), [](offer const& a, offer const& b) {
        return std::tie(a.arrives, a.drive) < std::tie(b.arrives, b.drive);
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
    auto const late = w.due < best.arrives;
    p.reason = {fmt::format("最早可到,路程 {}{}", span_text(best.drive),
                            late ? fmt::format(",晚于时限 {}", span_text(best.arrives - w.due)) : ""),
                fmt::format("first to be there, {} to drive{}", span_text(best.drive),
                            late ? fmt::format(", {} after the deadline", span_text(best.arrives - w.due)) : "")};
    best.by->free_at = best.arrives + r.work(t.type_name());
    best.by->where = place_of(t).value_or(best.by->where);
    return p;
}

}  // namespace propose_detail

GONGDAN_INLINE std::vector<waiting> queue(desk const& d) {
    std::vector<waiting> all;
    for (std::uint64_t i = 1; i <= d.size(); ++i) {
        ticket_record const& t = *d.ticket({i});
        if (!t.open() || t.held() || !t.facts.crew.empty() || !propose_detail::still_to_do(t)) continue;
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
    for (waiting const& w : queue(d)) proposals.push_back(propose_detail::choose(all, w, *d.ticket(w.ticket), d, r));
    return proposals;
}

}}}  // namespace gongdan::dispatch
