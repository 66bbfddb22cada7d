#pragma once

#include <gongdan/dispatch/detail/proposal_text.hpp>
#include <gongdan/dispatch/online.hpp>

#include <algorithm>
#include <cstdlib>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

namespace online_detail {

/// As much sooner or later says nothing to anybody.
inline constexpr seconds small_change = minutes{15};

inline bool is_near(instant a, instant b) { return a < b + small_change && b < a + small_change; }

/// Seconds say nothing to people.
inline instant to_minute(instant t) {
    auto const rest = t.since_epoch % 60;
    return rest == 0 ? t : t + seconds{60 - rest};
}

}  // namespace online_detail

GONGDAN_INLINE online::online(roster r, online_options how) : roster_(std::move(r)), how_(std::move(how)) {}

GONGDAN_INLINE void online::absent(std::string_view crew, instant until) {
    known_.absent[std::string{crew}] = until;
    crews_changed_ = true;
}

GONGDAN_INLINE void online::back(std::string_view crew) {
    crews_changed_ = known_.absent.erase(std::string{crew}) != 0 || crews_changed_;
}

/// Whether something was proposed for it, and it has changed without that.
GONGDAN_INLINE bool online::has_lost(detail::seen_ticket const& t) const {
    auto const before = told_.find(t.id.value);
    if (before == told_.end()) return false;
    told const& b = before->second;
    return !b.crew.empty() && b.crew != t.crew && b.version != t.version;
}

/// Takes in what is new of a ticket. Whether a plan may differ for it: that a proposal was followed is no news.
GONGDAN_INLINE bool online::take(detail::seen_ticket now_seen) {
    auto const id = now_seen.id.value;
    if (now_seen.door != distant_past && !now_seen.crew.empty()) {
        auto& at = known_.seen[now_seen.crew];
        if (at.since < now_seen.door) at = {now_seen.where, now_seen.door};
    }
    auto const was = known_.tickets.find(id);
    bool const is_known = was != known_.tickets.end();
    if (now_seen.stands == detail::stage::over && !is_known) return false;
    auto const p = known_.promises.find(id);
    bool const followed = is_known && !now_seen.pinned && p != known_.promises.end() && p->second.crew == now_seen.crew;
    if (followed) {
        was->second.crew = now_seen.crew;
        was->second.pinned = now_seen.pinned;
    }
    bool const same = is_known && was->second.as_before(now_seen) && !has_lost(now_seen);
    known_.tickets[id] = std::move(now_seen);
    return !same;
}

/// Whether anything has happened that a plan depends on.
GONGDAN_INLINE bool online::listen(desk const& d, instant now) {
    if (std::exchange(is_new_, false))
        for (std::uint64_t i = 1; i <= d.size(); ++i)
            if (auto const* const t = d.ticket({i}); t != nullptr && t->open()) touched_.insert(i);
    bool changed = std::exchange(crews_changed_, false);
    for (std::uint64_t const id : std::exchange(touched_, {})) {
        ticket_record const* const t = d.ticket({id});
        if (t == nullptr || !t->open()) {
            if (t != nullptr) static_cast<void>(take(detail::look_at(d, *t, false)));
            changed = known_.tickets.erase(id) != 0 || changed;
            known_.left.erase(id);
            known_.interrupted.erase(id);
            told_.erase(id);
            continue;
        }
        changed = take(detail::look_at(d, *t, awaits_crew(t->type->life(), t->at))) || changed;
        auto const& seen = known_.tickets.find(id);
        if (seen == known_.tickets.end() || seen->second.interrupts.empty()) continue;
        if (auto const left = d.resolve(seen->second.interrupts)) known_.interrupted[left->value] = seen->second.sent;
    }
    for (auto x = known_.absent.begin(); x != known_.absent.end();)
        if (x->second <= now) x = known_.absent.erase(x), changed = true;
        else ++x;
    return changed;
}

GONGDAN_INLINE bool online::is_behind(instant now) const {
    auto const look = next_look();
    return look && *look <= now;
}

GONGDAN_INLINE std::optional<instant> online::next_look() const {
    if (!last_.next_end) return {};
    return online_detail::to_minute(*last_.next_end + online_detail::small_change);
}

GONGDAN_INLINE bool online::was_told(detail::seen_ticket const& t, proposal const& p) const {
    auto const before = told_.find(t.id.value);
    if (before == told_.end()) return false;
    told const& b = before->second;
    if (b.what != p.what || b.crew != p.crew) return false;
    return p.crew.empty() || (b.version == t.version && online_detail::is_near(b.arrives, p.arrives));
}

/// What the plan says of a ticket against what the desk says.
GONGDAN_INLINE std::optional<proposal> online::compare(detail::seen_ticket const& t, detail::promise const* planned) {
    proposal p;
    p.ticket = t.id;
    p.before = t.crew;
    p.version = t.version;
    if (planned != nullptr) {
        p.crew = planned->crew;
        p.leaves = online_detail::to_minute(planned->leaves);
        p.arrives = online_detail::to_minute(planned->arrives);
    }
    p.what = p.crew.empty()     ? proposed::nobody
             : t.crew.empty()   ? proposed::assign
             : t.crew != p.crew ? proposed::reassign
                                : proposed::retime;
    auto const before = told_.find(t.id.value);
    if (p.what == proposed::retime) {
        // Who has just begun to listen takes it that crew and customer know.
        if (before == told_.end() || before->second.crew != p.crew) {
            told_[t.id.value] = {p.crew, p.arrives, t.version, p.what};
            return {};
        }
        if (online_detail::is_near(before->second.arrives, p.arrives)) return {};
    } else if (was_told(t, p)) {
        return {};
    }
    told_[t.id.value] = {p.crew, p.arrives, t.version, p.what};
    return p;
}

GONGDAN_INLINE std::vector<proposal> online::news(desk const& d, instant now) {
    bool const changed = listen(d, now);
    if (!changed && !is_behind(now)) return {};
    last_ = detail::outlook{roster_, how_, known_, d.days(), now}.plan();
    known_.promises = last_.promises;
    for (auto const& [id, work] : last_.left) known_.left[id] = work;
    detail::proposal_text const text{roster_, known_, last_, now};
    give_reasons(last_.plan, [&](std::uint64_t ticket, remedy const& r) { return text.named(ticket, r); });
    std::vector<detail::seen_ticket const*> all;
    for (std::uint64_t const id : last_.asked) all.push_back(&known_.tickets.at(id));
    std::sort(all.begin(), all.end(), [](auto const* a, auto const* b) { return a->came_before(*b); });
    std::vector<proposal> fresh;
    for (detail::seen_ticket const* t : all) {
        auto const planned = known_.promises.find(t->id.value);
        auto p = compare(*t, planned == known_.promises.end() ? nullptr : &planned->second);
        if (!p) continue;
        text.explain(*p, *t);
        fresh.push_back(*std::move(p));
    }
    for (std::size_t i = 0; i < std::min(fresh.size(), how_.others); ++i)
        fresh[i].others = why_not_others(fresh[i].ticket);
    return fresh;
}

GONGDAN_INLINE std::vector<sentence> online::why_not_others(ticket_id ticket) const {
    return detail::proposal_text{roster_, known_, last_, {}}.others(ticket.value);
}

GONGDAN_INLINE std::vector<proposal> propose(desk const& d, roster const& r, instant now) {
    auto all = online{r}.news(d, now);
    auto const has_crew = [](proposal const& p) { return !p.before.empty(); };
    all.erase(std::remove_if(all.begin(), all.end(), has_crew), all.end());
    return all;
}

}}}  // namespace gongdan::dispatch
