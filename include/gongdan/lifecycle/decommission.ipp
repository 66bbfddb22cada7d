#pragma once

#include <gongdan/lifecycle/decommission.hpp>
#include <gongdan/lifecycle/define.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& decommission_lifecycle() {
    static lifecycle const l = define<decommission>();
    return l;
}

}}  // namespace gongdan
