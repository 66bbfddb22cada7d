#pragma once

#include <gongdan/desk/desk.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE std::vector<moved_deadline> desk::load_calendar(calendar days) {
    days_ = std::move(days);
    std::vector<moved_deadline> moved;
    std::vector<instant> before;
    for (ticket_record& t : tickets_) {
        if (t.type == nullptr) continue;  // forgotten
        before.clear();
        for (target_state const& s : t.targets) before.push_back(s.due_at);
        assess_targets(t, days_);
        auto const so_far = moved.size();
        for (std::size_t i = 0; i < before.size(); ++i)
            if (target_state const& s = t.targets[i]; s.due_at != before[i])
                moved.push_back({t.id, t.type->clause_at(s.clause).what, before[i], s.due_at});
        // A share of the budget may fall elsewhere though the deadline stands.
        if (t.open() || moved.size() != so_far) schedule(t);
    }
    return moved;
}

}}  // namespace gongdan
