#pragma once

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/retention.hpp>
#include <gongdan/time/civil.hpp>

#include <algorithm>
#include <set>
#include <stdexcept>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace retention_detail {

/// The same date so many years later; where there is none, the day after.
inline day years_later(day d, int years) {
    auto const date = split(d);
    auto const year = std::min(date.year + years, last_year);
    auto const same = make_day(year, date.month, date.day_of_month);
    return same ? *same : *make_day(year, date.month + 1, 1);
}

inline bool is_over(retention_rule const& rule, ticket_record const& t, day today) {
    return years_later(day_of(t.facts.closed_at), rule.years) + rule.days < today;
}

/// Tickets that a ticket hangs together with.
inline std::vector<ticket_id> tied_to(desk const& d, ticket_id id) {
    auto all = d.children(id);
    if (auto const above = d.parent(id)) all.push_back(*above);
    if (auto const& merged = d.ticket(id)->facts.merged())
        if (auto const into = d.resolve(merged->into)) all.push_back(*into);
    return all;
}

/// Takes out those that hang together with one that stays, until nothing is left to take out.
inline void leave_families_whole(desk const& d, std::set<ticket_id>& going) {
    std::vector<std::pair<ticket_id, ticket_id>>
        ties;  // both ways: who is merged does not know who was merged into them
    for (ticket_id const id : going)
        for (ticket_id const other : tied_to(d, id)) ties.emplace_back(id, other), ties.emplace_back(other, id);
    for (std::size_t before = 0; before != going.size();) {
        before = going.size();
        for (auto const& [one, other] : ties)
            if (going.count(other) == 0) going.erase(one);
    }
}

/// Merged tickets name the one that goes on, which must not go before them.
inline void stay_with_merged(desk const& d, std::set<ticket_id>& going) {
    for (std::uint64_t id = 1; id <= d.size(); ++id) {
        auto const* const t = going.count({id}) == 0 ? d.ticket({id}) : nullptr;
        if (t == nullptr || !t->facts.merged()) continue;
        if (auto const into = d.resolve(t->facts.merged()->into)) going.erase(*into);
    }
}

inline void refuse_missing_store(std::vector<due_ticket> const& due, personal_stores const& persons) {
    for (due_ticket const& t : due) {
        if (t.by->personal != personal_fate::keep && persons.from == nullptr)
            throw std::invalid_argument("a rule moves or erases personal texts, and no store of them was given");
        if (t.by->personal == personal_fate::move && persons.to == nullptr)
            throw std::invalid_argument(
                "a rule moves personal texts to the archive, and no store of its own was given");
    }
}

inline void deal_with_texts(due_ticket const& t, personal_stores const& persons) {
    if (t.by->personal == personal_fate::keep) return;
    if (t.by->personal == personal_fate::move)
        if (auto const texts = persons.from->of(t.ticket); !texts.empty()) persons.to->keep(texts);
    persons.from->erase(t.ticket);
}

}  // namespace retention_detail

GONGDAN_INLINE retention_rule const* retention::rule_for(ticket_record const& t) const {
    auto const fits = [&](retention_rule const& r) {
        auto const type = t.type->life().label.code;
        bool const is_type = r.types.empty() || std::find(r.types.begin(), r.types.end(), type) != r.types.end();
        return is_type && (!r.urgency || *r.urgency == t.facts.urgency);
    };
    auto const found = std::find_if(rules.begin(), rules.end(), fits);
    return found == rules.end() ? nullptr : &*found;
}

GONGDAN_INLINE retention everything_closed(personal_fate personal) {
    retention_rule all;
    all.personal = personal;
    return {"everything closed", {}, {all}};
}

GONGDAN_INLINE std::vector<due_ticket> due_for_archive(desk const& d, retention const& r, day today) {
    using namespace retention_detail;
    std::set<ticket_id> going;
    for (std::uint64_t id = 1; id <= d.size(); ++id) {
        if (!d.is_done({id})) continue;
        auto const* const t = d.ticket({id});
        auto const* const rule = r.rule_for(*t);
        if (rule != nullptr && is_over(*rule, *t, today)) going.insert({id});
    }
    stay_with_merged(d, going);
    leave_families_whole(d, going);
    std::vector<due_ticket> due;
    for (ticket_id const id : going) due.push_back({id, r.rule_for(*d.ticket(id))});
    return due;
}

GONGDAN_INLINE moved_entries carry_out(std::vector<due_ticket> const& due,
                                       stored_journal& from,
                                       stored_journal& to,
                                       personal_stores const& persons,
                                       archive_note const& note) {
    retention_detail::refuse_missing_store(due, persons);
    std::vector<ticket_id> tickets;
    for (due_ticket const& t : due) {
        retention_detail::deal_with_texts(t, persons);
        tickets.push_back(t.ticket);
    }
    return archive_tickets(from, to, tickets, note);
}

}}  // namespace gongdan
