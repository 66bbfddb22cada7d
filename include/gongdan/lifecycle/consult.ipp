#pragma once

#include <gongdan/lifecycle/consult.hpp>
#include <gongdan/lifecycle/define.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& consult_lifecycle() {
    static lifecycle const l = define<consult>();
    return l;
}

}}  // namespace gongdan
