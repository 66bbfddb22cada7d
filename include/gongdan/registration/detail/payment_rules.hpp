#pragma once

#include <gongdan/registration/detail/findings.hpp>
#include <gongdan/time/civil.hpp>

#include <array>

namespace gongdan { inline namespace GONGDAN_MODE { namespace registration { namespace check_detail {

/// A field of the bank's three with its text.
struct filled {
    registration::field what;
    std::string const& text;
};

/// How the customer pays, and whether the fee is right and was paid first.
class payment_rules : findings {
public:
    payment_rules(form const& f, check_options const& o, std::vector<form_fault>& found)
        : findings(f, o, found),
          fees_(o.fees == nullptr ? fee::handbook() : *o.fees),
          bank_{
              {{field::bank_card, f.bank_card}, {field::bank_name, f.bank_name}, {field::card_holder, f.card_holder}}} {
    }

    void check() {
        ways_to_pay();
        bank();
        amount();
        order_of_things();
    }

private:
    void ways_to_pay() {
        if (!f_.user_type || !f_.payment) return;
        bool const tops_up = *f_.payment == payment::top_up;
        if (*f_.user_type == user_type::ic_card && !tops_up)
            fault(field::payment, "V1", "IC卡用户的缴费方式应选择“充值”", "an IC card is paid by top-up");
        if (*f_.user_type == user_type::meter_read && tops_up)
            fault(field::payment, "V2", "抄表用户的缴费方式不应选择“充值”", "a read meter is not paid by top-up");
    }

    [[nodiscard]] bool any_bank() const {
        return std::any_of(bank_.begin(), bank_.end(), [](filled const& b) { return !b.text.empty(); });
    }
    [[nodiscard]] bool debits() const {
        return f_.payment == payment::direct_debit || f_.payment == payment::bank_collection;
    }

    void bank() {
        bool const reads = f_.user_type == user_type::meter_read;
        for (filled const& b : bank_) {
            bool const empty = b.text.empty();
            if (empty && any_bank())
                fault(b.what, "V5", fmt::format("银行卡号、银行名称、持卡人应同时填写或同时为空,缺{}", zh(b.what)),
                      fmt::format("bank card, bank and holder stand together or not at all: {} is empty", en(b.what)));
            if (reads && debits() && empty)
                fault(b.what, "V6", fmt::format("银行代缴、银行托收须填{}", zh(b.what)),
                      fmt::format("direct debit needs the {}", en(b.what)));
            if (reads && f_.payment && !debits() && !empty)
                fault(b.what, "V7", fmt::format("缴费方式不是银行代缴、银行托收,{}应为空", zh(b.what)),
                      fmt::format("without direct debit the {} stays empty", en(b.what)));
        }
        if (!f_.bank_card.empty() && !f_.card_confirmed)
            fault(field::card_confirmed, "V20", "录入的卡号尚未报用户核对", "the card number was not read back");
    }

    /// Without a fee there is nothing to compare: V16 asks for it.
    void amount() {
        if (!f_.fee || f_.fee->fen == 0) return;
        if (!f_.dwelling)
            return fault(field::dwelling, "V12", "未填住宅类别,无法核对报装费", "the kind of dwelling sets the fee");
        auto const due = fee_due(f_, fees_);
        if (due && *due != *f_.fee)
            fault(
                field::fee, "V12",
                fmt::format("{}报装费应为 {} 元,填的是 {} 元", label(*f_.dwelling).zh, to_text(*due), to_text(*f_.fee)),
                fmt::format("the fee of a {} home is {} yuan, not {}", label(*f_.dwelling).en, to_text(*due),
                            to_text(*f_.fee)));
        if (!due && f_.payment_day())
            fault(field::fee, "V12", fmt::format("收费标准没有 {} 的报装费", to_text(*f_.payment_day())),
                  fmt::format("the schedule has no registration fee for {}", to_text(*f_.payment_day())));
    }

    void order_of_things() {
        if (!f_.fee || f_.fee->fen == 0)
            fault(field::fee, "V16", "未缴报装费:请先缴纳报装费后再办理报装手续",
                  "the fee comes first, registration after");
        if (f_.paid_on && f_.registered && *f_.paid_on > *f_.registered)
            fault(field::paid_on, "V16", "缴费日期晚于报装日期:先缴费后报装", "paid after the registration");
        if (!f_.kind || !f_.fee_paid_by || *f_.kind == *f_.fee_paid_by) return;
        bool const together = *f_.fee_paid_by == kind::collective;
        fault(field::kind, "V17", together ? "统一缴纳报装费的,选择集体" : "到营业厅缴纳报装费的,选择散户",
              together ? "the fee was paid collectively" : "the fee was paid at the counter: single");
    }

    fee::schedule const& fees_;
    std::array<filled, 3> bank_;
};

}}}}  // namespace gongdan::registration::check_detail
