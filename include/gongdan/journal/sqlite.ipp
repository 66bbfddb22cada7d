#pragma once

#include <gongdan/journal/sqlite_store.ipp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE sqlite_journal::sqlite_journal(std::string const& path, sqlite_options const& options) {
    bool const is_archive = options.how == journal_access::archive;
    sqlite_detail::prepare_file(path, options.how,
                                [&](std::string const& file) { sqlite_detail::make_tables(file, is_archive); });
    store_ = std::make_unique<store>(path, options);
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
    append_with(entries, [] {});
}

template <class More>
void sqlite_journal::append_with(std::vector<entry>& entries, More more) {
    if (!store_->writes || store_->archive) stored_detail::refuse_reader(store_->db.path());
    check_entries(entries);
    if (entries.empty()) return;
    auto reached = store_->now;
    store_->all_or_none([&] {
        store_->put(entries, reached);
        more();
    });
    for (entry& e : entries) e.sequence = ++store_->now.count;
    store_->reach_to(reached);
}

GONGDAN_INLINE void sqlite_journal::let_go(std::vector<entry>& last_words) {
    append_with(last_words, [&] {
        for (entry const& e : last_words) store_->take_out(e.ticket);
    });
}

GONGDAN_INLINE void sqlite_journal::take_back(std::vector<linked_entry> const& entries) {
    if (!store_->writes) stored_detail::refuse_reader(store_->db.path());
    auto reached = store_->now;
    store_->all_or_none([&] {
        for (linked_entry const& l : entries) store_->put_back(l, reached);
        store_->keep_reach(reached);
    });
    store_->reach_to(reached);
}

GONGDAN_INLINE std::vector<absent_run> sqlite_journal::absent() const { return store_->absences(); }

GONGDAN_INLINE std::optional<chain_link> sqlite_journal::link(std::uint64_t sequence) const {
    if (auto const own = store_->link_of_row(sequence)) return own;
    auto const run = store_->absent ? store_->absent->upto(sequence) : std::nullopt;
    return run && run->last == sequence ? std::optional<chain_link>{run->link} : std::nullopt;
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

GONGDAN_INLINE bool sqlite_journal::is_part() const { return store_->archive; }

GONGDAN_INLINE std::uint64_t sqlite_journal::last() const {
    return store_->writes ? store_->now.count : store_->stored_reach().count;
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
