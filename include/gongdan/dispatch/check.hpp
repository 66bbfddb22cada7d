#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/dispatch/plan.hpp>
#include <gongdan/dispatch/problem.hpp>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace dispatch {

enum class rule : std::uint8_t {
    unknown_id,  ///< a route, visit or break that the problem does not have
    once,        ///< served twice, or neither served nor told unplaced, or both
    skill,
    capacity,
    window,    ///< of a visit
    travel,    ///< arrived sooner than the way and what came before allow
    duration,  ///< shorter setup or service than needed
    shift,
    pause,   ///< a break left out, taken twice or outside its windows
    limit,   ///< more visits or driving than the crew may do
    pinned,  ///< another crew is asked for
    area,
    order,  ///< not when the visit it is tied to asks for
    shape,  ///< does not begin or end where the crew does
};

/// Something that a plan gets wrong.
struct violation {
    rule broken;
    std::optional<std::uint64_t> crew = {};
    std::optional<std::uint64_t> id = {};  ///< of the visit or break
    tick by = 0;                           ///< how much too early, too late or too short, where that can be said

    [[nodiscard]] sentence text() const;
};

/// Every violation of any plan, whoever made it, found from the steps' own times and the problem alone. The problem
/// must have no fault.
[[nodiscard]] std::vector<violation> check(problem const& p, plan const& made);

}  // namespace dispatch

template <>
struct labels<dispatch::rule> {
    static constexpr term table[] = {
        {"unknown id", "编号不存在", "no such id"},
        {"once", "应恰好出现一次", "must stand in the plan exactly once"},
        {"skill", "缺少所需技能", "the crew lacks a skill"},
        {"capacity", "超出携带能力", "more on board than the crew can carry"},
        {"window", "不在时间窗内", "begins outside its windows"},
        {"travel", "到达过早,路程不够", "arrives before the way can be driven"},
        {"duration", "作业时间不足", "setup or service is too short"},
        {"shift", "超出班次", "outside the shift"},
        {"break", "休息有误", "a break is missing, doubled or outside its windows"},
        {"limit", "超出任务数或行驶时间上限", "more visits or driving than the crew may do"},
        {"pinned", "已指定其他班组", "another crew is asked for"},
        {"area", "不在该班组片区", "outside the crew's areas"},
        {"order", "与所依任务的时间不合", "does not begin when the visit it is tied to asks for"},
        {"shape", "起止地点有误", "does not begin or end where the crew does"},
    };
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/dispatch/check.ipp>
#endif
