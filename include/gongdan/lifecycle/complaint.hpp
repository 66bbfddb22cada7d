#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Complaint or opinion (投诉): P8, P9, T17, T28, T30. It is investigated at once; there is no opinion without a cause,
/// and no answer without an opinion. A customer who stays dissatisfied is heard by a superior. A proven report of
/// staff asking for favours is rewarded.
struct complaint {
    static constexpr term label{"complaint", "投诉", "complaint"};

    enum class state : std::uint8_t {
        filed,
        classified,
        investigating,
        cause_found,
        decided,
        told,
        satisfied,
        dissatisfied,
        raised,
        closed,
        withdrawn,
    };
    enum class event : std::uint8_t {
        classify,
        investigate,
        find,
        decide,
        tell,
        rate,
        raise,
        reward,
        close,
        withdraw,
    };

    // clang-format off
    using rows = table<
        row<state::filed,         event::classify,    state::classified,    counter_staff, rule<'T', 17>>,
        row<state::classified,    event::investigate, state::investigating, investigators, rule<'P', 9>>,
        row<state::investigating, event::find,        state::cause_found,   investigators, gives<evidence::cause_found>, rule<'T', 17>>,
        row<state::cause_found,   event::decide,      state::decided,       investigators, needs<evidence::cause_found>, gives<evidence::opinion_written>, rule<'P', 8>>,
        row<state::decided,       event::tell,        state::told,          counter_staff, needs<evidence::opinion_written>, gives<evidence::customer_told>, rule<'P', 8>>,
        row<state::told,          event::rate,        state::satisfied,     by<role::customer, role::receptionist>, when<outcome::passed>, gives<evidence::satisfaction_asked>, rule<'T', 28>>,
        row<state::told,          event::rate,        state::dissatisfied,  by<role::customer, role::receptionist>, when<outcome::failed>, gives<evidence::satisfaction_asked>, rule<'T', 28>>,
        row<state::dissatisfied,  event::raise,       state::raised,        counter_staff, voids<evidence::customer_told>, rule<'T', 17>>,
        row<state::raised,        event::decide,      state::decided,       by<role::superior, role::leader>, gives<evidence::opinion_written>, rule<'T', 17>>,
        row<state::told,          event::reward,      state::told,          by<role::superior, role::leader>, needs<evidence::favours_proven>, gives<evidence::reward_paid>, rule<'T', 30>>,
        row<state::satisfied,     event::reward,      state::satisfied,     by<role::superior, role::leader>, needs<evidence::favours_proven>, gives<evidence::reward_paid>, rule<'T', 30>>,
        row<state::told,          event::close,       state::closed,        counter_staff, needs<evidence::customer_told>, rule<'T', 17>>,
        row<state::satisfied,     event::close,       state::closed,        counter_staff, needs<evidence::customer_told>, rule<'T', 17>>,
        row<state::filed,         event::withdraw,    state::withdrawn,     by<role::customer, role::receptionist>>,
        row<state::classified,    event::withdraw,    state::withdrawn,     by<role::customer, role::receptionist>>,
        row<state::investigating, event::withdraw,    state::withdrawn,     by<role::customer, role::receptionist>>>;
    // clang-format on
    using closed = states<state::closed, state::withdrawn>;
};

template <>
struct labels<complaint::state> {
    static constexpr term table[] = {
        {"filed", "待受理", "filed"},
        {"classified", "已分类", "classified"},
        {"investigating", "调查中", "under investigation"},
        {"cause_found", "已查明", "cause found"},
        {"decided", "已有处理意见", "opinion given"},
        {"told", "已答复", "complainant told"},
        {"satisfied", "满意", "satisfied"},
        {"dissatisfied", "不满意", "dissatisfied"},
        {"raised", "已报上级", "before a superior"},
        words::closed,
        {"withdrawn", "已撤回", "withdrawn"},
    };
};

template <>
struct labels<complaint::event> {
    static constexpr term table[] = {
        {"classify", "分类", "classify"},
        {"investigate", "调查", "investigate"},
        {"find", "查明原因", "find the cause"},
        {"decide", "出处理意见", "give an opinion"},
        {"tell", "答复", "tell the complainant"},
        {"rate", "满意度评价", "rate"},
        {"raise", "报上级", "bring before a superior"},
        {"reward", "举报奖励", "reward the report"},
        words::close,
        {"withdraw", "撤回", "withdraw"},
    };
};

/// Needs complaint.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& complaint_lifecycle();

}}  // namespace gongdan
