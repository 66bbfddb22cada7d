#pragma once

#include <gongdan/report/attainment.hpp>
#include <gongdan/report/wording.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <map>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace attainment_detail {

/// Where a target stands in the policy: by its first clause for the type.
class policy_order {
public:
    explicit policy_order(policy const& p) {
        for (std::size_t i = 0; i < p.clauses.size(); ++i)
            place_.emplace(std::tie(p.clauses[i].type, p.clauses[i].target), i);
    }
    [[nodiscard]] std::size_t operator()(clause const& c) const {
        auto const at = place_.find(std::tie(c.type, c.target));
        return at == place_.end() ? place_.size() : at->second;
    }

private:
    std::map<std::tuple<std::string, std::string>, std::size_t> place_;
};

/// Below this share a rate catches the eye; the rule books set no such mark.
inline constexpr double worth_a_look = 0.9;

inline cell rate_cell(attainment_row const& r) {
    auto const rate = r.rate();
    if (!rate) return {"–", tone::quiet};
    return {per_cent(r.kept(), r.judged()), *rate < worth_a_look ? tone::warn : tone::plain,
            fmt::format("{}/{}", r.kept(), r.judged()), rate};
}

inline cell count_cell(attainment_row const& r, verdict v) {
    auto const n = r.of(v);
    if (n == 0) return {"0", tone::quiet};
    bool const late = v == verdict::late || v == verdict::open_late;
    return {std::to_string(n), late ? tone::bad : tone::plain};
}

inline std::string none(language l) { return l == language::zh ? "(无)" : "(none)"; }

}  // namespace attainment_detail

GONGDAN_INLINE std::vector<attainment_row> attainment(snapshot const& seen, scope const& s, grouping by) {
    using namespace attainment_detail;
    policy_order const place{seen.rules()};
    std::map<std::tuple<std::string, std::size_t>, attainment_row> rows;
    for (seen_ticket const& t : seen.tickets()) {
        if (t.facts().opened < s.since) continue;
        auto const g = group_of(t, by);
        for (target_view const& v : t.targets()) {
            attainment_row& r = rows[{g.order, place(*v.what)}];
            if (r.code.empty()) {
                r.group = g.name;
                r.type = t.type();
                r.target = {v.what->zh, v.what->en};
                r.code = v.what->target;
                r.rule = v.what->rule;
            }
            ++r.counts[static_cast<std::size_t>(v.at(s.as_of))];
        }
    }
    std::vector<attainment_row> all;
    for (auto& [key, r] : rows) all.push_back(std::move(r));
    return all;
}

GONGDAN_INLINE table attainment_table(std::vector<attainment_row> const& rows, grouping by, language l) {
    using namespace attainment_detail;
    bool const zh = l == language::zh;
    table t{{{std::string{label(by).in(l)}}, {zh ? "时限" : "target"}, {zh ? "达成率" : "attainment", fit::number}}};
    for (term const& v : labels<verdict>::table) t.columns.push_back({std::string{v.in(l)}, fit::number});
    t.none = zh ? "没有可考核的时限" : "no targets";
    for (attainment_row const& r : rows) {
        auto const& group = r.group.in(l);
        std::vector<cell> cells{{group.empty() ? none(l) : group},
                                {r.target.in(l), tone::plain,
                                 by == grouping::type ? r.rule : r.type.in(l) + (r.rule.empty() ? "" : " · " + r.rule)},
                                rate_cell(r)};
        for (std::size_t v = 0; v < r.counts.size(); ++v) cells.push_back(count_cell(r, static_cast<verdict>(v)));
        t.rows.push_back(std::move(cells));
    }
    return t;
}

GONGDAN_INLINE sentence attainment_basis() {
    return {"达成率 = 按时 ÷(按时 + 超时完成 + 超时未完)。进行中(含尚未起算)、暂停、无法判定和不考核的不计入。",
            "Attainment = met ÷ (met + late + open and late). Open targets (those not started among them), held, "
            "unknown and "
            "exempt ones do not count."};
}

GONGDAN_INLINE document attainment_page(desk const& d, scope const& s, language l) {
    bool const zh = l == language::zh;
    snapshot const seen{d, s};
    document page;
    page.lang = l;
    page.title = zh ? "时限达成情况" : "Attainment of targets";
    auto const until = to_text(s.as_of);
    auto const from = full(s.since);
    page.subtitle = from.empty() ? (zh ? "截至 " : "as of ") + until
                    : zh         ? from + " 至 " + until + " 受理的工单"
                                 : "tickets opened " + from + " to " + until;
    page.add(paragraph{attainment_basis().in(l), tone::quiet});
    for (std::size_t i = 0; i < std::size(labels<grouping>::table); ++i) {
        auto const by = static_cast<grouping>(i);
        page.add(heading{(zh ? "按" : "By ") + std::string{label(by).in(l)}});
        page.add(attainment_table(attainment(seen, s, by), by, l));
    }
    return page;
}

}}}  // namespace gongdan::report
