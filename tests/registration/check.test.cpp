// 《营业厅工作流程标准》 1.2.1: the input rules of registration, one by one and all at once.

#include "forms.hpp"

#include <doctest/doctest.h>

#include <algorithm>

using namespace forms;

namespace {

std::string single_with(void (*spoil)(form&)) { return found(with(single(), spoil)); }
std::string collective_with(void (*spoil)(form&)) { return found(with(collective(), spoil)); }

}  // namespace

TEST_CASE("a form that is in order has no fault") {
    CHECK(found(single()) == "");
    CHECK(found(collective()) == "");
}

TEST_CASE("V1: a user with an IC card pays by top-up") {
    CHECK(collective_with([](form& f) { f.payment = payment::counter; }) == "V1 payment");
}

TEST_CASE("V2: a read meter is not paid by top-up") {
    CHECK(found(with(single(), [](form& f) {
              f.payment = payment::top_up;
              f.bank_card = f.bank_name = f.card_holder = "";
          })) == "V2 payment");
}

TEST_CASE("V3: a name holds no blank of any script and where none is known it is 用户") {
    for (char const* name : {"张 三", "张 三", "张\xc2\xa0三", "张三\t", "\xe2\x80\x8b张三"}) {
        auto f = collective();
        f.customer = f.identity_name = f.invoice_name = name;
        CHECK_MESSAGE(found(f) == "V3 customer", name);
    }
    CHECK(collective_with([](form& f) { f.customer = ""; }) == "V3 customer");
    CHECK(collective_with([](form& f) { f.customer = "用户"; }) == "");
}

TEST_CASE("V4: the unit is entered exactly and a villa has none") {
    CHECK(collective_with([](form& f) { f.home.unit = ""; }) == "V4 unit");
    CHECK(collective_with([](form& f) { f.home.unit = "不详"; }) == "V4 unit");
    CHECK(found(with(collective(), [](form& f) {
              f.home.unit = "";
              f.dwelling = fee::dwelling::villa;
              f.fee = yuan(4000);
          })) == "");
}

TEST_CASE("V4: a unit that the building does not have is named with those it has") {
    home_register const homes{{{"桃园小区", "8幢", "1单元", "101"}, {"桃园小区", "8幢", "3单元", "101"}}};
    check_options o;
    o.homes = &homes;
    auto const faults = check(collective(), o);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].says.zh == "该楼没有单元“2单元”,有:1单元、3单元");
}

TEST_CASE("V5: bank card and bank and holder stand together or not at all") {
    CHECK(collective_with([](form& f) { f.bank_name = "农行"; }) == "V5 bank_card; V5 card_holder");
}

TEST_CASE("V6: direct debit and bank collection need all three") {
    CHECK(found(with(single(), [](form& f) {
              f.payment = payment::bank_collection;
              f.bank_card = f.bank_name = f.card_holder = "";
          })) == "V6 bank_card; V6 bank_name; V6 card_holder");
    CHECK(single_with([](form& f) { f.card_holder = ""; }) == "V5 card_holder; V6 card_holder");
}

TEST_CASE("V7: without direct debit the three stay empty") {
    CHECK(single_with([](form& f) { f.payment = payment::counter; }) == "V7 bank_card; V7 bank_name; V7 card_holder");
}

TEST_CASE("V8: an SMS number needs its SMS company") {
    CHECK(single_with([](form& f) { f.sms_number = "13800000000"; }) == "V8 sms_company");
    CHECK(found(with(single(), [](form& f) { f.sms_number = f.sms_company = "1"; })) == "");
}

TEST_CASE("V9: a collective invoice has its own date and a lost one 2002-01-01") {
    CHECK(collective_with([](form& f) { f.invoice_date = f.registered; }) == "V9 invoice_date");
    auto lost = collective();
    lost.invoice_lost = true;
    lost.papers = {paper::identity, paper::lost_declaration};
    lost.paid_on = on("2005-01-01");
    lost.ledger_name = "王芳";
    CHECK(found(lost) == "V9 invoice_date");
    lost.invoice_date = on("2002-01-01");
    CHECK(found(lost) == "");
    lost.kind = lost.fee_paid_by = kind::single;
    CHECK(found(lost) == "V9 invoice_date");
}

TEST_CASE("V9: the day of entry is today and not the day written on the form") {
    check_options o;
    o.today = on("2024-05-20");
    CHECK(found(collective(), o) == "V9 invoice_date");
}

TEST_CASE("V10: a single registration and its invoice are of the day of business") {
    check_options o;
    o.today = on("2026-03-03");
    CHECK(found(single(), o) == "V10 registered; V10 invoice_date");
    CHECK(single_with([](form& f) { f.invoice_date = on("2026-03-01"); }) == "V10 invoice_date");
    CHECK(found(with(single(), [](form& f) { f.invoice_date = f.paid_on = on("2026-03-01"); })) == "");
}

