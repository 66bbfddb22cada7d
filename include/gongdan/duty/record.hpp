#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/core/answer.hpp>
#include <gongdan/duty/coverage.hpp>
#include <gongdan/duty/request.hpp>

#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace duty {

/// What is known of one duty at one place before the first day planned.
struct record {
    std::optional<day> done = {};   ///< the last time
    day counted_from = {};          ///< the date the next time is counted from, by the cycle's basis
    std::optional<day> tried = {};  ///< the last visit in vain since then
    int attempts = 0;               ///< how many of them
};

/// Days over which a duty may be done, both included.
struct due_window {
    day from;
    day due_by;
    bool overdue = false;
};

/// The duties of all places as they stand when planning begins.
class records {
public:
    /// Refuses a festival that the calendar does not name.
    static answer<records> make(program const& rules, calendar const& days, plan_request const& wanted);

    [[nodiscard]] record const& of(std::size_t cycle, std::size_t place) const { return all_[cycle][place]; }
    /// The windows that begin by the last day planned, in order, those already kept left out.
    void windows(std::size_t cycle, std::size_t place, std::vector<due_window>& into) const;
    /// Whether the duty is kept on a day, had it last been done on `done`.
    [[nodiscard]] bool kept(std::size_t cycle, std::size_t place, std::optional<day> done, day on) const;
    /// Whether the duty concerns the place on a day.
    [[nodiscard]] bool concerns(std::size_t cycle, std::size_t place, day on) const;
    /// Counts of the visits of one duty in the twelve months before the first day.
    [[nodiscard]] coverage const& visits_of(std::size_t cycle) const { return counts_[cycle]; }

private:
    records(program const& rules, plan_request const& wanted) : rules_(&rules), wanted_(&wanted) {}

    void take(visit const& v, std::size_t cycle, std::size_t place, bool along);
    void take_all(std::vector<visit> const& visits);
    void yearly(cycle const& c, record const& r, place const& p, std::vector<due_window>& into) const;
    void monthly(cycle const& c, record const& r, place const& p, std::vector<due_window>& into) const;
    void before_festivals(std::size_t cycle, record const& r, place const& p, std::vector<due_window>& into) const;
    [[nodiscard]] due_window const* festival_at(std::size_t cycle, day on) const;

    program const* rules_;
    plan_request const* wanted_;
    std::vector<std::vector<record>> all_;  ///< by cycle and place
    std::vector<coverage> counts_;
    std::vector<std::vector<due_window>> festivals_;  ///< by cycle, in order
};

}}}  // namespace gongdan::duty

#ifndef GONGDAN_COMPILED
#include <gongdan/duty/record.ipp>
#endif
