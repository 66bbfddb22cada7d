#pragma once

#include <gongdan/desk/mapping.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/files/toml.hpp>
#include <gongdan/ticket/kind.hpp>

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

/// A text is a column's name; a table says more.
inline mapped_value read_value(data_view v) {
    if (v.kind() == data_kind::text) return {std::string{v.as_text()}, {}};
    v.only({"column", "value", "values"});
    if (v.has("column") == v.has("value")) v.fail("either 'column' or 'value' is expected");
    if (v.has("value")) return {{}, std::string{v.text("value")}};
    return {std::string{v.text("column")}, {}, read_values(v)};
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
        for (mapped_event const& e : m.events) events.push_back(csv.column(e.column));
        if (m.states) state = csv.column(m.states->event.column), state_at = csv.column(m.states->at);
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
    std::vector<csv_column> events;
    std::optional<csv_column> state;
    std::optional<csv_column> state_at;
};

inline std::string look_up(csv_row const& row, std::optional<csv_column> c, mapped_value const& v) {
    if (!c) return v.constant;
    std::string const text{row[*c]};
    if (v.values.empty()) return text;
    auto const meaning = v.values.find(text);
    if (meaning == v.values.end()) row.fail(*c, "the mapping gives no meaning to " + quoted(text));
    return meaning->second;
}

/// One ticket put together from its rows.
struct foreign_ticket {
    std::size_t line = 0;
    std::string number;
    std::string type;
    level urgency = level::waiting;
    std::string hall;
    instant opened = distant_future;
    std::optional<instant> due;
    std::vector<std::optional<instant>> at;              ///< by mapped event
    std::vector<std::pair<instant, std::string>> moves;  ///< rows that are events
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
    if (m.states) t.moves.emplace_back(row.instant(*c.state_at), look_up(row, c.state, m.states->event));
    return t;
}

inline void join(foreign_ticket& t, foreign_ticket next, mapping const& m) {
    t.opened = std::min(t.opened, next.opened);
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
inline std::vector<std::pair<instant, std::string>> story(foreign_ticket const& t, mapping const& m) {
    auto all = t.moves;
    for (std::size_t i = 0; i < t.at.size(); ++i)
        if (t.at[i]) all.emplace_back(*t.at[i], m.events[i].event);
    std::stable_sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.first < b.first; });
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
    if (t.due) o.agreed = interval{*t.due, *t.due};
    auto const id = d.open(o);
    auto opened = to_answer(t, std::string{entry_code::open});
    if (!id) opened.result = intake_result::refused, opened.why = id.why();
    to.answered(opened);
    instant latest = t.opened;
    if (!id) return latest;
    for (auto const& [when, event] : story(t, m)) {
        auto a = to_answer(t, event);
        auto const applied = d.apply(*id, {event, when});
        if (!applied) {
            a.result = intake_result::refused;
            a.why = applied.why();
        } else if (applied->stands == standing::conflict) {
            a.result = intake_result::conflict;
            a.why = *applied->conflict;
        }
        to.answered(a);
        latest = std::max(latest, when);
    }
    return latest;
}

}  // namespace mapping_detail

GONGDAN_INLINE mapping read_mapping(source const& from) {
    using namespace mapping_detail;
    auto const doc = read_toml(from);
    auto const root = doc.root();
    root.only({"name", "ticket", "type", "level", "opened", "due", "hall", "clock_skew_seconds", "event", "states"});
    mapping m;
    m.name = root.text("name");
    m.ticket = root.text("ticket");
    m.type = read_value(root.get("type"));
    if (auto const v = root.find("level")) m.urgency = read_value(*v);
    m.opened = root.text("opened");
    m.due = root.optional_text("due").value_or("");
    m.hall = root.optional_text("hall").value_or("");
    m.clock_skew = seconds{root.optional_integer("clock_skew_seconds", 0, 3600).value_or(0)};
    for (data_view const v : root.tables("event")) m.events.push_back(read_event(v));
    if (auto const v = root.optional_table("states")) {
        v->only({"column", "values", "at"});
        m.states = mapped_states{{std::string{v->text("column")}, {}, read_values(*v)}, std::string{v->text("at")}};
    }
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
