#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// New installation (报装), modification and replacement: T2, T19, T23, T31; papers and fee first (V14, V16),
/// then the form is filled, entered, signed and submitted. Infeasible, or not wished by the company: declined
/// with a reason (T19), at the counter or after the survey. Wishes of the customer (T23) are notes. Each visit
/// is phoned ahead (T31).
struct install {
    static constexpr term label{"install", "报装", "installation"};

    enum class state : std::uint8_t {
        applied,
        verified,
        filled,
        entered,
        form_signed,
        to_arrange,
        to_survey,
        surveyed,
        infeasible,
        to_confirm,
        confirmed,
        scheduled,
        building,
        to_accept,
        accepted,
        handed_over,
        told,
        closed,
        declined,
        cancelled,
    };
    enum class event : std::uint8_t {
        ask_papers,
        verify,
        decline,
        fill,
        enter,
        sign,
        submit,
        rate,
        phone,
        nobody_home,
        survey,
        plan,
        confirm,
        reject,
        schedule,
        build,
        finish,
        accept,
        hand_over,
        report,
        close,
        cancel,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::applied,     event::ask_papers,     state::applied,     by<role::receptionist>, gives<evidence::customer_told>, rule<'V', 14>>,
            row<state::applied,     event::verify,         state::verified,    by<role::receptionist>, needs<evidence::identity_checked, evidence::papers_complete>, rule<'T', 19>>,
            row<state::applied,     event::decline,        state::declined,    by<role::receptionist, role::superior>, needs<evidence::reason_given>, rule<'T', 19>>,
            row<state::verified,    event::fill,           state::filled,      by<role::customer, role::receptionist>, needs<evidence::fee_paid>, gives<evidence::application_form>, rule<'V', 16>>,
            row<state::filled,      event::enter,          state::entered,     by<role::receptionist>, needs<evidence::application_form>, gives<evidence::customer_record>, rule<'V', 19>>,
            row<state::entered,     event::sign,           state::form_signed, by<role::customer, role::receptionist>, needs<evidence::customer_signature, evidence::leaflets_received, evidence::gas_agreement>, gives<evidence::form_signed>, voids<evidence::customer_signature>, rule<'T', 24>>,
            row<state::form_signed, event::submit,         state::to_arrange,  by<role::receptionist>, needs<evidence::customer_record, evidence::form_signed>, voids<evidence::identity_checked>, rule<'L', 1>>,
            row<state::to_arrange,  event::rate,           state::to_arrange,  by<role::customer, role::receptionist>, gives<evidence::satisfaction_asked>, rule<'T', 28>>,
            row<state::to_arrange,  custody_event::assign, state::to_survey,   office, rule<'T', 2>>,
            row<state::to_survey,   event::phone,          state::to_survey,   staff, gives<evidence::phoned>, rule<'T', 31>>,
            row<state::to_survey,   event::nobody_home,    state::to_survey,   by<role::technician>, voids<evidence::phoned>, rule<'T', 18>>,
            row<state::to_survey,   event::survey,         state::surveyed,    by<role::technician>, when<outcome::passed>, needs<evidence::phoned>, at_the_door, rule<'T', 2>>,
            row<state::to_survey,   event::survey,         state::infeasible,  by<role::technician>, when<outcome::failed>, needs<evidence::phoned>, at_the_door, rule<'T', 19>>,
            row<state::infeasible,  event::decline,        state::declined,    by<role::receptionist, role::superior>, needs<evidence::reason_given>, rule<'T', 19>>,
            row<state::surveyed,    event::plan,           state::to_confirm,  by<role::technician, role::receptionist>, gives<evidence::site_plan>, rule<'T', 2>>,
            row<state::to_confirm,  event::confirm,        state::confirmed,   by<role::customer, role::receptionist>, needs<evidence::site_plan, evidence::customer_signature>, rule<'T', 2>>,
            row<state::to_confirm,  event::reject,         state::surveyed,    by<role::customer, role::receptionist>, voids<evidence::site_plan>, rule<'T', 2>>,
            row<state::confirmed,   event::schedule,       state::scheduled,   office, voids<evidence::phoned, evidence::customer_signature>, visit_over, rule<'T', 2>>,
            row<state::scheduled,   event::phone,          state::scheduled,   staff, gives<evidence::phoned>, rule<'T', 31>>,
            row<state::scheduled,   event::nobody_home,    state::scheduled,   by<role::technician>, voids<evidence::phoned>, rule<'T', 18>>,
            row<state::scheduled,   event::build,          state::building,    by<role::technician>, needs<evidence::phoned>, at_the_door, rule<'T', 2>>,
            row<state::building,    event::finish,         state::to_accept,   by<role::technician>, rule<'T', 2>>,
            row<state::to_accept,   event::accept,         state::accepted,    by<role::technician, role::superior, role::department>, when<outcome::passed>, gives<evidence::air_tightness>, rule<'T', 2>>,
            row<state::to_accept,   event::accept,         state::building,    by<role::technician, role::superior, role::department>, when<outcome::failed>, voids<evidence::air_tightness>, rule<'T', 2>>,
            row<state::accepted,    event::hand_over,      state::handed_over, by<role::technician>, needs<evidence::install_sheet, evidence::customer_signature>, rule<'K', 7>>,
            row<state::handed_over, event::report,         state::told,        by<role::receptionist>, gives<evidence::customer_told, evidence::satisfaction_asked>, rule<'T', 2>>,
            row<state::told,        event::close,          state::closed,      by<role::receptionist>, needs<evidence::air_tightness, evidence::install_sheet>, rule<'T', 13>>>,
        cancelled_from<event::cancel, state::cancelled, state::applied, state::verified, state::filled, state::entered, state::form_signed, state::to_arrange, state::to_survey, state::surveyed, state::to_confirm, state::confirmed, state::scheduled>>;
    // clang-format on
    using closed = states<state::closed, state::declined, state::cancelled>;
};

template <>
struct labels<install::state> {
    static constexpr term table[] = {
        {"applied", "待核实", "applied for"},
        {"verified", "已核实", "verified"},
        {"filled", "已填表", "form filled in"},
        {"entered", "已登记", "entered"},
        {"form_signed", "已签字", "form signed"},
        words::to_arrange,
        {"to_survey", "待勘查", "to be surveyed"},
        {"surveyed", "已勘查", "surveyed"},
        {"infeasible", "无条件施工", "not feasible"},
        {"to_confirm", "待确认", "plan to be confirmed"},
        {"confirmed", "已确认", "plan confirmed"},
        {"scheduled", "待施工", "scheduled"},
        {"building", "施工中", "under construction"},
        {"to_accept", "待验收", "to be accepted"},
        {"accepted", "已验收", "accepted"},
        {"handed_over", "已移交", "handed over"},
        {"told", "已反馈", "result told"},
        words::closed,
        {"declined", "已谢绝", "declined"},
        words::cancelled,
    };
};

template <>
struct labels<install::event> {
    static constexpr term table[] = {
        {"ask_papers", "告知补资料", "say what to bring"},
        {"verify", "核实", "verify"},
        {"decline", "谢绝", "decline"},
        {"fill", "填表", "fill in the form"},
        {"enter", "录入", "enter"},
        {"sign", "签字", "sign"},
        {"submit", "提交", "submit"},
        words::rate,
        words::phone,
        {"nobody_home", "无人在家", "nobody home"},
        {"survey", "勘查", "survey"},
        {"plan", "制定方案", "plan"},
        {"confirm", "确认方案", "confirm the plan"},
        {"reject", "不同意方案", "reject the plan"},
        {"schedule", "安排施工", "schedule the work"},
        {"build", "开工", "begin to build"},
        {"finish", "完成", "finish"},
        {"accept", "验收", "acceptance"},
        {"hand_over", "移交", "hand over"},
        {"report", "反馈", "report the result"},
        words::close,
        words::cancel,
    };
};

/// Needs install.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& install_lifecycle();

}}  // namespace gongdan
