#pragma once

#include <gongdan/journal/sqlite_backup.hpp>
#include <gongdan/journal/sqlite_file.ipp>

#include <cstdio>
#include <filesystem>
#include <system_error>

namespace gongdan { inline namespace GONGDAN_MODE {

struct sqlite_backup::copying {
    copying(std::string const& journal, std::string const& copy)
        : name(copy), from(at_one_moment(journal)), partial(fresh_partial(copy)), to(partial, patience) {
        to.run("PRAGMA synchronous = FULL");
        backup.reset(sqlite3_backup_init(to.handle(), "main", from.handle(), "main"));
        if (backup == nullptr) sqlite_detail::fail(sqlite3_errcode(to.handle()), to.handle(), partial);
    }
    ~copying() {
        if (!done) remove_partial();
    }
    copying(copying const&) = delete;
    copying& operator=(copying const&) = delete;

    /// What it gives reads the journal as it is now, whatever is written to it meanwhile.
    static sqlite_detail::database at_one_moment(std::string const& journal) {
        sqlite_detail::refuse_odd_file(journal);
        sqlite_detail::database db{journal, patience};
        db.run("BEGIN");
        static_cast<void>(db.number("SELECT count FROM chain"));
        return db;
    }
    [[noreturn]] static void refuse_there(std::string const& copy) {
        sqlite_detail::fail("journal.open", fmt::format("{}:文件已存在", copy),
                            fmt::format("{}: the file is there already", copy));
    }
    static std::string fresh_partial(std::string const& copy) {
        std::error_code none;
        if (std::filesystem::exists(copy, none)) refuse_there(copy);
        auto partial = copy + ".partial";
        std::remove(partial.c_str());  // of a backup that was killed
        sqlite_detail::create_file(partial);
        return partial;
    }
    void remove_partial() {
        backup.reset();
        std::remove(partial.c_str());
        std::remove((partial + "-journal").c_str());
    }

    bool step(int pages) {
        int const result = sqlite3_backup_step(backup.get(), pages);
        if (result == SQLITE_OK) return true;
        if (result != SQLITE_DONE) sqlite_detail::fail(result, to.handle(), partial);
        backup.reset();
        done = true;
        if (!sqlite_detail::put_in_place(partial, name)) refuse_there(name);
        return false;
    }

    struct finishes {
        void operator()(sqlite3_backup* b) const { sqlite3_backup_finish(b); }
    };

    static constexpr std::chrono::milliseconds patience{250};
    std::string name;
    sqlite_detail::database from;
    std::string partial;
    sqlite_detail::database to;
    std::unique_ptr<sqlite3_backup, finishes> backup;
    bool done = false;
};

GONGDAN_INLINE sqlite_backup::sqlite_backup(std::string const& journal, std::string const& copy)
    : copying_(std::make_unique<copying>(journal, copy)) {}

GONGDAN_INLINE sqlite_backup::~sqlite_backup() = default;

GONGDAN_INLINE bool sqlite_backup::step(int pages) { return !copying_->done && copying_->step(pages); }

}}  // namespace gongdan
