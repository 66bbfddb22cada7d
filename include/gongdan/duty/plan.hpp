#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/core/answer.hpp>
#include <gongdan/duty/coverage.hpp>
#include <gongdan/duty/program.hpp>
#include <gongdan/duty/request.hpp>

#include <cstddef>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace duty {

/// A visit that is to be made.
struct planned_visit {
    std::size_t place;  ///< index into the request's places
    std::size_t cycle;  ///< index into the program's cycles
    day on;
    day due_by;
    bool overdue = false;                 ///< its last day was past when planning began
    int attempts = 0;                     ///< visits made in vain since it was last done
    std::vector<std::size_t> along = {};  ///< duties done at the same visit

    [[nodiscard]] bool late() const { return on > due_by; }
};

/// A visit whose last day falls within the days planned and for which no hands are left.
struct unplaced_visit {
    std::size_t place;
    std::size_t cycle;
    day due_by;
};

/// The hands an area needs.
struct area_load {
    std::string area;
    int per_day = 0;  ///< what it has
    int needed = 0;   ///< the fewest visits a day with which everything due could be done in time
    int level = 0;    ///< what it was planned with
};

struct plan {
    std::vector<planned_visit> visits;  ///< by day, area, building, place
    std::vector<unplaced_visit> unplaced;
    std::vector<coverage> by_cycle;  ///< as the program's cycles
    std::vector<area_load> areas;    ///< by name
};

/// Plans the visits that fall due. Each building is visited on one day, or on consecutive ones where it is larger than a
/// day's work; the load of an area is level over the working days as far as last days allow; what is due first is done
/// first. Linear in places, but for sorting.
///
/// Refuses days that the calendar does not know, a period that ends before it begins or is longer than ten years, and a
/// festival the calendar does not name.
[[nodiscard]] answer<plan> make_plan(program const& rules, calendar const& days, plan_request const& wanted);

}}}  // namespace gongdan::duty

#ifndef GONGDAN_COMPILED
#include <gongdan/duty/plan.ipp>
#endif
