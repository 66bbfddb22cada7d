#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/return_visit.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& return_visit_lifecycle() {
    static lifecycle const l = define<return_visit>();
    return l;
}

}}  // namespace gongdan
