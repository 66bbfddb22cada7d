#pragma once

// Where the tool's journals lie: a file of SQLite's, or a branch in PostgreSQL.

#include <CLI/CLI.hpp>

#include <gongdan/desk/desk.hpp>
#include <gongdan/journal/stored.hpp>

#include <memory>
#include <string>
#include <vector>

namespace cli {

/// Which journal an argument names, and where archives of it and the personal texts of its entries lie.
struct journal_place {
    std::string
        name;  ///< a file, or `postgresql://…`, or `postgres:` and libpq's words (`postgres:host=db dbname=gas`)
    std::string branch = "main";  ///< of PostgreSQL
    std::vector<std::string> archives = {};
    std::string personal = {};  ///< a file of SQLite's; empty where the texts stand in the entries

    void add_branch_to(CLI::App& verb);
    void add_archives_to(CLI::App& verb);

    [[nodiscard]] bool is_postgres() const;
    /// Refused with a sentence where this tool was built without PostgreSQL.
    [[nodiscard]] std::shared_ptr<gongdan::stored_journal> opened(gongdan::journal_access how) const;
    /// To write to what is there: a file that is missing is refused, and not made.
    [[nodiscard]] std::shared_ptr<gongdan::stored_journal> opened_to_change() const;
    [[nodiscard]] std::vector<std::shared_ptr<gongdan::stored_journal const>> opened_archives() const;
    /// To be read, with its archives and personal texts where some are given.
    [[nodiscard]] std::shared_ptr<gongdan::journal> whole() const;
    /// With the personal texts in line, where they lie apart.
    [[nodiscard]] std::shared_ptr<gongdan::journal> with_personal(std::shared_ptr<gongdan::journal> entries) const;
};

/// A desk as a journal has it, which tells nothing and writes nothing.
[[nodiscard]] gongdan::desk looking_desk(std::string const& policy,
                                         std::vector<std::string> const& calendar,
                                         std::shared_ptr<gongdan::journal> store);

/// A journal or an archive in a file of SQLite's.
[[nodiscard]] std::shared_ptr<gongdan::stored_journal> journal_file(std::string const& name,
                                                                    gongdan::journal_access how);

/// The bytes of a snapshot's file.
[[nodiscard]] std::string read_snapshot(std::string const& path);

}  // namespace cli
