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

/// The entry at hand is often as long as the last one: then its letters are written over.
inline void put(std::string& to, std::string_view text) {
    if (to.size() == text.size()) std::copy(text.begin(), text.end(), to.begin());
    else to = text;
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
    if (!o.command_id.empty())
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
    e.data = o.data;
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
    if (e.recorded_at < e.occurred_at)
        if (auto wrong = mind_clock(e)) return refuse<result>(entry_code::open, *std::move(wrong));
    auto begun = begin(*kind, e);
    if (!begun) return refuse<result>(entry_code::open, begun.why());
    assess_targets(*begun, days_);
    record(one_);
    if (!o.external.empty()) by_external_.emplace(o.external, begun->id);
    tickets_.push_back(std::move(*begun));
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
    auto const i = index_of(id);  // beyond all of them for those before the first
    if (tickets_.size() <= i) return nullptr;
    ticket_record& t = tickets_[i];
    return t.type == nullptr ? nullptr : &t;
}
GONGDAN_INLINE ticket_record const* desk::ticket(ticket_id id) const {
    return const_cast<desk*>(this)->find_record(id);
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
    e.data = c.data;
    e.occurred_at = c.occurred_at;
    e.recorded_at = c.recorded_at.value_or(c.occurred_at);
    desk_detail::put(e.actor, c.who.id);
    e.as = c.who.as;
    desk_detail::put(e.command_id, c.command_id);
    e.stands = standing::accepted;
}

GONGDAN_INLINE answer<receipt> desk::apply(ticket_id id, command const& c) {
    using result = answer<receipt>;
    if (!c.command_id.empty())
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
    if (one_[0].recorded_at < one_[0].occurred_at)
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
    // Most desks have tickets that hang on no other.
    if (!children_.empty() || t.type->needs_child(s.after.state)) {
        auto ties = ties_of(t, s.after);
        if (ties.no) return refuse<answer<receipt>>(e.event, *std::move(ties.no));
        if (ties.waits_for) return apply_waiting(t, ties.waits_for);
        auto const freed = t.open() && t.type->life().closed(s.after) ? freed_by(t, e) : std::vector<move>{};
        if (!freed.empty()) return apply_freeing(t, s, freed);
    }
    // A report may belie what was told meanwhile, and what history could not follow may fit behind this.
    if (report || t.conflicts != 0 || told_since(t, e.occurred_at)) return apply_late(t, e);
    record(one_);
    take(t, e, s);
    return answer_for(t, e);
}

/// The entry at hand and those it sets free, all or none.
GONGDAN_INLINE answer<receipt> desk::apply_freeing(ticket_record& t, stride const& s, std::vector<move> const& freed) {
    std::vector<entry> all{one_[0]};
    for (move const& m : freed) all.push_back(m.what);
    record(all);
    entry& e = one_[0];
    e.sequence = all[0].sequence;
    take(t, e, s);
    auto r = answer_for(t, e);
    for (move const& m : freed) {
        take(*m.ticket, m.what, m.how);
        if (observer_ != nullptr) observer_->accepted(m.what);
    }
    return r;
}

/// Makes entries durable. The desk's clock is the latest it has heard of: what it writes by itself stands behind all that
/// it wrote before, however the host's clock jumps.
GONGDAN_INLINE void desk::record(std::vector<entry>& entries) {
    store_->append(entries);
    for (entry const& e : entries) seen_ = std::max(seen_, e.recorded_at);
}

GONGDAN_INLINE void desk::take(ticket_record& t, entry const& e, stride const& s) {
    auto const bears = take_stride(t, e, s);
    if (bears == bearing::deadlines) assess_targets(t, days_);
    if (bears != bearing::nothing) schedule(t);
}

GONGDAN_INLINE receipt desk::answer_for(ticket_record const& t, entry const& e) {
    if (!e.command_id.empty()) answered_.add(e.command_id, t.id);
    if (observer_ != nullptr) observer_->accepted(e);
    static receipt const plain;  // copied: made from a list, all the room for a conflict would be cleared first
    receipt r = plain;
    r.ticket = t.id;
    r.sequence = e.sequence;
    r.version = t.version;
    r.stands = e.stands;
    return r;
}

}}  // namespace gongdan
