#pragma once

#include <gongdan/sla/book.hpp>
#include <gongdan/sla/books.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

GONGDAN_INLINE policy standard() {
    policy p;
    p.name = "standard";
    p.version = "2";
    p.source = "《客户服务标准(试行)》";
    // clang-format off
    // "In principle" (原则上) an ordinary fault is handled within 6 h and fixed within 24 h, unless another time is agreed.
    p.clauses = book_detail::clauses("《客户服务标准(试行)》", {
        {"repair",        "handled",       "到场处理",     "handled on the spot",        "as agreed else 6 h", "", {"repairing", "cancelled", "referred"}, "P14", "", {}, {"accepted"}},
        {"repair",        "fixed",         "修复",         "fixed",                      "later of (24 h; as agreed)", "", {"tested", "cancelled", "referred"}, "P14", "", {}, {"accepted"}},
        {"alarm",         "network_fixed", "管网故障修复", "fault of the network fixed", "4 h", "", {"repaired", "verified", "false_alarm"}, "P13", "", {"made_safe"}},
        {"network_fault", "fixed",         "一般故障修复", "ordinary fault fixed",       "4 h", "ordinary", {"fixed", "major", "dismissed"}, "P13", "", {"isolated"}},
        {"network_fault", "major_fixed",   "重大故障修复", "major fault fixed",          "24 h", "major", {"fixed", "dismissed"}, "P13", "", {"isolated"}},
        {"complaint",     "answered_soon", "48 小时答复",  "answered within 48 h",       "48 h", "", {"told", "withdrawn"}, "P9"},
        {"rectification", "cleared",       "按期整改",     "rectified by the day noted", "as agreed", "", {"cleared"}, "T14"},
    });
    p.exemptions = {
        {"repair", {"tested", "inspected", "unsafe", "lit", "notice_to_sign", "hazard_noted", "confirmed", "handed_back", "filed", "updated", "visited"},
         "修复之后的交单归档,标准未作时限承诺", "the standard promises nothing for the paper work after the repair"},
        {"network_fault", {"reported", "fixed", "verified"},
         "判定之前与修复之后,标准未作时限承诺", "the standard promises nothing before triage and after the fault is fixed"},
        {"complaint", {"told", "satisfied", "dissatisfied", "raised"},
         "答复之后标准未作时限承诺", "the standard promises nothing after the complainant was told"},
        {"rectification", {"cleared", "visited"},
         "复查合格之后标准未作时限承诺", "the standard promises nothing after the re-check is passed"},
        {"alarm", {"*"}, "标准只承诺管网故障的修复", "the standard promises the repair of network faults only"},
        {"inspection", {"*"}, "标准只规定安检周期(I3)", "the standard sets the cycle of inspections only (I3)"},
        {"outage", {"*"}, "标准只要求按规定或合同提前告知(P17)", "the standard asks for notice ahead by rule or contract, and names no time (P17)"},
    };
    // clang-format on
    book_detail::exempt(p,
                        {"install", "modification", "ignition", "consult", "gas_stop", "unseal", "seal", "bellows",
                         "meter_change", "decommission", "counter", "inquiry", "return_visit"},
                        "标准未作时限承诺", "the standard makes no promise for it");
    book_detail::hang_together(p);
    return p;
}

}}  // namespace gongdan
