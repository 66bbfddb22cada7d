#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/unseal.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& unseal_lifecycle() {
    static lifecycle const l = define<unseal>();
    return l;
}

}}  // namespace gongdan
