#pragma once

#include <gongdan/report/snapshot.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace snapshot_detail {

/// The lifecycles a desk was given, as far as its policy and its tickets name them.
inline std::vector<lifecycle const*> lifecycles_of(desk const& d) {
    std::vector<lifecycle const*> found;
    auto const add = [&](lifecycle const& l) {
        if (std::find(found.begin(), found.end(), &l) == found.end()) found.push_back(&l);
    };
    auto const add_code = [&](std::string_view code) {
        if (auto const* t = d.type(code)) add(t->life());
    };
    add_code(d.rules().lifecycle);
    for (clause const& c : d.rules().clauses) add_code(c.type);
    for (exemption const& e : d.rules().exemptions) add_code(e.type);
    for (std::uint64_t i = 1; i <= d.size(); ++i)
        if (auto const* t = d.ticket({i})) add(t->type->life());
    return found;
}

/// A ticket's entries up to an instant, as the history of the ticket `as`; none where it was not open by then.
inline std::vector<entry> history_until(desk const& d, ticket_id id, instant as_of, ticket_id as) {
    auto all = d.history(id);
    all.erase(std::remove_if(all.begin(), all.end(), [&](entry const& e) { return e.occurred_at > as_of; }), all.end());
    bool const opened = std::any_of(all.begin(), all.end(), [](entry const& e) { return e.event == entry_code::open; });
    if (!opened) return {};
    for (entry& e : all) e.ticket = as;
    return all;
}

inline std::uint64_t given_by(lifecycle const& l, position before, std::uint8_t event, position after) {
    std::uint64_t bits = 0;
    for (row_info const& r : l.rows)
        if (!r.custody && r.event == event && r.from == before.state && r.to == after.state) bits |= r.gives;
    return bits;
}

inline std::uint64_t brought_by(lifecycle const& l, payload const& p) {
    std::uint64_t bits = 0;
    for (auto const& [name, text] : p)
        if (auto const i = l.find_evidence(name)) bits |= std::uint64_t{1} << *i;
    return bits;
}

}  // namespace snapshot_detail

GONGDAN_INLINE std::string number_of(ticket_record const& t) {
    return t.facts.external.empty() ? "#" + std::to_string(t.id.value) : t.facts.external;
}

GONGDAN_INLINE std::vector<step> seen_ticket::steps() const {
    using namespace snapshot_detail;
    std::vector<step> all;
    std::optional<ticket_record> t;
    for (entry& e : where_->history(there_)) {
        if (entry_code::is_own(e.event)) continue;
        e.ticket = id_;
        step s;
        if (t) s.before = s.after = t->at;
        if (e.stands == standing::accepted) {
            if (!t) {
                auto begun = begin(*record().type, e);
                if (begun) t = *std::move(begun);
            } else {
                static_cast<void>(follow(*t, e));
            }
            if (!t) continue;
            s.after = t->at;
            std::uint64_t given = 0;
            if (auto const event = record().type->event(e.event)) given = given_by(life(), s.before, *event, s.after);
            s.left = (given | (brought_by(life(), e.data) & ~life().from_steps)) & s.after.evidence;
        } else if (t) {
            auto tried = *t;
            s.why = follow(tried, e);
        }
        s.what = std::move(e);
        all.push_back(std::move(s));
    }
    return all;
}

GONGDAN_INLINE sentence seen_ticket::type() const {
    auto const& r = record();
    if (!r.label.empty()) return {r.label, r.label};
    return {std::string{life().label.zh}, std::string{life().label.en}};
}

GONGDAN_INLINE sentence seen_ticket::state() const {
    auto const& s = life().states[record().at.state].label;
    return {std::string{s.zh}, std::string{s.en}};
}

GONGDAN_INLINE std::uint64_t seen_ticket::bit(evidence e) const {
    auto const i = life().find_evidence(label(e).code);
    return i ? std::uint64_t{1} << *i : 0;
}

GONGDAN_INLINE snapshot::snapshot(desk const& d, scope const& s) : today_(&d) {
    auto past = std::make_shared<memory_journal>();
    std::vector<std::pair<std::size_t, ticket_id>> moved;  // place in tickets_, number on the desk of then
    for (std::uint64_t i = 1; i <= d.size(); ++i) {
        if (d.ticket({i}) == nullptr) continue;  // forgotten
        auto const& t = *d.ticket({i});
        if (!s.hall.empty() && t.facts.hall != s.hall) continue;
        if (!s.seen_by.empty() && !d.sees(s.seen_by, t.id)) continue;
        if (t.facts.tip <= s.as_of) {
            tickets_.emplace_back(d, t.id, t.id, number_of(t));
            continue;
        }
        ticket_id const there{moved.size() + 1};
        auto entries = snapshot_detail::history_until(d, t.id, s.as_of, there);
        if (entries.empty()) continue;
        past->append(entries);
        moved.emplace_back(tickets_.size(), there);
        tickets_.emplace_back(d, t.id, t.id, number_of(t));
    }
    if (moved.empty()) return;
    desk_options quiet;
    quiet.mute = true;
    then_ = std::make_unique<desk>(d.days(), d.rules(), snapshot_detail::lifecycles_of(d), past, quiet);
    for (auto const& [place, there] : moved) {
        seen_ticket& x = tickets_[place];
        x = seen_ticket{*then_, there, x.id(), x.number()};
    }
}

GONGDAN_INLINE seen_ticket const* snapshot::find(ticket_id id) const {
    auto const at = std::lower_bound(tickets_.begin(), tickets_.end(), id,
                                     [](seen_ticket const& t, ticket_id wanted) { return t.id() < wanted; });
    return at != tickets_.end() && at->id() == id ? &*at : nullptr;
}

}}}  // namespace gongdan::report
