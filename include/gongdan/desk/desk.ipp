#pragma once

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/lookup.ipp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <stdexcept>

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

GONGDAN_INLINE verdict target_view::at(instant now) const {
    if (voided) return verdict::exempt;
    if (met_at != distant_future && met_at <= now) {
        if (!deadline.known()) return deadline.state == due::how::unknown ? verdict::unknown : verdict::met;
        return met_at <= deadline.when ? verdict::met : verdict::late;
    }
    switch (deadline.state) {
    case due::how::at: return now <= deadline.when ? verdict::open : verdict::open_late;
    case due::how::held: return verdict::held;
    case due::how::unknown: return verdict::unknown;
    case due::how::unset: break;
    }
    return verdict::open;
}

GONGDAN_INLINE desk::desk(calendar days,
                          policy rules,
                          std::vector<lifecycle const*> types,
                          std::shared_ptr<journal> store,
                          desk_options options)
    : days_(std::move(days)),
      rules_(std::make_shared<policy const>(std::move(rules))),
      store_(std::move(store)),
      options_(options) {
    auto const faults = check(*rules_, types);
    if (!faults.empty()) throw std::invalid_argument("policy '" + rules_->name + "': " + faults[0].what.en);
    types_ = bind_all(types, *rules_);
    load();
}

GONGDAN_INLINE bound_type const* desk::type(std::string_view code) const {
    for (auto const& t : types_)
        if (t->life().label.code == code) return t.get();
    return nullptr;
}

template <class Answer>
Answer desk::refuse(std::string_view event, refusal why) {
    if (observer_ != nullptr) observer_->refused(event, why);
    return why;
}

GONGDAN_INLINE answer<ticket_id> desk::open(opening const& o) {
    using result = answer<ticket_id>;
    if (!o.command_id.empty())
        if (auto const before = answered_.find(o.command_id); before != answered_.end()) return before->second.ticket;
    auto const* kind = type(o.type);
    if (kind == nullptr)
        return refuse<result>(entry_code::open, {"desk.unknown_type",
                                                 {},
                                                 fmt::format("未知的工单类型“{}”", o.type),
                                                 fmt::format("unknown ticket type '{}'", o.type)});
    if (!o.external.empty() && by_external_.count(o.external) != 0)
        return refuse<result>(entry_code::open, {"desk.duplicate_ticket",
                                                 {},
                                                 fmt::format("工单号“{}”已存在", o.external),
                                                 fmt::format("ticket '{}' is open already", o.external)});
    entry e;
    e.ticket = {tickets_.size() + 1};
    e.kind = kind->life().label.code;
    e.event = entry_code::open;
    e.data = o.data;
    e.occurred_at = o.occurred_at;
    e.recorded_at = o.recorded_at.value_or(o.occurred_at);
    e.actor = o.who.id;
    e.as = o.who.as;
    e.command_id = o.command_id;
    if (o.urgency != level::waiting) e.data.set(field::level, label(o.urgency).code);
    if (!o.external.empty()) e.data.set(field::external, o.external);
    if (!o.hall.empty()) e.data.set(field::hall, o.hall);
    if (!o.label.empty()) e.data.set(field::label, o.label);
    if (o.agreed) e.data.set(field::from, to_text(o.agreed->from)).set(field::to, to_text(o.agreed->to));
    if (auto wrong = mind_clock(e)) return refuse<result>(entry_code::open, *std::move(wrong));
    auto begun = begin(*kind, e);
    if (!begun) return refuse<result>(entry_code::open, begun.why());
    assess_targets(*begun, days_);
    std::vector<entry> entries{std::move(e)};
    store_->append(entries);
    if (!o.external.empty()) by_external_.emplace(o.external, begun->id);
    tickets_.push_back(*std::move(begun));
    schedule(tickets_.back());
    if (!o.command_id.empty()) answered_[o.command_id] = {tickets_.back().id, entries[0].sequence, 1};
    if (observer_ != nullptr) observer_->accepted(entries[0]);
    return tickets_.back().id;
}

