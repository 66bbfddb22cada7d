#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Stopping gas at a customer's wish, and restoring it (停气、恢复): P5, T11, T13. What was stopped may be restored on the
/// same ticket; gas comes back only after a passed test.
struct gas_stop {
    static constexpr term label{"gas_stop", "停气与恢复", "gas stop and restoring"};

    enum class state : std::uint8_t {
        requested,
        to_arrange,
        assigned,
        booked,
        missed,
        to_rebook,
        on_scene,
        stopped,
        to_restore,
        restore_booked,
        restoring,
        restored,
        confirmed,
        closed,
        cancelled,
    };
    enum class event : std::uint8_t {
        record,
        phone,
        missed,
        answer,
        arrive,
        stop_gas,
        ask_restore,
        test,
        restore,
        confirm,
        give_invoice,
        rate,
        close,
        cancel,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::requested,      event::record,        state::to_arrange,     by<role::receptionist>, needs<evidence::customer_record>, rule<'T', 13>>>,
        visit_made<state, event>,
        table<
            row<state::on_scene,       event::stop_gas,      state::stopped,        by<role::technician>, gives<evidence::gas_off>, visit_over, rule<'P', 5>>,
            row<state::stopped,        event::ask_restore,   state::to_restore,     by<role::customer, role::receptionist>, rule<'T', 13>>,
            row<state::to_restore,     custody_event::agree, state::restore_booked, staff, rule<'P', 18>>,
            row<state::restore_booked, event::missed,        state::to_restore,     staff, when<outcome::company>, rule<'T', 18>>,
            row<state::restore_booked, event::missed,        state::to_restore,     staff, when<outcome::customer>, rule<'T', 18>>,
            row<state::restore_booked, event::arrive,        state::restoring,      by<role::technician>, at_the_door, rule<'T', 11>>,
            row<state::restoring,      event::test,          state::restoring,      by<role::technician>, when<outcome::passed>, gives<evidence::air_tightness>, rule<'T', 6>>,
            row<state::restoring,      event::test,          state::restoring,      by<role::technician>, when<outcome::failed>, voids<evidence::air_tightness>, rule<'T', 6>>,
            row<state::restoring,      event::restore,       state::restored,       by<role::technician>, needs<evidence::air_tightness>, gives<evidence::burner_lit>, voids<evidence::gas_off>, rule<'T', 7>>,
            row<state::stopped,        event::confirm,       state::confirmed,      by<role::customer, role::technician>, work_accepted, rule<'T', 11>>,
            row<state::restored,       event::confirm,       state::confirmed,      by<role::customer, role::technician>, work_accepted, rule<'T', 11>>>,
        work_settled<state, event>,
        visit_cancelled<state, event>>;
    // clang-format on
    using closed = states<state::closed, state::cancelled>;
};

template <>
struct labels<gas_stop::state> {
    static constexpr term table[] = {
        words::requested,
        words::to_arrange,
        words::assigned,
        words::booked,
        words::missed,
        words::to_rebook,
        words::on_scene,
        {"stopped", "已停气", "gas stopped"},
        {"to_restore", "待恢复", "to be restored"},
        {"restore_booked", "恢复已预约", "restoring booked"},
        {"restoring", "恢复中", "being restored"},
        {"restored", "已恢复", "gas restored"},
        words::confirmed,
        words::closed,
        words::cancelled,
    };
};

template <>
struct labels<gas_stop::event> {
    static constexpr term table[] = {
        words::record,
        words::phone,
        words::missed,
        words::answer,
        words::arrive,
        {"stop_gas", "停气", "stop gas"},
        {"ask_restore", "申请恢复", "ask for gas again"},
        words::test,
        {"restore", "恢复供气", "restore gas"},
        words::confirm,
        words::give_invoice,
        words::rate,
        words::close,
        words::cancel,
    };
};

/// Needs gas_stop.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& gas_stop_lifecycle();

}}  // namespace gongdan
