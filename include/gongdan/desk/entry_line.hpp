#pragma once

#include <gongdan/files/data.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/ticket/entry.hpp>
#include <gongdan/ticket/level.hpp>

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Keys of a line in a file of tickets and events, and columns where it is a table.
inline std::initializer_list<std::string_view> const entry_keys = {
    "command_id", "ticket", "type", "level", "event", "occurred_at", "recorded_at", "actor", "role", "payload"};

/// An entry as a file tells it: its ticket by name, and where it stands.
struct entry_line {
    location at;  ///< its field ends where a key is to follow
    entry what;   ///< without sequence and ticket; `recorded_at` is `occurred_at` where the line has none
    std::string ticket;
    std::optional<level> urgency;

    [[noreturn]] void fail(std::string_view key, std::string reason) const;
};

/// Reads a line of JSON. Throws input_error with the pointer of what it cannot read.
[[nodiscard]] entry_line read_entry_line(source const& from, data_view v);
/// Texts as they are, numbers and true and false (`yes`, `no`) as texts. Throws input_error where a member is a list or
/// a table.
[[nodiscard]] payload read_payload(data_view table);

}}  // namespace gongdan
