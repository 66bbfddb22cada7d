#pragma once

#include <gongdan/sla/books.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE policy gas() { return join("gas", handbook(), standard()); }

}}  // namespace gongdan
