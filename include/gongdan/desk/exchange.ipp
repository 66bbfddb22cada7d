#pragma once

#include <gongdan/desk/binding.hpp>
#include <gongdan/desk/detail/exchange.hpp>
#include <gongdan/desk/exchange_ocel.ipp>
#include <gongdan/desk/exchange_xes.ipp>
#include <gongdan/files/csv.hpp>
#include <gongdan/files/json.hpp>

#include <stdexcept>
#include <unordered_set>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace exchange_detail {

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

namespace exchange_detail {

/// Without the words that stand for tickets in an archive: those go out from there.
class without_archived final : public journal {
public:
    explicit without_archived(journal const& from) : from_(from) {}
    void append(std::vector<entry>&) override { throw journal_error("journal.read_only", "it is read to be exported"); }
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override {
        std::unordered_set<ticket_id> opened;
        from_.read(first, [&](entry const& e) {
            if (e.event == entry_code::open) opened.insert(e.ticket);
            if (e.event != entry_code::archived || opened.count(e.ticket) != 0) use(e);
        });
    }
    [[nodiscard]] std::vector<entry> history(ticket_id ticket) const override { return from_.history(ticket); }
    [[nodiscard]] std::uint64_t last() const override { return from_.last(); }

private:
    journal const& from_;
};

/// A line or row an entry.
inline std::string to_lines(journal const& from, journal_format format, export_options const& options) {
    ticket_names names;
    outgoing out{options.personal};
    std::string lines;
    csv_text table{entry_keys};
    from.read(1, [&](entry const& e) {
        names.learn(e);
        if (format == journal_format::jsonl) lines += json_line(out(e), names.of(e.ticket));
        else table.row(csv_cells(out(e), names.of(e.ticket)));
    });
    return format == journal_format::jsonl ? lines : table.text();
}

}  // namespace exchange_detail

GONGDAN_INLINE std::string export_journal(journal const& all, journal_format format, export_options const& options) {
    exchange_detail::without_archived const from{all};
    if (!exchange_detail::is_zone(options.zone))
        throw std::invalid_argument("a zone is Z, or hours and minutes as in +08:00, not '" + options.zone + "'");
    switch (format) {
    case journal_format::xes: return exchange_detail::to_xes(from, options);
    case journal_format::ocel: return exchange_detail::to_ocel(from, options);
    case journal_format::jsonl:
    case journal_format::csv: break;
    }
    return exchange_detail::to_lines(from, format, options);
}

GONGDAN_INLINE std::vector<entry> import_journal(source const& from,
                                                 journal_format format,
                                                 std::vector<lifecycle const*> const& types,
                                                 fault_sink const& sink) {
    exchange_detail::numbering numbers{types};
    switch (format) {
    case journal_format::jsonl: return exchange_detail::from_json_lines(from, numbers, sink);
    case journal_format::csv: return exchange_detail::from_csv(from, numbers, sink);
    case journal_format::xes: return exchange_detail::from_xes(from, numbers, sink);
    case journal_format::ocel: return exchange_detail::from_ocel(from, numbers, sink);
    }
    return {};
}

GONGDAN_INLINE void judge(std::vector<entry>& entries,
                          std::vector<lifecycle const*> const& types,
                          policy const& rules,
                          calendar const& days) {
    auto const bound = bind_all(types, rules);
    std::unordered_map<ticket_id, std::vector<entry>> histories;
    for (std::size_t i = 0; i < entries.size(); ++i) {
        entries[i].sequence = i + 1;
        histories[entries[i].ticket].push_back(entries[i]);
    }
    for (auto& [ticket, history] : histories) {
        static_cast<void>(fold(*bound.front()->other(history.front().kind), history, days));
        for (entry const& e : history) entries[static_cast<std::size_t>(e.sequence - 1)].stands = e.stands;
    }
}

}}  // namespace gongdan
