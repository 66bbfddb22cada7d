#pragma once

// From a table to values and checks, at compile time and without Boost.MSM.

#include <gongdan/lifecycle/custody.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>
#include <gongdan/lifecycle/row.hpp>

#include <array>
#include <type_traits>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace describe_detail {

namespace mp = boost::mp11;

// Not std::integral_constant: g++ 12 would keep the const of a member named in a dependent context.
template <auto V>
struct constant {
    using value_type = decltype(V);
    static constexpr value_type value = V;
};

template <class Row>
using event_of = constant<Row::event>;

template <class... Lists>
using union_of = mp::mp_unique<mp::mp_append<mp::mp_list<>, Lists...>>;

// The evidence a condition speaks of.
template <class Condition>
struct evidence_in {
    using type = mp::mp_list<>;
};
template <auto... E>
struct evidence_in<needs<E...>> {
    using type = mp::mp_list<constant<E>...>;
};
template <auto... E>
struct evidence_in<gives<E...>> : evidence_in<needs<E...>> {};
template <auto... E>
struct evidence_in<voids<E...>> : evidence_in<needs<E...>> {};
template <class Condition>
using evidence_in_t = typename evidence_in<Condition>::type;

template <class Row>
using evidence_of_row = mp::mp_apply<union_of, mp::mp_transform<evidence_in_t, typename Row::conditions>>;

template <class Rows>
using evidence_of = mp::mp_apply<union_of, mp::mp_transform<evidence_of_row, Rows>>;

template <class List>
struct term_array;
template <class... Constants>
struct term_array<mp::mp_list<Constants...>> {
    static constexpr std::array<term, sizeof...(Constants)> value = {gongdan::label(Constants::value)...};
    static constexpr std::array<input, sizeof...(Constants)> inputs = {input_of(Constants::value)...};
};

template <class Evidence, auto... E>
constexpr std::uint64_t bits_of() {
    return (std::uint64_t{0} | ... | (std::uint64_t{1} << mp::mp_find<Evidence, constant<E>>::value));
}

// Each condition writes itself into the row's values.
template <class Evidence, role... R>
constexpr void write(row_info& r, by<R...>) {
    r.by = roles{R...};
}
template <class Evidence, auto... E>
constexpr void write(row_info& r, needs<E...>) {
    r.needs |= bits_of<Evidence, E...>();
}
template <class Evidence, auto... E>
constexpr void write(row_info& r, gives<E...>) {
    r.gives |= bits_of<Evidence, E...>();
}
template <class Evidence, auto... E>
constexpr void write(row_info& r, voids<E...>) {
    r.voids |= bits_of<Evidence, E...>();
}
template <class Evidence, outcome O>
constexpr void write(row_info& r, when<O>) {
    r.when = O;
}
template <class Evidence>
constexpr void write(row_info& r, while_open) {
    r.while_open = true;
}
template <class Evidence, char Book, int Number>
constexpr void write(row_info& r, rule<Book, Number>) {
    r.rule_book = Book;
    r.rule_number = static_cast<std::uint8_t>(Number);
}

template <class Events, class Evidence, class Row>
constexpr row_info values_of() {
    row_info r;
    r.from = static_cast<std::uint8_t>(Row::from);
    r.event = static_cast<std::uint8_t>(mp::mp_find<Events, event_of<Row>>::value);
    r.to = static_cast<std::uint8_t>(Row::to);
    r.custody = std::is_same_v<std::remove_cv_t<decltype(Row::from)>, custody>;
    mp::mp_for_each<typename Row::conditions>([&](auto condition) { write<Evidence>(r, condition); });
    return r;
}

