#pragma once

// The tables of journals in PostgreSQL and the statements that go to them. Every statement names the branch, by which
// an engine that shards may split the tables.

#include <gongdan/journal/postgres_driver.ipp>
#include <gongdan/journal/schema.ipp>

#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace postgres_detail {

struct statements {
    explicit statements(std::string const& schema) : s(schema) {}

    std::string s;  ///< the schema, quoted

    [[nodiscard]] std::string columns() const {
        return "SELECT sequence, ticket, type, event, occurred_at, recorded_at, actor, role, command_id, standing, "
               "payload, link, CASE WHEN payload::text = '{}' THEN '{}' ELSE ARRAY(SELECT part FROM "
               "json_each_text(payload) WITH ORDINALITY AS f (key, value, place), LATERAL (VALUES (1, f.key), "
               "(2, f.value)) AS p (side, part) ORDER BY f.place, p.side) END FROM " +
               s + ".entries WHERE branch = $1";
    }
    [[nodiscard]] std::string page() const {
        return columns() + " AND sequence >= $2::bigint ORDER BY sequence LIMIT 1000";
    }
    [[nodiscard]] std::string history() const { return columns() + " AND ticket = $2::bigint ORDER BY sequence"; }
    [[nodiscard]] std::string chain() const {
        return "SELECT count, head, token, holder, to_char(lease_until, 'YYYY-MM-DD HH24:MI:SS TZ') FROM " + s +
               ".chain WHERE branch = $1 AND hash = 'BLAKE2b-256'";
    }
    [[nodiscard]] std::string end() const {
        return "SELECT sequence, link FROM " + s + ".entries WHERE branch = $1 ORDER BY sequence DESC LIMIT 1";
    }
    [[nodiscard]] std::string absent() const {
        return "SELECT first, last, link FROM " + s + ".absent WHERE branch = $1";
    }
    [[nodiscard]] std::string all_absent() const { return absent() + " ORDER BY first"; }
    [[nodiscard]] std::string absent_upto() const {
        return absent() + " AND first <= $2::bigint ORDER BY first DESC LIMIT 1";
    }
    [[nodiscard]] std::string add_absent() const {
        return "INSERT INTO " + s + ".absent VALUES ($1, $2::bigint, $3::bigint, $4::bytea)";
    }
    [[nodiscard]] std::string remove_absent() const {
        return "DELETE FROM " + s + ".absent WHERE branch = $1 AND first = $2::bigint";
    }
    /// $2 ticket, $3 the event that stays.
    [[nodiscard]] std::string take_out() const {
        return "DELETE FROM " + s +
               ".entries WHERE branch = $1 AND ticket = $2::bigint AND event <> $3 RETURNING sequence, link";
    }
    /// $2 and on: the columns.
    [[nodiscard]] std::string put_back() const {
        return "INSERT INTO " + s +
               ".entries SELECT $1, e.* FROM unnest($2::bigint[], $3::bigint[], $4::text[], $5::text[], "
               "$6::timestamp[], $7::timestamp[], $8::text[], $9::text[], $10::text[], $11::text[], $12::json[], "
               "$13::bytea[]) AS e";
    }
    [[nodiscard]] std::string link() const {
        return "SELECT link FROM " + s + ".entries WHERE branch = $1 AND sequence = $2::bigint";
    }
    /// A branch nobody knew begins with nothing, its lease free.
    [[nodiscard]] std::string begin_branch() const {
        return "INSERT INTO " + s +
               ".chain VALUES ($1, 'BLAKE2b-256', 0, decode(repeat('00', 32), 'hex'), 0, '', '-infinity') "
               "ON CONFLICT (branch) DO NOTHING RETURNING 1";
    }
    /// $2 holder, $3 the lease in ms. A row where the branch was to be had.
    [[nodiscard]] std::string take() const {
        return "UPDATE " + s +
               ".chain SET token = token + 1, holder = $2, lease_until = clock_timestamp() + $3::bigint * interval "
               "'1 ms' WHERE branch = $1 AND hash = 'BLAKE2b-256' AND lease_until <= clock_timestamp() RETURNING token";
    }
    /// $2 token, $3 the lease in ms from now on; 0 gives it back.
    [[nodiscard]] std::string renew() const {
        return "UPDATE " + s +
               ".chain SET lease_until = clock_timestamp() + $3::bigint * interval '1 ms' WHERE branch = $1 AND "
               "token = $2::bigint RETURNING 1";
    }
    /// The guard, the entries and the news of them, all or none. $2 token, $3 count before, $4 count and $5 head after,
    /// $6 the lease in ms, $7 the channel, then the columns. A row where the branch was still this writer's.
    [[nodiscard]] std::string append() const {
        return "WITH mine AS (UPDATE " + s +
               ".chain SET count = $4::bigint, head = $5::bytea, lease_until = clock_timestamp() + $6::bigint * "
               "interval '1 ms' WHERE branch = $1 AND token = $2::bigint AND count = $3::bigint RETURNING branch), "
               "kept AS (INSERT INTO " +
               s +
               ".entries SELECT mine.branch, e.* FROM mine, unnest($8::bigint[], $9::bigint[], $10::text[], "
               "$11::text[], $12::timestamp[], $13::timestamp[], $14::text[], $15::text[], $16::text[], $17::text[], "
               "$18::json[], $19::bytea[]) AS e) SELECT pg_notify($7, $4::bigint::text) FROM mine";
    }
};

