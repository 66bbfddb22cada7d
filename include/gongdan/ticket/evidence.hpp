#pragma once

#include <gongdan/core/term.hpp>

#include <cstdint>

namespace gongdan { inline namespace GONGDAN_MODE {

/// What must be on record before a step may be taken. A host's own lifecycle brings an enumeration of its own.
enum class evidence : std::uint8_t {
    customer_record,
    identity_checked,
    credentials_shown,
    entered_together,
    air_tightness,
    safety_inspected,
    flame_protection,
    burner_lit,
    gas_checked,
    measures_proposed,
    notice_written,
    notice_signed,
    hazard_cleared,
    customer_signature,
    technician_signature,
    order_issued,
    order_filled,
    ledger_entered,
    ledger_signed,
    ledger_completed,
    fee_agreed,
    fee_paid,
    invoice_given,
    papers_complete,
    application_form,
    form_signed,
    leaflets_received,
    gas_agreement,
    meter_registered,
    hose_noted,
    phoned,
    site_plan,
    install_sheet,
    reason_given,
    customer_told,
    departments_asked,
    satisfaction_asked,
    leaders_told,
    leaders_settled,
    cause_found,
};

template <>
struct labels<evidence> {
    static constexpr term table[] = {
        {"customer_record", "用户档案", "customer's record"},
        {"identity_checked", "核对用户身份", "customer's identity checked"},
        {"credentials_shown", "出示证件", "credentials shown"},
        {"entered_together", "与用户一同进入", "entered together with the customer"},
        {"air_tightness", "气密性试验合格", "air-tightness test passed"},
        {"safety_inspected", "室内安全检查", "indoor safety inspection"},
        {"flame_protection", "灶具熄火保护", "stove with flame-failure protection"},
        {"burner_lit", "置换点灶", "purged and lit"},
        {"gas_checked", "现场检测无泄漏", "no gas measured on scene"},
        {"measures_proposed", "整改措施", "corrective measures proposed"},
        {"notice_written", "隐患整改通知单", "hazard notice written"},
        {"notice_signed", "用户签隐患通知单", "hazard notice signed by the customer"},
        {"hazard_cleared", "隐患复查合格", "hazard cleared at re-check"},
        {"customer_signature", "用户签字", "customer's signature"},
        {"technician_signature", "维修工签领", "technician's signature at issue"},
        {"order_issued", "维修业务工单", "work order issued"},
        {"order_filled", "工单填写", "work order filled in"},
        {"ledger_entered", "派工台帐登记", "entered in the dispatch ledger"},
        {"ledger_signed", "维修工交单签字", "technician's signature at return"},
        {"ledger_completed", "派工台帐填全", "dispatch ledger completed"},
        {"fee_agreed", "工作内容和费用确认", "content and fee agreed"},
        {"fee_paid", "已缴费或免费", "fee paid or none due"},
        {"invoice_given", "发票", "invoice given"},
        {"papers_complete", "资料齐全", "papers complete"},
        {"application_form", "用气申请表", "application form"},
        {"form_signed", "申请表签字", "application form signed"},
        {"leaflets_received", "已收资料并阅读条款", "leaflets received and terms read"},
        {"gas_agreement", "安全用气协议", "safe-use agreement"},
        {"meter_registered", "气表已报装", "meter registered"},
        {"hose_noted", "波纹管长度规格", "length and size of hose noted"},
        {"phoned", "电话联系", "customer phoned"},
        {"site_plan", "施工方案", "plan of the work"},
        {"install_sheet", "安(改)装单", "installation sheet"},
        {"reason_given", "说明原因", "reason given"},
        {"customer_told", "已答复用户", "customer told"},
        {"departments_asked", "已与部门沟通", "other departments spoken to"},
        {"satisfaction_asked", "满意度调查", "satisfaction asked"},
        {"leaders_told", "已向领导汇报", "leaders told"},
        {"leaders_settled", "汇报领导(非重大免)", "leaders told, where it is major"},
        {"cause_found", "查明原因", "cause found"},
    };
};

/// How a step came out, where that decides what comes next.
enum class outcome : std::uint8_t {
    unstated,
    passed,
    failed,
    hazard,
    ordinary,
    major,
    company,
    customer,
};

template <>
struct labels<outcome> {
    static constexpr term table[] = {
        {"unstated", "未填", "not stated"},
        {"passed", "合格", "passed"},
        {"failed", "不合格", "failed"},
        {"hazard", "有隐患", "hazard found"},
        {"ordinary", "一般", "ordinary"},
        {"major", "重大", "major"},
        {"company", "公司原因", "a cause of the company"},
        {"customer", "用户原因", "a cause of the customer"},
    };
};

}}  // namespace gongdan
