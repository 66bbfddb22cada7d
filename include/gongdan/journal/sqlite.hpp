#pragma once

#include <gongdan/core/answer.hpp>
#include <gongdan/core/term.hpp>
#include <gongdan/journal/journal.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

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

/// How a journal in SQLite is opened.
struct sqlite_options {
    enum class access : std::uint8_t {  // no labels: how a program opens a file, never shown
        write,                          ///< create it where it is missing
        create,                         ///< refuse a file that is there already
        read_only                       ///< beside the writer, who is not disturbed; refuse a file that is missing
    };
    access how = access::write;
    durability durable = durability::power_loss;
    std::chrono::milliseconds busy_timeout{250};  ///< how long another writer is waited for
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

/// A journal in one SQLite file, readable with plain SQL (docs/reference/journal.md has the tables). Entries are
/// chained by a hash, with their count and the last link beside them. One file has one writer at a time; readers, in
/// other processes too, never hold it up. One journal is used by one thread at a time.
///
/// Throws journal_error with one of these codes: `journal.open` (missing, not allowed, not a journal), `journal.busy`
/// (another writer has it), `journal.full` (no space), `journal.io` (the system failed), `journal.corrupt` (damaged),
/// `journal.version` (written by a newer gongdan), `journal.entry` (see journal::append), `journal.read_only`.
class sqlite_journal final : public journal {
public:
    /// A new file is created for its owner alone.
    explicit sqlite_journal(std::string const& path, sqlite_options const& options = {});
    ~sqlite_journal() override;
    sqlite_journal(sqlite_journal const&) = delete;
    sqlite_journal& operator=(sqlite_journal const&) = delete;

    /// As the constructor, with the error as an answer.
    [[nodiscard]] static answer<std::shared_ptr<sqlite_journal>> try_open(std::string const& path,
                                                                          sqlite_options const& options = {});

    void append(std::vector<entry>& entries) override;
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override;
    [[nodiscard]] std::vector<entry> history(ticket_id ticket) const override;
    [[nodiscard]] std::uint64_t last() const override;

    [[nodiscard]] journal_head head() const;
    /// Reads every entry and looks whether each follows from the one before, whether all that were counted are there,
    /// and whether the file is sound. Nothing where all is well.
    [[nodiscard]] std::optional<journal_fault> verify() const;

private:
    struct store;
    std::unique_ptr<store> store_;
};

}}  // namespace gongdan

// The bodies need SQLite's header: a host in header-only mode includes <gongdan/journal/sqlite.ipp> in one file.
