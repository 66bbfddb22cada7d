#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/modification.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& modification_lifecycle() {
    static lifecycle const l = define<modification>();
    return l;
}

}}  // namespace gongdan
