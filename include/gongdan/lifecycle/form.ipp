#pragma once

#include <gongdan/lifecycle/form.hpp>
#include <gongdan/ticket/field.hpp>
#include <gongdan/ticket/hold.hpp>
#include <gongdan/ticket/level.hpp>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace form_detail {

template <class Enum>
form_field choice(std::string_view code, sentence label) {
    form_field f{code, std::move(label), input::choice};
    f.choices.assign(std::begin(labels<Enum>::table), std::end(labels<Enum>::table));
    return f;
}

/// What an event of any type reads from the payload.
inline std::vector<form_field> of_custody(std::string_view event) {
    auto const is = [&](custody_event e) { return label(e).code == event; };
    if (is(custody_event::hold)) return {choice<hold_reason>(field::reason, {"暂停原因", "reason"})};
    if (is(custody_event::relevel)) return {choice<level>(field::level, {"级别", "level"})};
    if (is(custody_event::agree))
        return {{field::from, {"约定起", "from"}, input::time}, {field::to, {"约定止", "to"}, input::time}};
    if (is(custody_event::assign)) return {{field::crew, {"班组", "crew"}, input::text}};
    if (is(custody_event::change_owner)) return {{field::owner, {"移交给", "handed to"}, input::text}};
    if (is(custody_event::merge)) return {{field::into, {"并入工单", "into ticket"}, input::text}};
    return {};
}

/// The outcome is the row's: a choice of one.
inline form_field of_outcome(outcome o) { return {field::outcome, {"结果", "outcome"}, input::choice, {label(o)}}; }

inline step_form form_of(lifecycle const& l, position const& p, row_info const& r) {
    auto const& to = r.custody ? labels<custody>::table[r.to] : l.states[r.to].label;
    step_form f{l.events[r.event].label, to, r, {}};
    if (l.events[r.event].custody) f.fields = of_custody(f.event.code);
    if (r.when != outcome::unstated) f.fields.push_back(of_outcome(r.when));
    for (std::size_t i = 0; i < l.evidence.size(); ++i) {
        if ((r.needs >> i & 1u) == 0) continue;
        auto const& e = l.evidence[i];
        bool const there = (p.evidence >> i & 1u) != 0;
        f.fields.push_back({e.code, {std::string{e.zh}, std::string{e.en}}, l.inputs[i], {}, there});
    }
    return f;
}

}  // namespace form_detail

GONGDAN_INLINE std::vector<step_form> forms_of(lifecycle const& l, position const& p, role as) {
    std::vector<step_form> all;
    for (row_info const& r : next_rows(l, p)) {
        bool const shadowed = r.custody && std::any_of(all.begin(), all.end(), [&](step_form const& f) {
                                  return f.event.code == l.events[r.event].label.code;
                              });
        if (!shadowed && (r.by.bits == 0 || r.by.has(as))) all.push_back(form_detail::form_of(l, p, r));
    }
    return all;
}

}}  // namespace gongdan
