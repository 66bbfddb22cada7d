#pragma once

#include <gongdan/lifecycle/define.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace machine_detail {

GONGDAN_INLINE bool fire_custody(position& where, std::uint8_t event, attempt& what) {
    static constexpr auto handlers = runner<custody_region>::handlers_of(custody_events{});
    return handlers[event](where.custody, where, what);
}

}}}  // namespace gongdan::machine_detail
