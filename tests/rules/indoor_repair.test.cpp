// 《户内维修业务流程》: the repair, step by step.

#include "flows.hpp"

using namespace flows;

TEST_CASE("T3: a repair, whoever reported it, can only be recorded or cancelled at first") {
    journey j(gongdan::repair_lifecycle());
    CHECK(j.refused({dispatcher, "order"}).zh == "工单待受理,不能“建单登记”;可以:记录、取消");
}

TEST_CASE("T4: the receptionist records the fault and agrees a time of visit") {
    journey j(gongdan::repair_lifecycle());
    CHECK(j.refused({technician, "record"}).rule == "T4");
    j.walk({{receptionist, "record"}});
    CHECK(j.rule() == "T4");
    j.walk({{receptionist, "agree"}});
    CHECK(j.state() == "booked");
    CHECK(j.rule() == "T4");
}

TEST_CASE("T5: no technician sets out before order and ledger were made out and signed for") {
    journey j(gongdan::repair_lifecycle());
    j.walk({{receptionist, "record"}, {receptionist, "agree"}});
    CHECK(j.refused(at_the_door("arrive")).code == "lifecycle.not_here");
    j.walk({{receptionist, "order"}});
    CHECK(j.on_record(evidence::order_issued));
    CHECK(j.on_record(evidence::ledger_entered));
    CHECK(j.refused({receptionist, "sign"}).code == "lifecycle.role");
    j.walk({{technician, "sign"}});
    CHECK(j.on_record(evidence::technician_signature));
    CHECK(j.rule() == "T5");
}

TEST_CASE("T6: after the work comes a test, and a failed one leads back to the work") {
    auto j = repair_to_test();
    CHECK(j.refused({technician, "light"}).code == "lifecycle.not_here");
    j.walk({{technician, "test", {}, outcome::failed}});
    CHECK(j.state() == "repairing");
    CHECK_FALSE(j.on_record(evidence::air_tightness));
    j.walk({{technician, "finish"}, {technician, "test", {}, outcome::passed}});
    CHECK(j.state() == "tested");
    CHECK(j.on_record(evidence::air_tightness));
}

TEST_CASE("T7: the burner is lit only after a passed test and a safety inspection") {
    auto j = repair_tested();
    CHECK(j.refused({technician, "light"}).code == "lifecycle.not_here");
    j.walk({{technician, "inspect", {}, outcome::passed}, {technician, "light"}});
    CHECK(j.on_record(evidence::safety_inspected));
    CHECK(j.on_record(evidence::burner_lit));
    CHECK(j.rule() == "T7");
}

TEST_CASE("T8: a hazard needs measures, a written notice and the customer's signature, and is not lit") {
    auto j = repair_tested();
    j.walk({{technician, "inspect", {}, outcome::hazard}});
    CHECK(j.refused({technician, "light"}).code == "lifecycle.not_here");
    CHECK(j.refused({technician, "write_notice"}).en.find("corrective measures") != std::string::npos);
    j.walk({{technician, "write_notice", {evidence::measures_proposed}}});
    CHECK(j.refused({technician, "sign_notice"}).en.find("customer's signature") != std::string::npos);
    j.walk({sign_notice()});
    CHECK(j.on_record(evidence::notice_signed));
    CHECK_FALSE(j.on_record(evidence::burner_lit));
}

TEST_CASE("T8: a hazard found after lighting gets its notice too") {
    auto j = repair_lit();
    j.walk({{technician, "write_notice", {evidence::measures_proposed}}, sign_notice(), confirm_repair()});
    CHECK(j.state() == "confirmed");
}

TEST_CASE("T9: the signature on a hazard notice does not sign the work order") {
    auto j = repair_tested();
    j.walk({{technician, "inspect", {}, outcome::hazard},
            {technician, "write_notice", {evidence::measures_proposed}},
            sign_notice()});
    CHECK(j.refused({technician, "confirm", {evidence::order_filled, evidence::fee_agreed}}).zh ==
          "“签工单”之前尚缺:用户签字");
    CHECK(j.take(confirm_repair()));
}

TEST_CASE("T9: the order comes back, and is filed once the technician has signed the ledger again") {
    auto j = repair_handed_back();
    CHECK(j.refused({receptionist, "file"}).zh == "“归档填台帐”之前尚缺:维修工交单签字");
    CHECK(j.refused({technician, "file", {evidence::ledger_signed}}).code == "lifecycle.role");
    j.walk({{receptionist, "file", {evidence::ledger_signed}}});
    CHECK(j.on_record(evidence::ledger_completed));
    CHECK(j.rule() == "T9");
}

TEST_CASE("T10: the receptionist updates the order in the system, then closes it") {
    auto j = repair_handed_back();
    j.walk({{receptionist, "file", {evidence::ledger_signed}}});
    CHECK(j.refused({receptionist, "close"}).code == "lifecycle.not_here");
    j.walk({{receptionist, "update"}});
    CHECK(j.refused({technician, "close"}).code == "lifecycle.role");
    j.walk({{receptionist, "close"}});
    CHECK(j.closed());
    CHECK(j.rule() == "T10");
}
