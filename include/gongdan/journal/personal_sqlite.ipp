#pragma once

#include <gongdan/journal/personal_sqlite.hpp>
#include <gongdan/journal/sqlite_driver.ipp>
#include <gongdan/journal/sqlite_file.ipp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace personal_sqlite_detail {

constexpr std::int64_t application = 0x676f6e70;  // "gonp"

constexpr char const* schema = R"(
CREATE TABLE texts (
    token  TEXT PRIMARY KEY,
    ticket INTEGER NOT NULL,
    salt   BLOB NOT NULL,
    text   TEXT NOT NULL
) WITHOUT ROWID;
CREATE INDEX texts_of_ticket ON texts (ticket);
PRAGMA application_id = 0x676f6e70;
PRAGMA user_version = 1;
)";

/// A new file, whole when it is closed.
inline void make_table(std::string const& path) {
    sqlite_detail::database const db{path, std::chrono::milliseconds{0}};
    db.run("BEGIN EXCLUSIVE");
    db.run(schema);
    db.run("COMMIT");
}

inline personal_text text_in(sqlite_detail::statement const& s) {
    personal_text t{std::string{s.text(0)}, {static_cast<std::uint64_t>(s.number(1))}, {}, std::string{s.text(3)}};
    auto const salt = s.text(2);
    std::copy_n(salt.begin(), std::min(salt.size(), t.salt.size()), t.salt.begin());
    return t;
}

}  // namespace personal_sqlite_detail

struct sqlite_personal_store::store {
    store(std::string const& path, sqlite_options const& o) : db(path, o.busy_timeout) {
        // No write-ahead log, in which erased texts would live on.
        db.run("PRAGMA journal_mode = TRUNCATE");
        db.run("PRAGMA secure_delete = ON");
        db.run(o.durable == durability::power_loss ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        if (db.number("PRAGMA application_id") != personal_sqlite_detail::application)
            sqlite_detail::fail("journal.open", fmt::format("{}:不是个人信息库", path),
                                fmt::format("{}: it is no store of personal texts", path));
        if (o.how == sqlite_options::access::read_only) db.run("PRAGMA query_only = ON");
        insert = db.prepare("INSERT OR REPLACE INTO texts VALUES (?1, ?2, ?3, ?4)");
        select = db.prepare("SELECT token, ticket, salt, text FROM texts WHERE token = ?1");
        of_ticket = db.prepare("SELECT token, ticket, salt, text FROM texts WHERE ticket = ?1 ORDER BY token");
        remove = db.prepare("DELETE FROM texts WHERE ticket = ?1");
    }

    /// Runs `work` in a transaction: all or none.
    template <class Work>
    void all_or_none(Work work) {
        db.run("BEGIN IMMEDIATE");
        try {
            work();
            db.run("COMMIT");
        } catch (...) {
            db.roll_back();
            throw;
        }
    }

    sqlite_detail::database db;
    sqlite_detail::statement insert;
    sqlite_detail::statement mutable select, of_ticket;
    sqlite_detail::statement remove;
};

GONGDAN_INLINE sqlite_personal_store::sqlite_personal_store(std::string const& path, sqlite_options const& options) {
    sqlite_detail::prepare_file(path, options.how, personal_sqlite_detail::make_table);
    store_ = std::make_unique<store>(path, options);
}

GONGDAN_INLINE sqlite_personal_store::~sqlite_personal_store() = default;

GONGDAN_INLINE void sqlite_personal_store::keep(std::vector<personal_text> const& texts) {
    store_->all_or_none([&] {
        for (personal_text const& t : texts) {
            sqlite_detail::in_use s{store_->insert};
            s->bind(1, std::string_view{t.token}).bind(2, static_cast<std::int64_t>(t.ticket.value));
            s->bind(3, t.salt).bind(4, std::string_view{t.text});
            s->step();
        }
    });
}

GONGDAN_INLINE std::optional<personal_text> sqlite_personal_store::find(std::string_view token) const {
    sqlite_detail::in_use s{store_->select};
    s->bind(1, token);
    return s->step() ? std::optional<personal_text>{personal_sqlite_detail::text_in(store_->select)} : std::nullopt;
}

GONGDAN_INLINE std::vector<personal_text> sqlite_personal_store::of(ticket_id ticket) const {
    std::vector<personal_text> found;
    sqlite_detail::in_use s{store_->of_ticket};
    s->bind(1, static_cast<std::int64_t>(ticket.value));
    while (s->step()) found.push_back(personal_sqlite_detail::text_in(store_->of_ticket));
    return found;
}

GONGDAN_INLINE std::size_t sqlite_personal_store::erase(ticket_id ticket) {
    std::size_t erased = 0;
    store_->all_or_none([&] {
        sqlite_detail::in_use s{store_->remove};
        s->bind(1, static_cast<std::int64_t>(ticket.value));
        s->step();
        erased = static_cast<std::size_t>(store_->db.number("SELECT changes()"));
    });
    return erased;
}

}}  // namespace gongdan
