#pragma once

#include <gongdan/report/document.hpp>

#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// What is on record for a paper: cells by name, and lists of rows by name.
struct paper_data {
    using row = std::map<std::string, cell>;

    std::map<std::string, cell> fields = {};
    std::map<std::string, std::vector<row>> lists = {};

    /// The cell's text; empty where there is none.
    [[nodiscard]] std::string text(std::string const& name) const;
};

/// How a paper looks, as data: what stands on it and in which order, not where the values come from. In its texts `{name}` stands
/// for a field.
struct paper_template {
    struct line {
        std::string label;
        std::string field;
    };
    struct column {
        std::string title;
        std::string field;
        fit room = fit::wrapped;
    };
    /// One part of the paper. What it holds is shown in the order of these members.
    struct part {
        std::string heading = {};
        std::string text = {};          ///< a fixed text
        std::string box = {};           ///< a field that takes the whole width
        std::vector<line> fields = {};  ///< a field that is not on record at all is left out, an empty one is not
        std::string list = {};          ///< rows of this list, with these columns
        std::vector<column> columns = {};
        std::string none = {};  ///< where the list is empty
        std::vector<std::string> signatures = {};
    };

    std::string name;  ///< a code: `work_order`
    std::string title;
    std::string subtitle = {};
    bool landscape = false;
    std::vector<std::string> copies = {};  ///< 用户联, 存根联: a sheet for each; none: one sheet without a word on it
    std::vector<part> parts = {};
};

/// The paper with its values, a document a copy.
[[nodiscard]] std::vector<document> sheets(paper_template const& t, paper_data const& d);
/// The first copy alone.
[[nodiscard]] document fill(paper_template const& t, paper_data const& d);

/// The templates that come along (K1-K8), by name.
[[nodiscard]] std::vector<paper_template> const& shipped_papers();
/// Nothing where there is no such name.
[[nodiscard]] paper_template const* shipped_paper(std::string_view name);

}}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/paper.ipp>
#endif
