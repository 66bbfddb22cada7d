#pragma once

// The key figures that come along (R4, K5). The books name what staff are assessed on, not how it is computed: these
// definitions are ours, and a company replaces them by a file.

#include <gongdan/report/kpi.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report { namespace kpi_data {

inline kpi_condition verdict_is(std::vector<verdict> v) {
    kpi_condition c;
    c.verdicts = std::move(v);
    return c;
}

inline kpi_condition step_is(std::vector<std::string> names, std::optional<outcome> with = {}) {
    kpi_condition c;
    c.step = std::move(names);
    c.with = with;
    return c;
}

inline kpi_condition came_out(outcome o) { return step_is({}, o); }

inline kpi_condition state_is(std::vector<std::string> names) {
    kpi_condition c;
    c.state = std::move(names);
    return c;
}

inline kpi_condition is_open(bool yes) {
    kpi_condition c;
    c.open = yes;
    return c;
}

inline kpi_condition is_cleared() {
    kpi_condition c;
    c.cleared = true;
    return c;
}

inline kpi_condition has_evidence(std::string code) {
    kpi_condition c;
    c.evidence = std::move(code);
    return c;
}

inline kpi_condition just_once(std::string event) {
    kpi_condition c;
    c.event = {std::move(event)};
    c.at_most = 1;
    return c;
}

/// Kept out of what has been judged: done in time, done late, or not done and past its deadline.
inline kpi timely(std::string code, sentence name, std::vector<std::string> types, std::vector<std::string> targets) {
    kpi k{std::move(code), std::move(name), "R4", kpi_unit::target, std::move(types), std::move(targets)};
    k.denominator = {verdict_is({verdict::met, verdict::late, verdict::open_late})};
    k.numerator = {verdict_is({verdict::met})};
    return k;
}

inline kpi overdue() {
    auto k = timely("overdue", {"超期率", "overdue rate"}, {}, {});
    k.numerator = {verdict_is({verdict::late, verdict::open_late})};
    return k;
}

inline kpi first_time_fix() {
    kpi k{"first_time_fix", {"一次修复率", "first-time fix"}, "R4", kpi_unit::ticket, {"repair"}};
    k.period = kpi_period::closed;
    k.denominator = {state_is({"closed"})};
    k.numerator = {just_once("arrive")};
    return k;
}

/// A visit whose cause of failing was the customer's found nobody, or nobody who had time.
inline kpi entry(std::string code, sentence name, std::vector<kpi_condition> excluded) {
    kpi k{std::move(code), std::move(name), "I1", kpi_unit::step, {"inspection"}};
    k.period = kpi_period::happened;
    k.denominator = {step_is({"inspect", "missed"})};
    k.excluded = std::move(excluded);
    k.numerator = {step_is({"inspect"})};
    return k;
}

inline kpi hazards_cleared() {
    kpi k{"hazard_rectification", {"隐患整改率", "hazard rectification"}, "T14", kpi_unit::hazard};
    k.period = kpi_period::happened;
    k.numerator = {is_cleared()};
    return k;
}

inline kpi visited_back() {
    kpi k{"return_visit", {"回访率", "return visits"}, "T1", kpi_unit::ticket};
    k.types = {"repair", "alarm", "complaint", "consult", "inspection", "install", "ignition", "rectification"};
    k.period = kpi_period::closed;
    k.denominator = {is_open(false)};
    k.excluded = {state_is({"cancelled", "declined", "referred"})};
    k.numerator = {has_evidence("satisfaction_asked")};
    return k;
}

inline kpi_condition negated(kpi_condition c) {
    c.negated = true;
    return c;
}

/// A rating is an outcome, or a word in the step's field `rating`; one that says neither is left out.
inline kpi satisfied() {
    kpi k{"satisfaction", {"满意率", "satisfaction"}, "R4", kpi_unit::step};
    k.period = kpi_period::happened;
    k.denominator = {step_is({"rate"})};
    auto nothing_said = came_out(outcome::unstated);
    nothing_said.field = "rating";
    nothing_said.equals = {""};
    k.excluded = {nothing_said};
    kpi_condition badly;
    badly.field = "rating";
    badly.equals = {"一般", "不满意", "很不满意", "非常不满意"};
    k.numerator = {negated(came_out(outcome::failed)), negated(badly)};
    return k;
}

inline kpi backlog() {
    kpi k{"backlog", {"在办量", "backlog"}, "K5", kpi_unit::ticket};
    k.period = kpi_period::any;
    k.denominator = {is_open(true)};
    return k;
}

inline std::vector<kpi> all() {
    return {timely("on_scene", {"到场及时率", "on-scene timeliness"}, {"alarm"}, {"on_scene"}),
            timely("repair", {"维修及时率", "repair timeliness"}, {"repair", "alarm", "network_fault"},
                   {"fixed", "major_fixed", "network_fixed"}),
            first_time_fix(),
            entry("entry", {"安检入户率", "inspection entry rate"}, {}),
            entry("entry_at_home", {"安检入户率(不计无人在家)", "inspection entry rate, somebody at home"},
                  {step_is({"missed"}, outcome::customer)}),
            hazards_cleared(),
            timely("complaint", {"投诉及时率", "complaint timeliness"}, {"complaint"}, {"answered", "answered_soon"}),
            visited_back(),
            satisfied(),
            overdue(),
            backlog()};
}

}}}}  // namespace gongdan::report::kpi_data
