#pragma once

#include <gongdan/desk/foreign.hpp>
#include <gongdan/time/instant.hpp>

#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

// What a log of another system tells of how work goes, ticket by ticket.

/// One ticket. What its log does not tell, or tells out of order, is missing.
struct observation {
    std::string type = {};
    level urgency = level::waiting;
    instant opened = {};
    std::optional<seconds> intake = {};              ///< from coming in until the crew that came first was sent
    std::optional<seconds> travel = {};              ///< from there until it came
    std::optional<seconds> response = {};            ///< from coming in until work was begun
    std::optional<seconds> service = {};             ///< from there until the crew was free, without the time on hold
    std::string skill = {};                          ///< of the crew that came first, where the log tells
    std::vector<std::optional<seconds>> steps = {};  ///< of its work, as the mapping has them
    std::vector<seconds> more = {};                  ///< how long each other crew was busy with it
    std::size_t busy_then = 0;                       ///< crews that were busy when it came in
};

/// A crew busy with a ticket, in [from, to).
struct crew_stretch {
    std::string crew;  ///< empty where the log names none
    instant from;
    instant to;
    std::string skill = {};
};

struct observed_log {
    std::vector<observation> tickets = {};  ///< in order of coming in
    std::vector<crew_stretch> stretches = {};
    std::vector<std::string> steps = {};  ///< which the mapping names
    bool names_crews = false;
    bool names_skills = false;
    bool tells_visits = false;  ///< the mapping has [visit]; else times come from its events
};

/// Visits come from the mapping's [visit]: the crew that came first is the ticket's, the others are `more`. Without it
/// work begins with the event `work` and ends with the first `resolve` or `close`, and where there is no `work` a ticket's
/// whole time counts as service. A visit whose times run backwards is told with file, line and column and left out.
[[nodiscard]] observed_log observe(std::vector<foreign_ticket> const& tickets,
                                   mapping const& m,
                                   std::string const& file,
                                   fault_sink const& rejected);

}  // namespace simulate
}}  // namespace gongdan
