#pragma once

// The slow truth about calendars and deadlines: somebody with a watch who looks at every grain of time, one after the
// other, and writes down what was open, what was held and what counted. Nothing of the library is used here, only plain
// numbers: a grain is a quarter of an hour, a minute or a second, and instants are grains since 00:00 of day 0.

#include <algorithm>
#include <limits>
#include <vector>

namespace watch {

inline constexpr int forever = std::numeric_limits<int>::max();

/// [from, to) in grains.
struct span {
    int from;
    int to;
};

/// Days in a row: which are worked, and when each opens, in grains since its own 00:00.
struct world {
    int per_day = 96;
    std::vector<bool> works;
    std::vector<std::vector<span>> windows;  ///< may run into the next day

    int days() const { return static_cast<int>(works.size()); }
    int end() const { return days() * per_day; }
    int day_of(int t) const { return t / per_day; }
    /// The last close of a day, midnight at the latest.
    int close_of(int d) const {
        auto const& w = windows[static_cast<std::size_t>(d)];
        return w.empty() ? per_day : std::min(per_day, w.back().to);
    }
};

/// One mark a grain: whether service is given in it.
inline std::vector<char> open_marks(world const& w) {
    std::vector<char> marks(static_cast<std::size_t>(w.end()), 0);
    for (int d = 0; d < w.days(); ++d)
        for (span const s : w.windows[static_cast<std::size_t>(d)])
            for (int t = d * w.per_day + s.from; t < std::min(w.end(), d * w.per_day + s.to); ++t)
                marks[static_cast<std::size_t>(t)] = 1;
    return marks;
}

/// One mark a grain up to `end`: whether a hold covers it.
inline std::vector<char> held_marks(std::vector<span> const& holds, int end) {
    std::vector<char> marks(static_cast<std::size_t>(end), 0);
    for (span const h : holds)
        for (int t = std::max(0, h.from); t < std::min(end, h.to); ++t) marks[static_cast<std::size_t>(t)] = 1;
    return marks;
}

enum class ending { midnight, close, same_time };
enum class holding { at_close, any_part, whole_day };

/// What came of waiting.
struct outcome {
    enum class how { at, held, unknown };
    how state = how::unknown;
    int when = 0;  ///< where known
    int left = 0;  ///< else, what was not yet counted
};

/// A world with one set of holds over it.
class observer {
public:
    observer(world const& w, std::vector<char> const& open, std::vector<span> const& holds)
        : w_(w), holds_(holds), held_(held_marks(holds, w.end() + margin(w))) {
        for (int t = 0; t < static_cast<int>(held_.size()); ++t) {
            if (held_[static_cast<std::size_t>(t)] != 0) continue;
            running_.push_back(t);
            if (t < w.end() && open[static_cast<std::size_t>(t)] != 0) serving_.push_back(t);
        }
    }

    /// Round the clock; the marks go on for twelve days after the world, no budget reaches farther.
    outcome elapsed(int start, int budget) const { return after(running_, start, budget); }
    /// In service windows.
    outcome service(int start, int budget) const { return after(serving_, start, budget); }

    /// Day by day from the day after the start.
    outcome days(int start, int n, bool every_day, ending e, holding h) const {
        for (int d = w_.day_of(start) + 1; d < w_.days(); ++d) {
            int const tick = tick_of(d, start, e);
            if ((!every_day && !works(d)) || stopped(d, tick, h)) continue;
            if (--n == 0) return every_day ? moved_on(d, start, e) : outcome{outcome::how::at, d * w_.per_day + tick};
        }
        return ran_out(n);
    }

    /// The first working day after the start that is not held at `by`.
    outcome next_working_day(int start, int by) const {
        for (int d = w_.day_of(start) + 1; d < w_.days(); ++d)
            if (works(d) && !stopped(d, by, holding::at_close)) return {outcome::how::at, d * w_.per_day + by};
        return ran_out(1);
    }

    /// The start itself within the windows of a working day, else the next opening on one; `forever` where none is left.
    int opening(int start) const {
        int next = forever;
        for (int d = 0; d < w_.days(); ++d) {
            if (!works(d)) continue;
            for (span const s : w_.windows[static_cast<std::size_t>(d)]) {
                int const opens = d * w_.per_day + s.from;
                if (opens <= start && start < d * w_.per_day + s.to) return start;
                if (opens > start) next = std::min(next, opens);
            }
        }
        return next;
    }

private:
    static int margin(world const& w) { return 12 * w.per_day; }
    bool works(int d) const { return w_.works[static_cast<std::size_t>(d)]; }
    bool held(int t) const { return held_[static_cast<std::size_t>(t)] != 0; }

    int tick_of(int d, int start, ending e) const {
        if (e == ending::close) return w_.close_of(d);
        return e == ending::same_time ? start % w_.per_day : w_.per_day;
    }

    /// The tick belongs to the grain before it, and to the day that grain lies in.
    bool stopped(int d, int tick, holding h) const {
        int const last = d * w_.per_day + tick - 1;
        int const midnight = w_.day_of(last) * w_.per_day;
        if (h == holding::at_close) return held(last);
        if (h == holding::any_part) {
            for (int t = midnight; t <= last; ++t)
                if (held(t)) return true;
            return false;
        }
        for (int t = midnight; t <= last; ++t)
            if (!held(t)) return false;
        return true;
    }

    /// A last day of rest moves on to the next working day.
    outcome moved_on(int d, int start, ending e) const {
        while (d < w_.days() && !works(d)) ++d;
        if (d == w_.days()) return {};
        return {outcome::how::at, d * w_.per_day + tick_of(d, start, e)};
    }

    outcome after(std::vector<int> const& counting, int start, int budget) const {
        auto const first = std::lower_bound(counting.begin(), counting.end(), start);
        auto const there = static_cast<int>(counting.end() - first);
        if (budget <= there) return {outcome::how::at, first[budget - 1] + 1};
        return ran_out(budget - there);
    }

    outcome ran_out(int left) const {
        bool const waits =
            std::any_of(holds_.begin(), holds_.end(), [&](span h) { return h.to == forever && h.from <= w_.end(); });
        return {waits ? outcome::how::held : outcome::how::unknown, 0, left};
    }

    world const& w_;
    std::vector<span> holds_;
    std::vector<char> held_;
    std::vector<int> running_;  ///< grains that are not held
    std::vector<int> serving_;  ///< of those, the open ones
};

}  // namespace watch
