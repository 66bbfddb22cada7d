#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/ticket/input.hpp>

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
    opinion_written,
    favours_proven,
    reward_paid,
    design_approved,
    gas_off,
    gas_supplied,
    meter_read,
    registering_urged,
    crew_written,
    crew_phoned,
    paper_returned,
    notice_published,
    original_invoice,
    property_proof,
    bank_card,
    report_written,
    talked_over,
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
        {"opinion_written", "处理意见", "handling opinion"},
        {"favours_proven", "举报属实", "report of favours proven"},
        {"reward_paid", "举报奖励", "reward paid"},
        {"design_approved", "设计审批", "design approved"},
        {"gas_off", "已关阀停气", "gas off"},
        {"gas_supplied", "正常供气", "gas supplied"},
        {"meter_read", "表底数", "meter read"},
        {"registering_urged", "已劝其先登记", "asked to register first"},
        {"crew_written", "书面通知班组", "crew told in writing"},
        {"crew_phoned", "电话通知班组", "crew told by phone"},
        {"paper_returned", "单据交回", "paper handed back"},
        {"notice_published", "停气公告", "outage notice published"},
        {"original_invoice", "发票原件", "original invoice"},
        {"property_proof", "房产证明", "proof of property"},
        {"bank_card", "银行卡", "bank card"},
        {"report_written", "调查报告", "report of the inquiry"},
        {"talked_over", "已与用户协商", "talked over with the customer"},
    };
};

[[nodiscard]] constexpr input input_of(evidence e) {
    switch (e) {
    case evidence::air_tightness:
    case evidence::gas_checked:
    case evidence::meter_read: return input::reading;
    case evidence::notice_signed:
    case evidence::customer_signature:
    case evidence::technician_signature:
    case evidence::ledger_signed:
    case evidence::form_signed: return input::signature;
    case evidence::measures_proposed:
    case evidence::reason_given:
    case evidence::cause_found:
    case evidence::opinion_written:
    case evidence::hose_noted: return input::text;
    case evidence::fee_agreed:
    case evidence::fee_paid:
    case evidence::reward_paid: return input::amount;
    default: return input::confirmation;
    }
}

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
    public_pipes,
    design,
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
        {"public_pipes", "涉公共管道", "public pipes concerned"},
        {"design", "需设计审批", "a design to be approved"},
    };
};

}}  // namespace gongdan
