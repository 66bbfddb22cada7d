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

/// A journal in one SQLite file, readable with plain SQL. One file has one writer at a time, by SQLite's write lock.
class sqlite_journal final : public stored_journal {
public:
    /// A new file is created for its owner alone, and has its name once it is whole.
    explicit sqlite_journal(std::string const& path, sqlite_options const& options = {});
    /// In the host's own database, which must outlive the journal, in tables called `gongdan_…`, and in the host's
    /// transactions. How durable, and for how long others are waited for, is as the host set it.
    explicit sqlite_journal(sqlite3* database, journal_access how = journal_access::write);
    ~sqlite_journal() override;
    sqlite_journal(sqlite_journal const&) = delete;
    sqlite_journal& operator=(sqlite_journal const&) = delete;

    [[nodiscard]] static answer<std::shared_ptr<sqlite_journal>> try_open(std::string const& path,
                                                                          sqlite_options const& options = {});

    void append(std::vector<entry>& entries) override;
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override;
    [[nodiscard]] std::vector<entry> history(ticket_id ticket) const override;
    [[nodiscard]] std::uint64_t last() const override;
    [[nodiscard]] bool is_part() const override;
    [[nodiscard]] journal_head head() const override;
    [[nodiscard]] std::optional<journal_fault> verify() const override;
    [[nodiscard]] std::vector<absent_run> absent() const override;
    [[nodiscard]] std::optional<chain_link> link(std::uint64_t sequence) const override;
    void let_go(std::vector<entry>& last_words) override;
    void take_back(std::vector<linked_entry> const& entries) override;

private:
    struct store;
    template <class More>
    void append_with(std::vector<entry>& entries, More more);

    std::unique_ptr<store> store_;
};

}}  // namespace gongdan

// The bodies need SQLite's header: a host in header-only mode includes <gongdan/journal/sqlite.ipp> in one file.
