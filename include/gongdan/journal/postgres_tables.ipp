#pragma once

// The tables of journals in PostgreSQL and the statements that go to them. Every statement names the branch, by which
// an engine that shards may split the tables.

#include <gongdan/journal/postgres_driver.ipp>

#include <string>

namespace gongdan { inline namespace GONGDAN_MODE { namespace postgres_detail {

constexpr std::int64_t schema_version = 1;

// What leads from each version of the schema to the next; {s} is the schema, {p} how tables are split.
constexpr char const* migrations[schema_version] = {
    R"(
CREATE TABLE {s}.about (version int NOT NULL);
INSERT INTO {s}.about VALUES (0);
CREATE TABLE {s}.entries (
    branch      text NOT NULL,
    sequence    bigint NOT NULL,
    ticket      bigint NOT NULL,
    type        text NOT NULL,
    event       text NOT NULL,
    occurred_at timestamp NOT NULL,
    recorded_at timestamp NOT NULL,
    actor       text NOT NULL,
    role        text NOT NULL,
    command_id  text NOT NULL,
    standing    text NOT NULL,
    payload     json NOT NULL,
    link        bytea NOT NULL,
    PRIMARY KEY (branch, sequence)
) {p};
CREATE INDEX entries_of_ticket ON {s}.entries (branch, ticket);
CREATE TABLE {s}.chain (
    branch      text PRIMARY KEY,
    hash        text NOT NULL,
    count       bigint NOT NULL,
    head        bytea NOT NULL,
    token       bigint NOT NULL,
    holder      text NOT NULL,
    lease_until timestamptz NOT NULL
) {p};
)"};

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

inline std::string migration(std::int64_t from, std::string const& schema, std::string const& split) {
    std::string sql = migrations[from];
    auto const put = [&sql](std::string_view mark, std::string const& text) {
        for (auto at = sql.find(mark); at != std::string::npos; at = sql.find(mark, at + text.size()))
            sql.replace(at, mark.size(), text);
    };
    put("{s}", schema);
    put("{p}", split);
    return sql;
}

/// Splits what was just made by a hash of the branch.
inline std::string partitions_of(std::string const& schema, unsigned count) {
    std::string sql;
    for (char const* const table : {"entries", "chain"})
        for (unsigned i = 0; i < count; ++i)
            sql += fmt::format(
                "CREATE TABLE {0}.{1}_{2} PARTITION OF {0}.{1} FOR VALUES WITH (MODULUS {3}, REMAINDER "
                "{2});\n",
                schema, table, i, count);
    return sql;
}

inline std::int64_t version_of(connection const& c, std::string const& schema) {
    auto const about = schema + ".about";
    if (c.ask("SELECT to_regclass($1::text) IS NULL", {about}).text(0, 0)[0] != 0) return 0;
    auto const r = c.ask("SELECT version::bigint FROM " + about);
    return r.rows() == 0 ? 0 : r.number(0, 0);
}

/// Makes the tables, or brings them to this version; two processes that do so at once do it once.
inline void migrate(connection const& c, std::string const& schema, unsigned partitions) {
    if (version_of(c, schema) == schema_version) return;
    undertaking u{c};
    c.ask("SELECT pg_advisory_xact_lock(hashtext($1::text))", {schema});
    c.run("CREATE SCHEMA IF NOT EXISTS " + schema);
    for (auto version = version_of(c, schema); version < schema_version; ++version) {
        c.run(migration(version, schema, partitions == 0 ? "" : "PARTITION BY HASH (branch)"));
        if (version == 0 && partitions != 0) c.run(partitions_of(schema, partitions));
        c.run(fmt::format("UPDATE {}.about SET version = {}", schema, version + 1));
    }
    u.commit();
}

}}}  // namespace gongdan::postgres_detail
