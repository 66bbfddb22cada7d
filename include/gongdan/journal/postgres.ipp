#pragma once

#include <gongdan/journal/chain.hpp>
#include <gongdan/journal/postgres.hpp>
#include <gongdan/journal/postgres_tables.ipp>

#include <algorithm>
#include <limits>
#include <thread>

#if defined(__unix__) || defined(__APPLE__)
#include <sys/select.h>
#else
#include <winsock2.h>
#endif

namespace gongdan { inline namespace GONGDAN_MODE {

namespace postgres_detail {

/// Entries on their way, column by column.
class rows {
public:
    explicit rows(std::size_t count) {
        using of = column::of;
        for (auto const what : {of::bigint, of::bigint, of::text, of::text, of::timestamp, of::timestamp, of::text,
                                of::text, of::text, of::text, of::json, of::bytea})
            columns_.emplace_back(what, count);
    }
    void add(journal_row const& r, entry const& e, chain_link const& link) {
        columns_[0].add(static_cast<std::int64_t>(r.sequence));
        columns_[1].add(static_cast<std::int64_t>(r.ticket));
        columns_[4].add(as_timestamp(e.occurred_at));
        columns_[5].add(as_timestamp(e.recorded_at));
        std::size_t const places[] = {2, 3, 6, 7, 8, 9, 10};
        std::string_view const texts[] = {r.type, r.event, r.actor, r.role, r.command_id, r.standing, r.payload};
        for (std::size_t i = 0; i < std::size(places); ++i) columns_[places[i]].add(texts[i]);
        columns_[11].add(std::string_view{reinterpret_cast<char const*>(link.data()), link.size()});
    }
    void append_to(values& v) const {
        for (column const& c : columns_) v.push_back(c.bytes());
    }

private:
    std::vector<column> columns_;
};

/// A row as it came, with its times both ways.
struct row_read {
    row_read(result const& r, int at) {
        auto const time = [&](int column, instant& t, std::array<char, 19>& text) {
            auto const micros = r.number(at, column);
            t = {micros / micro + epoch_of_postgres};
            whole = whole && micros % micro == 0 && can_be_written(t);
            if (whole) text = stamp(t);
        };
        time(4, occurred_at, texts[0]);
        time(5, recorded_at, texts[1]);
        row = {static_cast<std::uint64_t>(r.number(at, 0)),
               static_cast<std::uint64_t>(r.number(at, 1)),
               r.text(at, 2),
               r.text(at, 3),
               {texts[0].data(), texts[0].size()},
               {texts[1].data(), texts[1].size()},
               r.text(at, 6),
               r.text(at, 7),
               r.text(at, 8),
               r.text(at, 9),
               r.text(at, 10)};
        link = r.text(at, 11);
    }
    row_read(row_read const&) = delete;
    row_read& operator=(row_read const&) = delete;

    journal_row row;
    std::string_view link;
    instant occurred_at, recorded_at;
    std::array<std::array<char, 19>, 2> texts{};
    bool whole = true;  ///< its times are times that this library writes
};

inline entry entry_in(result const& r, int at, std::string_view where) {
    row_read const x{r, at};
    payload data;
    auto const fields = texts_in(r.text(at, 12));
    for (std::size_t i = 0; i + 1 < fields.size(); i += 2) data.set(fields[i], fields[i + 1]);
    return stored_detail::entry_from(x.row, std::move(data), x.occurred_at, x.recorded_at, where);
}

/// Waits until something came in, at most so long.
inline void wait_for_socket(int socket, std::chrono::microseconds most) {
    fd_set set;
    FD_ZERO(&set);
    FD_SET(socket, &set);
    auto const whole = std::chrono::duration_cast<std::chrono::seconds>(most);
    timeval t{};
    t.tv_sec = static_cast<decltype(t.tv_sec)>(whole.count());
    t.tv_usec = static_cast<decltype(t.tv_usec)>((most - whole).count());
    ::select(socket + 1, &set, nullptr, nullptr, &t);
}

struct branch_state {
    stored_detail::reach at;
    std::uint64_t token;
    std::string holder;
    std::string until;
};

/// Entries that go in one statement.
constexpr std::size_t batch_rows = 20'000;

}  // namespace postgres_detail

struct postgres_journal::store {
    using connection = postgres_detail::connection;
    using reach = stored_detail::reach;

