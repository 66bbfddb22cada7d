// 《客服中心管理制度汇编》: the alarm, and the yearly inspection.

#include "flows.hpp"

using namespace flows;

TEST_CASE("P4: an alarm sends a crew to the scene, and only a crew arrives") {
    auto j = alarm_triaged(outcome::ordinary);
    CHECK(j.refused({technician, "arrive"}).code == "lifecycle.not_here");
    j.walk({{dispatcher, "send"}});
    CHECK(j.refused({dispatcher, "arrive"}).code == "lifecycle.role");
    j.walk({{technician, "arrive"}});
    CHECK(j.state() == "on_scene");
    CHECK(j.rule() == "P4");
}

TEST_CASE("P4: a blocked road holds an alarm without moving it, and the crew still arrives") {
    auto j = alarm_triaged(outcome::ordinary);
    j.walk({{dispatcher, "send"}, {technician, "hold"}});
    CHECK(j.state() == "on_way");
    CHECK(j.held());
    CHECK(j.take({technician, "arrive"}));
}

TEST_CASE("P4: no gas on scene makes a false alarm, on a measurement only") {
    auto j = alarm_on_scene();
    CHECK(j.refused({technician, "dismiss"}).zh == "“判为误报”之前尚缺:现场检测无泄漏");
    j.walk({{technician, "dismiss", {evidence::gas_checked}}});
    CHECK(j.closed());
}

TEST_CASE("T32: an alarm asks for no customer record at any step") {
    CHECK_FALSE(gongdan::alarm_lifecycle().find_evidence("customer_record"));
}

TEST_CASE("I1: a household's inspection without a hazard is closed once it was inspected") {
    auto j = inspection_booked();
    j.walk({at_the_door("inspect", outcome::passed)});
    CHECK(j.rule() == "I1");
    CHECK(j.on_record(evidence::safety_inspected));
    j.walk({{receptionist, "close"}});
    CHECK(j.closed());
}

TEST_CASE("I2: an inspection that is due needs no appointment to be carried out") {
    journey j(gongdan::inspection_lifecycle());
    j.walk({{dispatcher, "assign"}, at_the_door("inspect", outcome::passed)});
    CHECK(j.state() == "clear");
}
