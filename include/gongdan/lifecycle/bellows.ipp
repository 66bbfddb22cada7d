#pragma once

#include <gongdan/lifecycle/bellows.hpp>
#include <gongdan/lifecycle/define.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& bellows_lifecycle() {
    static lifecycle const l = define<bellows>();
    return l;
}

}}  // namespace gongdan
