#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/core/answer.hpp>
#include <gongdan/simulate/laws.hpp>
#include <gongdan/simulate/observed.hpp>
#include <gongdan/simulate/scenario.hpp>

#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

// A scenario from a log: how many tickets come and when, how long things take, how many crews there are, and how near
// all that comes to what was seen.

struct fit_options {
    std::optional<instant> from = {};  ///< tickets that came in at or after this; else from the day of the first
    std::optional<instant> to = {};    ///< and before this; else to the end of the day of the last
    calendar const* days = nullptr;    ///< where given, days are told apart by what it makes of them
    policy const* rules = nullptr;     ///< where given, its promises for these types become targets
    bool orders = false;               ///< types are work orders of the library's own
};

/// How uneven the counts of stretches of some hours are beside the fitted rates: seen, and with the fitted bursts.
struct unevenness {
    double hours = 1;
    double seen = 0;
    double with_bursts = 0;
};

/// Arrivals of a class beside what was seen. Rates are per hour.
struct arrival_fit {
    arrivals comes = {};
    std::size_t slots = 1;  ///< rates that were estimated: 1, 24 or 168
    double dispersion = 0;  ///< of hourly counts against the fitted rate: about 1 where tickets come independently
    std::vector<unevenness> scales = {};  ///< where bursts were fitted, `comes.uneven` in hours
    double season_gain = 0;               ///< by how much factors by month better Akaike's criterion; 0: there are none
    std::size_t in_batches = 0;           ///< tickets that came at the instant of another
};

/// A span of a class beside what was seen, in seconds.
struct span_fit {
    std::size_t n = 0;
    double mean = 0;
    law_choice law = {};
};

struct class_fit {
    std::string name;
    std::string type;
    level urgency = level::waiting;
    bool further = false;  ///< crews beside the first, and those called off before they came: nobody waits for them
    std::size_t tickets = 0;
    arrival_fit comes = {};
    std::optional<span_fit> intake = {};
    std::optional<span_fit> travel = {};
    std::optional<span_fit> service = {};
    std::vector<std::pair<std::string, span_fit>> steps = {};  ///< of work orders, where the log tells of them
    std::string skill = {};                                    ///< that the crew must have
    double with_skill = 0;               ///< share of the first crews that had what most had, where skills are named
    std::vector<double> responses = {};  ///< seconds until work was begun, as seen, sorted
};

struct crew_fit {
    std::vector<crew_group> groups = {};
    std::size_t names = 0;  ///< that occur in the log
    std::size_t least = 0;  ///< seen at work on one day
    std::size_t most = 0;
};

struct fitted_log {
    std::string source;  ///< the log's file
    std::string mapped_by;
    instant from = {};
    instant to = {};
    std::size_t tickets = 0;
    std::size_t rejected = 0;  ///< rows and visits that could not be used
    time_unit unit = time_unit::minute;
    std::vector<class_fit> classes = {};
    crew_fit crews = {};
    std::vector<clause> targets = {};  ///< each for the class its type names
    bool dated = false;                ///< days are told apart
    bool orders = false;
    std::vector<sentence> gaps = {};  ///< what the log does not tell, or the scenario does not say
};

/// What the scenario says of itself.
[[nodiscard]] fit_note note_of(fitted_log const& f);
/// The spans of a class that were fitted, by the scenario's key.
[[nodiscard]] std::vector<std::pair<std::string, span_fit const*>> spans_of(class_fit const& c);

/// Refuses a log without a ticket in the time asked for, one of more than twenty years, and types that are no work orders where these are wanted.
[[nodiscard]] answer<fitted_log> fit_log(observed_log const& log, fit_options const& o);

}  // namespace simulate
}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/simulate/fit.ipp>
#endif
