#pragma once

#include <gongdan/desk/effect.hpp>
#include <gongdan/desk/fold.hpp>
#include <gongdan/lifecycle/custody.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace fold_detail {

inline refusal unreadable(std::string_view name, std::string_view why) {
    return {"desk.field", {}, fmt::format("字段“{}”:{}", name, why), fmt::format("field '{}': {}", name, why)};
}

template <class Enum>
answer<Enum> read_term(payload const& p, std::string_view name, Enum otherwise) {
    auto const text = p.get(name);
    if (text.empty()) return otherwise;
    auto const found = parse_label<Enum>(text);
    if (found) return *found;
    std::string known;
    for (term const& t : labels<Enum>::table) known += (known.empty() ? "" : ", ") + std::string{t.code};
    return unreadable(name, fmt::format("'{}' is none of {}", text, known));
}

inline answer<std::optional<interval>> read_agreed(payload const& p) {
    auto const from = p.get(field::from);
    auto const to = p.get(field::to);
    if (from.empty() && to.empty()) return std::optional<interval>{};
    auto const a = read_instant(from.empty() ? to : from);
    if (!a) return unreadable(field::from, a.wrong);
    auto const b = read_instant(to.empty() ? from : to);
    if (!b) return unreadable(field::to, b.wrong);
    if (*b < *a) return unreadable(field::to, "the agreed time ends before it begins");
    return std::optional<interval>{interval{*a, *b}};
}

inline bool affirms(std::string_view text) {
    for (std::string_view const no : {"", "no", "false", "0", "failed", "否", "不合格"})
        if (text == no) return false;
    return true;
}

inline std::uint64_t evidence_in(payload const& p, lifecycle const& l) {
    std::uint64_t bits = 0;
    for (auto const& [name, text] : p)
        if (auto const i = l.find_evidence(name); i && affirms(text)) bits |= std::uint64_t{1} << *i;
    return bits;
}

inline std::optional<refusal> read_news(custody_news& n, ticket_record const& t, entry const& e) {
    if (e.event == label(custody_event::hold).code) {
        if (!e.data.has(field::reason)) return unreadable(field::reason, "a hold needs its reason");
        auto const r = read_term(e.data, field::reason, n.reason);
        if (!r) return r.why();
        n.reason = *r;
    }
    if (e.event == label(custody_event::agree).code) {
        auto const a = read_agreed(e.data);
        if (!a) return a.why();
        if (!*a) return unreadable(field::from, "an agreement needs its time");
        n.agreed = *a;
    }
    if (e.event == label(custody_event::relevel).code) {
        if (!e.data.has(field::level)) return unreadable(field::level, "the new level is missing");
        auto const l = read_term(e.data, field::level, t.facts.urgency);
        if (!l) return l.why();
        n.urgency = *l;
    }
    if (e.event == label(custody_event::assign).code && e.data.get(field::crew).empty())
        return unreadable(field::crew, "the crew is missing");
    if (e.event == label(custody_event::change_owner).code && e.data.get(field::owner).empty())
        return unreadable(field::owner, "whose it is from now on is missing");
    if (e.event == label(custody_event::merge).code && e.data.get(field::into).empty())
        return unreadable(field::into, "the ticket that goes on is missing");
    return {};
}

/// How many of a clause's steps are done with once the step of this code was told: that one, and every share of the
/// budget before it, under whatever policy it was told.
inline std::uint8_t steps_done(std::vector<step> const& steps, std::int64_t told) {
    std::uint8_t done = 0;
    for (std::size_t i = 0; i < steps.size(); ++i)
        if (steps[i].code == told || (told > 0 && steps[i].code > 0 && steps[i].code <= told))
            done = static_cast<std::uint8_t>(i + 1);
    return done;
}

/// The promises that now hold; `was` is the type that the ticket's targets are of.
inline void choose_targets(ticket_record& t, bound_type const& was) {
    std::vector<target_state> chosen;
    auto const label = t.label.empty() ? t.type->life().label.code : std::string_view{t.label};
    for (std::uint16_t const i : t.type->clauses_for(label, t.facts.urgency, t.facts.opened)) {
        target_state s;
        s.clause = i;
        auto const& code = t.type->clause_at(i).what->target;
        // A target that was there before keeps what has happened to it (a raised level loses no hold and no firing).
        for (target_state const& old : t.targets)
            if (auto const& before = was.clause_at(old.clause); before.what->target == code) {
                s = old;
                s.clause = i;
                if (old.next_step != 0)
                    s.next_step = steps_done(t.type->clause_at(i).steps, before.steps[old.next_step - 1U].code);
            }
        if (!s.started() && t.type->clause_at(i).starts.none()) s.starts_at = t.facts.opened;
        chosen.push_back(s);
    }
    t.targets = std::move(chosen);
}

