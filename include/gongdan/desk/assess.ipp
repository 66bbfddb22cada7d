#pragma once

// A target's due time from a ticket's facts: which holds and agreements count, and what that makes of the promise.

#include <gongdan/desk/fold.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace assess_detail {

inline expression agreed_time() {
    expression e;
    e.kind = expression::form::as_agreed;
    return e;
}

/// Gathers what a target's clock runs on, hold by hold and agreement by agreement in the order they happened: each must
/// come before the deadline as it stood by then.
class input_walk {
public:
    input_walk(ticket_record const& t, target_state const& s, calendar const& days, expression const& e)
        : days_(days), e_(e), clause_(*t.type->clause_at(s.clause).what), opened_(t.facts.opened) {
        in_.facts.start = s.starts_at;
        auto a = t.facts.agreements().begin();
        auto const agreements_end = t.facts.agreements().end();
        // What comes after a target is met is none of its business.
        for (hold const& h : t.facts.holds()) {
            for (; a != agreements_end && a->made_at < std::min(h.when.from, s.met_at); ++a) take(*a);
            if (s.met_at <= h.when.from) break;
            take(h);
        }
        for (; a != agreements_end && a->made_at < s.met_at; ++a) take(*a);
        if (auto const& m = t.facts.merged(); m && m->at < s.met_at && !lapsed_before(m->at)) in_.voided = true;
    }
    clock_inputs result() && { return std::move(in_); }

private:
    [[nodiscard]] bool lapsed_before(instant t) const { return lapsed_before(t, e_); }
    [[nodiscard]] bool lapsed_before(instant t, expression const& e) const {
        due const standing = evaluate(in_.rebased ? agreed_time() : e, days_, in_.facts);
        return standing.known() && standing.when < t;
    }

    void take(hold const& h) {
        auto const effect = clause_.on_hold[static_cast<std::size_t>(h.reason)];
        bool const moves = effect == hold_effect::stop || effect == hold_effect::rebase;
        // It is the deadline that it may not be asked for after; a share of the budget (a warning) that has passed
        // meanwhile is shown to have been no such share.
        if (moves && h.when.from < h.asked_at && lapsed_before(h.asked_at, clause_.within))
            return in_.too_late.push_back(h);
        if (effect == hold_effect::stop) stop(h.when);
        if (effect == hold_effect::voids) in_.voided = true;
        if (effect == hold_effect::rebase) {
            rebase_from_ = std::min(rebase_from_, h.when.from);
            if (!lapsed_before(h.when.from)) rebase_until_ = h.when.to;
        }
    }

    /// Holds come by their begin, so that merging is a matter of the last one.
    void stop(interval when) {
        auto& stops = in_.stops;
        if (when.empty()) return;
        if (!stops.empty() && when.from <= stops.back().to) stops.back().to = std::max(stops.back().to, when.to);
        else stops.push_back(when);
        in_.facts.holds = stops.data();
        in_.facts.hold_count = stops.size();
    }

    /// What was agreed, or over, before this clock began belongs to an earlier visit; what the ticket was opened with is
    /// meant for the whole of it.
    [[nodiscard]] bool of_earlier_visit(appointment const& a) const {
        instant const start = in_.facts.start;
        bool const over = a.when.to <= start && opened_ < start;
        return over || (a.made_at < start && a.made_at != opened_);
    }

    /// An agreement must come before the deadline it takes the place of, or while a hold that asks for one runs.
    void take(appointment const& a) {
        if (of_earlier_visit(a)) return;
        if (rebase_until_ <= a.made_at && lapsed_before(a.made_at)) return in_.lapsed.push_back(a);
        in_.facts.agreed = a.when;
        in_.facts.agreed_at = a.made_at;
        in_.honoured.push_back(a);
        if (rebase_from_ <= a.made_at) in_.rebased = a.when;
    }

    calendar const& days_;
    expression const& e_;
    clause const& clause_;
    instant opened_;
    clock_inputs in_;
    instant rebase_from_ = distant_future;
    instant rebase_until_ = distant_past;
};

}  // namespace assess_detail

GONGDAN_INLINE clock_inputs inputs_of(ticket_record const& t,
                                      target_state const& s,
                                      calendar const& days,
                                      expression const& e) {
    return assess_detail::input_walk{t, s, days, e}.result();
}

namespace assess_detail {

inline assessed remind_of(ticket_record const& t, target_state const& s, calendar const& days, expression const& e) {
    expression const& within = t.type->clause_at(s.clause).what->within;
    auto const of = assess(t, s, days, within);
    auto const in = inputs_of(t, s, days, within);
    return {remind(e, days, of.result, in.facts), of.voided};
}

}  // namespace assess_detail

GONGDAN_INLINE assessed assess(ticket_record const& t,
                               target_state const& s,
                               calendar const& days,
                               expression const& e) {
    if (!s.started()) return {};
    if (e.counts == expression::direction::before_due) return assess_detail::remind_of(t, s, days, e);
    if (!t.facts.course) return {evaluate(e, days, {s.starts_at}), false};
    auto const in = inputs_of(t, s, days, e);
    if (in.rebased) return {evaluate(assess_detail::agreed_time(), days, in.facts), in.voided};
    return {evaluate(e, days, in.facts), in.voided};
}

GONGDAN_INLINE void assess_targets(ticket_record& t, calendar const& days) {
    for (target_state& s : t.targets) {
        auto const a = assess(t, s, days, t.type->clause_at(s.clause).what->within);
        s.state = a.result.state;
        s.due_at = a.result.known() ? a.result.when : distant_future;
        s.voided = a.voided;
    }
}

}}  // namespace gongdan
