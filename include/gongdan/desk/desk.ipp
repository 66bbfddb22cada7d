#pragma once

#include <gongdan/desk/answered.ipp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/lookup.ipp>
#include <gongdan/ticket/photo.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cassert>
#include <stdexcept>

namespace gongdan { inline namespace GONGDAN_MODE {

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
    load(options_.snapshot);
    options_.snapshot = {};  // the host need not keep it
}

GONGDAN_INLINE bound_type const* desk::type(std::string_view code) const {
    for (auto const& t : types_)
        if (t->life().label.code == code) return t.get();
    return nullptr;
}

namespace desk_detail {

/// The entry at hand often says what the last one said: then nothing is written.
inline void put(std::string& to, std::string_view text) {
    if (to != text) to = text;
}
inline void put(payload& to, payload const& fields) {
    if (!(to == fields)) to = fields;
}

inline std::optional<refusal> wrong_photo(payload const& data) {
    for (auto const& [name, text] : data)
        if (is_photo_field(name) && !read_photo(text))
            return refusal{"desk.field",
                           {},
                           fmt::format("字段“{}”:照片应写作 引用#sha256=六十四位十六进制", name),
                           fmt::format("field '{}': a photo is a reference and its hash, "
                                       "reference#sha256=<64 hexadecimal digits>",
                                       name)};
    return {};
}

}  // namespace desk_detail

GONGDAN_INLINE answer<ticket_id> desk::open(opening const& o) {
    using result = answer<ticket_id>;
    if (auto const before = answered(o.command_id)) return before->ticket;
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
    if (auto wrong = desk_detail::wrong_photo(o.data)) return refuse<result>(entry_code::open, *std::move(wrong));
    entry& e = one_[0];
    e.ticket = {size() + 1};
    desk_detail::put(e.kind, kind->life().label.code);
    desk_detail::put(e.event, entry_code::open);
    desk_detail::put(e.data, o.data);
    e.occurred_at = o.occurred_at;
    e.recorded_at = o.recorded_at.value_or(o.occurred_at);
    desk_detail::put(e.actor, o.who.id);
    e.as = o.who.as;
    desk_detail::put(e.command_id, o.command_id);
    e.stands = standing::accepted;
    if (o.urgency != level::waiting) e.data.set(field::level, label(o.urgency).code);
    if (!o.external.empty()) e.data.set(field::external, o.external);
    if (!o.hall.empty()) e.data.set(field::hall, o.hall);
    if (!o.label.empty()) e.data.set(field::label, o.label);
    if (!o.parent.empty()) e.data.set(field::parent, o.parent);
    if (auto const above = e.data.get(field::parent); !above.empty() && !resolve(above))
        return refuse<result>(entry_code::open, {"desk.unknown_parent",
                                                 {},
                                                 fmt::format("没有上级工单“{}”", above),
                                                 fmt::format("there is no ticket '{}' to come from", above)});
    if (o.agreed) e.data.set(field::from, to_text(o.agreed->from)).set(field::to, to_text(o.agreed->to));
    if (auto wrong = mind_clock(e)) return refuse<result>(entry_code::open, *std::move(wrong));
    auto begun = begin(*kind, e);
    if (!begun) return refuse<result>(entry_code::open, begun.why());
    assess_targets(*begun, days_);
    record(one_);
    if (!o.external.empty()) by_external_.emplace(o.external, begun->id);
    tickets_.push_back(*std::move(begun));
    hang(tickets_.back());
    schedule(tickets_.back());
    if (!o.command_id.empty()) answered_.add(o.command_id, tickets_.back().id);
    if (observer_ != nullptr) observer_->accepted(e);
    return tickets_.back().id;
}

GONGDAN_INLINE ticket_record* desk::find_record(ticket_id id) {
    ticket_record* const t = held(id);
    if (t != nullptr && t->retired) bring_back(*t);
    return t;
}

GONGDAN_INLINE ticket_record* desk::held(ticket_id id) {
    if (id.value <= gone_ || id.value > size()) return nullptr;
    ticket_record& t = tickets_[index_of(id)];
    return t.type == nullptr ? nullptr : &t;
}
GONGDAN_INLINE ticket_record const* desk::ticket(ticket_id id) const {
    return const_cast<desk*>(this)->find_record(id);
}

GONGDAN_INLINE answer<ticket_id> desk::forget(ticket_id closed) {
    ticket_record* const t = find_record(closed);
    if (t == nullptr) return desk_detail::unknown_ticket(closed);
    if (t->open())
        return refusal{"desk.open_ticket",
                       {},
                       fmt::format("工单 {} 未结,不能遗忘", closed.value),
                       fmt::format("ticket {} is open: it cannot be forgotten", closed.value)};
    if (auto const above = parent(closed))
        return refusal{
            "desk.tied_ticket",
            {},
            fmt::format("工单 {} 属于工单 {},须先遗忘后者", closed.value, above->value),
            fmt::format("ticket {} came from {}, which must be forgotten first", closed.value, above->value)};
    if (!t->facts.external.empty()) by_external_.erase(t->facts.external);
    drop(*t);
    drop_front();
    return closed;
}

GONGDAN_INLINE void desk::drop(ticket_record& t) {
    auto const id = t.id;
    for (ticket_id const child : children(id)) parent_.erase(child);
    children_.erase(id);
    pending_.erase(std::remove_if(pending_.begin(), pending_.end(), [&](effect const& x) { return x.ticket == id; }),
                   pending_.end());
    t = ticket_record{};
}

GONGDAN_INLINE void desk::drop_front() {
    for (; !tickets_.empty() && tickets_.front().type == nullptr; ++gone_) tickets_.pop_front();
}

GONGDAN_INLINE refusal desk::not_here(ticket_id id) const {
    if (!in_archive(id)) return desk_detail::unknown_ticket(id);
    return {"desk.archived",
            {},
            fmt::format("工单 {} 已归档", id.value),
            fmt::format("ticket {} was put away in an archive", id.value)};
}

GONGDAN_INLINE void desk::put_away(std::vector<ticket_id> const& archived) {
    for (ticket_id const id : archived) {
        ticket_record* const t = held(id);
        if (t == nullptr) continue;
        assert(!t->open() && "an open ticket does not go to an archive");
        if (auto const above = parent_.find(id); above != parent_.end()) {
            auto& all = children_[above->second];
            all.erase(std::remove(all.begin(), all.end(), id), all.end());
            parent_.erase(above);
        }
        drop(*t);
        archived_.insert(id);
    }
    drop_front();
}

GONGDAN_INLINE std::optional<ticket_id> desk::find(std::string_view external) const {
    auto const found = by_external_.find(std::string{external});
    return found == by_external_.end() || held(found->second) == nullptr ? std::nullopt
                                                                         : std::optional<ticket_id>{found->second};
}

GONGDAN_INLINE void desk::note_entry(ticket_record const& t, command const& c) {
    entry& e = one_[0];
    e.ticket = t.id;
    desk_detail::put(e.kind, t.type->life().label.code);
    desk_detail::put(e.event, c.event);
    desk_detail::put(e.data, c.data);
    e.occurred_at = c.occurred_at;
    e.recorded_at = c.recorded_at.value_or(c.occurred_at);
    desk_detail::put(e.actor, c.who.id);
    e.as = c.who.as;
    desk_detail::put(e.command_id, c.command_id);
    e.stands = standing::accepted;
}

GONGDAN_INLINE answer<receipt> desk::apply(ticket_id id, command const& c) {
    using result = answer<receipt>;
    if (auto before = answered(c.command_id)) return *std::move(before);
    ticket_record* const t = find_record(id);
    if (t == nullptr) return refuse<result>(c.event, not_here(id));
    if (c.expected_version && *c.expected_version != t->version)
        return refuse<result>(c.event, overtaken(*t, *c.expected_version));
    // The desk's own entries are not for hosts to write, and an event nobody knows is a mistake at any time.
    auto const event = t->type->event(c.event);
    if (!event && !knew_before(*t, c)) return refuse<result>(c.event, unknown_event(*t, c.event));
    if (auto wrong = desk_detail::wrong_photo(c.data)) return refuse<result>(c.event, *std::move(wrong));
    if (options_.units)
        if (auto const unit = c.data.get(field::unit); !unit.empty() && !options_.units->sees(unit, t->facts.hall))
            return refuse<result>(c.event, {"desk.not_seen", "R1", fmt::format("{}看不到该工单", unit),
                                            fmt::format("unit {} does not see this ticket", unit)});
    bool const past = c.occurred_at < t->facts.tip || is_report(c.occurred_at, c.recorded_at.value_or(c.occurred_at));
    if (c.event == label(custody_event::merge).code && (past || t->open()))
        if (auto wrong = why_not_merge(*t, c.data.get(field::into), past))
            return refuse<result>(c.event, *std::move(wrong));
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
    bool const report = is_report(e.occurred_at, e.recorded_at);
    if (auto wrong = plan_stride(t, event, e, s)) {
        if (!report) return refuse<answer<receipt>>(e.event, *std::move(wrong));
        return apply_impossible(t, e, *std::move(wrong));
    }
    auto ties = ties_of(t, s.after);
    if (ties.no) return refuse<answer<receipt>>(e.event, *std::move(ties.no));
    if (ties.waits_for) return apply_waiting(t, ties.waits_for);
    bool const closes = !parent_.empty() && t.open() && t.type->life().closed(s.after);
    auto const freed = closes ? freed_by(t, e) : std::vector<move>{};
    // A report may belie what was told meanwhile, and what history could not follow may fit behind this.
    if (freed.empty() && (report || t.conflicts != 0 || told_since(t, e.occurred_at))) return apply_late(t, e);
    append_with(freed);
    take(t, e, s);
    auto r = answer_for(t, e, {});
    for (move const& m : freed) {
        take(*m.ticket, m.what, m.how);
        if (observer_ != nullptr) observer_->accepted(m.what);
    }
    return r;
}

/// Whether something was told of a ticket that may have been told after this instant.
GONGDAN_INLINE bool desk::told_since(ticket_record const& t, instant when) const {
    return when < seen_ && std::any_of(t.targets.begin(), t.targets.end(),
                                       [](target_state const& s) { return s.next_step != 0 || s.breached; });
}

/// Makes entries durable. The desk's clock is the latest it has heard of: what it writes by itself stands behind all that
/// it wrote before, however the host's clock jumps.
GONGDAN_INLINE void desk::record(std::vector<entry>& entries) {
    store_->append(entries);
    for (entry const& e : entries) seen_ = std::max(seen_, e.recorded_at);
}

/// The entry at hand and those it sets free, all or none.
GONGDAN_INLINE void desk::append_with(std::vector<move> const& freed) {
    if (freed.empty()) return record(one_);
    std::vector<entry> all{one_[0]};
    for (move const& m : freed) all.push_back(m.what);
    record(all);
    one_[0].sequence = all[0].sequence;
}

GONGDAN_INLINE void desk::take(ticket_record& t, entry const& e, stride const& s) {
    if (!take_stride(t, e, s)) return;
    assess_targets(t, days_);
    schedule(t);
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
    if (e.stands == standing::conflict) why = desk_detail::out_of_order(e);
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
    bool const closes = !parent_.empty() && t.open() && !moved.open();
    auto const freed = closes ? freed_by(t, entries[0]) : std::vector<move>{};
    auto const own = entries.size();
    for (move const& m : freed) entries.push_back(m.what);
    record(entries);
    entry const& e = entries[0];
    for (std::size_t i = 1; i < own; ++i) {
        static_cast<void>(follow(moved, entries[i]));
        offer(entries[i]);
    }
    t = std::move(moved);
    schedule(t);
    for (move const& m : freed) take(*m.ticket, m.what, m.how);
    return answer_for(t, e, std::move(conflict));
}

GONGDAN_INLINE receipt desk::answer_for(ticket_record const& t, entry const& e, std::optional<refusal> conflict) {
    receipt r{t.id, e.sequence, t.version, e.stands, std::move(conflict)};
    if (!e.command_id.empty()) answered_.add(e.command_id, t.id);
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

GONGDAN_INLINE void desk::read_again(ticket_id id) {
    ticket_record* const t = find_record(id);
    if (t == nullptr) return;
    auto entries = store_->history(id);
    if (auto folded = fold(*t->type, entries, days_)) *t = *std::move(folded);
    schedule(*t);
}

}}  // namespace gongdan
