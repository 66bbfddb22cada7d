// What a refused step says, word by word.

#include <gongdan/lifecycle/alarm.hpp>
#include <gongdan/lifecycle/ignition.hpp>
#include <gongdan/lifecycle/repair.hpp>

#include <support/journey.hpp>

using namespace gongdan;

namespace {

void expect(refusal const& r, std::string_view code, std::string_view rule, std::string_view zh, std::string_view en) {
    CHECK(r.code == code);
    CHECK(r.rule == rule);
    CHECK(r.zh == zh);
    CHECK(r.en == en);
}

position at(lifecycle const& l, std::string_view state) {
    auto const found = l.find_state(state);
    REQUIRE(found);
    position p;
    p.state = *found;
    return p;
}

}  // namespace

TEST_CASE("a repair without a passed air-tightness test cannot be closed, and is told so") {
    journey j(repair_lifecycle());
    j.where = at(repair_lifecycle(), "updated");
    expect(j.refused({role::receptionist, "close"}), "lifecycle.evidence", "T10", "“关闭”之前尚缺:气密性试验合格",
           "before 'close' there must be on record: air-tightness test passed");
}

TEST_CASE("evidence that a step gives cannot be brought along with another") {
    journey j(repair_lifecycle());
    j.where = at(repair_lifecycle(), "updated");
    expect(j.refused({role::receptionist, "close", {evidence::air_tightness}}), "lifecycle.evidence", "T10",
           "“关闭”之前尚缺:气密性试验合格", "before 'close' there must be on record: air-tightness test passed");
}

TEST_CASE("evidence that a step gives is not recorded by a note that claims it") {
    journey j(repair_lifecycle());
    CHECK(j.take({role::customer, "note", {evidence::air_tightness}}));
    CHECK_FALSE(j.on_record(evidence::air_tightness));
}

TEST_CASE("all that is missing is named at once") {
    journey j(repair_lifecycle());
    j.where = at(repair_lifecycle(), "dispatched");
    expect(j.refused({role::technician, "arrive", {evidence::credentials_shown}}), "lifecycle.evidence", "T11",
           "“上门”之前尚缺:核对用户身份、与用户一同进入",
           "before 'arrive' there must be on record: customer's identity checked, entered together "
           "with the customer");
}

TEST_CASE("the wrong role is told who could") {
    journey j(repair_lifecycle());
    expect(j.refused({role::technician, "record"}), "lifecycle.role", "T4", "“记录”须由接待员办理,维修工不能",
           "'record' is for the receptionist, not for the technician");
    expect(j.refused({role::customer, "cancel"}), "lifecycle.role", "", "“取消”须由接待员、调度员、上级办理,用户不能",
           "'cancel' is for the receptionist, dispatcher or superior, not for the customer");
}

TEST_CASE("a step that is not possible here is answered with what is") {
    journey j(repair_lifecycle());
    expect(j.refused({role::technician, "light"}), "lifecycle.not_here", "",
           "工单待受理,不能“置换点灶”;可以:记录、取消",
           "the ticket is reported: 'purge and light' is not possible; possible are record, cancel");
}

TEST_CASE("a step at a ticket that has ended is answered without an alternative") {
    journey j(repair_lifecycle());
    j.where = at(repair_lifecycle(), "cancelled");
    expect(j.refused({role::technician, "light"}), "lifecycle.not_here", "", "工单已取消,不能“置换点灶”",
           "the ticket is cancelled: 'purge and light' is not possible");
}

TEST_CASE("an outcome that is not stated, or fits nothing here, is asked for") {
    journey j(repair_lifecycle());
    j.where = at(repair_lifecycle(), "to_test");
    expect(j.refused({role::technician, "test"}), "lifecycle.outcome", "T6", "“气密性试验”须填结果:合格、不合格",
           "'air-tightness test' must state an outcome: passed or failed");
    CHECK(j.refused({role::technician, "test", {}, outcome::major}).code == "lifecycle.outcome");
}

TEST_CASE("a ticket that is not held cannot be resumed, and says what it is") {
    journey j(repair_lifecycle());
    expect(j.refused({role::receptionist, "resume"}), "lifecycle.not_here", "",
           "工单计时中,不能“恢复”;可以:暂停、约定时间、调整级别、指派、备注、移交首问责任、并单",
           "the ticket is running: 'resume' is not possible; possible are hold, agree a time, "
           "change the level, assign a crew, note, hand over the responsibility, merge");
}

TEST_CASE("a closed ticket cannot be held, and says why") {
    journey j(repair_lifecycle());
    j.where = at(repair_lifecycle(), "closed");
    expect(j.refused({role::receptionist, "hold"}), "lifecycle.closed", "P19", "工单已关闭,不能“暂停”",
           "the ticket is closed: 'hold' is no longer possible");
}

TEST_CASE("without flame-failure protection gas stays off, and the missing thing is named") {
    journey j(ignition_lifecycle());
    j.where = at(ignition_lifecycle(), "on_scene");
    j.walk({{role::technician, "test", {}, outcome::passed}, {role::technician, "check_stove", {}, outcome::failed}});
    expect(j.refused({role::technician, "gas_on"}), "lifecycle.evidence", "T20", "“通气”之前尚缺:灶具熄火保护",
           "before 'gas on' there must be on record: stove with flame-failure protection");
}

TEST_CASE("a major alarm of which the leaders do not know cannot be closed") {
    journey j(alarm_lifecycle());
    j.where = at(alarm_lifecycle(), "major");
    j.walk({{role::technician, "make_safe"},
            {role::technician, "verify", {}, outcome::passed},
            {role::dispatcher, "return_visit"}});
    expect(j.refused({role::dispatcher, "close"}), "lifecycle.evidence", "T15", "“关闭”之前尚缺:汇报领导(非重大免)",
           "before 'close' there must be on record: leaders told, where it is major");
}