inline void end_hold(ticket_record& t, instant when) {
    if (!t.facts.holds().empty() && t.facts.holds().back().when.open())
        t.facts.course.write().holds.back().when.to = when;
}

inline void merge(ticket_record& t, entry const& e) {
    end_hold(t, e.occurred_at);
    t.facts.closed_at = e.occurred_at;
    t.facts.course.write().merged = merger{std::string{e.data.get(field::into)}, e.occurred_at};
}

inline void hand_over(ticket_facts& f, std::string_view to, instant when) {
    if (!f.owner.empty()) f.course.write().owners.push_back({f.owner, when});
    f.owner = to;
}

/// True where it touched what targets are assessed by.
inline bool apply_news(ticket_record& t, custody_news const& n, row_info const& r, entry const& e) {
    auto const is = [&](custody_event x) { return t.type->life().events[r.event].label.code == label(x).code; };
    if (is(custody_event::hold))
        t.facts.course.write().holds.push_back({{e.occurred_at, distant_future}, n.reason, e.recorded_at});
    else if (is(custody_event::resume)) end_hold(t, e.occurred_at);
    else if (is(custody_event::agree)) t.facts.course.write().agreements.push_back({*n.agreed, e.occurred_at});
    else if (is(custody_event::relevel) && t.facts.urgency != n.urgency)
        t.facts.urgency = n.urgency, choose_targets(t, *t.type);
    else if (is(custody_event::merge)) merge(t, e);
    else if (is(custody_event::separate)) {
        t.facts.course.write().merged.reset();
        t.facts.closed_at = distant_future;
    } else {
        if (is(custody_event::assign)) t.facts.crew = e.data.get(field::crew);
        if (is(custody_event::change_owner)) hand_over(t.facts, e.data.get(field::owner), e.occurred_at);
        return false;
    }
    return true;
}

inline void restart(target_state& s, instant when) {
    s.starts_at = when;
    s.met_at = distant_future;
    s.next_step = 0;
    s.breached = false;
    ++s.epoch;
}

/// What entering a state does to one target. True where it did anything.
inline bool enter(target_state& s, bound_clause const& c, std::uint8_t state, instant when) {
    auto const was = s;
    if (s.met() && c.unmet_by.test(state)) s.met_at = distant_future;
    if (s.met() && c.restarts.test(state)) restart(s, when);
    if (!s.started() && c.starts.test(state)) s.starts_at = when;
    if (s.started() && !s.met() && c.met_by.test(state)) s.met_at = when;
    return s.starts_at != was.starts_at || s.met_at != was.met_at;
}

/// What entering a state does to the targets: starts, meets, and, when work is taken up again, un-meets them. True where
/// it did any of that.
inline bool enter(ticket_record& t, position before, instant when) {
    bool const was_open = !t.type->life().closed(before);
    bool const reopened = !was_open && t.open();
    bool touched = reopened || was_open != t.open();
    if (reopened) ++t.epoch;
    if (was_open != t.open()) t.facts.closed_at = t.open() ? distant_future : when;
    if (!t.open() && t.held()) {
        end_hold(t, when);
        t.at.custody = static_cast<std::uint8_t>(custody::running);
    }
    if (t.facts.course && t.facts.course.read().waiting) t.facts.course.write().waiting.reset();
    for (target_state& s : t.targets) {
        auto const& c = t.type->clause_at(s.clause);
        // A promise that begins anew here stays met until then: what was done is not what is now to be done.
        bool const anew = c.restarts.test(t.at.state);
        if (reopened && c.met_by.test(before.state) && !anew) s.met_at = distant_future;
        touched = enter(s, c, t.at.state, when) || touched;
    }
    return touched;
}

inline void note_firing(ticket_record& t, entry const& e) {
    auto const step = e.data.number("step");
    for (target_state& s : t.targets) {
        auto const& c = t.type->clause_at(s.clause);
        if (c.what->target != e.data.get("target")) continue;
        auto const kind = parse_label<effect_kind>(e.data.get("kind"));
        if (!kind) return;
        // A late entry may take back what set the clock anew; a key that was used is not used for anything else.
        s.epoch = std::max(s.epoch, static_cast<std::uint16_t>(e.data.number("epoch")));
        if (*kind == effect_kind::breach_unmade) {
            s.breached = false;
            s.next_step = 0;
            ++s.epoch;
            return;
        }
        if (*kind == effect_kind::withdrawn) {
            auto const at = std::find_if(c.steps.begin(), c.steps.end(), [&](auto const& x) { return x.code == step; });
            if (at != c.steps.end()) s.next_step = static_cast<std::uint8_t>(at - c.steps.begin());
            ++s.epoch;
            return;
        }
        if (*kind == effect_kind::breach) s.breached = true;
        if (*kind == effect_kind::deadline_moved) return;
        s.next_step = std::max(s.next_step, steps_done(c.steps, step));
    }
}

