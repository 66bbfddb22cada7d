#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/imported.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& imported_lifecycle() {
    static lifecycle const l = define<imported>();
    return l;
}

}}  // namespace gongdan
