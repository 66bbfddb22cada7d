#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Return visit (回访): T1, T13, T28. Each call that reaches nobody is kept; a customer who is dissatisfied is not
/// closed but becomes a complaint.
struct return_visit {
    static constexpr term label{"return_visit", "回访", "return visit"};

    enum class state : std::uint8_t {
        due,
        reached,
        satisfied,
        dissatisfied,
        complained,
        closed,
        unreached,
    };
    enum class event : std::uint8_t {
        call,
        rate,
        complain,
        close,
        give_up,
    };

    // clang-format off
    using rows = table<
        row<state::due,          event::call,     state::reached,      counter_staff, when<outcome::passed>, gives<evidence::phoned>, rule<'T', 1>>,
        row<state::due,          event::call,     state::due,          counter_staff, when<outcome::failed>, rule<'T', 1>>,
        row<state::due,          event::give_up,  state::unreached,    counter_staff, needs<evidence::reason_given>, rule<'T', 1>>,
        row<state::reached,      event::rate,     state::satisfied,    counter_staff, when<outcome::passed>, needs<evidence::phoned>, gives<evidence::satisfaction_asked>, rule<'T', 28>>,
        row<state::reached,      event::rate,     state::dissatisfied, counter_staff, when<outcome::failed>, needs<evidence::phoned>, gives<evidence::satisfaction_asked>, rule<'T', 28>>,
        row<state::satisfied,    event::close,    state::closed,       counter_staff, needs<evidence::satisfaction_asked>, rule<'T', 28>>,
        row<state::dissatisfied, event::complain, state::complained,   counter_staff, rule<'T', 17>>>;
    // clang-format on
    using closed = states<state::closed, state::complained, state::unreached>;
};

template <>
struct labels<return_visit::state> {
    static constexpr term table[] = {
        {"due", "待回访", "due"},
        {"reached", "已接通", "customer reached"},
        {"satisfied", "满意", "satisfied"},
        {"dissatisfied", "不满意", "dissatisfied"},
        {"complained", "已转投诉", "turned into a complaint"},
        words::closed,
        {"unreached", "无法接通", "not reached"},
    };
};

template <>
struct labels<return_visit::event> {
    static constexpr term table[] = {
        {"call", "电话回访", "call"},
        {"rate", "满意度评价", "rate"},
        {"complain", "转投诉", "turn into a complaint"},
        words::close,
        {"give_up", "放弃", "give up"},
    };
};

/// Needs return_visit.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& return_visit_lifecycle();

}}  // namespace gongdan