/// Evidence of one lifecycle as another names it; what that does not ask for is left behind.
inline std::uint64_t translated(std::uint64_t bits, lifecycle const& from, lifecycle const& to) {
    std::uint64_t all = 0;
    for (std::size_t i = 0; i < from.evidence.size(); ++i)
        if (auto const there = to.find_evidence(from.evidence[i].code); there && (bits >> i & 1U) != 0)
            all |= std::uint64_t{1} << *there;
    return all;
}

/// The ticket goes on under another definition of its type, in the state that the map gives its own.
inline std::optional<refusal> move_on(ticket_record& t, entry const& e) {
    bound_type const& was = *t.type;
    auto const* const to = was.other(e.data.get(field::type));
    if (to == nullptr) return unreadable(field::type, "this desk has no such type");
    auto const& code = was.life().states[t.at.state].label.code;
    auto const state = to->life().find_state(e.data.get(std::string{field::state_prefix}.append(code)));
    if (!state) return unreadable(field::type, fmt::format("the map says nothing of state '{}'", code));
    t.type = to;
    t.at.state = *state;
    t.at.evidence = translated(t.at.evidence, was.life(), to->life());
    choose_targets(t, was);
    for (target_state& s : t.targets) {
        auto const& c = to->clause_at(s.clause);
        if (!s.started() && c.starts.test(*state)) s.starts_at = e.occurred_at;
        if (s.started() && !s.met() && c.met_by.test(*state)) s.met_at = e.occurred_at;
    }
    t.facts.tip = e.occurred_at;
    ++t.version;
    return {};
}

inline void note_waiting(ticket_record& t, entry const& e) {
    waiting_event w{std::string{e.data.get(field::waits_with)}, {}, e.actor, e.as};
    for (auto const& [name, text] : e.data)
        if (name != field::waits_with && name != field::waits_for) w.data.set(name, text);
    t.facts.course.write().waiting = std::move(w);
    ++t.version;
}

/// The first of the staff to deal with a matter owns it (T27); who only passes it on does not.
inline void note_owner(ticket_facts& f, entry const& e) {
    static constexpr roles answering{role::receptionist, role::technician, role::dispatcher, role::superior,
                                     role::leader};
    if (!answering.has(e.as) || e.actor.empty()) return;
    f.owner = e.actor;
    f.owned_from = e.occurred_at;
}

}  // namespace fold_detail

GONGDAN_INLINE bool happened_before(entry const& a, entry const& b) {
    return std::tie(a.occurred_at, a.recorded_at, a.sequence) < std::tie(b.occurred_at, b.recorded_at, b.sequence);
}

GONGDAN_INLINE answer<ticket_record> begin(bound_type const& type, entry const& opening) {
    using namespace fold_detail;
    ticket_record t;
    t.id = opening.ticket;
    t.type = &type;
    t.version = 1;
    t.facts.opened = t.facts.tip = opening.occurred_at;
    auto const urgency = read_term(opening.data, field::level, level::waiting);
    if (!urgency) return urgency.why();
    t.facts.urgency = *urgency;
    auto const agreed = read_agreed(opening.data);
    if (!agreed) return agreed.why();
    if (*agreed) t.facts.course.write().agreements.push_back({**agreed, opening.occurred_at});
    t.facts.external = opening.data.get(field::external);
    t.facts.hall = opening.data.get(field::hall);
    t.label = opening.data.get(field::label);
    t.at.evidence = evidence_in(opening.data, type.life());
    note_owner(t.facts, opening);
    for (auto const& [name, text] : opening.data)
        if (name != field::level && name != field::external && name != field::hall && name != field::label &&
            name != field::from && name != field::to)
            t.facts.fields.set(name, text);
    choose_targets(t, type);
    return t;
}

GONGDAN_INLINE refusal unknown_event(ticket_record const& t, std::string_view event) {
    auto const& name = t.type->life().label;
    return {"desk.unknown_event",
            {},
            fmt::format("{}没有事件“{}”", name.zh, event),
            fmt::format("{} has no event '{}'", name.en, event)};
}

