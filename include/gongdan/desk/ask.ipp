#pragma once

// What a desk can be asked.

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/lookup.ipp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE verdict verdict_of(bool voided, instant met_at, due::how state, instant due_at, instant now) {
    if (voided) return verdict::exempt;
    if (met_at != distant_future && met_at <= now) {
        if (state != due::how::at) return state == due::how::unknown ? verdict::unknown : verdict::met;
        return met_at <= due_at ? verdict::met : verdict::late;
    }
    switch (state) {
    case due::how::at: return now <= due_at ? verdict::open : verdict::open_late;
    case due::how::held: return verdict::held;
    case due::how::unknown: return verdict::unknown;
    case due::how::unset: break;
    }
    return verdict::open;
}

GONGDAN_INLINE std::vector<target_view> desk::targets(ticket_id id) const {
    std::vector<target_view> all;
    ticket_record const* const t = ticket(id);
    if (t == nullptr) return all;
    all.reserve(t->targets.size());
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

GONGDAN_INLINE std::vector<step_form> desk::forms(ticket_id id, role as) const {
    ticket_record const* const t = ticket(id);
    return t == nullptr ? std::vector<step_form>{} : forms_of(t->type->life(), t->at, as);
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
    auto const first = std::max(gone_, static_cast<std::size_t>(after.value)) - gone_;
    for (std::size_t i = first; i < tickets_.size() && found.size() < limit; ++i)
        if (tickets_[i].type != nullptr && desk_detail::fits(tickets_[i], f) &&
            (f.seen_by.empty() || sees(f.seen_by, tickets_[i].id)))
            found.push_back(tickets_[i].id);
    return found;
}

GONGDAN_INLINE bool desk::sees(std::string_view unit, ticket_id id) const {
    ticket_record const* const t = ticket(id);
    return t != nullptr && (!options_.units || options_.units->sees(unit, t->facts.hall));
}

GONGDAN_INLINE std::vector<entry> desk::history(ticket_id id) const {
    ticket_record const* const t = ticket(id);
    if (t == nullptr) return {};
    auto entries = store_->history(id);
    static_cast<void>(fold(*t->type, entries, days_));
    return entries;
}

}}  // namespace gongdan
