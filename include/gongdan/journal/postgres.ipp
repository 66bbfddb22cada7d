#pragma once

#include <gongdan/journal/postgres_store.ipp>

namespace gongdan { inline namespace GONGDAN_MODE {

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
