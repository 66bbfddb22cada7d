#pragma once

#include <gongdan/simulate/run.hpp>

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace simulate {

/// A mean over replications and half the width of its 95 % interval (Student's t). NaN where there is nothing to tell:
/// no observation, or, for the width, fewer than two replications.
struct estimate {
    double mean;
    double half_width;
};

/// Of values, one from each replication.
[[nodiscard]] estimate mean_of(std::vector<double> const& values);
/// Of a share or a mean over tickets: the sums of all replications divided, and the width from how much the replications
/// differ. Single tickets are not independent and give no interval. {numerator, denominator} from each replication.
using paired_sums = std::vector<std::pair<double, double>>;
[[nodiscard]] estimate ratio_of(paired_sums const& sums);
/// By how much the ratio of `b` is above that of `a`. The n-th replications of both met the same customers (common random
/// numbers), so that what they have in common falls out of the width.
[[nodiscard]] estimate difference_of(paired_sums const& a, paired_sums const& b);

/// How much each value goes with the one before it (the autocorrelation at lag 1). Means of batches that are long enough
/// have none, but for chance: within 2 / sqrt(n). NaN where the values do not vary.
[[nodiscard]] double lag_1_of(std::vector<double> const& values);

/// Met and judged of one class's target, from each replication.
[[nodiscard]] paired_sums shares_of(std::vector<replication> const& runs, std::size_t kind, std::size_t target);

struct target_summary {
    std::string target;
    std::string zh;
    std::string en;
    std::uint64_t n = 0;  ///< met or late
    std::uint64_t met = 0;
    std::uint64_t undecided = 0;
    estimate compliance{};
    estimate lowest{};                                     ///< compliance of the worst replication, without a width
    estimate highest{};                                    ///< and of the best
    std::array<std::uint64_t, breach_causes> causes = {};  ///< of those not met, by `breach_cause`
    std::optional<double> within = {};                     ///< in the scenario's unit, where it is a plain span of time
};

/// What was seen of a class, or of all tickets. Spans are in the scenario's unit of time.
struct class_summary {
    std::string name;
    std::uint64_t tickets = 0;
    std::uint64_t open = 0;
    std::vector<target_summary> targets = {};
    estimate p_wait{};
    estimate wait_mean{};
    std::vector<estimate> wait_quantiles = {};
    estimate sojourn_mean{};
    estimate p_abandon{};
    estimate queue_mean{};
    estimate utilisation{};
    histogram begun = {};   ///< of all replications, in ticks: until the work was begun
    histogram closed = {};  ///< and until the close
};

/// What crews do with their time.
enum class crew_use : std::uint8_t { drive, work, idle, overtime };

/// Of each replication: the crews' time spent so, and their time on duty. Overtime is on the way or at work off duty.
[[nodiscard]] paired_sums time_spent(std::vector<replication> const& runs, crew_use how);

/// What crews did with their time, as shares of the time on duty; overtime comes on top of it.
struct crew_time {
    estimate drive{};
    estimate work{};
    estimate idle{};
    estimate overtime{};
};

/// What stood at which mean level in an hour of the week; NaN where that hour was not counted.
struct hour_summary {
    double waiting;
    double on_duty;
    double busy;
};

/// The day on which most tickets were late, of all replications the first.
struct worst_day {
    std::uint64_t replication = 0;
    std::size_t day = 0;  ///< from the day of the start
    day_sum sum = {};
};

struct probe_summary {
    double at = 0;
    estimate p_all_busy{};
    estimate queue{};
    estimate in_system{};  ///< waiting, or a crew is with them or on the way
};

struct summary {
    std::uint64_t seed = 0;
    std::size_t replications = 0;  ///< or batches
    std::size_t batches = 0;       ///< of one long run; 0: replications
    double lag_1 = 0;  ///< of batches: `lag_1_of` what correlates most, of the targets and the time in the system
    time_unit unit = time_unit::hour;
    std::vector<double> quantiles = {};
    std::vector<class_summary> classes = {};
    class_summary all = {};  ///< without targets: those of different classes are not added up
    std::vector<probe_summary> probes = {};
    crew_time crews = {};
    std::vector<hour_summary> hours = {};  ///< 168, from Monday 00:00
    std::optional<worst_day> worst = {};   ///< none where nothing was late
    std::uint64_t events = 0;
    std::uint64_t entries = 0;
};

/// Puts replications together, in the order given: the same ones in the same order give the same bits.
[[nodiscard]] summary summarise(simulation const& s, std::vector<replication> const& runs);

}  // namespace simulate

template <>
struct labels<simulate::crew_use> {
    static constexpr term table[] = {{"drive", "行车", "driving"},
                                     {"work", "作业", "at work"},
                                     {"idle", "空闲", "idle"},
                                     {"overtime", "加班", "overtime"}};
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/simulate/statistics.ipp>
#endif
