#pragma once

#include <gongdan/core/utf8.hpp>
#include <gongdan/journal/journal.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace journal_detail {

inline bool is_text(std::string_view text) { return utf8::first_bad_byte(text) == text.size(); }

inline bool is_text(payload const& data) {
    for (auto const& [name, text] : data)
        if (!is_text(name) || !is_text(text)) return false;
    return true;
}

inline bool can_be_written(instant t) {
    static instant const from = start_of(*make_day(first_year, 1, 1));
    static instant const to = end_of(*make_day(last_year, 12, 31));
    return from <= t && t < to;
}

/// What no journal takes about an entry; nullptr where all is well.
inline char const* wrong_with(entry const& e) {
    if (!e.ticket) return "it has no ticket";
    if (e.kind.empty()) return "it has no type";
    if (e.event.empty()) return "it has no event";
    if (!can_be_written(e.occurred_at)) return "occurred_at is out of range";
    if (!can_be_written(e.recorded_at)) return "recorded_at is out of range";
    for (std::string_view const text : {std::string_view{e.kind}, std::string_view{e.event}, std::string_view{e.actor},
                                        std::string_view{e.command_id}})
        if (!is_text(text)) return "one of its texts is not UTF-8 or holds a zero byte";
    return is_text(e.data) ? nullptr : "its payload is not UTF-8 or holds a zero byte";
}

}  // namespace journal_detail

GONGDAN_INLINE void check_entries(std::vector<entry> const& entries) {
    for (std::size_t i = 0; i < entries.size(); ++i)
        if (char const* const wrong = journal_detail::wrong_with(entries[i]))
            throw journal_error("journal.entry",
                                fmt::format("of {} entries to append, number {} ('{}' of ticket {}) is refused: {}",
                                            entries.size(), i + 1, entries[i].event, entries[i].ticket.value, wrong));
}

}}  // namespace gongdan
