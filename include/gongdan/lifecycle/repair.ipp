#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/repair.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& repair_lifecycle() {
    static lifecycle const l = define<repair>();
    return l;
}

}}  // namespace gongdan
