#pragma once

#include <gongdan/duty/program.hpp>
#include <gongdan/time/instant.hpp>

#include <map>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace duty {

/// What is planned: for whom, over which days, and with how many hands.
struct plan_request {
    day from;  ///< the first day to be planned; what happened before it is known from `visits`
    day to;    ///< the last, included
    std::vector<place> const* places = nullptr;
    std::vector<visit> const* visits = nullptr;
    std::map<std::string, int> per_day = {};  ///< visits an area can make on a working day
    int per_day_elsewhere = 40;               ///< for areas that are not named
};

}}}  // namespace gongdan::duty
