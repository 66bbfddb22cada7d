#pragma once

#include <gongdan/journal/chain.hpp>
#include <gongdan/journal/journal.hpp>
#include <gongdan/ticket/personal.hpp>

#include <array>
#include <functional>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

using personal_salt = std::array<std::uint8_t, 16>;

/// One personal text, out of line. Its token is all that the history knows of it.
struct personal_text {
    std::string token;  ///< `withheld:` and the hash of salt and text in hexadecimal
    ticket_id ticket;
    personal_salt salt{};
    std::string text;
};

/// Where personal texts live, away from the history (T29). Without salt and text a token tells nothing.
class personal_store {
public:
    virtual ~personal_store() = default;

    /// Durable, all or none, when it returns; a text that is there already stays. Throws journal_error where the store
    /// fails.
    virtual void keep(std::vector<personal_text> const& texts) = 0;
    [[nodiscard]] virtual std::optional<personal_text> find(std::string_view token) const = 0;
    /// All texts of a ticket, by token.
    [[nodiscard]] virtual std::vector<personal_text> of(ticket_id ticket) const = 0;
    /// Forgets all texts of a ticket for good, and says how many those were.
    virtual std::size_t erase(ticket_id ticket) = 0;
};

class memory_personal_store final : public personal_store {
public:
    void keep(std::vector<personal_text> const& texts) override;
    [[nodiscard]] std::optional<personal_text> find(std::string_view token) const override;
    [[nodiscard]] std::vector<personal_text> of(ticket_id ticket) const override;
    std::size_t erase(ticket_id ticket) override;

private:
    std::map<std::string, personal_text, std::less<>> texts_;
};

/// From the system's source of randomness.
[[nodiscard]] personal_salt system_salt();

/// A journal whose personal texts lie in a store of their own: the entries beneath hold tokens, so that a chain over
/// them holds for ever, whatever is erased. Reads as though the texts stood in line; what was erased reads as its
/// token. Personal texts are durable before the entries that name them. Throws journal_error `journal.personal` where a
/// text is not the one that was put away.
class private_journal final : public journal {
public:
    private_journal(std::shared_ptr<journal> entries,
                    std::shared_ptr<personal_store> persons,
                    personal_fields fields = {},
                    std::function<personal_salt()> salt = system_salt);

    void append(std::vector<entry>& entries) override;
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override;
    [[nodiscard]] std::vector<entry> history(ticket_id ticket) const override;
    [[nodiscard]] std::uint64_t last() const override { return entries_->last(); }
    [[nodiscard]] bool is_part() const override { return entries_->is_part(); }
    [[nodiscard]] std::string mark(std::uint64_t sequence) const override { return entries_->mark(sequence); }

private:
    [[nodiscard]] entry put_away(entry e, std::vector<personal_text>& texts) const;
    [[nodiscard]] entry brought_back(entry e) const;

    std::shared_ptr<journal> entries_;
    std::shared_ptr<personal_store> persons_;
    personal_fields fields_;
    std::function<personal_salt()> salt_;
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/journal/personal.ipp>
#endif
