#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Modification (改装): P2, P3, P6, T2, T19, T21, T31, K7. The survey tells which promise holds: the customer's own
/// pipes (5 working days), public pipes (15, P2), or a design that needs approval and a date agreed by both sides
/// (P3). The plan is confirmed by the customer before anything is cut.
struct modification {
    static constexpr term label{"modification", "改装", "modification"};

    enum class state : std::uint8_t {
        applied,
        verified,
        to_arrange,
        assigned,
        booked,
        missed,
        to_rebook,
        surveyed,
        public_pipes,
        to_design,
        to_confirm,
        scheduled,
        building,
        to_accept,
        accepted,
        told,
        closed,
        declined,
        cancelled,
    };
    enum class event : std::uint8_t {
        verify,
        decline,
        submit,
        phone,
        missed,
        answer,
        survey,
        plan,
        confirm,
        build,
        finish,
        accept,
        report,
        close,
        cancel,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::applied,      event::verify,  state::verified,     by<role::receptionist>, needs<evidence::customer_record>, rule<'T', 21>>,
            row<state::applied,      event::decline, state::declined,     by<role::receptionist>, needs<evidence::reason_given>, rule<'T', 19>>,
            row<state::verified,     event::submit,  state::to_arrange,   by<role::receptionist>, needs<evidence::customer_record>, rule<'P', 6>>>,
        visit_arranged<state, event>,
        table<
            row<state::booked,       event::survey,  state::surveyed,     by<role::technician>, when<outcome::ordinary>, needs<evidence::phoned>, at_the_door, rule<'P', 6>>,
            row<state::booked,       event::survey,  state::public_pipes, by<role::technician>, when<outcome::public_pipes>, needs<evidence::phoned>, at_the_door, rule<'P', 2>>,
            row<state::booked,       event::survey,  state::to_design,    by<role::technician>, when<outcome::design>, needs<evidence::phoned>, at_the_door, rule<'P', 3>>,
            row<state::surveyed,     event::plan,    state::to_confirm,   by<role::technician>, gives<evidence::site_plan>, visit_over, rule<'T', 2>>,
            row<state::public_pipes, event::plan,    state::to_confirm,   by<role::technician>, gives<evidence::site_plan>, visit_over, rule<'P', 2>>,
            row<state::to_design,    event::plan,    state::to_confirm,   by<role::technician>, needs<evidence::design_approved>, gives<evidence::site_plan>, visit_over, rule<'P', 3>>,
            row<state::surveyed,     event::decline, state::declined,     by<role::receptionist>, needs<evidence::reason_given>, rule<'T', 19>>,
            row<state::public_pipes, event::decline, state::declined,     by<role::receptionist>, needs<evidence::reason_given>, rule<'T', 19>>,
            row<state::to_design,    event::decline, state::declined,     by<role::receptionist>, needs<evidence::reason_given>, rule<'T', 19>>,
            row<state::to_confirm,   event::confirm, state::scheduled,    by<role::customer, role::receptionist>, needs<evidence::site_plan, evidence::fee_agreed, evidence::customer_signature>, rule<'T', 2>>,
            row<state::scheduled,    event::build,   state::building,     by<role::technician>, needs<evidence::fee_paid>, at_the_door, rule<'T', 2>>,
            row<state::building,     event::finish,  state::to_accept,    by<role::technician>, needs<evidence::install_sheet>, rule<'T', 2>>,
            row<state::to_accept,    event::accept,  state::accepted,     by<role::technician, role::superior>, when<outcome::passed>, gives<evidence::air_tightness>, rule<'T', 2>>,
            row<state::to_accept,    event::accept,  state::building,     by<role::technician, role::superior>, when<outcome::failed>, voids<evidence::air_tightness, evidence::install_sheet>, rule<'T', 2>>,
            row<state::accepted,     event::report,  state::told,         counter_staff, gives<evidence::customer_told>, rule<'T', 2>>,
            row<state::told,         event::close,   state::closed,       by<role::receptionist>, needs<evidence::air_tightness, evidence::install_sheet>, rule<'K', 7>>>,
        cancelled_from<event::cancel, state::cancelled, state::applied, state::verified, state::to_arrange, state::assigned, state::booked, state::missed, state::to_rebook, state::surveyed, state::public_pipes, state::to_design, state::to_confirm, state::scheduled>>;
    // clang-format on
    using closed = states<state::closed, state::declined, state::cancelled>;
};

template <>
struct labels<modification::state> {
    static constexpr term table[] = {
        {"applied", "待核实", "applied for"},
        {"verified", "已核实", "verified"},
        words::to_arrange,
        words::assigned,
        words::booked,
        words::missed,
        words::to_rebook,
        {"surveyed", "已勘查", "surveyed"},
        {"public_pipes", "涉公共管道", "public pipes concerned"},
        {"to_design", "待设计审批", "design to be approved"},
        {"to_confirm", "待确认", "to be confirmed"},
        {"scheduled", "待施工", "to be built"},
        {"building", "施工中", "being built"},
        {"to_accept", "待验收", "to be accepted"},
        {"accepted", "已验收", "accepted"},
        {"told", "已反馈", "reported back"},
        words::closed,
        {"declined", "已谢绝", "declined"},
        words::cancelled,
    };
};

template <>
struct labels<modification::event> {
    static constexpr term table[] = {
        {"verify", "核实", "verify"},
        {"decline", "谢绝", "decline"},
        {"submit", "改装提交", "submit"},
        words::phone,
        words::missed,
        words::answer,
        {"survey", "勘查", "survey"},
        {"plan", "制定方案", "draw up the plan"},
        {"confirm", "确认方案", "confirm the plan"},
        {"build", "开工", "begin the work"},
        {"finish", "完工", "finish the work"},
        {"accept", "验收", "accept the work"},
        {"report", "反馈", "report back"},
        words::close,
        words::cancel,
    };
};

/// Needs modification.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& modification_lifecycle();

}}  // namespace gongdan
