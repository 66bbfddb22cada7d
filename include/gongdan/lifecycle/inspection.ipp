#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/inspection.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& inspection_lifecycle() {
    static lifecycle const l = define<inspection>();
    return l;
}

}}  // namespace gongdan
