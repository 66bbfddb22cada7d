#pragma once

#include <gongdan/core/utf8.hpp>
#include <gongdan/journal/journal.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <cstring>
#include <string_view>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace journal_detail {

inline bool is_text(std::string_view text) { return utf8::first_bad_byte(text) == text.size(); }

inline bool is_text(payload const& data) {
    for (auto const& [name, text] : data)
        if (!is_text(name) || !is_text(text)) return false;
    return true;
}

/// An entry of a memory journal: this, and then its texts.
struct packed_head {
    std::uint64_t ticket;
    std::uint64_t before;  ///< sequence of the ticket's entry before it; 0 for none
    instant occurred_at;
    instant recorded_at;
    std::array<std::uint32_t, 5> sizes;  ///< of kind, event, actor, command_id, payload
    role as;
    standing stands;
};

inline std::array<std::string_view, 5> texts_of(entry const& e) {
    return {e.kind, e.event, e.actor, e.command_id, e.data.bytes()};
}

inline packed_head head_at(char const* packed) {
    packed_head h;
    std::memcpy(&h, packed, sizeof h);
    return h;
}

inline entry unpack(char const* packed, std::uint64_t sequence) {
    auto const h = head_at(packed);
    packed += sizeof h;
    auto size = h.sizes.begin();
    auto const next = [&] {
        std::string_view const text{packed, *size++};
        packed += text.size();
        return text;
    };
    entry e;
    e.sequence = sequence;
    e.ticket = {h.ticket};
    e.kind = next();
    e.event = next();
    e.actor = next();
    e.command_id = next();
    e.data = payload::from_bytes(next());
    e.occurred_at = h.occurred_at;
    e.recorded_at = h.recorded_at;
    e.as = h.as;
    e.stands = h.stands;
    return e;
}

/// What no journal takes about an entry; nullptr where all is well.
inline char const* wrong_with(entry const& e) {
    if (!e.ticket) return "it has no ticket";
    if (e.kind.empty()) return "it has no type";
    if (e.event.empty()) return "it has no event";
    if (!can_be_written(e.occurred_at)) return "occurred_at is out of range";
    if (!can_be_written(e.recorded_at)) return "recorded_at is out of range";
    if (!is_text(e.kind) || !is_text(e.event) || !is_text(e.actor) || !is_text(e.command_id))
        return "one of its texts is not UTF-8 or holds a zero byte";
    return is_text(e.data) ? nullptr : "its payload is not UTF-8 or holds a zero byte";
}

}  // namespace journal_detail

GONGDAN_INLINE std::uint64_t first_archived(entry const& archived) {
    auto const text = archived.data.get(archived_entries);
    std::uint64_t n = 0;
    std::from_chars(text.data(), text.data() + text.size(), n);
    return n;
}

GONGDAN_INLINE bool can_be_written(instant t) {
    static instant const from = start_of(*make_day(first_year, 1, 1));
    static instant const to = end_of(*make_day(last_year, 12, 31));
    return from <= t && t < to;
}

GONGDAN_INLINE void check_entries(std::vector<entry> const& entries) {
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (char const* const wrong = journal_detail::wrong_with(entries[i]))
            throw journal_error("journal.entry",
                                fmt::format("of {} entries to append, number {} ('{}' of ticket {}) is refused: {}",
                                            entries.size(), i + 1, entries[i].event, entries[i].ticket.value, wrong));
}

GONGDAN_INLINE std::uint64_t& memory_journal::newest_of(ticket_id ticket) {
    return newest_[ticket.value / page_size][ticket.value % page_size];
}

GONGDAN_INLINE char* memory_journal::room(std::size_t bytes) {
    constexpr std::size_t block = std::size_t{1} << 18;
    if (bytes > left_) {
        left_ = std::max(block, bytes);
        blocks_.emplace_back(new char[left_]);
        free_ = blocks_.back().get();
    }
    left_ -= bytes;
    return std::exchange(free_, free_ + bytes);
}

GONGDAN_INLINE void memory_journal::append(std::vector<entry>& entries) {
    using namespace journal_detail;
    check_entries(entries);
    for (entry& e : entries) {
        auto const texts = texts_of(e);
        std::uint64_t& newest = newest_of(e.ticket);
        packed_head head{e.ticket.value, newest, e.occurred_at, e.recorded_at, {}, e.as, e.stands};
        std::size_t size = sizeof head;
        for (std::size_t i = 0; i < texts.size(); ++i) {
            head.sizes[i] = static_cast<std::uint32_t>(texts[i].size());
            size += texts[i].size();
        }
        char* at = room(size);
        entries_.push_back(at);
        e.sequence = newest = entries_.size();
        std::memcpy(at, &head, sizeof head);
        at += sizeof head;
        for (std::string_view const text : texts) at = std::copy(text.begin(), text.end(), at);
    }
}

GONGDAN_INLINE void memory_journal::read(std::uint64_t first, std::function<void(entry const&)> const& use) const {
    for (std::size_t i = first == 0 ? 0 : first - 1; i < entries_.size(); ++i)
        use(journal_detail::unpack(entries_[i], i + 1));
}

GONGDAN_INLINE std::vector<entry> memory_journal::history(ticket_id ticket) const {
    std::vector<entry> found;
    auto const page = newest_.find(ticket.value / page_size);
    if (page == newest_.end()) return found;
    for (auto i = page->second[ticket.value % page_size]; i != 0; i = journal_detail::head_at(entries_[i - 1]).before)
        found.push_back(journal_detail::unpack(entries_[i - 1], i));
    std::reverse(found.begin(), found.end());
    return found;
}

}}  // namespace gongdan
