// 《客户服务管理办法》 (昆仑): dispatch centre and halls.

#include "flows.hpp"

using namespace flows;

TEST_CASE("T13: an alarm is closed after a return visit only") {
    auto j = alarm_on_scene();
    j.walk({{technician, "make_safe"}, {technician, "verify", {}, outcome::passed}});
    CHECK(j.refused({dispatcher, "close"}).code == "lifecycle.not_here");
    j.walk({{dispatcher, "return_visit"}, {dispatcher, "close"}});
    CHECK(j.closed());
}

TEST_CASE("T14: a hazard is closed only through rectification, follow-up and a passed re-check") {
    auto j = inspection_to_rectify();
    for (auto const* skip : {"follow", "recheck", "return_visit", "close"})
        CHECK(j.refused({role::superior, skip, {}, outcome::passed}).code == "lifecycle.not_here");
    j.walk({{customer, "rectify"}, {receptionist, "follow"}, at_the_door("recheck", outcome::failed)});
    CHECK(j.state() == "to_rectify");
    j.walk({{technician, "rectify"}, {receptionist, "follow"}, at_the_door("recheck", outcome::passed)});
    CHECK(j.state() == "loop_closed");
    CHECK(j.on_record(evidence::hazard_cleared));
    j.walk({{receptionist, "return_visit"}, {receptionist, "close"}});
    CHECK(j.closed());
}

TEST_CASE("T15: a major emergency is not closed before the leaders were told") {
    auto j = alarm_on_scene(outcome::major);
    verify_and_visit(j);
    auto const why = j.refused({dispatcher, "close"});
    CHECK(why.rule == "T15");
    CHECK(why.zh == "“关闭”之前尚缺:汇报领导(非重大免)");
    j.walk({{dispatcher, "tell_leaders"}, {dispatcher, "close"}});
    CHECK(j.on_record(evidence::leaders_told));
    CHECK(j.closed());
}

TEST_CASE("T15: an alarm found major on scene asks for the report that triage had not asked for") {
    auto j = alarm_on_scene(outcome::ordinary);
    j.walk({{technician, "raise"}});
    verify_and_visit(j);
    CHECK(j.refused({dispatcher, "close"}).rule == "T15");
}

TEST_CASE("T15: telling the leaders never holds up making safe") {
    auto j = alarm_on_scene(outcome::major);
    CHECK(j.take({technician, "make_safe"}));
}

TEST_CASE("T15: an ordinary alarm closes without a word to the leaders") {
    auto j = alarm_on_scene(outcome::ordinary);
    verify_and_visit(j).walk({{dispatcher, "close"}});
    CHECK(j.closed());
    CHECK_FALSE(j.on_record(evidence::leaders_told));
}
