#pragma once

#include <gongdan/journal/archive.hpp>
#include <gongdan/journal/stored.ipp>
#include <gongdan/ticket/field.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace archive_detail {

/// How many tickets go at a time: each time is one commit of the archive and one of the journal.
constexpr std::size_t at_a_time = 1000;

inline chain_link link_at(stored_journal const& j, std::uint64_t sequence) {
    if (sequence == 0) return {};
    auto const l = j.link(sequence);
    if (!l)
        stored_detail::fail("journal.corrupt", fmt::format("第 {} 条的链值不明", sequence),
                            fmt::format("the link of entry {} is not known", sequence));
    return *l;
}

/// A ticket's entries but the words that stand for them while they are away.
inline std::vector<linked_entry> linked_history(stored_journal const& j, ticket_id ticket) {
    std::vector<linked_entry> all;
    for (entry& e : j.history(ticket)) {
        if (e.event == archived_event) continue;
        auto const sequence = e.sequence;
        all.push_back({std::move(e), link_at(j, sequence - 1), link_at(j, sequence)});
    }
    return all;
}

inline std::string runs_of(std::vector<linked_entry> const& entries) {
    std::vector<absent_run> runs;
    for (linked_entry const& l : entries) stored_detail::add_to_runs(runs, l.what.sequence, l.link);
    std::string text;
    for (absent_run const& r : runs) {
        if (!text.empty()) text += ',';
        text += r.first == r.last ? std::to_string(r.first) : fmt::format("{}-{}", r.first, r.last);
    }
    return text;
}

inline std::string proof_of(std::vector<linked_entry> const& entries) {
    std::string links;
    for (linked_entry const& l : entries) links.append(l.link.begin(), l.link.end());
    return to_hex(blake2b(links));
}

/// What stays of a ticket. Its external number stays known, so that it is not given again, and who opened it, for retries.
inline entry last_words(std::vector<linked_entry> const& entries, archive_note const& note) {
    entry const& opening = entries.front().what;
    entry e;
    e.ticket = opening.ticket;
    e.kind = opening.kind;
    e.event = archived_event;
    e.data.set(archived_entries, runs_of(entries)).set("proof", proof_of(entries));
    if (!opening.command_id.empty()) e.data.set(archived_opening, opening.command_id);
    if (!note.archive.empty()) e.data.set("archive", note.archive);
    if (auto const number = opening.data.get(field::external); !number.empty()) e.data.set(field::external, number);
    e.occurred_at = e.recorded_at = note.now;
    e.actor = note.actor;
    e.as = note.as;
    return e;
}

inline bool by_sequence(entry const& a, entry const& b) { return a.sequence < b.sequence; }
inline bool linked_by_sequence(linked_entry const& a, linked_entry const& b) { return by_sequence(a.what, b.what); }

inline std::optional<journal_fault> fault_in_archives(
    entry const& told, std::vector<std::shared_ptr<stored_journal const>> const& archives) {
    auto const at = first_archived(told);
    bool other = false;  // a copy from before it came back and went again, or another branch's ticket of this number
    for (auto const& a : archives) {
        auto const kept = linked_history(*a, told.ticket);
        if (kept.empty()) continue;
        if (proof_of(kept) == told.data.get("proof")) return {};
        other = true;
    }
    if (other)
        return journal_fault{at,
                             {fmt::format("工单 {} 在归档中的记录与归档时不符", told.ticket.value),
                              fmt::format("ticket {} is not in its archive as it was put away", told.ticket.value)}};
    return journal_fault{at,
                         {fmt::format("工单 {} 不在所给的任何归档中", told.ticket.value),
                          fmt::format("ticket {} was put away and is in none of these archives", told.ticket.value)}};
}

}  // namespace archive_detail

