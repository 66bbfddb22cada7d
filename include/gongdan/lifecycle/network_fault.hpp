#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Fault of the network (管网故障): P13, T15. Triage tells ordinary (4 h) from major (24 h, and the leaders are told at
/// once); what is made safe first is repaired next, and tested before gas flows.
struct network_fault {
    static constexpr term label{"network_fault", "管网故障", "network fault"};

    enum class state : std::uint8_t {
        reported,
        ordinary,
        major,
        on_way,
        on_scene,
        isolated,
        fixed,
        verified,
        closed,
        dismissed,
    };
    enum class event : std::uint8_t {
        triage,
        raise,
        tell_leaders,
        send,
        arrive,
        isolate,
        fix,
        verify,
        dismiss,
        close,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::reported, event::triage,  state::ordinary,  by<role::receptionist, role::dispatcher>, when<outcome::ordinary>, gives<evidence::leaders_settled>, rule<'P', 13>>,
            row<state::reported, event::triage,  state::major,     by<role::receptionist, role::dispatcher>, when<outcome::major>, voids<evidence::leaders_settled>, rule<'T', 15>>,
            row<state::reported, event::dismiss, state::dismissed, by<role::dispatcher, role::superior>, needs<evidence::reason_given>>,
            row<state::ordinary, event::raise,   state::major,     by<role::technician, role::dispatcher, role::superior>, voids<evidence::leaders_settled>, rule<'T', 15>>,
            row<state::ordinary, event::send,    state::on_way,    by<role::dispatcher, role::superior>, rule<'P', 13>>,
            row<state::major,    event::send,    state::on_way,    by<role::dispatcher, role::superior>, rule<'P', 13>>,
            row<state::on_way,   event::arrive,  state::on_scene,  by<role::technician>, rule<'P', 13>>,
            row<state::on_scene, event::dismiss, state::dismissed, by<role::technician>, needs<evidence::gas_checked>>,
            row<state::on_scene, event::isolate, state::isolated,  by<role::technician>, gives<evidence::gas_off>, rule<'P', 13>>,
            row<state::on_scene, event::fix,     state::fixed,     by<role::technician>, needs<evidence::cause_found>, rule<'P', 13>>,
            row<state::isolated, event::fix,     state::fixed,     by<role::technician>, needs<evidence::cause_found>, rule<'P', 13>>,
            row<state::fixed,    event::verify,  state::verified,  by<role::technician>, when<outcome::passed>, gives<evidence::air_tightness>, voids<evidence::gas_off>, rule<'T', 6>>,
            row<state::fixed,    event::verify,  state::isolated,  by<role::technician>, when<outcome::failed>, voids<evidence::air_tightness, evidence::cause_found>, rule<'T', 6>>>,
        leaders_told_in<event::tell_leaders, state::ordinary, state::major, state::on_way, state::on_scene, state::isolated, state::fixed, state::verified>,
        table<
            row<state::verified, event::close,   state::closed,    by<role::dispatcher, role::superior>, needs<evidence::air_tightness, evidence::leaders_settled>, rule<'T', 15>>>>;
    // clang-format on
    using closed = states<state::closed, state::dismissed>;
};

template <>
struct labels<network_fault::state> {
    static constexpr term table[] = {
        {"reported", "待受理", "reported"},
        {"ordinary", "一般故障", "ordinary fault"},
        {"major", "重大故障", "major fault"},
        {"on_way", "已派出", "crew on its way"},
        words::on_scene,
        {"isolated", "已隔离", "isolated"},
        {"fixed", "已修复", "fixed"},
        {"verified", "已复核", "verified"},
        words::closed,
        {"dismissed", "非故障", "no fault"},
    };
};

template <>
struct labels<network_fault::event> {
    static constexpr term table[] = {
        {"triage", "判定", "triage"},
        {"raise", "升为重大", "find it major"},
        {"tell_leaders", "向领导汇报", "tell the leaders"},
        {"send", "派出", "send a crew"},
        {"arrive", "赶到现场", "arrive"},
        {"isolate", "隔离", "isolate"},
        {"fix", "修复", "fix"},
        {"verify", "复核", "verify"},
        {"dismiss", "排除", "dismiss"},
        words::close,
    };
};

/// Needs network_fault.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& network_fault_lifecycle();

}}  // namespace gongdan
