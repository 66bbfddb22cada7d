#pragma once

#include <gongdan/ticket/entry.hpp>

#include <array>
#include <cstdint>
#include <functional>
#include <memory>
#include <stdexcept>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Thrown where a store fails (disk full, file locked, schema of another version). The code is stable.
class journal_error : public std::runtime_error {
public:
    journal_error(std::string code, std::string const& sentence)
        : std::runtime_error(code + ": " + sentence), code_(std::move(code)) {}
    [[nodiscard]] std::string const& code() const noexcept { return code_; }

private:
    std::string code_;
};

/// The event of the entry that stays where a ticket's others went to an archive (archive.hpp).
inline constexpr std::string_view archived_event = "archived";
/// Its field that names them by sequence, `3-9,12`.
inline constexpr std::string_view archived_entries = "entries";
/// Its field with the command id of the ticket's opening, where that had one: a retry opens no second ticket.
inline constexpr std::string_view archived_opening = "opened_by";

/// Where a desk's history lives (D12). The journal is the truth: a desk is a fold over it.
class journal {
public:
    virtual ~journal() = default;

    /// Adds entries in order and gives them their sequence. They are durable, all or none, when it returns.
    /// Throws journal_error: what `check_entries` refuses, and what the store itself meets with.
    virtual void append(std::vector<entry>& entries) = 0;

    /// Calls `use` for every entry from `first` (included) in order of sequence. `use` must not append.
    virtual void read(std::uint64_t first, std::function<void(entry const&)> const& use) const = 0;

    /// A ticket's entries in order of sequence.
    [[nodiscard]] virtual std::vector<entry> history(ticket_id ticket) const = 0;

    /// The sequence of the last entry; 0 before the first.
    [[nodiscard]] virtual std::uint64_t last() const = 0;

    /// Whether tickets may be missing in it, as they lie elsewhere: it is an archive.
    [[nodiscard]] virtual bool is_part() const { return false; }

    /// A text that stands for the entry and all before it (the chain's link in hexadecimal), by which a snapshot knows the
    /// journal it was made from. Empty where there is no such entry, or the journal has no chain.
    [[nodiscard]] virtual std::string mark(std::uint64_t /*sequence*/) const { return {}; }
};

/// The sequence of the first entry that an `archived` one stands for; 0 where it says none.
[[nodiscard]] std::uint64_t first_archived(entry const& archived);

/// Whether it lies in the years that a journal writes (civil.hpp).
[[nodiscard]] bool can_be_written(instant t);

/// Throws journal_error `journal.entry`, naming the first entry that no journal takes: one without ticket, type or event,
/// at a time that cannot be written (civil.hpp), or with a text that is not UTF-8 or holds a zero byte.
void check_entries(std::vector<entry> const& entries);

/// Keeps the history in memory, for tests, simulation and hosts that store it themselves. An entry costs 66 bytes beside
/// its texts.
class memory_journal final : public journal {
public:
    void append(std::vector<entry>& entries) override;
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override;
    [[nodiscard]] std::vector<entry> history(ticket_id ticket) const override;
    [[nodiscard]] std::uint64_t last() const override { return entries_.size(); }

private:
    static constexpr std::size_t page_size = 1024;

    [[nodiscard]] std::uint64_t& newest_of(ticket_id ticket);
    [[nodiscard]] char* room(std::size_t bytes);

    std::vector<char const*> entries_;             ///< packed, in order of sequence
    std::vector<std::unique_ptr<char[]>> blocks_;  ///< where they lie
    std::size_t left_ = 0;                         ///< bytes free at the end of the last block
    char* free_ = nullptr;
    /// By ticket, the sequence of its newest entry, 0 for none; in pages, as desks number tickets without gaps.
    std::unordered_map<std::uint64_t, std::array<std::uint64_t, page_size>> newest_;
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/journal/journal.ipp>
#endif
