#pragma once

// The papers that come along, in the field's own words. A company replaces any of them by a file.

#include <gongdan/report/paper.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report { namespace papers_detail {

using part = paper_template::part;
using line = paper_template::line;
using column = paper_template::column;

inline part with_heading(std::string heading, part p) {
    p.heading = std::move(heading);
    return p;
}

inline part fields(std::vector<line> lines) {
    part p;
    p.fields = std::move(lines);
    return p;
}

inline part box(std::string field) {
    part p;
    p.box = std::move(field);
    return p;
}

inline part text(std::string words) {
    part p;
    p.text = std::move(words);
    return p;
}

inline part list(std::string name, std::vector<column> columns, std::string none = {}) {
    part p;
    p.list = std::move(name);
    p.columns = std::move(columns);
    p.none = std::move(none);
    return p;
}

inline part signed_by(std::vector<std::string> who) {
    part p;
    p.signatures = std::move(who);
    return p;
}

/// K1 《维修业务工单》, and what the other types print.
inline paper_template work_order() {
    return {
        "work_order",
        "{business}业务工单",
        "工单号 {number}",
        false,
        {},
        {fields({{"工单号", "number"},
                 {"受理时间", "received"},
                 {"用户", "customer"},
                 {"电话", "phone"},
                 {"地址", "address"},
                 {"营业厅", "hall"},
                 {"业务级别", "level"},
                 {"故障、要求", "fault"},
                 {"约定时间", "agreed"},
                 {"班组", "crew"},
                 {"当前状态", "state"}}),
         with_heading("办理结果", fields({{"建单登记", "issued"},
                                          {"维修工签领", "signed_at_issue"},
                                          {"到场", "arrived"},
                                          {"气密性试验", "test"},
                                          {"费用", "fee"},
                                          {"内容和费用确认", "fee_agreed"},
                                          {"缴费", "fee_paid"},
                                          {"用户签字", "customer_signature"},
                                          {"交单", "handed_back"},
                                          {"维修工交单签字", "signed_at_return"}})),
         with_heading("办理过程", list("steps", {{"时间", "when", fit::tight},
                                                 {"步骤", "event", fit::tight},
                                                 {"经办", "who", fit::tight},
                                                 {"之后状态", "state", fit::tight},
                                                 {"内容", "data"}})),
         with_heading(
             "凭据",
             list("proofs",
                  {{"凭据", "what"}, {"办理", "who", fit::tight}, {"时间", "when", fit::tight}, {"说明", "text"}}))}};
}

/// K2 《客服部维修派工台帐》
inline paper_template ledger() {
    return {"ledger",
            "客服部维修派工台帐",
            "{hall_prefix}截至 {as_of},共 {count} 条",
            true,
            {},
            {list("orders",
                  {{"工单号", "number", fit::tight},
                   {"受理", "received"},
                   {"用户、地址", "customer"},
                   {"级别", "level", fit::tight},
                   {"故障", "fault"},
                   {"约定时间", "agreed"},
                   {"建单", "issued"},
                   {"班组", "crew", fit::tight},
                   {"维修工签领", "signed_at_issue"},
                   {"到场", "arrived"},
                   {"气密性试验", "test"},
                   {"用户签字", "confirmed"},
                   {"交单", "handed_back"},
                   {"维修工交单签字", "signed_at_return"},
                   {"关闭、备注", "closed"}},
                  "没有派工记录")}};
}

/// K3 《安全隐患整改通知单》
inline paper_template hazard_notice() {
    return {"hazard_notice",
            "安全隐患整改通知单",
            "工单号 {number}",
            false,
            {},
            {fields({{"用户", "customer"},
                     {"地址", "address"},
                     {"营业厅", "hall"},
                     {"来源", "type"},
                     {"发现", "found"},
                     {"开具", "notice"}}),
             with_heading("隐患情况", box("description")), with_heading("整改措施", box("measures")),
             with_heading("签收与复查",
                          fields({{"整改期限", "rectify_by"}, {"用户签字", "signature"}, {"复查", "cleared"}}))}};
}

