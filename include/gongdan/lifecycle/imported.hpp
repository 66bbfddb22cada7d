#pragma once

#include <gongdan/lifecycle/blocks.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A ticket of a foreign system. Its own type is a label, its history need not satisfy our guards: every state
/// leads to every other, by an event named after where it leads, for anybody and without evidence. `resolved`
/// ends work as `closed` does.
struct imported {
    static constexpr term label{"imported", "导入工单", "imported"};

    enum class state : std::uint8_t {
        open,
        working,
        waiting,
        resolved,
        closed,
        reopened,
    };
    enum class event : std::uint8_t {
        work,
        wait,
        resolve,
        close,
        reopen,
    };

    // clang-format off
    using rows = table<
        row<state::open,     event::work,    state::working>,
        row<state::open,     event::wait,    state::waiting>,
        row<state::open,     event::resolve, state::resolved>,
        row<state::open,     event::close,   state::closed>,
        row<state::open,     event::reopen,  state::reopened>,
        row<state::working,  event::work,    state::working>,
        row<state::working,  event::wait,    state::waiting>,
        row<state::working,  event::resolve, state::resolved>,
        row<state::working,  event::close,   state::closed>,
        row<state::working,  event::reopen,  state::reopened>,
        row<state::waiting,  event::work,    state::working>,
        row<state::waiting,  event::wait,    state::waiting>,
        row<state::waiting,  event::resolve, state::resolved>,
        row<state::waiting,  event::close,   state::closed>,
        row<state::waiting,  event::reopen,  state::reopened>,
        row<state::resolved, event::work,    state::working>,
        row<state::resolved, event::wait,    state::waiting>,
        row<state::resolved, event::resolve, state::resolved>,
        row<state::resolved, event::close,   state::closed>,
        row<state::resolved, event::reopen,  state::reopened>,
        row<state::closed,   event::work,    state::working>,
        row<state::closed,   event::wait,    state::waiting>,
        row<state::closed,   event::resolve, state::resolved>,
        row<state::closed,   event::close,   state::closed>,
        row<state::closed,   event::reopen,  state::reopened>,
        row<state::reopened, event::work,    state::working>,
        row<state::reopened, event::wait,    state::waiting>,
        row<state::reopened, event::resolve, state::resolved>,
        row<state::reopened, event::close,   state::closed>,
        row<state::reopened, event::reopen,  state::reopened>>;
    // clang-format on
    using closed = states<state::resolved, state::closed>;
};

template <>
struct labels<imported::state> {
    static constexpr term table[] = {
        {"open", "待处理", "open"},
        {"working", "处理中", "working"},
        {"waiting", "等待中", "waiting"},
        {"resolved", "已解决", "resolved"},
        words::closed,
        {"reopened", "重新打开", "reopened"},
    };
};

template <>
struct labels<imported::event> {
    static constexpr term table[] = {
        {"work", "处理", "work"},     {"wait", "等待", "wait"}, {"resolve", "解决", "resolve"}, words::close,
        {"reopen", "重开", "reopen"},
    };
};

/// Needs imported.ipp in one source file, or the compiled library.
[[nodiscard]] lifecycle const& imported_lifecycle();

}}  // namespace gongdan
