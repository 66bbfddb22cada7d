#pragma once

#include <gongdan/desk/intake.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/files/json.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace intake_detail {

inline std::string plain_text(data_view v) {
    switch (v.kind()) {
    case data_kind::text: return std::string{v.as_text()};
    case data_kind::boolean: return v.as_boolean() ? "yes" : "no";
    case data_kind::integer: return std::to_string(v.as_integer());
    case data_kind::number: {
        auto text = std::to_string(v.as_number());
        text.erase(text.find_last_not_of('0') + 1);
        return text.back() == '.' ? text + "0" : text;
    }
    default: v.fail("a text, a number or true and false are expected");
    }
}

/// A line as it was read, before the desk has seen it.
struct event_line {
    std::string ticket;
    std::string type;
    std::string event;
    level urgency = level::waiting;
    instant occurred_at;
    std::optional<instant> recorded_at;
    actor who;
    std::string command_id;
    payload data;
    std::optional<interval> agreed;
    std::string hall;
    std::string label;
};

inline std::string take(payload& p, std::string_view name) {
    std::string text{p.get(name)};
    payload rest;
    for (auto const& [key, value] : p)
        if (key != name) rest.set(key, value);
    p = std::move(rest);
    return text;
}

inline std::optional<interval> take_agreed(payload& p, data_view where) {
    auto const from = take(p, field::from);
    auto const to = take(p, field::to);
    if (from.empty() && to.empty()) return {};
    auto const a = where.good(read_instant(from.empty() ? to : from));
    auto const b = where.good(read_instant(to.empty() ? from : to));
    if (b < a) where.fail("the agreed time ends before it begins");
    return interval{a, b};
}

inline event_line read_line(data_view v) {
    v.only(
        {"command_id", "ticket", "type", "level", "event", "occurred_at", "recorded_at", "actor", "role", "payload"});
    event_line e;
    e.ticket =
        v.get("ticket").kind() == data_kind::integer ? plain_text(v.get("ticket")) : std::string{v.text("ticket")};
    if (e.ticket.empty()) v.fail("ticket", "is empty");
    e.event = v.text("event");
    e.occurred_at = v.instant("occurred_at");
    e.recorded_at = v.optional_instant("recorded_at");
    if (e.recorded_at && *e.recorded_at < e.occurred_at) v.fail("recorded_at", "lies before occurred_at");
    e.type = v.optional_text("type").value_or("");
    e.urgency = v.optional_one_of<level>("level").value_or(level::waiting);
    e.who = {v.optional_one_of<role>("role").value_or(role::system),
             std::string{v.optional_text("actor").value_or("")}};
    e.command_id = v.optional_text("command_id").value_or("");
    auto const data = v.optional_table("payload");
    if (!data) return e;
    for (data_view const m : data->members()) e.data.set(m.key(), plain_text(m));
    if (e.event == entry_code::open) {
        e.agreed = take_agreed(e.data, *data);
        e.hall = take(e.data, field::hall);
        e.label = take(e.data, field::label);
    }
    return e;
}

inline intake_answer begin_answer(std::size_t line, event_line const& e) {
    return {line, e.command_id, e.ticket, e.event, intake_result::accepted, {}};
}

inline intake_answer open_ticket(desk& d, std::size_t line, event_line e) {
    auto a = begin_answer(line, e);
    opening o;
    o.type = e.type;
    o.occurred_at = e.occurred_at;
    o.who = e.who;
    o.urgency = e.urgency;
    o.external = e.ticket;
    o.hall = std::move(e.hall);
    o.agreed = e.agreed;
    o.data = std::move(e.data);
    o.recorded_at = e.recorded_at;
    o.command_id = e.command_id;
    o.label = std::move(e.label);
    auto const opened = d.open(o);
    if (!opened) a.result = intake_result::refused, a.why = opened.why();
    return a;
}

inline intake_answer apply_event(desk& d, std::size_t line, event_line e) {
    auto a = begin_answer(line, e);
    auto const id = d.find(e.ticket);
    if (!id) {
        a.result = intake_result::refused;
        a.why = {"desk.unknown_ticket", {}, "没有工单“" + e.ticket + "”", "there is no ticket '" + e.ticket + "'"};
        return a;
    }
    command c;
    c.event = a.event;
    c.occurred_at = e.occurred_at;
    c.who = e.who;
    c.data = std::move(e.data);
    c.recorded_at = e.recorded_at;
    c.command_id = e.command_id;
    auto const applied = d.apply(*id, c);
    if (!applied) {
        a.result = intake_result::refused;
        a.why = applied.why();
    } else if (applied->stands == standing::conflict) {
        a.result = intake_result::conflict;
        a.why = applied->conflict;
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
            auto e = read_line(*v);
            latest = std::max(latest, e.recorded_at.value_or(e.occurred_at));
            to.answered(e.event == entry_code::open ? open_ticket(d, v->line(), std::move(e))
                                                    : apply_event(d, v->line(), std::move(e)));
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

GONGDAN_INLINE std::string tickets_csv(desk const& d, instant as_of) {
    csv_text csv{{"ticket", "type", "level", "target", "accepted", "deadline", "met_at", "verdict"}};
    for (std::uint64_t i = 1; i <= d.size(); ++i) {
        auto const& t = *d.ticket({i});
        auto const number = t.facts.external.empty() ? std::to_string(i) : t.facts.external;
        for (target_view const& v : d.targets({i})) {
            bool const met = v.met_at != distant_future && v.met_at <= as_of;
            csv.row({number, t.type_name(), label(t.facts.urgency).code, v.what->target, to_text(t.facts.opened),
                     to_text(v.deadline), met ? to_text(v.met_at) : "", label(v.at(as_of)).code});
        }
    }
    return csv.text();
}

GONGDAN_INLINE std::string rejects_csv(std::vector<fault> const& rejects) {
    csv_text csv{{"file", "line", "field", "reason"}};
    for (fault const& f : rejects) csv.row({f.at.file, std::to_string(f.at.line), f.at.field, f.reason});
    return csv.text();
}

}}  // namespace gongdan
