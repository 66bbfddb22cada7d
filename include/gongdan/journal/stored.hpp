#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/journal/chain.hpp>
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
    read_only,                              ///< beside the writer, who is not disturbed; refuse one that is missing
    archive  ///< an archive, to put entries away in (archive.hpp); create it where it is missing. Not in PostgreSQL
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

/// Entries that lie in an archive: [first, last] by sequence, and the link of the last, from which the chain goes on.
struct absent_run {
    std::uint64_t first = 0;
    std::uint64_t last = 0;
    chain_link link{};
};

/// An entry as it stands in a chain: between the link before it and its own.
struct linked_entry {
    entry what;
    chain_link before{};
    chain_link link{};
};

/// A journal in a database: readable with plain SQL (docs/reference/journal.md has the tables), one writer at a time, and
/// readers never hold it up. It is used by one thread at a time. In the host's own database, where the host has a
/// transaction open, entries go into it and are durable when the host commits; a desk whose host rolled back must be made
/// anew (`journal.rolled_back` tells). `try_open` is as the constructor, with the error as an answer. Entries are chained
/// by a hash (chain.hpp), with their count and the last link beside them.
///
/// Throws journal_error with one of these codes: `journal.open` (missing, not allowed, not a journal), `journal.busy`
/// (another writer has it, or has written meanwhile), `journal.full` (no space), `journal.io` (the system failed),
/// `journal.corrupt` (damaged), `journal.version` (written by a newer gongdan), `journal.entry` (see journal::append),
/// `journal.read_only` (an archive, or opened for reading), `journal.fenced` (the lease is another's now),
/// `journal.rolled_back` (the host's transaction was).
class stored_journal : public journal {
public:
    [[nodiscard]] virtual journal_head head() const = 0;
    /// Reads every entry and looks whether each follows from the one before, whether all that were counted are there or
    /// said to lie in an archive, and whether the store is sound. Nothing where all is well.
    [[nodiscard]] virtual std::optional<journal_fault> verify() const = 0;

    /// What lies elsewhere, by sequence: of a journal in its archives, of an archive in the journal or in other archives.
    [[nodiscard]] virtual std::vector<absent_run> absent() const = 0;
    /// The link of an entry, or of the last of an absent run; nothing where it is not known here.
    [[nodiscard]] virtual std::optional<chain_link> link(std::uint64_t sequence) const = 0;
    /// Appends entries, and lets go of all others of their tickets: all or none. For archive.hpp, which has put those away.
    virtual void let_go(std::vector<entry>& last_words) = 0;
    /// Puts entries back in their place, or into an archive: all or none, and those that are there already are left.
    /// Throws `journal.corrupt` for one that does not follow from the link before it, or has no place here.
    virtual void take_back(std::vector<linked_entry> const& entries) = 0;

    [[nodiscard]] std::string mark(std::uint64_t sequence) const final {
        auto const l = link(sequence);
        return l ? to_hex(*l) : std::string{};
    }
};

}}  // namespace gongdan
