#pragma once

// The usual course of each type, cut where rules look closer.

#include <gongdan/lifecycle/alarm.hpp>
#include <gongdan/lifecycle/ignition.hpp>
#include <gongdan/lifecycle/inspection.hpp>
#include <gongdan/lifecycle/install.hpp>
#include <gongdan/lifecycle/repair.hpp>

#include <support/journey.hpp>

namespace flows {

using gongdan::evidence;
using gongdan::outcome;
using gongdan::role;

inline constexpr auto receptionist = role::receptionist;
inline constexpr auto technician = role::technician;
inline constexpr auto dispatcher = role::dispatcher;
inline constexpr auto customer = role::customer;

inline journey::step at_the_door(std::string_view event, outcome stated = outcome::unstated) {
    return {technician,
            event,
            {evidence::identity_checked, evidence::credentials_shown, evidence::entered_together},
            stated};
}
inline journey::step confirm_repair() {
    return {customer, "confirm", {evidence::order_filled, evidence::fee_agreed, evidence::customer_signature}};
}
inline journey::step sign_notice() { return {customer, "sign_notice", {evidence::customer_signature}}; }

inline journey repair_on_way() {
    journey j(gongdan::repair_lifecycle());
    j.walk({{receptionist, "record"}, {receptionist, "agree"}, {receptionist, "order"}, {technician, "sign"}});
    return j;
}
inline journey repair_to_test() {
    auto j = repair_on_way();
    j.walk({at_the_door("arrive"), {technician, "finish"}});
    return j;
}
inline journey repair_tested() {
    auto j = repair_to_test();
    j.walk({{technician, "test", {}, outcome::passed}});
    return j;
}
inline journey repair_lit() {
    auto j = repair_tested();
    j.walk({{technician, "inspect", {}, outcome::passed}, {technician, "light"}});
    return j;
}
inline journey repair_handed_back() {
    auto j = repair_lit();
    j.walk({confirm_repair(), {technician, "hand_back", {evidence::fee_paid}}});
    return j;
}
inline journey repair_updated() {
    auto j = repair_handed_back();
    j.walk({{receptionist, "file", {evidence::ledger_signed}}, {receptionist, "update"}});
    return j;
}

inline journey alarm_triaged(outcome how) {
    journey j(gongdan::alarm_lifecycle());
    j.walk({{dispatcher, "take"}, {dispatcher, "triage", {}, how}});
    return j;
}
inline journey alarm_on_scene(outcome how = outcome::ordinary) {
    auto j = alarm_triaged(how);
    j.walk({{dispatcher, "send"}, {technician, "arrive"}});
    return j;
}
inline journey& verify_and_visit(journey& j) {
    return j.walk({{technician, "make_safe"},
                   {technician, "repair", {evidence::cause_found}},
                   {technician, "verify", {}, outcome::passed},
                   {dispatcher, "return_visit"}});
}

inline journey install_submitted() {
    journey j(gongdan::install_lifecycle());
    j.walk({{receptionist, "verify", {evidence::identity_checked, evidence::papers_complete}},
            {customer, "fill", {evidence::fee_paid}},
            {receptionist, "enter"},
            {customer, "sign", {evidence::customer_signature, evidence::leaflets_received, evidence::gas_agreement}},
            {receptionist, "submit"}});
    return j;
}
inline journey install_to_confirm() {
    auto j = install_submitted();
    j.walk({{dispatcher, "assign"},
            {receptionist, "phone"},
            at_the_door("survey", outcome::passed),
            {technician, "plan"}});
    return j;
}
inline journey install_scheduled() {
    auto j = install_to_confirm();
    j.walk({{customer, "confirm", {evidence::customer_signature}}, {dispatcher, "schedule"}});
    return j;
}
inline journey install_to_accept() {
    auto j = install_scheduled();
    j.walk({{receptionist, "phone"}, at_the_door("build"), {technician, "finish"}});
    return j;
}

inline journey ignition_submitted() {
    journey j(gongdan::ignition_lifecycle());
    j.walk({{receptionist, "match", {}, outcome::passed}, {receptionist, "set_meter"}, {receptionist, "submit"}});
    return j;
}
inline journey ignition_on_scene() {
    auto j = ignition_submitted();
    j.walk({{dispatcher, "assign"}, {receptionist, "phone"}, at_the_door("arrive")});
    return j;
}

inline journey inspection_booked() {
    journey j(gongdan::inspection_lifecycle());
    j.walk({{dispatcher, "assign"}, {receptionist, "agree"}});
    return j;
}
inline journey inspection_with_hazard() {
    auto j = inspection_booked();
    j.walk({at_the_door("inspect", outcome::hazard)});
    return j;
}
inline journey inspection_to_rectify() {
    auto j = inspection_with_hazard();
    j.walk({{technician, "write_notice", {evidence::measures_proposed}}, sign_notice()});
    return j;
}

}  // namespace flows
