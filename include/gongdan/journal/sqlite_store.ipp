#pragma once

// A journal's file, as sqlite_journal keeps it. Of use to sqlite.ipp alone.

#include <gongdan/journal/chain.hpp>
#include <gongdan/journal/sqlite.hpp>
#include <gongdan/journal/sqlite_file.ipp>
#include <gongdan/journal/sqlite_tables.ipp>

#include <algorithm>
#include <optional>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace sqlite_detail {

/// Whether the file is an archive; refuses one that is neither that nor a journal, or of a newer version.
inline bool is_archive(database const& db) {
    auto const& path = db.path();
    auto const id = db.number("PRAGMA application_id");
    if (id != application && id != archive_application)
        fail("journal.open", fmt::format("{}:不是工单日志", path),
             fmt::format("{}: it is no journal of gongdan", path));
    auto const version = version_of_file(db);
    if (version > schema_detail::version || version < 1)
        stored_detail::refuse_newer(path, version, schema_detail::version);
    return id == archive_application;
}

inline void refuse_other_use(std::string const& path, bool is_archive, journal_access how) {
    if (is_archive && how != journal_access::archive && how != journal_access::read_only)
        fail("journal.read_only", fmt::format("{}:是归档文件,只能读取", path),
             fmt::format("{}: it is an archive, which can only be read", path));
    if (!is_archive && how == journal_access::archive)
        fail("journal.open", fmt::format("{}:是工单日志,不是归档文件", path),
             fmt::format("{}: it is a journal and no archive", path));
}

using stored_detail::link_from;
using stored_detail::reach;

}  // namespace sqlite_detail

