#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Business at the counter (柜台业务): P10, P11, T24, T25, T28, V14. What is done is the ticket's label: open_account,
/// open_ic_account, pay, entrust, query, transfer, sell, replace_card; each has its minutes. Incomplete papers end
/// with the customer told what to bring.
struct counter {
    static constexpr term label{"counter", "柜台业务", "counter business"};

    enum class state : std::uint8_t {
        waiting,
        serving,
        done,
        rated,
        closed,
        declined,
    };
    enum class event : std::uint8_t {
        call,
        open_account,
        transfer,
        sell,
        replace_card,
        pay,
        entrust,
        query,
        decline,
        rate,
        close,
    };

    // clang-format off
    using rows = table<
        row<state::waiting, event::call,         state::serving,  by<role::receptionist>, rule<'P', 10>>,
        row<state::serving, event::open_account, state::done,     by<role::receptionist>, needs<evidence::papers_complete, evidence::identity_checked, evidence::gas_agreement>, gives<evidence::ledger_entered>, rule<'P', 10>>,
        row<state::serving, event::transfer,     state::done,     by<role::receptionist>, needs<evidence::original_invoice, evidence::property_proof, evidence::identity_checked>, gives<evidence::ledger_entered>, rule<'T', 25>>,
        row<state::serving, event::sell,         state::done,     by<role::receptionist>, gives<evidence::ledger_entered>, rule<'T', 24>>,
        row<state::serving, event::replace_card, state::done,     by<role::receptionist>, needs<evidence::identity_checked>, gives<evidence::ledger_entered>, rule<'T', 24>>,
        row<state::serving, event::pay,          state::done,     by<role::receptionist>, gives<evidence::ledger_entered>, rule<'P', 11>>,
        row<state::serving, event::entrust,      state::done,     by<role::receptionist>, needs<evidence::bank_card, evidence::identity_checked>, rule<'P', 11>>,
        row<state::serving, event::query,        state::done,     by<role::receptionist>, rule<'P', 11>>,
        row<state::serving, event::decline,      state::declined, by<role::receptionist>, needs<evidence::customer_told>, rule<'V', 14>>,
        row<state::done,    event::rate,         state::rated,    by<role::customer, role::receptionist>, gives<evidence::satisfaction_asked>, rule<'T', 28>>,
        row<state::done,    event::close,        state::closed,   by<role::receptionist>, rule<'T', 28>>,
        row<state::rated,   event::close,        state::closed,   by<role::receptionist>, rule<'T', 28>>>;
    // clang-format on
    using closed = states<state::closed, state::declined>;
};

template <>
struct labels<counter::state> {
    static constexpr term table[] = {
        {"waiting", "排队中", "waiting"},
        {"serving", "办理中", "being served"},
        {"done", "已办结", "done"},
        {"rated", "已评价", "rated"},
        words::closed,
        {"declined", "资料不全", "papers incomplete"},
    };
};

template <>
struct labels<counter::event> {
    static constexpr term table[] = {
        {"call", "叫号", "call"},
        {"open_account", "开户登记", "open an account"},
        {"transfer", "过户", "transfer"},
        {"sell", "售气补气", "sell gas"},
        {"replace_card", "补卡", "replace a card"},
        {"pay", "缴费", "take a payment"},
        {"entrust", "委托代扣", "entrust a bank"},
        {"query", "查询", "answer a query"},
        {"decline", "退回补件", "decline"},
        words::rate,
        words::close,
    };
};

/// Needs counter.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& counter_lifecycle();

}}  // namespace gongdan
