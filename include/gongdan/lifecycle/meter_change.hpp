#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Changing a meter (换表): T6, T11, T24. The old meter is read before it goes, and the change is entered in the
/// ledger. A card is replaced at the counter (`counter`).
struct meter_change {
    static constexpr term label{"meter_change", "换表", "meter change"};

    enum class state : std::uint8_t {
        requested,
        to_arrange,
        assigned,
        booked,
        missed,
        to_rebook,
        on_scene,
        changed,
        tested,
        confirmed,
        entered,
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
        change,
        test,
        confirm,
        enter,
        close,
        cancel,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::requested, event::record,     state::to_arrange, by<role::receptionist>, needs<evidence::customer_record>, rule<'T', 24>>>,
        visit_made<state, event>,
        table<
            row<state::on_scene,  event::read_meter, state::on_scene,   by<role::technician>, gives<evidence::meter_read>, rule<'T', 24>>,
            row<state::on_scene,  event::change,     state::changed,    by<role::technician>, needs<evidence::meter_read>, rule<'T', 24>>,
            row<state::changed,   event::test,       state::tested,     by<role::technician>, when<outcome::passed>, gives<evidence::air_tightness>, rule<'T', 6>>,
            row<state::changed,   event::test,       state::on_scene,   by<role::technician>, when<outcome::failed>, voids<evidence::air_tightness>, rule<'T', 6>>,
            row<state::tested,    event::confirm,    state::confirmed,  by<role::customer, role::technician>, work_accepted, rule<'T', 11>>,
            row<state::confirmed, event::enter,      state::entered,    by<role::receptionist>, needs<evidence::fee_paid>, gives<evidence::ledger_entered>, rule<'T', 24>>,
            row<state::entered,   event::close,      state::closed,     by<role::receptionist>, needs<evidence::ledger_entered>, rule<'T', 24>>>,
        visit_cancelled<state, event>>;
    // clang-format on
    using closed = states<state::closed, state::cancelled>;
};

template <>
struct labels<meter_change::state> {
    static constexpr term table[] = {
        words::requested,
        words::to_arrange,
        words::assigned,
        words::booked,
        words::missed,
        words::to_rebook,
        words::on_scene,
        {"changed", "已换表", "meter changed"},
        {"tested", "试验合格", "test passed"},
        words::confirmed,
        {"entered", "已登台帐", "entered in the ledger"},
        words::closed,
        words::cancelled,
    };
};

template <>
struct labels<meter_change::event> {
    static constexpr term table[] = {
        words::record,
        words::phone,
        words::missed,
        words::answer,
        words::arrive,
        {"read_meter", "抄旧表底数", "read the old meter"},
        {"change", "换表", "change the meter"},
        words::test,
        words::confirm,
        {"enter", "登记台帐", "enter it in the ledger"},
        words::close,
        words::cancel,
    };
};

/// Needs meter_change.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& meter_change_lifecycle();

}}  // namespace gongdan
