#pragma once

#include <gongdan/desk/desk.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace difference_detail {

inline verdict verdict_of(ticket_record const& t, target_state const& s, instant as_of) {
    target_view v{t.type->clause_at(s.clause).what, s.starts_at, s.met_at, {}, s.voided};
    v.deadline.state = s.state;
    v.deadline.when = s.due_at;
    return v.at(as_of);
}

inline void read_before(target_difference& d, ticket_record const& t, target_state const& s, instant as_of) {
    d.due_before = s.due_at;
    d.before = verdict_of(t, s, as_of);
}

inline void read_after(target_difference& d, ticket_record const& t, target_state const& s, instant as_of) {
    d.due_after = s.due_at;
    d.after = verdict_of(t, s, as_of);
}

/// Every target that one of the two has, those of the first before those that are new.
inline std::vector<target_difference> side_by_side(ticket_record const& before,
                                                   ticket_record const& after,
                                                   instant as_of) {
    std::vector<target_difference> all;
    for (target_state const& s : before.targets) {
        all.push_back({before.type->clause_at(s.clause).what->target});
        read_before(all.back(), before, s, as_of);
    }
    for (target_state const& s : after.targets) {
        auto const& code = after.type->clause_at(s.clause).what->target;
        auto found = std::find_if(all.begin(), all.end(), [&](target_difference const& d) { return d.target == code; });
        if (found == all.end()) found = all.insert(all.end(), target_difference{code});
        read_after(*found, after, s, as_of);
    }
    return all;
}

inline std::string_view state_of(ticket_record const& t) { return t.type->life().states[t.at.state].label.code; }

}  // namespace difference_detail

GONGDAN_INLINE std::optional<ticket_difference> difference(ticket_record const& before,
                                                           ticket_record const& after,
                                                           instant as_of) {
    using namespace difference_detail;
    ticket_difference d{before.id, state_of(before), state_of(after), before.conflicts, after.conflicts};
    for (target_difference& t : side_by_side(before, after, as_of))
        if (t.due_before != t.due_after || t.before != t.after) d.targets.push_back(std::move(t));
    bool const same = d.targets.empty() && d.state_before == d.state_after && before.conflicts == after.conflicts;
    return same ? std::nullopt : std::optional<ticket_difference>{std::move(d)};
}

GONGDAN_INLINE std::vector<ticket_difference> differences(desk const& before, desk const& after, instant as_of) {
    std::vector<ticket_difference> all;
    for (std::uint64_t i = 1; i <= before.size(); ++i)
        if (auto const* const t = after.ticket({i}))
            if (auto d = difference(*before.ticket({i}), *t, as_of)) all.push_back(*std::move(d));
    return all;
}

}}  // namespace gongdan
