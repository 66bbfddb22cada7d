#pragma once

#include <gongdan/journal/journal.hpp>

#include <memory>
#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A copy of a journal's file, made while its writer works on, bit by bit between two commands or in a process of its own. The
/// copy holds what was committed when the backup began. It is a journal like any other: verify it, open it, put it in the
/// lost one's place.
///
///     sqlite_backup b{"hall.db", "hall.2026-03-02.db"};
///     while (b.step(1000)) work();
///
/// Throws journal_error with the codes of sqlite_journal. A backup that is given up, or whose process is killed, leaves
/// no copy, at most a file that ends in `.partial`.
class sqlite_backup {
public:
    /// Refuses a copy that is there already; it is created for its owner alone.
    sqlite_backup(std::string const& journal, std::string const& copy);
    ~sqlite_backup();
    sqlite_backup(sqlite_backup const&) = delete;
    sqlite_backup& operator=(sqlite_backup const&) = delete;

    /// Copies so many pages (4 KiB each) further. False once the copy is complete, synced and has its name.
    bool step(int pages);

private:
    struct copying;
    std::unique_ptr<copying> copying_;
};

}}  // namespace gongdan

// The bodies need SQLite's header: a host in header-only mode includes <gongdan/journal/sqlite_backup.ipp> in one file.
