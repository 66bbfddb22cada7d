#pragma once

#include <gongdan/lifecycle/define.hpp>
#include <gongdan/lifecycle/inquiry.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE lifecycle const& inquiry_lifecycle() {
    static lifecycle const l = define<inquiry>();
    return l;
}

}}  // namespace gongdan
