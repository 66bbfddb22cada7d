#pragma once

#include <gongdan/core/term.hpp>

#include <cstdint>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace registration {

/// The fields of the application form, 《用气申请表》. Their codes name the columns of a file of forms.
enum class field : std::uint8_t {
    id,
    hall,
    customer,
    phone,
    identity_name,
    agent,
    community,
    building,
    unit,
    room,
    home_record,
    dwelling,
    user_type,
    payment,
    bank_card,
    bank_name,
    card_holder,
    card_confirmed,
    sms_number,
    sms_company,
    kind,
    registered,
    invoice_date,
    invoice_name,
    fee,
    fee_paid_by,
    paid_on,
    papers,
    invoice_lost,
    ledger_name,
    accounting_name,
    payment_class,
    system_name,
    special_case,
    passed_on,
    transfer,
    meter_fitted,
    fitted_on,
    care,
    home_service,
    level,
    wishes,
    leaflets_received,
    terms_read,
    invoice_stamped,
};

/// How the customer's gas is measured.
enum class user_type : std::uint8_t { ic_card, meter_read };

/// How the customer pays for gas.
enum class payment : std::uint8_t { top_up, direct_debit, bank_collection, counter };

/// 报装性质: who paid the registration fee, the developer for many homes or the customer for one.
enum class kind : std::uint8_t { collective, single };

/// How a fee reached the company: at a counter, or by one transfer for which invoices were printed in bulk (V15).
enum class payment_class : std::uint8_t { a, b };

/// Whether the home was found among the company's records by its address (V19).
enum class home_record : std::uint8_t { created, found };

/// Why a customer is registered as one to be served at home (T26).
enum class care : std::uint8_t { none, old, weak, ill, disabled };

/// What a customer brings (V14, V15, T25).
enum class paper : std::uint8_t {
    invoice,
    identity,
    agent_identity,
    bank_card,
    holder_identity,
    property_proof,
    lost_declaration,
    developer_proof,
};

}  // namespace registration

template <>
struct labels<registration::field> {
    static constexpr term table[] = {
        {"id", "编号", "number"},
        {"hall", "营业厅", "hall"},
        {"customer", "用户姓名", "customer's name"},
        {"phone", "联系电话", "phone"},
        {"identity_name", "身份证姓名", "name on the identity card"},
        {"agent", "代办人", "agent"},
        {"community", "小区", "community"},
        {"building", "楼栋", "building"},
        {"unit", "单元", "unit"},
        {"room", "室号", "room"},
        {"home_record", "住户档案", "record of the home"},
        {"dwelling", "住宅类别", "kind of dwelling"},
        {"user_type", "用户类型", "user type"},
        {"payment", "缴费方式", "payment method"},
        {"bank_card", "银行卡号", "bank card number"},
        {"bank_name", "银行名称", "bank"},
        {"card_holder", "持卡人", "card holder"},
        {"card_confirmed", "卡号已核对", "card number checked"},
        {"sms_number", "短信号码", "SMS number"},
        {"sms_company", "短信公司", "SMS company"},
        {"kind", "报装性质", "registration kind"},
        {"registered", "报装日期", "registration date"},
        {"invoice_date", "开票日期", "invoice date"},
        {"invoice_name", "发票姓名", "name on the invoice"},
        {"fee", "报装费", "registration fee"},
        {"fee_paid_by", "缴费形式", "how the fee was paid"},
        {"paid_on", "缴费日期", "day of payment"},
        {"papers", "资料", "papers"},
        {"invoice_lost", "发票遗失", "invoice lost"},
        {"ledger_name", "台帐姓名", "name in the hall's ledger"},
        {"accounting_name", "财务凭证姓名", "name in the accounts"},
        {"payment_class", "缴费类别", "class of payment"},
        {"system_name", "系统建档姓名", "name in the system"},
        {"special_case", "特殊情况", "special case"},
        {"passed_on", "转让", "home passed on"},
        {"transfer", "过户", "transfer"},
        {"meter_fitted", "已装表", "meter fitted"},
        {"fitted_on", "装表日期", "date of fitting"},
        {"care", "特殊用户", "special customer"},
        {"home_service", "上门办理", "served at home"},
        {"level", "业务级别", "level"},
        {"wishes", "安装要求", "wishes for the visit"},
        {"leaflets_received", "已赠送资料", "leaflets received"},
        {"terms_read", "已阅读条款", "terms read"},
        {"invoice_stamped", "发票已盖章", "invoice stamped"},
    };
};

template <>
struct labels<registration::user_type> {
    static constexpr term table[] = {{"ic_card", "IC卡", "IC card"}, {"meter_read", "抄表", "read meter"}};
};

template <>
struct labels<registration::payment> {
    static constexpr term table[] = {
        {"top_up", "充值", "top-up"},
        {"direct_debit", "银行代缴", "direct debit"},
        {"bank_collection", "银行托收", "bank collection"},
        {"counter", "坐收", "at the counter"},
    };
};

template <>
struct labels<registration::kind> {
    static constexpr term table[] = {{"collective", "集体", "collective"}, {"single", "散户", "single"}};
};

template <>
struct labels<registration::payment_class> {
    static constexpr term table[] = {{"A", "A类", "class A"}, {"B", "B类", "class B"}};
};

template <>
struct labels<registration::home_record> {
    static constexpr term table[] = {{"new", "新增", "new"}, {"found", "已建档", "found"}};
};

template <>
struct labels<registration::care> {
    static constexpr term table[] = {
        {"none", "无", "none"}, {"old", "老", "old"},           {"weak", "弱", "weak"},
        {"ill", "病", "ill"},   {"disabled", "残", "disabled"},
    };
};

template <>
struct labels<registration::paper> {
    static constexpr term table[] = {
        {"invoice", "报装费发票(原件)", "the fee's invoice (original)"},
        {"identity", "户主身份证(复印件)", "holder's identity card (copy)"},
        {"agent_identity", "代办人身份证(复印件)", "agent's identity card (copy)"},
        {"bank_card", "代扣银行卡", "bank card for direct debit"},
        {"holder_identity", "持卡人身份证(复印件)", "card holder's identity card (copy)"},
        {"property_proof", "房屋产权有效证明(复印件)", "proof of property (copy)"},
        {"lost_declaration", "管道燃气报装费发票遗失声明", "declaration of the lost invoice"},
        {"developer_proof", "房开出具的报装费已缴证明", "the developer's proof of payment"},
    };
};

}}  // namespace gongdan
