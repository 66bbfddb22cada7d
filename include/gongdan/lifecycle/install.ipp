#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/install.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& install_lifecycle() {
    static lifecycle const l = define<install>();
    return l;
}

}}  // namespace gongdan