/// Splits what was just made by a hash of the branch.
inline std::string partitions_of(schema_detail::step const& made, std::string const& schema, unsigned count) {
    std::string sql;
    for (char const* const table : made.tables)
        for (unsigned i = 0; table != nullptr && i < count; ++i)
            sql += fmt::format(
                "CREATE TABLE {0}.{1}_{2} PARTITION OF {0}.{1} FOR VALUES WITH (MODULUS {3}, REMAINDER "
                "{2});\n",
                schema, table, i, count);
    return sql;
}

/// What lies in archives: the runs of a branch, found, added and removed.
class absences {
public:
    absences(connection const& c, statements const& sql, std::string const& branch)
        : c_(c), sql_(sql), branch_(branch) {}

    [[nodiscard]] std::vector<absent_run> all() const {
        auto const r = c_.ask(sql_.all_absent(), {branch_});
        std::vector<absent_run> runs;
        for (int i = 0; i < r.rows(); ++i) runs.push_back(run_in(r, i));
        return runs;
    }
    /// The run that has this entry, or ends before it.
    [[nodiscard]] std::optional<absent_run> upto(std::uint64_t sequence) const {
        auto const r = c_.ask(sql_.absent_upto(), {branch_, bytes_of(sequence)});
        return r.rows() == 1 ? std::optional<absent_run>{run_in(r, 0)} : std::nullopt;
    }
    void insert(absent_run const& run) {
        auto const first = bytes_of(run.first), last = bytes_of(run.last);
        c_.ask(sql_.add_absent(), {branch_, first, last, bytes_of(run.link)});
    }
    void remove(std::uint64_t first) { c_.ask(sql_.remove_absent(), {branch_, bytes_of(first)}); }

    static std::string bytes_of(std::uint64_t n) { return number_bytes(static_cast<std::int64_t>(n)); }
    static std::string_view bytes_of(chain_link const& l) {
        return {reinterpret_cast<char const*>(l.data()), l.size()};
    }

private:
    static absent_run run_in(result const& r, int i) {
        return {static_cast<std::uint64_t>(r.number(i, 0)), static_cast<std::uint64_t>(r.number(i, 1)),
                stored_detail::link_from(r.text(i, 2))};
    }

    connection const& c_;
    statements const& sql_;
    std::string const& branch_;
};

inline std::int64_t version_of(connection const& c, std::string const& schema) {
    auto const about = schema + ".about";
    if (c.ask("SELECT to_regclass($1::text) IS NULL", {about}).text(0, 0)[0] != 0) return 0;
    auto const r = c.ask("SELECT version::bigint FROM " + about);
    return r.rows() == 0 ? 0 : r.number(0, 0);
}

/// Makes the tables, or brings them to this version; two processes that do so at once do it once.
inline void migrate(connection const& c, std::string const& schema, unsigned partitions) {
    if (version_of(c, schema) >= schema_detail::version) return;
    undertaking u{c};
    c.ask("SELECT pg_advisory_xact_lock(hashtext($1::text))", {schema});
    c.run("CREATE SCHEMA IF NOT EXISTS " + schema);
    for (auto version = version_of(c, schema); version < schema_detail::version; ++version) {
        auto const& step = schema_detail::steps[version];
        c.run(schema_detail::filled(step.postgres,
                                    {{"{s}", schema}, {"{p}", partitions == 0 ? "" : "PARTITION BY HASH (branch)"}}));
        if (partitions != 0) c.run(partitions_of(step, schema, partitions));
        c.run(fmt::format("UPDATE {}.about SET version = {}", schema, version + 1));
    }
    u.commit();
}

}}}  // namespace gongdan::postgres_detail