constexpr void stir(std::uint64_t& hash, std::string_view text) {  // FNV-1a
    for (char const c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3ULL;
    hash = (hash ^ 0x1f) * 0x100000001b3ULL;
}

/// The codes of a set of bits; the end of a set is stirred in too.
template <class Terms>
constexpr void stir(std::uint64_t& hash, std::uint64_t bits, Terms const& terms) {
    for (std::size_t i = 0; i < std::size(terms); ++i)
        if ((bits >> i & 1u) != 0) stir(hash, terms[i].code);
    stir(hash, {});
}

}  // namespace describe_detail

namespace describe_detail {

/// The rows of one region as values; events and evidence are numbered by their place in the lists.
template <class Rows, class Events, class Evidence>
struct row_values;
template <class... Rows, class Events, class Evidence>
struct row_values<table<Rows...>, Events, Evidence> {
    static constexpr std::array<row_info, sizeof...(Rows)> value = {values_of<Events, Evidence, Rows>()...};
};

template <class Rows>
using events_of = mp::mp_unique<mp::mp_transform<event_of, Rows>>;

}  // namespace describe_detail

/// The values of a lifecycle's table.
template <class L>
struct description {
    using rows = boost::mp11::mp_append<typename L::rows, custody_rows>;
    using events = describe_detail::events_of<rows>;
    using evidence = describe_detail::evidence_of<rows>;

    static constexpr std::size_t state_count = std::size(labels<typename L::state>::table);
    static constexpr std::size_t row_count = boost::mp11::mp_size<rows>::value;
    static constexpr std::size_t event_count = boost::mp11::mp_size<events>::value;
    static constexpr std::size_t main_row_count = boost::mp11::mp_size<typename L::rows>::value;
    static_assert(boost::mp11::mp_size<evidence>::value <= 64, "a lifecycle asks for at most 64 kinds of evidence");
    static_assert(state_count < 256 && row_count < 255, "a lifecycle has fewer than 256 states and 255 rows");

    template <auto... S>
    static constexpr std::array<state_info, state_count> states_of(states<S...>) {
        std::array<state_info, state_count> all{};
        for (std::size_t i = 0; i < state_count; ++i) all[i].label = labels<typename L::state>::table[i];
        ((all[static_cast<std::size_t>(S)].closed = true), ...);
        return all;
    }
    template <class... Events>
    static constexpr std::array<event_info, event_count> events_of(boost::mp11::mp_list<Events...>) {
        return {
            event_info{gongdan::label(Events::value), std::is_same_v<typename Events::value_type, custody_event>}...};
    }

    static constexpr auto state_table = states_of(typename L::closed{});
    static constexpr auto const& row_table = describe_detail::row_values<rows, events, evidence>::value;
    static constexpr auto event_table = events_of(events{});
    static constexpr auto evidence_table = describe_detail::term_array<evidence>::value;
    static constexpr auto input_table = describe_detail::term_array<evidence>::inputs;
    static constexpr std::uint8_t initial = row_table[0].from;

    static constexpr std::uint64_t from_steps() {
        std::uint64_t bits = 0;
        for (row_info const& r : row_table) bits |= r.gives;
        return bits;
    }

    static constexpr std::uint64_t fingerprint() {
        std::uint64_t hash = 0xcbf29ce484222325ULL;
        for (state_info const& s : state_table)
            describe_detail::stir(hash, s.closed ? s.label.code : std::string_view{});
        for (row_info const& r : row_table) {
            describe_detail::stir(hash, code_of(r, r.from));
            describe_detail::stir(hash, event_table[r.event].label.code);
            describe_detail::stir(hash, code_of(r, r.to));
            describe_detail::stir(hash, gongdan::label(r.when).code);
            describe_detail::stir(hash, r.while_open ? "open" : "");
            describe_detail::stir(hash, r.by.bits, labels<role>::table);
            for (std::uint64_t const bits : {r.needs, r.gives, r.voids})
                describe_detail::stir(hash, bits, evidence_table);
        }
        return hash;
    }

    // The checks a table must pass before a machine is made of it.

