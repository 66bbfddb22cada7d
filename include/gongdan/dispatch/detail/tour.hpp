#pragma once

#include <gongdan/dispatch/detail/compiled.hpp>

#include <cstdint>
#include <limits>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// Where a visit may go into a tour, and at what extra cost.
struct gap {
    static constexpr std::int64_t impossible = std::numeric_limits<std::int64_t>::max();

    std::int64_t cost = impossible;
    std::uint32_t at = 0;  ///< it becomes the at-th visit, from 0

    [[nodiscard]] explicit operator bool() const { return cost != impossible; }
};

/// What a crew does: its visits in order, and for each of them, by the number of breaks taken so far, the earliest
/// it can be finished and the latest it may be, so that a further visit is tried in constant time. Where in the
/// gaps the breaks fall is not decided here; all ways are kept.
class tour {
public:
    tour(compiled const& p, std::size_t crew_index)
        : p_(&p),
          crew_(&p.crews[crew_index]),
          index_(static_cast<std::uint32_t>(crew_index)),
          stride_(crew_->breaks.size() + 1) {
        assign({});
    }

    [[nodiscard]] std::uint32_t crew_index() const { return index_; }
    [[nodiscard]] compiled_crew const& crew() const { return *crew_; }
    [[nodiscard]] std::vector<std::uint32_t> const& visits() const { return visits_; }
    [[nodiscard]] bool empty() const { return visits_.empty(); }
    [[nodiscard]] std::size_t size() const { return visits_.size(); }
    /// Travel and changes to what was told.
    [[nodiscard]] std::int64_t cost() const { return cost_ + surcharge_; }
    [[nodiscard]] std::int64_t travel_cost() const { return cost_; }
    /// The first so many visits stay, and nothing goes before or between them.
    [[nodiscard]] std::uint32_t locked() const { return locked_; }
    void lock(std::uint32_t visits) { locked_ = visits; }
    /// The earliest start of the i-th visit, from 0, where the tour can be done.
    [[nodiscard]] tick earliest_start(std::size_t i) const;
    /// Whether all of it can be done. An empty tour always can: the crew stays at home.
    [[nodiscard]] bool feasible() const { return feasible_; }

    void insert(std::uint32_t v, std::uint32_t at);
    void erase(std::size_t first, std::size_t count);
    void assign(std::vector<std::uint32_t> visits);
    /// After `erase`, which leaves the times stale so that several may be erased at once.
    void update();

    static constexpr std::uint32_t none = ~std::uint32_t{0};
    /// The cheapest gap for the visit among those below `cap`, but not the one before the `left_out`-th visit.
    [[nodiscard]] gap best_gap(std::uint32_t v,
                               std::int64_t cap = gap::impossible,
                               std::uint32_t left_out = none) const;
    /// Whether the visit, with these windows in place of its own, may go between the at-th visit and the one before.
    [[nodiscard]] bool fits(std::uint32_t v, windows const& when, std::size_t at) const;
    [[nodiscard]] bool has_room(std::uint32_t v) const;
    [[nodiscard]] std::int64_t extra_cost(std::uint32_t v, std::size_t at) const;

    /// The whole tour timed: for each visit, and for the end, the breaks taken by then, on an earliest course.
    [[nodiscard]] std::vector<std::size_t> breaks_taken() const;

private:
    // Stop 0 is the start, stops 1..n the visits, stop n+1 the end.

    [[nodiscard]] tick& done(std::size_t i, std::size_t b) { return done_[i * stride_ + b]; }
    [[nodiscard]] tick done(std::size_t i, std::size_t b) const { return done_[i * stride_ + b]; }
    [[nodiscard]] tick finish_by(std::size_t i, std::size_t b) const { return finish_by_[i * stride_ + b]; }
    [[nodiscard]] tick arrive_by(std::size_t i, std::size_t b) const { return arrive_by_[i * stride_ + b]; }
    [[nodiscard]] std::int64_t extra_cost(arcs::around const& a, std::size_t at) const {
        return std::int64_t{a.to[places_[at] * a.stride]} + a.from[places_[at + 1]] - saved_[at];
    }
    void measure_leg(std::size_t i);
    [[nodiscard]] tick work(compiled_visit const& v, place from) const {
        return crew_->takes(v.service) + (from == v.where ? 0 : v.setup);
    }

    void update_costs();
    void update_forwards();
    void update_backwards();
    void update_loads();
    bool time_forwards(std::size_t i);
    bool time_backwards(std::size_t i);
    [[nodiscard]] tick arrive_by(std::size_t i, std::size_t b, place from) const;
    [[nodiscard]] bool goes_on(tick finished, tick way, place from, std::size_t next, std::size_t taken) const;
    [[nodiscard]] bool fits(
        compiled_visit const& v, windows const& when, std::size_t at, tick there, tick onwards) const;
    [[nodiscard]] bool fits_with_breaks(
        compiled_visit const& v, windows const& when, std::size_t at, tick there, tick onwards) const;
    [[nodiscard]] bool has_room_at(std::uint32_t v, std::size_t at) const;

    compiled const* p_;
    compiled_crew const* crew_;
    std::uint32_t index_;
    std::size_t stride_;
    std::vector<std::uint32_t> visits_;
    std::vector<place> places_;
    std::vector<std::int64_t> saved_;  ///< what each leg would no longer cost, were a visit put into it
    std::vector<std::int32_t> ways_;   ///< how long each leg takes
    std::vector<tick> done_;           ///< earliest finish; `never` where those breaks cannot have been taken
    std::vector<tick> finish_by_;      ///< latest finish, from which the rest can be done
    std::vector<tick> arrive_by_;      ///< latest arrival from another place
    std::vector<std::int64_t> delivered_, picked_up_;  ///< in all, by kind
    std::vector<std::int64_t> most_before_,
        most_after_;  ///< on board up to and from each stop; kept where goods are picked up
    std::int64_t cost_ = 0;
    std::int64_t surcharge_ = 0;
    std::uint32_t locked_ = 0;
    tick travel_ = 0;
    bool feasible_ = true;
    // The stops between which something changed since the times were last right.
    std::size_t first_stale_ = 0, last_stale_ = 0;
};

}}}}  // namespace gongdan::dispatch::detail

#include <gongdan/dispatch/detail/tour_gaps.ipp>
#include <gongdan/dispatch/detail/tour_times.ipp>
