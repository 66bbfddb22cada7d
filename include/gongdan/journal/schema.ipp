#pragma once

// The versions of the tables, once for all databases: what leads from each version to the next. Of use to the bodies of
// the stored journals and to nobody else.

#include <cstdint>
#include <initializer_list>
#include <iterator>
#include <string>
#include <string_view>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace schema_detail {

struct step {
    char const* sqlite;     ///< {x} begins the tables' names
    char const* postgres;   ///< {s} is the schema, {p} how tables are split
    char const* tables[2];  ///< that it makes
};

// In SQLite `occurred` and `recorded` are the same times as seconds since 1970-01-01 00:00:00 civil time.
inline step const steps[] = {
    {R"(
CREATE TABLE {x}entries (
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
CREATE INDEX {x}entries_of_ticket ON {x}entries (ticket);
CREATE TABLE {x}chain (
    one   INTEGER PRIMARY KEY CHECK (one = 1),
    hash  TEXT NOT NULL,
    count INTEGER NOT NULL,
    head  BLOB NOT NULL
);
INSERT INTO {x}chain VALUES (1, 'BLAKE2b-256', 0, zeroblob(32));
)",
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
)",
     {"entries", "chain"}},
    // Runs of entries that lie in an archive: [first, last], and the link of the last, from which the chain goes on.
    {R"(
CREATE TABLE {x}absent (
    first INTEGER PRIMARY KEY,
    last  INTEGER NOT NULL,
    link  BLOB NOT NULL
);
)",
     R"(
CREATE TABLE {s}.absent (
    branch text NOT NULL,
    first  bigint NOT NULL,
    last   bigint NOT NULL,
    link   bytea NOT NULL,
    PRIMARY KEY (branch, first)
) {p};
)",
     {"absent", nullptr}}};

constexpr std::int64_t version = std::size(steps);
constexpr std::int64_t with_absent = 2;  ///< the version that has the table

/// A text with its marks replaced.
inline std::string filled(std::string sql, std::initializer_list<std::pair<std::string_view, std::string_view>> marks) {
    for (auto const& [mark, text] : marks)
        for (auto at = sql.find(mark); at != std::string::npos; at = sql.find(mark, at + text.size()))
            sql.replace(at, mark.size(), text);
    return sql;
}

}}}  // namespace gongdan::schema_detail
