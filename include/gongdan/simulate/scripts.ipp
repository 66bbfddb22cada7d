#pragma once

// What the simulated people do, type by type.

#include <gongdan/lifecycle/custody.hpp>
#include <gongdan/simulate/script.hpp>
#include <gongdan/ticket/evidence.hpp>
#include <gongdan/ticket/hold.hpp>
#include <gongdan/ticket/kind.hpp>

#include <initializer_list>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace script_detail {

inline script_step say(role as,
                       std::string_view event,
                       std::initializer_list<evidence> with = {},
                       outcome stated = outcome::unstated) {
    script_step s;
    s.what.event = event;
    s.what.who.as = as;
    for (evidence const e : with) s.what.data.set(label(e).code, "yes");
    if (stated != outcome::unstated) s.what.data.set(field::outcome, label(stated).code);
    return s;
}

inline script_step assign() {
    auto s = say(role::dispatcher, label(custody_event::assign).code);
    s.names_crew = true;
    return s;
}

inline script_step agree() {
    auto s = say(role::dispatcher, label(custody_event::agree).code);
    s.names_time = true;
    return s;
}

inline script_step hold_for(hold_reason why) {
    auto s = say(role::dispatcher, label(custody_event::hold).code);
    s.what.data.set(field::reason, label(why).code);
    return s;
}

inline script_step resume() { return say(role::dispatcher, label(custody_event::resume).code); }
inline script_step note() { return say(role::dispatcher, label(custody_event::note).code); }
inline script_step cancel() { return say(role::dispatcher, "cancel", {evidence::reason_given}); }

inline script_step at_the_door(std::string_view event, outcome stated = outcome::unstated) {
    return say(role::technician, event,
               {evidence::identity_checked, evidence::credentials_shown, evidence::entered_together}, stated);
}

inline script plain() {
    script s;
    s.type = kind::imported;
    s.arrived = s.resumed = {say(role::system, "work")};
    s.interrupted = s.absent = s.postponed = s.part = {say(role::system, "wait")};
    s.done = {say(role::system, "resolve")};
    s.abandoned = {say(role::system, "close")};
    return s;
}

/// A work order that is interrupted keeps its state: what stopped is told in a note.
inline script work_order(std::string_view type) {
    script s;
    s.type = type;
    s.taken_again = {assign()};
    s.interrupted = s.rework = {note()};
    s.postponed = {agree()};
    s.part = {hold_for(hold_reason::part_missing)};
    s.part_back = {resume()};
    return s;
}

inline script repair() {
    auto s = work_order(kind::repair);
    s.opened = {say(role::receptionist, "record")};
    s.taken = {say(role::dispatcher, "order"), assign(), say(role::technician, "sign")};
    s.arrived = {at_the_door("arrive")};
    s.absent = {say(role::technician, "nobody_home"), hold_for(hold_reason::nobody_home)};
    s.back = {resume()};
    s.done = {
        say(role::technician, "finish"),
        say(role::technician, "test", {}, outcome::passed),
        say(role::technician, "inspect", {}, outcome::passed),
        say(role::technician, "light"),
        say(role::technician, "confirm", {evidence::order_filled, evidence::fee_agreed, evidence::customer_signature}),
        say(role::technician, "hand_back", {evidence::fee_paid}),
        say(role::receptionist, "file", {evidence::ledger_signed}),
        say(role::receptionist, "update"),
        say(role::receptionist, "close")};
    s.abandoned = {cancel()};
    s.retries = {{"test", "finish"}};
    return s;
}

inline script alarm() {
    auto s = work_order(kind::alarm);
    s.opened = {say(role::receptionist, "take"), say(role::receptionist, "triage", {}, outcome::ordinary)};
    s.taken = {assign(), say(role::dispatcher, "send")};
    s.arrived = {say(role::technician, "arrive")};
    s.done = {say(role::technician, "make_safe"), say(role::technician, "repair", {evidence::cause_found}),
              say(role::technician, "verify", {}, outcome::passed), say(role::receptionist, "return_visit"),
              say(role::receptionist, "close")};
    s.retries = {{"verify", "repair"}};
    return s;
}

