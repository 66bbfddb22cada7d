#pragma once

#include <gongdan/journal/sqlite.hpp>
#include <gongdan/journal/stored.ipp>

#include <fmt/format.h>
#include <sqlite3.h>

#include <array>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <utility>

// SQLite's handles with their ends and errors; of use to sqlite.ipp and to nobody else.

namespace gongdan { inline namespace GONGDAN_MODE { namespace sqlite_detail {

using stored_detail::fail;

struct kind_of_error {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};

inline kind_of_error kind_of(int result) {
    switch (result & 0xff) {
    case SQLITE_BUSY:
    case SQLITE_LOCKED: return {"journal.busy", "正被另一程序写入", "another writer has it"};
    case SQLITE_FULL: return {"journal.full", "存储空间已满", "there is no space left"};
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH: return {"journal.open", "无法打开", "it cannot be opened"};
    case SQLITE_READONLY: return {"journal.read_only", "只能读取", "it can only be read"};
    case SQLITE_NOTADB: return {"journal.open", "不是数据库", "it is no database"};
    case SQLITE_CORRUPT: return {"journal.corrupt", "文件已损坏", "the file is damaged"};
    case SQLITE_ERROR: return {"journal.corrupt", "表结构或内容不符", "its tables are not as they were made"};
    default: return {"journal.io", "系统读写失败", "the system failed"};
    }
}

[[noreturn]] inline void fail(int result, sqlite3* db, std::string_view path) {
    auto const k = kind_of(result);
    auto const* const detail = db != nullptr ? sqlite3_errmsg(db) : sqlite3_errstr(result);
    fail(k.code, fmt::format("{}:{}({})", path, k.zh, detail), fmt::format("{}: {} ({})", path, k.en, detail));
}

struct closes {
    void operator()(sqlite3* db) const { sqlite3_close_v2(db); }
    void operator()(sqlite3_stmt* s) const { sqlite3_finalize(s); }
};

/// A prepared statement; parameters count from 1, columns from 0. Texts that are bound must live until `reset`.
class statement {
public:
    statement() = default;
    statement(sqlite3* db, std::string_view path, std::string_view sql) : db_(db), path_(path) {
        sqlite3_stmt* s = nullptr;
        check(sqlite3_prepare_v3(db, sql.data(), static_cast<int>(sql.size()), SQLITE_PREPARE_PERSISTENT, &s, nullptr));
        handle_.reset(s);
    }

    statement& bind(int at, std::int64_t number) {
        check(sqlite3_bind_int64(handle_.get(), at, number));
        return *this;
    }
    statement& bind(int at, std::string_view text) {
        // An empty view may point nowhere, which SQLite would take for NULL.
        char const* const bytes = text.data() == nullptr ? "" : text.data();
        check(sqlite3_bind_text64(handle_.get(), at, bytes, text.size(), SQLITE_STATIC, SQLITE_UTF8));
        return *this;
    }
    template <std::size_t Size>
    statement& bind(int at, std::array<std::uint8_t, Size> const& bytes) {
        check(sqlite3_bind_blob64(handle_.get(), at, bytes.data(), Size, SQLITE_STATIC));
        return *this;
    }

    /// Whether there is a (further) row.
    bool step() {
        int const result = sqlite3_step(handle_.get());
        if (result == SQLITE_ROW) return true;
        if (result != SQLITE_DONE) check(result);
        return false;
    }
    void reset() noexcept { sqlite3_reset(handle_.get()); }
    void run() {
        reset();
        step();
        reset();
    }

    [[nodiscard]] std::int64_t number(int column) const { return sqlite3_column_int64(handle_.get(), column); }
    [[nodiscard]] std::string_view text(int column) const {
        auto const* const bytes = static_cast<char const*>(sqlite3_column_blob(handle_.get(), column));
        return {bytes == nullptr ? "" : bytes, static_cast<std::size_t>(sqlite3_column_bytes(handle_.get(), column))};
    }
    [[nodiscard]] int type(int column) const { return sqlite3_column_type(handle_.get(), column); }

private:
    void check(int result) const {
        if (result != SQLITE_OK) fail(result, db_, path_);
    }

