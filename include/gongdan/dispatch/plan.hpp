#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/dispatch/problem.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace dispatch {

/// Why a crew does not take a visit, in the order in which it is asked; the first that holds is given.
enum class reason : std::uint8_t {
    unknown,    ///< no visit has this id
    elsewhere,  ///< it stands in a route already
    no_crew,    ///< there is no crew at all
    partner,    ///< the visit it is tied to is not served, or not at a time that suits
    pinned,     ///< another crew is asked for
    area,       ///< it lies in none of the crew's areas
    skill,      ///< the crew lacks a skill, or the grade of it
    capacity,   ///< it is more than the crew can carry
    off_shift,  ///< no window of it meets the shift
    no_break,   ///< the crew's own breaks do not fit into its shift
    too_far,    ///< even alone it could not be reached and left in time
    no_room,    ///< it does not fit beside what the crew does already
    fits,       ///< nothing is in the way
};

enum class step_kind : std::uint8_t { start, visit, pause, end };  // no labels: the words of VROOM's format

/// What a crew does at one time.
struct step {
    step_kind kind = step_kind::visit;
    std::uint64_t id = 0;        ///< of the visit or the break
    std::optional<place> where;  ///< none: on the road
    tick arrival = 0;
    tick waiting = 0;  ///< from arrival to the start of setup
    tick setup = 0;
    tick service = 0;
    tick travel = 0;                      ///< driven since the start of the route
    std::vector<std::int64_t> load = {};  ///< on board afterwards

    [[nodiscard]] tick begin() const { return arrival + waiting; }
    [[nodiscard]] tick finish() const { return arrival + waiting + setup + service; }
};

struct route {
    std::uint64_t crew = 0;
    std::vector<step> steps;  ///< from its start to its end
    std::int64_t cost = 0;
    std::int64_t distance = 0;  ///< metres, 0 where nobody knows
};

/// A visit without a crew: the reason of the crew that comes closest.
struct unplaced {
    std::uint64_t visit = 0;
    reason why = reason::no_room;
};

/// A step of the plan to start from that could not be kept. The visit may stand elsewhere in the plan.
struct dropped {
    std::uint64_t visit = 0;
    std::uint64_t crew = 0;
    reason why = reason::no_room;
};

/// Who does what when. Routes in the order of the crews' ids, without the crews that stay at home.
struct plan {
    std::vector<route> routes;
    std::vector<dispatch::unplaced> unplaced;  ///< by id
    std::vector<dispatch::dropped> dropped;
    std::int64_t cost = 0;
};

/// What a plan is judged by, compared from the first figure to the last.
struct objective {
    struct level_figures {
        std::uint32_t level = 0;
        std::uint32_t unserved = 0;
        std::uint32_t late = 0;  ///< begun after the due time
        tick lateness = 0;       ///< seconds in all; the search counts in steps that double from a quarter of an hour
    };
    std::vector<level_figures> levels;  ///< the highest first
    std::uint32_t crews_changed = 0;    ///< visits whose `told_crew` does not come
    std::uint32_t times_moved = 0;      ///< visits begun outside `told`
    tick travel = 0;
    tick waiting = 0;
    tick overtime = 0;
    tick imbalance =
        0;  ///< between the longest and the shortest day of the crews that drive out, their work and travel
};

/// The figures of a plan, whoever made it.
[[nodiscard]] objective judge(problem const& p, plan const& made);

}  // namespace dispatch

template <>
struct labels<dispatch::reason> {
    static constexpr term table[] = {
        {"unknown", "没有此任务", "no such visit"},
        {"elsewhere", "已排在别处", "it stands in a route already"},
        {"no crew", "没有班组", "there is no crew"},
        {"partner", "所依任务未排或时间不合", "the visit it is tied to is not served at a time that suits"},
        {"pinned", "已指定其他班组", "another crew is asked for"},
        {"area", "不在该班组片区", "it lies outside the crew's areas"},
        {"skill", "缺少所需技能", "a skill is missing"},
        {"capacity", "超出携带能力", "it is more than can be carried"},
        {"off shift", "时间窗在班次之外", "its windows lie outside the shift"},
        {"no break", "班组的休息排不进班次", "the crew's own breaks do not fit its shift"},
        {"too far", "路程太远,来不及", "it is too far to be reached in time"},
        {"no room", "同级或更高级任务已排满", "no room is left beside visits of its level or higher"},
        {"fits", "可以安排", "it fits"},
    };
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/plan.ipp>
#endif
