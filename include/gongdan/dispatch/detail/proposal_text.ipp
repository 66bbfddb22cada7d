#pragma once

#include <gongdan/dispatch/detail/proposal_text.hpp>
#include <gongdan/dispatch/explain.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

namespace text_detail {

/// One after the other, what is empty left out.
inline sentence joined(std::initializer_list<sentence> parts) {
    sentence all;
    for (sentence const& s : parts) {
        if (s.en.empty()) continue;
        all.zh += (all.zh.empty() ? "" : ",") + s.zh;
        all.en += (all.en.empty() ? "" : ", ") + s.en;
    }
    return all;
}

inline seconds to_minute(tick t) { return seconds{(t + 59) / 60 * 60}; }

}  // namespace text_detail

using text_detail::joined;
using text_detail::to_minute;

GONGDAN_INLINE std::string proposal_text::name_of(std::uint64_t ticket) const {
    auto const t = known_.tickets.find(ticket);
    return t == known_.tickets.end() ? std::to_string(ticket) : t->second.name;
}

GONGDAN_INLINE std::string proposal_text::named(std::uint64_t ticket, remedy const& change) const {
    if (change.what == remedy::kind::instead_of) return name_of(change.id);
    auto const t = known_.tickets.find(ticket);
    return change.what == remedy::kind::skill && t != known_.tickets.end() ? t->second.type : std::string{};
}

GONGDAN_INLINE sentence proposal_text::crew_name(std::string const& code) const {
    for (team const& t : roster_.teams)
        if (t.code == code) return {t.name, t.code};
    return {code, code};
}

GONGDAN_INLINE sent_crew const* proposal_text::sent_to(std::uint64_t ticket) const {
    for (sent_crew const& s : made_.sent)
        if (s.ticket == ticket) return &s;
    return nullptr;
}

GONGDAN_INLINE tick proposal_text::way(place a, place b) const {
    problem const& p = made_.plan.asked;
    return p.travel.front().durations[a * p.places + b];
}

GONGDAN_INLINE proposal_text::neighbours proposal_text::around(std::uint64_t ticket) const {
    neighbours n;
    for (route const& r : made_.plan.made.routes) {
        step const* last = nullptr;
        for (std::size_t i = 0; i < r.steps.size(); ++i) {
            step const& s = r.steps[i];
            if (!s.where || s.kind == step_kind::pause) continue;
            if (s.kind == step_kind::visit && s.id == ticket && last != nullptr) {
                n.after = last->kind == step_kind::visit ? last->id : 0;
                n.drive = n.detour = way(*last->where, *s.where);
                for (std::size_t k = i + 1; k < r.steps.size(); ++k) {
                    if (r.steps[k].kind != step_kind::visit) continue;
                    n.detour += way(*s.where, *r.steps[k].where) - way(*last->where, *r.steps[k].where);
                    break;
                }
                return n;
            }
            last = &s;
        }
    }
    return n;
}

GONGDAN_INLINE sentence proposal_text::place_in_plan(neighbours const& n) const {
    auto const drive = span_text(to_minute(n.drive));
    if (n.after == 0) return {fmt::format("路程 {}", drive), fmt::format("{} to drive", drive)};
    return {fmt::format("接在 {} 之后,路程 {}", name_of(n.after), drive),
            fmt::format("after {}, {} to drive", name_of(n.after), drive)};
}

GONGDAN_INLINE sentence proposal_text::alarm_reason(candidate const& c) const {
    sentence how{std::string{label(c.how).zh}, std::string{label(c.how).en}};
    if (c.left) how = {how.zh + " " + name_of(*c.left), how.en + ": " + name_of(*c.left)};
    return {"最早可到," + how.zh, "first to be there, " + how.en};
}

GONGDAN_INLINE sentence proposal_text::alarm_price(candidate const& c) const {
    sentence broken;
    for (std::uint64_t const id : c.broken) {
        broken.zh += (broken.zh.empty() ? "将误 " : "、") + name_of(id);
        broken.en += (broken.en.empty() ? "at the price of " : " and ") + name_of(id);
    }
    return joined({broken,
                   {fmt::format("另有 {} 组可应急", c.cover),
                    fmt::format("{} other crews could still leave for a second alarm", c.cover)}});
}

