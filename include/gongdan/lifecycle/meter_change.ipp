#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/meter_change.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& meter_change_lifecycle() {
    static lifecycle const l = define<meter_change>();
    return l;
}

}}  // namespace gongdan
