#pragma once

#include <gongdan/registration/detail/paper_rules.hpp>
#include <gongdan/registration/detail/payment_rules.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace registration {

namespace check_detail {

/// What is entered: of the customer, the home, the days and the meter, each in a function named after what it asks.
class entry_rules : findings {
public:
    using findings::findings;

    void check() {
        must_be_filled();
        name();
        unit();
        sms();
        dates();
        if (f_.kind == kind::collective) collective_dates();
        if (f_.kind == kind::single) single_dates();
        fitting();
        record();
        special_customer();
    }

private:
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
        else if (today() && *f_.invoice_date == *today())
            fault(field::invoice_date, "V9", "集体报装的开票日期应为发票上的日期,不应为录入当天",
                  "collective: the invoice's own date, not the day of entry");
    }

    void single_dates() {
        if (f_.registered && o_.today && *f_.registered != *o_.today)
            fault(field::registered, "V10", fmt::format("散户的报装日期应为办理当天 {}", to_text(*o_.today)),
                  fmt::format("single: registered on the day of business, {}", to_text(*o_.today)));
        if (!f_.invoice_date || !today()) return;
        if (f_.invoice_lost && *f_.invoice_date == unknown_date())
            fault(field::invoice_date, "V9", "2002-01-01 只用于集体报装", "2002-01-01 stands for collective ones only");
        else if (bool const paid_before = f_.paid_on && *f_.paid_on < *today();
                 *f_.invoice_date < *today() && !paid_before && !f_.invoice_lost)
            fault(field::invoice_date, "V10", "散户的开票日期应为办理当天;此前已缴费的,填缴费日期",
                  "single: the invoice is of the day of business; where the fee was paid earlier, say when");
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
    std::vector<form_fault> found;
    check_detail::entry_rules{f, o, found}.check();
    check_detail::payment_rules{f, o, found}.check();
    check_detail::paper_rules{f, o, found}.check();
    std::stable_sort(found.begin(), found.end(),
                     [](form_fault const& a, form_fault const& b) { return a.field < b.field; });
    return found;
}

}}}  // namespace gongdan::registration
