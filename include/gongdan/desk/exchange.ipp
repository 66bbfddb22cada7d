#pragma once

#include <gongdan/desk/binding.hpp>
#include <gongdan/desk/entry_line.hpp>
#include <gongdan/desk/exchange.hpp>
#include <gongdan/desk/fold.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/files/json.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace exchange_detail {

/// Names of tickets for export: the host's number, learned from the entry that opens the ticket.
class ticket_names {
public:
    void learn(entry const& e) {
        if (auto const number = e.data.get(field::external); e.event == entry_code::open && !number.empty())
            external_.emplace(e.ticket, number);
    }
    /// Empty where the host gave none.
    [[nodiscard]] std::string_view of(ticket_id t) const {
        auto const found = external_.find(t);
        return found == external_.end() ? std::string_view{} : found->second;
    }

private:
    std::unordered_map<ticket_id, std::string> external_;
};

inline std::string_view level_of(entry const& e) {
    auto const stated = e.data.get(field::level);
    auto const known = parse_label<level>(stated);
    if (known) return label(*known).code;
    return stated.empty() && e.event == entry_code::open ? label(level::waiting).code : std::string_view{};
}

inline json_text& write(json_text& j, payload const& data) {
    j.begin_object();
    for (auto const& [name, text] : data) j.member(name, text);
    return j.end();
}

inline std::string json_line(entry const& e, std::string_view ticket) {
    json_text j;
    j.begin_object().member("command_id", e.command_id).key("ticket");
    if (ticket.empty()) j.value(e.ticket.value);
    else j.value(ticket);
    j.member("type", e.kind).member("level", level_of(e)).member("event", e.event);
    j.member("occurred_at", to_text(e.occurred_at)).member("recorded_at", to_text(e.recorded_at));
    j.member("actor", e.actor).member("role", label(e.as).code).key("payload");
    return write(j, e.data).end().text() + '\n';
}

inline std::vector<std::string> csv_cells(entry const& e, std::string_view ticket) {
    json_text data;
    return {e.command_id,
            ticket.empty() ? std::to_string(e.ticket.value) : std::string{ticket},
            e.kind,
            std::string{level_of(e)},
            e.event,
            to_text(e.occurred_at),
            to_text(e.recorded_at),
            e.actor,
            std::string{label(e.as).code},
            write(data, e.data).text()};
}

/// Without the apostrophe that keeps a spreadsheet from running a cell.
inline std::string plain(std::string_view cell) {
    bool const guarded =
        cell.size() > 1 && cell[0] == '\'' && std::string_view{"=+-@\t\r"}.find(cell[1]) != std::string_view::npos;
    return std::string{cell.substr(guarded ? 1 : 0)};
}

/// The cells of a row by name; a column that the file does not have reads as empty.
class row_reader {
public:
    row_reader(csv_reader const& file, csv_row const& row) : file_(file), row_(row) {}
    [[nodiscard]] std::string text(std::string_view name) const {
        auto const c = file_.find_column(name);
        return c ? plain(row_[*c]) : std::string{};
    }
    [[nodiscard]] csv_column column(std::string_view name) const { return file_.column(name); }
    [[nodiscard]] csv_row const& row() const { return row_; }

private:
    csv_reader const& file_;
    csv_row const& row_;
};

inline payload read_payload(row_reader const& r) {
    auto const text = r.text("payload");
    if (text.empty()) return {};
    auto const at = r.row().at(r.column("payload"));
    try {
        return gongdan::read_payload(read_json({at.file, text}).root());
    } catch (input_error const& wrong) { r.row().fail(r.column("payload"), wrong.what_and_where().reason); }
}

inline entry_line read_row(source const& from, row_reader const& r) {
    entry_line l;
    l.at = {from.name, r.row().line(), {}};
    l.ticket = r.text("ticket");
    if (l.ticket.empty()) l.fail("ticket", "is empty");
    l.what.kind = r.text("type");
    if (!r.text("level").empty()) l.urgency = r.row().one_of<level>(r.column("level"));
    l.what.event = r.text("event");
    l.what.occurred_at = r.row().instant(r.column("occurred_at"));
    l.what.recorded_at = r.text("recorded_at").empty() ? l.what.occurred_at : r.row().instant(r.column("recorded_at"));
    l.what.actor = r.text("actor");
    if (!r.text("role").empty()) l.what.as = r.row().one_of<role>(r.column("role"));
    l.what.command_id = r.text("command_id");
    l.what.data = read_payload(r);
    return l;
}

/// Gives entries their tickets, and refuses those that make no history.
class numbering {
public:
    explicit numbering(std::vector<lifecycle const*> const& types) : types_(types) {}

    entry place(entry_line l) {
        if (!l.what.command_id.empty() && commands_.count(l.what.command_id) != 0)
            l.fail("command_id", fmt::format("{} stands twice", quoted(l.what.command_id)));
        std::vector<entry> placed{l.what.event == entry_code::open ? open(l) : follow(l)};
        try {
            check_entries(placed);
        } catch (journal_error const& e) { l.fail({}, e.what()); }
        if (!placed[0].command_id.empty()) commands_.insert(placed[0].command_id);
        return std::move(placed[0]);
    }

private:
    [[nodiscard]] lifecycle const& type_of(entry_line const& l) const {
        std::vector<std::string_view> known;
        for (lifecycle const* const t : types_) {
            if (t->label.code == l.what.kind) return *t;
            known.push_back(t->label.code);
        }
        l.fail("type", l.what.kind.empty() ? "is empty" : unknown_name(l.what.kind, known));
    }

