#pragma once

#include <gongdan/sla/policy.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// The promises of 《客服中心管理制度汇编》 and 《营业厅工作流程标准》 for the built-in types.
[[nodiscard]] policy handbook();
/// The promises of 《客户服务标准(试行)》.
[[nodiscard]] policy standard();
/// Both: what a gas company that has not chosen should be measured by.
[[nodiscard]] policy gas();

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/sla/books.ipp>
#include <gongdan/sla/handbook.ipp>
#include <gongdan/sla/standard.ipp>
#endif
