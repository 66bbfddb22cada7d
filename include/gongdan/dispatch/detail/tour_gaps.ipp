#pragma once

// Whether and where one more visit fits into a tour.

#include <gongdan/dispatch/detail/tour.hpp>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

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

}}}}  // namespace gongdan::dispatch::detail