GONGDAN_INLINE std::optional<refusal> plan_stride(ticket_record const& t,
                                                  std::uint8_t event,
                                                  entry const& e,
                                                  stride& out) {
    using namespace fold_detail;
    auto const& life = t.type->life();
    attempt a;
    a.as = e.as;
    if (auto wrong = read_news(out.news, t, e)) return wrong;
    if (!e.data.empty()) {
        auto const stated = read_term(e.data, field::outcome, outcome::unstated);
        if (!stated) return stated.why();
        a.stated = *stated;
        a.brings = evidence_in(e.data, life);
        // A reason in words is the evidence that one was given; that of a hold is a code.
        if (e.event != label(custody_event::hold).code && affirms(e.data.get(field::reason)))
            if (auto const given = life.find_evidence(label(evidence::reason_given).code))
                a.brings |= std::uint64_t{1} << *given;
    }
    out.after = t.at;
    if (!life.fire(out.after, event, a)) return why_refused(life, t.at, event, a);
    out.custody_row = a.custody_fired;
    return {};
}

GONGDAN_INLINE bool take_stride(ticket_record& t, entry const& e, stride const& s) {
    using namespace fold_detail;
    position const before = t.at;
    t.at = s.after;
    bool touched = false;
    if (s.custody_row != attempt::none) touched = apply_news(t, s.news, t.type->life().rows[s.custody_row], e);
    if (t.at.state != before.state) touched = enter(t, before, e.occurred_at) || touched;
    if (t.facts.owner.empty()) note_owner(t.facts, e);
    t.facts.tip = e.occurred_at;
    ++t.version;
    return touched;
}

GONGDAN_INLINE std::optional<refusal> follow(ticket_record& t, entry const& e) {
    if (e.event == entry_code::fired) return fold_detail::note_firing(t, e), std::nullopt;
    if (e.event == entry_code::waits) return fold_detail::note_waiting(t, e), std::nullopt;
    if (e.event == entry_code::moved) return fold_detail::move_on(t, e);
    if (e.event == entry_code::settled && t.conflicts != 0) --t.conflicts;
    if (entry_code::is_own(e.event)) return {};
    auto const event = t.type->event(e.event);
    if (!event) return unknown_event(t, e.event);
    stride s;
    if (auto wrong = plan_stride(t, *event, e, s)) return wrong;
    take_stride(t, e, s);
    return {};
}

namespace fold_detail {

/// The conflicts that somebody has looked at, by sequence.
inline std::set<std::uint64_t> settled_in(std::vector<entry> const& history) {
    std::set<std::uint64_t> all;
    for (entry const& e : history)
        if (e.event == entry_code::settled) all.insert(static_cast<std::uint64_t>(e.data.number(field::sequence)));
    return all;
}

/// What the desk wrote of a ticket comes after its opening, whatever a clock said.
inline void open_first(std::vector<entry>& history) {
    auto const opening =
        std::find_if(history.begin(), history.end(), [](entry const& e) { return e.event == entry_code::open; });
    if (opening == history.begin() || opening == history.end()) return;
    std::stable_partition(history.begin(), opening + 1, [](entry const& e) { return !entry_code::is_own(e.event); });
}

}  // namespace fold_detail

GONGDAN_INLINE std::optional<ticket_record> fold(bound_type const& type,
                                                 std::vector<entry>& history,
                                                 calendar const& days) {
    // Most histories come as they happened; sorting those once more took two thirds of a fold.
    if (!std::is_sorted(history.begin(), history.end(), happened_before))
        std::sort(history.begin(), history.end(), happened_before);
    fold_detail::open_first(history);
    std::optional<ticket_record> t;
    std::uint32_t conflicts = 0;
    auto const settled = fold_detail::settled_in(history);
    for (entry& e : history) {
        bool followed = false;
        if (e.event == entry_code::open) {
            if (!t) {
                auto const* const own = type.other(e.kind);  // it may have moved on since
                auto begun = begin(own != nullptr ? *own : type, e);
                followed = static_cast<bool>(begun);
                if (begun) t = *std::move(begun);
            }
        } else if (t) {
            followed = !follow(*t, e);
        }
        e.stands = followed ? standing::accepted : standing::conflict;
        if (!followed && settled.count(e.sequence) == 0)
            ++conflicts;  // what happened before the opening counts as well
    }
    if (!t) return t;
    t->conflicts = conflicts;
    assess_targets(*t, days);
    return t;
}

}}  // namespace gongdan