TEST_CASE("V11: an invoice is not later than the registration") {
    CHECK(collective_with([](form& f) { f.invoice_date = on("2026-03-03"); }) == "V11 invoice_date");
    CHECK(found(with(collective(), [](form& f) {
              f.invoice_date = on("2026-03-03");
              f.paid_on = on("2026-03-01");
          })) == "V11 invoice_date");
}

TEST_CASE("V12: the registration fee is 2400 or 2850 or 4000 by the dwelling") {
    CHECK(found(with(single(), [](form& f) { f.dwelling = fee::dwelling::high_rise; })) == "V12 fee");
    CHECK(found(with(single(), [](form& f) {
              f.dwelling = fee::dwelling::high_rise;
              f.fee = yuan(2850);
          })) == "");
    CHECK(single_with([](form& f) { f.dwelling.reset(); }) == "V12 dwelling");
    auto const faults = check(with(single(), [](form& f) { f.fee = money{240050}; }));
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].says.zh == "多层报装费应为 2400 元,填的是 2400.50 元");
}

TEST_CASE("V12: fees are data and the price of the day of payment holds") {
    fee::schedule prices{"城市", "2"};
    prices.registration = {{fee::dwelling::multi_storey, yuan(1800), {on("2020-01-01"), on("2025-12-31")}},
                           {fee::dwelling::multi_storey, yuan(3000), {on("2026-01-01")}}};
    check_options o;
    o.fees = &prices;
    CHECK(found(single(), o) == "V12 fee");
    auto f = collective();
    f.fee = yuan(1800);
    CHECK(found(f, o) == "");
    f.paid_on = on("2019-12-31");
    CHECK(found(f, o) == "V12 fee");
}

TEST_CASE("V13: every fault is found at once and names its field and its rule in both languages") {
    form const empty;
    auto const faults = check(empty);
    CHECK(found(empty) ==
          "V3 customer; V4 unit; V19 home_record; V13 user_type; V13 payment; V13 kind; V13 registered; "
          "V13 invoice_date; V16 fee; V14 papers; V14 papers");
    for (form_fault const& f : faults) {
        CHECK_FALSE(f.says.zh.empty());
        CHECK_FALSE(f.says.en.empty());
    }
}

TEST_CASE("V14: the customer is told which papers to bring") {
    CHECK(single_with([](form& f) { f.papers.clear(); }) == "V14 papers; V14 papers; V14 papers");
    CHECK(to_bring(with(single(), [](form& f) { f.papers.clear(); })) ==
          std::vector<paper>{paper::invoice, paper::identity, paper::bank_card});
    CHECK(to_bring(with(single(), [](form& f) { f.agent = "李四"; })) == std::vector<paper>{paper::agent_identity});
    CHECK(to_bring(with(single(), [](form& f) { f.card_holder = "李四"; })) ==
          std::vector<paper>{paper::holder_identity});
    CHECK(check(with(single(), [](form& f) { f.agent = "李四"; }))[0].says.zh ==
          "缺代办人身份证(复印件),请带齐资料后到营业厅办理");
}

TEST_CASE("V14: the identity card matches the invoice and a home passed on is transferred") {
    CHECK(single_with([](form& f) { f.invoice_name = "李四"; }) == "V14 identity_name");
    CHECK(found(with(single(), [](form& f) {
              f.invoice_name = "李四";
              f.passed_on = true;
          })) == "V14 papers; V14 transfer");
}

TEST_CASE("T25: a transfer together with registration asks for its papers") {
    auto f = collective();
    f.invoice_name = "李四";
    f.passed_on = f.transfer = true;
    CHECK(to_bring(f) == std::vector<paper>{paper::bank_card, paper::property_proof});
    CHECK(found(f) == "T25 papers; T25 papers");
    f.papers.insert(f.papers.end(), {paper::bank_card, paper::property_proof});
    CHECK(found(f) == "");
    f.identity_name = "李四";
    CHECK(found(f) == "T25 identity_name");
}

TEST_CASE("V15: an invoice lost before July 2006 is looked up in the ledger and then in the accounts") {
    auto f = collective();
    f.invoice_lost = true;
    f.invoice_date = unknown_date();
    f.papers = {paper::identity, paper::lost_declaration};
    CHECK(found(f) == "V15 paid_on");
    f.paid_on = on("2006-06-30");
    CHECK(found(f) == "V15 ledger_name");
    f.accounting_name = "王芳";
    CHECK(found(f) == "");
    f.ledger_name = "李四";
    CHECK(found(f) == "V15 ledger_name");
}

