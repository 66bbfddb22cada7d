#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/journal/journal.hpp>

#include <cstdint>
#include <optional>
#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

/// What `append` waits for before it returns.
enum class durability : std::uint8_t {
    power_loss,  ///< synced: survives a power cut
    crash,       ///< handed to the system: survives the end of the process; a power cut may take the last entries
};

template <>
struct labels<durability> {
    static constexpr term table[] = {
        {"power_loss", "断电不丢", "survives a power cut"},
        {"crash", "进程崩溃不丢", "survives a crash"},
    };
};

/// How a program comes to a journal.
enum class journal_access : std::uint8_t {  // no labels: never shown
    write,                                  ///< create it where it is missing
    create,                                 ///< refuse one that is there already
    read_only                               ///< beside the writer, who is not disturbed; refuse one that is missing
};

/// How far a journal reaches: the number of entries, and the chain's last link in hexadecimal, which stands for all of
/// them. Kept elsewhere (in a report, with an auditor), it proves later that nothing was rewritten.
struct journal_head {
    std::uint64_t count = 0;
    std::string link;
};

/// The first entry that was changed, added or is missing. 0 where no entry is at fault but what lies beside them.
struct journal_fault {
    std::uint64_t sequence = 0;
    sentence what;
};

/// A journal in a database. Entries are chained by a hash (chain.hpp), with their count and the last link beside them.
///
/// Throws journal_error with one of these codes: `journal.open` (missing, not allowed, not a journal), `journal.busy`
/// (another writer has it, or has written meanwhile), `journal.full` (no space), `journal.io` (the system failed),
/// `journal.corrupt` (damaged), `journal.version` (written by a newer gongdan), `journal.entry` (see journal::append),
/// `journal.read_only`, `journal.fenced` (the lease is another's now), `journal.rolled_back` (the host's transaction was).
class stored_journal : public journal {
public:
    [[nodiscard]] virtual journal_head head() const = 0;
    /// Reads every entry and looks whether each follows from the one before, whether all that were counted are there,
    /// and whether the store is sound. Nothing where all is well.
    [[nodiscard]] virtual std::optional<journal_fault> verify() const = 0;
};

}}  // namespace gongdan
