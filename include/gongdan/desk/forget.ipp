#pragma once

// Tickets that leave the desk for good, or for an archive.

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/lookup.ipp>

#include <fmt/format.h>

#include <algorithm>
#include <cassert>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE answer<ticket_id> desk::forget(ticket_id closed) {
    ticket_record* const t = find_record(closed);
    if (t == nullptr) return desk_detail::unknown_ticket(closed);
    if (t->open())
        return refusal{"desk.open_ticket",
                       {},
                       fmt::format("工单 {} 未结,不能遗忘", closed.value),
                       fmt::format("ticket {} is open: it cannot be forgotten", closed.value)};
    if (auto const above = parent(closed))
        return refusal{
            "desk.tied_ticket",
            {},
            fmt::format("工单 {} 属于工单 {},须先遗忘后者", closed.value, above->value),
            fmt::format("ticket {} came from {}, which must be forgotten first", closed.value, above->value)};
    if (!t->facts.external.empty()) by_external_.erase(t->facts.external);
    drop(*t);
    drop_front();
    return closed;
}

GONGDAN_INLINE void desk::drop(ticket_record& t) {
    auto const id = t.id;
    if (auto const below = children_.find(id); below != children_.end()) {
        for (ticket_id const child : below->second) parent_.erase(child);
        children_.erase(below);
    }
    if (!pending_.empty())
        pending_.erase(
            std::remove_if(pending_.begin(), pending_.end(), [&](effect const& x) { return x.ticket == id; }),
            pending_.end());
    t = ticket_record{};
}

GONGDAN_INLINE void desk::drop_front() {
    for (; !tickets_.empty() && tickets_.front().type == nullptr; ++gone_) tickets_.pop_front();
}

GONGDAN_INLINE refusal desk::not_here(ticket_id id) const {
    if (!in_archive(id)) return desk_detail::unknown_ticket(id);
    return {"desk.archived",
            {},
            fmt::format("工单 {} 已归档", id.value),
            fmt::format("ticket {} was put away in an archive", id.value)};
}

GONGDAN_INLINE void desk::put_away(std::vector<ticket_id> const& archived) {
    for (ticket_id const id : archived) {
        ticket_record* const t = held(id);
        if (t == nullptr) continue;
        assert(!t->open() && "an open ticket does not go to an archive");
        if (auto const above = parent_.find(id); above != parent_.end()) {
            auto& all = children_[above->second];
            all.erase(std::remove(all.begin(), all.end(), id), all.end());
            parent_.erase(above);
        }
        drop(*t);
        archived_.insert(id);
    }
    drop_front();
}

}}  // namespace gongdan
