#pragma once

#include <gongdan/lifecycle/custody.hpp>
#include <gongdan/simulate/script.hpp>
#include <gongdan/ticket/evidence.hpp>
#include <gongdan/ticket/kind.hpp>

#include <initializer_list>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace script_detail {

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

inline script_step hold_for_absence() {
    auto s = say(role::dispatcher, label(custody_event::hold).code);
    s.what.data.set(field::reason, label(hold_reason::nobody_home).code);
    return s;
}

inline script_step resume() { return say(role::dispatcher, label(custody_event::resume).code); }
inline script_step note() { return say(role::dispatcher, label(custody_event::note).code); }
inline script_step cancel() { return say(role::dispatcher, "cancel"); }

inline script_step at_the_door(std::string_view event, outcome stated = outcome::unstated) {
    return say(role::technician, event,
               {evidence::identity_checked, evidence::credentials_shown, evidence::entered_together}, stated);
}

inline script plain() {
    script s;
    s.type = kind::imported;
    s.arrived = s.resumed = {say(role::system, "work")};
    s.interrupted = s.absent = {say(role::system, "wait")};
    s.done = {say(role::system, "resolve")};
    s.abandoned = {say(role::system, "close")};
    return s;
}

/// A work order that is interrupted keeps its state: what stopped is told in a note.
inline script work_order(std::string_view type) {
    script s;
    s.type = type;
    s.taken_again = {assign()};
    s.interrupted = {note()};
    return s;
}

inline script repair() {
    auto s = work_order(kind::repair);
    s.opened = {say(role::receptionist, "record")};
    s.taken = {say(role::dispatcher, "order"), assign(), say(role::technician, "sign")};
    s.arrived = {at_the_door("arrive")};
    s.absent = {say(role::technician, "nobody_home"), hold_for_absence()};
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
    s.absent = {say(role::technician, "nobody_home"), hold_for_absence()};
    s.back = {resume()};
    s.done = {say(role::technician, "finish"), say(role::technician, "accept", {}, outcome::passed),
              say(role::technician, "hand_over", {evidence::install_sheet, evidence::customer_signature}),
              say(role::receptionist, "report"), say(role::receptionist, "close")};
    s.abandoned = {cancel()};
    return s;
}

inline script ignition() {
    auto s = work_order(kind::ignition);
    s.opened = {say(role::receptionist, "match", {}, outcome::passed), say(role::receptionist, "set_meter"),
                say(role::receptionist, "submit")};
    s.taken = {assign(), say(role::technician, "phone")};
    s.arrived = {at_the_door("arrive")};
    s.absent = {say(role::technician, "nobody_home"), hold_for_absence()};
    s.back = {resume()};
    s.done = {say(role::technician, "test", {}, outcome::passed),
              say(role::technician, "check_stove", {}, outcome::passed), say(role::technician, "gas_on"),
              say(role::technician, "confirm", {evidence::fee_agreed, evidence::customer_signature}),
              say(role::receptionist, "close", {evidence::fee_paid})};
    s.abandoned = {cancel()};
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

inline std::vector<script> const& all() {
    static std::vector<script> const scripts{plain(), repair(), alarm(), install(), ignition(), inspection()};
    return scripts;
}

}  // namespace script_detail

GONGDAN_INLINE script const* script_of(std::string_view type) {
    for (script const& s : script_detail::all())
        if (s.type == type) return &s;
    return nullptr;
}

GONGDAN_INLINE std::vector<std::string_view> scripted_types() {
    std::vector<std::string_view> types;
    for (script const& s : script_detail::all()) types.push_back(s.type);
    return types;
}

}  // namespace simulate
}}  // namespace gongdan
