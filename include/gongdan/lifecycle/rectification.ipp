#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/rectification.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& rectification_lifecycle() {
    static lifecycle const l = define<rectification>();
    return l;
}

}}  // namespace gongdan
