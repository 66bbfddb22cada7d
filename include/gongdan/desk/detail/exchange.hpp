#pragma once

// What the formats that a journal goes out in and comes back from have in common.

#include <gongdan/desk/entry_line.hpp>
#include <gongdan/desk/exchange.hpp>
#include <gongdan/desk/fold.hpp>
#include <gongdan/files/names.hpp>
#include <gongdan/ticket/personal.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <unordered_set>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace exchange_detail {

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
    /// The host's number, else the desk's own.
    [[nodiscard]] std::string text_of(ticket_id t) const {
        auto const number = of(t);
        return number.empty() ? std::to_string(t.value) : std::string{number};
    }

private:
    std::unordered_map<ticket_id, std::string> external_;
};

/// An entry as it may leave: without personal data where that was not asked for. Good until the next one.
class outgoing {
public:
    explicit outgoing(bool personal) : personal_(personal) {}

    entry const& operator()(entry const& e) {
        if (personal_ || !tells(e)) return e;
        masked_ = masked(e, fields_);
        for (std::string_view const words : free_words)
            if (!masked_.data.get(words).empty()) masked_.data.set(words, "***");
        return masked_;
    }

private:
    /// What somebody wrote down may name anybody.
    static constexpr std::string_view free_words[] = {"note", "text"};

    [[nodiscard]] bool tells(entry const& e) const {
        if (e.as == role::customer && !e.actor.empty()) return true;
        for (auto const& [name, text] : e.data)
            if (fields_.has(name) || name == free_words[0] || name == free_words[1]) return true;
        return false;
    }

    bool personal_;
    personal_fields fields_;
    entry masked_;
};

/// `2026-02-13T23:59:30+08:00`.
inline std::string zoned(instant t, std::string_view zone) {
    auto const s = stamp(t);
    std::string text{s.data(), s.size()};
    text[10] = 'T';
    return text.append(zone);
}

/// `Z`, or hours and minutes from it.
inline bool is_zone(std::string_view text) {
    if (text == "Z") return true;
    auto const digit = [&](std::size_t i) { return text[i] >= '0' && text[i] <= '9'; };
    return text.size() == 6 && (text[0] == '+' || text[0] == '-') && text[3] == ':' && digit(1) && digit(2) &&
           digit(4) && digit(5);
}

/// The civil time as it is written, whatever its zone.
inline reading<instant> read_zoned(std::string_view text) {
    constexpr std::size_t seconds_end = 19;
    if (text.size() > seconds_end && !is_zone(text.substr(seconds_end)))
        return {{}, fmt::format("{} does not end in a zone (Z or +08:00)", quoted(text))};
    return read_instant(text.substr(0, seconds_end));
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

    entry follow(entry_line& l) {
        auto const found = tickets_.find(l.ticket);
        if (found == tickets_.end()) l.fail("ticket", fmt::format("{} was not opened before", quoted(l.ticket)));
        auto& [id, type] = found->second;
        if (!l.what.kind.empty() && l.what.kind != type->label.code)
            l.fail("type", fmt::format("the ticket was opened as '{}'", type->label.code));
        if (!entry_code::is_own(l.what.event) && !type->find_event(l.what.event))
            l.fail("event", fmt::format("'{}' has no event {}", type->label.code, quoted(l.what.event)));
        l.what.ticket = id;
        l.what.kind = type->label.code;
        if (l.what.event == entry_code::moved) type = &moved_to(l);
        return std::move(l.what);
    }

    [[nodiscard]] lifecycle const& moved_to(entry_line const& l) const {
        auto const code = l.what.data.get(field::type);
        for (lifecycle const* const t : types_)
            if (t->label.code == code) return *t;
        l.fail("payload/type", fmt::format("{} is not known", quoted(code)));
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

/// A line with its place in a file that does not keep the order of the journal.
struct numbered_line {
    std::uint64_t sequence = 0;
    entry_line line;
};

/// Brings lines in order; what makes no history goes to the sink.
inline std::vector<entry> in_order(std::vector<numbered_line> lines, numbering& numbers, fault_sink const& sink) {
    std::stable_sort(lines.begin(), lines.end(),
                     [](numbered_line const& a, numbered_line const& b) { return a.sequence < b.sequence; });
    std::vector<entry> entries;
    std::uint64_t before = 0;
    for (numbered_line& l : lines) {
        try {
            if (l.sequence == before) l.line.fail("sequence", fmt::format("{} stands twice", before));
            before = l.sequence;
            entries.push_back(numbers.place(std::move(l.line)));
        } catch (input_error const& wrong) { sink(wrong.what_and_where()); }
    }
    return entries;
}

[[nodiscard]] std::string to_xes(journal const& from, export_options const& options);
[[nodiscard]] std::string to_ocel(journal const& from, export_options const& options);
[[nodiscard]] std::vector<entry> from_xes(source const& from, numbering& numbers, fault_sink const& sink);
[[nodiscard]] std::vector<entry> from_ocel(source const& from, numbering& numbers, fault_sink const& sink);

}  // namespace exchange_detail

}}  // namespace gongdan
