#pragma once

#include <gongdan/files/csv.hpp>
#include <gongdan/files/toml.hpp>
#include <gongdan/report/kpi_file.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

namespace kpi_file_detail {

inline std::vector<std::string> texts(data_view v, std::string_view name) {
    std::vector<std::string> all;
    for (data_view const t : v.optional_array(name)) all.emplace_back(t.as_text());
    return all;
}

inline int count_of(data_view v, std::string_view name, int otherwise) {
    return static_cast<int>(v.optional_integer(name, 0, 1'000'000).value_or(otherwise));
}

inline kpi_condition read_condition(data_view v) {
    v.only({"event", "at_least", "at_most", "step", "outcome", "evidence", "state", "open", "verdict", "cleared",
            "field", "equals", "not"});
    if (v.size() == 0) v.fail("the condition says nothing");
    kpi_condition c;
    c.event = texts(v, "event");
    c.at_most = count_of(v, "at_most", c.at_most);
    c.at_least = count_of(v, "at_least", std::min(1, c.at_most));
    c.step = texts(v, "step");
    c.with = v.optional_one_of<outcome>("outcome");
    c.evidence = v.optional_text("evidence").value_or("");
    c.state = texts(v, "state");
    c.open = v.optional_boolean("open");
    for (data_view const one : v.optional_array("verdict")) c.verdicts.push_back(one.as_one_of<verdict>());
    c.cleared = v.optional_boolean("cleared");
    c.field = v.optional_text("field").value_or("");
    c.equals = texts(v, "equals");
    if (c.field.empty() != c.equals.empty()) v.fail("equals", "a field and the texts it may equal belong together");
    c.negated = v.optional_boolean("not").value_or(false);
    return c;
}

/// Refuses a condition on what the unit does not have: it would hold of nothing.
inline void check_unit(kpi_condition const& c, kpi_unit unit, data_view v) {
    if (unit != kpi_unit::step && (!c.step.empty() || c.with)) v.fail("only a unit of steps has a step and an outcome");
    if (unit != kpi_unit::target && !c.verdicts.empty()) v.fail("verdict", "only a unit of targets has a verdict");
    if (unit != kpi_unit::hazard && c.cleared) v.fail("cleared", "only a unit of hazards is cleared");
}

inline std::vector<kpi_condition> read_conditions(data_view v, std::string_view name, kpi_unit unit) {
    std::vector<kpi_condition> all;
    for (data_view const c : v.optional_array(name)) {
        all.push_back(read_condition(c.as_table()));
        check_unit(all.back(), unit, c);
    }
    return all;
}

/// Refuses an instant the unit does not have.
inline void check_period(kpi const& k, data_view v) {
    if (k.period == kpi_period::due && k.unit != kpi_unit::target) v.fail("period", "only a target is due");
    bool const happens = k.unit == kpi_unit::step || k.unit == kpi_unit::hazard;
    if (k.period == kpi_period::happened && !happens) v.fail("period", "only a step or a hazard happens");
}

inline kpi read_kpi(data_view v) {
    v.only({"code", "zh", "en", "rule", "unit", "types", "targets", "period", "basis", "denominator", "excluded",
            "numerator"});
    kpi k;
    k.code = v.text("code");
    k.name.en = v.optional_text("en").value_or(k.code);
    k.name.zh = v.optional_text("zh").value_or(k.name.en);
    k.rule = v.optional_text("rule").value_or("");
    k.unit = v.one_of<kpi_unit>("unit");
    k.types = texts(v, "types");
    k.targets = texts(v, "targets");
    k.period = v.optional_one_of<kpi_period>("period").value_or(kpi_period::opened);
    check_period(k, v);
    k.basis = v.optional_one_of<kpi_basis>("basis").value_or(kpi_basis::standing);
    k.denominator = read_conditions(v, "denominator", k.unit);
    k.excluded = read_conditions(v, "excluded", k.unit);
    k.numerator = read_conditions(v, "numerator", k.unit);
    return k;
}

inline std::string result_of(kpi_figure const& f) {
    if (f.what->numerator.empty()) return std::to_string(f.denominator());
    auto const rate = f.rate();
    return rate ? fmt::format("{:.4f}", *rate) : std::string{};
}

inline std::string_view word(kpi_item::place p) {
    static constexpr std::string_view words[] = {"numerator", "denominator", "excluded"};
    return words[static_cast<std::size_t>(p)];
}

}  // namespace kpi_file_detail

GONGDAN_INLINE std::vector<kpi> read_kpis(source const& from) {
    auto const doc = read_toml(from);
    auto const root = doc.root();
    root.only({"kpi"});
    std::vector<kpi> all;
    for (data_view const v : root.tables("kpi")) {
        auto k = kpi_file_detail::read_kpi(v);
        if (std::any_of(all.begin(), all.end(), [&](kpi const& other) { return other.code == k.code; }))
            v.fail("code", "another figure has this code");
        all.push_back(std::move(k));
    }
    if (all.empty()) root.fail("kpi", "the file has no figure");
    return all;
}

GONGDAN_INLINE std::string kpi_csv(std::vector<kpi_rows> const& all) {
    csv_text out{{"kpi", "by", "group", "result", "numerator", "denominator", "excluded"}};
    for (kpi_rows const& r : all)
        for (kpi_figure const& f : r.figures) {
            bool const is_count = f.what->numerator.empty();
            out.row({f.what->code, r.by, f.of.name.zh, kpi_file_detail::result_of(f),
                     is_count ? std::string{} : std::to_string(f.numerator()), std::to_string(f.denominator()),
                     std::to_string(f.count(kpi_item::place::excluded))});
        }
    return out.text();
}

GONGDAN_INLINE std::string kpi_items_csv(std::vector<kpi_rows> const& all) {
    csv_text out{{"kpi", "by", "group", "ticket", "what", "counts"}};
    for (kpi_rows const& r : all)
        for (kpi_figure const& f : r.figures)
            for (kpi_item const& i : f.items)
                out.row({f.what->code, r.by, f.of.name.zh, i.ticket, i.what, kpi_file_detail::word(i.in)});
    return out.text();
}

}}}  // namespace gongdan::report
