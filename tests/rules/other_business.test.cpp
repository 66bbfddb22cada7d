// The types beside repair, alarm, install, ignition and inspection: what each insists on.

#include <gongdan/lifecycle/bellows.hpp>
#include <gongdan/lifecycle/complaint.hpp>
#include <gongdan/lifecycle/consult.hpp>
#include <gongdan/lifecycle/counter.hpp>
#include <gongdan/lifecycle/decommission.hpp>
#include <gongdan/lifecycle/gas_stop.hpp>
#include <gongdan/lifecycle/inquiry.hpp>
#include <gongdan/lifecycle/meter_change.hpp>
#include <gongdan/lifecycle/outage.hpp>
#include <gongdan/lifecycle/return_visit.hpp>

#include "flows.hpp"

using namespace flows;

namespace {

/// From a ticket that was recorded to a crew at the door.
journey on_scene(gongdan::lifecycle const& l, std::vector<evidence> at_counter = {evidence::customer_record}) {
    journey j(l);
    j.walk({{receptionist, "record", std::move(at_counter)},
            {dispatcher, "assign"},
            {receptionist, "agree"},
            at_the_door("arrive")});
    return j;
}
journey::step accept_work() { return {customer, "confirm", {evidence::fee_agreed, evidence::customer_signature}}; }

journey complaint_told() {
    journey j(gongdan::complaint_lifecycle());
    j.walk({{receptionist, "classify"},
            {role::superior, "investigate"},
            {role::superior, "find"},
            {role::superior, "decide"},
            {receptionist, "tell"}});
    return j;
}

}  // namespace

TEST_CASE("T1, T34: a consult nobody at the counter can answer goes to a colleague, and closes only once answered") {
    journey j(gongdan::consult_lifecycle());
    j.walk({{receptionist, "record"}, {receptionist, "hand_on"}});
    CHECK(j.rule() == "T34");
    CHECK(j.refused({receptionist, "close"}).code == "lifecycle.not_here");
    j.walk({{role::department, "answer"}, {receptionist, "return_visit"}, {receptionist, "close"}});
    CHECK(j.closed());
}

TEST_CASE("T13: gas stopped at the customer's wish comes back on the same ticket, after a passed test alone") {
    auto j = on_scene(gongdan::gas_stop_lifecycle());
    j.walk({{technician, "stop_gas"}, {customer, "ask_restore"}, {receptionist, "agree"}, at_the_door("arrive")});
    CHECK(j.on_record(evidence::gas_off));
    j.walk({{technician, "test", {}, outcome::failed}});
    CHECK(j.refused({technician, "restore"}).zh == "“恢复供气”之前尚缺:气密性试验合格");
    j.walk({{technician, "test", {}, outcome::passed}, {technician, "restore"}});
    CHECK_FALSE(j.on_record(evidence::gas_off));
    j.walk({accept_work(), {receptionist, "close", {evidence::fee_paid}}});
    CHECK(j.closed());
}

TEST_CASE("T13: nothing is removed while gas is on or the meter unread") {
    auto j = on_scene(gongdan::decommission_lifecycle());
    CHECK(j.refused({technician, "stop_gas"}).zh == "“停气停用”之前尚缺:表底数");
    j.walk({{technician, "read_meter"}, {technician, "stop_gas"}, {technician, "remove"}, accept_work()});
    CHECK(j.refused({receptionist, "close"}).zh == "“关闭”之前尚缺:已缴费或免费");
}

TEST_CASE("T16: an inquiry begins with the leaders told and ends with measures") {
    journey j(gongdan::inquiry_lifecycle());
    CHECK(j.refused({role::superior, "investigate"}).code == "lifecycle.not_here");
    j.walk({{dispatcher, "tell_leaders"},
            {role::superior, "investigate"},
            {role::department, "find"},
            {role::superior, "report"}});
    CHECK(j.refused({role::leader, "close"}).zh == "“结案”之前尚缺:整改措施");
    j.walk({{role::leader, "close", {evidence::measures_proposed}}});
}

TEST_CASE("P17: no gas is stopped for work before the outage was approved and announced") {
    journey j(gongdan::outage_lifecycle());
    CHECK(j.refused({dispatcher, "approve"}).code == "lifecycle.role");
    j.walk({{role::leader, "approve"}});
    CHECK(j.refused({technician, "stop_gas"}).code == "lifecycle.not_here");
    CHECK(j.refused({dispatcher, "announce"}).zh == "“公告”之前尚缺:停气公告");
    j.walk({{dispatcher, "announce", {evidence::notice_published}},
            {technician, "stop_gas"},
            {technician, "work"},
            {technician, "test", {}, outcome::passed},
            {technician, "restore"},
            {dispatcher, "close"}});
    CHECK(j.closed());
}

