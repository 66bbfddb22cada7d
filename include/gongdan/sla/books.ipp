#pragma once

#include <gongdan/sla/books.hpp>

#include <cassert>
#include <initializer_list>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace books_detail {

/// Force majeure stops the clock, and so does what the customer causes (P19). An unexpected road block excuses an alarm
/// crew (P4), and nobody else.
inline hold_effects road_block_excused() {
    auto effects = usual_effects();
    effects[static_cast<std::size_t>(hold_reason::road_blocked)] = hold_effect::stop;
    effects[static_cast<std::size_t>(hold_reason::customer_wish)] = hold_effect::ignore;
    effects[static_cast<std::size_t>(hold_reason::nobody_home)] = hold_effect::ignore;
    return effects;
}

inline expression within(std::string_view text) {
    auto e = expression::parse(text);
    assert(e && "a built-in promise must parse");
    return *std::move(e);
}

struct line {
    char const* type;
    char const* target;
    char const* zh;
    char const* en;
    char const* within;
    char const* starts;
    std::vector<std::string> met_by;
    char const* rule;
};

inline std::vector<clause> clauses(char const* source, std::initializer_list<line> lines) {
    std::vector<clause> all;
    for (line const& l : lines) {
        clause c;
        c.type = l.type;
        c.target = l.target;
        c.zh = l.zh;
        c.en = l.en;
        c.within = within(l.within);
        c.starts = l.starts;
        c.met_by = l.met_by;
        c.rule = l.rule;
        c.source = source;
        c.warn_at = {80};
        c.escalate_at = {150};
        all.push_back(std::move(c));
    }
    return all;
}

}  // namespace books_detail

GONGDAN_INLINE policy handbook() {
    using namespace books_detail;
    policy p;
    p.name = "handbook";
    p.version = "1";
    p.source = "《客服中心管理制度汇编》、《营业厅工作流程标准》";
    p.clauses =
        clauses("《客服中心管理制度汇编》",
                {
                    {"alarm", "on_scene", "到场", "crew on scene", "30 min", "", {"on_scene", "false_alarm"}, "P4"},
                    {"install",
                     "installed",
                     "安装完毕",
                     "survey and installation done",
                     "as agreed else 5 working days from next day",
                     "to_arrange",
                     {"to_accept", "declined", "cancelled"},
                     "P1"},
                    {"ignition",
                     "gas_on",
                     "通气点火",
                     "gas on",
                     "as agreed else 3 working days from next day",
                     "",
                     {"gas_on", "refused", "cancelled"},
                     "P5"},
                    {"inspection",
                     "inspected",
                     "安全检查",
                     "inspected",
                     "as agreed else 3 days from next day",
                     "",
                     {"clear", "hazard", "cancelled"},
                     "P12"},
                });
    p.clauses[0].on_hold = road_block_excused();
    p.exemptions = {
        {"alarm",
         {"on_scene", "major", "reported_up", "made_safe", "repaired", "verified", "inquiry", "visited"},
         "到场之后汇编未作时限承诺",
         "the handbook promises nothing after arrival on scene"},
        {"install",
         {"applied", "verified", "filled", "entered", "form_signed"},
         "资料与缴费齐备之前承诺尚未起算(P1)",
         "before papers and payment are complete the promise has not begun (P1)"},
        {"install",
         {"to_accept", "accepted", "handed_over", "told"},
         "安装完毕之后汇编未作时限承诺",
         "the handbook promises nothing after the installation is done"},
        {"ignition",
         {"gas_on", "refused", "confirmed"},
         "通气之后汇编未作时限承诺",
         "the handbook promises nothing after gas is on"},
        {"inspection",
         {"clear", "hazard", "notice_to_sign", "to_rectify", "rectifying", "following", "loop_closed", "visited"},
         "检查之后汇编未作时限承诺",
         "the handbook promises nothing after the inspection"},
        {"repair", {"*"}, "汇编对报修未作时限承诺", "the handbook makes no promise for repairs"},
    };
    return p;
}

GONGDAN_INLINE policy standard() {
    using namespace books_detail;
    policy p;
    p.name = "standard";
    p.version = "1";
    p.source = "《客户服务标准(试行)》";
    // "In principle" (原则上) an ordinary fault is handled within 6 h and fixed within 24 h, unless another time is agreed.
    p.clauses = clauses("《客户服务标准(试行)》", {
                                                      {"repair",
                                                       "handled",
                                                       "到场处理",
                                                       "handled on the spot",
                                                       "as agreed else 6 h",
                                                       "",
                                                       {"repairing", "cancelled", "referred"},
                                                       "P14"},
                                                      {"repair",
                                                       "fixed",
                                                       "修复",
                                                       "fixed",
                                                       "later of (24 h; as agreed)",
                                                       "",
                                                       {"tested", "cancelled", "referred"},
                                                       "P14"},
                                                      {"alarm",
                                                       "network_fixed",
                                                       "管网故障修复",
                                                       "fault of the network fixed",
                                                       "4 h",
                                                       "",
                                                       {"repaired", "verified", "false_alarm"},
                                                       "P13"},
                                                  });
    p.exemptions = {
        {"repair",
         {"tested", "inspected", "unsafe", "lit", "notice_to_sign", "hazard_noted", "confirmed", "handed_back", "filed",
          "updated", "visited"},
         "修复之后的交单归档,标准未作时限承诺",
         "the standard promises nothing for the paper work after the repair"},
        {"alarm", {"*"}, "标准只承诺管网故障的修复", "the standard promises the repair of network faults only"},
        {"install", {"*"}, "标准对报装未作时限承诺", "the standard makes no promise for installations"},
        {"ignition", {"*"}, "标准对点火未作时限承诺", "the standard makes no promise for ignitions"},
        {"inspection", {"*"}, "标准只规定安检周期(I3)", "the standard sets the cycle of inspections only (I3)"},
    };
    return p;
}

GONGDAN_INLINE policy gas() { return join("gas", handbook(), standard()); }

}}  // namespace gongdan
