#pragma once

#include <gongdan/desk/foreign.hpp>
#include <gongdan/files/csv.hpp>

#include <algorithm>
#include <unordered_map>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace foreign_detail {

struct visit_columns {
    visit_columns(csv_reader const& csv, mapped_visit const& m)
        : arrived(csv.column(m.arrived)), left(csv.column(m.left)) {
        if (!m.crew.empty()) crew = csv.column(m.crew);
        if (!m.sent.empty()) sent = csv.column(m.sent);
        if (!m.skill.empty()) skill = csv.column(m.skill);
        for (auto const& s : m.steps) steps.push_back(csv.column(s.at));
    }
    csv_column arrived;
    csv_column left;
    std::optional<csv_column> crew;
    std::optional<csv_column> sent;
    std::optional<csv_column> skill;
    std::vector<csv_column> steps;
};

/// The columns of one file, looked up once.
struct columns {
    columns(csv_reader const& csv, mapping const& m)
        : ticket(csv.column(m.ticket)), opened(csv.column(m.opened)), type(value(csv, m.type)) {
        if (m.urgency) urgency = value(csv, *m.urgency);
        if (!m.due.empty()) due = csv.column(m.due);
        if (!m.hall.empty()) hall = csv.column(m.hall);
        for (kept_column const& k : m.keep) keep.push_back(csv.column(k.column));
        for (mapped_event const& e : m.events) events.push_back(csv.column(e.column));
        if (m.visit) visit = visit_columns{csv, *m.visit};
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
    std::optional<visit_columns> visit;
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
    if (meaning == v.values.end()) row.fail(*c, "the mapping gives no meaning to " + gongdan::quoted(text));
    return meaning->second;
}

inline foreign_visit read_visit(csv_row const& row, visit_columns const& c) {
    foreign_visit v;
    v.line = row.line();
    if (c.crew) v.crew = row[*c.crew];
    if (c.sent) v.sent = row.optional_instant(*c.sent);
    v.arrived = row.optional_instant(c.arrived);
    v.left = row.optional_instant(c.left);
    if (c.skill) v.skill = row[*c.skill];
    for (csv_column const s : c.steps) v.steps.push_back(row.optional_instant(s));
    return v;
}

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
    if (c.visit) t.visits.push_back(read_visit(row, *c.visit));
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
    t.visits.insert(t.visits.end(), next.visits.begin(), next.visits.end());
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

}  // namespace foreign_detail

GONGDAN_INLINE std::vector<foreign_ticket> foreign_tickets(source const& from,
                                                           mapping const& m,
                                                           fault_sink const& rejected) {
    using namespace foreign_detail;
    csv_reader csv{from, rejected};
    columns const c{csv, m};
    std::vector<foreign_ticket> tickets;
    std::unordered_map<std::string, std::size_t> known;
    while (auto const row = csv.next()) {
        try {
            auto t = read_row(*row, c, m);
            auto const [place, is_new] = known.emplace(t.number, tickets.size());
            if (is_new) tickets.push_back(std::move(t));
            else join(tickets[place->second], std::move(t), m);
        } catch (input_error const& wrong) { rejected(wrong.what_and_where()); }
    }
    for (foreign_ticket& t : tickets) settle_skew(t, m, from.name, rejected);
    return tickets;
}

GONGDAN_INLINE std::vector<foreign_event> story(foreign_ticket const& t, mapping const& m) {
    auto all = t.moves;
    for (std::size_t i = 0; i < t.at.size(); ++i)
        if (t.at[i]) all.push_back({*t.at[i], m.events[i].event});
    std::stable_sort(all.begin(), all.end(), [](auto const& a, auto const& b) { return a.at < b.at; });
    return all;
}

}}  // namespace gongdan
