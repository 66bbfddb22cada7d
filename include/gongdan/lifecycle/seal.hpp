#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Sealing or moving a pipe (封管、移管): P7, T22. Where the registration fee is unpaid the customer is persuaded to
/// register first; if not, a superior is asked and the crew told in writing and by phone. The crew hands the paper
/// back, and it stays on file.
struct seal {
    static constexpr term label{"seal", "封停", "sealing"};

    enum class state : std::uint8_t {
        requested,
        unregistered,
        permitted,
        to_arrange,
        assigned,
        booked,
        missed,
        to_rebook,
        on_scene,
        sealed,
        filed,
        closed,
        cancelled,
    };
    enum class event : std::uint8_t {
        record,
        register_home,
        permit,
        tell_crew,
        phone,
        missed,
        answer,
        arrive,
        seal,
        return_paper,
        close,
        cancel,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::requested,    event::record,        state::to_arrange,   by<role::receptionist>, when<outcome::passed>, needs<evidence::fee_paid>, gives<evidence::customer_record>, rule<'T', 22>>,
            row<state::requested,    event::record,        state::unregistered, by<role::receptionist>, when<outcome::failed>, rule<'T', 22>>,
            row<state::unregistered, event::register_home, state::to_arrange,   by<role::receptionist>, needs<evidence::fee_paid>, gives<evidence::customer_record>, rule<'T', 22>>,
            row<state::unregistered, event::permit,        state::permitted,    by<role::superior, role::leader>, needs<evidence::registering_urged>, rule<'T', 22>>,
            row<state::permitted,    event::tell_crew,     state::to_arrange,   by<role::receptionist, role::dispatcher>, needs<evidence::crew_written, evidence::crew_phoned>, rule<'T', 22>>>,
        visit_made<state, event>,
        table<
            row<state::on_scene,     event::seal,          state::sealed,       by<role::technician>, gives<evidence::gas_off>, rule<'P', 7>>,
            row<state::sealed,       event::return_paper,  state::filed,        by<role::technician, role::receptionist>, gives<evidence::paper_returned>, rule<'T', 22>>,
            row<state::filed,        event::close,         state::closed,       by<role::receptionist>, needs<evidence::gas_off, evidence::paper_returned>, rule<'T', 22>>>,
        cancelled_from<event::cancel, state::cancelled, state::requested, state::unregistered, state::permitted, state::to_arrange, state::assigned, state::booked, state::missed, state::to_rebook>>;
    // clang-format on
    using closed = states<state::closed, state::cancelled>;
};

template <>
struct labels<seal::state> {
    static constexpr term table[] = {
        words::requested,
        {"unregistered", "未登记", "not registered"},
        {"permitted", "上级已同意", "permitted by a superior"},
        words::to_arrange,
        words::assigned,
        words::booked,
        words::missed,
        words::to_rebook,
        words::on_scene,
        {"sealed", "已封停", "sealed"},
        {"filed", "已存档", "paper on file"},
        words::closed,
        words::cancelled,
    };
};

template <>
struct labels<seal::event> {
    static constexpr term table[] = {
        words::record,
        {"register_home", "补办登记", "register the home"},
        {"permit", "上级同意", "permit"},
        {"tell_crew", "通知班组", "tell the crew"},
        words::phone,
        words::missed,
        words::answer,
        words::arrive,
        {"seal", "封停", "seal"},
        {"return_paper", "交回单据", "hand the paper back"},
        words::close,
        words::cancel,
    };
};

/// Needs seal.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& seal_lifecycle();

}}  // namespace gongdan
