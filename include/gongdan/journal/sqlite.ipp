#pragma once

#include <gongdan/journal/chain.hpp>
#include <gongdan/journal/sqlite.hpp>
#include <gongdan/journal/sqlite_driver.ipp>
#include <gongdan/journal/sqlite_file.ipp>

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace sqlite_detail {

constexpr std::int64_t application = 0x676f6e67;  // "gong"
constexpr std::int64_t schema_version = 1;

// `occurred` and `recorded` are the same times as seconds since 1970-01-01 00:00:00 civil time.
constexpr char const* tables = R"(
CREATE TABLE {0}entries (
    sequence    INTEGER PRIMARY KEY,
    ticket      INTEGER NOT NULL,
    type        TEXT NOT NULL,
    event       TEXT NOT NULL,
    occurred_at TEXT NOT NULL,
    recorded_at TEXT NOT NULL,
    actor       TEXT NOT NULL,
    role        TEXT NOT NULL,
    command_id  TEXT NOT NULL,
    standing    TEXT NOT NULL,
    payload     TEXT NOT NULL,
    occurred    INTEGER NOT NULL,
    recorded    INTEGER NOT NULL,
    link        BLOB NOT NULL
);
CREATE INDEX {0}entries_of_ticket ON {0}entries (ticket);
CREATE TABLE {0}chain (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    hash  TEXT NOT NULL,
    count INTEGER NOT NULL,
    head  BLOB NOT NULL
);
INSERT INTO {0}chain VALUES (1, 'BLAKE2b-256', 0, zeroblob(32));
)";
constexpr char const* marks = R"(
PRAGMA application_id = 0x676f6e67;
PRAGMA user_version = 1;
)";

#define GONGDAN_COLUMNS                                                                                               \
    "sequence, ticket, type, event, occurred_at, recorded_at, actor, role, command_id, standing, payload, occurred, " \
    "recorded, link"

inline void refuse_foreign(database const& db) {
    auto const& path = db.path();
    if (db.number("PRAGMA application_id") != application)
        fail("journal.open", fmt::format("{}:不是工单日志", path),
             fmt::format("{}: it is no journal of gongdan", path));
    auto const version = db.number("PRAGMA user_version");
    if (version > schema_version || version < 1) stored_detail::refuse_newer(path, version, schema_version);
}

using stored_detail::link_from;
using stored_detail::reach;

inline std::uint64_t unsigned_number(statement const& s, int column) {
    return static_cast<std::uint64_t>(s.number(column));
}

inline journal_row row_in(statement const& s) {
    return {unsigned_number(s, 0),
            unsigned_number(s, 1),
            s.text(2),
            s.text(3),
            s.text(4),
            s.text(5),
            s.text(6),
            s.text(7),
            s.text(8),
            s.text(9),
            s.text(10)};
}

inline void bind(statement& s, journal_row const& r, entry const& e, chain_link const& link) {
    s.bind(1, static_cast<std::int64_t>(r.sequence)).bind(2, static_cast<std::int64_t>(r.ticket));
    int at = 2;
    for (std::string_view const text :
         {r.type, r.event, r.occurred_at, r.recorded_at, r.actor, r.role, r.command_id, r.standing, r.payload})
        s.bind(++at, text);
    s.bind(12, e.occurred_at.since_epoch).bind(13, e.recorded_at.since_epoch).bind(14, link);
}

/// Whether every column has the type it was written with, so that what is hashed is what a reader gets.
inline bool types_fit(statement const& s) {
    for (int i = 0; i < 14; ++i) {
        int const wanted = i < 2 || i == 11 || i == 12 ? SQLITE_INTEGER : i == 13 ? SQLITE_BLOB : SQLITE_TEXT;
        if (s.type(i) != wanted) return false;
    }
    return true;
}

inline bool times_fit(statement const& s) {
    auto const fits = [&](int text, int number) {
        auto const t = stamp({s.number(number)});
        return s.text(text) == std::string_view{t.data(), t.size()};
    };
    return fits(4, 11) && fits(5, 12);
}

}  // namespace sqlite_detail

