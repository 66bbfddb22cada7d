#pragma once

#include <gongdan/lifecycle/counter.hpp>
#include <gongdan/lifecycle/define.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& counter_lifecycle() {
    static lifecycle const l = define<counter>();
    return l;
}

}}  // namespace gongdan
