#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Planned outage for inspection or maintenance (计划停气): P17. Approved, announced ahead of the time agreed, and only
/// then is gas stopped; customers are told again when it is called off.
struct outage {
    static constexpr term label{"outage", "计划停气", "planned outage"};

    enum class state : std::uint8_t {
        planned,
        approved,
        announced,
        stopped,
        worked,
        restored,
        closed,
        called_off,
    };
    enum class event : std::uint8_t {
        approve,
        announce,
        stop_gas,
        work,
        test,
        restore,
        close,
        call_off,
    };

    // clang-format off
    using rows = table<
        row<state::planned,   event::approve,  state::approved,   by<role::superior, role::leader>, rule<'P', 17>>,
        row<state::approved,  event::announce, state::announced,  office, needs<evidence::notice_published>, gives<evidence::customer_told>, rule<'P', 17>>,
        row<state::announced, event::stop_gas, state::stopped,    by<role::technician>, needs<evidence::customer_told>, gives<evidence::gas_off>, rule<'P', 17>>,
        row<state::stopped,   event::work,     state::worked,     by<role::technician>, rule<'P', 17>>,
        row<state::worked,    event::test,     state::worked,     by<role::technician>, when<outcome::passed>, gives<evidence::air_tightness>, rule<'T', 6>>,
        row<state::worked,    event::test,     state::stopped,    by<role::technician>, when<outcome::failed>, voids<evidence::air_tightness>, rule<'T', 6>>,
        row<state::worked,    event::restore,  state::restored,   by<role::technician>, needs<evidence::air_tightness>, voids<evidence::gas_off>, rule<'P', 17>>,
        row<state::restored,  event::close,    state::closed,     office, needs<evidence::air_tightness>, rule<'P', 17>>,
        row<state::planned,   event::call_off, state::called_off, by<role::superior, role::leader>>,
        row<state::approved,  event::call_off, state::called_off, by<role::superior, role::leader>>,
        row<state::announced, event::call_off, state::called_off, by<role::superior, role::leader>, needs<evidence::notice_published>, rule<'P', 17>>>;
    // clang-format on
    using closed = states<state::closed, state::called_off>;
};

template <>
struct labels<outage::state> {
    static constexpr term table[] = {
        {"planned", "待审批", "planned"},
        {"approved", "待公告", "approved"},
        {"announced", "已公告", "announced"},
        {"stopped", "已停气", "gas stopped"},
        {"worked", "作业完毕", "work done"},
        {"restored", "已恢复", "gas restored"},
        words::closed,
        {"called_off", "已取消", "called off"},
    };
};

template <>
struct labels<outage::event> {
    static constexpr term table[] = {
        {"approve", "审批", "approve"},
        {"announce", "公告", "announce"},
        {"stop_gas", "停气", "stop gas"},
        {"work", "作业完毕", "finish the work"},
        words::test,
        {"restore", "恢复供气", "restore gas"},
        words::close,
        {"call_off", "取消停气", "call off"},
    };
};

/// Needs outage.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& outage_lifecycle();

}}  // namespace gongdan
