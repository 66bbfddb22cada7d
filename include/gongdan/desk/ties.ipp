#pragma once

// What ties tickets together: parents and children, and one matter told twice.

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/lookup.ipp>
#include <gongdan/ticket/place.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cmath>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace ties_detail {

inline bool names(std::vector<std::string> const& types, ticket_record const& t) {
    return std::find(types.begin(), types.end(), t.type->life().label.code) != types.end();
}

/// Spaces are written by some and not by others.
inline bool same_text(std::string_view a, std::string_view b) {
    auto const squeezed = [](std::string_view text) {
        std::string s{text};
        s.erase(std::remove(s.begin(), s.end(), ' '), s.end());
        return s;
    };
    return !a.empty() && squeezed(a) == squeezed(b);
}

inline std::optional<int> metres_apart(ticket_record const& a, ticket_record const& b) {
    auto const here = place_of(a.facts.fields);
    auto const there = place_of(b.facts.fields);
    if (!here || !there) return {};
    return static_cast<int>(std::lround(metres_between(*here, *there)));
}

inline likely_duplicate compare(ticket_record const& a, ticket_record const& b) {
    likely_duplicate d{b.id, a.facts.opened - b.facts.opened};
    if (d.apart < seconds{0}) d.apart = -d.apart;
    d.same_address = same_text(a.facts.fields.get(field::address), b.facts.fields.get(field::address));
    d.metres = metres_apart(a, b);
    return d;
}

inline refusal cannot_merge(std::string zh, std::string en) {
    return {"desk.merge", {}, "不能并单:" + std::move(zh), "cannot be merged: " + std::move(en)};
}

inline refusal open_child(ticket_record const& child, std::string_view event) {
    auto const& type = child.type->life().label;
    return {
        "desk.open_child",
        {},
        fmt::format("“{}”之前,子工单 {}({})须先关闭", event, child.name(), type.zh),
        fmt::format("before '{}' the {} that came from this ticket, {}, must be closed", event, type.en, child.name())};
}

inline refusal no_child(kinship const& k, lifecycle const& child) {
    return {"desk.no_child",
            {},
            fmt::format("须先由本工单建立{}工单", child.label.zh),
            fmt::format("a ticket of type {} must be opened from this one first", k.child)};
}

inline seconds overlap(interval a, interval b) {
    auto const from = std::max(a.from, b.from);
    auto const to = std::min(a.to, b.to);
    return from < to ? to - from : seconds{0};
}

}  // namespace ties_detail

GONGDAN_INLINE std::optional<ticket_id> desk::resolve(std::string_view name) const {
    if (auto const known = find(name)) return known;
    std::uint64_t number = 0;
    auto const [end, fault] = std::from_chars(name.data(), name.data() + name.size(), number);
    bool const whole = fault == std::errc{} && end == name.data() + name.size();
    return whole && ticket({number}) != nullptr ? std::optional<ticket_id>{{number}} : std::nullopt;
}

GONGDAN_INLINE std::optional<ticket_id> desk::parent(ticket_id id) const {
    auto const found = parent_.find(id);
    return found == parent_.end() ? std::nullopt : std::optional<ticket_id>{found->second};
}

GONGDAN_INLINE std::vector<ticket_id> desk::children(ticket_id id) const {
    auto const found = children_.find(id);
    return found == children_.end() ? std::vector<ticket_id>{} : found->second;
}

/// Notes where a ticket hangs. A parent that is not there is no tie.
GONGDAN_INLINE void desk::hang(ticket_record const& t) {
    auto const name = t.facts.fields.get(field::parent);
    if (name.empty()) return;
    auto const above = resolve(name);
    if (!above || *above == t.id) return;
    parent_[t.id] = *above;
    children_[*above].push_back(t.id);
}

GONGDAN_INLINE ticket_record const* desk::blocking_child(ticket_record const& t,
                                                         closing rule,
                                                         ticket_id but_for) const {
    auto const hanging = children_.find(t.id);
    if (hanging == children_.end()) return nullptr;
    for (ticket_id const id : hanging->second) {
        auto const& child = *held(id);
        auto const* k = t.type->child_rule(child.type->life().label.code);
        if (id != but_for && child.open() && (k == nullptr ? closing::refused : k->with_open_child) == rule)
            return &child;
    }
    return nullptr;
}

GONGDAN_INLINE bool desk::has_child(ticket_record const& t, std::string_view type) const {
    auto const all = children(t.id);
    return std::any_of(all.begin(), all.end(), [&](ticket_id c) { return held(c)->type->life().label.code == type; });
}

GONGDAN_INLINE desk::tied desk::ties_of(ticket_record const& t, position after) const {
    using namespace ties_detail;
    auto const& life = t.type->life();
    if (after.state != t.at.state && t.type->needs_child(after.state))
        for (kinship const* k : t.type->child_rules()) {
            bool const asked = std::find(k->needed_for.begin(), k->needed_for.end(),
                                         life.states[after.state].label.code) != k->needed_for.end();
            if (asked && !has_child(t, k->child)) return {no_child(*k, type(k->child)->life())};
        }
    if (children_.empty() || life.closed(t.at) || !life.closed(after)) return {};
    if (auto const* child = blocking_child(t, closing::refused, {})) return {open_child(*child, one_[0].event)};
    if (auto const* child = blocking_child(t, closing::waits, {})) return {{}, child->id};
    return {};
}

