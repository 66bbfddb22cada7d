#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// First gas (点火通气): P16, T20, T21, T31, T35. A home without a record is registered first; the meter's state is
/// set to 报装 before the business is submitted. No gas without a passed test and a stove that has flame-failure
/// protection; refused, it can be arranged again once the stove is changed.
struct ignition {
    static constexpr term label{"ignition", "点火通气", "ignition"};

    enum class state : std::uint8_t {
        requested,
        to_register,
        matched,
        meter_set,
        to_arrange,
        assigned,
        booked,
        on_scene,
        gas_on,
        refused,
        confirmed,
        closed,
        cancelled,
    };
    enum class event : std::uint8_t {
        match,
        register_home,
        set_meter,
        note_hose,
        submit,
        rate,
        phone,
        nobody_home,
        arrive,
        test,
        check_stove,
        gas_on,
        refuse,
        rearrange,
        confirm,
        close,
        cancel,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::requested,   event::match,          state::matched,     by<role::receptionist>, when<outcome::passed>, gives<evidence::customer_record>, rule<'T', 21>>,
            row<state::requested,   event::match,          state::to_register, by<role::receptionist>, when<outcome::failed>, rule<'T', 21>>,
            row<state::to_register, event::register_home,  state::matched,     by<role::receptionist>, gives<evidence::customer_record>, rule<'T', 21>>,
            row<state::matched,     event::set_meter,      state::meter_set,   by<role::receptionist>, needs<evidence::customer_record>, gives<evidence::meter_registered>, rule<'T', 21>>,
            row<state::meter_set,   event::note_hose,      state::meter_set,   by<role::customer, role::receptionist>, gives<evidence::hose_noted>, rule<'T', 35>>,
            row<state::meter_set,   event::submit,         state::to_arrange,  by<role::receptionist>, needs<evidence::customer_record, evidence::meter_registered>, rule<'T', 21>>,
            row<state::to_arrange,  event::rate,           state::to_arrange,  by<role::customer, role::receptionist>, gives<evidence::satisfaction_asked>, rule<'T', 28>>,
            row<state::to_arrange,  custody_event::assign, state::assigned,    office, rule<'P', 16>>,
            row<state::assigned,    event::phone,          state::booked,      staff, gives<evidence::phoned>, rule<'T', 31>>,
            row<state::booked,      event::nobody_home,    state::assigned,    by<role::technician>, voids<evidence::phoned>, rule<'T', 18>>,
            row<state::booked,      event::arrive,         state::on_scene,    by<role::technician>, needs<evidence::phoned>, at_the_door, rule<'P', 16>>,
            row<state::on_scene,    event::test,           state::on_scene,    by<role::technician>, when<outcome::passed>, gives<evidence::air_tightness>, rule<'T', 6>>,
            row<state::on_scene,    event::test,           state::on_scene,    by<role::technician>, when<outcome::failed>, voids<evidence::air_tightness>, rule<'T', 6>>,
            row<state::on_scene,    event::check_stove,    state::on_scene,    by<role::technician>, when<outcome::passed>, gives<evidence::flame_protection>, rule<'T', 20>>,
            row<state::on_scene,    event::check_stove,    state::on_scene,    by<role::technician>, when<outcome::failed>, voids<evidence::flame_protection>, rule<'T', 20>>,
            row<state::on_scene,    event::gas_on,         state::gas_on,      by<role::technician>, needs<evidence::air_tightness, evidence::flame_protection>, gives<evidence::burner_lit>, rule<'T', 20>>,
            row<state::on_scene,    event::refuse,         state::refused,     by<role::technician>, needs<evidence::reason_given>, rule<'T', 20>>,
            row<state::refused,     event::rearrange,      state::to_arrange,  by<role::customer, role::receptionist>, voids<evidence::phoned, evidence::air_tightness, evidence::flame_protection>, visit_over, rule<'T', 20>>,
            row<state::refused,     event::close,          state::closed,      by<role::receptionist>, needs<evidence::customer_told>, rule<'T', 20>>,
            row<state::gas_on,      event::confirm,        state::confirmed,   by<role::customer, role::technician>, needs<evidence::fee_agreed, evidence::customer_signature>, rule<'T', 11>>,
            row<state::confirmed,   event::close,          state::closed,      by<role::receptionist>, needs<evidence::burner_lit, evidence::fee_paid>, rule<'T', 11>>>,
        cancelled_from<event::cancel, state::cancelled, state::requested, state::to_register, state::matched, state::meter_set, state::to_arrange, state::assigned, state::booked>>;
    // clang-format on
    using closed = states<state::closed, state::cancelled>;
};

template <>
struct labels<ignition::state> {
    static constexpr term table[] = {
        words::requested,
        {"to_register", "待建档", "to be registered"},
        {"matched", "已查档", "record found"},
        {"meter_set", "表已报装", "meter registered"},
        words::to_arrange,
        words::assigned,
        words::booked,
        words::on_scene,
        {"gas_on", "已通气", "gas on"},
        {"refused", "不予通气", "gas refused"},
        words::confirmed,
        words::closed,
        words::cancelled,
    };
};

template <>
struct labels<ignition::event> {
    static constexpr term table[] = {
        {"match", "查档", "look for the record"},
        {"register_home", "建档", "register the home"},
        {"set_meter", "表状态改报装", "set the meter to registered"},
        {"note_hose", "登记波纹管", "note the hose"},
        {"submit", "点火提交", "submit"},
        words::rate,
        words::phone,
        {"nobody_home", "无人在家", "nobody home"},
        words::arrive,
        words::test,
        {"check_stove", "查熄火保护", "check the stove"},
        {"gas_on", "通气", "gas on"},
        {"refuse", "不予通气", "refuse gas"},
        {"rearrange", "重新安排", "arrange again"},
        words::confirm,
        words::close,
        words::cancel,
    };
};

/// Needs ignition.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& ignition_lifecycle();

}}  // namespace gongdan
