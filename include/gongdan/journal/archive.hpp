#pragma once

#include <gongdan/journal/stored.hpp>

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <unordered_map>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Who puts tickets away, when, and under which name the archive is to be found; all of it is told in the journal.
struct archive_note {
    instant now;
    std::string actor = {};
    role as = role::system;
    std::string archive = {};
};

/// How much was moved.
struct moved_entries {
    std::size_t tickets = 0;
    std::size_t entries = 0;
};

/// Moves the whole histories of tickets from a journal to an archive (a journal opened with `journal_access::archive`, of
/// any branch or file of its own). Of each stays one entry, `archived`, which names the others by sequence and carries a
/// hash over their links, so that both can be verified, alone and together. The archive has the entries, durable, before
/// the journal lets go of them: where this ends half way, some are in both, and moving the same tickets again does the
/// rest. Tickets that the journal does not have, or has put away already, are passed over.
///
/// The desk on the journal must let go of the tickets too (`desk::put_away`), or be made anew. Throws journal_error.
moved_entries archive_tickets(stored_journal& from,
                              stored_journal& to,
                              std::vector<ticket_id> const& tickets,
                              archive_note const& note);

/// Puts tickets back from an archive, where they lay. The archive keeps its copy. `journal.corrupt`, and nothing done,
/// where an entry is not the one that was put away.
moved_entries restore_tickets(stored_journal& to, stored_journal const& archive, std::vector<ticket_id> const& tickets);

/// Whether a journal and its archives are sound, each and together: every ticket that was put away is in one of them, whole
/// and as it was. The first fault, with the ticket's first entry; nothing where all is well.
[[nodiscard]] std::optional<journal_fault> verify_together(
    stored_journal const& j, std::vector<std::shared_ptr<stored_journal const>> const& archives);

/// A journal and its archives as one, to be read: every entry in order of sequence, wherever it lies. What the archives hold
/// is held in memory.
class joined_journal final : public journal {
public:
    joined_journal(std::shared_ptr<journal const> j,
                   std::vector<std::shared_ptr<stored_journal const>> const& archives);

    /// Throws journal_error `journal.read_only`.
    void append(std::vector<entry>& entries) override;
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override;
    [[nodiscard]] std::vector<entry> history(ticket_id ticket) const override;
    [[nodiscard]] std::uint64_t last() const override { return j_->last(); }

private:
    std::shared_ptr<journal const> j_;
    std::vector<entry> archived_;  ///< by sequence; those that the journal has again come from the journal
    std::unordered_map<ticket_id, std::vector<std::size_t>> of_ticket_;
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/journal/archive.ipp>
#endif
