#pragma once

#include <gongdan/sla/policy.hpp>

#include <cassert>
#include <initializer_list>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace book_detail {

/// A promise as a book of ours writes it, one a line.
struct line {
    std::string_view type;
    std::string_view target;
    std::string_view zh;
    std::string_view en;
    std::string_view within;
    std::string_view starts;
    std::vector<std::string> met_by;
    std::string_view rule;
    std::string_view variant = {};
    std::vector<std::string> unmet_by = {};
    std::vector<std::string> restarts = {};
};

inline expression within(std::string_view text) {
    auto e = expression::parse(text);
    assert(e && "a built-in promise must parse");
    return *std::move(e);
}

inline clause clause_of(line const& l, std::string_view source) {
    clause c;
    c.type = l.type;
    c.target = l.target;
    c.variant = l.variant;
    c.zh = l.zh;
    c.en = l.en;
    c.within = within(l.within);
    c.starts = l.starts;
    c.met_by = l.met_by;
    c.unmet_by = l.unmet_by;
    c.restarts = l.restarts;
    c.rule = l.rule;
    c.source = source;
    c.warn_at = {80};
    c.escalate_at = {150};
    return c;
}

inline std::vector<clause> clauses(std::string_view source, std::initializer_list<line> lines) {
    std::vector<clause> all;
    for (line const& l : lines) all.push_back(clause_of(l, source));
    return all;
}

/// Types of which a book says nothing at all.
inline void exempt(policy& p, std::initializer_list<std::string_view> types, std::string_view zh, std::string_view en) {
    for (std::string_view const type : types)
        p.exemptions.push_back({std::string{type}, {"*"}, std::string{zh}, std::string{en}});
}

/// How tickets hang together in the books: hazards are followed up in a closed loop (T14), accidents inquired into
/// (T16), callers visited again (T1); and one leak brings many callers.
inline void hang_together(policy& p) {
    p.kin = {
        {"inspection", "rectification", closing::waits, {"handed_on"}},
        {"repair", "rectification", closing::free},
        {"rectification", "return_visit", closing::waits},
        {"alarm", "repair", closing::refused},
        {"alarm", "inquiry", closing::refused},
        {"repair", "inquiry", closing::refused},
        {"repair", "return_visit", closing::waits},
        {"complaint", "return_visit", closing::waits},
        {"install", "ignition", closing::free},
    };
    p.same = {
        {{"alarm", "repair", "network_fault"}, hours{2}, 200},
        {{"complaint"}, hours{72}, 0},
    };
}

}}}  // namespace gongdan::book_detail
