#pragma once

#include <gongdan/lifecycle/complaint.hpp>
#include <gongdan/lifecycle/define.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& complaint_lifecycle() {
    static lifecycle const l = define<complaint>();
    return l;
}

}}  // namespace gongdan
