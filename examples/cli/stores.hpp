#pragma once

// Where the tool's journals lie: a file of SQLite's, or a branch in PostgreSQL.

#include <CLI/CLI.hpp>

#include <gongdan/journal/stored.hpp>

#include <memory>
#include <string>
#include <vector>

namespace cli {

/// Which journal an argument names, and where archives of it lie.
struct journal_place {
    std::string
        name;  ///< a file, or `postgresql://…`, or `postgres:` and libpq's words (`postgres:host=db dbname=gas`)
    std::string branch = "main";  ///< of PostgreSQL
    std::vector<std::string> archives;

    void add_branch_to(CLI::App& verb);
    void add_archives_to(CLI::App& verb);

    [[nodiscard]] bool is_postgres() const;
    /// Refused with a sentence where this tool was built without PostgreSQL.
    [[nodiscard]] std::shared_ptr<gongdan::stored_journal> opened(gongdan::journal_access how) const;
    /// To write to what is there: a file that is missing is refused, and not made.
    [[nodiscard]] std::shared_ptr<gongdan::stored_journal> opened_to_change() const;
    [[nodiscard]] std::vector<std::shared_ptr<gongdan::stored_journal const>> opened_archives() const;
    /// To be read, with its archives where some are given.
    [[nodiscard]] std::shared_ptr<gongdan::journal> whole() const;
};

/// A journal or an archive in a file of SQLite's.
[[nodiscard]] std::shared_ptr<gongdan::stored_journal> journal_file(std::string const& name,
                                                                    gongdan::journal_access how);

/// The bytes of a snapshot's file.
[[nodiscard]] std::string read_snapshot(std::string const& path);

}  // namespace cli
