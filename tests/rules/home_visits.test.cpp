// 《上门服务制度》: what happens at the customer's door.

#include "flows.hpp"

using namespace flows;

TEST_CASE(
    "T11: no visit of any type begins before identity, credentials and going in together are on "
    "record") {
    journey visits[] = {repair_on_way(), install_scheduled(), ignition_submitted(), inspection_booked()};
    visits[1].walk({{receptionist, "phone"}});
    visits[2].walk({{dispatcher, "assign"}, {receptionist, "phone"}});
    char const* const begins[] = {"arrive", "build", "arrive", "inspect"};
    for (std::size_t i = 0; i < 4; ++i) {
        INFO("visit: ", i);
        auto const why = visits[i].refused({technician, begins[i], {}, outcome::passed});
        CHECK(why.en.find("customer's identity checked, credentials shown, entered together with "
                          "the customer") != std::string::npos);
        CHECK(visits[i].take(at_the_door(begins[i], outcome::passed)));
    }
}

TEST_CASE("T11: a second visit shows its credentials afresh") {
    auto j = install_to_confirm();
    CHECK(j.on_record(evidence::credentials_shown));
    j.walk({{customer, "confirm", {evidence::customer_signature}}, {dispatcher, "schedule"}});
    CHECK_FALSE(j.on_record(evidence::credentials_shown));
}

TEST_CASE("T12: a special case is talked over with the customer before the work is done, and is on record") {
    auto j = repair_on_way();
    CHECK(j.take(at_the_door("arrive")));
    j.walk({{technician, "talk_over"}});
    CHECK(j.state() == "repairing");
    CHECK(j.on_record(evidence::talked_over));
    CHECK(j.refused({receptionist, "talk_over"}).rule == "T12");
}

TEST_CASE("T11: content and fee are agreed, then the fee is paid, then an invoice may be had") {
    auto j = repair_lit();
    CHECK(j.refused({customer, "confirm", {evidence::order_filled, evidence::customer_signature}}).zh ==
          "“签工单”之前尚缺:工作内容和费用确认");
    j.walk({confirm_repair()});
    CHECK(j.refused({technician, "hand_back"}).zh == "“交单”之前尚缺:已缴费或免费");
    j.walk({{receptionist, "give_invoice"}, {technician, "hand_back", {evidence::fee_paid}}});
    CHECK(j.on_record(evidence::invoice_given));
}

TEST_CASE(
    "T12: a special case talked over with the customer holds the ticket, which goes on where it "
    "stood") {
    auto j = repair_on_way();
    j.walk({at_the_door("arrive"), {technician, "hold"}, {technician, "resume"}});
    CHECK(j.state() == "repairing");
}
