#pragma once

#include <gongdan/lifecycle/custody.hpp>
#include <gongdan/lifecycle/lifecycle.hpp>

#include <fmt/format.h>

#include <deque>
#include <functional>
#include <set>
#include <string>
#include <tuple>
#include <vector>

/// Walks a lifecycle from a new ticket: from every position found it tries every row by somebody who may, with what the
/// row needs, until nothing new is found.
class walk {
public:
    using fire = std::function<bool(gongdan::position&, std::uint8_t, gongdan::attempt&)>;

    walk(gongdan::lifecycle const& l, fire f) : l_(l), fire_(std::move(f)), walked_(l.rows.size(), false) {
        visit({});
        while (!open_.empty()) {
            auto const p = open_.front();
            open_.pop_front();
            for (gongdan::row_info const& r : l_.rows) attempt(p, r);
        }
    }

    /// One line for each row that no ticket can take.
    [[nodiscard]] std::string not_walked() const {
        std::string lines;
        for (std::size_t i = 0; i < walked_.size(); ++i)
            if (!walked_[i]) lines += line(l_.rows[i]);
        return lines;
    }
    [[nodiscard]] std::size_t positions() const { return seen_.size(); }

private:
    void visit(gongdan::position p) {
        if (seen_.insert({p.state, p.custody, p.evidence}).second) open_.push_back(p);
    }
    void attempt(gongdan::position p, gongdan::row_info const& r) {
        if (r.from != (r.custody ? p.custody : p.state)) return;
        gongdan::attempt a;
        a.as = somebody(r);
        a.stated = r.when;
        a.brings = r.needs;
        if (!fire_(p, r.event, a)) return;
        for (auto const row : {a.fired, a.custody_fired})
            if (row != gongdan::attempt::none) walked_[row] = true;
        visit(p);
    }
    static gongdan::role somebody(gongdan::row_info const& r) {
        unsigned i = 0;
        while (r.by.bits != 0 && !r.by.has(static_cast<gongdan::role>(i))) ++i;
        return static_cast<gongdan::role>(i);
    }
    [[nodiscard]] std::string line(gongdan::row_info const& r) const {
        auto const code = [&](std::uint8_t where) {
            return r.custody ? gongdan::labels<gongdan::custody>::table[where].code : l_.states[where].label.code;
        };
        return fmt::format("{}: {} --{}--> {} was not walked\n", l_.label.code, code(r.from),
                           l_.events[r.event].label.code, code(r.to));
    }

    gongdan::lifecycle const& l_;
    fire fire_;
    std::vector<bool> walked_;
    std::set<std::tuple<std::uint8_t, std::uint8_t, std::uint64_t>> seen_;
    std::deque<gongdan::position> open_;
};