    store(connection with, postgres_options const& options)
        : c(std::move(with)), o(options), sql(c.quoted(o.schema)), writes(o.how != journal_access::read_only) {
        c.say_where(fmt::format(" {}/{}", o.schema, o.branch));
        begin_session();
        find_tables();
        if (!writes) {
            static_cast<void>(state());
            return;
        }
        find_branch();
        take();
    }
    ~store() {
        try {
            give_back();
        } catch (journal_error const&) {}  // the lease ends by itself
    }
    store(store const&) = delete;
    store& operator=(store const&) = delete;

    void begin_session() const {
        if (c.run("SHOW server_encoding").text(0, 0) != "UTF8")
            stored_detail::fail("journal.open", fmt::format("{}:数据库编码不是 UTF8", c.where()),
                                fmt::format("{}: the database's encoding is not UTF8", c.where()));
        if (c.is_own()) {
            c.run("SET client_encoding = 'UTF8'");
            if (o.durable == durability::crash) c.run("SET synchronous_commit = off");
            else
                c.run(
                    "SELECT set_config('synchronous_commit', 'on', false) WHERE "
                    "current_setting('synchronous_commit') IN ('off', 'local')");
            // A process that sleeps between two statements of a large batch must not keep the branch from others.
            c.run(fmt::format("SET idle_in_transaction_session_timeout = {}", std::max<long long>(1, o.lease.count())));
            if (!writes) c.run("SET default_transaction_read_only = on");
        }
    }

    void find_tables() {
        if (o.how == journal_access::archive)
            stored_detail::fail("journal.open", fmt::format("{}:归档须是 SQLite 文件", c.where()),
                                fmt::format("{}: an archive is a file of SQLite's", c.where()));
        if (writes) postgres_detail::migrate(c, sql.s, o.partitions);
        auto const version = postgres_detail::version_of(c, sql.s);
        if (version == 0) refuse_missing();
        has_absent = version >= schema_detail::with_absent;
        if (version > schema_detail::version) stored_detail::refuse_newer(c.where(), version, schema_detail::version);
    }
    [[noreturn]] void refuse_missing() const {
        stored_detail::fail("journal.open", fmt::format("{}:没有这个日志", c.where()),
                            fmt::format("{}: there is no such journal", c.where()));
    }
    void find_branch() const {
        bool const is_new = c.ask(sql.begin_branch(), {o.branch}).rows() == 1;
        if (!is_new && o.how == journal_access::create)
            stored_detail::fail("journal.open", fmt::format("{}:日志已存在", c.where()),
                                fmt::format("{}: the journal is there already", c.where()));
    }

    [[nodiscard]] postgres_detail::branch_state state() const {
        auto const r = c.ask(sql.chain(), {o.branch});
        if (r.rows() == 0) {
            if (!writes && c.ask(sql.end(), {o.branch}).rows() == 0) refuse_missing();
            stored_detail::refuse_headless(c.where());
        }
        return {{static_cast<std::uint64_t>(r.number(0, 0)), stored_detail::link_from(r.text(0, 1))},
                static_cast<std::uint64_t>(r.number(0, 2)),
                std::string{r.text(0, 3)},
                std::string{r.text(0, 4)}};
    }

    /// Waits for the branch as long as the host said, by the steady clock.
    void take() {
        auto const lease = postgres_detail::number_bytes(o.lease.count());
        auto const end = std::chrono::steady_clock::now() + o.wait;
        for (;;) {
            auto const r = c.ask(sql.take(), {o.branch, o.holder, lease});
            if (r.rows() == 1) {
                token = static_cast<std::uint64_t>(r.number(0, 0));
                break;
            }
            auto const s = state();
            if (std::chrono::steady_clock::now() >= end)
                stored_detail::fail("journal.busy",
                                    fmt::format("{}:正由“{}”写入,租约至 {}", c.where(), s.holder, s.until),
                                    fmt::format("{}: '{}' has it, by lease until {}", c.where(), s.holder, s.until));
            std::this_thread::sleep_for(std::chrono::milliseconds{10});
        }
        try {
            now = state().at;
            refuse_broken_end();
        } catch (...) {
            give_back();
            throw;
        }
    }
    void give_back() {
        if (token != 0) static_cast<void>(keep(std::chrono::milliseconds{0}));
        token = 0;
    }
    [[nodiscard]] bool keep(std::chrono::milliseconds lease) const {
        using postgres_detail::number_bytes;
        auto const mine = number_bytes(static_cast<std::int64_t>(token));
        auto const span = number_bytes(lease.count());
        return c.ask(sql.renew(), {o.branch, mine, span}).rows() == 1;
    }

