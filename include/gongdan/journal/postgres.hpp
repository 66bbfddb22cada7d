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

struct pg_conn;  // libpq's own name for a PGconn

namespace gongdan { inline namespace GONGDAN_MODE {

/// How a journal in PostgreSQL is opened.
struct postgres_options {
    using access = journal_access;
    access how = access::write;
    durability durable = durability::power_loss;  ///< `crash` is synchronous_commit = off
    std::string branch = "main";              ///< whose journal; the branches of a schema know nothing of each other
    std::string schema = "gongdan";           ///< where the tables lie; made where it is missing
    std::string holder = {};                  ///< this process, as others are told who has the branch
    std::chrono::milliseconds lease{10'000};  ///< how long after its last word a writer is waited for
    std::chrono::milliseconds wait{250};      ///< how long to wait for the branch where another writer has it
    /// Tables that are made are split by a hash of the branch into so many; 0: not split.
    unsigned partitions = 0;
};

/// A branch's journal in PostgreSQL (version 14 or newer), readable with plain SQL. A branch has one writer at a time, by lease: each append renews it by the server's clock, and carries the
/// token it was taken with, so that a process that slept while another took over writes nothing (`journal.fenced`).
class postgres_journal final : public stored_journal {
public:
    /// `connection` as libpq reads it (`host=… dbname=…` or `postgresql://…`).
    explicit postgres_journal(std::string const& connection, postgres_options const& options = {});
    /// On the host's own connection, which must outlive the journal, and in the host's transactions. Settings of the session,
    /// `durable` among them, stay the host's.
    explicit postgres_journal(pg_conn* connection, postgres_options const& options = {});
    /// Gives the branch back.
    ~postgres_journal() override;
    postgres_journal(postgres_journal const&) = delete;
    postgres_journal& operator=(postgres_journal const&) = delete;

    [[nodiscard]] static answer<std::shared_ptr<postgres_journal>> try_open(std::string const& connection,
                                                                            postgres_options const& options = {});

    void append(std::vector<entry>& entries) override;
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override;
    [[nodiscard]] std::vector<entry> history(ticket_id ticket) const override;
    [[nodiscard]] std::uint64_t last() const override;
    [[nodiscard]] journal_head head() const override;
    [[nodiscard]] std::optional<journal_fault> verify() const override;
    [[nodiscard]] std::vector<absent_run> absent() const override;
    [[nodiscard]] std::optional<chain_link> link(std::uint64_t sequence) const override;
    void let_go(std::vector<entry>& last_words) override;
    void take_back(std::vector<linked_entry> const& entries) override;

    /// For writers that have nothing to append for a while: keeps the lease. Throws `journal.fenced` where it is lost.
    void renew();
    /// Gives the branch to whoever takes it next; this journal writes no more (`journal.fenced`).
    void release();
    /// The fencing token of this writer: higher than any before it. 0 for a reader.
    [[nodiscard]] std::uint64_t token() const;

    /// For readers that follow: waits until there is an entry after `known`, at most so long. Gives `last()`.
    [[nodiscard]] std::uint64_t wait_beyond(std::uint64_t known, std::chrono::milliseconds most) const;

private:
    struct store;
    std::unique_ptr<store> store_;
};

}}  // namespace gongdan

// The bodies need libpq's header: a host in header-only mode includes <gongdan/journal/postgres.ipp> in one file.
