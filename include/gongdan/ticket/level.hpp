#pragma once

#include <gongdan/core/term.hpp>

#include <cstdint>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Level of urgency (业务级别), chosen when the business is submitted (L1-L4). A later enumerator is more urgent.
enum class level : std::uint8_t { waiting, agreed, soon, urgent };

template <>
struct labels<level> {
    static constexpr term table[] = {
        {"L1", "等待安排", "waiting"},
        {"L2", "按照约定", "as agreed"},
        {"L3", "尽快安排", "soon"},
        {"L4", "加急安排", "urgent"},
    };
};

}}  // namespace gongdan
