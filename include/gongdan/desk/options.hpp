#pragma once

#include <gongdan/core/answer.hpp>
#include <gongdan/desk/effect.hpp>
#include <gongdan/ticket/entry.hpp>
#include <gongdan/ticket/organisation.hpp>

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

// How a desk is set up, who listens to it, and how it came by its tickets.

/// Hears what a desk does, for logs and metrics. It must not call the desk.
class observer {
public:
    virtual ~observer() = default;
    virtual void accepted(entry const&) {}
    virtual void refused(std::string_view /*event*/, refusal const&) {}
    virtual void told(effect const&) {}
};

/// How a desk behaves where the rules leave a choice.
struct desk_options {
    /// Recorded this much after it happened, an entry is a report of the past, and so is one that happened before the
    /// ticket's last: it is kept even where the lifecycle cannot follow it, in conflict. Any other is a command, and refused.
    seconds late_after = minutes{15};
    /// Computes deadlines but sets no timers and tells nothing: for imports and simulation.
    bool mute = false;
    /// Where a command's payload says from which `unit` it comes, only tickets that this unit sees are moved.
    std::shared_ptr<organisation const> units = {};
    /// What `desk::snapshot` of an earlier desk on this journal gave, or nothing. Read while the desk is made.
    std::string_view snapshot = {};
    /// Clocks of phones run ahead: what claims to have happened at most this much after it was recorded is taken to have
    /// happened then, and marked (`clock_ahead`, in seconds). What claims more is refused.
    seconds clock_skew = minutes{5};
};

/// How a desk came by its tickets.
struct desk_start {
    bool from_snapshot = false;
    std::uint64_t entries_read = 0;  ///< of the journal
    std::optional<sentence> passed_over =
        {};  ///< why the snapshot that was given is not this journal's, or not these rules'
};

}}  // namespace gongdan