GONGDAN_INLINE ticket_record* desk::find_record(ticket_id id) {
    return id.value >= 1 && id.value <= tickets_.size() ? &tickets_[index_of(id)] : nullptr;
}
GONGDAN_INLINE ticket_record const* desk::ticket(ticket_id id) const {
    return const_cast<desk*>(this)->find_record(id);
}

GONGDAN_INLINE std::optional<ticket_id> desk::find(std::string_view external) const {
    auto const found = by_external_.find(std::string{external});
    return found == by_external_.end() ? std::nullopt : std::optional<ticket_id>{found->second};
}

GONGDAN_INLINE void desk::note_entry(ticket_record const& t, command const& c) {
    entry& e = one_[0];
    e.ticket = t.id;
    e.kind = t.type->life().label.code;
    e.event = c.event;
    e.data = c.data;
    e.occurred_at = c.occurred_at;
    e.recorded_at = c.recorded_at.value_or(c.occurred_at);
    e.actor = c.who.id;
    e.as = c.who.as;
    e.command_id = c.command_id;
    e.stands = standing::accepted;
}

GONGDAN_INLINE answer<receipt> desk::apply(ticket_id id, command const& c) {
    using result = answer<receipt>;
    if (!c.command_id.empty())
        if (auto const before = answered_.find(c.command_id); before != answered_.end()) return before->second;
    ticket_record* const t = find_record(id);
    if (t == nullptr) return refuse<result>(c.event, desk_detail::unknown_ticket(id));
    if (c.expected_version && *c.expected_version != t->version)
        return refuse<result>(
            c.event, {"desk.version",
                      {},
                      fmt::format("工单已是版本 {},不是 {}:{}", t->version, *c.expected_version,
                                  t->type->life().states[t->at.state].label.zh),
                      fmt::format("the ticket is at version {}, not {}: it is {}", t->version, *c.expected_version,
                                  t->type->life().states[t->at.state].label.en)});
    // The desk's own entries are not for hosts to write, and an event nobody knows is a mistake at any time.
    auto const event = t->type->event(c.event);
    if (!event && !knew_before(*t, c)) return refuse<result>(c.event, unknown_event(*t, c.event));
    note_entry(*t, c);
    if (auto wrong = mind_clock(one_[0])) return refuse<result>(c.event, *std::move(wrong));
    return one_[0].occurred_at < t->facts.tip ? apply_late(*t, one_[0]) : apply_at_tip(*t, *event);
}

/// Whether an event of the past is one of the definition that the ticket was opened under and has left since.
GONGDAN_INLINE bool desk::knew_before(ticket_record const& t, command const& c) const {
    if (t.facts.tip <= c.occurred_at) return false;
    auto const past = store_->history(t.id);
    auto const* const was = past.empty() ? nullptr : type(past.front().kind);
    return was != nullptr && was != t.type && was->event(c.event).has_value();
}

/// Worked out first, made durable, and only then taken: what fails on the way leaves the ticket as it was.
GONGDAN_INLINE answer<receipt> desk::apply_at_tip(ticket_record& t, std::uint8_t event) {
    entry const& e = one_[0];
    stride s;
    bool const report = e.recorded_at - e.occurred_at > options_.late_after;
    if (auto wrong = plan_stride(t, event, e, s)) {
        if (!report) return refuse<answer<receipt>>(e.event, *std::move(wrong));
        return apply_impossible(t, e, *std::move(wrong));
    }
    // A report may belie what was told meanwhile, and what history could not follow may fit behind this.
    if (report || t.conflicts != 0) return apply_late(t, e);
    store_->append(one_);
    if (take_stride(t, e, s)) {
        assess_targets(t, days_);
        schedule(t);
    }
    return answer_for(t, e, {});
}

