#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/journal/journal.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>
#include <gongdan/sla/policy.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// How a journal is written for others.
enum class journal_format : std::uint8_t { jsonl, csv };

template <>
struct labels<journal_format> {
    static constexpr term table[] = {{"jsonl", "逐行 JSON", "JSON Lines"}, {"csv", "CSV 表格", "CSV"}};
};

/// A journal as text, an entry a line in order of sequence, with the keys or columns `command_id, ticket, type, level,
/// event, occurred_at, recorded_at, actor, role, payload`. A ticket is named by the host's number, or where it has none
/// by its own. In CSV the payload is JSON in a cell.
[[nodiscard]] std::string export_journal(journal const& from, journal_format format);

/// Reads what export_journal writes, and event files for `run`: the entries, ready to be appended to an empty journal.
/// Tickets are numbered in the order in which they open. What is wrong in a line goes to the sink and reading goes on:
/// a type or event that `types` do not have, a ticket that was not opened or opens twice, a command id given twice, a
/// level that contradicts the payload's. All entries stand accepted until they are judged.
[[nodiscard]] std::vector<entry> import_journal(source const& from,
                                                journal_format format,
                                                std::vector<lifecycle const*> const& types,
                                                fault_sink const& sink);

/// Folds every ticket's history and marks the entries that it cannot follow.
void judge(std::vector<entry>& entries,
           std::vector<lifecycle const*> const& types,
           policy const& rules,
           calendar const& days);

}}  // namespace gongdan
