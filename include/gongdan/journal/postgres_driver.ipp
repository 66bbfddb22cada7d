#pragma once

#include <gongdan/journal/postgres.hpp>
#include <gongdan/journal/stored.ipp>

#include <fmt/format.h>
#include <libpq-fe.h>

#include <array>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

// libpq's connection, parameters and results, with their errors; of use to postgres.ipp and to nobody else. Values
// travel in PostgreSQL's binary format: numbers with the high byte first, times as microseconds since 2000.

namespace gongdan { inline namespace GONGDAN_MODE { namespace postgres_detail {

using stored_detail::fail;

struct kind_of_error {
    std::string_view code;
    std::string_view zh;
    std::string_view en;
};

/// By SQLSTATE, or what its first two characters say; none where the connection itself failed.
inline kind_of_error kind_of(std::string_view state) {
    auto const family = state.substr(0, 2);
    if (state == "53100" || state == "53200") return {"journal.full", "存储空间已满", "there is no space left"};
    if (state == "55P03" || state == "40001" || state == "40P01")
        return {"journal.busy", "正被另一程序写入", "another writer has it"};
    if (state == "25006") return {"journal.read_only", "只能读取", "it can only be read"};
    if (state == "42501" || family == "28" || family == "3D" || family == "3F")
        return {"journal.open", "无法打开", "it cannot be opened"};
    if (family == "XX" || family == "42" || family == "22" || family == "23")
        return {"journal.corrupt", "表结构或内容不符", "its tables are not as they were made"};
    return {"journal.io", "数据库连接或读写失败", "the database failed"};
}

[[noreturn]] inline void fail_as(std::string_view state, std::string_view detail, std::string_view where) {
    auto const k = kind_of(state);
    while (!detail.empty() && detail.back() == '\n') detail.remove_suffix(1);
    fail(k.code, fmt::format("{}:{}({})", where, k.zh, detail), fmt::format("{}: {} ({})", where, k.en, detail));
}

template <std::size_t Size>
void put_high_first(std::string& to, std::uint64_t number) {
    for (std::size_t i = Size; i-- > 0;) to += static_cast<char>(number >> (8 * i) & 0xff);
}

inline std::uint64_t high_first(std::string_view bytes) {
    std::uint64_t n = 0;
    for (char const c : bytes) n = n << 8 | static_cast<unsigned char>(c);
    return n;
}

constexpr std::int64_t epoch_of_postgres = 946'684'800;  // 2000-01-01 in seconds since 1970
constexpr std::int64_t micro = 1'000'000;

inline std::int64_t as_timestamp(instant t) { return (t.since_epoch - epoch_of_postgres) * micro; }

inline std::string number_bytes(std::int64_t n) {
    std::string bytes;
    put_high_first<8>(bytes, static_cast<std::uint64_t>(n));
    return bytes;
}

/// A column of many rows as one array parameter.
class column {
public:
    enum class of : std::uint32_t {  // no labels: numbers of the protocol
        bytea = 17,
        bigint = 20,
        text = 25,
        json = 114,
        timestamp = 1114
    };
    column(of what, std::size_t rows) {
        for (std::uint64_t const n : {std::uint64_t{1}, std::uint64_t{0}, static_cast<std::uint64_t>(what),
                                      static_cast<std::uint64_t>(rows), std::uint64_t{1}})
            put_high_first<4>(bytes_, n);
    }
    void add(std::int64_t number) {
        put_high_first<4>(bytes_, 8);
        put_high_first<8>(bytes_, static_cast<std::uint64_t>(number));
    }
    void add(std::string_view text) {
        put_high_first<4>(bytes_, text.size());
        bytes_ += text;
    }
    [[nodiscard]] std::string_view bytes() const { return bytes_; }

private:
    std::string bytes_;
};

/// The texts of an array of texts.
inline std::vector<std::string_view> texts_in(std::string_view array) {
    constexpr std::size_t head = 20;
    std::vector<std::string_view> texts;
    if (array.size() < head) return texts;  // an empty array has no dimension
    for (array.remove_prefix(head); array.size() >= 4;) {
        auto const size = static_cast<std::size_t>(high_first(array.substr(0, 4)));
        if (array.size() - 4 < size) break;
        texts.push_back(array.substr(4, size));
        array.remove_prefix(4 + size);
    }
    return texts;
}

class result {
public:
    explicit result(PGresult* r) : r_(r, &PQclear) {}
    [[nodiscard]] int rows() const { return PQntuples(r_.get()); }
    [[nodiscard]] std::string_view text(int row, int at) const {
        return {PQgetvalue(r_.get(), row, at), static_cast<std::size_t>(PQgetlength(r_.get(), row, at))};
    }
    [[nodiscard]] std::int64_t number(int row, int at) const {
        return static_cast<std::int64_t>(high_first(text(row, at)));
    }
    [[nodiscard]] bool is_null(int row, int at) const { return PQgetisnull(r_.get(), row, at) != 0; }
    [[nodiscard]] bool good() const {
        auto const s = PQresultStatus(r_.get());
        return s == PGRES_TUPLES_OK || s == PGRES_COMMAND_OK;
    }
    [[nodiscard]] std::string_view state() const {
        auto const* const s = PQresultErrorField(r_.get(), PG_DIAG_SQLSTATE);
        return s == nullptr ? "" : s;
    }

private:
    std::unique_ptr<PGresult, void (*)(PGresult*)> r_;
};

using values = std::vector<std::string_view>;

class connection {
public:
    explicit connection(std::string const& info) : owned_(PQconnectdb(info.c_str()), &PQfinish), c_(owned_.get()) {
        if (PQstatus(c_) != CONNECTION_OK) {
            std::string const why = c_ == nullptr ? "no memory" : PQerrorMessage(c_);
            fail_as("3D", why, "PostgreSQL");
        }
        PQsetNoticeProcessor(
            c_, [](void*, char const*) {}, nullptr);
        name();
    }
    explicit connection(PGconn* lent) : owned_(nullptr, &PQfinish), c_(lent) { name(); }

