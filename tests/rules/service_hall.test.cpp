// 《燃气公司客服大厅服务要求》: missed visits, and installs that cannot be.

#include "flows.hpp"

using namespace flows;

TEST_CASE("T18: a missed inspection states whose cause it was") {
    auto j = inspection_booked();
    CHECK(j.refused({technician, "missed"}).zh == "“未成行”须填结果:公司原因、用户原因");
    for (auto const whose : {outcome::company, outcome::customer}) {
        auto each = inspection_booked();
        CHECK(each.take({technician, "missed", {}, whose}));
    }
}

TEST_CASE(
    "T18: whoever missed it, departments are spoken to, the customer is answered, and a new time "
    "is agreed") {
    auto j = inspection_booked();
    j.walk({{technician, "missed", {}, outcome::company}});
    CHECK(j.refused({receptionist, "answer"}).zh == "“答复用户”之前尚缺:已与部门沟通");
    j.walk({{receptionist, "answer", {evidence::departments_asked}}});
    CHECK(j.on_record(evidence::customer_told));
    CHECK(j.state() == "to_rebook");
    j.walk({{receptionist, "agree"}});
    CHECK(j.state() == "booked");
}

TEST_CASE("T18: nobody home is a missed visit that leads back to a new appointment") {
    auto repair = repair_on_way();
    repair.walk({{technician, "nobody_home"}});
    CHECK(repair.state() == "accepted");
    auto ignition = ignition_submitted();
    ignition.walk({{dispatcher, "assign"}, {receptionist, "phone"}, {technician, "nobody_home"}});
    CHECK(ignition.state() == "assigned");
    CHECK_FALSE(ignition.on_record(evidence::phoned));
}

TEST_CASE("T19: an install is declined with a reason, at the counter or after the survey") {
    journey at_counter(gongdan::install_lifecycle());
    CHECK(at_counter.refused({receptionist, "decline"}).zh == "“谢绝”之前尚缺:说明原因");
    at_counter.walk({{receptionist, "decline", {evidence::reason_given}}});
    CHECK(at_counter.closed());
    auto surveyed = install_submitted();
    surveyed.walk({{dispatcher, "assign"}, {receptionist, "phone"}, at_the_door("survey", outcome::failed)});
    CHECK(surveyed.state() == "infeasible");
    CHECK(surveyed.refused({receptionist, "decline"}).rule == "T19");
    surveyed.walk({{receptionist, "decline", {evidence::reason_given}}});
    CHECK(surveyed.state() == "declined");
}
