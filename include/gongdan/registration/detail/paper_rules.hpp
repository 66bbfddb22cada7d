#pragma once

#include <gongdan/registration/detail/findings.hpp>
#include <gongdan/time/civil.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace registration { namespace check_detail {

/// What the customer brings, whose names it bears, and what is filed.
class paper_rules : findings {
public:
    using findings::findings;

    void check() {
        papers();
        if (f_.invoice_lost) lost_invoice();
        if (o_.stage == stage::file) filing();
    }

private:
    void papers() {
        for (paper const p : to_bring(f_)) {
            bool const for_lost = p == paper::lost_declaration || p == paper::developer_proof;
            fault(field::papers,
                  for_lost      ? "V15"
                  : f_.transfer ? "T25"
                                : "V14",
                  fmt::format("缺{},请带齐资料后到营业厅办理", label(p).zh),
                  fmt::format("{} is missing: please bring it along", label(p).en));
        }
        if (f_.passed_on && !f_.transfer)
            fault(field::transfer, "V14", "房屋转让的,须办理过户", "a home passed on needs a transfer");
        if (f_.identity_name.empty()) return;
        if (!f_.transfer && !f_.passed_on && !f_.invoice_name.empty() && f_.identity_name != f_.invoice_name)
            fault(field::identity_name, "V14", "身份证姓名与发票不符", "the identity card does not match the invoice");
        if (f_.transfer && f_.identity_name != f_.customer)
            fault(field::identity_name, "T25", "身份证姓名与过户后的户主不符",
                  "the identity card is not the new holder's");
    }

    /// Whose payment is looked up: of a home that is transferred, the former holder's.
    [[nodiscard]] std::string const& payer() const {
        return (f_.transfer || f_.passed_on) && !f_.invoice_name.empty() ? f_.invoice_name : f_.customer;
    }
    void must_match(field at, std::string const& name) {
        if (name == payer()) return;
        fault(at, "V15", fmt::format("{}“{}”与户主“{}”不符", zh(at), name, payer()),
              fmt::format("{} '{}' does not match '{}'", en(at), name, payer()));
    }

    void lost_invoice() {
        if (!f_.special_case.empty()) return;
        if (!f_.paid_on)
            return fault(field::paid_on, "V15", "发票遗失的,须填缴费日期:2006年7月前后查法不同",
                         "invoice lost: say when it was paid, before or from July 2006");
        if (*f_.paid_on < on("2006-07-01")) return in_the_ledger();
        if (!f_.payment_class) return missing(field::payment_class, "V15");
        if (*f_.payment_class == payment_class::b) return;  // by papers alone: to_bring
        if (f_.system_name.empty()) return missing(field::system_name, "V15");
        must_match(field::system_name, f_.system_name);
    }

    /// Before July 2006: the hall's ledger, and where it has nothing, the accounts.
    void in_the_ledger() {
        if (!f_.ledger_name.empty()) return must_match(field::ledger_name, f_.ledger_name);
        if (!f_.accounting_name.empty()) return must_match(field::accounting_name, f_.accounting_name);
        fault(field::ledger_name, "V15", "营业厅台帐中未查到;台帐没有的,向财务部申请调阅历史凭证",
              "not found in the hall's ledger; where it has nothing, ask the accounts");
    }

    void filing() {
        if (!f_.leaflets_received)
            fault(field::leaflets_received, "K8", "用户未在“已赠送资料”栏签署“已收”", "已收 is not signed");
        if (f_.terms_read.empty())
            fault(field::terms_read, "K8", "用户未签署“我已阅读以上条款”", "我已阅读以上条款 is not signed");
        if (!f_.invoice_stamped && !f_.invoice_lost)
            fault(field::invoice_stamped, "K8", "发票未加盖“已报装”印章", "the invoice is not stamped 已报装");
    }
};

}}}}  // namespace gongdan::registration::check_detail