    entry open(entry_line& l) {
        lifecycle const& type = type_of(l);
        if (tickets_.count(l.ticket) != 0) l.fail("ticket", fmt::format("{} is opened twice", quoted(l.ticket)));
        take_level(l);
        take_number(l);
        l.what.ticket = {tickets_.size() + 1};
        tickets_.emplace(l.ticket, ticket{l.what.ticket, &type});
        return std::move(l.what);
    }

    static void take_level(entry_line& l) {
        if (!l.urgency) return;
        auto const stated = l.what.data.get(field::level);
        if (!stated.empty() && parse_label<level>(stated) != l.urgency)
            l.fail("level", fmt::format("is not {}, the level in the payload", quoted(stated)));
        if (stated.empty() && *l.urgency != level::waiting) l.what.data.set(field::level, label(*l.urgency).code);
    }

    /// A ticket whose number counts those opened so far has no other; all else is the host's number.
    void take_number(entry_line& l) const {
        auto const stated = l.what.data.get(field::external);
        if (!stated.empty() && stated != l.ticket)
            l.fail("ticket", fmt::format("is not {}, the number in the payload", quoted(stated)));
        if (stated.empty() && l.ticket != std::to_string(tickets_.size() + 1))
            l.what.data.set(field::external, l.ticket);
    }

    entry follow(entry_line& l) const {
        auto const found = tickets_.find(l.ticket);
        if (found == tickets_.end()) l.fail("ticket", fmt::format("{} was not opened before", quoted(l.ticket)));
        auto const& [id, type] = found->second;
        if (!l.what.kind.empty() && l.what.kind != type->label.code)
            l.fail("type", fmt::format("the ticket was opened as '{}'", type->label.code));
        if (!entry_code::is_own(l.what.event) && !type->find_event(l.what.event))
            l.fail("event", fmt::format("'{}' has no event {}", type->label.code, quoted(l.what.event)));
        l.what.ticket = id;
        l.what.kind = type->label.code;
        return std::move(l.what);
    }

    struct ticket {
        ticket_id id;
        lifecycle const* type;
    };

    std::vector<lifecycle const*> const& types_;
    std::unordered_map<std::string, ticket> tickets_;
    std::unordered_set<std::string> commands_;
};

/// Calls `read` until it gives nothing; what it throws about a line goes to the sink.
template <class Read>
void each_line(fault_sink const& sink, Read read) {
    for (bool more = true; more;) {
        try {
            more = read();
        } catch (input_error const& wrong) { sink(wrong.what_and_where()); }
    }
}

inline std::vector<entry> from_json_lines(source const& from, numbering& numbers, fault_sink const& sink) {
    std::vector<entry> entries;
    json_lines lines{from, sink};
    each_line(sink, [&] {
        auto const v = lines.next();
        if (v) entries.push_back(numbers.place(read_entry_line(from, *v)));
        return v.has_value();
    });
    return entries;
}

inline std::vector<entry> from_csv(source const& from, numbering& numbers, fault_sink const& sink) {
    std::vector<entry> entries;
    csv_reader file{from, sink};
    file.only(entry_keys);
    for (char const* const needed : {"ticket", "event", "occurred_at"}) static_cast<void>(file.column(needed));
    each_line(sink, [&] {
        auto const row = file.next();
        if (row) entries.push_back(numbers.place(read_row(from, row_reader{file, *row})));
        return row.has_value();
    });
    return entries;
}

}  // namespace exchange_detail

GONGDAN_INLINE std::string export_journal(journal const& from, journal_format format) {
    using namespace exchange_detail;
    ticket_names names;
    std::string lines;
    csv_text table{entry_keys};
    from.read(1, [&](entry const& e) {
        names.learn(e);
        if (format == journal_format::jsonl) lines += json_line(e, names.of(e.ticket));
        else table.row(csv_cells(e, names.of(e.ticket)));
    });
    return format == journal_format::jsonl ? lines : table.text();
}

GONGDAN_INLINE std::vector<entry> import_journal(source const& from,
                                                 journal_format format,
                                                 std::vector<lifecycle const*> const& types,
                                                 fault_sink const& sink) {
    exchange_detail::numbering numbers{types};
    return format == journal_format::jsonl ? exchange_detail::from_json_lines(from, numbers, sink)
                                           : exchange_detail::from_csv(from, numbers, sink);
}

GONGDAN_INLINE void judge(std::vector<entry>& entries,
                          std::vector<lifecycle const*> const& types,
                          policy const& rules,
                          calendar const& days) {
    std::unordered_map<std::string_view, bound_type> bound;
    for (lifecycle const* const t : types) bound.emplace(t->label.code, bound_type{*t, rules});
    std::unordered_map<ticket_id, std::vector<entry>> histories;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        entries[i].sequence = i + 1;
        histories[entries[i].ticket].push_back(entries[i]);
    }
    for (auto& [ticket, history] : histories) {
        static_cast<void>(fold(bound.at(history.front().kind), history, days));
        for (entry const& e : history) entries[static_cast<std::size_t>(e.sequence - 1)].stands = e.stands;
    }
}

}}  // namespace gongdan