struct sqlite_journal::store {
    store(std::string const& path, sqlite_options const& o)
        : db(path, o.busy_timeout), writes(o.how != sqlite_options::access::read_only) {
        archive = sqlite_detail::is_archive(db);
        sqlite_detail::refuse_other_use(path, archive, o.how);
        db.run(o.durable == durability::power_loss ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        db.run("PRAGMA cache_size = -16000");  // KiB: the index of a large batch fits
        if (writes) {
            db.run("PRAGMA journal_mode = WAL");
            sqlite_detail::migrate_file(db);
        } else {
            db.run("PRAGMA query_only = ON");
        }
        prepare(sqlite_detail::version_of_file(db));
        if (!writes) return;
        now = stored_reach();
        claim();
        refuse_broken_end();
        make_sure();
    }
    /// Beside the host's tables.
    store(sqlite3* lent, journal_access how) : db(lent), prefix("gongdan_"), writes(how != journal_access::read_only) {
        auto const version = sqlite_detail::version_beside(db);
        if (version == 0 && !writes) refuse_missing();
        if (version != 0 && how == journal_access::create)
            stored_detail::fail("journal.open", fmt::format("{}:日志已存在", db.path()),
                                fmt::format("{}: the journal is there already", db.path()));
        if (version > schema_detail::version) stored_detail::refuse_newer(db.path(), version, schema_detail::version);
        sqlite_detail::refuse_other_use(db.path(), false, how);
        if (writes) sqlite_detail::migrate_beside(db);
        prepare(sqlite_detail::version_beside(db));
        if (!writes) return;
        now = stored_reach();
        refuse_broken_end();
    }
    ~store() {
        if (db.is_own()) db.roll_back();
    }
    store(store const&) = delete;
    store& operator=(store const&) = delete;

    [[noreturn]] void refuse_missing() const {
        stored_detail::fail("journal.open", fmt::format("{}:其中没有工单日志", db.path()),
                            fmt::format("{}: there is no journal of gongdan in it", db.path()));
    }

    /// A statement in which {t} stands for the entries and {c} for the chain.
    [[nodiscard]] sqlite_detail::statement about_tables(std::string_view text) const {
        return db.prepare(fmt::format(text, fmt::arg("t", prefix + "entries"), fmt::arg("c", prefix + "chain")));
    }

    void prepare(std::int64_t version) {
        get_reach = about_tables("SELECT count, head FROM {c} WHERE hash = 'BLAKE2b-256'");
        set_reach = about_tables("UPDATE {c} SET count = ?1, head = ?2 WHERE one = 1");
        insert = about_tables("INSERT INTO {t} (" GONGDAN_COLUMNS ") VALUES (?,?,?,?,?,?,?,?,?,?,?,?,?,?)");
        of_ticket = about_tables("SELECT " GONGDAN_COLUMNS " FROM {t} WHERE ticket = ?1 ORDER BY sequence");
        fields = db.prepare("SELECT key, value FROM json_each(?1) ORDER BY id");
        begin = db.prepare("BEGIN IMMEDIATE");
        commit = db.prepare("COMMIT");
        if (version >= schema_detail::with_absent) absent.emplace(db, prefix + "absent");
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
        if (committed_version == db.data_version()) return;  // nobody has written since
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

    /// A commit whose sync had failed may have been found in the log: before anybody builds on it, it is synced.
    void make_sure() {
        keep_reach({now.count + 1, now.link});  // SQLite does not write what is as it was
        keep_reach(now);
        commit.run();
        claim();
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
        keep_reach(reached);
    }
    void keep_reach(sqlite_detail::reach const& r) {
        set_reach.bind(1, static_cast<std::int64_t>(r.count)).bind(2, r.link).run();
    }

    /// Does the work in a transaction: all or none.
    template <class Work>
    void all_or_none(Work work) {
        if (db.is_own()) within_claim(work);
        else beside_host(work);
    }
    /// What was done is kept.
    void reach_to(sqlite_detail::reach const& reached) {
        now = reached;
        if (!db.is_own()) return;
        committed_version = db.data_version();
        claim_anew();
    }
    /// The lock is not held from one append to the next: the host's connection has other work to do.
    template <class Work>
    void beside_host(Work work) {
        sqlite_detail::undertaking u{db};
        if (auto const stored = stored_reach(); stored != now) stored_detail::refuse_moved(db.path(), stored, now);
        work();
        u.commit();
    }
    template <class Work>
    void within_claim(Work work) {
        if (!db.in_transaction()) claim();
        try {
            work();
            commit.run();
        } catch (...) {
            db.roll_back();
            claim_anew();
            throw;
        }
    }

    /// Takes out all entries of a ticket but the words that stay in their place.
    void take_out(ticket_id ticket) {
        auto s = about_tables("SELECT sequence, link FROM {t} WHERE ticket = ?1 AND event <> ?2 ORDER BY sequence");
        s.bind(1, static_cast<std::int64_t>(ticket.value)).bind(2, archived_event);
        std::vector<absent_run> runs;
        while (s.step())
            stored_detail::add_to_runs(runs, sqlite_detail::unsigned_number(s, 0), sqlite_detail::link_from(s.text(1)));
        for (absent_run const& run : runs) stored_detail::add_run(*absent, run);
        auto gone = about_tables("DELETE FROM {t} WHERE ticket = ?1 AND event <> ?2");
        gone.bind(1, static_cast<std::int64_t>(ticket.value)).bind(2, archived_event).run();
    }
    /// Puts an entry in its place, where it is not there yet.
    void put_back(linked_entry const& l, sqlite_detail::reach& reached) {
        auto row = row_of(l.what, texts);
        auto const sequence = l.what.sequence;
        bool const follows = next_link(l.before, row, scratch) == l.link;
        if (auto const there = link_of_row(sequence); there && *there == l.link) return;
        else if (there || !follows || !make_room(l, reached)) stored_detail::refuse_placeless(db.path(), sequence);
        sqlite_detail::in_use s{insert};
        sqlite_detail::bind(insert, row, l.what, l.link);
        s->step();
    }
    /// Whether there is a place for it: among what is absent, or, in an archive, behind all else.
    [[nodiscard]] bool make_room(linked_entry const& l, sqlite_detail::reach& reached) {
        auto const sequence = l.what.sequence;
        if (archive && reached.count < sequence) {
            if (reached.count + 1 < sequence)
                stored_detail::add_run(*absent, {reached.count + 1, sequence - 1, l.before});
            reached = {sequence, l.link};
            return true;
        }
        return stored_detail::take_from_run(*absent, l);
    }
    [[nodiscard]] std::optional<chain_link> link_of_row(std::uint64_t sequence) const {
        auto s = about_tables("SELECT link FROM {t} WHERE sequence = ?1");
        s.bind(1, static_cast<std::int64_t>(sequence));
        return s.step() ? std::optional<chain_link>{sqlite_detail::link_from(s.text(0))} : std::nullopt;
    }
    [[nodiscard]] std::vector<absent_run> absences() const {
        return absent ? absent->all() : std::vector<absent_run>{};
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
        stored_detail::absence_walk elsewhere{absences(), archive};
        while (s.step()) {
            auto const row = row_in(s);
            elsewhere.pass_to(row.sequence, r);
            if (auto fault = stored_detail::follow(row, s.text(13), types_fit(s) && times_fit(s), r, memory))
                return fault;
            elsewhere.hear(row);
        }
        return elsewhere.untold();
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
    bool archive = false;
    sqlite_detail::reach now;                   ///< of a writer
    std::optional<unsigned> committed_version;  ///< of the file, when `now` was committed
    std::string scratch;
    row_texts texts;
    std::optional<sqlite_detail::absences> absent;  ///< nothing in a file of the first version that is read only
    mutable sqlite_detail::statement get_reach, set_reach, insert, of_ticket, fields, begin, commit;
};

}}  // namespace gongdan
