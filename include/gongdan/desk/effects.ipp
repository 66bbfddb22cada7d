#pragma once

// When something is to be told, and that it is told once.

#include <gongdan/desk/desk.hpp>
#include <gongdan/time/civil.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace desk_detail {

inline std::string key_of(std::uint64_t ticket,
                          std::string_view kind,
                          std::string_view target,
                          std::string_view step,
                          std::string_view epoch) {
    std::string key = std::to_string(ticket);
    key.reserve(key.size() + kind.size() + target.size() + step.size() + epoch.size() + 4);
    for (std::string_view const part : {kind, target, step, epoch}) key.append(1, '/').append(part);
    return key;
}

inline effect_kind kind_of(step const& x) {
    return x.code < 100 ? effect_kind::warn : x.code == 100 ? effect_kind::breach : effect_kind::escalate;
}

}  // namespace desk_detail

GONGDAN_INLINE std::optional<desk::telling> desk::next_step(ticket_record const& t, target_state const& s) const {
    telling const unmade{seen_, effect_kind::breach_unmade, 100};
    if (s.voided || !s.started()) return s.breached ? std::optional<telling>{unmade} : std::nullopt;
    bool const in_time = s.met() ? s.met_at <= s.due_at : s.state != due::how::at || seen_ < s.due_at;
    if (s.breached && in_time) return unmade;
    auto const& c = t.type->clause_at(s.clause);
    for (std::size_t i = s.next_step; i < c.steps.size(); ++i) {
        step const& x = c.steps[i];
        instant when = s.due_at;
        if (x.code != 100) {
            auto const share = assess(t, s, days_, x.when).result;
            when = share.known() ? share.when : distant_future;
        }
        // A ticket that is open no more is warned of nothing; a breach before it was met or closed is still told.
        if (when == distant_future || s.met_at <= when || t.facts.closed_at <= when) return {};
        if (x.code < 100 && s.due_at <= when) continue;  // no time is left for a warning
        return telling{when, desk_detail::kind_of(x), x.code};
    }
    return {};
}

GONGDAN_INLINE void desk::schedule(ticket_record& t) {
    if (options_.mute) return;
    for (std::size_t i = 0; i < t.targets.size(); ++i) schedule(t, i);
}

GONGDAN_INLINE void desk::schedule(ticket_record& t, std::size_t target) {
    target_state& s = t.targets[target];
    s.stamp = ++stamps_;
    if (auto const next = next_step(t, s))
        timers_.push({next->when, static_cast<std::uint32_t>(t.id.value), static_cast<std::uint16_t>(target), s.stamp});
    // A timer that was set anew leaves its old self behind; what comes next is always a valid one.
    while (!timers_.empty() && !valid(timers_.top())) timers_.pop();
}

GONGDAN_INLINE bool desk::valid(timer const& x) {
    auto const* const t = held({x.ticket});
    return t != nullptr && x.target < t->targets.size() && t->targets[x.target].stamp == x.stamp;
}

GONGDAN_INLINE std::optional<instant> desk::next_due() const {
    if (!pending_.empty()) return seen_;
    return timers_.empty() ? std::nullopt : std::optional<instant>{timers_.top().when};
}

GONGDAN_INLINE entry
desk::firing(ticket_record const& t, target_state const& s, effect_kind kind, int step, instant now) const {
    entry f;
    f.ticket = t.id;
    f.kind = t.type->life().label.code;
    f.event = entry_code::fired;
    f.occurred_at = f.recorded_at = now;
    f.data.reserve(128);
    f.data.set("kind", label(kind).code);
    if (kind == effect_kind::conflict) return f.data.set("target", "").set("epoch", "0"), f;
    auto const& c = t.type->clause_at(s.clause);
    f.data.set("target", c.what->target).set("epoch", std::to_string(s.epoch));
    f.data.set("step", std::to_string(step));
    if (s.due_at != distant_future) f.data.set("due", to_text(s.due_at));
    return f;
}

GONGDAN_INLINE effect desk::effect_of(entry const& fired) const {
    effect x;
    x.kind = *parse_label<effect_kind>(fired.data.get("kind"));
    x.ticket = fired.ticket;
    x.target = fired.data.get("target");
    x.step = static_cast<int>(fired.data.number("step"));
    x.epoch = static_cast<std::uint32_t>(fired.data.number("epoch"));
    if (auto const due_at = read_instant(fired.data.get("due"))) x.due = *due_at;
    x.key = desk_detail::key_of(fired.ticket.value, fired.data.get("kind"), x.target, fired.data.get("step"),
                                fired.data.get("epoch"));
    return x;
}

GONGDAN_INLINE void desk::offer(entry const& fired) {
    pending_.push_back(effect_of(fired));
    if (observer_ != nullptr) observer_->told(pending_.back());
}

/// Fires up to `most` steps that are due, each target's next one; the firings are durable before they are offered.
GONGDAN_INLINE std::size_t desk::fire_due(std::size_t most) {
    std::vector<entry> fired;
    std::vector<std::pair<std::uint32_t, std::uint16_t>> touched;
    auto const likely = std::min(most, timers_.size());
    fired.reserve(likely);
    touched.reserve(likely);
    while (fired.size() < most && !timers_.empty() && timers_.top().when <= seen_) {
        timer const x = timers_.top();
        timers_.pop();
        if (!valid(x)) continue;
        ticket_record& t = *held({x.ticket});
        target_state& s = t.targets[x.target];
        s.stamp = 0;
        auto const next = next_step(t, s);
        if (!next || seen_ < next->when) {
            schedule(t, x.target);
            continue;
        }
        fired.push_back(firing(t, s, next->kind, next->step, seen_));
        touched.emplace_back(x.ticket, x.target);
    }
    if (fired.empty()) return 0;
    try {
        store_->append(fired);
    } catch (...) {  // what could not be recorded is due still
        for (auto const& [ticket, target] : touched) schedule(*find_record({ticket}), target);
        throw;
    }
    for (std::size_t i = 0; i < fired.size(); ++i) {
        ticket_record& t = *find_record({touched[i].first});
        static_cast<void>(follow(t, fired[i]));
        schedule(t, touched[i].second);
        offer(fired[i]);
    }
    return fired.size();
}

GONGDAN_INLINE std::vector<effect> desk::poll(instant now, std::size_t max) {
    seen_ = std::max(seen_, now);
    // A firing may make the target's next step due at once: a desk that was not asked for long tells them all.
    while (pending_.size() < max && fire_due(max - pending_.size()) != 0) {}
    return {pending_.begin(), pending_.begin() + static_cast<std::ptrdiff_t>(std::min(max, pending_.size()))};
}

GONGDAN_INLINE void desk::acknowledge(std::vector<std::string> const& keys, instant now) {
    std::unordered_set<std::string_view> const done(keys.begin(), keys.end());
    std::vector<entry> entries;
    entries.reserve(std::min(keys.size(), pending_.size()));
    for (effect const& x : pending_) {
        if (done.count(x.key) == 0) continue;
        entry e;
        e.ticket = x.ticket;
        e.kind = find_record(x.ticket)->type->life().label.code;
        e.event = entry_code::acknowledged;
        e.occurred_at = e.recorded_at = now;
        e.data.set("key", x.key);
        entries.push_back(std::move(e));
    }
    if (entries.empty()) return;
    record(entries);
    pending_.erase(
        std::remove_if(pending_.begin(), pending_.end(), [&](effect const& x) { return done.count(x.key) != 0; }),
        pending_.end());
}

}}  // namespace gongdan