    static constexpr bool every_state_reachable() {
        std::array<bool, state_count> seen{};
        seen[initial] = true;
        for (std::size_t round = 0; round < state_count; ++round)
            for (std::size_t i = 0; i < main_row_count; ++i)
                if (seen[row_table[i].from]) seen[row_table[i].to] = true;
        return all_of(seen);
    }
    static constexpr bool every_state_can_end() {
        std::array<bool, state_count> ends{};
        for (std::size_t i = 0; i < state_count; ++i) ends[i] = state_table[i].closed;
        for (std::size_t round = 0; round < state_count; ++round)
            for (std::size_t i = 0; i < main_row_count; ++i)
                if (ends[row_table[i].to]) ends[row_table[i].from] = true;
        return all_of(ends);
    }
    /// Two rows of one state and event must ask for different outcomes.
    static constexpr bool no_rows_in_doubt() {
        for (std::size_t i = 0; i < row_count; ++i)
            for (std::size_t j = i + 1; j < row_count; ++j) {
                auto const& a = row_table[i];
                auto const& b = row_table[j];
                if (a.custody == b.custody && a.from == b.from && a.event == b.event &&
                    (a.when == b.when || a.when == outcome::unstated || b.when == outcome::unstated))
                    return false;
            }
        return true;
    }
    /// A step fired by an event of custody must not be stricter than custody, or one region would move without the other.
    static constexpr bool no_step_half_taken() {
        for (std::size_t i = 0; i < main_row_count; ++i)
            for (std::size_t j = main_row_count; j < row_count; ++j) {
                auto const& step = row_table[i];
                auto const& shared = row_table[j];
                if (step.event != shared.event) continue;
                bool const all_may =
                    step.by.bits == 0 || (shared.by.bits != 0 && (shared.by.bits & ~step.by.bits) == 0);
                if (!all_may || step.needs != 0 || step.when != outcome::unstated) return false;
            }
        return true;
    }
    static constexpr bool codes_unique() {
        for (std::size_t i = 0; i < state_count; ++i)
            for (std::size_t j = i + 1; j < state_count; ++j)
                if (state_table[i].label.code == state_table[j].label.code) return false;
        for (std::size_t i = 0; i < event_count; ++i)
            for (std::size_t j = i + 1; j < event_count; ++j)
                if (event_table[i].label.code == event_table[j].label.code) return false;
        return true;
    }

private:
    static constexpr std::string_view code_of(row_info const& r, std::uint8_t where) {
        return r.custody ? labels<custody>::table[where].code : state_table[where].label.code;
    }
    static constexpr bool all_of(std::array<bool, state_count> const& flags) {
        for (bool const f : flags)
            if (!f) return false;
        return true;
    }
};

/// The lifecycle of a table, without a machine behind it: enough to draw, check and interpret it.
template <class L>
[[nodiscard]] constexpr lifecycle describe() {
    using d = description<L>;
    static_assert(d::every_state_reachable(), "a state of this lifecycle cannot be reached from the first one");
    static_assert(d::every_state_can_end(), "from a state of this lifecycle no closed one can be reached");
    static_assert(
        d::no_rows_in_doubt(),
        "two rows of this lifecycle start from one state by one event, and their outcomes do not tell them apart");
    static_assert(d::no_step_half_taken(),
                  "a row of this lifecycle on an event of custody asks for more than custody does");
    static_assert(d::codes_unique(), "two states or two events of this lifecycle share a code");
    static_assert(d::initial == 0, "the first state of the enumeration is the one a ticket is opened in");
    lifecycle l;
    l.label = L::label;
    l.states = {d::state_table.data(), d::state_table.size()};
    l.events = {d::event_table.data(), d::event_table.size()};
    l.rows = {d::row_table.data(), d::row_table.size()};
    l.evidence = {d::evidence_table.data(), d::evidence_table.size()};
    l.inputs = {d::input_table.data(), d::input_table.size()};
    l.from_steps = d::from_steps();
    l.fingerprint = d::fingerprint();
    return l;
}

}}  // namespace gongdan