    void refuse_broken_end() const {
        auto const r = c.ask(sql.end(), {o.branch});
        reach end;
        if (r.rows() == 1) end = {static_cast<std::uint64_t>(r.number(0, 0)), stored_detail::link_from(r.text(0, 1))};
        stored_detail::refuse_other_end(c.where(), end, now);
    }

    [[noreturn]] void refuse_fenced() const {
        auto const s = state();
        stored_detail::fail(
            "journal.fenced",
            fmt::format("{}:租约已失效,现由“{}”写入(令牌 {},本程序 {})", c.where(), s.holder, s.token, token),
            fmt::format("{}: the lease was lost; '{}' writes now (token {}, not {})", c.where(), s.holder, s.token,
                        token));
    }
    void refuse_if_idle() const {
        if (!writes) stored_detail::refuse_reader(c.where());
        if (token == 0) refuse_fenced();
    }
    /// Why the guard of an append did not hold.
    [[noreturn]] void refuse_lost() const {
        auto const s = state();
        if (s.token != token) refuse_fenced();
        stored_detail::refuse_moved(c.where(), s.at, now);
    }

    /// Prepared when first wanted, and again in a new connection.
    [[nodiscard]] std::string const& ready(std::string& name, char const* what, std::string const& text) const {
        if (name.empty()) {
            auto const id = to_hex(blake2b(sql.s)).substr(0, 8);
            c.prepare(fmt::format("gongdan_{}_{}", what, id), text);
            name = fmt::format("gongdan_{}_{}", what, id);
        }
        return name;
    }

    void send(entry const* first, std::size_t count, reach& reached) {
        using postgres_detail::number_bytes;
        auto const before = reached.count;
        postgres_detail::rows rows{count};
        for (entry const* e = first; e != first + count; ++e) {
            auto row = row_of(*e, texts);
            row.sequence = ++reached.count;
            reached.link = next_link(reached.link, row, scratch);
            rows.add(row, *e, reached.link);
        }
        std::array<std::string, 4> const numbers{
            number_bytes(static_cast<std::int64_t>(token)), number_bytes(static_cast<std::int64_t>(before)),
            number_bytes(static_cast<std::int64_t>(reached.count)), number_bytes(o.lease.count())};
        std::string_view const head{reinterpret_cast<char const*>(reached.link.data()), reached.link.size()};
        auto const to = channel();
        postgres_detail::values v{o.branch, numbers[0], numbers[1], numbers[2], head, numbers[3], to};
        rows.append_to(v);
        if (c.prepared(ready(append_name, "append", sql.append()), v).rows() != 1) refuse_lost();
    }
    /// One statement is a transaction by itself; a host's must not be spoiled by it, nor a large batch be cut.
    void send_all(std::vector<entry> const& entries, reach& reached) {
        using postgres_detail::batch_rows;
        if (entries.size() <= batch_rows && !c.in_transaction()) return send(entries.data(), entries.size(), reached);
        postgres_detail::undertaking u{c};
        for (std::size_t i = 0; i < entries.size(); i += batch_rows)
            send(&entries[i], std::min(batch_rows, entries.size() - i), reached);
        u.commit();
    }

    [[nodiscard]] bool connect_again() {
        if (!c.again()) return false;
        append_name.clear(), page_name.clear(), history_name.clear();
        listens = false;
        begin_session();
        return true;
    }
    /// Where the connection was found to be down, whoever comes next has another.
    void mend() {
        if (c.is_own() && c.lost()) static_cast<void>(connect_again());
    }
    /// A question may be asked twice, where the connection went down over it.
    template <class Ask>
    auto asked_again(Ask ask) {
        try {
            return ask();
        } catch (journal_error const&) {
            if (!c.is_own() || !c.lost() || !connect_again()) throw;
        }
        return ask();
    }
    /// After the connection went down within an append: whether the entries were kept all the same.
    [[nodiscard]] bool landed(reach const& reached) {
        if (!c.is_own() || !c.lost() || !connect_again()) return false;
        auto const s = state();
        return s.token == token && s.at == reached;
    }

    [[nodiscard]] std::string channel() const {
        return "gongdan_" + to_hex(blake2b(sql.s + '/' + o.branch)).substr(0, 32);
    }

    template <class Use>
    void each_page(std::int64_t first, Use use) const {
        for (;;) {
            auto const r =
                c.prepared(ready(page_name, "page", sql.page()), {o.branch, postgres_detail::number_bytes(first)});
            for (int i = 0; i < r.rows(); ++i)
                if (!use(r, i)) return;
            if (r.rows() == 0) return;
            first = r.number(r.rows() - 1, 0) + 1;
        }
    }

