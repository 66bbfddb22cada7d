#pragma once

#include <gongdan/sla/book.hpp>
#include <gongdan/sla/books.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace book_detail {

/// An unexpected road block excuses an alarm crew (P4), and nobody else; what the customer does excuses it of nothing.
inline hold_effects road_block_excused() {
    auto effects = usual_effects();
    effects[static_cast<std::size_t>(hold_reason::road_blocked)] = hold_effect::stop;
    effects[static_cast<std::size_t>(hold_reason::customer_wish)] = hold_effect::ignore;
    effects[static_cast<std::size_t>(hold_reason::nobody_home)] = hold_effect::ignore;
    return effects;
}

}  // namespace book_detail

GONGDAN_INLINE policy handbook() {
    policy p;
    p.name = "handbook";
    p.version = "2";
    p.source = "《客服中心管理制度汇编》、《营业厅工作流程标准》";
    // clang-format off
    p.clauses = book_detail::clauses("《客服中心管理制度汇编》", {
        {"alarm",        "on_scene",     "到场",         "crew on scene",                "30 min", "", {"on_scene", "false_alarm"}, "P4"},
        {"install",      "installed",    "安装完毕",     "survey and installation done", "as agreed else 5 working days from next day", "to_arrange", {"to_accept", "declined", "cancelled"}, "P1", "", {"building"}},
        {"modification", "modified",     "改装完毕",     "modification done",            "as agreed else 5 working days from next day", "to_arrange", {"to_accept", "public_pipes", "to_design", "declined", "cancelled"}, "P6", "", {"building"}},
        {"modification", "public_pipes", "公共管道改装", "public pipes modified",        "as agreed else 15 working days from next day", "public_pipes", {"to_accept", "declined", "cancelled"}, "P2", "", {"building"}},
        {"modification", "as_designed",  "按约定完工",   "done by the date agreed",      "as agreed", "to_design", {"to_accept", "declined", "cancelled"}, "P3", "", {"building"}},
        {"ignition",     "gas_on",       "通气点火",     "gas on",                       "as agreed else 3 working days from next day", "", {"gas_on", "refused", "cancelled"}, "P5", "", {}, {"to_arrange"}},
        {"unseal",       "unsealed",     "启封",         "unsealed",                     "as agreed else 3 working days from next day", "", {"unsealed", "refused", "cancelled"}, "P5", "", {}, {"to_arrange"}},
        {"gas_stop",     "gas_stopped",  "停气",         "gas stopped",                  "as agreed else 3 working days from next day", "", {"stopped", "cancelled"}, "P5"},
        {"bellows",      "hose_changed", "更换波纹管",   "hose changed",                 "as agreed else 3 working days from next day", "", {"tested", "cancelled"}, "P5"},
        {"seal",         "contacted",    "联系勘查",     "contacted for a survey",       "5 working days from next day", "", {"booked", "cancelled"}, "P7"},
        {"complaint",    "answered",     "答复投诉人",   "complainant told",             "3 working days from next day", "", {"told", "withdrawn"}, "P8"},
        {"inspection",   "inspected",    "安全检查",     "inspected",                    "as agreed else 3 days from next day", "", {"clear", "hazard", "cancelled"}, "P12"},
        {"counter",      "served",       "办结",         "served",                       "10 min", "serving", {"done", "declined"}, "P10", "open_account"},
        {"counter",      "served",       "办结",         "served",                       "15 min", "serving", {"done", "declined"}, "P10", "open_ic_account"},
        {"counter",      "served",       "办结",         "served",                       "3 min",  "serving", {"done", "declined"}, "P11", "pay"},
        {"counter",      "served",       "办结",         "served",                       "5 min",  "serving", {"done", "declined"}, "P11", "entrust"},
        {"counter",      "served",       "办结",         "served",                       "5 min",  "serving", {"done", "declined"}, "P11", "query"},
        {"counter",      "served",       "办结",         "served",                       "10 min", "serving", {"done", "declined"}, "P11", "transfer"},
    });
    p.clauses[0].on_hold = book_detail::road_block_excused();
    p.exemptions = {
        {"alarm", {"on_scene", "major", "reported_up", "made_safe", "repaired", "verified", "inquiry", "visited"},
         "到场之后汇编未作时限承诺", "the handbook promises nothing after arrival on scene"},
        {"install", {"applied", "verified", "filled", "entered", "form_signed"},
         "资料与缴费齐备之前承诺尚未起算(P1)", "before papers and payment are complete the promise has not begun (P1)"},
        {"install", {"to_accept", "accepted", "handed_over", "told"},
         "安装完毕之后汇编未作时限承诺", "the handbook promises nothing after the installation is done"},
        {"modification", {"applied", "verified"},
         "提交之前承诺尚未起算", "before it is submitted the promise has not begun"},
        {"modification", {"to_accept", "accepted", "told"},
         "改装完毕之后汇编未作时限承诺", "the handbook promises nothing after the modification is done"},
        {"ignition", {"gas_on", "refused", "confirmed"},
         "通气之后汇编未作时限承诺", "the handbook promises nothing after gas is on"},
        {"unseal", {"unsealed", "refused", "confirmed"},
         "启封之后汇编未作时限承诺", "the handbook promises nothing after unsealing"},
        {"gas_stop", {"stopped", "to_restore", "restore_booked", "restoring", "restored", "confirmed"},
         "停气之后待用户申请恢复,汇编未作时限承诺", "gas stays off until the customer asks; the handbook promises nothing for restoring it"},
        {"bellows", {"tested", "confirmed"},
         "更换之后汇编未作时限承诺", "the handbook promises nothing after the hose is changed"},
        {"seal", {"booked", "missed", "to_rebook", "on_scene", "sealed", "filed"},
         "联系勘查之后汇编未作时限承诺", "the handbook promises nothing after the customer was contacted"},
        {"complaint", {"told", "satisfied", "dissatisfied", "raised"},
         "答复之后汇编未作时限承诺", "the handbook promises nothing after the complainant was told"},
        {"inspection", {"clear", "hazard", "notice_to_sign", "to_rectify", "rectifying", "following", "handed_on", "loop_closed", "visited"},
         "检查之后汇编未作时限承诺", "the handbook promises nothing after the inspection"},
        {"counter", {"*"},
         "柜台时限按业务种类自办理起算(P10、P11)", "at the counter each kind of business has its minutes, from the call on (P10, P11)"},
        {"repair", {"*"}, "汇编对报修未作时限承诺", "the handbook makes no promise for repairs"},
    };
    // clang-format on
    book_detail::exempt(p,
                        {"consult", "meter_change", "decommission", "network_fault", "rectification", "outage",
                         "inquiry", "return_visit"},
                        "汇编未作时限承诺", "the handbook makes no promise for it");
    book_detail::hang_together(p);
    return p;
}

}}  // namespace gongdan
