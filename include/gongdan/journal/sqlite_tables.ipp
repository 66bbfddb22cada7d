#pragma once

// The tables of journals in SQLite and what goes in and out of them; of use to sqlite.ipp and to nobody else.

#include <gongdan/journal/schema.ipp>
#include <gongdan/journal/sqlite_driver.ipp>

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace sqlite_detail {

constexpr std::int64_t application = 0x676f6e67;          // "gong"
constexpr std::int64_t archive_application = 0x676f6e61;  // "gona"

#define GONGDAN_COLUMNS                                                                                               \
    "sequence, ticket, type, event, occurred_at, recorded_at, actor, role, command_id, standing, payload, occurred, " \
    "recorded, link"

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

inline std::int64_t version_of_file(database const& db) { return db.number("PRAGMA user_version"); }

/// The version of the tables beside a host's own; 0 where there are none.
inline std::int64_t version_beside(database const& db) {
    if (db.number("SELECT count(*) FROM sqlite_master WHERE name = 'gongdan_about'") == 0) return 0;
    return db.number("SELECT version FROM gongdan_about");
}

/// Takes the tables from one version to this one's; `prefix` begins their names, and is empty in a file of their own.
inline void take_steps(database const& db, std::string const& prefix, std::int64_t from) {
    for (auto v = from; v < schema_detail::version; ++v)
        db.run(schema_detail::filled(schema_detail::steps[v].sqlite, {{"{x}", prefix}}).c_str());
    auto const number = std::to_string(schema_detail::version);
    db.run(
        (prefix.empty() ? "PRAGMA user_version = " + number : "UPDATE gongdan_about SET version = " + number).c_str());
}

/// All or none, and once where two processes do so at the same time.
inline void migrate_file(database const& db) {
    if (version_of_file(db) >= schema_detail::version) return;
    db.run("BEGIN IMMEDIATE");
    try {
        take_steps(db, {}, version_of_file(db));
        db.run("COMMIT");
    } catch (...) {
        db.roll_back();
        throw;
    }
}

inline void migrate_beside(database const& db) {
    if (version_beside(db) >= schema_detail::version) return;
    undertaking u{db};
    auto const version = version_beside(db);
    if (version == 0)
        db.run("CREATE TABLE gongdan_about (version INTEGER NOT NULL); INSERT INTO gongdan_about VALUES (0)");
    take_steps(db, "gongdan_", version);
    u.commit();
}

/// A new file, whole when it is closed.
inline void make_tables(std::string const& path, bool is_archive) {
    database const db{path, std::chrono::milliseconds{0}};
    db.run("PRAGMA synchronous = FULL");
    db.run("BEGIN EXCLUSIVE");
    db.run(fmt::format("PRAGMA application_id = {}", is_archive ? archive_application : application).c_str());
    take_steps(db, {}, 0);
    db.run("COMMIT");
}

/// What lies in archives: the runs, and how they grow and shrink.
class absences {
public:
    absences() = default;
    absences(database const& db, std::string const& table)
        : all_(db.prepare("SELECT first, last, link FROM " + table + " ORDER BY first")),
          upto_(
              db.prepare("SELECT first, last, link FROM " + table + " WHERE first <= ?1 ORDER BY first DESC LIMIT 1")),
          insert_(db.prepare("INSERT INTO " + table + " VALUES (?1, ?2, ?3)")),
          remove_(db.prepare("DELETE FROM " + table + " WHERE first = ?1")) {}

    [[nodiscard]] std::vector<absent_run> all() const {
        std::vector<absent_run> runs;
        in_use s{all_};
        while (s->step()) runs.push_back(run_in(all_));
        return runs;
    }
    /// The run that has this entry, or ends before it.
    [[nodiscard]] std::optional<absent_run> upto(std::uint64_t sequence) const {
        in_use s{upto_};
        s->bind(1, static_cast<std::int64_t>(sequence));
        return s->step() ? std::optional<absent_run>{run_in(upto_)} : std::nullopt;
    }
    void insert(absent_run const& run) {
        insert_.bind(1, static_cast<std::int64_t>(run.first)).bind(2, static_cast<std::int64_t>(run.last));
        insert_.bind(3, run.link).run();
    }
    void remove(std::uint64_t first) { remove_.bind(1, static_cast<std::int64_t>(first)).run(); }

private:
    static absent_run run_in(statement const& s) {
        return {unsigned_number(s, 0), unsigned_number(s, 1), stored_detail::link_from(s.text(2))};
    }

    mutable statement all_, upto_;
    statement insert_, remove_;
};

}}}  // namespace gongdan::sqlite_detail