GONGDAN_INLINE moved_entries archive_tickets(stored_journal& from,
                                             stored_journal& to,
                                             std::vector<ticket_id> const& tickets,
                                             archive_note const& note) {
    using namespace archive_detail;
    moved_entries moved;
    for (std::size_t i = 0; i < tickets.size(); i += at_a_time) {
        std::vector<linked_entry> entries;
        std::vector<entry> words;
        for (std::size_t k = i; k < std::min(i + at_a_time, tickets.size()); ++k) {
            auto const history = linked_history(from, tickets[k]);
            if (history.empty()) continue;
            words.push_back(last_words(history, note));
            entries.insert(entries.end(), history.begin(), history.end());
        }
        std::sort(entries.begin(), entries.end(), linked_by_sequence);
        to.take_back(entries);
        from.let_go(words);
        moved.tickets += words.size();
        moved.entries += entries.size();
    }
    return moved;
}

GONGDAN_INLINE moved_entries restore_tickets(stored_journal& to,
                                             stored_journal const& archive,
                                             std::vector<ticket_id> const& tickets) {
    using namespace archive_detail;
    std::vector<linked_entry> entries;
    moved_entries moved;
    for (ticket_id const t : tickets) {
        auto const history = linked_history(archive, t);
        moved.tickets += history.empty() ? 0 : 1;
        entries.insert(entries.end(), history.begin(), history.end());
    }
    std::sort(entries.begin(), entries.end(), linked_by_sequence);
    to.take_back(entries);
    moved.entries = entries.size();
    return moved;
}

GONGDAN_INLINE std::optional<journal_fault> verify_together(
    stored_journal const& j, std::vector<std::shared_ptr<stored_journal const>> const& archives) {
    using namespace archive_detail;
    if (auto fault = j.verify()) return fault;
    for (auto const& a : archives)
        if (auto fault = a->verify()) return fault;
    std::optional<journal_fault> fault;
    auto const absent = j.absent();
    j.read(1, [&](entry const& e) {
        if (fault || e.event != archived_event) return;
        auto const first = first_archived(e);
        auto const run = std::upper_bound(absent.begin(), absent.end(), first,
                                          [](std::uint64_t x, absent_run const& r) { return x <= r.last; });
        if (run != absent.end() && run->first <= first) fault = fault_in_archives(e, archives);
    });
    return fault;
}

GONGDAN_INLINE joined_journal::joined_journal(std::shared_ptr<journal const> j,
                                              std::vector<std::shared_ptr<stored_journal const>> const& archives)
    : j_(std::move(j)) {
    for (auto const& a : archives) a->read(1, [&](entry const& e) { archived_.push_back(e); });
    std::stable_sort(archived_.begin(), archived_.end(), archive_detail::by_sequence);
    auto const same = [](entry const& a, entry const& b) { return a.sequence == b.sequence; };
    archived_.erase(std::unique(archived_.begin(), archived_.end(), same), archived_.end());
    for (std::size_t i = 0; i < archived_.size(); ++i) of_ticket_[archived_[i].ticket].push_back(i);
}

GONGDAN_INLINE void joined_journal::append(std::vector<entry>&) { stored_detail::refuse_reader("archive"); }

GONGDAN_INLINE void joined_journal::read(std::uint64_t first, std::function<void(entry const&)> const& use) const {
    auto next = std::find_if(archived_.begin(), archived_.end(), [&](entry const& e) { return first <= e.sequence; });
    j_->read(first, [&](entry const& e) {
        for (; next != archived_.end() && next->sequence < e.sequence; ++next) use(*next);
        if (next != archived_.end() && next->sequence == e.sequence) ++next;
        use(e);
    });
    for (; next != archived_.end(); ++next) use(*next);
}

GONGDAN_INLINE std::vector<entry> joined_journal::history(ticket_id ticket) const {
    auto all = j_->history(ticket);
    if (auto const away = of_ticket_.find(ticket); away != of_ticket_.end())
        for (auto const i : away->second) all.push_back(archived_[i]);
    std::stable_sort(all.begin(), all.end(), archive_detail::by_sequence);
    auto const same = [](entry const& a, entry const& b) { return a.sequence == b.sequence; };
    all.erase(std::unique(all.begin(), all.end(), same), all.end());
    return all;
}

}}  // namespace gongdan