/// Survey and installation in one visit.
inline script install() {
    auto s = work_order(kind::install);
    s.opened = {say(role::receptionist, "verify", {evidence::identity_checked, evidence::papers_complete}),
                say(role::receptionist, "fill", {evidence::fee_paid}), say(role::receptionist, "enter"),
                say(role::receptionist, "sign",
                    {evidence::customer_signature, evidence::leaflets_received, evidence::gas_agreement}),
                say(role::receptionist, "submit")};
    s.taken = {assign(), say(role::technician, "phone")};
    s.arrived = {at_the_door("survey", outcome::passed),
                 say(role::technician, "plan"),
                 say(role::receptionist, "confirm", {evidence::customer_signature}),
                 say(role::dispatcher, "schedule"),
                 say(role::technician, "phone"),
                 at_the_door("build")};
    s.absent = {say(role::technician, "nobody_home"), hold_for(hold_reason::nobody_home)};
    s.back = {resume()};
    s.done = {say(role::technician, "finish"), say(role::technician, "accept", {}, outcome::passed),
              say(role::technician, "hand_over", {evidence::install_sheet, evidence::customer_signature}),
              say(role::receptionist, "report"), say(role::receptionist, "close")};
    s.abandoned = {cancel()};
    s.retries = {{"accept", "finish"}};
    return s;
}

inline script ignition() {
    auto s = work_order(kind::ignition);
    s.opened = {say(role::receptionist, "match", {}, outcome::passed), say(role::receptionist, "set_meter"),
                say(role::receptionist, "submit")};
    s.taken = {assign(), say(role::technician, "phone")};
    s.arrived = {at_the_door("arrive")};
    s.absent = {say(role::technician, "nobody_home"), hold_for(hold_reason::nobody_home)};
    s.back = {resume()};
    s.done = {say(role::technician, "test", {}, outcome::passed),
              say(role::technician, "check_stove", {}, outcome::passed), say(role::technician, "gas_on"),
              say(role::technician, "confirm", {evidence::fee_agreed, evidence::customer_signature}),
              say(role::receptionist, "close", {evidence::fee_paid})};
    s.abandoned = {cancel()};
    s.retries = {{"test", "test"}, {"check_stove", "check_stove"}};
    return s;
}

/// Where nobody was home the next visit is agreed on, which is what the promise then stands for.
inline script inspection() {
    auto s = work_order(kind::inspection);
    s.taken = {assign()};
    s.absent = {say(role::technician, "missed", {}, outcome::customer),
                say(role::dispatcher, "answer", {evidence::departments_asked}), agree()};
    s.done = {at_the_door("inspect", outcome::passed), say(role::receptionist, "close")};
    s.abandoned = {cancel()};
    return s;
}

/// A visit that is arranged by the rows every visit shares (blocks.hpp).
inline script visit(std::string_view type,
                    script::steps opened,
                    script::steps done,
                    std::vector<script_retry> retries = {}) {
    auto s = work_order(type);
    s.retries = std::move(retries);
    s.opened = std::move(opened);
    s.taken = {assign(), agree(), say(role::technician, "phone")};
    s.arrived = {at_the_door("arrive")};
    s.absent = {say(role::technician, "missed", {}, outcome::customer),
                say(role::dispatcher, "answer", {evidence::departments_asked})};
    s.done = std::move(done);
    s.abandoned = {cancel()};
    return s;
}

inline script_step record() { return say(role::receptionist, "record", {evidence::customer_record}); }
inline script_step confirm() {
    return say(role::technician, "confirm", {evidence::fee_agreed, evidence::customer_signature});
}
inline script_step close_paid() { return say(role::receptionist, "close", {evidence::fee_paid}); }
inline script_step passed(std::string_view event) { return say(role::technician, event, {}, outcome::passed); }

inline script modification() {
    auto s = visit(
        kind::modification,
        {say(role::receptionist, "verify", {evidence::customer_record}), say(role::receptionist, "submit")},
        {say(role::technician, "plan"),
         say(role::receptionist, "confirm", {evidence::fee_agreed, evidence::customer_signature}),
         say(role::technician, "build",
             {evidence::fee_paid, evidence::identity_checked, evidence::credentials_shown, evidence::entered_together}),
         say(role::technician, "finish", {evidence::install_sheet}), passed("accept"),
         say(role::receptionist, "report"), say(role::receptionist, "close")});
    s.arrived = {at_the_door("survey", outcome::ordinary)};
    s.retries = {{"accept", "finish"}};
    return s;
}

inline script gas_stop() {
    return visit(kind::gas_stop, {record()}, {say(role::technician, "stop_gas"), confirm(), close_paid()});
}

inline script unseal() {
    return visit(kind::unseal, {record()},
                 {passed("test"), passed("check_stove"), say(role::technician, "unseal"), confirm(), close_paid()},
                 {{"test", "test"}, {"check_stove", "check_stove"}});
}

