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
    using rows = join<
        table<
            row<state::requested, event::record,      state::to_arrange, by<role::receptionist>, needs<evidence::customer_record>, rule<'T', 13>>>,
        visit_arranged<state, event>,
        table<
            row<state::booked,    event::arrive,      state::on_scene,   by<role::technician>, at_the_door, rule<'T', 11>>,
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
        cancelled_from<event::cancel, state::cancelled, state::requested, state::to_arrange, state::assigned, state::booked, state::missed, state::to_rebook>>;
    // clang-format on
    using closed = states<state::closed, state::cancelled>;
};

template <>
struct labels<unseal::state> {
    static constexpr term table[] = {
        {"requested", "待受理", "requested"},   {"to_arrange", "待安排", "to be arranged"},
        {"assigned", "已安排", "assigned"},     {"booked", "已预约", "booked"},
        {"missed", "未成行", "visit missed"},   {"to_rebook", "待重约", "to be re-arranged"},
        {"on_scene", "已到场", "on scene"},     {"unsealed", "已启封", "unsealed"},
        {"refused", "不予通气", "gas refused"}, {"confirmed", "已确认", "confirmed by the customer"},
        {"closed", "已关闭", "closed"},         {"cancelled", "已取消", "cancelled"},
    };
};

template <>
struct labels<unseal::event> {
    static constexpr term table[] = {
        {"record", "登记", "record"},
        {"phone", "电话联系", "phone ahead"},
        {"missed", "未成行", "visit missed"},
        {"answer", "答复用户", "answer the customer"},
        {"arrive", "上门", "arrive"},
        {"test", "气密性试验", "air-tightness test"},
        {"check_stove", "查熄火保护", "check the stove"},
        {"unseal", "启封通气", "unseal and light"},
        {"refuse", "不予通气", "refuse gas"},
        {"rearrange", "重新安排", "arrange again"},
        {"confirm", "签字确认", "confirm"},
        {"give_invoice", "开发票", "give an invoice"},
        {"rate", "评价", "rate"},
        {"close", "关闭", "close"},
        {"cancel", "取消", "cancel"},
    };
};

/// Needs unseal.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& unseal_lifecycle();

}}  // namespace gongdan
