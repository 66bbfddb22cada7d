#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>
#include <gongdan/sla/policy.hpp>

#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

/// A rule of the source books.
struct book_rule {
    std::string_view id;  ///< P5
    std::string_view book;
    std::string_view zh;
    std::string_view en;
};

/// Something that makes a rule hold.
struct rule_place {
    std::string_view rule;
    std::string_view zh;
    std::string_view en;
};

/// A rule with all that makes it hold: steps of lifecycles that cite it, promises, and what else there is. Without a
/// place it is not covered.
struct covered_rule {
    book_rule rule;
    std::vector<sentence> places;
};

/// Every rule of the books in their order, looked up in the tables and the policy as they are.
[[nodiscard]] std::vector<covered_rule> cover_rules(std::vector<lifecycle const*> const& types, policy const& rules);

/// A table in Markdown.
[[nodiscard]] std::string to_markdown(std::vector<covered_rule> const& rules, language l);

}}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/rules.ipp>
#endif
