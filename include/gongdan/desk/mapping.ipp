#pragma once

#include <gongdan/desk/mapping.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/files/toml.hpp>
#include <gongdan/ticket/kind.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

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

inline mapped_event read_event(data_view v) {
    v.only({"event", "at", "take"});
    return {std::string{v.text("event")}, std::string{v.text("at")},
            v.optional_one_of<pick_row>("take").value_or(pick_row::first)};
}

/// The columns of one file, looked up once.
struct columns {
    columns(csv_reader const& csv, mapping const& m)
        : ticket(csv.column(m.ticket)), opened(csv.column(m.opened)), type(value(csv, m.type)) {
        if (m.urgency) urgency = value(csv, *m.urgency);
        if (!m.due.empty()) due = csv.column(m.due);
        if (!m.hall.empty()) hall = csv.column(m.hall);
        for (kept_column const& k : m.keep) keep.push_back(csv.column(k.column));
        for (mapped_event const& e : m.events) events.push_back(csv.column(e.column));
        if (!m.states) return;
        state = csv.column(m.states->event.column);
        state_at = csv.column(m.states->at);
        for (std::string const& name : m.states->keep) state_keep.push_back(csv.column(name));
    }
    static std::optional<csv_column> value(csv_reader const& csv, mapped_value const& v) {
        return v.column.empty() ? std::nullopt : std::optional<csv_column>{csv.column(v.column)};
    }

    csv_column ticket;
    csv_column opened;
    std::optional<csv_column> type;
    std::optional<csv_column> urgency;
    std::optional<csv_column> due;
    std::optional<csv_column> hall;
    std::vector<csv_column> keep;
    std::vector<csv_column> events;
    std::optional<csv_column> state;
    std::optional<csv_column> state_at;
    std::vector<csv_column> state_keep;
};

inline void keep_text(payload& p, std::string_view name, csv_row const& row, csv_column from) {
    if (!row.is_empty(from)) p.set(name, row[from]);
}

inline std::string look_up(csv_row const& row, std::optional<csv_column> c, mapped_value const& v) {
    if (!c) return v.constant;
    std::string const text{row[*c]};
    if (v.values.empty()) return text;
    auto const meaning = v.values.find(text);
    if (meaning == v.values.end()) row.fail(*c, "the mapping gives no meaning to " + quoted(text));
    return meaning->second;
}

/// What happened at a foreign ticket.
struct foreign_event {
    instant at;
    std::string event;
    payload data = {};
};

/// One ticket put together from its rows.
struct foreign_ticket {
    std::size_t line = 0;
    std::string number;
    std::string type;
    level urgency = level::waiting;
    std::string hall;
    instant opened = distant_future;
    std::optional<instant> due;
    std::vector<std::optional<instant>> at;  ///< by mapped event
    std::vector<foreign_event> moves;        ///< rows that are events
    payload fields;
};

/// A row read whole before the ticket is touched: a row that is rejected leaves no trace.
inline foreign_ticket read_row(csv_row const& row, columns const& c, mapping const& m) {
    foreign_ticket t;
    t.line = row.line();
    t.number = row.text(c.ticket);
    t.opened = row.instant(c.opened);
    t.type = look_up(row, c.type, m.type);
    if (m.urgency) {
        auto const text = look_up(row, c.urgency, *m.urgency);
        auto const read = read_one_of<level>(text);
        if (!read && c.urgency) row.fail(*c.urgency, read.wrong);
        t.urgency = read.value.value_or(level::waiting);
    }
    if (c.due) t.due = row.optional_instant(*c.due);
    if (c.hall) t.hall = row[*c.hall];
    for (csv_column const e : c.events) t.at.push_back(row.optional_instant(e));
    for (std::size_t i = 0; i < c.keep.size(); ++i) keep_text(t.fields, m.keep[i].column, row, c.keep[i]);
    if (!m.states) return t;
    t.moves.push_back({row.instant(*c.state_at), look_up(row, c.state, m.states->event)});
    for (std::size_t i = 0; i < c.state_keep.size(); ++i)
        keep_text(t.moves[0].data, m.states->keep[i], row, c.state_keep[i]);
    return t;
}

inline void join(foreign_ticket& t, foreign_ticket next, mapping const& m) {
    t.opened = std::min(t.opened, next.opened);
    if (m.type.take == pick_row::last) t.type = next.type;
    if (m.urgency && m.urgency->take == pick_row::last) t.urgency = next.urgency;
    for (kept_column const& k : m.keep)
        if (auto const text = next.fields.get(k.column);
            !text.empty() && (k.take == pick_row::last || !t.fields.has(k.column)))
            t.fields.set(k.column, text);
    for (std::size_t i = 0; i < t.at.size(); ++i) {
        if (!next.at[i]) continue;
        if (!t.at[i]) t.at[i] = next.at[i];
        t.at[i] =
            m.events[i].take == pick_row::first ? std::min(*t.at[i], *next.at[i]) : std::max(*t.at[i], *next.at[i]);
    }
    t.moves.insert(t.moves.end(), next.moves.begin(), next.moves.end());
}

/// Moves what lies a clock's skew before the opening to the opening, and says so.
inline void settle_skew(foreign_ticket& t, mapping const& m, std::string const& file, fault_sink const& said) {
    for (std::size_t i = 0; i < t.at.size(); ++i) {
        if (!t.at[i] || t.opened <= *t.at[i] || m.clock_skew < t.opened - *t.at[i]) continue;
        said({{file, t.line, m.events[i].column},
              "lies " + span_text(t.opened - *t.at[i]) + " before the opening: taken for the opening"});
        t.at[i] = t.opened;
    }
}

/// The ticket's events as they happened; of those at one instant, in the mapping's or the file's order.
inline std::vector<foreign_event> story(foreign_ticket const& t, mapping const& m) {
    auto all = t.moves;
    for (std::size_t i = 0; i < t.at.size(); ++i)
        if (t.at[i]) all.push_back({*t.at[i], m.events[i].event});
    std::stable_sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.at < b.at; });
    return all;
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
    root.only(
        {"name", "ticket", "type", "level", "opened", "due", "hall", "clock_skew_seconds", "keep", "event", "states"});
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
    if (auto const v = root.optional_table("states")) m.states = read_states(*v);
    return m;
}

GONGDAN_INLINE instant take_rows(desk& d, source const& from, mapping const& m, intake_sinks const& to) {
    using namespace mapping_detail;
    csv_reader csv{from, to.rejected};
    columns const c{csv, m};
    std::vector<foreign_ticket> tickets;
    std::unordered_map<std::string, std::size_t> known;
    while (auto const row = csv.next()) {
        try {
            auto t = read_row(*row, c, m);
            auto const [place, is_new] = known.emplace(t.number, tickets.size());
            if (is_new) tickets.push_back(std::move(t));
            else join(tickets[place->second], std::move(t), m);
        } catch (input_error const& wrong) { to.rejected(wrong.what_and_where()); }
    }
    instant latest = distant_past;
    for (foreign_ticket& t : tickets) {
        settle_skew(t, m, from.name, to.rejected);
        latest = std::max(latest, play(d, t, m, to));
    }
    return latest;
}

}}  // namespace gongdan
