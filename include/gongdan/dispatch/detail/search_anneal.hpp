#pragma once

// What a step is kept for, and how it is taken back.

#include <gongdan/dispatch/detail/search.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// Keeps a tour as it is, once a step, so that the step can be taken back.
inline void search::touch(std::uint32_t t) {
    if (is_touched_[t] != 0) return;
    std::size_t const n = touched_.size();
    touched_.push_back(t);
    is_touched_[t] = static_cast<std::uint32_t>(n + 1);
    if (n == saved_.size()) saved_.push_back({tours_[t], version_[t]});
    else saved_[n] = {tours_[t], version_[t]};
}

/// How often the visits of a bank have been in one: the sum to lower, so that the same ones are not left out for ever.
inline std::uint64_t search::neglect(std::vector<std::uint32_t> const& bank) const {
    std::uint64_t sum = 0;
    for (std::uint32_t const v : bank) sum += neglected_[v];
    return sum;
}

/// Annealing on the cost among plans that serve alike; a plan that serves better always, one that serves worse
/// as if each visit lost were worth four arcs, or, of each higher level, four times what one of the level below is.
inline bool search::acceptable(std::uint64_t progress) {
    std::uint64_t const allowed = (temperature(progress) * random_.exponential()) >> 16;
    std::uint64_t worse = 0;
    for (std::size_t r = 0; r < now_.missed.size(); ++r) {
        if (now_.missed[r] == saved_now_.missed[r]) continue;
        if (now_.missed[r] < saved_now_.missed[r]) return true;
        std::size_t const levels_below = p_.levels.size() - 1 - r / 2;
        worse = (now_.missed[r] - saved_now_.missed[r]) * warmth_ * 4;
        return worse < allowed >> std::min<std::size_t>(2 * levels_below, 20);
    }
    bool const serves_neglected = neglect(bank_) < neglect(saved_bank_);
    for (std::uint32_t const v : bank_) ++neglected_[v];
    if (serves_neglected || now_.cost <= saved_now_.cost) return true;
    worse = static_cast<std::uint64_t>(now_.cost - saved_now_.cost) << 8;
    return worse < allowed;
}

inline std::uint64_t search::temperature(std::uint64_t progress) const {
    std::uint64_t const left = 65'536 - std::min<std::uint64_t>(progress, 65'536);
    std::uint64_t const squared = (left * left) >> 16;
    // Among very many visits in many tours there is much to find before it gets cold.
    if (is_wide_ && p_.count > many_visits) return warmth_ / 100 + (warmth_ * squared >> 16);
    // The more visits, the fewer steps there are for each: a larger day begins cooler.
    std::uint64_t const hot = warmth_ / 100 + (warmth_ * (squared * left >> 16) >> 16);
    return p_.count <= few_visits ? hot : hot * few_visits / p_.count;
}

inline void search::accept() {
    for (std::uint32_t const t : touched_) is_touched_[t] = 0;
    touched_.clear();
    saved_bank_ = bank_;
    saved_now_ = now_;
    for (tried const& t : in_vain_) barren_[t.visit] = t.version;
    if (now_ < best_) remember_best();
}

inline void search::reject() {
    for (std::uint32_t const t : touched_) {
        for (std::uint32_t const f : tours_[t].visits()) where_[p_.visits[f].of] = absent;
    }
    for (std::uint32_t const t : touched_) {
        saved_tour& saved = saved_[is_touched_[t] - 1];
        std::swap(tours_[t], saved.as_it_was);
        version_[t] = saved.version;
        place_all(t);
        is_touched_[t] = 0;
    }
    touched_.clear();
    bank_ = saved_bank_;
    now_ = saved_now_;
}

inline void search::remember_best() {
    best_ = now_;
    best_visits_.resize(tours_.size());
    for (std::size_t t = 0; t < tours_.size(); ++t) best_visits_[t] = tours_[t].visits();
}

}}}}  // namespace gongdan::dispatch::detail