TEST_CASE("V15: from July 2006 class A is in the system and class B needs the developer or the property proof") {
    auto f = collective();
    f.invoice_lost = true;
    f.invoice_date = unknown_date();
    f.papers = {paper::identity, paper::lost_declaration};
    f.paid_on = on("2006-07-01");
    CHECK(found(f) == "V15 payment_class");
    f.payment_class = payment_class::a;
    CHECK(found(f) == "V15 system_name");
    f.system_name = "王 芳";
    CHECK(found(f) == "V15 system_name");
    f.system_name = "王芳";
    CHECK(found(f) == "");
    f.payment_class = payment_class::b;
    CHECK(found(f) == "V15 papers");
    f.papers.push_back(paper::property_proof);
    CHECK(found(f) == "");
    f.papers.back() = paper::developer_proof;
    CHECK(found(f) == "");
    f.papers.clear();
    CHECK(to_bring(f) == std::vector<paper>{paper::identity, paper::lost_declaration, paper::developer_proof});
    f.special_case = "拆迁户,经理批准";
    CHECK(to_bring(f) == std::vector<paper>{paper::identity, paper::lost_declaration});
}

TEST_CASE("V15: of a home passed on the former holder's payment is looked up") {
    auto f = collective();
    f.invoice_lost = f.passed_on = f.transfer = true;
    f.invoice_name = "李四";
    f.invoice_date = unknown_date();
    f.paid_on = on("2004-01-01");
    f.papers = {paper::identity, paper::lost_declaration, paper::property_proof, paper::bank_card};
    f.ledger_name = "王芳";
    CHECK(found(f) == "V15 ledger_name");
    f.ledger_name = "李四";
    CHECK(found(f) == "");
}

TEST_CASE("V16: the fee comes first and registration after") {
    CHECK(single_with([](form& f) { f.fee.reset(); }) == "V16 fee");
    CHECK(single_with([](form& f) { f.fee = yuan(0); }) == "V16 fee");
    CHECK(collective_with([](form& f) { f.paid_on = on("2026-03-03"); }) == "V16 paid_on");
}

TEST_CASE("V17: paid collectively is collective and paid at the counter is single") {
    CHECK(single_with([](form& f) { f.fee_paid_by = kind::collective; }) == "V17 kind");
    CHECK(collective_with([](form& f) { f.fee_paid_by = kind::single; }) == "V17 kind");
}

TEST_CASE("V18: a meter fitted already keeps its date of fitting") {
    CHECK(single_with([](form& f) { f.meter_fitted = true; }) == "V18 fitted_on");
    CHECK(single_with([](form& f) { f.fitted_on = on("2020-01-01"); }) == "V18 fitted_on");
    CHECK(found(with(single(), [](form& f) {
              f.meter_fitted = true;
              f.fitted_on = unknown_date();
          })) == "");
    CHECK(found(with(single(), [](form& f) {
              f.meter_fitted = true;
              f.fitted_on = on("2026-03-03");
          })) == "V18 fitted_on");
}

TEST_CASE("V19: a home is looked up by its address before it is entered as new") {
    CHECK(single_with([](form& f) { f.home_record.reset(); }) == "V19 home_record");
    home_register const homes{{single().home}};
    check_options o;
    o.homes = &homes;
    CHECK(found(single(), o) == "V19 home_record");
    CHECK(found(with(single(), [](form& f) { f.home_record = home_record::found; }), o) == "");
    auto elsewhere = with(single(), [](form& f) { f.home = {"梅园小区", "1幢", "1单元", "101"}; });
    CHECK(found(elsewhere, o) == "");
    elsewhere.home_record = home_record::found;
    CHECK(found(elsewhere, o) == "V19 home_record");
}

TEST_CASE("V20: the card number entered is read back to the customer") {
    CHECK(single_with([](form& f) { f.card_confirmed = false; }) == "V20 card_confirmed");
    CHECK(found(collective()) == "");
}

TEST_CASE("T26: old and weak and ill and disabled customers are served at home") {
    CHECK(single_with([](form& f) { f.care = care::disabled; }) == "T26 home_service");
    auto const f = with(single(), [](form& x) {
        x.care = care::old;
        x.home_service = true;
    });
    CHECK(found(f) == "");
    CHECK(ticket_fields(f).get("care") == "old");
    CHECK(ticket_fields(f).get("home_service") == "yes");
    CHECK_FALSE(ticket_fields(single()).has("care"));
}

TEST_CASE("T21: the ticket of a meter fitted already says so") {
    auto f = with(collective(), [](form& x) { x.meter_fitted = true; });
    CHECK(ticket_fields(f).get("wishes") == "统一装表");
    f.kind = kind::single;
    f.wishes = "周末上门";
    CHECK(ticket_fields(f).get("wishes") == "周末上门;已装表");
    CHECK(ticket_fields(f).get("address") == "桃园小区8幢2单元301");
}

TEST_CASE("K8: before it is filed the form is signed for and the invoice stamped") {
    check_options o;
    o.stage = stage::file;
    CHECK(found(single(), o) == "K8 leaflets_received; K8 terms_read; K8 invoice_stamped");
    auto const f = with(single(), [](form& x) {
        x.leaflets_received = x.invoice_stamped = true;
        x.terms_read = "王芳";
    });
    CHECK(found(f, o) == "");
}
