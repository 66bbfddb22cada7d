// 《管道燃气客户服务中心工作流程标准》: the general flows.

#include "flows.hpp"

using namespace flows;

TEST_CASE("T1: a solved repair can be reported back with a satisfaction survey before it is closed") {
    auto j = repair_updated();
    j.walk({{receptionist, "return_visit"}});
    CHECK(j.on_record(evidence::satisfaction_asked));
    CHECK(j.rule() == "T1");
    j.walk({{receptionist, "close"}});
    CHECK(j.closed());
}

TEST_CASE("T2: nothing is built before survey, plan and the customer's confirmation") {
    auto j = install_submitted();
    CHECK(j.refused({dispatcher, "schedule"}).code == "lifecycle.not_here");
    j.walk({{dispatcher, "assign"},
            {receptionist, "phone"},
            at_the_door("survey", outcome::passed),
            {technician, "plan"}});
    CHECK(j.on_record(evidence::site_plan));
    CHECK(j.refused({customer, "confirm"}).en.find("customer's signature") != std::string::npos);
    j.walk({{customer, "confirm", {evidence::customer_signature}}});
    CHECK(j.state() == "confirmed");
}

TEST_CASE("T2: a plan the customer rejects is made again") {
    auto j = install_to_confirm();
    j.walk({{customer, "reject"}});
    CHECK(j.state() == "surveyed");
    CHECK_FALSE(j.on_record(evidence::site_plan));
}

TEST_CASE(
    "T2: work that fails acceptance goes back to the crew, and the result is told to the customer "
    "before closing") {
    auto j = install_to_accept();
    j.walk({{technician, "accept", {}, outcome::failed}});
    CHECK(j.state() == "building");
    j.walk({{technician, "finish"},
            {technician, "accept", {}, outcome::passed},
            {technician, "hand_over", {evidence::install_sheet, evidence::customer_signature}}});
    CHECK(j.refused({receptionist, "close"}).code == "lifecycle.not_here");
    j.walk({{receptionist, "report"}});
    CHECK(j.on_record(evidence::customer_told));
    j.walk({{receptionist, "close"}});
    CHECK(j.closed());
}

TEST_CASE("T16: an accident inquiry is opened by superiors and ends with a cause") {
    auto j = alarm_on_scene();
    j.walk({{technician, "make_safe"}, {technician, "verify", {}, outcome::passed}});
    CHECK(j.refused({technician, "open_inquiry"}).code == "lifecycle.role");
    j.walk({{role::leader, "open_inquiry"}});
    CHECK(j.refused({dispatcher, "return_visit"}).code == "lifecycle.not_here");
    CHECK(j.refused({role::superior, "end_inquiry"}).zh == "“调查结束”之前尚缺:查明原因");
    j.walk({{role::superior, "end_inquiry", {evidence::cause_found}}});
    CHECK(j.rule() == "T16");
}
