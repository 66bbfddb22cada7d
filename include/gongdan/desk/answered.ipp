#pragma once

// What a desk has answered before, worked out again from the journal: to retries, and to writers that came too late.

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/lookup.ipp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

/// The answer to a command that is in a history, as it stood when the command was the last of it.
GONGDAN_INLINE receipt desk::answer_again(bound_type const& type, std::vector<entry> past) const {
    entry const e = past.back();
    receipt r{e.ticket, e.sequence, 0, e.stands, {}, {}};
    auto const before = [&] {
        auto all = past;
        all.pop_back();
        return fold(type, all, days_);
    };
    if (auto const after = fold(type, past, days_)) r.version = after->version;
    if (e.event == entry_code::waits) r.waits_for = {static_cast<std::uint64_t>(e.data.number(field::waits_for))};
    if (e.stands == standing::accepted) return r;
    auto const t = before();
    auto const event = type.event(e.event);
    stride s;
    if (t && event && t->facts.tip <= e.occurred_at) r.conflict = plan_stride(*t, *event, e, s);
    if (!r.conflict) r.conflict = desk_detail::out_of_order(e);
    return r;
}

namespace desk_detail {

/// The answer to the opening of a ticket in an archive, from the entry that stayed; no answer to any other command.
inline std::optional<receipt> opened_before(entry const& last, std::string_view command_id) {
    if (last.event != entry_code::archived || last.data.get(archived_opening) != command_id) return {};
    return receipt{last.ticket, first_archived(last), 1, standing::accepted, {}, {}};
}

}  // namespace desk_detail

GONGDAN_INLINE std::optional<receipt> desk::answered(std::string_view command_id) const {
    std::optional<receipt> found;
    if (command_id.empty()) return found;
    answered_.each(command_id, [&](ticket_id id) {
        auto past = store_->history(id);
        auto const at =
            std::find_if(past.begin(), past.end(), [&](entry const& e) { return e.command_id == command_id; });
        if (at == past.end()) {
            if (!past.empty()) found = desk_detail::opened_before(past.back(), command_id);
            return found.has_value();
        }
        past.erase(at + 1, past.end());
        if (auto const* const t = ticket(id)) found = answer_again(*t->type, std::move(past));
        return found.has_value();
    });
    return found;
}

/// To whom a writer lost that knew another version.
GONGDAN_INLINE refusal desk::overtaken(ticket_record const& t, std::uint32_t expected) const {
    auto const& now = t.type->life().states[t.at.state].label;
    refusal why{"desk.version",
                {},
                fmt::format("工单已是版本 {},不是 {}:{}", t.version, expected, now.zh),
                fmt::format("the ticket is at version {}, not {}: it is {}", t.version, expected, now.en)};
    auto const past = store_->history(t.id);
    auto const last = std::find_if(past.rbegin(), past.rend(), [](entry const& e) {
        return e.stands == standing::accepted && !entry_code::is_own(e.event);
    });
    if (last == past.rend()) return why;
    auto const event = t.type->event(last->event);
    auto const name = event ? t.type->life().events[*event].label : term{entry_code::open, "受理", "open"};
    auto const who = last->actor.empty() ? "" : ' ' + last->actor;
    auto const when = to_text(last->recorded_at);
    why.zh += fmt::format(";已有{}{} 于 {} 的“{}”", label(last->as).zh, who, when, name.zh);
    why.en += fmt::format("; '{}' by the {}{} came first, at {}", name.en, label(last->as).en, who, when);
    return why;
}

}}  // namespace gongdan
