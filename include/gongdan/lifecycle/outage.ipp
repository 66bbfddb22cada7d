#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/outage.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& outage_lifecycle() {
    static lifecycle const l = define<outage>();
    return l;
}

}}  // namespace gongdan
