#pragma once

#include <gongdan/core/term.hpp>
#include <gongdan/ticket/evidence.hpp>
#include <gongdan/ticket/role.hpp>

#include <boost/mp11.hpp>

#include <cstdint>
#include <string_view>

namespace gongdan { inline namespace GONGDAN_MODE {

// The words a lifecycle's table is written in. A lifecycle is a struct with
//
//     enum class state { … };  enum class event { … };     with labels for both
//     using rows = table<row<state::a, event::e, state::b, conditions…>, …>;
//     using closed = states<state::z, …>;                  where work has ended and every clock stops
//     static constexpr term label{…};
//
// and starts in the first state of its first row. Plain types: no Boost.MSM is needed to read, draw or check them.

template <auto... States>
struct states {};

template <class... Rows>
using table = boost::mp11::mp_list<Rows...>;

/// One transition: in `From`, `Event` leads to `To` under the conditions.
template <auto From, auto Event, auto To, class... Conditions>
struct row {
    static constexpr auto from = From;
    static constexpr auto event = Event;
    static constexpr auto to = To;
    using conditions = boost::mp11::mp_list<Conditions...>;
};

// Conditions of a row.

/// Who may fire it; without this condition anybody may.
template <role... Roles>
struct by {};

/// What must be on record, or come with the event itself.
template <auto... Evidence>
struct needs {};

/// What is on record afterwards, or no longer. What some row of a lifecycle gives comes from that step alone: nobody can
/// bring it along with another.
template <auto... Evidence>
struct gives {};
template <auto... Evidence>
struct voids {};

/// Which outcome the event must state.
template <outcome Outcome>
struct when {};

/// Only while work is open.
struct while_open {};

/// The rule of the source books behind the row: `rule<'T', 6>` is T6.
template <char Book, int Number>
struct rule {};

}}  // namespace gongdan
