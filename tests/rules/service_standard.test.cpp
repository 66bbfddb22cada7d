// 《燃气有限公司客户服务标准(试行)》: faults of the customer's equipment.

#include "flows.hpp"

using namespace flows;

TEST_CASE("P14: staff can go at once, without a time agreed") {
    journey j(gongdan::repair_lifecycle());
    j.walk({{receptionist, "record"}, {receptionist, "order"}});
    CHECK(j.rule() == "P14");
    CHECK(j.state() == "ordered");
}

TEST_CASE("P15: a fault out of scope is referred elsewhere once the customer was told") {
    auto j = repair_on_way();
    j.walk({at_the_door("arrive")});
    CHECK(j.refused({technician, "refer"}).zh == "“转其他渠道”之前尚缺:已答复用户");
    j.walk({{technician, "refer", {evidence::customer_told}}});
    CHECK(j.closed());
    CHECK(j.rule() == "P15");
}

TEST_CASE("P13: a leak is repaired once its cause is found, and verified before anything else") {
    auto j = alarm_on_scene();
    j.walk({{technician, "make_safe"}});
    CHECK(j.refused({technician, "repair"}).rule == "P13");
    j.walk({{technician, "repair", {evidence::cause_found}}, {technician, "verify", {}, outcome::failed}});
    CHECK(j.state() == "made_safe");
}
