#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Taking equipment out of use, and removing it (停用、拆除): T11, T13. Nothing is removed before gas is off and the meter
/// read.
struct decommission {
    static constexpr term label{"decommission", "停用拆除", "taking out of use and removal"};

    enum class state : std::uint8_t {
        requested,
        to_arrange,
        assigned,
        booked,
        missed,
        to_rebook,
        on_scene,
        out_of_use,
        removed,
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
        read_meter,
        stop_gas,
        remove,
        confirm,
        give_invoice,
        rate,
        close,
        cancel,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::requested,  event::record,     state::to_arrange, by<role::receptionist>, needs<evidence::customer_record>, rule<'T', 13>>>,
        visit_made<state, event>,
        table<
            row<state::on_scene,   event::read_meter, state::on_scene,   by<role::technician>, gives<evidence::meter_read>, rule<'T', 13>>,
            row<state::on_scene,   event::stop_gas,   state::out_of_use, by<role::technician>, needs<evidence::meter_read>, gives<evidence::gas_off>, rule<'T', 13>>,
            row<state::out_of_use, event::remove,     state::removed,    by<role::technician>, needs<evidence::gas_off, evidence::meter_read>, rule<'T', 13>>,
            row<state::out_of_use, event::confirm,    state::confirmed,  by<role::customer, role::technician>, work_accepted, rule<'T', 11>>,
            row<state::removed,    event::confirm,    state::confirmed,  by<role::customer, role::technician>, work_accepted, rule<'T', 11>>>,
        work_settled<state, event>,
        visit_cancelled<state, event>>;
    // clang-format on
    using closed = states<state::closed, state::cancelled>;
};

template <>
struct labels<decommission::state> {
    static constexpr term table[] = {
        words::requested,
        words::to_arrange,
        words::assigned,
        words::booked,
        words::missed,
        words::to_rebook,
        words::on_scene,
        {"out_of_use", "已停用", "out of use"},
        {"removed", "已拆除", "removed"},
        words::confirmed,
        words::closed,
        words::cancelled,
    };
};

template <>
struct labels<decommission::event> {
    static constexpr term table[] = {
        words::record,
        words::phone,
        words::missed,
        words::answer,
        words::arrive,
        {"read_meter", "抄表底数", "read the meter"},
        {"stop_gas", "停气停用", "stop gas"},
        {"remove", "拆除", "remove the equipment"},
        words::confirm,
        words::give_invoice,
        words::rate,
        words::close,
        words::cancel,
    };
};

/// Needs decommission.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& decommission_lifecycle();

}}  // namespace gongdan