/// A report of the past that the lifecycle cannot follow.
GONGDAN_INLINE answer<receipt> desk::apply_impossible(ticket_record& t, entry e, refusal why) {
    ticket_record moved = t;
    ++moved.conflicts;
    e.stands = standing::conflict;
    std::vector<entry> entries;
    seen_ = std::max(seen_, e.recorded_at);  // what the desk writes of it stands behind all it wrote before
    entries.push_back(std::move(e));
    differences(entries, t, moved, entries[0]);
    return keep(t, std::move(moved), entries, std::move(why));
}

GONGDAN_INLINE answer<receipt> desk::apply_late(ticket_record& t, entry e) {
    auto past = store_->history(t.id);
    e.sequence = store_->last() + 1;  // where it will stand, so that ties fall as they will when read back
    past.push_back(e);
    auto folded = fold(*t.type, past, days_);
    auto const self = std::find_if(past.begin(), past.end(), [&](entry const& x) { return x.sequence == e.sequence; });
    e.stands = self->stands;
    std::optional<refusal> why;
    if (e.stands == standing::conflict)
        why = refusal{"desk.conflict",
                      {},
                      fmt::format("“{}”发生于 {},与其后的记录不符,已保留待查", e.event, to_text(e.occurred_at)),
                      fmt::format("'{}' of {} does not fit the history around it: kept, in conflict", e.event,
                                  to_text(e.occurred_at))};
    std::vector<entry> entries;
    seen_ = std::max(seen_, e.recorded_at);  // what the desk writes of it stands behind all it wrote before
    entries.push_back(std::move(e));
    differences(entries, t, *folded, entries[0]);
    return keep(t, *std::move(folded), entries, std::move(why));
}

GONGDAN_INLINE receipt desk::keep(ticket_record& t,
                                  ticket_record moved,
                                  std::vector<entry>& entries,
                                  std::optional<refusal> conflict) {
    store_->append(entries);
    entry const& e = entries[0];
    for (std::size_t i = 1; i < entries.size(); ++i) {
        static_cast<void>(follow(moved, entries[i]));
        offer(entries[i]);
    }
    t = std::move(moved);
    schedule(t);
    return answer_for(t, e, std::move(conflict));
}

GONGDAN_INLINE receipt desk::answer_for(ticket_record const& t, entry const& e, std::optional<refusal> conflict) {
    receipt r{t.id, e.sequence, t.version, e.stands, std::move(conflict)};
    if (!e.command_id.empty()) answered_[e.command_id] = r;
    if (observer_ != nullptr) observer_->accepted(e);
    return r;
}

/// What a late entry changed, as entries to be told: deadlines that moved, and histories in conflict.
GONGDAN_INLINE void desk::differences(std::vector<entry>& out,
                                      ticket_record const& before,
                                      ticket_record const& after,
                                      entry const& cause) const {
    if (options_.mute) return;
    entry const about = cause;  // `out` may hold it, and grows
    auto const sequence = std::to_string(store_->last() + 1);
    if (after.conflicts > before.conflicts) {
        entry f = firing(after, {}, effect_kind::conflict, 0, seen_);
        f.data.set("step", sequence).set("due", to_text(about.occurred_at));
        out.push_back(std::move(f));
    }
    for (target_state const& s : after.targets) {
        auto const old = std::find_if(before.targets.begin(), before.targets.end(),
                                      [&](target_state const& o) { return o.clause == s.clause; });
        if (old != before.targets.end() && old->due_at != s.due_at && old->due_at != distant_future) {
            entry f = firing(after, s, effect_kind::deadline_moved, 0, seen_);
            f.data.set("step", sequence);
            out.push_back(std::move(f));
        }
        if (auto const step = told_in_vain(after, s))
            out.push_back(firing(after, s, effect_kind::withdrawn, *step, seen_));
    }
}

