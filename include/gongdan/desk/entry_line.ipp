#pragma once

#include <gongdan/desk/entry_line.hpp>

#include <fmt/format.h>

#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace entry_line_detail {

inline std::string scalar_text(data_view v) {
    switch (v.kind()) {
    case data_kind::text: return std::string{v.as_text()};
    case data_kind::boolean: return v.as_boolean() ? "yes" : "no";
    case data_kind::integer: return std::to_string(v.as_integer());
    case data_kind::number: return fmt::format("{}", v.as_number());
    default: v.fail("a text, a number or true and false are expected");
    }
}

}  // namespace entry_line_detail

GONGDAN_INLINE void entry_line::fail(std::string_view key, std::string reason) const {
    auto where = at;
    where.field += key;
    throw input_error{{std::move(where), std::move(reason)}};
}

GONGDAN_INLINE payload read_payload(data_view table) {
    payload data;
    for (data_view const member : table.as_table().members())
        data.set(member.key(), entry_line_detail::scalar_text(member));
    return data;
}

GONGDAN_INLINE entry_line read_entry_line(source const& from, data_view v) {
    v.only(entry_keys);
    entry_line l;
    l.at = {from.name, v.line(), "/"};
    l.ticket = entry_line_detail::scalar_text(v.get("ticket"));
    if (l.ticket.empty()) l.fail("ticket", "is empty");
    l.what.kind = v.optional_text("type").value_or("");
    if (!v.optional_text("level").value_or("").empty()) l.urgency = v.one_of<level>("level");
    l.what.event = v.text("event");
    l.what.occurred_at = v.instant("occurred_at");
    l.what.recorded_at = v.optional_instant("recorded_at").value_or(l.what.occurred_at);
    l.what.actor = v.optional_text("actor").value_or("");
    l.what.as = v.optional_one_of<role>("role").value_or(role::system);
    l.what.command_id = v.optional_text("command_id").value_or("");
    if (auto const data = v.optional_table("payload")) l.what.data = read_payload(*data);
    return l;
}

}}  // namespace gongdan
