#pragma once

#include <gongdan/dispatch/detail/compiled.hpp>

#include <algorithm>
#include <cstdint>
#include <limits>
#include <numeric>
#include <utility>
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

inline void tour::insert(std::uint32_t v, std::uint32_t at) {
    auto const i = static_cast<std::ptrdiff_t>(at);
    auto const s = static_cast<std::ptrdiff_t>(stride_);
    visits_.insert(visits_.begin() + i, v);
    places_.insert(places_.begin() + i + 1, p_->visits[v].where);
    saved_.insert(saved_.begin() + i + 1, 0);
    ways_.insert(ways_.begin() + i + 1, 0);
    done_.insert(done_.begin() + (i + 1) * s, stride_, never);
    finish_by_.insert(finish_by_.begin() + (i + 1) * s, stride_, -never);
    arrive_by_.insert(arrive_by_.begin() + (i + 1) * s, stride_, -never);
    if (size() == 1) return assign(std::move(visits_));
    measure_leg(at);
    measure_leg(at + 1);
    first_stale_ = at + 1;
    last_stale_ = at + 1;
    update();
}

inline void tour::erase(std::size_t first, std::size_t count) {
    if (count == 0) return;
    auto const cut = [&](auto& all, std::size_t from, std::size_t each) {
        auto const begin = all.begin() + static_cast<std::ptrdiff_t>(from * each);
        all.erase(begin, begin + static_cast<std::ptrdiff_t>(count * each));
    };
    cut(visits_, first, 1);
    cut(places_, first + 1, 1);
    cut(saved_, first + 1, 1);
    cut(ways_, first + 1, 1);
    cut(done_, first + 1, stride_);
    cut(finish_by_, first + 1, stride_);
    cut(arrive_by_, first + 1, stride_);
    measure_leg(first);
    // Stale are the earliest times from stop first + 1 on and the latest ones down from stop `first`.
    if (last_stale_ > first + count) last_stale_ -= count;
    else last_stale_ = std::max(last_stale_, first + 1);
    first_stale_ = std::min(first_stale_, first);
}

inline void tour::assign(std::vector<std::uint32_t> visits) {
    visits_ = std::move(visits);
    std::size_t const n = size();
    places_.resize(n + 2);
    places_[0] = crew_->start;
    for (std::size_t i = 0; i < n; ++i) places_[i + 1] = p_->visits[visits_[i]].where;
    places_[n + 1] = crew_->end;
    saved_.resize(n + 1);
    ways_.resize(n + 1);
    for (std::size_t i = 0; i <= n; ++i) measure_leg(i);
    done_.assign((n + 2) * stride_, never);
    done(0, 0) = crew_->shift.first;
    finish_by_.assign((n + 2) * stride_, -never);
    arrive_by_.assign((n + 2) * stride_, -never);
    finish_by_.back() = crew_->shift.last;
    arrive_by_.back() = crew_->shift.last;
    first_stale_ = 0;
    last_stale_ = n + 1;
    update();
}

inline void tour::measure_leg(std::size_t i) {
    ways_[i] = static_cast<std::int32_t>(crew_->travel->duration(places_[i], places_[i + 1]));
    // An empty tour costs nothing, the first visit brings the fixed cost.
    saved_[i] = empty() ? -crew_->fixed : crew_->travel->cost(places_[i], places_[i + 1]);
}

inline void tour::update() {
    if (first_stale_ > last_stale_) return;
    update_costs();
    update_forwards();
    update_backwards();
    update_loads();
    bool const fits_in = done(size() + 1, stride_ - 1) <= crew_->shift.last && travel_ <= crew_->max_travel &&
                         size() <= crew_->max_visits;
    feasible_ = empty() || (feasible_ && fits_in);
    first_stale_ = size() + 2;
    last_stale_ = 0;
}

inline void tour::update_costs() {
    surcharge_ = 0;
    if (p_->any_told)
        for (std::uint32_t const v : visits_) surcharge_ += p_->surcharge(index_, v);
    cost_ = empty() ? 0 : std::accumulate(saved_.begin(), saved_.end(), crew_->fixed);
    travel_ = empty() ? 0 : std::accumulate(ways_.begin(), ways_.end(), tick{0});
}

inline void tour::update_forwards() {
    for (std::size_t i = std::max<std::size_t>(1, first_stale_); i < size() + 2; ++i)
        if (!time_forwards(i) && i > last_stale_) return;
}

