#pragma once

#include <gongdan/report/rules.hpp>
#include <gongdan/report/rules_data.ipp>
#include <gongdan/sla/expression.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace rules_detail {

/// Steps that cite the rule, a type at a time: `报修:记录、约定时间`.
inline void add_steps(std::vector<sentence>& places, std::string_view rule, lifecycle const& l, bool custody) {
    sentence events;
    std::vector<std::uint8_t> named;
    for (row_info const& r : l.rows) {
        if (r.custody != custody || rule_text(r) != rule) continue;
        if (std::find(named.begin(), named.end(), r.event) != named.end()) continue;
        named.push_back(r.event);
        term const& e = l.events[r.event].label;
        events.zh += (events.zh.empty() ? "" : "、") + std::string{e.zh};
        events.en += (events.en.empty() ? "" : ", ") + std::string{e.en};
    }
    if (named.empty()) return;
    term const& type = l.label;
    places.push_back({fmt::format("{}:{}", custody ? "各类工单" : type.zh, events.zh),
                      fmt::format("{}: {}", custody ? "every type" : type.en, events.en)});
}

inline void add_promises(std::vector<sentence>& places, std::string_view rule, policy const& p) {
    for (clause const& c : p.clauses) {
        if (c.rule != rule) continue;
        auto const within = to_text(c.within);
        auto const variant = c.variant.empty() ? "" : fmt::format(" ({})", c.variant);
        places.push_back({fmt::format("时限 {} · {}{}:{}", c.type, c.zh, variant, within),
                          fmt::format("promise {} · {}{}: {}", c.type, c.en, variant, within)});
    }
}

}  // namespace rules_detail

GONGDAN_INLINE std::vector<covered_rule> cover_rules(std::vector<lifecycle const*> const& types, policy const& rules) {
    using namespace rules_detail;
    std::vector<covered_rule> all;
    for (book_rule const& r : catalogue) {
        covered_rule c{r, {}};
        add_promises(c.places, r.id, rules);
        for (lifecycle const* l : types) add_steps(c.places, r.id, *l, false);
        if (!types.empty()) add_steps(c.places, r.id, *types[0], true);
        for (rule_place const& p : elsewhere)
            if (p.rule == r.id) c.places.push_back({std::string{p.zh}, std::string{p.en}});
        all.push_back(std::move(c));
    }
    return all;
}

GONGDAN_INLINE std::string to_markdown(std::vector<covered_rule> const& rules, language l) {
    bool const zh = l == language::zh;
    std::string s = zh ? "| 编号 | 出处 | 内容 | 落实于 |\n" : "| id | book | about | holds by |\n";
    s += "| --- | --- | --- | --- |\n";
    for (covered_rule const& c : rules) {
        std::string places;
        for (sentence const& p : c.places) places += (places.empty() ? "" : "<br>") + p.in(l);
        s += fmt::format("| {} | {} | {} | {} |\n", c.rule.id, c.rule.book, zh ? c.rule.zh : c.rule.en,
                         places.empty() ? (zh ? "**尚未落实**" : "**not covered**") : places);
    }
    return s;
}

}}}  // namespace gongdan::report
