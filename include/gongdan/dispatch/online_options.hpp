#pragma once

#include <gongdan/dispatch/planner.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/ticket/level.hpp>
#include <gongdan/ticket/place.hpp>
#include <gongdan/time/instant.hpp>

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

/// How a dispatcher that listens to a desk works.
struct online_options {
    /// Of each plan made anew. With a budget of iterations the same news gives the same proposals.
    effort search = {600};
    /// What a crew is to begin within this time stays with it, and nothing is put before it but an alarm.
    seconds frozen = minutes{15};
    /// Tickets of this level or above are alarms: who is there first goes, before anything is planned.
    level at_once = level::urgent;
    /// What is to be done soon (L3) should be begun within so long of being reported, be its deadline later.
    seconds soon_within = hours{1};
    seconds overtime = minutes{30};     ///< how far a shift may be overrun
    seconds unknown_way = minutes{15};  ///< to and from a ticket that does not say where it is
    /// So much longer a way is worth it to send a crew that could not go to one of these types.
    seconds kept_back = minutes{15};
    std::vector<std::string> kept_back_for = {std::string{kind::alarm}};
    std::size_t visits = 300;  ///< planned at once, the first of the queue; the others are not proposed yet
    std::size_t shifts = 2;    ///< of each crew that are planned: the present or next one, and so on
    std::size_t others = 20;   ///< proposals of one call that say why not each of the others
    /// How long a way takes; none: by the roster's speed as the crow flies.
    std::function<seconds(point, point)> drive = {};
};

}}}  // namespace gongdan::dispatch