    [[nodiscard]] postgres_detail::absences absent() const { return {c, sql, o.branch}; }
    [[nodiscard]] std::vector<absent_run> absences() const {
        return has_absent ? absent().all() : std::vector<absent_run>{};
    }
    [[nodiscard]] std::optional<chain_link> link_of_row(std::uint64_t sequence) const {
        auto const r = c.ask(sql.link(), {o.branch, postgres_detail::absences::bytes_of(sequence)});
        return r.rows() == 1 ? std::optional<chain_link>{stored_detail::link_from(r.text(0, 0))} : std::nullopt;
    }
    /// Takes out all entries of a ticket but the words that stay in their place.
    void take_out(ticket_id ticket) const {
        auto const r =
            c.ask(sql.take_out(), {o.branch, postgres_detail::absences::bytes_of(ticket.value), archived_event});
        std::vector<std::pair<std::uint64_t, chain_link>> gone;
        for (int i = 0; i < r.rows(); ++i)
            gone.emplace_back(static_cast<std::uint64_t>(r.number(i, 0)), stored_detail::link_from(r.text(i, 1)));
        std::sort(gone.begin(), gone.end());
        std::vector<absent_run> runs;
        for (auto const& [sequence, link] : gone) stored_detail::add_to_runs(runs, sequence, link);
        auto table = absent();
        for (absent_run const& run : runs) stored_detail::add_run(table, run);
    }
    /// Puts an entry in its place, where it is not there yet.
    void put_back(linked_entry const& l) {
        auto const row = row_of(l.what, texts);
        auto const there = link_of_row(row.sequence);
        if (there && *there == l.link) return;
        auto table = absent();
        bool const follows = next_link(l.before, row, scratch) == l.link;
        if (there || !follows || !stored_detail::take_from_run(table, l))
            stored_detail::refuse_placeless(c.where(), row.sequence);
        postgres_detail::rows one{1};
        one.add(row, l.what, l.link);
        postgres_detail::values v{o.branch};
        one.append_to(v);
        c.ask(sql.put_back(), v);
    }
    [[nodiscard]] std::optional<journal_fault> walk(reach& reached) const {
        std::string memory;
        std::optional<journal_fault> fault;
        stored_detail::absence_walk elsewhere{absences(), false};
        each_page(std::numeric_limits<std::int64_t>::min(), [&](postgres_detail::result const& r, int i) {
            postgres_detail::row_read const x{r, i};
            elsewhere.pass_to(x.row.sequence, reached);
            fault = stored_detail::follow(x.row, x.link, x.whole, reached, memory);
            elsewhere.hear(x.row);
            return !fault;
        });
        return fault ? fault : elsewhere.untold();
    }

