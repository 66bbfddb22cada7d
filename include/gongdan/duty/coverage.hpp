#pragma once

#include <gongdan/core/config.hpp>

#include <cstddef>

namespace gongdan { inline namespace GONGDAN_MODE { namespace duty {

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
    [[nodiscard]] double forecast() const {
        auto const expected = static_cast<double>(lasting) + success * static_cast<double>(gained);
        return places_at_end == 0 ? 0 : expected / static_cast<double>(places_at_end);
    }
    [[nodiscard]] static double share(std::size_t part, std::size_t of) {
        return of == 0 ? 0 : static_cast<double>(part) / static_cast<double>(of);
    }
};

}}}  // namespace gongdan::duty
