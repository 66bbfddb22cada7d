#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/dispatch/plan.hpp>
#include <gongdan/dispatch/problem.hpp>

#include <cstdint>
#include <map>
#include <optional>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace dispatch {

/// How a crew would come to leave for an alarm.
enum class leave : std::uint8_t {
    free,       ///< it does nothing now, or comes on duty
    after,      ///< when its present work or break is over
    diverted,   ///< from the road, or from waiting before a door
    preempted,  ///< from interruptible work, once that is safe
};

/// A crew that could go to an alarm, and what that costs.
struct candidate {
    std::uint64_t crew = 0;
    leave how = leave::free;
    tick leaves = 0;
    tick arrives = 0;
    std::optional<std::uint64_t> left;  ///< the visit it is diverted from, or that is interrupted
    std::vector<std::uint64_t> broken;  ///< planned visits it could then no longer begin in their windows
    std::uint32_t cover = 0;            ///< other crews with the skills that could leave for a second alarm at once

    [[nodiscard]] sentence text() const;
};

/// Where the crews of a running day are and what they do, ready to be asked. Holds no reference to problem or plan.
///
/// A crew on the road is where a straight road would have brought it; from there to the alarm the time is reckoned from
/// the times from both ends of its way, as for points on a plane, and is never less than a straight road allows.
class situation {
public:
    /// `running` is the plan of the day, what is done already among its steps. The problem must have no fault.
    situation(problem const& p, plan const& running);

    /// The crews that have the skills, grades, area and parts for it and can serve it before they must be home: who is
    /// there first, with the price of sending each. Work of the alarm's own level or a higher one is neither left nor
    /// interrupted, and what is planned of that level, or a break that has not begun, is put off only where it stays in
    /// time. `most`: no more than so many; `alarm.where` must be a place of the problem.
    [[nodiscard]] std::vector<candidate> nearest(visit const& alarm, tick now, std::size_t most = 5) const;

private:
    struct stop {
        std::uint64_t id;
        std::uint32_t level;
        step_kind kind;
        place where;
        tick leaves_before;  ///< when the step before was finished
        tick arrival, begin, finish;
        tick make_safe;
        tick closes;  ///< of the window of its start, or of that of a break
        tick due;
        bool interruptible;
    };
    struct course {
        crew who;
        std::int32_t const* durations;
        std::vector<std::uint32_t> skills;  ///< sorted
        std::vector<tick> finishes;         ///< of the stops, apart, because it is searched each time
        std::vector<stop> stops;
        std::vector<std::int64_t> left;  ///< of the parts, beside what is planned
    };
    struct offer {
        candidate what;  ///< its price is reckoned for the first few only
        std::size_t course = 0;
        std::size_t next = 0;  ///< the first stop that is still to come
    };

    [[nodiscard]] static tick last_begin(crew const& c, step const& pause);
    [[nodiscard]] tick way(course const& c, place a, place b) const;
    [[nodiscard]] tick way_from_road(course const& c, stop const& s, place from, place to, tick now) const;
    [[nodiscard]] static bool is_able(course const& c, visit const& alarm);
    [[nodiscard]] std::optional<offer> ask(std::size_t i, std::size_t next, visit const& alarm, tick now) const;
    [[nodiscard]] bool gives_way(course const& c, stop const& s, visit const& alarm, tick arrives) const;
    void leave_from(offer& o, stop const& s, place from, visit const& alarm, tick now) const;
    [[nodiscard]] static bool could_leave(course const& c, std::size_t next, std::uint32_t level, tick now);
    void price(offer& o, visit const& alarm) const;
    void add(problem const& p, std::map<std::uint64_t, visit const*> const& visits, crew const& c, route const* r);
    [[nodiscard]] stop stop_of(course const& c,
                               route const& r,
                               step const& s,
                               std::map<std::uint64_t, visit const*> const& visits) const;
    [[nodiscard]] static place before(course const& c, std::size_t i);

    std::size_t places_ = 0;
    std::vector<std::vector<std::int32_t>> tables_;  ///< one row for each place that is driven to
    std::vector<course> courses_;
};

}  // namespace dispatch

template <>
struct labels<dispatch::leave> {
    static constexpr term table[] = {
        {"free", "空闲", "free"},
        {"after", "手头工作完成后", "after the present work"},
        {"diverted", "途中改派", "diverted on the way"},
        {"preempted", "中断作业", "interrupted, once safe"},
    };
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/nearest.ipp>
#endif
