#pragma once

#include <gongdan/lifecycle/custody.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

// What lifecycles have in common, so that their tables read like one family: people, conditions, and stretches of rows.
// A stretch takes the type's own `state` and `event` and asks for the enumerators that it names; a host's own type
// builds on the same.

/// Names of states and events that many types share, so that one thing is called one name.
namespace words {

inline constexpr term requested{"requested", "待受理", "requested"};
inline constexpr term to_arrange{"to_arrange", "待安排", "to be arranged"};
inline constexpr term assigned{"assigned", "已安排", "assigned"};
inline constexpr term booked{"booked", "已预约", "booked"};
inline constexpr term missed{"missed", "未成行", "visit missed"};
inline constexpr term to_rebook{"to_rebook", "待重约", "to be re-arranged"};
inline constexpr term on_scene{"on_scene", "已到场", "on scene"};
inline constexpr term confirmed{"confirmed", "已确认", "confirmed by the customer"};
inline constexpr term visited{"visited", "已回访", "return visit made"};
inline constexpr term closed{"closed", "已关闭", "closed"};
inline constexpr term cancelled{"cancelled", "已取消", "cancelled"};
inline constexpr term record{"record", "登记", "record"};
inline constexpr term phone{"phone", "电话联系", "phone ahead"};
inline constexpr term answer{"answer", "答复用户", "answer the customer"};
inline constexpr term arrive{"arrive", "上门", "arrive"};
inline constexpr term test{"test", "气密性试验", "air-tightness test"};
inline constexpr term confirm{"confirm", "签字确认", "confirm"};
inline constexpr term give_invoice{"give_invoice", "开发票", "give an invoice"};
inline constexpr term rate{"rate", "评价", "rate"};
inline constexpr term return_visit{"return_visit", "回访", "return visit"};
inline constexpr term close{"close", "关闭", "close"};
inline constexpr term cancel{"cancel", "取消", "cancel"};
inline constexpr term reopen{"reopen", "重开", "reopen"};

}  // namespace words

using counter_staff = by<role::receptionist, role::dispatcher>;
using investigators = by<role::receptionist, role::superior, role::department>;
using anybody_inside = by<role::receptionist, role::technician, role::dispatcher, role::superior, role::department>;

/// What T11 asks of every visit before work begins.
using at_the_door = needs<evidence::identity_checked, evidence::credentials_shown, evidence::entered_together>;

/// A visit is over or did not come about: the next one shows its credentials afresh.
using visit_over = voids<evidence::identity_checked, evidence::credentials_shown, evidence::entered_together>;

/// The customer accepts work and fee (T11).
using work_accepted = needs<evidence::fee_agreed, evidence::customer_signature>;

/// A table of several stretches.
template <class... Tables>
using stretches = boost::mp11::mp_append<Tables...>;

// clang-format off

/// How a visit comes about: a crew, a time, a call ahead (T31); and where it is missed, whose fault it was, an answer
/// to the customer and a new time (T18). The type goes on from `booked`.
template <class State, class Event>
using visit_arranged = table<
    row<State::to_arrange, custody_event::assign, State::assigned,  office, rule<'R', 2>>,
    row<State::assigned,   custody_event::agree,  State::booked,    staff, rule<'P', 18>>,
    row<State::booked,     Event::phone,          State::booked,    staff, gives<evidence::phoned>, rule<'T', 31>>,
    row<State::booked,     Event::missed,         State::missed,    staff, when<outcome::company>, voids<evidence::phoned>, rule<'T', 18>>,
    row<State::booked,     Event::missed,         State::missed,    staff, when<outcome::customer>, voids<evidence::phoned>, rule<'T', 18>>,
    row<State::missed,     Event::answer,         State::to_rebook, office, needs<evidence::departments_asked>, rule<'T', 18>>,
    row<State::to_rebook,  custody_event::agree,  State::booked,    staff, rule<'T', 18>>>;

/// And the crew at the door (T11).
template <class State, class Event>
using visit_made = stretches<
    visit_arranged<State, Event>,
    table<row<State::booked, Event::arrive, State::on_scene, by<role::technician>, at_the_door, rule<'T', 11>>>>;

/// How work ends that the customer has `confirmed`: invoice on request (T11), rating (T28), and closed once paid.
template <class State, class Event>
using work_settled = table<
    row<State::confirmed, Event::give_invoice, State::confirmed, by<role::receptionist, role::technician>, gives<evidence::invoice_given>, rule<'T', 11>>,
    row<State::confirmed, Event::rate,         State::confirmed, by<role::customer, role::receptionist>, gives<evidence::satisfaction_asked>, rule<'T', 28>>,
    row<State::confirmed, Event::close,        State::closed,    by<role::receptionist>, needs<evidence::fee_paid>, rule<'T', 11>>>;

/// The leaders are told (T15), which holds up nothing.
template <auto Event, auto... In>
using leaders_told_in = table<
    row<In, Event, In, office, gives<evidence::leaders_told, evidence::leaders_settled>, rule<'T', 15>>...>;

/// Given up by the office, with a reason.
template <auto Event, auto To, auto... From>
using cancelled_from = table<row<From, Event, To, office, needs<evidence::reason_given>>...>;

/// Taken up again for a reason: what the first round left on record counts no more.
template <auto Event, auto From, auto To, class... Void>
using reopened = table<row<From, Event, To, office, needs<evidence::reason_given>, voids<evidence::reason_given>, Void...>>;

/// Given up while the visit is not made.
template <class State, class Event>
using visit_cancelled = cancelled_from<Event::cancel, State::cancelled, State::requested, State::to_arrange, State::assigned, State::booked, State::missed, State::to_rebook>;

// clang-format on

}}  // namespace gongdan
