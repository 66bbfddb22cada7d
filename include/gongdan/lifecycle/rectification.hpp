#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Rectification of a hazard whose notice is signed (隐患整改): T8, T14. The grade sets the deadline; a hazard that
/// cannot wait stops gas, which comes back after a passed re-check alone. Nothing but a passed re-check closes the
/// loop.
struct rectification {
    static constexpr term label{"rectification", "隐患整改", "hazard rectification"};

    enum class state : std::uint8_t {
        issued,
        to_rectify,
        urgent,
        gas_stopped,
        rectifying,
        to_recheck,
        cleared,
        visited,
        closed,
    };
    enum class event : std::uint8_t {
        grade,
        rectify,
        stop_gas,
        follow,
        missed,
        recheck,
        restore,
        return_visit,
        close,
    };

    // clang-format off
    using rows = table<
        row<state::issued,      event::grade,        state::to_rectify,  staff, when<outcome::ordinary>, needs<evidence::notice_signed>, gives<evidence::gas_supplied>, rule<'T', 14>>,
        row<state::issued,      event::grade,        state::urgent,      staff, when<outcome::major>, needs<evidence::notice_signed>, gives<evidence::gas_supplied>, rule<'T', 14>>,
        row<state::to_rectify,  event::stop_gas,     state::gas_stopped, by<role::technician>, needs<evidence::reason_given>, voids<evidence::gas_supplied>, rule<'T', 14>>,
        row<state::urgent,      event::stop_gas,     state::gas_stopped, by<role::technician>, needs<evidence::reason_given>, voids<evidence::gas_supplied>, rule<'T', 14>>,
        row<state::to_rectify,  event::rectify,      state::rectifying,  by<role::customer, role::technician>, rule<'T', 14>>,
        row<state::urgent,      event::rectify,      state::rectifying,  by<role::customer, role::technician>, rule<'T', 14>>,
        row<state::gas_stopped, event::rectify,      state::rectifying,  by<role::customer, role::technician>, rule<'T', 14>>,
        row<state::rectifying,  event::follow,       state::to_recheck,  office, rule<'T', 14>>,
        row<state::to_recheck,  event::missed,       state::rectifying,  staff, when<outcome::company>, rule<'T', 18>>,
        row<state::to_recheck,  event::missed,       state::rectifying,  staff, when<outcome::customer>, rule<'T', 18>>,
        row<state::to_recheck,  event::recheck,      state::cleared,     by<role::technician>, when<outcome::passed>, at_the_door, gives<evidence::hazard_cleared>, rule<'T', 14>>,
        row<state::to_recheck,  event::recheck,      state::to_rectify,  by<role::technician>, when<outcome::failed>, at_the_door, voids<evidence::hazard_cleared>, rule<'T', 14>>,
        row<state::cleared,     event::restore,      state::cleared,     by<role::technician>, needs<evidence::air_tightness>, gives<evidence::gas_supplied>, rule<'T', 7>>,
        row<state::cleared,     event::return_visit, state::visited,     counter_staff, needs<evidence::gas_supplied>, gives<evidence::satisfaction_asked>, rule<'T', 13>>,
        row<state::cleared,     event::close,        state::closed,      by<role::receptionist>, needs<evidence::hazard_cleared, evidence::gas_supplied>, rule<'T', 14>>,
        row<state::visited,     event::close,        state::closed,      by<role::receptionist>, needs<evidence::hazard_cleared, evidence::gas_supplied>, rule<'T', 14>>>;
    // clang-format on
    using closed = states<state::closed>;
};

template <>
struct labels<rectification::state> {
    static constexpr term table[] = {
        {"issued", "待定级", "notice signed"},
        {"to_rectify", "待整改", "to be rectified"},
        {"urgent", "限期立改", "to be rectified at once"},
        {"gas_stopped", "已停气", "gas stopped"},
        {"rectifying", "整改中", "being rectified"},
        {"to_recheck", "待复查", "to be re-checked"},
        {"cleared", "复查合格", "re-check passed"},
        words::visited,
        {"closed", "已闭环", "loop closed"},
    };
};

template <>
struct labels<rectification::event> {
    static constexpr term table[] = {
        {"grade", "定级", "grade"},
        {"rectify", "整改", "rectify"},
        {"stop_gas", "停气", "stop gas"},
        {"follow", "跟踪", "follow up"},
        words::missed,
        {"recheck", "复查", "re-check"},
        {"restore", "恢复供气", "restore gas"},
        words::return_visit,
        {"close", "闭环", "close the loop"},
    };
};

/// Needs rectification.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& rectification_lifecycle();

}}  // namespace gongdan
