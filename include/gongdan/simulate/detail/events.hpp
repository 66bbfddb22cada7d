#pragma once

#include <gongdan/simulate/distribution.hpp>

#include <cstdint>
#include <functional>
#include <queue>
#include <tuple>
#include <vector>

// What a run waits for. Of use to run.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace run_detail {

/// In the order in which events of one tick are taken: who begins a shift comes before who ends one, so that a shift
/// that follows on another is no gap, and a probe sees the tick when all else is done.
enum class happening : std::uint8_t {  // no labels: never shown
    new_hour,
    new_day,
    shift_begins,
    shift_ends,
    crew_sets_out,
    crew_arrives,
    crew_is_done,
    patience_ends,
    visit_is_due,
    intake_ends,
    office_is_done,
    ticket_comes,
    plan,
    probe
};

struct event {
    tick at;
    happening what;
    std::uint32_t stamp;    ///< void where its subject has another by then
    std::uint32_t subject;  ///< stream, crew, slot, day or probe
    std::uint64_t order;    ///< in which they were put in

    friend bool operator>(event const& a, event const& b) {
        return std::tie(a.at, a.what, a.order) > std::tie(b.at, b.what, b.order);
    }
};

class agenda {
public:
    void put(tick at, happening what, std::uint32_t subject, std::uint32_t stamp = 0) {
        heap_.push({at, what, stamp, subject, ++count_});
    }
    [[nodiscard]] bool empty() const { return heap_.empty(); }
    [[nodiscard]] tick next() const { return heap_.top().at; }
    event take() {
        event const e = heap_.top();
        heap_.pop();
        return e;
    }
    [[nodiscard]] std::uint64_t taken() const { return count_ - heap_.size(); }

private:
    std::priority_queue<event, std::vector<event>, std::greater<>> heap_;
    std::uint64_t count_ = 0;
};

}}}}  // namespace gongdan::simulate::run_detail
