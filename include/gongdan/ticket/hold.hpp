#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/time/interval.hpp>

#include <cstdint>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Why work on a ticket stands still. What a reason does to a target is said by the target (D7).
enum class hold_reason : std::uint8_t {
    customer_wish,
    nobody_home,
    force_majeure,
    road_blocked,
    part_missing,
    third_party,
    special_case,
};

template <>
struct labels<hold_reason> {
    static constexpr term table[] = {
        {"customer_wish", "用户要求延后", "the customer's wish"},
        {"nobody_home", "无人在家", "nobody home"},
        {"force_majeure", "不可抗力", "force majeure"},
        {"road_blocked", "道路受阻", "road blocked"},
        {"part_missing", "缺少配件", "waiting for a part"},
        {"third_party", "第三方原因", "third party"},
        {"special_case", "特殊情况", "special case"},
    };
};

/// A stretch in which a ticket was held, and why.
struct hold {
    interval when;
    hold_reason reason = hold_reason::customer_wish;
    instant asked_at = distant_past;  ///< when it was recorded; later than its begin where it was back-dated
};

}}  // namespace gongdan
