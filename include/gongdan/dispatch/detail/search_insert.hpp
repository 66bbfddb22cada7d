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
    std::size_t const crews = tours_.size();
    if (pending.size() * pending.size() * crews > 200'000'000) {
        for (std::uint32_t const v : pending) insert_cheapest(v);
        return;
    }
    std::vector<std::vector<gap>> gaps(pending.size(), std::vector<gap>(crews));
    auto const try_crew = [&](std::size_t i, std::uint32_t c) { gaps[i][c] = tours_[c].best_gap(pending[i]); };
    for (std::size_t i = 0; i < pending.size(); ++i)
        for (std::uint32_t const c : p_.able[pending[i]]) try_crew(i, c);
    for (;;) {
        std::size_t chosen = 0;
        choice best;
        for (std::size_t i = 0; i < pending.size(); ++i) {
            if (where_[pending[i]] != absent) continue;
            choice const c = best_crew(pending[i], gaps[i]);
            if (c.regret <= best.regret) continue;
            best = c;
            chosen = i;
        }
        if (best.crew == absent) return;
        put(pending[chosen], best.crew, gaps[chosen][best.crew].at);
        for (std::size_t i = 0; i < pending.size(); ++i)
            if (where_[pending[i]] == absent && p_.may(best.crew, pending[i])) try_crew(i, best.crew);
    }
}

/// The crew with the cheapest gap, and how much dearer the second and the third together are.
inline search::choice search::best_crew(std::uint32_t v, std::vector<gap> const& gaps) const {
    constexpr std::int64_t no_way = std::int64_t{1} << 40;
    std::array<std::int64_t, 3> low{no_way, no_way, no_way};
    choice best;
    for (std::uint32_t const c : p_.able[v]) {
        std::int64_t const cost = std::min(gaps[c].cost, no_way);
        if (cost < low[0]) {
            low = {cost, low[0], low[1]};
            best.crew = c;
        } else if (cost < low[1]) {
            low = {low[0], cost, low[1]};
        } else {
            low[2] = std::min(low[2], cost);
        }
    }
    if (best.crew != absent) best.regret = low[1] - low[0] + low[2] - low[0];
    return best;
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
    // Where its neighbours are the cheapest gap is likely, and with it most other gaps need no look; none but on a small day.
    auto const& near = p_.neighbours[p_.visits[v].of];
    for (std::size_t i = 0; i < std::min(near.size(), near_enough); ++i) {
        std::uint32_t const c = where_[near[i]];
        if (c != absent && asked_[c] != asked_round_ && p_.may(c, v)) ask(v, c, best);
    }
    if (best.where && p_.count > few_visits) return best;
    for (std::uint32_t const c : p_.able[v])
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
    known_gap& known = known_[std::size_t{v} * ways_ + c % ways_];
    if (known.version == version_[c] && (known.is_exact() || known.cost >= cap))
        return known.is_exact() ? gap{known.cost, known.at} : gap{};
    gap const found = tours_[c].best_gap(v, cap);
    if (is_touched_[c] == 0) {
        if (found) known = {version_[c], found.at, found.cost};
        else known = {version_[c], known_gap::nowhere, cap};
    }
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
    compiled_crew const& crew = p_.crews[p_.able[v].empty() ? 0 : p_.able[v].front()];
    switch (order) {
    case 1: return p_.kinds == 0 ? static_cast<std::int64_t>(p_.able[v].size()) : -p_.delivery(v)[0];
    case 2: return -crew.travel->cost(crew.start, visit.where);
    case 3: return crew.travel->cost(crew.start, visit.where);
    case 4: return visit.when.close() - visit.when.first.first;
    case 5: return visit.when.first.first;
    default: return -visit.when.close();
    }
}

}}}}  // namespace gongdan::dispatch::detail
