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
enum class journal_format : std::uint8_t { jsonl, csv, xes, ocel };

template <>
struct labels<journal_format> {
    static constexpr term table[] = {{"jsonl", "逐行 JSON", "JSON Lines"},
                                     {"csv", "CSV 表格", "CSV"},
                                     {"xes", "XES 事件日志", "XES"},
                                     {"ocel", "OCEL 2.0 事件日志", "OCEL 2.0"}};
};

/// How a journal goes out.
struct export_options {
    bool personal = false;  ///< with names, phones, addresses and notes as they are; else masked (ticket/personal.hpp)
    std::string zone = "+08:00";  ///< of the civil times, where a format asks for it: `Z`, or hours and minutes
};

/// A journal as text. A ticket is named by the host's number, or where it has none by its own.
/// - JSON Lines and CSV: an entry a line in order of sequence, with the keys or columns `command_id, ticket, type, level,
///   event, occurred_at, recorded_at, actor, role, payload`. In CSV the payload is JSON in a cell.
/// - XES (IEEE 1849-2016): a trace a ticket, its entries in order of sequence.
/// - OCEL 2.0, in JSON: tickets, crews and halls are objects, each entry is an event that names its own.
/// Throws std::invalid_argument for a zone that is none.
[[nodiscard]] std::string export_journal(journal const& from,
                                         journal_format format,
                                         export_options const& options = {});

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
