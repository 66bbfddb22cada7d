#pragma once

#include <gongdan/core/answer.hpp>
#include <gongdan/journal/stored.hpp>

#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

struct sqlite3;

namespace gongdan { inline namespace GONGDAN_MODE {

/// How a journal in SQLite is opened.
struct sqlite_options {
    using access = journal_access;
    access how = access::write;
    durability durable = durability::power_loss;
    std::chrono::milliseconds busy_timeout{250};  ///< how long another writer is waited for
};

/// A journal in one SQLite file, readable with plain SQL (docs/reference/journal.md has the tables). One file has one
/// writer at a time; readers, in other processes too, never hold it up. One journal is used by one thread at a time.
class sqlite_journal final : public stored_journal {
public:
    /// A new file is created for its owner alone.
    explicit sqlite_journal(std::string const& path, sqlite_options const& options = {});
    /// In the host's own database, which must outlive the journal, in tables called `gongdan_…`. Where the host has a
    /// transaction open, entries go into it and are durable when the host commits; a desk whose host rolled back must be
    /// made anew (`journal.rolled_back` tells). How durable, and for how long others are waited for, is as the host set it.
    explicit sqlite_journal(sqlite3* database, journal_access how = journal_access::write);
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
    [[nodiscard]] std::string mark(std::uint64_t sequence) const override;

    [[nodiscard]] journal_head head() const override;
    [[nodiscard]] std::optional<journal_fault> verify() const override;

private:
    struct store;
    std::unique_ptr<store> store_;
};

}}  // namespace gongdan

// The bodies need SQLite's header: a host in header-only mode includes <gongdan/journal/sqlite.ipp> in one file.