/// Whether a step that is no breach falls, or fell, for a target as the desk knows it now.
GONGDAN_INLINE bool desk::falls(ticket_record const& t, target_state const& s, step const& x) const {
    if (!s.started() || s.voided) return false;
    auto const due = assess(t, s, days_, x.when).result;
    return due.known() && due.when <= seen_ && due.when < s.met_at && (x.code > 100 || due.when < s.due_at) &&
           (t.open() || due.when < t.facts.tip);
}

/// The first step that was told of a target and, as is now known, should not have been: a warning, or under a breach that
/// stands an escalation. A breach has a way of its own to be un-made, and takes its escalations along.
GONGDAN_INLINE std::optional<int> desk::told_in_vain(ticket_record const& t, target_state const& s) const {
    auto const& steps = t.type->clause_at(s.clause).steps;
    for (std::size_t i = 0; i < s.next_step; ++i) {
        bool const counts = s.breached ? steps[i].code > 100 : steps[i].code < 100;
        if (counts && !falls(t, s, steps[i])) return steps[i].code;
    }
    return {};
}

/// Bounds how far ahead a clock may be, and marks the entry.
GONGDAN_INLINE std::optional<refusal> desk::mind_clock(entry& e) const {
    if (e.occurred_at <= e.recorded_at) return {};
    seconds const ahead = e.occurred_at - e.recorded_at;
    if (options_.clock_skew < ahead)
        return refusal{"desk.clock",
                       {},
                       fmt::format("“{}”的发生时间 {} 比记录时间 {} 还晚", e.event, to_text(e.occurred_at),
                                   to_text(e.recorded_at)),
                       fmt::format("'{}' claims to have happened at {}, but was recorded at {}", e.event,
                                   to_text(e.occurred_at), to_text(e.recorded_at))};
    e.data.set(field::clock_ahead, std::to_string(ahead.count()));
    e.occurred_at = e.recorded_at;
    return {};
}

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
        if (when == distant_future || s.met_at <= when || (!t.open() && t.facts.tip <= when)) return {};
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
    ++s.stamp;
    if (auto const next = next_step(t, s))
        timers_.push(
            {next->when, static_cast<std::uint32_t>(index_of(t.id)), static_cast<std::uint16_t>(target), s.stamp});
    // A timer that was set anew leaves its old self behind; what comes next is always a valid one.
    while (!timers_.empty() && !valid(timers_.top())) timers_.pop();
}

GONGDAN_INLINE bool desk::valid(timer const& x) const {
    auto const& targets = tickets_[x.ticket].targets;
    return x.target < targets.size() && targets[x.target].stamp == x.stamp;
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
        ticket_record& t = tickets_[x.ticket];
        target_state& s = t.targets[x.target];
        ++s.stamp;
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
        for (auto const& [ticket, target] : touched) schedule(tickets_[ticket], target);
        throw;
    }
    for (std::size_t i = 0; i < fired.size(); ++i) {
        ticket_record& t = tickets_[touched[i].first];
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
        e.kind = tickets_[index_of(x.ticket)].type->life().label.code;
        e.event = entry_code::acknowledged;
        e.occurred_at = e.recorded_at = now;
        e.data.set("key", x.key);
        entries.push_back(std::move(e));
    }
    if (entries.empty()) return;
    store_->append(entries);
    pending_.erase(
        std::remove_if(pending_.begin(), pending_.end(), [&](effect const& x) { return done.count(x.key) != 0; }),
        pending_.end());
}

GONGDAN_INLINE std::vector<target_view> desk::targets(ticket_id id) const {
    std::vector<target_view> all;
    ticket_record const* const t = ticket(id);
    if (t == nullptr) return all;
    for (target_state const& s : t->targets) {
        clause const& c = *t->type->clause_at(s.clause).what;
        auto const a = assess(*t, s, days_, c.within);
        all.push_back({&c, s.starts_at, s.met_at, a.result, a.voided});
    }
    return all;
}

