#pragma once

#include <gongdan/files/source.hpp>
#include <gongdan/report/settlement.hpp>

#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// Gas sold, from a table with the columns day, hall, use (household, industry, public), cubic_metres and yuan. Throws
/// input_error: a settlement with a row left out would be wrong.
[[nodiscard]] std::vector<gas_sale> read_gas_sales(source const& from);

}}}  // namespace gongdan::report
