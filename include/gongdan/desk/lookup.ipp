#pragma once

// What a desk says where a ticket or a target is asked for that it does not have, or an entry does not fit.

#include <gongdan/desk/fold.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE { namespace desk_detail {

inline refusal unknown_ticket(ticket_id id) {
    return {"desk.unknown_ticket",
            {},
            fmt::format("没有工单 {}", id.value),
            fmt::format("there is no ticket {}", id.value)};
}

inline target_state const* find_target(ticket_record const& t, std::string_view code) {
    for (target_state const& s : t.targets)
        if (t.type->clause_at(s.clause).what->target == code) return &s;
    return nullptr;
}

inline refusal no_target(std::string_view target) {
    return {"desk.no_target",
            {},
            fmt::format("工单没有时限“{}”", target),
            fmt::format("the ticket has no target '{}'", target)};
}

inline refusal out_of_order(entry const& e) {
    return {"desk.conflict",
            {},
            fmt::format("“{}”发生于 {},与其后的记录不符,已保留待查", e.event, to_text(e.occurred_at)),
            fmt::format("'{}' of {} does not fit the history around it: kept, in conflict", e.event,
                        to_text(e.occurred_at))};
}

}}}  // namespace gongdan::desk_detail
