#pragma once

#include <gongdan/core/config.hpp>
#include <gongdan/desk/desk.hpp>

#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

/// One command of a script. What only the run knows is filled in when it is given.
struct script_step {
    command what;
    bool names_crew = false;  ///< the crew's name goes along
    bool names_time = false;  ///< the time of the next visit goes along
};

/// A step that may not pass, and the step from which the lifecycle then goes on.
struct script_retry {
    std::string_view event;
    std::string_view back;
};

/// What the simulated people do at a ticket of one type, from one occasion to the next. Each list is given at one
/// instant, in order, and every command of it is accepted by the lifecycle where tests walk it.
struct script {
    using steps = std::vector<script_step>;

    std::string_view type;
    steps opened;       ///< at the office, when it comes in
    steps taken;        ///< a crew takes it, for the first time or after nobody was home
    steps taken_again;  ///< a crew takes up what was interrupted
    steps arrived;      ///< the crew begins
    steps resumed;      ///< the crew goes on with what was begun
    steps interrupted;
    steps absent;     ///< nobody home; empty where that cannot be
    steps back;       ///< the next visit is due
    steps postponed;  ///< the customer wants another time; empty where that cannot be
    steps part;       ///< a part is missing; empty where that cannot be
    steps part_back;  ///< and is there
    steps rework;     ///< the work did not pass and is done again
    steps done;       ///< up to the close
    std::vector<script_retry> retries;
    steps abandoned;  ///< given up before a crew took it; empty where that cannot be
};

/// The script of a built-in type; nothing where there is none of that code.
[[nodiscard]] script const* script_of(std::string_view type);
/// The types that have one.
[[nodiscard]] std::vector<std::string_view> scripted_types();

}  // namespace simulate
}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/simulate/script.ipp>
#endif