struct sqlite_journal::store {
    store(std::string const& path, sqlite_options const& o, bool is_new)
        : db(path, o.busy_timeout), writes(o.how != sqlite_options::access::read_only) {
        if (is_new) create();
        sqlite_detail::refuse_foreign(db);
        if (!writes) db.run("PRAGMA query_only = ON");
        db.run(o.durable == durability::power_loss ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        db.run("PRAGMA cache_size = -16000");  // KiB: the index of a large batch fits
        prepare();
        if (!writes) return;
        now = stored_reach();
        claim();
        refuse_broken_end();
    }
    /// Beside the host's tables.
    store(sqlite3* lent, journal_access how) : db(lent), prefix("gongdan_"), writes(how != journal_access::read_only) {
        auto const version = stored_version();
        if (version == 0 && !writes) refuse_missing();
        if (version != 0 && how == journal_access::create)
            stored_detail::fail("journal.open", fmt::format("{}:日志已存在", db.path()),
                                fmt::format("{}: the journal is there already", db.path()));
        if (version == 0) create_beside();
        else if (version != sqlite_detail::schema_version)
            stored_detail::refuse_newer(db.path(), version, sqlite_detail::schema_version);
        prepare();
        if (!writes) return;
        now = stored_reach();
        refuse_broken_end();
    }
    ~store() {
        if (db.is_own()) db.roll_back();
    }
    store(store const&) = delete;
    store& operator=(store const&) = delete;

    void create() const {
        db.run("PRAGMA journal_mode = WAL");
        db.run("BEGIN EXCLUSIVE");
        db.run(tables().c_str());
        db.run(sqlite_detail::marks);
        db.run("COMMIT");
    }
    void create_beside() const {
        sqlite_detail::undertaking u{db};
        db.run(tables().c_str());
        db.run(
            fmt::format("CREATE TABLE gongdan_about (version INTEGER NOT NULL); INSERT INTO gongdan_about VALUES ({})",
                        sqlite_detail::schema_version)
                .c_str());
        u.commit();
    }
    [[nodiscard]] std::string tables() const { return fmt::format(sqlite_detail::tables, prefix); }
    [[nodiscard]] std::int64_t stored_version() const {
        if (db.number("SELECT count(*) FROM sqlite_master WHERE name = 'gongdan_about'") == 0) return 0;
        return db.number("SELECT version FROM gongdan_about");
    }
    [[noreturn]] void refuse_missing() const {
        stored_detail::fail("journal.open", fmt::format("{}:其中没有工单日志", db.path()),
                            fmt::format("{}: there is no journal of gongdan in it", db.path()));
    }

    /// A statement in which {t} stands for the entries and {c} for the chain.
    [[nodiscard]] sqlite_detail::statement about_tables(std::string_view text) const {
        return db.prepare(fmt::format(text, fmt::arg("t", prefix + "entries"), fmt::arg("c", prefix + "chain")));
    }

    void prepare() {
        get_reach = about_tables("SELECT count, head FROM {c} WHERE hash = 'BLAKE2b-256'");
        set_reach = about_tables("UPDATE {c} SET count = ?1, head = ?2");
        insert = about_tables("INSERT INTO {t} (" GONGDAN_COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        of_ticket = about_tables("SELECT " GONGDAN_COLUMNS " FROM {t} WHERE ticket = ?1 ORDER BY sequence");
        fields = db.prepare("SELECT key, value FROM json_each(?1) ORDER BY id");
        begin = db.prepare("BEGIN IMMEDIATE");
        commit = db.prepare("COMMIT");
    }

    [[nodiscard]] sqlite_detail::reach stored_reach() const {
        sqlite_detail::in_use s{get_reach};
        if (!s->step()) stored_detail::refuse_headless(db.path());
        return {sqlite_detail::unsigned_number(get_reach, 0), sqlite_detail::link_from(s->text(1))};
    }

    /// Begins the transaction that the next entries go into. It is held from one append to the next, since that is what
    /// keeps other writers out; readers see what was committed, and are not kept waiting.
    void claim() const {
        begin.run();
        auto const stored = stored_reach();
        if (stored == now) return;
        db.roll_back();
        stored_detail::refuse_moved(db.path(), stored, now);
    }
    /// As claim; what stands in its way is told by the next append.
    void claim_anew() const noexcept {
        try {
            claim();
        } catch (journal_error const&) {}
    }

    void refuse_broken_end() const {
        auto s = about_tables("SELECT sequence, link FROM {t} ORDER BY sequence DESC LIMIT 1");
        sqlite_detail::reach end;
        if (s.step()) end = {sqlite_detail::unsigned_number(s, 0), sqlite_detail::link_from(s.text(1))};
        stored_detail::refuse_other_end(db.path(), end, now);
    }

    void put(entry const& e, sqlite_detail::reach& reached) {
        auto row = row_of(e, texts);
        row.sequence = ++reached.count;
        reached.link = next_link(reached.link, row, scratch);
        sqlite_detail::in_use s{insert};
        sqlite_detail::bind(insert, row, e, reached.link);
        s->step();
    }
    void put(std::vector<entry> const& entries, sqlite_detail::reach& reached) {
        for (entry const& e : entries) put(e, reached);
        set_reach.bind(1, static_cast<std::int64_t>(reached.count)).bind(2, reached.link).run();
    }
    /// The lock is not held from one append to the next: the host's connection has other work to do.
    void append_beside(std::vector<entry> const& entries, sqlite_detail::reach& reached) {
        sqlite_detail::undertaking u{db};
        if (auto const stored = stored_reach(); stored != now) stored_detail::refuse_moved(db.path(), stored, now);
        put(entries, reached);
        u.commit();
    }
    void append_held(std::vector<entry> const& entries, sqlite_detail::reach& reached) {
        if (!db.in_transaction()) claim();
        try {
            put(entries, reached);
            commit.run();
        } catch (...) {
            db.roll_back();
            claim_anew();
            throw;
        }
    }

    [[nodiscard]] payload payload_in(std::string_view json) const {
        payload data;
        if (json == "{}") return data;
        sqlite_detail::in_use s{fields};
        s->bind(1, json);
        while (s->step()) data.set(fields.text(0), fields.text(1));
        return data;
    }
    [[nodiscard]] entry entry_in(sqlite_detail::statement const& s) const {
        auto const row = sqlite_detail::row_in(s);
        return stored_detail::entry_from(row, payload_in(row.payload), {s.number(11)}, {s.number(12)}, db.path());
    }

    [[nodiscard]] std::optional<journal_fault> walk(sqlite_detail::reach& r) const {
        using namespace sqlite_detail;
        auto s = about_tables("SELECT " GONGDAN_COLUMNS " FROM {t} NOT INDEXED ORDER BY sequence");
        std::string memory;
        while (s.step())
            if (auto fault = stored_detail::follow(row_in(s), s.text(13), types_fit(s) && times_fit(s), r, memory))
                return fault;
        return {};
    }
    [[nodiscard]] std::optional<journal_fault> compare(sqlite_detail::reach const& r) const {
        if (auto fault = stored_detail::compare(r, stored_reach())) return fault;
        auto s = db.prepare("PRAGMA integrity_check(1)");
        if (s.step() && s.text(0) != "ok") return stored_detail::unsound(0, s.text(0));
        return {};
    }

    sqlite_detail::database db;
    std::string prefix;  ///< of the tables' names
    bool writes;
    sqlite_detail::reach now;  ///< of a writer
    std::string scratch;
    row_texts texts;
    mutable sqlite_detail::statement get_reach, set_reach, insert, of_ticket, fields, begin, commit;
};

GONGDAN_INLINE sqlite_journal::sqlite_journal(std::string const& path, sqlite_options const& options) {
    bool const is_new = sqlite_detail::prepare_file(path, options.how);
    try {
        store_ = std::make_unique<store>(path, options, is_new);
    } catch (journal_error const&) {
        if (is_new) std::remove(path.c_str());
        throw;
    }
}

GONGDAN_INLINE sqlite_journal::sqlite_journal(sqlite3* database, journal_access how)
    : store_(std::make_unique<store>(database, how)) {}

GONGDAN_INLINE sqlite_journal::~sqlite_journal() = default;

GONGDAN_INLINE answer<std::shared_ptr<sqlite_journal>> sqlite_journal::try_open(std::string const& path,
                                                                                sqlite_options const& options) {
    try {
        return std::make_shared<sqlite_journal>(path, options);
    } catch (stored_detail::store_error const& e) { return e.why(); }
}

GONGDAN_INLINE void sqlite_journal::append(std::vector<entry>& entries) {
    if (!store_->writes) stored_detail::refuse_reader(store_->db.path());
    check_entries(entries);
    if (entries.empty()) return;
    auto reached = store_->now;
    if (store_->db.is_own()) store_->append_held(entries, reached);
    else store_->append_beside(entries, reached);
    for (entry& e : entries) e.sequence = ++store_->now.count;
    store_->now = reached;
    if (store_->db.is_own()) store_->claim_anew();
}

GONGDAN_INLINE void sqlite_journal::read(std::uint64_t first, std::function<void(entry const&)> const& use) const {
    auto s = store_->about_tables("SELECT " GONGDAN_COLUMNS " FROM {t} WHERE sequence >= ?1 ORDER BY sequence");
    s.bind(1, static_cast<std::int64_t>(first));
    while (s.step()) use(store_->entry_in(s));
}

GONGDAN_INLINE std::vector<entry> sqlite_journal::history(ticket_id ticket) const {
    std::vector<entry> found;
    sqlite_detail::in_use s{store_->of_ticket};
    s->bind(1, static_cast<std::int64_t>(ticket.value));
    while (s->step()) found.push_back(store_->entry_in(store_->of_ticket));
    return found;
}

GONGDAN_INLINE std::uint64_t sqlite_journal::last() const {
    return store_->writes ? store_->now.count : store_->stored_reach().count;
}

GONGDAN_INLINE std::string sqlite_journal::mark(std::uint64_t sequence) const {
    auto s = store_->about_tables("SELECT link FROM {t} WHERE sequence = ?1");
    s.bind(1, static_cast<std::int64_t>(sequence));
    return s.step() ? to_hex(stored_detail::link_from(s.text(0))) : "";
}

GONGDAN_INLINE journal_head sqlite_journal::head() const {
    return stored_detail::head_of(store_->writes ? store_->now : store_->stored_reach());
}

GONGDAN_INLINE std::optional<journal_fault> sqlite_journal::verify() const {
    auto const snapshot = store_->db.snapshot();
    sqlite_detail::reach r;
    if (auto fault = stored_detail::or_unsound([&] { return store_->walk(r); }, [&] { return r.count + 1; }))
        return fault;
    return stored_detail::or_unsound([&] { return store_->compare(r); }, [] { return std::uint64_t{0}; });
}

}}  // namespace gongdan

#undef GONGDAN_COLUMNS
