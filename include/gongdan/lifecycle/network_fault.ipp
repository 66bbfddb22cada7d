#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/network_fault.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& network_fault_lifecycle() {
    static lifecycle const l = define<network_fault>();
    return l;
}

}}  // namespace gongdan
