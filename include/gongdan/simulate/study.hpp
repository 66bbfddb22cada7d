#pragma once

#include <gongdan/simulate/statistics.hpp>

#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

// What is asked of a scenario beyond one answer: how precise, how it moves with a figure, how it differs from another.

/// Runs the replications [first, first + count) and gives them in order, on as many threads as it likes.
using runner = std::function<std::vector<replication>(simulation const&, std::uint64_t first, std::uint64_t count)>;

/// One after the other, in the thread that asks.
[[nodiscard]] std::vector<replication> run_in_turn(simulation const& s, std::uint64_t first, std::uint64_t count);

/// The runs a scenario is judged by: so many replications, or the batches of one long run.
[[nodiscard]] std::vector<replication> runs_of(simulation const& s, std::uint64_t count, runner const& run);

/// Half the width of the widest interval of a summary's targets; where there are none, of the share that waited.
[[nodiscard]] double widest_interval(summary const& s);

/// How often a scenario is run (batches once): so often, or until `widest_interval` is no more than `half_width`, `most` times at most. How much is run next
/// follows from what was seen, so that the result does not depend on the runner.
struct precision {
    std::uint64_t replications = 10;
    std::optional<double> half_width = {};
    std::uint64_t most = 10'000;
};
[[nodiscard]] std::vector<replication> run_until(simulation const& s, precision const& p, runner const& run);

/// A figure of a scenario that a study turns.
///
///     crews, crews.GROUP         how many
///     arrivals, arrivals.CLASS   times as many
///     service, travel (.CLASS)   times as long
///     nobody_home (.CLASS)       times as often, at most 0.999
struct knob {
    std::string name;    ///< `crews`
    std::string of;      ///< class or group; empty: all
    bool count = false;  ///< a number of crews, not a factor

    [[nodiscard]] std::string text() const { return of.empty() ? name : name + '.' + of; }
};
/// Refuses a name there is none of, and `crews` without a group where there are several.
[[nodiscard]] answer<knob> knob_of(scenario const& s, std::string_view text);
/// The scenario with the knob turned.
[[nodiscard]] scenario turned(scenario s, knob const& k, double value);
/// The knobs of a scenario that do something: crews by one more or fewer, all others by a tenth.
[[nodiscard]] std::vector<knob> knobs_of(scenario const& s);

/// `crews=8..16` or `service=0.8..1.2/0.1`, both ends included; the step is 1 for crews, else a fourth of the way.
struct sweep {
    knob what;
    std::vector<double> values;
};
[[nodiscard]] answer<sweep> sweep_of(scenario const& s, std::string_view text);

/// How a target of one scenario differs from the same one of another, over common random numbers.
struct target_difference {
    std::string type;  ///< the class
    std::string target;
    std::string zh;
    std::string en;
    estimate before{};
    estimate after{};
    estimate difference{};  ///< after - before
};
/// Targets that both have, by the class's name and the target's code, of as many replications as both have.
[[nodiscard]] std::vector<target_difference> compare(simulation const& a,
                                                     std::vector<replication> const& before,
                                                     simulation const& b,
                                                     std::vector<replication> const& after);

/// How differently crews spend their time in another scenario, of as many replications as both have.
struct time_difference {
    crew_use how;
    estimate before{};
    estimate after{};
    estimate difference{};
};
[[nodiscard]] std::vector<time_difference> compare_time(std::vector<replication> const& before,
                                                        std::vector<replication> const& after);

/// A scenario in which nobody ever waits for a crew that is on duty: what is late then is late however many crews there
/// are. Each group has so many crews more.
[[nodiscard]] scenario without_queues(scenario s);

/// What a study found beside the scenario's own summary.
struct sweep_point {
    double value;
    summary sum;
};
struct sensitivity {
    knob what;
    double low;
    double high;
    std::vector<target_difference> lower;  ///< against the scenario as it stands
    std::vector<target_difference> higher;
};
struct study {
    summary base;
    std::optional<knob> varied = {};
    std::vector<sweep_point> points = {};
    std::optional<summary> ceiling = {};  ///< `without_queues`, where the number of crews was varied
    std::string compared_with = {};       ///< the other scenario's name
    std::vector<target_difference> compared = {};
    std::vector<time_difference> compared_time = {};
    std::vector<sensitivity> sensitivities = {};
};

/// The first value of a sweep from which on the whole interval of the target lies at or above the line. None where there
/// is no interval: one replication shows no bound.
[[nodiscard]] std::optional<double> smallest_that_keeps(study const& s,
                                                        std::size_t kind,
                                                        std::size_t target,
                                                        double line);

}  // namespace simulate
}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/simulate/study.ipp>
#endif
