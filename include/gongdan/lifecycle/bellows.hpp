#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Changing a bellows hose (更换波纹管): P5, T6, T11, T35. Length and size are noted before anybody goes, and the joint is
/// tested before the customer signs.
struct bellows {
    static constexpr term label{"bellows", "换波纹管", "bellows change"};

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
        closed,
        cancelled,
    };
    enum class event : std::uint8_t {
        record,
        phone,
        missed,
        answer,
        arrive,
        change,
        test,
        confirm,
        give_invoice,
        rate,
        close,
        cancel,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::requested, event::record,  state::to_arrange, by<role::receptionist>, needs<evidence::customer_record, evidence::hose_noted>, rule<'T', 35>>>,
        visit_made<state, event>,
        table<
            row<state::on_scene,  event::change,  state::changed,    by<role::technician>, rule<'P', 5>>,
            row<state::changed,   event::test,    state::tested,     by<role::technician>, when<outcome::passed>, gives<evidence::air_tightness>, rule<'T', 6>>,
            row<state::changed,   event::test,    state::on_scene,   by<role::technician>, when<outcome::failed>, voids<evidence::air_tightness>, rule<'T', 6>>,
            row<state::tested,    event::confirm, state::confirmed,  by<role::customer, role::technician>, work_accepted, rule<'T', 11>>>,
        work_settled<state, event>,
        visit_cancelled<state, event>>;
    // clang-format on
    using closed = states<state::closed, state::cancelled>;
};

template <>
struct labels<bellows::state> {
    static constexpr term table[] = {
        words::requested,
        words::to_arrange,
        words::assigned,
        words::booked,
        words::missed,
        words::to_rebook,
        words::on_scene,
        {"changed", "已更换", "hose changed"},
        {"tested", "试验合格", "test passed"},
        words::confirmed,
        words::closed,
        words::cancelled,
    };
};

template <>
struct labels<bellows::event> {
    static constexpr term table[] = {
        words::record, words::phone,   words::missed,
        words::answer, words::arrive,  {"change", "更换", "change the hose"},
        words::test,   words::confirm, words::give_invoice,
        words::rate,   words::close,   words::cancel,
    };
};

/// Needs bellows.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& bellows_lifecycle();

}}  // namespace gongdan
