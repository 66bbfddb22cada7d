#pragma once

#include <gongdan/ticket/entry.hpp>

#include <algorithm>
#include <functional>
#include <stdexcept>
#include <string>
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
};

/// Throws journal_error `journal.entry`, naming the first entry that no journal takes: one without ticket, type or event,
/// at a time that cannot be written (civil.hpp), or with a text that is not UTF-8 or holds a zero byte.
void check_entries(std::vector<entry> const& entries);

/// Keeps the history in memory, for tests, simulation and hosts that store it themselves.
class memory_journal final : public journal {
public:
    void append(std::vector<entry>& entries) override {
        check_entries(entries);
        for (entry& e : entries) {
            e.sequence = entries_.size() + 1;
            std::size_t& newest = newest_[e.ticket];
            before_.push_back(newest);
            newest = e.sequence;
            entries_.push_back(e);
        }
    }
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override {
        for (std::size_t i = first == 0 ? 0 : first - 1; i < entries_.size(); ++i) use(entries_[i]);
    }
    [[nodiscard]] std::vector<entry> history(ticket_id ticket) const override {
        std::vector<entry> found;
        auto const newest = newest_.find(ticket);
        for (std::size_t i = newest == newest_.end() ? 0 : newest->second; i != 0; i = before_[i - 1])
            found.push_back(entries_[i - 1]);
        std::reverse(found.begin(), found.end());
        return found;
    }
    [[nodiscard]] std::uint64_t last() const override { return entries_.size(); }

private:
    std::vector<entry> entries_;
    std::vector<std::size_t> before_;  ///< by entry: the sequence of the ticket's entry before it; 0 for none
    std::unordered_map<ticket_id, std::size_t> newest_;
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/journal/journal.ipp>
#endif
