// 《营业厅工作流程标准》: registration, ignition, and what comes before a visit.

#include "flows.hpp"

using namespace flows;

TEST_CASE("P16: gas wanted is staff who come and ignite") {
    auto j = ignition_on_scene();
    CHECK(j.rule() == "P16");
    j.walk({{technician, "test", {}, outcome::passed},
            {technician, "check_stove", {}, outcome::passed},
            {technician, "gas_on"}});
    CHECK(j.on_record(evidence::burner_lit));
    j.walk({{customer, "confirm", {evidence::fee_agreed, evidence::customer_signature}},
            {receptionist, "close", {evidence::fee_paid}}});
    CHECK(j.closed());
}

TEST_CASE("T20: a stove without flame-failure protection gets no gas, until it is changed") {
    auto j = ignition_on_scene();
    j.walk({{technician, "test", {}, outcome::passed}, {technician, "check_stove", {}, outcome::failed}});
    CHECK(j.refused({technician, "gas_on", {evidence::flame_protection}}).zh == "“通气”之前尚缺:灶具熄火保护");
    CHECK(j.refused({technician, "refuse"}).zh == "“不予通气”之前尚缺:说明原因");
    j.walk({{technician, "refuse", {evidence::reason_given}}, {customer, "rearrange"}});
    CHECK(j.state() == "to_arrange");
    CHECK_FALSE(j.on_record(evidence::air_tightness));
    CHECK_FALSE(j.on_record(evidence::phoned));
}

TEST_CASE("T20: gas refused is closed once the customer was told") {
    auto j = ignition_on_scene();
    j.walk({{technician, "refuse", {evidence::reason_given}}});
    CHECK(j.refused({receptionist, "close"}).zh == "“关闭”之前尚缺:已答复用户");
    j.walk({{receptionist, "close", {evidence::customer_told}}});
    CHECK(j.closed());
}

TEST_CASE("T21: a home without a record is registered first") {
    journey j(gongdan::ignition_lifecycle());
    j.walk({{receptionist, "match", {}, outcome::failed}});
    CHECK(j.refused({receptionist, "set_meter"}).code == "lifecycle.not_here");
    j.walk({{receptionist, "register_home"}});
    CHECK(j.on_record(evidence::customer_record));
}

TEST_CASE("T21: ignition is submitted for a meter whose state is registered") {
    journey j(gongdan::ignition_lifecycle());
    j.walk({{receptionist, "match", {}, outcome::passed}});
    CHECK(j.refused({receptionist, "submit"}).code == "lifecycle.not_here");
    j.walk({{receptionist, "set_meter"}});
    CHECK(j.on_record(evidence::meter_registered));
    CHECK(j.take({receptionist, "submit"}));
}

TEST_CASE("T23: the customer's wishes for the visit can be noted at any step, closed ones too") {
    auto j = install_submitted();
    CHECK(j.take({customer, "note"}));
    CHECK(j.rule() == "T23");
    CHECK(j.state() == "to_arrange");
}

TEST_CASE("T28: after business is submitted the customer is asked to rate it") {
    auto install = install_submitted();
    install.walk({{customer, "rate"}});
    CHECK(install.on_record(evidence::satisfaction_asked));
    auto ignition = ignition_submitted();
    ignition.walk({{customer, "rate"}});
    CHECK(ignition.rule() == "T28");
}

TEST_CASE("T31: no visit to install or ignite before the customer was phoned, each time anew") {
    auto j = install_submitted();
    j.walk({{dispatcher, "assign"}});
    CHECK(j.refused(at_the_door("survey", outcome::passed)).zh == "“勘查”之前尚缺:电话联系");
    j.walk({{receptionist, "phone"},
            at_the_door("survey", outcome::passed),
            {technician, "plan"},
            {customer, "confirm", {evidence::customer_signature}},
            {dispatcher, "schedule"}});
    CHECK(j.refused(at_the_door("build")).zh == "“开工”之前尚缺:电话联系");
    auto ignition = ignition_submitted();
    ignition.walk({{dispatcher, "assign"}});
    CHECK(ignition.refused(at_the_door("arrive")).code == "lifecycle.not_here");
}

TEST_CASE("T35: the hose to bring can be noted before ignition is submitted") {
    journey j(gongdan::ignition_lifecycle());
    j.walk({{receptionist, "match", {}, outcome::passed}, {receptionist, "set_meter"}, {receptionist, "note_hose"}});
    CHECK(j.on_record(evidence::hose_noted));
    CHECK(j.rule() == "T35");
    CHECK(j.take({receptionist, "submit"}));
}

TEST_CASE("V14: who brings too few papers is told what to bring, and stays to be verified") {
    journey j(gongdan::install_lifecycle());
    CHECK(j.refused({receptionist, "verify", {evidence::identity_checked}}).zh == "“核实”之前尚缺:资料齐全");
    j.walk({{receptionist, "ask_papers"}});
    CHECK(j.on_record(evidence::customer_told));
    CHECK(j.state() == "applied");
}

TEST_CASE("V16: the fee comes first, the form after") {
    journey j(gongdan::install_lifecycle());
    j.walk({{receptionist, "verify", {evidence::identity_checked, evidence::papers_complete}}});
    CHECK(j.refused({customer, "fill"}).zh == "“填表”之前尚缺:已缴费或免费");
}

TEST_CASE("K7: an install is handed over with the sheet that the customer signed") {
    auto j = install_to_accept();
    j.walk({{technician, "accept", {}, outcome::passed}});
    CHECK(j.refused({technician, "hand_over"}).zh == "“移交”之前尚缺:用户签字、安(改)装单");
    j.walk({{technician, "hand_over", {evidence::install_sheet, evidence::customer_signature}}});
    CHECK(j.rule() == "K7");
}

TEST_CASE("K8: the form is signed once leaflets are received and terms read") {
    journey j(gongdan::install_lifecycle());
    j.walk({{receptionist, "verify", {evidence::identity_checked, evidence::papers_complete}},
            {customer, "fill", {evidence::fee_paid}},
            {receptionist, "enter"}});
    CHECK(j.refused({customer, "sign", {evidence::customer_signature, evidence::gas_agreement}}).zh ==
          "“签字”之前尚缺:已收资料并阅读条款");
}