GONGDAN_INLINE sentence proposal_text::lateness(proposal const& p, seen_ticket const& t) const {
    auto const over = [](seconds s) { return span_text(to_minute(s.count())); };
    sentence late;
    if (t.due < p.arrives) {
        auto const by = over(p.arrives - t.due);
        late = {"晚于时限 " + by, by + " after the deadline"};
    }
    sentence missed;
    if (t.agreed && t.agreed->to < p.arrives) {
        auto const by = over(p.arrives - t.agreed->to);
        missed = {"晚于约定 " + by, by + " after the time agreed"};
    }
    return joined({late, missed});
}

GONGDAN_INLINE sentence proposal_text::why_moved(proposal const& p, seen_ticket const& t) const {
    if (p.before.empty()) return {};
    auto const was = crew_name(p.before);
    sentence why;
    if (known_.absent.count(p.before) != 0) why = {"不在岗", "is absent"};
    else
        for (moved_visit const& m : made_.plan.change.moved)
            if (m.visit == t.id.value && made_.crews[m.from] == p.before) why = m.why;
    if (why.en.empty()) return {"不再由" + was.zh, "no longer by " + was.en};
    return {was.zh + why.zh, was.en + ": " + why.en};
}

GONGDAN_INLINE sentence proposal_text::why_nobody(seen_ticket const& t) const {
    for (unplaced const& u : made_.plan.made.unplaced)
        if (u.visit == t.id.value)
            return {"无人可派:" + std::string{label(u.why).zh}, "nobody can be sent: " + std::string{label(u.why).en}};
    return {"无人可派", "nobody can be sent"};
}

GONGDAN_INLINE void proposal_text::explain(proposal& p, seen_ticket const& t) const {
    if (p.what == proposed::nobody) {
        p.reason = joined({why_nobody(t), why_moved(p, t)});
        return;
    }
    auto const moved = p.what == proposed::reassign ? why_moved(p, t) : sentence{};
    auto const late = lateness(p, t);
    if (sent_crew const* const s = sent_to(t.id.value)) {
        p.reason = joined({alarm_reason(s->how), moved});
        p.price = joined({late, alarm_price(s->how)});
        if (s->how.how == leave::preempted) {
            p.interrupts = ticket_id{*s->how.left};
            p.interrupted = name_of(*s->how.left);
        }
        return;
    }
    auto const n = around(t.id.value);
    p.reason = joined({moved, place_in_plan(n)});
    auto const detour = span_text(to_minute(std::max<tick>(0, n.detour)));
    p.price = joined({late, {"多行驶 " + detour, detour + " more on the road"}});
}

GONGDAN_INLINE std::vector<sentence> proposal_text::others(std::uint64_t ticket) const {
    std::vector<sentence> all;
    if (sent_crew const* const s = sent_to(ticket)) {
        for (candidate const& c : s->others) {
            auto const who = crew_name(made_.crews[c.crew]);
            auto const when = to_text(instant{to_minute(c.arrives).count()});
            all.push_back(
                {fmt::format("{}须 {} 才到", who.zh, when), fmt::format("{} would arrive at {}", who.en, when)});
        }
        return all;
    }
    auto const planned = known_.promises.find(ticket);
    std::vector<crew_question> asked;
    for (crew const& c : made_.plan.asked.crews)
        if (planned == known_.promises.end() || made_.crews[c.id] != planned->second.crew)
            asked.push_back({ticket, c.id});
    if (made_.asked.count(ticket) == 0 || asked.empty()) return all;
    for (crew_answer const& a : dispatch::explain(made_.plan.asked, made_.plan.made, asked)) {
        auto const who = crew_name(made_.crews[a.crew]);
        auto const change = a.change.text(named(ticket, a.change));
        sentence what{std::string{label(a.why).zh}, std::string{label(a.why).en}};
        if (a.why == reason::fits) {
            auto const more = span_text(to_minute(std::max<std::int64_t>(0, a.extra_cost)));
            what = {"也可,多行驶 " + more, "could as well, " + more + " more on the road"};
        }
        all.push_back(joined({{who.zh + ":" + what.zh, who.en + ": " + what.en}, change}));
    }
    return all;
}

}}}}  // namespace gongdan::dispatch::detail
