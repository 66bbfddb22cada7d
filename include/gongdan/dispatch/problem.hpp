#pragma once

#include <gongdan/core/answer.hpp>
#include <gongdan/core/config.hpp>
#include <gongdan/ticket/place.hpp>

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

/// Seconds of any one origin: of the day, of 1970, of the start of the plan. The planner only compares and adds.
using tick = std::int64_t;

/// No time of a problem lies farther from 0 than this; no duration is longer.
inline constexpr tick farthest = tick{1} << 40;

/// From `first` to `last`, both ends included, as VROOM has it.
struct time_range {
    tick first = -farthest;
    tick last = farthest;

    friend constexpr bool operator==(time_range a, time_range b) { return a.first == b.first && a.last == b.last; }
};

/// A row and column of the travel matrices.
using place = std::uint32_t;

/// How long, how far and how dear each way is. Rows are where one leaves; a matrix may be asymmetric, and a
/// detour may be shorter than the straight way.
struct travel_table {
    std::string profile = "car";
    std::vector<std::int32_t> durations;       ///< seconds, places × places
    std::vector<std::int32_t> distances = {};  ///< metres; empty where nobody knows
    std::vector<std::int32_t> costs = {};      ///< what is minimised; empty: the durations
};

/// A pause that must be taken by a crew that drives out at all. It starts in one of its windows, at a stop or on
/// the road.
struct crew_break {
    std::uint64_t id = 0;
    std::vector<time_range> windows;  ///< none: at any time
    tick service = 0;
    std::string description = {};
};

/// What a crew costs, in the planner's unit of cost. The default makes the cost the seconds driven.
struct crew_costs {
    std::int64_t fixed = 0;
    std::int64_t per_hour = 3600;
    std::int64_t per_km = 0;

    friend constexpr bool operator==(crew_costs a, crew_costs b) {
        return a.fixed == b.fixed && a.per_hour == b.per_hour && a.per_km == b.per_km;
    }
};

/// A skill and how well it is held, or how well it must be.
struct graded {
    std::uint32_t skill = 0;
    std::uint32_t grade = 0;

    friend constexpr bool operator==(graded a, graded b) { return a.skill == b.skill && a.grade == b.grade; }
};

/// One resource: a technician with a car, or two who drive together.
struct crew {
    std::uint64_t id = 0;
    std::optional<place> start;  ///< none: the route begins at its first visit
    std::optional<place> end;    ///< none: it ends at its last
    time_range shift{0, farthest};
    std::vector<std::uint32_t> skills = {};
    std::vector<std::int64_t> capacity = {};  ///< one figure for each kind of goods
    std::vector<crew_break> breaks = {};
    std::optional<std::uint32_t> max_visits = {};
    std::optional<tick> max_travel = {};
    std::uint32_t speed_percent = 100;  ///< 200 halves every duration
    crew_costs costs = {};
    std::string profile = "car";
    std::vector<std::uint64_t> steps = {};  ///< visits of the plan to start from, in order
    std::string description = {};

    std::vector<graded> grades = {};        ///< skills with a grade; grade 0 is what `skills` says
    std::vector<std::uint32_t> areas = {};  ///< none: everywhere
    std::uint32_t work_percent = 100;       ///< of the service of each visit; 120 for a trainee
    tick overtime = 0;                      ///< how far the shift may be overrun

    [[nodiscard]] tick takes(tick service) const { return (service * work_percent + 50) / 100; }
    /// The last moment at which the crew may still be on its way.
    [[nodiscard]] tick home_by() const { return shift.last + overtime; }
};

struct visit {
    std::uint64_t id = 0;
    place where = 0;
    tick setup = 0;  ///< spent only by a crew that comes from another place
    tick service = 0;
    std::vector<time_range> windows = {};  ///< of the start of setup; none: at any time
    std::vector<std::uint32_t> skills = {};
    std::uint32_t level = 0;                  ///< a higher one is served first, whatever it displaces below
    std::vector<std::int64_t> delivery = {};  ///< on board from the start
    std::vector<std::int64_t> pickup = {};    ///< on board to the end
    std::string description = {};

    std::string kind = {};                        ///< for the reader
    std::optional<tick> due = {};                 ///< a start after it counts as late, and the more the later
    std::optional<time_range> told = {};          ///< what the customer knows: a start outside it is a change
    std::optional<std::uint64_t> told_crew = {};  ///< who the customer or the crew knows will come: another is a change
    std::optional<std::uint64_t> only_crew = {};  ///< pinned: nobody else may
    std::optional<std::uint64_t> after = {};      ///< begins when that visit is over, not before
    std::optional<std::uint64_t> with = {};       ///< begins when that visit begins: a second person for it
    std::vector<graded> grades = {};
    std::optional<std::uint32_t> area = {};
    bool interruptible = false;      ///< may be left for an alarm once begun; work where gas is open never may
    tick make_safe = 0;              ///< spent before it can be left
    std::optional<tick> known = {};  ///< when it was reported, for the replay of a day; none: before it began

    [[nodiscard]] bool tied() const { return after || with; }
};

/// A day to be planned. The order of crews and visits means nothing.
struct problem {
    std::vector<crew> crews;
    std::vector<visit> visits;
    std::vector<travel_table> travel;
    std::size_t places = 0;
    std::vector<std::optional<point>> positions = {};  ///< by place, where known; may be empty
    bool indexed = true;                               ///< places were named by their index

    /// Visits of a crew's `steps` that begin before this stay where they are, and nothing is put before them.
    std::optional<tick> frozen_until = {};
    /// What a change to what was told is worth in the unit of cost. None: no saving is worth one.
    std::optional<std::int64_t> change_cost = {};
};

/// What is wrong with a problem, as a located sentence: an id given twice, a place outside the matrices, amounts of
/// different lengths, a range that ends before it begins, a time beyond `farthest`. Nothing where it can be planned.
[[nodiscard]] std::optional<refusal> fault_of(problem const& p);

}}}  // namespace gongdan::dispatch

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/problem.ipp>
#endif
