#pragma once

#include <gongdan/core/term.hpp>

#include <cstdint>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Whether the clocks run: the second region, the same for every type. A merged ticket is dealt with under another one
/// and takes no step of its own until it is separated again.
enum class custody : std::uint8_t { running, held, merged };

template <>
struct labels<custody> {
    static constexpr term table[] = {
        {"running", "计时中", "running"},
        {"held", "暂停", "held"},
        {"merged", "已并单", "merged into another"},
    };
};

/// What can happen to any ticket, beside the steps of its own type.
enum class custody_event : std::uint8_t { hold, resume, agree, relevel, assign, note, change_owner, merge, separate };

template <>
struct labels<custody_event> {
    static constexpr term table[] = {
        {"hold", "暂停", "hold"},
        {"resume", "恢复", "resume"},
        {"agree", "约定时间", "agree a time"},
        {"relevel", "调整级别", "change the level"},
        {"assign", "指派", "assign a crew"},
        {"note", "备注", "note"},
        {"change_owner", "移交首问责任", "hand over the responsibility"},
        {"merge", "并单", "merge"},
        {"separate", "拆单", "separate"},
    };
};

}}  // namespace gongdan
