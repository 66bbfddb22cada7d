#pragma once

#include <gongdan/desk/entry_line.hpp>
#include <gongdan/desk/intake.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/files/json.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace intake_detail {

inline std::string take(payload& p, std::string_view name) {
    std::string text{p.get(name)};
    payload rest;
    for (auto const& [key, value] : p)
        if (key != name) rest.set(key, value);
    p = std::move(rest);
    return text;
}

inline instant agreed_at(entry_line const& l, std::string_view name, std::string const& text) {
    auto const read = read_instant(text);
    if (!read) l.fail(fmt::format("payload/{}", name), read.wrong);
    return *read;
}

inline std::optional<interval> take_agreed(entry_line& l) {
    auto const from = take(l.what.data, field::from);
    auto const to = take(l.what.data, field::to);
    if (from.empty() && to.empty()) return {};
    interval const agreed{agreed_at(l, field::from, from.empty() ? to : from),
                          agreed_at(l, field::to, to.empty() ? from : to)};
    if (agreed.to < agreed.from) l.fail("payload", "the agreed time ends before it begins");
    return agreed;
}

inline entry_line read_line(source const& from, data_view v) { return read_entry_line(from, v); }

inline intake_answer begin_answer(entry_line const& l) {
    return {l.at.line, l.what.command_id, l.ticket, l.what.event, intake_result::accepted, {}};
}

inline intake_answer open_ticket(desk& d, entry_line l) {
    auto a = begin_answer(l);
    opening o;
    o.type = l.what.kind;
    o.occurred_at = l.what.occurred_at;
    o.who = {l.what.as, l.what.actor};
    o.urgency = l.urgency.value_or(level::waiting);
    o.external = l.ticket;
    o.agreed = take_agreed(l);
    o.hall = take(l.what.data, field::hall);
    o.label = take(l.what.data, field::label);
    o.parent = take(l.what.data, field::parent);
    o.data = std::move(l.what.data);
    o.recorded_at = l.what.recorded_at;
    o.command_id = l.what.command_id;
    auto const opened = d.open(o);
    if (!opened) a.result = intake_result::refused, a.why = opened.why();
    return a;
}

/// Accepted, and not done yet.
inline refusal waits_for(desk const& d, ticket_id child) {
    auto const name = d.ticket(child)->name();
    return {"desk.waits", {}, "待子工单 " + name + " 关闭后生效", "takes effect when ticket " + name + " is closed"};
}

inline intake_answer apply_event(desk& d, entry_line l) {
    auto a = begin_answer(l);
    auto const id = d.find(l.ticket);
    if (!id) {
        a.result = intake_result::refused;
        a.why = {"desk.unknown_ticket", {}, "没有工单“" + l.ticket + "”", "there is no ticket '" + l.ticket + "'"};
        return a;
    }
    command c;
    c.event = a.event;
    c.occurred_at = l.what.occurred_at;
    c.who = {l.what.as, l.what.actor};
    c.data = std::move(l.what.data);
    c.recorded_at = l.what.recorded_at;
    c.command_id = l.what.command_id;
    auto const applied = d.apply(*id, c);
    if (!applied) {
        a.result = intake_result::refused;
        a.why = applied.why();
    } else if (applied->stands == standing::conflict) {
        a.result = intake_result::conflict;
        a.why = *applied->conflict;
    } else if (applied->waits_for) {
        a.why = waits_for(d, applied->waits_for);
    }
    return a;
}

}  // namespace intake_detail

GONGDAN_INLINE instant take_events(desk& d, source const& from, intake_sinks const& to) {
    using namespace intake_detail;
    json_lines lines{from, to.rejected};
    instant latest = distant_past;
    while (auto const v = lines.next()) {
        try {
            auto l = read_line(from, *v);
            latest = std::max(latest, l.what.recorded_at);
            bool const opens = l.what.event == entry_code::open;
            to.answered(opens ? open_ticket(d, std::move(l)) : apply_event(d, std::move(l)));
        } catch (input_error const& wrong) { to.rejected(wrong.what_and_where()); }
    }
    return latest;
}

GONGDAN_INLINE std::string to_json(intake_answer const& a, language l) {
    json_text j;
    j.begin_object().member("line", a.line).member("command_id", a.command_id).member("ticket", a.ticket);
    j.member("event", a.event).member("answer", label(a.result).code);
    j.member("code", a.why.code.empty() ? std::string_view{"ok"} : a.why.code).member("rule", a.why.rule);
    j.member("message", l == language::zh ? a.why.zh : a.why.en).end();
    return j.text();
}

GONGDAN_INLINE std::string rejects_csv(std::vector<fault> const& rejects) {
    csv_text csv{{"file", "line", "field", "reason"}};
    for (fault const& f : rejects) csv.row({f.at.file, std::to_string(f.at.line), f.at.field, f.reason});
    return csv.text();
}

}}  // namespace gongdan
