#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/core/answer.hpp>
#include <gongdan/duty/program.hpp>

#include <cstddef>
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

/// How far a duty is kept: by the first day planned, and by the last if all goes as it went so far.
struct coverage {
    std::size_t places = 0;         ///< that the duty concerns on the first day
    std::size_t places_at_end = 0;  ///< and on the last
    std::size_t kept = 0;           ///< for which it is kept on the first day (each_year: done this year)
    std::size_t made = 0;           ///< visits on record in the twelve months before the first day, of every result
    std::size_t entered = 0;        ///< of these, done
    std::size_t nobody_home = 0;    ///< of these
    std::size_t refused = 0;
    std::size_t company = 0;
    std::size_t planned = 0;
    std::size_t late = 0;  ///< planned after their last day
    std::size_t unplaced = 0;
    std::size_t lasting = 0;  ///< kept on the last day without any visit of the plan
    double success =
        1;  ///< how often a visit of the plan is expected to succeed: the entry rate, or that of a duty it goes
            ///< with; 1 where no visit is on record
    std::size_t gained = 0;  ///< kept on the last day through a visit of the plan, if every one of them succeeds

    /// Entered out of all visits made; nobody home counts against it.
    [[nodiscard]] double entry_rate() const { return share(entered, made); }
    /// Entered where somebody was at home: the figure that hides visits in vain.
    [[nodiscard]] double entry_rate_at_home() const { return share(entered, made - nobody_home); }
    [[nodiscard]] double covered() const { return share(kept, places); }
    /// Of the places on the last day, with planned visits succeeding as `success` says.
    [[nodiscard]] double forecast() const;
    [[nodiscard]] static double share(std::size_t part, std::size_t of) {
        return of == 0 ? 0 : static_cast<double>(part) / static_cast<double>(of);
    }
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
#include <gongdan/duty/coverage.ipp>
#include <gongdan/duty/plan.ipp>
#endif
