#pragma once

#include <gongdan/lifecycle/lifecycle.hpp>

/// Moves a ticket by reading the rows one after another: the oracle a machine is compared with. Written on purpose
/// without `permits` and without Boost.MSM.
class interpreter {
public:
    explicit interpreter(gongdan::lifecycle const& l) : l_(l) {}

    bool operator()(gongdan::position& p, std::uint8_t event, gongdan::attempt& a) const {
        for (gongdan::row_info const& r : l_.rows) a.brings &= ~r.gives;
        bool const merged = p.custody == 2;
        a.open = !merged && !l_.states[p.state].closed;
        a.fired = a.custody_fired = gongdan::attempt::none;
        auto const state_before = p.state;
        bool const shared = region(p, p.custody, event, a, true, a.custody_fired);
        p.state = state_before;
        bool const own = !merged && region(p, p.state, event, a, false, a.fired);
        return shared || own;
    }

private:
    bool region(gongdan::position& p,
                std::uint8_t& where,
                std::uint8_t event,
                gongdan::attempt& a,
                bool custody,
                std::uint8_t& fired) const {
        for (std::size_t i = 0; i < l_.rows.size(); ++i) {
            auto const& r = l_.rows[i];
            if (r.custody != custody || r.from != where || r.event != event || !holds(r, p, a)) continue;
            where = r.to;
            fired = static_cast<std::uint8_t>(i);
            p.evidence |= a.brings;
            p.evidence |= r.gives;
            p.evidence &= ~r.voids;
            return true;
        }
        return false;
    }
    static bool holds(gongdan::row_info const& r, gongdan::position const& p, gongdan::attempt const& a) {
        bool const may = r.by.bits == 0 || (r.by.bits & (1u << static_cast<unsigned>(a.as))) != 0;
        bool const in_time = a.open || !r.while_open;
        bool const fits = r.when == gongdan::outcome::unstated || r.when == a.stated;
        for (unsigned bit = 0; bit < 64; ++bit)
            if ((r.needs >> bit & 1u) != 0 && (p.evidence >> bit & 1u) == 0 && (a.brings >> bit & 1u) == 0)
                return false;
        return may && in_time && fits;
    }

    gongdan::lifecycle const& l_;
};
