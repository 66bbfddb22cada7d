#pragma once

#include <gongdan/lifecycle/alarm.hpp>
#include <gongdan/lifecycle/define.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& alarm_lifecycle() {
    static lifecycle const l = define<alarm>();
    return l;
}

}}  // namespace gongdan