TEST_CASE("T17: who stays dissatisfied is heard by a superior, and gets a new answer") {
    auto j = complaint_told();
    j.walk({{customer, "rate", {}, outcome::failed}});
    CHECK(j.refused({receptionist, "close"}).code == "lifecycle.not_here");
    j.walk({{receptionist, "raise"}});
    CHECK(j.rule() == "T17");
    CHECK(j.refused({receptionist, "decide"}).code == "lifecycle.role");
    j.walk({{role::superior, "decide"},
            {receptionist, "tell"},
            {customer, "rate", {}, outcome::passed},
            {receptionist, "close"}});
    CHECK(j.closed());
}

TEST_CASE("T30: a report of favours is rewarded once it is proven, by superiors alone") {
    auto j = complaint_told();
    CHECK(j.refused({role::superior, "reward"}).zh == "“举报奖励”之前尚缺:举报属实");
    CHECK(j.refused({receptionist, "reward", {evidence::favours_proven}}).code == "lifecycle.role");
    j.walk({{role::superior, "reward", {evidence::favours_proven}}});
    CHECK(j.on_record(evidence::reward_paid));
}

TEST_CASE("T24: a meter is changed once the old one is read, and the ledger knows before it closes") {
    auto j = on_scene(gongdan::meter_change_lifecycle());
    CHECK(j.refused({technician, "change"}).zh == "“换表”之前尚缺:表底数");
    j.walk(
        {{technician, "read_meter"}, {technician, "change"}, {technician, "test", {}, outcome::passed}, accept_work()});
    CHECK(j.refused({receptionist, "close"}).code == "lifecycle.not_here");
    j.walk({{receptionist, "enter", {evidence::fee_paid}}, {receptionist, "close"}});
    CHECK(j.closed());
}

TEST_CASE("T24, T25, V14: the counter opens no account without the agreement, transfers none without papers") {
    journey j(gongdan::counter_lifecycle());
    j.walk({{receptionist, "call"}});
    CHECK(j.refused({receptionist, "open_account", {evidence::papers_complete, evidence::identity_checked}}).zh ==
          "“开户登记”之前尚缺:安全用气协议");
    CHECK(j.refused({receptionist, "transfer", {evidence::original_invoice, evidence::identity_checked}}).zh ==
          "“过户”之前尚缺:房产证明");
    CHECK(j.refused({receptionist, "decline"}).zh == "“退回补件”之前尚缺:已答复用户");
    j.walk({{receptionist, "sell"}, {customer, "rate"}, {receptionist, "close"}});
    CHECK(j.on_record(evidence::ledger_entered));
}

TEST_CASE("T35: a hose is not ordered to be changed before its size is noted, nor signed for before it is tight") {
    journey at_counter(gongdan::bellows_lifecycle());
    CHECK(at_counter.refused({receptionist, "record", {evidence::customer_record}}).zh ==
          "“登记”之前尚缺:波纹管长度规格");
    auto j = on_scene(gongdan::bellows_lifecycle(), {evidence::customer_record, evidence::hose_noted});
    j.walk({{technician, "change"}, {technician, "test", {}, outcome::failed}});
    CHECK(j.state() == "on_scene");
    CHECK(j.refused(accept_work()).code == "lifecycle.not_here");
}

TEST_CASE("T18: a missed visit of any type states whose fault it was, is answered, and is arranged again") {
    auto j = journey(gongdan::bellows_lifecycle());
    j.walk({{receptionist, "record", {evidence::customer_record, evidence::hose_noted}},
            {dispatcher, "assign"},
            {receptionist, "agree"},
            {receptionist, "phone"}});
    CHECK(j.refused({technician, "missed"}).code == "lifecycle.outcome");
    j.walk({{technician, "missed", {}, outcome::customer}});
    CHECK_FALSE(j.on_record(evidence::phoned));
    CHECK(j.refused({receptionist, "answer"}).zh == "“答复用户”之前尚缺:已与部门沟通");
    j.walk({{receptionist, "answer", {evidence::departments_asked}}, {receptionist, "agree"}});
    CHECK(j.state() == "booked");
}

TEST_CASE("T28: a return visit that finds a dissatisfied customer becomes a complaint, and is not closed") {
    journey j(gongdan::return_visit_lifecycle());
    j.walk({{receptionist, "call", {}, outcome::failed},
            {receptionist, "call", {}, outcome::passed},
            {receptionist, "rate", {}, outcome::failed}});
    CHECK(j.refused({receptionist, "close"}).code == "lifecycle.not_here");
    j.walk({{receptionist, "complain"}});
    CHECK(j.closed());
}
