#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/ignition.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& ignition_lifecycle() {
    static lifecycle const l = define<ignition>();
    return l;
}

}}  // namespace gongdan
