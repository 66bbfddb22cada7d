#pragma once

// Where a search begins: what is held already, and the first plan, level by level.

#include <gongdan/dispatch/detail/search.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

inline search::search(compiled const& p, std::uint64_t seed)
    : p_(p),
      random_(seed),
      where_(p.count, absent),
      form_(p.count),
      is_touched_(p.crews.size()),
      version_(p.crews.size()),
      known_(known_ways * p.visits.size()),
      barren_(p.count),
      empty_tried_(p.crews.size()),
      asked_(p.crews.size()),
      neglected_(p.count) {
    for (std::size_t c = 0; c < p.crews.size(); ++c) {
        tours_.emplace_back(p, c);
        version_[c] = ++last_version_;
    }
    for (std::int64_t cost = p.dearest_leg(); cost >= known_gap::most / 4; cost >>= 1) ++cost_shift_;
    now_.missed.assign(2 * p.levels.size(), 0);
    for (std::uint32_t v = 0; v < p.count; ++v) {
        if (p.given(v).tied()) continue;  // has its turn when it is known when the other visit is
        bank_.push_back(v);
        ++now_.missed[2 * p.visits[v].rank];
    }
    remember_best();
}

inline std::vector<search::rejected> search::take_over(std::vector<std::vector<std::uint32_t>> const& held) {
    std::vector<rejected> out;
    for (std::uint32_t c = 0; c < held.size(); ++c) {
        std::vector<std::uint32_t> taken;
        for (std::uint32_t const v : held[c]) {
            bool const is_free = where_[v] == absent && std::find(taken.begin(), taken.end(), v) == taken.end();
            if (is_free && may_in_some_form(c, v)) taken.push_back(v);
            else out.push_back({c, v});
        }
        tour& t = tours_[c];
        t.assign(taken);
        if (!t.feasible() || p_.has_forms()) {
            t.assign({});
            for (std::uint32_t const v : taken)
                if (auto const form = form_at_end(t, v)) t.insert(*form, static_cast<std::uint32_t>(t.size()));
                else out.push_back({c, v});
        }
        place_all(c);
        for (std::uint32_t const form : t.visits()) now_.serve(p_.visits[form]);
        now_.cost += t.cost();
        version_[c] = ++last_version_;
        freeze(t);
    }
    clean_bank();
    return out;
}

/// Notes where the visits of a tour are.
inline void search::place_all(std::uint32_t t) {
    for (std::uint32_t const form : tours_[t].visits()) {
        where_[p_.visits[form].of] = t;
        form_[p_.visits[form].of] = form;
    }
}

inline bool search::may_in_some_form(std::uint32_t c, std::uint32_t v) const {
    bool may = p_.may(c, v);
    for (std::uint32_t f = p_.forms[v].first; f < p_.forms[v].second; ++f) may = may || p_.may(c, f);
    return may;
}

/// The best form of a visit that can still be served behind all others.
inline std::optional<std::uint32_t> search::form_at_end(tour const& t, std::uint32_t v) const {
    auto const fits = [&](std::uint32_t form) {
        return t.has_room(form) && t.fits(form, p_.visits[form].when, t.size());
    };
    if (fits(v)) return v;
    for (std::uint32_t f = p_.forms[v].first; f < p_.forms[v].second; ++f)
        if (fits(f)) return f;
    return {};
}

/// What begins before the horizon of the problem stays where it is.
inline void search::freeze(tour& t) const {
    if (!p_.source.frozen_until) return;
    std::uint32_t n = 0;
    while (n < t.size() && t.earliest_start(n) < *p_.source.frozen_until) ++n;
    t.lock(n);
}

inline void search::clean_bank() {
    bank_.erase(std::remove_if(bank_.begin(), bank_.end(), [&](std::uint32_t v) { return where_[v] != absent; }),
                bank_.end());
}

inline void search::construct(std::uint64_t steps_for_each_level) {
    std::vector<std::uint32_t> const all = std::move(bank_);
    bank_.clear();
    for (std::uint32_t rank = 0; rank < p_.levels.size(); ++rank) {
        std::vector<std::uint32_t> pending;
        for (std::uint32_t const v : all)
            if (p_.visits[v].rank == rank) pending.push_back(v);
        bank_.insert(bank_.end(), pending.begin(), pending.end());
        insert_by_regret(pending);
        for (std::uint32_t const v : pending)
            if (where_[v] == absent) insert_cheapest(v);
        clean_bank();
        measure_warmth();
        accept();
        for (std::uint64_t i = 0; i < steps_for_each_level && now_.missed[2 * rank] != 0; ++i) improve(65'536);
    }
}

inline void search::measure_warmth() {
    std::size_t legs = 1;
    std::int64_t travel = 0;
    for (tour const& t : tours_) {
        travel += t.travel_cost();
        if (!t.empty()) legs += t.size() + 1;
    }
    warmth_ = (static_cast<std::uint64_t>(travel) << 8) / legs + 1;
}

inline void search::improve(std::uint64_t progress) {
    if (p_.visits.empty() || p_.crews.empty()) return;
    in_vain_.clear();
    be_bold_or_not();
    ruin();
    recreate();
    if (acceptable(progress)) accept();
    else reject();
}

}}}}  // namespace gongdan::dispatch::detail
