#pragma once

#include <gongdan/registration/form.hpp>
#include <gongdan/report/paper.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// What 《用气申请表》 prints (K6): every field of the form by its code, and `address` and `fitted` put together. Signatures
/// (K8) read 已收, the customer's name and 已报装 where they were made, and stay open where not.
[[nodiscard]] paper_data application_data(registration::form const& f);

}}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/application.ipp>
#endif
