#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/gas_stop.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& gas_stop_lifecycle() {
    static lifecycle const l = define<gas_stop>();
    return l;
}

}}  // namespace gongdan