    connection c;
    postgres_options o;
    postgres_detail::statements sql;
    bool writes;
    bool has_absent = true;
    std::uint64_t token = 0;
    reach now;  ///< of a writer
    std::string scratch;
    row_texts texts;
    mutable std::string append_name, page_name, history_name;
    mutable bool listens = false;
};

GONGDAN_INLINE postgres_journal::postgres_journal(std::string const& connection, postgres_options const& options)
    : store_(std::make_unique<store>(postgres_detail::connection{connection}, options)) {}

GONGDAN_INLINE postgres_journal::postgres_journal(pg_conn* connection, postgres_options const& options)
    : store_(std::make_unique<store>(postgres_detail::connection{connection}, options)) {}

GONGDAN_INLINE postgres_journal::~postgres_journal() = default;

GONGDAN_INLINE answer<std::shared_ptr<postgres_journal>> postgres_journal::try_open(std::string const& connection,
                                                                                    postgres_options const& options) {
    try {
        return std::make_shared<postgres_journal>(connection, options);
    } catch (stored_detail::store_error const& e) { return e.why(); }
}

GONGDAN_INLINE void postgres_journal::append(std::vector<entry>& entries) {
    store_->refuse_if_idle();
    check_entries(entries);
    if (entries.empty()) return;
    store_->mend();
    auto reached = store_->now;
    try {
        store_->send_all(entries, reached);
    } catch (journal_error const&) {
        if (!store_->landed(reached)) throw;
    }
    for (entry& e : entries) e.sequence = ++store_->now.count;
    store_->now = reached;
}

GONGDAN_INLINE void postgres_journal::read(std::uint64_t first, std::function<void(entry const&)> const& use) const {
    store_->mend();
    store_->each_page(static_cast<std::int64_t>(first), [&](postgres_detail::result const& r, int i) {
        use(postgres_detail::entry_in(r, i, store_->c.where()));
        return true;
    });
}

GONGDAN_INLINE std::vector<entry> postgres_journal::history(ticket_id ticket) const {
    auto const id = postgres_detail::number_bytes(static_cast<std::int64_t>(ticket.value));
    auto const r = store_->asked_again([&] {
        auto const& name = store_->ready(store_->history_name, "history", store_->sql.history());
        return store_->c.prepared(name, {store_->o.branch, id});
    });
    std::vector<entry> found;
    for (int i = 0; i < r.rows(); ++i) found.push_back(postgres_detail::entry_in(r, i, store_->c.where()));
    return found;
}

GONGDAN_INLINE std::uint64_t postgres_journal::last() const {
    return store_->writes ? store_->now.count : store_->state().at.count;
}

GONGDAN_INLINE std::optional<chain_link> postgres_journal::link(std::uint64_t sequence) const {
    if (auto const own = store_->asked_again([&] { return store_->link_of_row(sequence); })) return own;
    auto const run = store_->has_absent ? store_->absent().upto(sequence) : std::nullopt;
    return run && run->last == sequence ? std::optional<chain_link>{run->link} : std::nullopt;
}

GONGDAN_INLINE std::vector<absent_run> postgres_journal::absent() const { return store_->absences(); }

GONGDAN_INLINE void postgres_journal::let_go(std::vector<entry>& last_words) {
    store_->refuse_if_idle();
    check_entries(last_words);
    if (last_words.empty()) return;
    store_->mend();
    auto reached = store_->now;
    try {
        postgres_detail::undertaking u{store_->c};
        store_->send_all(last_words, reached);
        for (entry const& e : last_words) store_->take_out(e.ticket);
        u.commit();
    } catch (journal_error const&) {
        if (!store_->landed(reached)) throw;
    }
    for (entry& e : last_words) e.sequence = ++store_->now.count;
    store_->now = reached;
}

GONGDAN_INLINE void postgres_journal::take_back(std::vector<linked_entry> const& entries) {
    store_->refuse_if_idle();
    postgres_detail::undertaking u{store_->c};
    if (!store_->keep(store_->o.lease)) store_->refuse_fenced();  // the row of the chain is held until the end
    for (linked_entry const& l : entries) store_->put_back(l);
    u.commit();
}

GONGDAN_INLINE journal_head postgres_journal::head() const {
    return stored_detail::head_of(store_->writes ? store_->now : store_->state().at);
}

GONGDAN_INLINE std::optional<journal_fault> postgres_journal::verify() const {
    return stored_detail::or_unsound(
        [&]() -> std::optional<journal_fault> {
            // In one message, as the session may end where a transaction stands idle.
            postgres_detail::undertaking const one_moment{
                store_->c, "BEGIN ISOLATION LEVEL REPEATABLE READ; SET LOCAL idle_in_transaction_session_timeout = 0"};
            stored_detail::reach r;
            if (auto fault = store_->walk(r)) return fault;
            return stored_detail::compare(r, store_->state().at);
        },
        [] { return std::uint64_t{0}; });
}

GONGDAN_INLINE void postgres_journal::renew() {
    store_->refuse_if_idle();
    if (!store_->keep(store_->o.lease)) store_->refuse_fenced();
}

GONGDAN_INLINE void postgres_journal::release() { store_->give_back(); }

GONGDAN_INLINE std::uint64_t postgres_journal::token() const { return store_->token; }

GONGDAN_INLINE std::uint64_t postgres_journal::wait_beyond(std::uint64_t known, std::chrono::milliseconds most) const {
    auto const& c = store_->c;
    auto const end = std::chrono::steady_clock::now() + most;
    if (!store_->listens) c.run(fmt::format("LISTEN \"{}\"", store_->channel()));
    store_->listens = true;  // from here on nothing is missed, and what came before is seen by looking
    for (;;) {
        auto const reached = last();
        auto const left = end - std::chrono::steady_clock::now();
        if (reached > known || left.count() <= 0) return reached;
        postgres_detail::wait_for_socket(PQsocket(c.handle()), std::chrono::ceil<std::chrono::microseconds>(left));
        if (PQconsumeInput(c.handle()) == 0) postgres_detail::fail_as({}, PQerrorMessage(c.handle()), c.where());
        while (PGnotify* const news = PQnotifies(c.handle())) PQfreemem(news);
    }
}

}}  // namespace gongdan
