#pragma once

#include <gongdan/desk/fold.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

#include <deque>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

/// One step on the way to a state, as a host would send it.
struct closing_step {
    std::string_view event;
    gongdan::role as;
    gongdan::payload data;
};

namespace closing_detail {

inline gongdan::role somebody(gongdan::row_info const& r) {
    for (std::size_t i = 0; i < std::size(gongdan::labels<gongdan::role>::table); ++i)
        if (r.by.has(static_cast<gongdan::role>(i))) return static_cast<gongdan::role>(i);
    return gongdan::role::system;
}

inline closing_step step_of(gongdan::lifecycle const& l, gongdan::row_info const& r) {
    closing_step s{l.events[r.event].label.code, somebody(r), {}};
    if (l.events[r.event]
            .custody) {  // a step that is also an assignment or an agreement says what every type asks of it
        s.data.set(std::string{gongdan::field::crew}, "A");
        s.data.set(std::string{gongdan::field::from}, "2026-03-02 14:00");
    }
    if (r.when != gongdan::outcome::unstated)
        s.data.set(std::string{gongdan::field::outcome}, std::string{gongdan::label(r.when).code});
    for (std::size_t i = 0; i < l.evidence.size(); ++i)
        if ((r.needs & ~l.from_steps) >> i & 1U) s.data.set(std::string{l.evidence[i].code}, "yes");
    return s;
}

}  // namespace closing_detail

/// The shortest way by the table from the beginning to a state, everybody bringing what is needed; empty where none.
inline std::vector<closing_step> way_to(gongdan::lifecycle const& l, std::uint8_t goal) {
    std::deque<std::pair<gongdan::position, std::vector<closing_step>>> open{{}};
    std::set<std::pair<std::uint8_t, std::uint64_t>> seen;
    for (; !open.empty(); open.pop_front()) {
        auto const [here, steps] = open.front();
        if (here.state == goal && !steps.empty()) return steps;
        for (gongdan::row_info const& r : l.rows) {
            if (r.custody || r.from != here.state) continue;
            gongdan::attempt a;
            a.as = closing_detail::somebody(r);
            a.stated = r.when;
            a.brings = r.needs & ~l.from_steps;
            auto next = here;
            if (!l.fire(next, r.event, a) || !seen.insert({next.state, next.evidence}).second) continue;
            auto further = steps;
            further.push_back(closing_detail::step_of(l, r));
            open.emplace_back(next, std::move(further));
        }
    }
    return {};
}