/// The event is kept, and fires when the last child closes.
GONGDAN_INLINE answer<receipt> desk::apply_waiting(ticket_record& t, ticket_id child) {
    entry& e = one_[0];
    e.data.set(field::waits_with, e.event);
    e.data.set(field::waits_for, std::to_string(child.value));
    e.event = entry_code::waits;
    record(one_);
    static_cast<void>(follow(t, e));
    auto r = answer_for(t, e);
    r.waits_for = child;
    return r;
}

/// The steps that wait for a child which closes with `cause`: its parent's, and that one's parent's in turn.
GONGDAN_INLINE std::vector<desk::move> desk::freed_by(ticket_record const& child, entry const& cause) {
    std::vector<move> freed;
    for (auto id = parent(child.id), below = std::optional<ticket_id>{child.id}; id; below = id, id = parent(*id)) {
        ticket_record& t = *find_record(*id);
        auto const& w = t.facts.course.read().waiting;
        if (!w || blocking_child(t, closing::waits, *below) != nullptr ||
            blocking_child(t, closing::refused, *below) != nullptr)
            break;
        entry e;
        e.ticket = t.id;
        e.kind = t.type->life().label.code;
        e.event = w->event;
        e.data = w->data;
        e.occurred_at = std::max(cause.occurred_at, t.facts.tip);
        e.recorded_at = std::max({cause.recorded_at, e.occurred_at, seen_});
        e.actor = w->actor;
        e.as = w->as;
        stride s;
        if (plan_stride(t, *t.type->event(e.event), e, s)) break;
        freed.push_back({&t, std::move(e), s});
    }
    return freed;
}

GONGDAN_INLINE bool desk::may_be_one_matter(ticket_record const& a,
                                            ticket_record const& b,
                                            same_matter const& s) const {
    auto const apart = a.facts.opened - b.facts.opened;
    if (s.within < apart || apart < -s.within) return false;
    if (!ties_detail::names(s.types, a) || !ties_detail::names(s.types, b)) return false;
    auto const d = ties_detail::compare(a, b);
    return (d.same_address || (d.metres && *d.metres <= s.metres));
}

GONGDAN_INLINE std::vector<likely_duplicate> desk::possible_duplicates(ticket_id id) const {
    std::vector<likely_duplicate> found;
    ticket_record const* const t = ticket(id);
    bool const asked = t != nullptr && std::any_of(rules_->same.begin(), rules_->same.end(), [&](same_matter const& s) {
                           return ties_detail::names(s.types, *t);
                       });
    if (!asked) return found;
    for (ticket_record const& other : tickets_) {
        if (other.type == nullptr || other.id == id || !other.open()) continue;
        bool const likely = std::any_of(rules_->same.begin(), rules_->same.end(),
                                        [&](same_matter const& s) { return may_be_one_matter(*t, other, s); });
        if (likely) found.push_back(ties_detail::compare(*t, other));
    }
    std::sort(found.begin(), found.end(), [](likely_duplicate const& a, likely_duplicate const& b) {
        return std::make_pair(a.apart, a.ticket.value) < std::make_pair(b.apart, b.ticket.value);
    });
    return found;
}

/// The ticket accepted first goes on, as its clocks are the ones that were promised first. What a report of the past says
/// is not held against what has become of the other ticket since, so that it does not matter when it arrives.
GONGDAN_INLINE std::optional<refusal> desk::why_not_merge(ticket_record const& t,
                                                          std::string_view into,
                                                          bool past) const {
    using ties_detail::cannot_merge;
    auto const id = resolve(into);
    if (!id) return cannot_merge(fmt::format("没有工单“{}”", into), fmt::format("there is no ticket '{}'", into));
    ticket_record const& other = *ticket(*id);
    if (*id == t.id) return cannot_merge("并入自身", "it is the same ticket");
    if (!past && !other.open())
        return cannot_merge(fmt::format("工单 {} 已不在办理", into), fmt::format("ticket {} is not open", into));
    if (t.facts.opened < other.facts.opened)
        return cannot_merge(fmt::format("工单 {} 受理在后,应并入先受理的工单", into),
                            fmt::format("ticket {} was accepted later; the first one goes on", into));
    bool const alike =
        t.type == other.type || std::any_of(rules_->same.begin(), rules_->same.end(), [&](same_matter const& s) {
            return ties_detail::names(s.types, t) && ties_detail::names(s.types, other);
        });
    if (!alike)
        return cannot_merge(
            fmt::format("{}与{}不是同一事项", t.type->life().label.zh, other.type->life().label.zh),
            fmt::format("{} and {} are no one matter", t.type->life().label.en, other.type->life().label.en));
    return {};
}

GONGDAN_INLINE std::vector<ticket_id> desk::merged_into(ticket_id id) const {
    std::vector<ticket_id> found;
    for (ticket_record const& t : tickets_)
        if (auto const& m = t.facts.merged(); t.type != nullptr && m && resolve(m->into) == id) found.push_back(t.id);
    return found;
}

GONGDAN_INLINE std::vector<owned_time> desk::time_by_owner(ticket_id id, instant as_of) const {
    std::vector<owned_time> all;
    ticket_record const* const t = ticket(id);
    if (t == nullptr) return all;
    instant const end = std::min(as_of, t->facts.closed_at);
    instant from = t->facts.opened;
    auto const add = [&](std::string who, instant to) {
        owned_time o{std::move(who), {from, std::min(to, end)}};
        for (hold const& h : t->facts.holds()) o.held += ties_detail::overlap(h.when, o.when);
        if (o.when.from < o.when.to) all.push_back(std::move(o));
        from = std::max(from, to);
    };
    add({}, t->facts.owned_from);
    for (ownership const& o : t->facts.course.read().owners) add(o.who, o.until);
    add(t->facts.owner, end);
    return all;
}

}}  // namespace gongdan
