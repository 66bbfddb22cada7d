#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Unsealing (启封): P5, T6, T7, T11, T20. No gas without a passed test and a stove that has flame-failure protection.
struct unseal {
    static constexpr term label{"unseal", "启封", "unsealing"};

    enum class state : std::uint8_t {
        requested,
        to_arrange,
        assigned,
        booked,
        missed,
        to_rebook,
        on_scene,
        unsealed,
        refused,
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
        test,
        check_stove,
        unseal,
        refuse,
        rearrange,
        confirm,
        give_invoice,
        rate,
        close,
        cancel,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::requested, event::record,      state::to_arrange, by<role::receptionist>, needs<evidence::customer_record>, rule<'T', 13>>>,
        visit_made<state, event>,
        table<
            row<state::on_scene,  event::test,        state::on_scene,   by<role::technician>, when<outcome::passed>, gives<evidence::air_tightness>, rule<'T', 6>>,
            row<state::on_scene,  event::test,        state::on_scene,   by<role::technician>, when<outcome::failed>, voids<evidence::air_tightness>, rule<'T', 6>>,
            row<state::on_scene,  event::check_stove, state::on_scene,   by<role::technician>, when<outcome::passed>, gives<evidence::flame_protection>, rule<'T', 20>>,
            row<state::on_scene,  event::check_stove, state::on_scene,   by<role::technician>, when<outcome::failed>, voids<evidence::flame_protection>, rule<'T', 20>>,
            row<state::on_scene,  event::unseal,      state::unsealed,   by<role::technician>, needs<evidence::air_tightness, evidence::flame_protection>, gives<evidence::burner_lit>, rule<'P', 5>>,
            row<state::on_scene,  event::refuse,      state::refused,    by<role::technician>, needs<evidence::reason_given>, rule<'T', 20>>,
            row<state::refused,   event::rearrange,   state::to_arrange, by<role::customer, role::receptionist>, voids<evidence::air_tightness, evidence::flame_protection, evidence::phoned>, visit_over, rule<'T', 20>>,
            row<state::refused,   event::close,       state::closed,     by<role::receptionist>, needs<evidence::customer_told>, rule<'T', 20>>,
            row<state::unsealed,  event::confirm,     state::confirmed,  by<role::customer, role::technician>, work_accepted, rule<'T', 11>>>,
        work_settled<state, event>,
        visit_cancelled<state, event>>;
    // clang-format on
    using closed = states<state::closed, state::cancelled>;
};

template <>
struct labels<unseal::state> {
    static constexpr term table[] = {
        words::requested,
        words::to_arrange,
        words::assigned,
        words::booked,
        words::missed,
        words::to_rebook,
        words::on_scene,
        {"unsealed", "已启封", "unsealed"},
        {"refused", "不予通气", "gas refused"},
        words::confirmed,
        words::closed,
        words::cancelled,
    };
};

template <>
struct labels<unseal::event> {
    static constexpr term table[] = {
        words::record,
        words::phone,
        words::missed,
        words::answer,
        words::arrive,
        words::test,
        {"check_stove", "查熄火保护", "check the stove"},
        {"unseal", "启封通气", "unseal and light"},
        {"refuse", "不予通气", "refuse gas"},
        {"rearrange", "重新安排", "arrange again"},
        words::confirm,
        words::give_invoice,
        words::rate,
        words::close,
        words::cancel,
    };
};

/// Needs unseal.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& unseal_lifecycle();

}}  // namespace gongdan