    sqlite3* db_ = nullptr;
    std::string_view path_;
    std::unique_ptr<sqlite3_stmt, closes> handle_;
};

/// Resets a statement when it goes, so that no read lock is left behind.
class in_use {
public:
    explicit in_use(statement& s) : s_(s) {}
    ~in_use() { s_.reset(); }
    in_use(in_use const&) = delete;
    in_use& operator=(in_use const&) = delete;
    statement* operator->() { return &s_; }

private:
    statement& s_;
};

class database {
public:
    /// The host's own, which outlives this.
    explicit database(sqlite3* lent) : path_("SQLite"), db_(lent) {
        auto const* const file = sqlite3_db_filename(lent, "main");
        if (file != nullptr && *file != '\0') path_ = file;
    }
    database(std::string path, std::chrono::milliseconds busy_timeout) : path_(std::move(path)) {
        sqlite3* db = nullptr;
        // Absolute, so that a file called `:memory:` is a file.
        auto const file = std::filesystem::absolute(path_).string();
        int const result = sqlite3_open_v2(file.c_str(), &db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, nullptr);
        owned_.reset(db);
        db_ = db;
        if (result != SQLITE_OK) fail(result, db, path_);
        sqlite3_extended_result_codes(db, 1);
        sqlite3_busy_timeout(db, static_cast<int>(busy_timeout.count()));
    }

    [[nodiscard]] bool is_own() const { return owned_ != nullptr; }
    [[nodiscard]] sqlite3* handle() const { return db_; }
    [[nodiscard]] statement prepare(std::string_view sql) const { return {db_, path_, sql}; }
    void run(char const* sql) const {
        int const result = sqlite3_exec(db_, sql, nullptr, nullptr, nullptr);
        if (result != SQLITE_OK) fail(result, db_, path_);
    }
    [[nodiscard]] bool in_transaction() const noexcept { return sqlite3_get_autocommit(db_) == 0; }
    /// Undoes what is under way; SQLite may have done so by itself.
    void roll_back() const noexcept {
        if (in_transaction()) sqlite3_exec(db_, "ROLLBACK", nullptr, nullptr, nullptr);
    }
    /// As long as what it gives lives, all that is read is of one moment.
    [[nodiscard]] auto snapshot() const {
        auto const end = [](database const* db) { db->roll_back(); };
        if (in_transaction()) return std::unique_ptr<database const, decltype(end)>{nullptr, end};
        run("BEGIN");
        return std::unique_ptr<database const, decltype(end)>{this, end};
    }
    /// Another with each commit, this connection's or another's, that this connection has noticed.
    [[nodiscard]] unsigned data_version() const {
        unsigned version = 0;
        sqlite3_file_control(db_, "main", SQLITE_FCNTL_DATA_VERSION, &version);
        return version;
    }
    [[nodiscard]] std::int64_t number(std::string_view sql) const {
        auto s = prepare(sql);
        return s.step() ? s.number(0) : 0;
    }
    [[nodiscard]] std::string const& path() const { return path_; }

private:
    std::string path_;
    std::unique_ptr<sqlite3, closes> owned_;
    sqlite3* db_ = nullptr;
};

/// A transaction, or, within the host's, a part of it that can be undone by itself.
class undertaking {
public:
    explicit undertaking(database const& db) : db_(db) { db_.run("SAVEPOINT gongdan"); }
    ~undertaking() {
        if (done_ || !db_.in_transaction()) return;
        sqlite3_exec(db_.handle(), "ROLLBACK TO gongdan; RELEASE gongdan", nullptr, nullptr, nullptr);
    }
    undertaking(undertaking const&) = delete;
    undertaking& operator=(undertaking const&) = delete;
    void commit() {
        db_.run("RELEASE gongdan");
        done_ = true;
    }

private:
    database const& db_;
    bool done_ = false;
};

}}}  // namespace gongdan::sqlite_detail
