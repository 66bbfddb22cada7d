#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// Alarm (报警), raised by anybody (T32): P4, T15, T16. What is found major stays so: telling the leaders never
/// holds up making safe, and it cannot be closed before they were told. A blocked road is a reason to hold, not
/// a state. Triage, false alarm, making safe, repair and verification are ours.
struct alarm {
    static constexpr term label{"alarm", "报警", "alarm"};

    enum class state : std::uint8_t {
        called,
        taken,
        triaged,
        on_way,
        on_scene,
        major,
        reported_up,
        made_safe,
        repaired,
        verified,
        inquiry,
        visited,
        closed,
        false_alarm,
    };
    enum class event : std::uint8_t {
        take,
        triage,
        send,
        arrive,
        dismiss,
        raise,
        tell_leaders,
        make_safe,
        repair,
        verify,
        open_inquiry,
        end_inquiry,
        return_visit,
        close,
    };

    // clang-format off
    using rows = stretches<
        table<
            row<state::called,      event::take,         state::taken,       by<role::receptionist, role::dispatcher>, rule<'R', 2>>,
            row<state::taken,       event::triage,       state::triaged,     by<role::receptionist, role::dispatcher>, when<outcome::ordinary>, gives<evidence::leaders_settled>, rule<'R', 2>>,
            row<state::taken,       event::triage,       state::triaged,     by<role::receptionist, role::dispatcher>, when<outcome::major>, voids<evidence::leaders_settled>, rule<'T', 15>>,
            row<state::taken,       event::dismiss,      state::false_alarm, by<role::dispatcher, role::superior>, needs<evidence::reason_given>>,
            row<state::triaged,     event::send,         state::on_way,      by<role::dispatcher, role::superior>, rule<'P', 4>>,
            row<state::on_way,      event::arrive,       state::on_scene,    by<role::technician>, rule<'P', 4>>,
            row<state::on_scene,    event::dismiss,      state::false_alarm, by<role::technician>, needs<evidence::gas_checked>>,
            row<state::on_scene,    event::raise,        state::major,       by<role::technician, role::dispatcher, role::superior>, voids<evidence::leaders_settled>, rule<'T', 15>>,
            row<state::on_scene,    event::tell_leaders, state::reported_up, office, gives<evidence::leaders_told, evidence::leaders_settled>, rule<'T', 15>>,
            row<state::major,       event::tell_leaders, state::reported_up, office, gives<evidence::leaders_told, evidence::leaders_settled>, rule<'T', 15>>,
            row<state::on_scene,    event::make_safe,    state::made_safe,   by<role::technician>, rule<'P', 4>>,
            row<state::major,       event::make_safe,    state::made_safe,   by<role::technician>, rule<'P', 4>>,
            row<state::reported_up, event::make_safe,    state::made_safe,   by<role::technician>, rule<'P', 4>>,
            row<state::made_safe,   event::repair,       state::repaired,    by<role::technician>, needs<evidence::cause_found>, rule<'P', 13>>,
            row<state::made_safe,   event::verify,       state::verified,    by<role::technician>, when<outcome::passed>, gives<evidence::air_tightness>, rule<'T', 6>>,
            row<state::made_safe,   event::verify,       state::made_safe,   by<role::technician>, when<outcome::failed>, voids<evidence::air_tightness>, rule<'T', 6>>,
            row<state::repaired,    event::verify,       state::verified,    by<role::technician>, when<outcome::passed>, gives<evidence::air_tightness>, rule<'T', 6>>,
            row<state::repaired,    event::verify,       state::made_safe,   by<role::technician>, when<outcome::failed>, voids<evidence::air_tightness>, rule<'T', 6>>,
            row<state::verified,    event::open_inquiry, state::inquiry,     by<role::superior, role::leader, role::department>, rule<'T', 16>>,
            row<state::inquiry,     event::end_inquiry,  state::verified,    by<role::superior, role::leader, role::department>, needs<evidence::cause_found>, rule<'T', 16>>,
            row<state::verified,    event::return_visit, state::visited,     by<role::receptionist, role::dispatcher>, gives<evidence::satisfaction_asked>, rule<'T', 13>>,
            row<state::visited,     event::close,        state::closed,      by<role::receptionist, role::dispatcher, role::superior>, needs<evidence::leaders_settled, evidence::air_tightness>, rule<'T', 15>>>,
        leaders_told_in<event::tell_leaders, state::triaged, state::on_way, state::made_safe, state::repaired, state::verified, state::visited>>;
    // clang-format on
    using closed = states<state::closed, state::false_alarm>;
};

template <>
struct labels<alarm::state> {
    static constexpr term table[] = {
        {"called", "待接警", "called in"},
        {"taken", "已接警", "call taken"},
        {"triaged", "待派警", "waiting for a crew"},
        {"on_way", "已出警", "crew on the way"},
        {"on_scene", "已到场", "crew on scene"},
        {"major", "重大抢险", "major emergency"},
        {"reported_up", "已上报", "leaders told"},
        {"made_safe", "已处置", "made safe"},
        {"repaired", "已修复", "repaired"},
        {"verified", "已复核", "verified"},
        {"inquiry", "事故调查", "accident inquiry"},
        words::visited,
        words::closed,
        {"false_alarm", "误报", "false alarm"},
    };
};

template <>
struct labels<alarm::event> {
    static constexpr term table[] = {
        {"take", "接听记录", "take the call"},
        {"triage", "判级", "triage"},
        {"send", "派警", "send a crew"},
        {"arrive", "赶到现场", "arrive on scene"},
        {"dismiss", "判为误报", "call it a false alarm"},
        {"raise", "升级为重大", "find it major"},
        {"tell_leaders", "汇报领导", "tell the leaders"},
        {"make_safe", "处置", "make safe"},
        {"repair", "修复", "repair"},
        {"verify", "复核", "verify"},
        {"open_inquiry", "立案调查", "open an inquiry"},
        {"end_inquiry", "调查结束", "end the inquiry"},
        words::return_visit,
        words::close,
    };
};

/// Needs alarm.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& alarm_lifecycle();

}}  // namespace gongdan
