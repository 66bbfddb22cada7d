#pragma once

#include <gongdan/files/source.hpp>
#include <gongdan/report/kpi.hpp>

#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// Key figures from a TOML file (docs/reference/kpi.md). Throws input_error naming line and key.
[[nodiscard]] std::vector<kpi> read_kpis(source const& from);

/// A figure among all that were computed with one grouping, `by` empty for none.
struct kpi_rows {
    std::string by;
    std::vector<kpi_figure> figures;
};

/// kpi,by,group,result,numerator,denominator,excluded: a rate has four decimals and is empty where there is nothing to
/// divide by.
[[nodiscard]] std::string kpi_csv(std::vector<kpi_rows> const& all);
/// kpi,by,group,ticket,what,counts: each ticket, target, step or hazard behind a figure, and whether it counts as
/// numerator, denominator (and not numerator) or excluded.
[[nodiscard]] std::string kpi_items_csv(std::vector<kpi_rows> const& all);

}}}  // namespace gongdan::report