inline script seal() {
    return visit(
        kind::seal, {say(role::receptionist, "record", {evidence::fee_paid}, outcome::passed)},
        {say(role::technician, "seal"), say(role::technician, "return_paper"), say(role::receptionist, "close")});
}

inline script bellows() {
    return visit(kind::bellows, {say(role::receptionist, "record", {evidence::customer_record, evidence::hose_noted})},
                 {say(role::technician, "change"), passed("test"), confirm(), close_paid()}, {{"test", "change"}});
}

inline script meter_change() {
    return visit(kind::meter_change, {record()},
                 {say(role::technician, "read_meter"), say(role::technician, "change"), passed("test"), confirm(),
                  say(role::receptionist, "enter", {evidence::fee_paid}), say(role::receptionist, "close")},
                 {{"test", "change"}});
}

inline script decommission() {
    return visit(kind::decommission, {record()},
                 {say(role::technician, "read_meter"), say(role::technician, "stop_gas"),
                  say(role::technician, "remove"), confirm(), close_paid()});
}

inline script network_fault() {
    auto s = work_order(kind::network_fault);
    s.opened = {say(role::dispatcher, "triage", {}, outcome::ordinary)};
    s.taken = {assign(), say(role::dispatcher, "send")};
    s.arrived = {say(role::technician, "arrive")};
    s.done = {say(role::technician, "isolate"), say(role::technician, "fix", {evidence::cause_found}), passed("verify"),
              say(role::dispatcher, "close")};
    s.retries = {{"verify", "fix"}};
    return s;
}

/// The customer rectifies; a crew is needed for the re-check.
inline script rectification() {
    auto s = work_order(kind::rectification);
    s.opened = {say(role::receptionist, "grade", {evidence::notice_signed}, outcome::ordinary), agree(),
                say(role::customer, "rectify"), say(role::dispatcher, "follow")};
    s.taken = {assign()};
    s.absent = {say(role::technician, "missed", {}, outcome::customer), say(role::dispatcher, "follow")};
    s.done = {at_the_door("recheck", outcome::passed), say(role::receptionist, "close")};
    return s;
}

// Work at a desk: the crews of such a scenario are the people who sit there.

inline script consult() {
    auto s = work_order(kind::consult);
    s.opened = {say(role::receptionist, "record")};
    s.taken = {assign()};
    s.done = {say(role::receptionist, "answer"), say(role::receptionist, "close")};
    return s;
}

inline script complaint() {
    auto s = work_order(kind::complaint);
    s.opened = {say(role::receptionist, "classify")};
    s.taken = {assign()};
    s.arrived = {say(role::superior, "investigate")};
    s.done = {say(role::superior, "find"), say(role::superior, "decide"), say(role::receptionist, "tell"),
              say(role::receptionist, "close")};
    s.abandoned = {say(role::customer, "withdraw")};
    return s;
}

inline script outage() {
    auto s = work_order(kind::outage);
    s.opened = {say(role::leader, "approve"), say(role::dispatcher, "announce", {evidence::notice_published})};
    s.taken = {assign()};
    s.arrived = {say(role::technician, "stop_gas")};
    s.done = {say(role::technician, "work"), passed("test"), say(role::technician, "restore"),
              say(role::dispatcher, "close")};
    s.abandoned = {say(role::leader, "call_off", {evidence::notice_published})};
    s.retries = {{"test", "work"}};
    return s;
}

inline script counter() {
    auto s = work_order(kind::counter);
    s.taken = {assign()};
    s.arrived = {say(role::receptionist, "call")};
    s.done = {say(role::receptionist, "pay"), say(role::receptionist, "close")};
    return s;
}

inline script inquiry() {
    auto s = work_order(kind::inquiry);
    s.opened = {say(role::dispatcher, "tell_leaders")};
    s.taken = {assign()};
    s.arrived = {say(role::superior, "investigate")};
    s.done = {say(role::superior, "find"), say(role::superior, "report"),
              say(role::leader, "close", {evidence::measures_proposed})};
    return s;
}

inline script return_visit() {
    auto s = work_order(kind::return_visit);
    s.taken = {assign()};
    s.arrived = {say(role::receptionist, "call", {}, outcome::passed)};
    s.done = {say(role::receptionist, "rate", {}, outcome::passed), say(role::receptionist, "close")};
    s.abandoned = {say(role::receptionist, "give_up", {evidence::reason_given})};
    return s;
}

}}}}  // namespace gongdan::simulate::script_detail
