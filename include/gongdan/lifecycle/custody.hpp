#pragma once

#include <gongdan/lifecycle/row.hpp>
#include <gongdan/ticket/custody.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

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
    row<custody::held,    custody_event::note,    custody::held,    rule<'T', 23>>,
    row<custody::running, custody_event::change_owner, custody::running, staff, while_open, rule<'T', 27>>,
    row<custody::held,    custody_event::change_owner, custody::held,    staff, while_open, rule<'T', 27>>,
    row<custody::running, custody_event::merge,    custody::merged,  office, while_open>,
    row<custody::held,    custody_event::merge,    custody::merged,  office, while_open>,
    row<custody::merged,  custody_event::separate, custody::running, office>,
    row<custody::merged,  custody_event::note,     custody::merged,  rule<'T', 23>>
    // clang-format on
    >;

}}  // namespace gongdan
