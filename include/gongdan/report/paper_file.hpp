#pragma once

#include <gongdan/files/source.hpp>
#include <gongdan/report/paper.hpp>

#include <string>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// A company's own paper from a TOML file (docs/reference/report.md). Throws input_error naming line and key.
[[nodiscard]] paper_template read_paper(source const& from);
/// The file `read_paper` reads back to the same template: where a company starts from.
[[nodiscard]] std::string to_toml(paper_template const& t);

/// The paper as a table: label and value of its fields where it begins with fields, else its first list. What stands
/// below a cell's text follows it in the same cell, after a middle dot.
[[nodiscard]] std::string csv_of(paper_template const& t, paper_data const& d);

}}}  // namespace gongdan::report
