#pragma once

#include <gongdan/lifecycle/lifecycle.hpp>
#include <gongdan/ticket/input.hpp>

#include <string>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A field of the payload that a step asks for.
struct form_field {
    std::string_view code;  ///< its name in the payload
    sentence label;
    input wants = input::confirmation;
    std::vector<term> choices = {};  ///< of a choice
    bool on_record = false;          ///< there already: it need not be filled in again
};

/// A step that may be taken next, as a form to be drawn: what it leads to, and what must be filled in for it.
struct step_form {
    term event;
    term to;
    row_info row;
    std::vector<form_field> fields;
};

/// The steps that somebody in this role may take from here, each with its form; those of a ticket of any type (hold,
/// agree, …) included. A step of several outcomes has a form for each.
[[nodiscard]] std::vector<step_form> forms_of(lifecycle const& l, position const& p, role as);

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/lifecycle/form.ipp>
#endif
