#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Safety inspection (安检), due by a cycle (I1-I3) or asked for (P12): T8, T14, T18. A missed visit states whose
/// cause it was; other departments are spoken to, the customer gets an answer, and a new time is agreed. A
/// hazard is closed only through notice, signature, rectification, follow-up and a passed re-check, here or in a
/// rectification of its own that it is handed on to.
struct inspection {
    static constexpr term label{"inspection", "安检", "inspection"};

    enum class state : std::uint8_t {
        to_arrange,
        assigned,
        booked,
        missed,
        to_rebook,
        clear,
        hazard,
        notice_to_sign,
        to_rectify,
        rectifying,
        following,
        handed_on,
        loop_closed,
        visited,
        closed,
        cancelled,
    };
    enum class event : std::uint8_t {
        missed,
        answer,
        inspect,
        write_notice,
        sign_notice,
        rectify,
        follow,
        recheck,
        hand_on,
        return_visit,
        close,
        cancel,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::to_arrange,     custody_event::assign, state::assigned,       office, rule<'I', 1>>,
            row<state::assigned,       custody_event::agree,  state::booked,         staff, rule<'P', 18>>,
            row<state::assigned,       event::missed,         state::missed,         staff, when<outcome::company>, rule<'T', 18>>,
            row<state::assigned,       event::missed,         state::missed,         staff, when<outcome::customer>, rule<'T', 18>>,
            row<state::booked,         event::missed,         state::missed,         staff, when<outcome::company>, rule<'T', 18>>,
            row<state::booked,         event::missed,         state::missed,         staff, when<outcome::customer>, rule<'T', 18>>,
            row<state::missed,         event::answer,         state::to_rebook,      office, needs<evidence::departments_asked>, gives<evidence::customer_told>, rule<'T', 18>>,
            row<state::to_rebook,      custody_event::agree,  state::booked,         staff, rule<'T', 18>>,
            row<state::assigned,       event::inspect,        state::clear,          by<role::technician>, when<outcome::passed>, at_the_door, gives<evidence::safety_inspected>, rule<'I', 1>>,
            row<state::assigned,       event::inspect,        state::hazard,         by<role::technician>, when<outcome::hazard>, at_the_door, gives<evidence::safety_inspected>, rule<'T', 8>>,
            row<state::booked,         event::inspect,        state::clear,          by<role::technician>, when<outcome::passed>, at_the_door, gives<evidence::safety_inspected>, rule<'I', 1>>,
            row<state::booked,         event::inspect,        state::hazard,         by<role::technician>, when<outcome::hazard>, at_the_door, gives<evidence::safety_inspected>, rule<'T', 8>>,
            row<state::hazard,         event::write_notice,   state::notice_to_sign, by<role::technician>, needs<evidence::measures_proposed>, gives<evidence::notice_written>, rule<'T', 8>>,
            row<state::notice_to_sign, event::sign_notice,    state::to_rectify,     by<role::customer, role::technician>, needs<evidence::notice_written, evidence::customer_signature>, gives<evidence::notice_signed>, voids<evidence::customer_signature>, visit_over, rule<'T', 8>>,
            row<state::to_rectify,     event::rectify,        state::rectifying,     by<role::customer, role::technician>, needs<evidence::notice_signed>, rule<'T', 14>>,
            row<state::rectifying,     event::missed,         state::to_rectify,     staff, when<outcome::company>, rule<'T', 18>>,
            row<state::rectifying,     event::missed,         state::to_rectify,     staff, when<outcome::customer>, rule<'T', 18>>,
            row<state::rectifying,     event::follow,         state::following,      office, rule<'T', 14>>,
            row<state::following,      event::recheck,        state::loop_closed,    by<role::technician>, when<outcome::passed>, at_the_door, gives<evidence::hazard_cleared>, rule<'T', 14>>,
            row<state::following,      event::recheck,        state::to_rectify,     by<role::technician>, when<outcome::failed>, voids<evidence::hazard_cleared>, at_the_door, rule<'T', 14>>,
            row<state::to_rectify,     event::hand_on,        state::handed_on,      office, needs<evidence::notice_signed>, rule<'T', 14>>,
            row<state::handed_on,      event::close,          state::closed,         by<role::receptionist>, needs<evidence::safety_inspected>, rule<'T', 14>>,
            row<state::clear,          event::return_visit,   state::visited,        by<role::receptionist, role::dispatcher>, gives<evidence::satisfaction_asked>, rule<'T', 13>>,
            row<state::loop_closed,    event::return_visit,   state::visited,        by<role::receptionist, role::dispatcher>, needs<evidence::hazard_cleared>, gives<evidence::satisfaction_asked>, rule<'T', 13>>,
            row<state::clear,          event::close,          state::closed,         by<role::receptionist>, needs<evidence::safety_inspected>, rule<'T', 13>>,
            row<state::visited,        event::close,          state::closed,         by<role::receptionist>, needs<evidence::safety_inspected>, rule<'T', 13>>>,
        cancelled_from<event::cancel, state::cancelled, state::to_arrange, state::assigned, state::booked, state::missed, state::to_rebook>>;
    // clang-format on
    using closed = states<state::closed, state::cancelled>;
};

template <>
struct labels<inspection::state> {
    static constexpr term table[] = {
        words::to_arrange,
        words::assigned,
        words::booked,
        words::missed,
        words::to_rebook,
        {"clear", "无隐患", "no hazard"},
        {"hazard", "有隐患", "hazard found"},
        {"notice_to_sign", "待签", "notice to be signed"},
        {"to_rectify", "待整改", "to be rectified"},
        {"rectifying", "整改中", "being rectified"},
        {"following", "跟踪中", "followed up"},
        {"handed_on", "已转整改单", "handed on to a rectification"},
        {"loop_closed", "已闭环", "loop closed"},
        words::visited,
        words::closed,
        words::cancelled,
    };
};

template <>
struct labels<inspection::event> {
    static constexpr term table[] = {
        words::missed,
        words::answer,
        {"inspect", "检查", "inspect"},
        {"write_notice", "开通知单", "write a hazard notice"},
        {"sign_notice", "签通知单", "sign the hazard notice"},
        {"rectify", "整改", "rectify"},
        {"follow", "跟踪", "follow up"},
        {"recheck", "复查", "re-check"},
        {"hand_on", "转整改单", "hand on to a rectification"},
        words::return_visit,
        words::close,
        words::cancel,
    };
};

/// Needs inspection.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& inspection_lifecycle();

}}  // namespace gongdan
