#pragma once

#include <gongdan/lifecycle/row.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Whether the clocks run: the second region, the same for every type.
enum class custody : std::uint8_t { running, held };

template <>
struct labels<custody> {
    static constexpr term table[] = {
        {"running", "计时中", "running"},
        {"held", "暂停", "held"},
    };
};

/// What can happen to any ticket, beside the steps of its own type.
enum class custody_event : std::uint8_t { hold, resume, agree, relevel, assign, note };

template <>
struct labels<custody_event> {
    static constexpr term table[] = {
        {"hold", "暂停", "hold"},
        {"resume", "恢复", "resume"},
        {"agree", "约定时间", "agree a time"},
        {"relevel", "调整级别", "change the level"},
        {"assign", "指派", "assign a crew"},
        {"note", "备注", "note"},
    };
};

using staff = by<role::receptionist, role::technician, role::dispatcher, role::superior>;
using office = by<role::receptionist, role::dispatcher, role::superior>;

using custody_rows = table<
    // clang-format off
    row<custody::running, custody_event::hold,    custody::held,    staff, while_open, rule<'P', 19>>,
    row<custody::held,    custody_event::resume,  custody::running, staff, while_open, rule<'P', 19>>,
    row<custody::running, custody_event::agree,   custody::running, staff, while_open, rule<'P', 18>>,
    row<custody::held,    custody_event::agree,   custody::held,    staff, while_open, rule<'P', 18>>,
    row<custody::running, custody_event::relevel, custody::running, office, while_open, rule<'L', 1>>,
    row<custody::held,    custody_event::relevel, custody::held,    office, while_open, rule<'L', 1>>,
    row<custody::running, custody_event::assign,  custody::running, office, while_open, rule<'R', 2>>,
    row<custody::held,    custody_event::assign,  custody::held,    office, while_open, rule<'R', 2>>,
    row<custody::running, custody_event::note,    custody::running, rule<'T', 23>>,
    row<custody::held,    custody_event::note,    custody::held,    rule<'T', 23>>
    // clang-format on
    >;

}}  // namespace gongdan
