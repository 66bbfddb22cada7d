#pragma once

// Small lifecycles, sound and unsound, for tests of what is said about a table.

#include <gongdan/lifecycle/describe.hpp>

namespace small {

using namespace gongdan;

enum class state : std::uint8_t { fresh, begun, done };
enum class event : std::uint8_t { begin, finish, drop };

}  // namespace small

template <>
struct gongdan::labels<small::state> {
    static constexpr term table[] = {
        {"fresh", "新建", "fresh"}, {"begun", "进行中", "begun"}, {"done", "完成", "done"}};
};
template <>
struct gongdan::labels<small::event> {
    static constexpr term table[] = {
        {"begin", "开始", "begin"}, {"finish", "完成", "finish: \"well\"; done"}, {"drop", "放弃", "drop"}};
};

namespace small {

struct base {
    static constexpr term label{"small", "小例", "small"};
    using state = small::state;
    using event = small::event;
    using closed = states<state::done>;
};

struct sound : base {
    using rows = table<row<state::fresh, event::begin, state::begun, by<role::technician>, rule<'T', 1>>,
                       row<state::begun, event::finish, state::done, when<outcome::passed>, needs<evidence::phoned>>,
                       row<state::begun, event::finish, state::fresh, when<outcome::failed>>>;
};

struct unreachable : base {
    using rows = table<row<state::fresh, event::begin, state::done>, row<state::begun, event::finish, state::done>>;
};

struct dead_end : base {
    using rows = table<row<state::fresh, event::begin, state::begun>, row<state::fresh, event::finish, state::done>>;
};

struct in_doubt : base {
    using rows = table<row<state::fresh, event::begin, state::begun>,
                       row<state::begun, event::finish, state::done>,
                       row<state::begun, event::finish, state::fresh, when<outcome::failed>>>;
};

/// Custody takes an assignment by the office; this row would leave the dispatcher's to custody alone.
struct half_taken : base {
    using rows = table<row<state::fresh, custody_event::assign, state::begun, by<role::superior>>,
                       row<state::begun, event::finish, state::done>>;
};
struct half_taken_by_evidence : base {
    using rows = table<row<state::fresh, custody_event::assign, state::begun, office, needs<evidence::phoned>>,
                       row<state::begun, event::finish, state::done>>;
};
struct wholly_taken : base {
    using rows = table<row<state::fresh, custody_event::assign, state::begun, staff>,
                       row<state::begun, event::finish, state::done>>;
};

/// What `finish` needs, only `drop` gives, and that is after it.
struct never_given : base {
    using rows = table<row<state::fresh, event::begin, state::begun>,
                       row<state::begun, event::finish, state::done, needs<evidence::phoned>>,
                       row<state::begun, event::drop, state::done, gives<evidence::phoned>>>;
};

enum class twice : std::uint8_t { a, b };

}  // namespace small

template <>
struct gongdan::labels<small::twice> {
    static constexpr term table[] = {{"hold", "甲", "a"}, {"same", "乙", "b"}};
};

namespace small {

struct same_code : base {
    using event = small::twice;
    using rows = table<row<state::fresh, event::a, state::begun>, row<state::begun, event::b, state::done>>;
};

}  // namespace small
