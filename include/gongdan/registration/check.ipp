#pragma once

#include <gongdan/registration/form.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace registration {

namespace check_detail {

/// Blanks of ASCII and of Unicode, the ideographic one and those that cannot be seen among them.
inline bool holds_blank(std::string_view text) {
    static constexpr std::string_view blanks[] = {" ",
                                                  "\t",
                                                  "\n",
                                                  "\r",
                                                  "\v",
                                                  "\f",
                                                  "\xc2\xa0",
                                                  "\xe1\x9a\x80",
                                                  "\xe2\x80\x80",
                                                  "\xe2\x80\x81",
                                                  "\xe2\x80\x82",
                                                  "\xe2\x80\x83",
                                                  "\xe2\x80\x84",
                                                  "\xe2\x80\x85",
                                                  "\xe2\x80\x86",
                                                  "\xe2\x80\x87",
                                                  "\xe2\x80\x88",
                                                  "\xe2\x80\x89",
                                                  "\xe2\x80\x8a",
                                                  "\xe2\x80\x8b",
                                                  "\xe2\x80\xaf",
                                                  "\xe2\x81\x9f",
                                                  "\xe3\x80\x80",
                                                  "\xef\xbb\xbf"};
    return std::any_of(std::begin(blanks), std::end(blanks),
                       [&](std::string_view b) { return text.find(b) != std::string_view::npos; });
}

/// What stands in a field when nobody asked.
inline bool stands_for_nothing(std::string_view text) {
    static constexpr std::string_view words[] = {"?", "?", "-", "—", "/", "不详", "未知", "不清楚", "待定", "unknown"};
    return std::any_of(std::begin(words), std::end(words), [&](std::string_view w) { return text == w; });
}

inline std::string_view zh(field f) { return label(f).zh; }
inline std::string_view en(field f) { return label(f).en; }

/// A field of the bank's three, or of the dates, with its text.
struct filled {
    registration::field what;
    std::string const& text;
};

/// Holds one form against the rules, each in a function named after what it asks.
class checker {
public:
    checker(form const& f, check_options const& o)
        : f_(f),
          o_(o),
          fees_(o.fees == nullptr ? fee::handbook() : *o.fees),
          today_(o.today ? o.today : f.registered),
          bank_{
              {{field::bank_card, f.bank_card}, {field::bank_name, f.bank_name}, {field::card_holder, f.card_holder}}} {
    }

    [[nodiscard]] std::vector<form_fault> all() {
        must_be_filled();
        name();
        unit();
        ways_to_pay();
        bank();
        sms();
        dates();
        if (f_.kind == kind::collective) collective_dates();
        if (f_.kind == kind::single) single_dates();
        amount();
        papers();
        if (f_.invoice_lost) lost_invoice();
        order_of_things();
        fitting();
        record();
        special_customer();
        if (o_.stage == stage::file) filing();
        std::stable_sort(found_.begin(), found_.end(),
                         [](form_fault const& a, form_fault const& b) { return a.field < b.field; });
        return std::move(found_);
    }

private:
    void fault(field at, std::string_view rule, std::string in_zh, std::string in_en) {
        found_.push_back({at, rule, {std::move(in_zh), std::move(in_en)}});
    }
    void missing(field at, std::string_view rule) {
        fault(at, rule, fmt::format("未填{}", zh(at)), fmt::format("{} is not filled in", en(at)));
    }

    void must_be_filled() {
        if (!f_.user_type) missing(field::user_type, "V13");
        if (!f_.payment) missing(field::payment, "V13");
        if (!f_.kind) missing(field::kind, "V13");
        if (!f_.registered) missing(field::registered, "V13");
        if (!f_.invoice_date) missing(field::invoice_date, "V13");
    }

    void name() {
        if (f_.customer.empty())
            fault(field::customer, "V3", "未填用户姓名;姓名不详的,填“用户”",
                  "no name; where none is known, enter 用户");
        else if (holds_blank(f_.customer))
            fault(field::customer, "V3", "用户姓名不得出现空格", "the customer's name holds a blank");
    }

    /// A villa is entered by its house alone.
    void unit() {
        auto const& unit = f_.home.unit;
        if (unit.empty() && f_.dwelling == fee::dwelling::villa) return;
        if (unit.empty()) return missing(field::unit, "V4");
        if (stands_for_nothing(unit) || holds_blank(unit))
            return fault(field::unit, "V4", fmt::format("单元“{}”不准确,请向用户问清", unit),
                         fmt::format("the unit '{}' is not exact: ask the customer", unit));
        if (o_.homes == nullptr) return;
        auto const units = o_.homes->units_of(f_.home);
        if (units.empty() || std::find(units.begin(), units.end(), unit) != units.end()) return;
        fault(field::unit, "V4", fmt::format("该楼没有单元“{}”,有:{}", unit, fmt::join(units, "、")),
              fmt::format("the building has no unit '{}'; it has {}", unit, fmt::join(units, ", ")));
    }

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

    void sms() {
        if (!f_.sms_number.empty() && f_.sms_company.empty())
            fault(field::sms_company, "V8", "填写短信号码的,须填短信公司", "an SMS number needs its SMS company");
    }

