#pragma once

#include <gongdan/journal/personal.hpp>
#include <gongdan/journal/sqlite.hpp>

#include <memory>
#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Personal texts in an SQLite file of their own, created for its owner alone; what is erased is overwritten in the
/// file. Throws journal_error with the codes of sqlite_journal.
class sqlite_personal_store final : public personal_store {
public:
    explicit sqlite_personal_store(std::string const& path, sqlite_options const& options = {});
    ~sqlite_personal_store() override;
    sqlite_personal_store(sqlite_personal_store const&) = delete;
    sqlite_personal_store& operator=(sqlite_personal_store const&) = delete;

    void keep(std::vector<personal_text> const& texts) override;
    [[nodiscard]] std::optional<personal_text> find(std::string_view token) const override;
    [[nodiscard]] std::vector<personal_text> of(ticket_id ticket) const override;
    std::size_t erase(ticket_id ticket) override;

private:
    struct store;
    std::unique_ptr<store> store_;
};

}}  // namespace gongdan

// The bodies need SQLite's header: a host in header-only mode includes <gongdan/journal/personal_sqlite.ipp> in one file.
