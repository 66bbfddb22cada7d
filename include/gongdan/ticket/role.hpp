#pragma once

#include <gongdan/core/term.hpp>

#include <cstdint>
#include <initializer_list>

namespace gongdan { inline namespace GONGDAN_MODE {

/// In which role somebody acts (R1-R6). The books' 营业员 acts as receptionist, 安装工 and 处警人员 as technician.
enum class role : std::uint8_t {
    customer,
    receptionist,
    technician,
    dispatcher,
    superior,
    leader,
    department,
    system,
};

template <>
struct labels<role> {
    static constexpr term table[] = {
        {"customer", "用户", "customer"},
        {"receptionist", "接待员", "receptionist"},
        {"technician", "维修工", "technician"},
        {"dispatcher", "调度员", "dispatcher"},
        {"superior", "上级", "superior"},
        {"leader", "领导", "leader"},
        {"department", "其他部门", "other department"},
        {"system", "系统", "system"},
    };
};

/// A set of roles.
struct roles {
    std::uint16_t bits = 0;

    constexpr roles() = default;
    constexpr roles(std::initializer_list<role> all) {
        for (role const r : all) bits = static_cast<std::uint16_t>(bits | 1u << static_cast<unsigned>(r));
    }
    [[nodiscard]] constexpr bool has(role r) const { return (bits >> static_cast<unsigned>(r) & 1u) != 0; }
};

}}  // namespace gongdan
