#pragma once

#include <gongdan/simulate/fit.hpp>
#include <gongdan/simulate/run.hpp>

#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

// How well a fitted scenario foretells days it has not seen (docs/why/fidelity.md).

/// Wasserstein distances between response times (from coming in until work is begun), in seconds: the simulation's, and
/// the rulers that say what such a figure is worth.
struct fidelity {
    std::string name;      ///< the class; `all` for all together
    std::size_t seen = 0;  ///< responses on the days that were held back
    std::size_t simulated = 0;
    double seen_mean = 0;  ///< seconds
    double simulated_mean = 0;
    double score = 0;       ///< simulation against the days held back
    double floor = 0;       ///< those days against themselves drawn anew (bootstrap), mean: no forecast can do better
    double floor_high = 0;  ///< and so large in one draw of twenty
    double drift = 0;       ///< the days fitted on against the days held back
    double null_model = 0;  ///< an exponential law of the fitted days' mean against the days held back
};

struct holdout {
    instant from = {};  ///< the days held back: [from, to)
    instant to = {};
    std::vector<fidelity> classes = {};  ///< those with `fewest_held_back` responses at least
    fidelity all = {};
};

inline constexpr std::size_t fewest_held_back = 20;

/// Runs the fitted scenario over the days held back, as often as it says, and holds its response times against what was
/// seen then. `seen` are the same log's tickets, of which those in [from, to) count; `made` is the scenario as it was
/// fitted. Classes are those of `trained`, by type and level. Refuses where too few responses were held back.
[[nodiscard]] answer<holdout> foretell(
    fitted_log const& trained, simulation const& made, observed_log const& log, instant from, instant to);

}  // namespace simulate
}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/simulate/holdout.ipp>
#endif