    void dates() {
        if (f_.invoice_date && f_.registered && *f_.invoice_date > *f_.registered)
            fault(field::invoice_date, "V11",
                  fmt::format("开票日期 {} 晚于报装日期 {}", to_text(*f_.invoice_date), to_text(*f_.registered)),
                  fmt::format("the invoice of {} is later than the registration of {}", to_text(*f_.invoice_date),
                              to_text(*f_.registered)));
    }

    void collective_dates() {
        if (!f_.invoice_date) return;
        if (f_.invoice_lost && *f_.invoice_date != unknown_date())
            fault(field::invoice_date, "V9", "集体报装发票丢失的,开票日期填 2002-01-01",
                  "collective, the invoice lost: its date is entered as 2002-01-01");
        else if (today_ && *f_.invoice_date == *today_)
            fault(field::invoice_date, "V9", "集体报装的开票日期应为发票上的日期,不应为录入当天",
                  "collective: the invoice's own date, not the day of entry");
    }

    void single_dates() {
        if (f_.registered && o_.today && *f_.registered != *o_.today)
            fault(field::registered, "V10", fmt::format("散户的报装日期应为办理当天 {}", to_text(*o_.today)),
                  fmt::format("single: registered on the day of business, {}", to_text(*o_.today)));
        if (!f_.invoice_date || !today_) return;
        if (f_.invoice_lost && *f_.invoice_date == unknown_date())
            fault(field::invoice_date, "V9", "2002-01-01 只用于集体报装", "2002-01-01 stands for collective ones only");
        else if (bool const paid_before = f_.paid_on && *f_.paid_on < *today_;
                 *f_.invoice_date < *today_ && !paid_before && !f_.invoice_lost)
            fault(field::invoice_date, "V10", "散户的开票日期应为办理当天;此前已缴费的,填缴费日期",
                  "single: the invoice is of the day of business; where the fee was paid earlier, say when");
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

    void fitting() {
        if (f_.meter_fitted && !f_.fitted_on)
            fault(field::fitted_on, "V18", "已装表的,填原装表日期;没有的填 2002-01-01",
                  "meter fitted: the original date, or 2002-01-01 where there is none");
        if (!f_.meter_fitted && f_.fitted_on)
            fault(field::fitted_on, "V18", "未装表,装表日期应为空", "no meter is fitted: the date stays empty");
        if (f_.meter_fitted && f_.fitted_on && f_.registered && *f_.fitted_on > *f_.registered)
            fault(field::fitted_on, "V18", "已装表,装表日期不应晚于报装日期", "fitted already, yet after registration");
    }

    void record() {
        if (!f_.home_record)
            return fault(field::home_record, "V19", "先按地址筛选:未建档的新增,已建档的补全",
                         "look the home up by its address: new, or found and completed");
        if (o_.homes == nullptr) return;
        bool const known = o_.homes->has(f_.home);
        if (known && *f_.home_record == home_record::created)
            fault(field::home_record, "V19", "该地址已建档,应补全,不应新增", "this address is on record: complete it");
        if (!known && *f_.home_record == home_record::found)
            fault(field::home_record, "V19", "该地址没有档案,应新增", "this address is not on record: enter it as new");
    }

    void special_customer() {
        if (f_.care != care::none && !f_.home_service)
            fault(field::home_service, "T26", "老、弱、病、残用户应重点登记并派人上门办理",
                  "old, weak, ill and disabled customers are registered and served at home");
    }

    void filing() {
        if (!f_.leaflets_received)
            fault(field::leaflets_received, "K8", "用户未在“已赠送资料”栏签署“已收”", "已收 is not signed");
        if (f_.terms_read.empty())
            fault(field::terms_read, "K8", "用户未签署“我已阅读以上条款”", "我已阅读以上条款 is not signed");
        if (!f_.invoice_stamped && !f_.invoice_lost)
            fault(field::invoice_stamped, "K8", "发票未加盖“已报装”印章", "the invoice is not stamped 已报装");
    }

    form const& f_;
    check_options const& o_;
    fee::schedule const& fees_;
    std::optional<day> today_;
    std::array<filled, 3> bank_;
    std::vector<form_fault> found_;
};

}  // namespace check_detail

GONGDAN_INLINE std::vector<paper> to_bring(form const& f) {
    std::vector<paper> missing;
    auto const need = [&](bool wanted, paper p) {
        if (wanted && !f.has(p)) missing.push_back(p);
    };
    bool const debits = f.payment == payment::direct_debit || f.payment == payment::bank_collection;
    bool const proves_home = f.has(paper::property_proof);
    bool const by_developer = f.invoice_lost && f.special_case.empty() && f.payment_class == payment_class::b &&
                              f.paid_on && *f.paid_on >= on("2006-07-01");
    need(!f.invoice_lost, paper::invoice);
    need(true, paper::identity);
    need(!f.agent.empty(), paper::agent_identity);
    need(debits || f.transfer, paper::bank_card);
    need(!f.card_holder.empty() && f.card_holder != f.customer, paper::holder_identity);
    need(f.passed_on || f.transfer, paper::property_proof);
    need(f.invoice_lost, paper::lost_declaration);
    need(by_developer && !proves_home, paper::developer_proof);
    return missing;
}

GONGDAN_INLINE std::vector<form_fault> check(form const& f, check_options const& o) {
    return check_detail::checker{f, o}.all();
}

}}}  // namespace gongdan::registration
