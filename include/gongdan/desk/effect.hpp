#pragma once

#include <gongdan/core/ids.hpp>
#include <gongdan/core/term.hpp>
#include <gongdan/time/instant.hpp>

#include <cstdint>
#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {

/// What a desk tells its host to deliver.
enum class effect_kind : std::uint8_t { warn, breach, escalate, breach_unmade, deadline_moved, conflict, withdrawn };

template <>
struct labels<effect_kind> {
    static constexpr term table[] = {
        {"warn", "临期提醒", "warning"},
        {"breach", "超时", "breach"},
        {"escalate", "升级", "escalation"},
        {"breach_unmade", "撤销超时", "breach un-made"},
        {"deadline_moved", "时限变更", "deadline moved"},
        {"conflict", "记录冲突", "conflict"},
        {"withdrawn", "撤回提醒", "warning withdrawn"},
    };
};

/// One thing to deliver. Its key (ticket, target, step, epoch) is the same each time it is offered, so that a host can
/// drop what it has delivered already.
struct effect {
    effect_kind kind = effect_kind::warn;
    ticket_id ticket;
    std::string target;  ///< empty for a conflict
    /// Per cent of the budget; -n for the n-th reminder; for a conflict or a moved deadline the sequence. A withdrawal
    /// names the first step that was told and should not have been: it is taken back, and what was told after it.
    int step = 100;
    std::uint32_t epoch = 0;  ///< how often the target's clock has been set anew
    instant due;              ///< the target's deadline as it stands; for a conflict, when the entry happened
    std::string key;
};

}}  // namespace gongdan