GONGDAN_INLINE answer<due> desk::deadline(ticket_id id, std::string_view target) const {
    ticket_record const* const t = ticket(id);
    if (t == nullptr) return desk_detail::unknown_ticket(id);
    auto const* s = desk_detail::find_target(*t, target);
    if (s == nullptr) return desk_detail::no_target(target);
    return assess(*t, *s, days_, t->type->clause_at(s->clause).what->within).result;
}

GONGDAN_INLINE std::vector<row_info> desk::allowed(ticket_id id, role as) const {
    ticket_record const* const t = ticket(id);
    if (t == nullptr) return {};
    auto rows = next_rows(t->type->life(), t->at);
    rows.erase(
        std::remove_if(rows.begin(), rows.end(), [&](row_info const& r) { return r.by.bits != 0 && !r.by.has(as); }),
        rows.end());
    return rows;
}

namespace desk_detail {

inline bool due_before(ticket_record const& t, instant limit) {
    for (target_state const& s : t.targets)
        if (!s.met() && !s.voided && s.due_at < limit) return true;
    return false;
}

inline bool fits(ticket_record const& t, ticket_filter const& f) {
    return (!f.open_only || t.open()) && (f.hall.empty() || t.facts.hall == f.hall) &&
           (f.crew.empty() || t.facts.crew == f.crew) && (f.type.empty() || t.type_name() == f.type) &&
           (f.state.empty() || t.type->life().states[t.at.state].label.code == f.state) &&
           (!f.urgency || t.facts.urgency == *f.urgency) && (!f.due_before || due_before(t, *f.due_before));
}

}  // namespace desk_detail

GONGDAN_INLINE std::vector<ticket_id> desk::query(ticket_filter const& f, ticket_id after, std::size_t limit) const {
    std::vector<ticket_id> found;
    for (std::size_t i = static_cast<std::size_t>(after.value); i < tickets_.size() && found.size() < limit; ++i)
        if (desk_detail::fits(tickets_[i], f)) found.push_back(tickets_[i].id);
    return found;
}

GONGDAN_INLINE std::vector<entry> desk::history(ticket_id id) const {
    ticket_record const* const t = ticket(id);
    if (t == nullptr) return {};
    auto entries = store_->history(id);
    static_cast<void>(fold(*t->type, entries, days_));
    return entries;
}

GONGDAN_INLINE void desk::load() {
    std::unordered_map<std::string, effect> open_effects;
    std::vector<std::string> order;
    std::unordered_map<ticket_id, std::vector<entry>> histories;
    store_->read(1, [&](entry const& e) {
        histories[e.ticket].push_back(e);
        seen_ = std::max(seen_, e.recorded_at);
        if (!e.command_id.empty()) answered_[e.command_id] = {e.ticket, e.sequence, 0, e.stands};
        if (e.event == entry_code::fired) {
            auto x = effect_of(e);
            order.push_back(x.key);
            open_effects.insert_or_assign(x.key, std::move(x));
        } else if (e.event == entry_code::acknowledged) {
            open_effects.erase(std::string{e.data.get("key")});
        }
    });
    for (std::uint64_t i = 1; i <= histories.size(); ++i) {
        auto const found = histories.find({i});
        if (found == histories.end())
            throw journal_error("journal.gap", fmt::format("ticket {} has no entries though later ones do", i));
        auto const* kind = type(found->second.front().kind);
        if (kind == nullptr)
            throw journal_error(
                "journal.unknown_type",
                fmt::format("ticket {} is of type '{}', which this desk was not given", i, found->second.front().kind));
        auto folded = fold(*kind, found->second, days_);
        if (!folded) throw journal_error("journal.unopened", fmt::format("ticket {} is never opened", i));
        if (!folded->facts.external.empty()) by_external_.emplace(folded->facts.external, folded->id);
        tickets_.push_back(*std::move(folded));
    }
    for (ticket_record& t : tickets_) schedule(t);
    for (std::string const& key : order)
        if (auto const x = open_effects.find(key); x != open_effects.end()) pending_.push_back(x->second);
}

}}  // namespace gongdan
