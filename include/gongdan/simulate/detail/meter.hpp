#pragma once

#include <gongdan/simulate/distribution.hpp>

#include <algorithm>

// What stands at some number, summed over time. Of use to run.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

/// The counted time: [from, to).
struct counted_time {
    tick from = 0;
    tick to = 0;

    [[nodiscard]] bool holds(tick t) const { return from <= t && t < to; }
    /// How much of it has passed.
    [[nodiscard]] tick passed(tick now) const { return std::clamp(now, from, to) - from; }
};

/// A level that goes up and down, and its area over the counted time.
class meter {
public:
    explicit meter(counted_time over) : over_(over) {}

    void change(tick now, std::int64_t by) {
        settle(now);
        level_ += by;
    }
    [[nodiscard]] std::int64_t level() const { return level_; }
    /// Goes on where another, whose counted time ends as this one's begins, left off.
    void follow(meter const& before) { level_ = before.level_; }
    [[nodiscard]] std::int64_t area(tick now) {
        settle(now);
        return area_;
    }

private:
    void settle(tick now) {
        tick const passed = over_.passed(now);
        area_ += level_ * (passed - settled_);
        settled_ = passed;
    }

    counted_time over_;
    tick settled_ = 0;  ///< of the counted time
    std::int64_t level_ = 0;
    std::int64_t area_ = 0;
};

}}}}  // namespace gongdan::simulate::run_detail