/// K6 《用气申请表》 with K8, the customer's copy and the hall's.
inline paper_template application() {
    return {"application",
            "管道燃气用气申请表",
            "编号 {id} · {hall}",
            false,
            {"用户联", "存根联"},
            {fields({{"用户姓名", "customer"},     {"联系电话", "phone"},      {"地址", "address"},
                     {"住宅类别", "dwelling"},     {"用户类型", "user_type"},  {"缴费方式", "payment"},
                     {"报装性质", "kind"},         {"报装日期", "registered"}, {"报装费(元)", "fee"},
                     {"开票日期", "invoice_date"}, {"银行卡号", "bank_card"},  {"银行名称", "bank_name"},
                     {"持卡人", "card_holder"},    {"短信号码", "sms_number"}, {"装表", "fitted"},
                     {"业务级别", "level"},        {"代办人", "agent"},        {"特殊用户", "care"},
                     {"用户对安装要求", "wishes"}, {"资料", "papers"}}),
             with_heading("用户须知", text("一、请选购带熄火保护装置的灶具,否则公司可不予通气。\n"
                                           "二、外出和晚间入睡前,请关闭室内各燃气控制阀门。\n"
                                           "三、需用气时请提前三天与客服联系,由专业人员上门通气,不得自行通气。\n"
                                           "四、发现燃气泄漏,请立即关阀、开窗,到室外拨打二十四小时抢修电话。")),
             with_heading("签收", fields({{"已赠送资料", "leaflets_received"},
                                          {"我已阅读以上条款", "terms_read"},
                                          {"发票盖章", "invoice_stamped"}})),
             signed_by({"用户签字", "经办人(盖章)"})}};
}

/// K7 《安(改)装单》
inline paper_template install_sheet() {
    return {"install_sheet",
            "安(改)装单",
            "工单号 {number}",
            false,
            {},
            {fields({{"用户", "customer"},
                     {"电话", "phone"},
                     {"地址", "address"},
                     {"业务", "type"},
                     {"业务级别", "level"},
                     {"营业厅", "hall"},
                     {"约定时间", "agreed"},
                     {"班组", "crew"},
                     {"用户要求", "wishes"},
                     {"上门办理", "care"},
                     {"气密性试验", "test"},
                     {"费用", "fee"}}),
             with_heading(
                 "安装记录",
                 list("proofs",
                      {{"项目", "what"}, {"办理", "who", fit::tight}, {"时间", "when", fit::tight}, {"说明", "text"}})),
             signed_by({"用户签字", "安装工签字", "营业员收回存档"})}};
}

/// K5 日清日结
inline paper_template settlement() {
    return {"settlement",
            "营业厅日结单",
            "{hall} · {day}",
            false,
            {},
            {with_heading("业务", list("business",
                                       {{"业务", "type"},
                                        {"受理", "opened", fit::number},
                                        {"办结", "closed", fit::number},
                                        {"收费笔数", "payments", fit::number},
                                        {"收费(元)", "amount", fit::number}},
                                       "当日没有业务")),
             with_heading("气量", list("gas",
                                       {{"类别", "use"},
                                        {"笔数", "sales", fit::number},
                                        {"气量(立方米)", "volume", fit::number},
                                        {"金额(元)", "amount", fit::number}},
                                       "当日没有售气")),
             with_heading("结算", fields({{"业务收费合计", "fees_total"},
                                          {"售气合计", "gas_total"},
                                          {"应缴合计", "total"},
                                          {"实缴", "counted"},
                                          {"差额", "difference"},
                                          {"金额无法读取的", "unreadable"}})),
             signed_by({"收款人", "复核人", "财务签收"})}};
}

/// K4: what is filed.
inline paper_template archive() {
    return {"archive",
            "客户服务档案目录",
            "{hall_prefix}{period},共 {count} 份",
            true,
            {},
            {list("files",
                  {{"工单号", "number", fit::tight},
                   {"业务", "type"},
                   {"用户、地址", "customer"},
                   {"营业厅", "hall"},
                   {"受理", "opened", fit::tight},
                   {"办结", "closed", fit::tight},
                   {"结果", "state"},
                   {"记录", "entries", fit::number},
                   {"存档资料", "papers"}},
                  "没有办结的工单")}};
}

inline std::vector<paper_template> all() {
    return {work_order(), ledger(), hazard_notice(), application(), install_sheet(), settlement(), archive()};
}

}}}}  // namespace gongdan::report::papers_detail
