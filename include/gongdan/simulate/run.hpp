#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/core/answer.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/simulate/histogram.hpp>
#include <gongdan/simulate/scenario.hpp>

#include <array>
#include <cstdint>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace simulate {

/// Why a target was not kept: the first of these, in this order, that alone would have been enough. Had the ticket not
/// lost the time it lost to it, it would have been in time.
enum class breach_cause : std::uint8_t { nobody_free, shift_gap, travel, part, customer, rule_itself };
inline constexpr std::size_t breach_causes = 6;

/// How one target fared in one replication.
struct target_count {
    std::uint64_t met = 0;
    std::uint64_t late = 0;                                ///< met late, given up, or open past its due time
    std::uint64_t undecided = 0;                           ///< open, and not due by the end of the run
    std::array<std::uint64_t, breach_causes> causes = {};  ///< of the late ones, by `breach_cause`
};

/// What one replication saw of some tickets: of a class, or of all. Sums are in ticks.
struct tally {
    std::uint64_t tickets = 0;  ///< came in within the counted time
    std::uint64_t waited = 0;   ///< were not taken at once
    std::uint64_t abandoned = 0;
    std::uint64_t open = 0;       ///< were open at the end of the run
    std::int64_t wait = 0;        ///< until first taken or given up; for those that still wait, so far
    std::int64_t sojourn = 0;     ///< until closed, of those not given up; for the open ones, so far
    std::int64_t queue_area = 0;  ///< tickets waiting, summed over the counted time
    std::int64_t busy_area = 0;   ///< crews at work or on the way
    std::vector<tick> wait_quantiles = {};
    histogram waits = {};   ///< as `wait`
    histogram begun = {};   ///< from coming in to the begin of the work, where it was begun
    histogram closed = {};  ///< from coming in to the close, of those not given up
};

/// What stood at what level in one hour of the week, from Monday 00:00, summed over the counted time.
struct hour_sum {
    std::int64_t counted = 0;  ///< ticks
    std::int64_t waiting = 0;
    std::int64_t on_duty = 0;
    std::int64_t busy = 0;
};

/// Of the tickets that came on one day.
struct day_sum {
    std::uint32_t tickets = 0;
    std::uint32_t late = 0;  ///< kept not all their targets
};

/// What was seen at a probe.
struct probe_count {
    bool all_busy = false;  ///< no crew on duty is free
    std::uint64_t waiting = 0;
    std::uint64_t busy = 0;  ///< crews at work or on the way: with `waiting`, the tickets in the system
};

/// One replication's results.
struct replication {
    std::vector<tally> classes;
    tally all;
    std::vector<std::vector<target_count>> targets;  ///< by class, in the order of `simulation::targets`
    std::vector<probe_count> probes;
    std::vector<hour_sum> hours;     ///< 168
    std::vector<day_sum> days;       ///< from the day of the start
    std::int64_t duty_area = 0;      ///< crews on duty, summed over the counted time
    std::int64_t drive_area = 0;     ///< crews on the way
    std::int64_t overtime_area = 0;  ///< crews on the way or at work though off duty
    std::uint64_t events = 0;        ///< of the simulation's own clock
    std::uint64_t entries = 0;       ///< written by the desk
};

/// One thing that happened in a run, for those who watch it.
struct moment {
    enum class what : std::uint8_t {  // no labels: for programs
        opened,
        taken,
        begun,
        interrupted,
        absent,
        postponed,
        part_missing,
        back,
        reworked,
        done,
        abandoned,
        on_duty,
        off_duty,
        left  ///< a crew has done its part, and the office goes on
    };
    static constexpr std::uint32_t nobody = 0xffffffff;

    tick at = 0;
    what happened = what::opened;
    ticket_id ticket;             ///< none for a crew's duty
    std::uint32_t kind = nobody;  ///< index of the class
    std::uint32_t crew = nobody;
};

/// Watches a run: tests, traces. It must not call the desk.
class witness : public observer {
public:
    virtual void saw(moment const&) {}
};

/// A scenario made ready: the real desk on a virtual clock (D11). It is not changed by running, so that replications may
/// run side by side; each has a desk of its own.
class simulation {
public:
    /// Refuses a scenario whose days the calendar does not know, or whose rules do not fit the types.
    [[nodiscard]] static answer<simulation> make(scenario s, calendar days, std::vector<lifecycle const*> types);

    /// Runs one replication. The same scenario, seed and number give the same result. A command the desk refuses is a
    /// broken precondition and throws std::logic_error with the desk's sentence.
    [[nodiscard]] replication run(std::uint64_t number, witness* who = nullptr) const;

    /// Runs one replication and counts it in `scenario::batches` parts of equal length: each as if it were a replication.
    /// A ticket belongs to the part in which it came.
    [[nodiscard]] std::vector<replication> run_batches(std::uint64_t number, witness* who = nullptr) const;

    [[nodiscard]] scenario const& what() const { return scenario_; }
    [[nodiscard]] calendar const& days() const { return days_; }
    [[nodiscard]] std::vector<lifecycle const*> const& types() const { return types_; }
    /// The clauses that hold for a class, one for each target.
    [[nodiscard]] std::vector<clause const*> targets(std::size_t kind) const;

    /// By the index that a `moment` gives a crew.
    [[nodiscard]] std::vector<std::string> crew_names() const;
    /// The same simulation with another scenario of the same types, on the same calendar.
    [[nodiscard]] answer<simulation> with(scenario s) const { return make(std::move(s), days_, types_); }

private:
    simulation(scenario s, calendar days, std::vector<lifecycle const*> types)
        : scenario_(std::move(s)), days_(std::move(days)), types_(std::move(types)) {}

    scenario scenario_;
    calendar days_;
    std::vector<lifecycle const*> types_;
};

}  // namespace simulate

template <>
struct labels<simulate::breach_cause> {
    static constexpr term table[] = {
        {"nobody_free", "无空闲班组", "nobody free"},
        {"shift_gap", "无人当班", "nobody on duty"},
        {"travel", "路途", "travel"},
        {"part", "缺配件", "part missing"},
        {"customer", "用户原因", "customer"},
        {"rule_itself", "时限本身", "the rule itself"},
    };
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/simulate/run.ipp>
#endif
