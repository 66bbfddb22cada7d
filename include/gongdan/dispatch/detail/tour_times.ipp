#pragma once

// How a tour changes, and the times and loads that are kept of it.

#include <gongdan/dispatch/detail/tour.hpp>

#include <algorithm>
#include <numeric>
#include <utility>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

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
    first_stale_ = std::min<std::size_t>(first_stale_, at + 1);
    last_stale_ = std::max<std::size_t>(last_stale_ + 1, at + 1);
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

inline tick tour::earliest_start(std::size_t i) const {
    tick const finish = *std::min_element(done_.begin() + static_cast<std::ptrdiff_t>((i + 1) * stride_),
                                          done_.begin() + static_cast<std::ptrdiff_t>((i + 2) * stride_));
    return finish - work(p_->visits[visits_[i]], places_[i]);
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