/// The earliest finishes of a stop from those of the stop before; whether any is another than before.
inline bool tour::time_forwards(std::size_t i) {
    tick const way = ways_[i - 1];
    bool changed = false;
    for (std::size_t then = 0; then < stride_; ++then) {
        tick arrival = never;
        for (std::size_t b = 0; b <= then; ++b)
            if (done(i - 1, b) != never) arrival = std::min(arrival, crew_->reach(done(i - 1, b), way, b, then));
        tick finish = arrival;
        if (i <= size() && arrival < never) {
            compiled_visit const& v = p_->visits[visits_[i - 1]];
            tick const start = v.when.next(arrival);
            finish = start == never ? never : start + work(v, places_[i - 1]);
        }
        changed = changed || finish != done(i, then);
        done(i, then) = std::min(finish, never);
    }
    return changed;
}

inline void tour::update_backwards() {
    for (std::size_t i = std::min(size(), last_stale_) + 1; i-- > 0;)
        if (!time_backwards(i) && i < first_stale_) return;
}

/// The latest finish of a stop, and the latest arrival, from those of the stop behind it; whether any is another than before.
inline bool tour::time_backwards(std::size_t i) {
    tick const way = ways_[i];
    bool changed = false;
    for (std::size_t b = 0; b < stride_; ++b) {
        tick latest = -never;
        for (std::size_t then = b; then < stride_; ++then) {
            tick const arrival = arrive_by(i + 1, then, places_[i]);
            if (arrival != -never) latest = std::max(latest, crew_->leave_by(arrival, way, b, then));
        }
        changed = changed || latest != finish_by(i, b);
        finish_by_[i * stride_ + b] = latest;
        if (i == 0) continue;
        compiled_visit const& v = p_->visits[visits_[i - 1]];
        arrive_by_[i * stride_ + b] =
            latest == -never ? -never : v.when.previous(latest - crew_->takes(v.service) - v.setup);
    }
    return changed;
}

inline tick tour::arrive_by(std::size_t i, std::size_t b, place from) const {
    if (i > size() || from != places_[i]) return arrive_by(i, b);
    if (finish_by(i, b) == -never) return -never;
    compiled_visit const& v = p_->visits[visits_[i - 1]];
    return v.when.previous(finish_by(i, b) - crew_->takes(v.service));
}

inline void tour::update_loads() {
    feasible_ = true;
    std::size_t const kinds = p_->kinds;
    if (kinds == 0) return;
    delivered_.assign(kinds, 0);
    picked_up_.assign(kinds, 0);
    for (std::uint32_t const v : visits_)
        for (std::size_t k = 0; k < kinds; ++k) {
            delivered_[k] += p_->delivery(v)[k];
            picked_up_[k] += p_->pickup(v)[k];
        }
    amounts const& capacity = p_->capacity(index_);
    for (std::size_t k = 0; k < kinds; ++k)
        feasible_ = feasible_ && delivered_[k] <= capacity[k] && picked_up_[k] <= capacity[k];
    if (!p_->picks_up) return;
    std::size_t const n = size();
    most_before_.assign((n + 1) * kinds, 0);
    most_after_.assign((n + 1) * kinds, 0);
    for (std::size_t k = 0; k < kinds; ++k) {
        std::int64_t load = delivered_[k];
        for (std::size_t i = 0; i <= n; ++i) {
            if (i > 0) load += p_->pickup(visits_[i - 1])[k] - p_->delivery(visits_[i - 1])[k];
            most_after_[i * kinds + k] = load;
            most_before_[i * kinds + k] = i == 0 ? load : std::max(load, most_before_[(i - 1) * kinds + k]);
        }
        for (std::size_t i = n; i-- > 0;)
            most_after_[i * kinds + k] = std::max(most_after_[i * kinds + k], most_after_[(i + 1) * kinds + k]);
        feasible_ = feasible_ && most_after_[k] <= capacity[k];
    }
}

inline bool tour::has_room(std::uint32_t v) const {
    if (!p_->may(index_, v) || size() >= crew_->max_visits) return false;
    amounts const& capacity = p_->capacity(index_);
    for (std::size_t k = 0; k < p_->kinds; ++k)
        if (delivered_[k] + p_->delivery(v)[k] > capacity[k] || picked_up_[k] + p_->pickup(v)[k] > capacity[k])
            return false;
    return true;
}

inline bool tour::has_room_at(std::uint32_t v, std::size_t at) const {
    if (!p_->picks_up) return true;
    std::size_t const kinds = p_->kinds;
    amounts const& capacity = p_->capacity(index_);
    for (std::size_t k = 0; k < kinds; ++k)
        if (most_before_[at * kinds + k] + p_->delivery(v)[k] > capacity[k] ||
            most_after_[at * kinds + k] + p_->pickup(v)[k] > capacity[k])
            return false;
    return true;
}

