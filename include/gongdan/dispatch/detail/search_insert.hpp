#pragma once

// Where a visit goes: by regret in the first plan, where it costs least afterwards.

#include <gongdan/dispatch/detail/search.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// Puts a form of a visit at the at-th place of a tour that is known to have room there.
inline void search::put(std::uint32_t v, std::uint32_t t, std::uint32_t at) {
    touch(t);
    now_.cost -= tours_[t].cost();
    tours_[t].insert(v, at);
    now_.cost += tours_[t].cost();
    version_[t] = ++last_version_;
    where_[p_.visits[v].of] = t;
    form_[p_.visits[v].of] = v;
    now_.serve(p_.visits[v]);
}

/// Always the visit that would lose most by not getting its best crew; of equal ones the first.
inline void search::insert_by_regret(std::vector<std::uint32_t> const& pending) {
    if (pending.size() * pending.size() * tours_.size() > 200'000'000) {
        for (std::uint32_t const v : pending) insert_cheapest(v);
        return;
    }
    std::vector<best_crews> best;
    best.reserve(pending.size());
    for (std::uint32_t const v : pending) {
        best.emplace_back();
        look_at_all(v, best.back());
    }
    for (;;) {
        std::size_t chosen = pending.size();
        for (std::size_t i = 0; i < pending.size(); ++i) {
            if (where_[pending[i]] != absent || best[i].size == 0) continue;
            if (chosen == pending.size() || best[i].regret() > best[chosen].regret()) chosen = i;
        }
        if (chosen == pending.size()) return;
        std::uint32_t const crew = best[chosen].ranked[0].crew;
        put(pending[chosen], crew, best[chosen].ranked[0].at);
        for (std::size_t i = 0; i < pending.size(); ++i)
            if (where_[pending[i]] == absent && p_.may(crew, pending[i])) look_again(pending[i], crew, best[i]);
    }
}

inline void search::look_at_all(std::uint32_t v, best_crews& best) const {
    best = {};
    auto const& crews = p_.able(v);
    for (std::uint32_t i = 0; i < crews.size(); ++i)
        if (gap const g = tours_[crews[i]].best_gap(v, best_crews::no_way)) best.add({g.cost, i, crews[i], g.at});
}

/// After a crew's tour has changed: the crews that are not among the best may be left alone as long as enough others are.
inline void search::look_again(std::uint32_t v, std::uint32_t crew, best_crews& best) const {
    auto const& crews = p_.able(v);
    auto const order = static_cast<std::uint32_t>(std::find(crews.begin(), crews.end(), crew) - crews.begin());
    best.remove(crew);
    if (gap const g = tours_[crew].best_gap(v, best_crews::no_way)) best.add({g.cost, order, crew, g.at});
    if (best.size < 3 && best.has_more()) look_at_all(v, best);
}

/// Where it costs least, now and then overlooking a gap; later than due only where it cannot be done on time.
inline void search::insert_cheapest(std::uint32_t v) {
    overlooked_ = false;
    place_found best = cheapest(v, {});
    for (std::uint32_t f = p_.forms[v].first; f < p_.forms[v].second; ++f) {
        if (best.where && p_.visits[f].late > p_.visits[best.form].late) break;
        best = cheapest(f, best);
    }
    if (best.where) put(best.form, best.crew, best.where.at);
    else if (!overlooked_) in_vain_.push_back({v, last_version_});
}

/// The better of what was found before and the cheapest gap for this form.
inline search::place_found search::cheapest(std::uint32_t v, place_found best) {
    ++empty_round_;
    ++asked_round_;
    // Where its neighbours are the cheapest gap is likely, and with it most other gaps need no look; none on a wide day.
    for (std::uint32_t const near : p_.neighbours(p_.visits[v].of)) {
        std::uint32_t const c = where_[near];
        if (c != absent && asked_[c] != asked_round_ && p_.may(c, v)) ask(v, c, best);
    }
    if (best.where && is_wide_) return best;
    for (std::uint32_t const c : p_.able(v))
        if (asked_[c] != asked_round_) ask(v, c, best);
    return best;
}

/// Whether this crew has a cheaper gap for the form than the best so far. What was found for a tour that still is as it was is
/// not looked for again.
inline void search::ask(std::uint32_t v, std::uint32_t c, place_found& best) {
    asked_[c] = asked_round_;
    if (version_[c] <= barren_[p_.visits[v].of]) return;
    tour const& t = tours_[c];
    if (t.empty()) {
        if (empty_tried_[t.crew().sort] == empty_round_) return;
        empty_tried_[t.crew().sort] = empty_round_;
    }
    if (is_bold_ && random_.one_in(bold_crew_every)) {
        overlooked_ = true;
        return;
    }
    gap const found = gap_in(v, c, best.where.cost);
    if (!found || found.cost >= best.where.cost) return;
    if (--until_blink_ != 0) {
        best = {v, c, found};
        return;
    }
    until_blink_ = 1 + random_.below(2 * (is_bold_ ? bold_blink_every : blink_every) - 1);
    overlooked_ = true;
    if (gap const other = t.best_gap(v, best.where.cost, found.at)) best = {v, c, other};
}

/// The cheapest gap of a tour for the form where it is below `cap`.
inline gap search::gap_in(std::uint32_t v, std::uint32_t c, std::int64_t cap) {
    tour const& t = tours_[c];
    known_gap& known = known_[std::size_t{v} * known_ways + c % known_ways];
    if (known.version == version_[c]) {
        if (known.least(cost_shift_) >= cap) return {};
        if (known.has_place()) return {t.extra_cost(v, known.at()), known.at()};
    }
    gap const found = t.best_gap(v, cap);
    if (is_touched_[c] == 0)
        known = found ? known_gap(version_[c], found.cost >> cost_shift_, found.at)
                      : known_gap(version_[c], cap == gap::impossible ? cap : cap >> cost_shift_, known_gap::nowhere);
    return found;
}

inline void search::recreate() {
    order_bank();
    for (std::uint32_t const v : bank_) insert_cheapest(v);
    clean_bank();
}

/// By level, and within a level by an order that is drawn anew each time.
inline void search::order_bank() {
    static constexpr std::array<std::uint32_t, 16> orders{0, 0, 0, 0, 1, 1, 1, 1, 2, 2, 3, 4, 4, 5, 5, 6};
    std::uint32_t const order = orders[random_.below(orders.size())];
    std::sort(bank_.begin(), bank_.end());
    for (std::size_t i = bank_.size(); i > 1; --i) std::swap(bank_[i - 1], bank_[random_.below(i)]);
    std::stable_sort(bank_.begin(), bank_.end(), [&](std::uint32_t a, std::uint32_t b) {
        if (p_.visits[a].rank != p_.visits[b].rank) return p_.visits[a].rank < p_.visits[b].rank;
        return order != 0 && order_key(a, order) < order_key(b, order);
    });
}

inline std::int64_t search::order_key(std::uint32_t v, std::uint32_t order) const {
    compiled_visit const& visit = p_.visits[v];
    compiled_crew const& crew = p_.crews[p_.able(v).empty() ? 0 : p_.able(v).front()];
    switch (order) {
    case 1: return p_.kinds == 0 ? static_cast<std::int64_t>(p_.able(v).size()) : -p_.delivery(v)[0];
    case 2: return -crew.travel->cost(crew.start, visit.where);
    case 3: return crew.travel->cost(crew.start, visit.where);
    case 4: return visit.when.close() - visit.when.first.first;
    case 5: return visit.when.first.first;
    default: return -visit.when.close();
    }
}

}}}}  // namespace gongdan::dispatch::detail
