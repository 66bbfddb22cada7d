#pragma once

#include <gongdan/report/attainment.hpp>
#include <gongdan/report/document.hpp>
#include <gongdan/report/hazard.hpp>

#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace report {

/// Who goes where, as a dispatcher of whatever make proposes it.
struct assignment {
    std::string crew;
    ticket_id ticket;
    std::optional<instant> eta = {};  ///< arrival
    sentence reason = {};
};

/// What the dispatcher's page is to show.
struct page_options {
    scope at;  ///< `since` bounds what was finished late, came in late, and is attained
    language lang = language::zh;
    std::string company = {};
    std::vector<assignment> assignments = {};
    seconds late_entry = minutes{15};  ///< recorded this much after it happened, an entry came in late
    std::size_t most_rows = 300;       ///< of a list; how many more there are is said
};

/// Which part of the queue a ticket stands in.
enum class queue_part : std::uint8_t { today, later, held, wrap_up };

}  // namespace report

template <>
struct labels<report::queue_part> {
    static constexpr term table[] = {
        {"today", "今日队列", "today's queue"},
        {"later", "今日之后", "after today"},
        {"held", "暂停中", "held"},
        {"wrap_up", "待收尾", "to be wrapped up"},
    };
};

namespace report {

/// An open ticket in the queue.
struct queue_row {
    seen_ticket ticket;
    queue_part part = queue_part::today;
    std::optional<target_view> next = {};  ///< the target not met that is due first
    verdict stands = verdict::open;        ///< of `next`
    std::vector<assignment> assigned = {};
};

/// A target that was not kept.
struct late_row {
    seen_ticket ticket;
    target_view target;
    verdict stands = verdict::open_late;
    seconds over{0};  ///< past the deadline when it was done, or by now
};

/// What there is to say why.
struct lateness {
    /// How long the ticket stood in a state.
    struct stay {
        sentence state;
        instant from;
        instant to;
    };
    explanation clock;
    std::vector<stay> stays;    ///< from the clock's start to when it was done, or to `now`
    std::optional<entry> last;  ///< the last thing that happened and stands
    sentence next_step;         ///< what may happen next, and through whom; empty where it is closed
};

/// An entry that needs a second look: in conflict, or recorded long after it happened.
struct entry_row {
    seen_ticket ticket;
    entry what;
    std::optional<refusal> why = {};  ///< why it is in conflict
};

/// What a dispatcher wants to know, as of an instant.
struct dispatch_page {
    std::vector<queue_row> queue;     ///< by level from L4 down, then deadline, then appointment
    std::vector<late_row> late;       ///< not done and past the deadline, by level, then the longest first
    std::vector<late_row> done_late;  ///< done, but late, the last first
    std::vector<hazard> hazards;      ///< not known to be gone
    std::vector<entry_row> conflicts;
    std::vector<entry_row> late_entries;                ///< conflicts excluded
    std::vector<std::vector<attainment_row>> attained;  ///< by `grouping`

    [[nodiscard]] std::size_t count(queue_part p) const;
};

/// Gathers the page. The snapshot must be of the options' scope, and outlive the page.
[[nodiscard]] dispatch_page gather(snapshot const& seen, page_options const& o);
[[nodiscard]] lateness why_late(late_row const& r, instant now);
/// The page for a terminal (`text_of`) or a browser (`html_of`).
[[nodiscard]] document page_of(desk const& d, page_options const& o);
[[nodiscard]] document page_of(dispatch_page const& p, snapshot const& seen, page_options const& o);

}
}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/gather.ipp>
#include <gongdan/report/page.ipp>
#endif
