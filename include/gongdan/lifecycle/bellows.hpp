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
    using rows = join<
        table<
            row<state::requested, event::record,  state::to_arrange, by<role::receptionist>, needs<evidence::customer_record, evidence::hose_noted>, rule<'T', 35>>>,
        visit_arranged<state, event>,
        table<
            row<state::booked,    event::arrive,  state::on_scene,   by<role::technician>, at_the_door, rule<'T', 11>>,
            row<state::on_scene,  event::change,  state::changed,    by<role::technician>, rule<'P', 5>>,
            row<state::changed,   event::test,    state::tested,     by<role::technician>, when<outcome::passed>, gives<evidence::air_tightness>, rule<'T', 6>>,
            row<state::changed,   event::test,    state::on_scene,   by<role::technician>, when<outcome::failed>, voids<evidence::air_tightness>, rule<'T', 6>>,
            row<state::tested,    event::confirm, state::confirmed,  by<role::customer, role::technician>, work_accepted, rule<'T', 11>>>,
        work_settled<state, event>,
        cancelled_from<event::cancel, state::cancelled, state::requested, state::to_arrange, state::assigned, state::booked, state::missed, state::to_rebook>>;
    // clang-format on
    using closed = states<state::closed, state::cancelled>;
};

template <>
struct labels<bellows::state> {
    static constexpr term table[] = {
        {"requested", "待受理", "requested"},  {"to_arrange", "待安排", "to be arranged"},
        {"assigned", "已安排", "assigned"},    {"booked", "已预约", "booked"},
        {"missed", "未成行", "visit missed"},  {"to_rebook", "待重约", "to be re-arranged"},
        {"on_scene", "已到场", "on scene"},    {"changed", "已更换", "hose changed"},
        {"tested", "试验合格", "test passed"}, {"confirmed", "已确认", "confirmed by the customer"},
        {"closed", "已关闭", "closed"},        {"cancelled", "已取消", "cancelled"},
    };
};

template <>
struct labels<bellows::event> {
    static constexpr term table[] = {
        {"record", "登记", "record"},
        {"phone", "电话联系", "phone ahead"},
        {"missed", "未成行", "visit missed"},
        {"answer", "答复用户", "answer the customer"},
        {"arrive", "上门", "arrive"},
        {"change", "更换", "change the hose"},
        {"test", "气密性试验", "air-tightness test"},
        {"confirm", "签字确认", "confirm"},
        {"give_invoice", "开发票", "give an invoice"},
        {"rate", "评价", "rate"},
        {"close", "关闭", "close"},
        {"cancel", "取消", "cancel"},
    };
};

/// Needs bellows.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& bellows_lifecycle();

}}  // namespace gongdan
