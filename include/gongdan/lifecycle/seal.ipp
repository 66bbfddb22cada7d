#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/seal.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& seal_lifecycle() {
    static lifecycle const l = define<seal>();
    return l;
}

}}  // namespace gongdan
