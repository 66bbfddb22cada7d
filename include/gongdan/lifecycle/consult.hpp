#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Consult (咨询): T1, T27, T34. Who cannot answer hands it to a colleague who can; nobody closes what was not
/// answered.
struct consult {
    static constexpr term label{"consult", "咨询", "consult"};

    enum class state : std::uint8_t {
        asked,
        recorded,
        handed_on,
        answered,
        visited,
        closed,
    };
    enum class event : std::uint8_t {
        record,
        hand_on,
        answer,
        return_visit,
        close,
    };

    // clang-format off
    using rows = table<
        row<state::asked,     event::record,       state::recorded,  counter_staff, rule<'T', 1>>,
        row<state::recorded,  event::answer,       state::answered,  counter_staff, gives<evidence::customer_told>, rule<'T', 1>>,
        row<state::recorded,  event::hand_on,      state::handed_on, counter_staff, rule<'T', 34>>,
        row<state::handed_on, event::hand_on,      state::handed_on, anybody_inside, rule<'T', 34>>,
        row<state::handed_on, event::answer,       state::answered,  anybody_inside, gives<evidence::customer_told>, rule<'T', 34>>,
        row<state::answered,  event::return_visit, state::visited,   counter_staff, gives<evidence::satisfaction_asked>, rule<'T', 1>>,
        row<state::answered,  event::close,        state::closed,    counter_staff, needs<evidence::customer_told>, rule<'T', 1>>,
        row<state::visited,   event::close,        state::closed,    counter_staff, needs<evidence::customer_told>, rule<'T', 1>>>;
    // clang-format on
    using closed = states<state::closed>;
};

template <>
struct labels<consult::state> {
    static constexpr term table[] = {
        {"asked", "待受理", "asked"},
        {"recorded", "已记录", "recorded"},
        {"handed_on", "已转办", "handed to a colleague"},
        {"answered", "已答复", "answered"},
        words::visited,
        words::closed,
    };
};

template <>
struct labels<consult::event> {
    static constexpr term table[] = {
        {"record", "记录", "record"},
        {"hand_on", "转办", "hand to a colleague"},
        {"answer", "答复", "answer"},
        words::return_visit,
        words::close,
    };
};

/// Needs consult.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& consult_lifecycle();

}}  // namespace gongdan
