#pragma once

// The one header that includes Boost.MSM: it makes a machine of a table (D2, D3). A source file should make one
// machine only, each costs seconds of compile time.

#include <gongdan/lifecycle/describe.hpp>

#include <boost/version.hpp>
#if defined(__GNUC__) && !defined(__clang__) && __cplusplus > 201703L && BOOST_VERSION < 107700
#error "Boost.MSM before 1.77 does not compile with g++ in C++20: build this file as C++17, or link gongdan::gongdan"
#endif

#include <boost/mp11/mpl.hpp>

// MSM's own includes are what these two would warn of.
#ifndef BOOST_ALLOW_DEPRECATED_HEADERS
#define BOOST_ALLOW_DEPRECATED_HEADERS
#endif
#ifndef BOOST_BIND_GLOBAL_PLACEHOLDERS
#define BOOST_BIND_GLOBAL_PLACEHOLDERS
#endif
#include <boost/msm/back/state_machine.hpp>
#include <boost/msm/front/functor_row.hpp>
#include <boost/msm/front/state_machine_def.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace machine_detail {

namespace msm = boost::msm;
namespace mp = boost::mp11;

template <auto State>
struct state_type : msm::front::state<> {};

/// An event as the machine sees it: the attempt it belongs to, and the position it acts on.
template <auto Event>
struct event_type {
    attempt& what;
    position& where;
};

/// A row's conditions, asked of its values.
template <class Region, std::size_t Row>
struct permitted {
    template <class Event, class Machine, class Source, class Target>
    bool operator()(Event const& e, Machine&, Source&, Target&) const {
        return permits(Region::value[Row], e.where, e.what);
    }
};

/// Notes which row fired, and what it leaves on record.
template <class Region, std::size_t Row>
struct record_row {
    template <class Event, class Machine, class Source, class Target>
    void operator()(Event const& e, Machine&, Source&, Target&) const {
        constexpr row_info r = Region::value[Row];
        e.what.fired = static_cast<std::uint8_t>(Row);
        e.where.evidence = (e.where.evidence | e.what.brings | r.gives) & ~r.voids;
    }
};

// A region is known by a short type of its own, which leads to its `rows`, their `value`s and the `state`s: were the
// lists themselves in the names of MSM's types, those names would fill memory.

template <class Region>
struct front_end : msm::front::state_machine_def<front_end<Region>> {
    using no_exception_thrown = int;
    using no_message_queue = int;
    using initial_state = state_type<mp::mp_first<typename Region::rows>::from>;

    template <class Row, class Index>
    using msm_row = msm::front::Row<state_type<Row::from>,
                                    event_type<Row::event>,
                                    state_type<Row::to>,
                                    record_row<Region, Index::value>,
                                    permitted<Region, Index::value>>;
    // MSM tries the last row first: turned round, the table reads from the top down.
    using transition_table = mp::mp_reverse<
        mp::mp_transform<msm_row, typename Region::rows, mp::mp_iota<mp::mp_size<typename Region::rows>>>>;

    template <class Machine, class Event>
    void no_transition(Event const&, Machine&, int) {}
};

/// Runs one region's machine. It lives for one event: set to where the ticket stands, never started (D3).
template <class Region>
struct runner {
    using state_enum = typename Region::state;
    using machine = msm::back::state_machine<front_end<Region>>;
    using handler = bool (*)(std::uint8_t&, position&, attempt&);
    static constexpr std::size_t state_count = std::size(labels<state_enum>::table);

    /// MSM numbers states by their place in its table; this leads from our byte to its number.
    template <std::size_t... I>
    static constexpr std::array<int, state_count> number(std::index_sequence<I...>) {
        return {msm::back::get_state_id<typename machine::stt, state_type<static_cast<state_enum>(I)>>::value...};
    }
    static constexpr std::array<int, state_count> number_of = number(std::make_index_sequence<state_count>{});
    static constexpr std::array<std::uint8_t, state_count> invert() {
        std::array<std::uint8_t, state_count> bytes{};
        for (std::size_t i = 0; i < state_count; ++i)
            bytes[static_cast<std::size_t>(number_of[i])] = static_cast<std::uint8_t>(i);
        return bytes;
    }
    static constexpr std::array<std::uint8_t, state_count> byte_of = invert();

    template <auto Event>
    static bool fire(std::uint8_t& state, position& where, attempt& what) {
        machine m;
        int* const current = const_cast<int*>(m.current_state());
        *current = number_of[state];
        if ((m.process_event(event_type<Event>{what, where}) & msm::back::HANDLED_TRUE) == 0) return false;
        state = byte_of[static_cast<std::size_t>(*current)];
        return true;
    }

    /// One handler for each event of the list, none where this region has no row for it.
    template <class Event>
    static constexpr handler handler_of() {
        if constexpr (mp::mp_contains<describe_detail::events_of<typename Region::rows>, Event>::value)
            return &fire<Event::value>;
        else return nullptr;
    }
    template <class... Events>
    static constexpr std::array<handler, sizeof...(Events)> handlers_of(mp::mp_list<Events...>) {
        return {handler_of<Events>()...};
    }
};

using custody_events = describe_detail::events_of<custody_rows>;

struct custody_region {
    using state = custody;
    using rows = custody_rows;
    static constexpr auto const& value = describe_detail::row_values<rows, custody_events, mp::mp_list<>>::value;
};

template <class L>
struct main_region {
    using state = typename L::state;
    using rows = typename L::rows;
    static constexpr auto const& value =
        describe_detail::row_values<rows, typename description<L>::events, typename description<L>::evidence>::value;
};

/// Fires an event in the region every type shares.
bool fire_custody(position& where, std::uint8_t event, attempt& what);

template <class L>
struct machine_of {
    using d = description<L>;
    using main = runner<main_region<L>>;

    /// From this type's number of an event to its number among the custody's; none where it is not one of them.
    template <class... Events>
    static constexpr std::array<std::uint8_t, sizeof...(Events)> number_custody(mp::mp_list<Events...>) {
        return {(mp::mp_contains<custody_events, Events>::value
                     ? static_cast<std::uint8_t>(mp::mp_find<custody_events, Events>::value)
                     : attempt::none)...};
    }

    static bool fire(position& where, std::uint8_t event, attempt& what) {
        static constexpr auto handlers = main::handlers_of(typename d::events{});
        static constexpr auto in_custody = number_custody(typename d::events{});
        static constexpr std::uint64_t from_steps = d::from_steps();
        bool const merged = where.in(custody::merged);
        what.open = !merged && !d::state_table[where.state].closed;
        what.brings &= ~from_steps;
        what.fired = what.custody_fired = attempt::none;
        bool handled = false;
        if (in_custody[event] != attempt::none && fire_custody(where, in_custody[event], what)) {
            what.custody_fired = static_cast<std::uint8_t>(what.fired + d::main_row_count);
            what.fired = attempt::none;
            handled = true;
        }
        if (!merged && handlers[event] != nullptr && handlers[event](where.state, where, what)) handled = true;
        return handled;
    }
};

}  // namespace machine_detail

/// A lifecycle with its machine behind it.
template <class L>
[[nodiscard]] lifecycle define() {
    lifecycle l = describe<L>();
    l.fire = &machine_detail::machine_of<L>::fire;
    return l;
}

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/lifecycle/custody.ipp>
#endif