    [[nodiscard]] bool is_own() const { return owned_ != nullptr; }
    [[nodiscard]] bool lost() const { return PQstatus(c_) != CONNECTION_OK; }
    /// Whether there is a connection again. What was prepared or set in the old one is gone.
    [[nodiscard]] bool again() const {
        PQreset(c_);
        return !lost();
    }
    [[nodiscard]] bool in_transaction() const { return PQtransactionStatus(c_) != PQTRANS_IDLE; }
    [[nodiscard]] std::string const& where() const { return where_; }
    void say_where(std::string_view more) { where_ += more; }
    [[nodiscard]] PGconn* handle() const { return c_; }

    result run(std::string const& sql) const { return checked(result{PQexec(c_, sql.c_str())}); }
    /// One statement, its parameters in binary, and its answer too.
    result ask(std::string const& sql, values const& v = {}) const {
        auto const p = pointers(v);
        return checked(result{PQexecParams(c_, sql.c_str(), static_cast<int>(v.size()), nullptr, p.bytes.data(),
                                           p.sizes.data(), p.formats.data(), 1)});
    }
    void prepare(std::string const& name, std::string const& sql) const {
        result const r{PQprepare(c_, name.c_str(), sql.c_str(), 0, nullptr)};
        if (!r.good() && r.state() != "42P05") refuse(r);  // another journal on this connection has prepared it
    }
    result prepared(std::string const& name, values const& v) const {
        auto const p = pointers(v);
        return checked(result{PQexecPrepared(c_, name.c_str(), static_cast<int>(v.size()), p.bytes.data(),
                                             p.sizes.data(), p.formats.data(), 1)});
    }
    [[nodiscard]] std::string quoted(std::string const& identifier) const {
        std::unique_ptr<char, void (*)(void*)> const q{PQescapeIdentifier(c_, identifier.data(), identifier.size()),
                                                       &PQfreemem};
        if (q == nullptr) fail_as("22", PQerrorMessage(c_), where_);
        return q.get();
    }

private:
    struct parameters {
        std::vector<char const*> bytes;
        std::vector<int> sizes, formats;
    };
    static parameters pointers(values const& v) {
        parameters p;
        for (std::string_view const x : v) {
            p.bytes.push_back(x.data() == nullptr ? "" : x.data());  // a null pointer would be NULL
            p.sizes.push_back(static_cast<int>(x.size()));
            p.formats.push_back(1);
        }
        return p;
    }
    [[noreturn]] void refuse(result const& r) const { fail_as(r.state(), PQerrorMessage(c_), where_); }
    result checked(result r) const {
        if (!r.good()) refuse(r);
        return r;
    }
    void name() { where_ = fmt::format("PostgreSQL {}", PQdb(c_) == nullptr ? "" : PQdb(c_)); }

    std::unique_ptr<PGconn, void (*)(PGconn*)> owned_;
    PGconn* c_;
    std::string where_;
};

/// A transaction, or, within the host's, a part of it that can be undone by itself.
class undertaking {
public:
    explicit undertaking(connection const& c, char const* begin = "BEGIN") : c_(c), inner_(c.in_transaction()) {
        c_.run(inner_ ? "SAVEPOINT gongdan" : begin);
    }
    ~undertaking() {
        if (done_) return;
        try {
            c_.run(inner_ ? "ROLLBACK TO SAVEPOINT gongdan; RELEASE SAVEPOINT gongdan" : "ROLLBACK");
        } catch (journal_error const&) {}  // the server has undone it with the connection
    }
    undertaking(undertaking const&) = delete;
    undertaking& operator=(undertaking const&) = delete;
    void commit() {
        c_.run(inner_ ? "RELEASE SAVEPOINT gongdan" : "COMMIT");
        done_ = true;
    }

private:
    connection const& c_;
    bool inner_;
    bool done_ = false;
};

}}}  // namespace gongdan::postgres_detail
