#pragma once

#include <gongdan/simulate/run.hpp>

#include <string>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

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
[[nodiscard]] estimate ratio_of(std::vector<std::pair<double, double>> const& sums);

struct target_summary {
    std::string target;
    std::string zh;
    std::string en;
    std::uint64_t n = 0;  ///< met or late
    std::uint64_t met = 0;
    std::uint64_t undecided = 0;
    estimate compliance{};
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
};

struct probe_summary {
    double at = 0;
    estimate p_all_busy{};
    estimate queue{};
};

struct summary {
    std::uint64_t seed = 0;
    std::size_t replications = 0;
    time_unit unit = time_unit::hour;
    std::vector<double> quantiles = {};
    std::vector<class_summary> classes = {};
    class_summary all = {};  ///< without targets: those of different classes are not added up
    std::vector<probe_summary> probes = {};
    std::uint64_t events = 0;
    std::uint64_t entries = 0;
};

/// Puts replications together, in the order given: the same ones in the same order give the same bits.
[[nodiscard]] summary summarise(simulation const& s, std::vector<replication> const& runs);

}  // namespace simulate
}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/simulate/statistics.ipp>
#endif
