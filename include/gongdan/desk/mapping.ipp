#pragma once

#include <gongdan/desk/foreign.hpp>
#include <gongdan/desk/mapping.hpp>
#include <gongdan/files/toml.hpp>
#include <gongdan/ticket/kind.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace mapping_detail {

inline std::map<std::string, std::string> read_values(data_view v) {
    std::map<std::string, std::string> all;
    if (auto const values = v.optional_table("values"))
        for (data_view const m : values->members()) all.emplace(m.key(), m.as_text());
    return all;
}

/// A field that the engine reads itself would be taken for what it is not.
inline std::string read_kept_name(data_view v) {
    for (std::string_view const own : {field::level, field::external, field::hall, field::label, field::from, field::to,
                                       field::reason, field::outcome, field::crew})
        if (v.as_text() == own) v.fail(fmt::format("'{}' is a field of the desk's own", own));
    return std::string{v.as_text()};
}

inline kept_column read_kept(data_view v) {
    if (v.kind() == data_kind::text) return {read_kept_name(v)};
    v.only({"column", "take"});
    return {read_kept_name(v.get("column")), v.optional_one_of<pick_row>("take").value_or(pick_row::first)};
}

inline mapped_states read_states(data_view v) {
    v.only({"column", "values", "at", "keep"});
    mapped_states s{{std::string{v.text("column")}, {}, read_values(v)}, std::string{v.text("at")}};
    for (data_view const name : v.optional_array("keep")) s.keep.push_back(read_kept_name(name));
    return s;
}

/// A text is a column's name; a table says more.
inline mapped_value read_value(data_view v) {
    if (v.kind() == data_kind::text) return {std::string{v.as_text()}, {}};
    v.only({"column", "value", "values", "take"});
    if (v.has("column") == v.has("value")) v.fail("either 'column' or 'value' is expected");
    if (v.has("value")) return {{}, std::string{v.text("value")}};
    return {std::string{v.text("column")},
            {},
            read_values(v),
            v.optional_one_of<pick_row>("take").value_or(pick_row::first)};
}

inline mapped_visit read_visit(data_view v) {
    v.only({"crew", "sent", "arrived", "left", "skill", "steps"});
    mapped_visit m{std::string{v.optional_text("crew").value_or("")}, std::string{v.optional_text("sent").value_or("")},
                   std::string{v.text("arrived")}, std::string{v.text("left")},
                   std::string{v.optional_text("skill").value_or("")}};
    for (data_view const s : v.optional_array("steps")) {
        s.as_table().only({"step", "at"});
        m.steps.push_back({std::string{s.text("step")}, std::string{s.text("at")}});
    }
    if (!m.skill.empty() && m.crew.empty()) v.fail("skill", "it is a crew's: there must be 'crew'");
    return m;
}

inline mapped_event read_event(data_view v) {
    v.only({"event", "at", "take"});
    return {std::string{v.text("event")}, std::string{v.text("at")},
            v.optional_one_of<pick_row>("take").value_or(pick_row::first)};
}

inline intake_answer to_answer(foreign_ticket const& t, std::string event) {
    return {t.line, {}, t.number, std::move(event), intake_result::accepted, {}};
}

inline instant play(desk& d, foreign_ticket const& t, mapping const& m, intake_sinks const& to) {
    opening o;
    o.type = kind::imported;
    o.occurred_at = t.opened;
    o.urgency = t.urgency;
    o.external = t.number;
    o.hall = t.hall;
    o.label = t.type;
    o.data = t.fields;
    if (t.due) o.agreed = interval{*t.due, *t.due};
    auto const id = d.open(o);
    auto opened = to_answer(t, std::string{entry_code::open});
    if (!id) opened.result = intake_result::refused, opened.why = id.why();
    to.answered(opened);
    instant latest = t.opened;
    if (!id) return latest;
    for (foreign_event& e : story(t, m)) {
        auto a = to_answer(t, e.event);
        auto const applied = d.apply(*id, {e.event, e.at, {}, std::move(e.data)});
        if (!applied) {
            a.result = intake_result::refused;
            a.why = applied.why();
        } else if (applied->stands == standing::conflict) {
            a.result = intake_result::conflict;
            a.why = *applied->conflict;
        }
        to.answered(a);
        latest = std::max(latest, e.at);
    }
    return latest;
}

}  // namespace mapping_detail

GONGDAN_INLINE mapping read_mapping(source const& from) {
    using namespace mapping_detail;
    auto const doc = read_toml(from);
    auto const root = doc.root();
    root.only({"name", "ticket", "type", "level", "opened", "due", "hall", "clock_skew_seconds", "keep", "event",
               "visit", "states"});
    mapping m;
    m.name = root.text("name");
    m.ticket = root.text("ticket");
    m.type = read_value(root.get("type"));
    if (auto const v = root.find("level")) m.urgency = read_value(*v);
    m.opened = root.text("opened");
    m.due = root.optional_text("due").value_or("");
    m.hall = root.optional_text("hall").value_or("");
    m.clock_skew = seconds{root.optional_integer("clock_skew_seconds", 0, 3600).value_or(0)};
    for (data_view const v : root.optional_array("keep")) m.keep.push_back(read_kept(v));
    for (data_view const v : root.tables("event")) m.events.push_back(read_event(v));
    if (auto const v = root.optional_table("visit")) m.visit = read_visit(*v);
    if (auto const v = root.optional_table("states")) m.states = read_states(*v);
    return m;
}

GONGDAN_INLINE instant take_rows(desk& d, source const& from, mapping const& m, intake_sinks const& to) {
    using namespace mapping_detail;
    instant latest = distant_past;
    for (foreign_ticket const& t : foreign_tickets(from, m, to.rejected)) latest = std::max(latest, play(d, t, m, to));
    return latest;
}

}}  // namespace gongdan