inline std::int64_t tour::extra_cost(std::uint32_t v, std::size_t at) const {
    return extra_cost(crew_->travel->costs_around(p_->visits[v].where), at) + p_->surcharge(index_, v);
}

inline tick tour::earliest_start(std::size_t i) const {
    tick const finish = *std::min_element(done_.begin() + static_cast<std::ptrdiff_t>((i + 1) * stride_),
                                          done_.begin() + static_cast<std::ptrdiff_t>((i + 2) * stride_));
    return finish - work(p_->visits[visits_[i]], places_[i]);
}

/// Whether the stops from `next` on can be done by a crew that leaves `from` at `finished` with `taken` breaks behind it.
inline bool tour::goes_on(tick finished, tick way, place from, std::size_t next, std::size_t taken) const {
    for (std::size_t then = taken; then < stride_; ++then) {
        tick const arrival = crew_->reach(finished, way, taken, then);
        if (arrival <= arrive_by(next, then, from)) return true;
        if (arrival >= never) return false;
    }
    return false;
}

inline bool tour::fits(std::uint32_t v, windows const& when, std::size_t at) const {
    compiled_visit const& visit = p_->visits[v];
    arcs const& a = *crew_->travel;
    return fits(visit, when, at, a.duration(places_[at], visit.where), a.duration(visit.where, places_[at + 1])) &&
           has_room_at(v, at);
}

inline bool tour::fits(compiled_visit const& v, windows const& when, std::size_t at, tick there, tick onwards) const {
    if (travel_ + there + onwards - (empty() ? 0 : ways_[at]) > crew_->max_travel) return false;
    // Nothing is earlier than without breaks so far, nothing may be later than with all of them behind.
    tick const start = when.next(done(at, 0) + there);
    if (start >= never) return false;
    tick const arrival = start + work(v, places_[at]) + onwards;
    if (arrival > arrive_by(at + 1, stride_ - 1, v.where)) return false;
    return stride_ == 1 || fits_with_breaks(v, when, at, there, onwards);
}

inline bool tour::fits_with_breaks(
    compiled_visit const& v, windows const& when, std::size_t at, tick there, tick onwards) const {
    tick const takes = work(v, places_[at]);
    for (std::size_t b = 0; b < stride_; ++b) {
        if (done(at, b) == never) continue;
        for (std::size_t then = b; then < stride_; ++then) {
            tick const start = when.next(crew_->reach(done(at, b), there, b, then));
            if (start >= never) break;
            if (goes_on(start + takes, onwards, v.where, at + 1, then)) return true;
        }
    }
    return false;
}

inline gap tour::best_gap(std::uint32_t v, std::int64_t cap, std::uint32_t left_out) const {
    gap best{cap};
    if (!has_room(v)) return {};
    compiled_visit const& visit = p_->visits[v];
    tick const closes = visit.when.close();
    tick const opens = visit.when.first.first + crew_->takes(visit.service);
    arcs::around const costs = crew_->travel->costs_around(visit.where);
    arcs::around const ways = crew_->travel->durations_around(visit.where);
    std::size_t const n = size();
    bool found = false;
    std::int64_t const told = p_->surcharge(index_, v);
    std::size_t at = locked_;
    while (at <= n && finish_by(at + 1, stride_ - 1) < opens)
        ++at;  // the next stop must be over before the visit can be
    for (; at <= n && done(at, 0) <= closes; ++at) {
        std::int64_t const extra = extra_cost(costs, at) + told;
        if (extra >= best.cost || at == left_out) continue;
        if (!fits(visit, visit.when, at, ways.to[places_[at] * ways.stride], ways.from[places_[at + 1]])) continue;
        if (!has_room_at(v, at)) continue;
        best = {extra, static_cast<std::uint32_t>(at)};
        found = true;
    }
    return found ? best : gap{};
}

inline std::vector<std::size_t> tour::breaks_taken() const {
    std::size_t const n = size();
    std::vector<std::size_t> taken(n + 2, stride_ - 1);
    for (std::size_t i = n + 1; i-- > 0;) {
        tick const way = crew_->travel->duration(places_[i], places_[i + 1]);
        std::size_t const then = taken[i + 1];
        for (std::size_t b = 0; b <= then; ++b) {
            if (done(i, b) == never) continue;
            tick const arrival = crew_->reach(done(i, b), way, b, then);
            tick const finish =
                i == n ? arrival : p_->visits[visits_[i]].when.next(arrival) + work(p_->visits[visits_[i]], places_[i]);
            if (finish == done(i + 1, then)) {
                taken[i] = b;
                break;
            }
        }
    }
    return taken;
}

}}}}  // namespace gongdan::dispatch::detail
