#pragma once

// What a step takes out.

#include <gongdan/dispatch/detail/search.hpp>

#include <algorithm>
#include <cstdint>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// Few visits leave few ways to take some out and put them back, and each may lead to where it came from; then whole crews
/// must be overlooked now and then, and whole tours be taken apart. Among many visits that is seldom worth a step.
inline void search::be_bold_or_not() {
    is_bold_ = random_.one_in(static_cast<std::uint32_t>(4 + p_.count / 4));
    if (is_bold_) until_blink_ = 1 + random_.below(2 * bold_blink_every - 1);
}

inline void search::ruin() {
    std::size_t served = 0;
    std::size_t used = 0;
    for (tour const& t : tours_) {
        served += t.size();
        used += t.empty() ? 0 : 1;
    }
    is_wide_ = p_.count > few_visits && used >= enough_tours;
    if (used == 0) return;
    auto const longest = static_cast<std::uint32_t>(
        is_bold_ ? longest_string : std::min<std::size_t>(longest_for_size(), std::max<std::size_t>(1, served / used)));
    std::uint32_t const strings = strings_to_remove(longest);
    std::uint32_t const seed = seed_visit();
    auto const visit_tour = [&](std::uint32_t v) {
        std::uint32_t const t = where_[v];
        if (t != absent && is_touched_[t] == 0 && tours_[t].size() > tours_[t].locked()) remove_string(t, v, longest);
    };
    visit_tour(seed);
    if (where_[seed] == absent && random_.one_in(4)) clear_its_time(seed, longest);
    for (std::uint32_t const v : p_.neighbours(seed)) {
        if (touched_.size() >= strings) break;
        visit_tour(v);
    }
    for (std::uint32_t const t : touched_) settle(t);
}

/// The more visits, the fewer steps there are for each, and short strings of more tours make more of a step,
/// where there are more tours to take them from.
inline std::uint32_t search::longest_for_size() const {
    if (!is_wide_) return longest_string;
    std::size_t const longest = longest_string * few_visits / std::max<std::size_t>(1, p_.count);
    return static_cast<std::uint32_t>(std::clamp<std::size_t>(longest, longest_string_of_many, longest_string));
}

/// Takes out what some of the crews that could serve the visit do about the time at which it could be served.
inline void search::clear_its_time(std::uint32_t v, std::uint32_t longest) {
    auto const& crews = p_.able(v);
    if (crews.empty()) return;
    for (std::uint32_t left = 1 + random_.below(3); left != 0; --left) {
        std::uint32_t const c = crews[random_.below(crews.size())];
        tour const& t = tours_[c];
        if (is_touched_[c] != 0 || t.size() == t.locked()) continue;
        tick const from = std::max(p_.visits[v].when.first.first, t.crew().shift.first);
        tick const until = std::min(p_.visits[v].when.close(), t.crew().shift.last);
        tick const wanted = from + (until - from) * random_.below(1024) / 1024;
        std::size_t at = t.locked();
        while (at + 1 < t.size() && t.earliest_start(at) < wanted) ++at;
        remove_string(c, p_.visits[t.visits()[at]].of, longest);
    }
}

/// As many as remove a given mean number of visits when all strings have half the longest length; more where there
/// is a bank to make room for, unless the day is so large that smaller steps are better.
inline std::uint32_t search::strings_to_remove(std::uint32_t longest) {
    std::uint32_t const mean = bank_.empty() || p_.count > many_visits ? mean_removed : mean_removed_for_bank;
    std::uint32_t const most = (4 * mean << 8) / (1 + longest);  // in parts of 256, one more than the paper's
    return most <= 256 ? 1 : (256 + random_.below(most - 256 + 1)) >> 8;
}

inline std::uint32_t search::seed_visit() {
    if (p_.any_told) return troubled_visit();
    if (!bank_.empty() && random_.one_in(4)) return unserved_visit();
    return random_.below(p_.count);
}

/// One of those in the bank, half the time one of its highest level.
inline std::uint32_t search::unserved_visit() {
    std::uint32_t const any = bank_[random_.below(bank_.size())];
    if (random_.one_in(2)) return any;
    std::uint32_t chosen = bank_.front();
    std::uint32_t alike = 0;
    for (std::uint32_t const v : bank_) {
        std::uint32_t const rank = p_.visits[v].rank;
        if (rank > p_.visits[chosen].rank) continue;
        alike = rank < p_.visits[chosen].rank ? 1 : alike + 1;
        if (random_.one_in(alike)) chosen = v;
    }
    return chosen;
}

/// Where there is a plan that people know, only what is unserved, late or changed is a reason to touch it.
inline std::uint32_t search::troubled_visit() {
    std::uint32_t chosen = random_.below(p_.count);
    for (int tries = 0; tries < 32; ++tries, chosen = random_.below(p_.count)) {
        if (where_[chosen] == absent) return chosen;
        compiled_visit const& form = p_.visits[form_[chosen]];
        if (form.late != 0 || p_.surcharge(where_[chosen], form_[chosen]) != 0) return chosen;
    }
    return bank_.empty() ? chosen : bank_[random_.below(bank_.size())];
}

/// A string of neighbours in the tour that holds the visit, or, half the time, such a string with one or more in
/// its middle kept.
inline void search::remove_string(std::uint32_t t, std::uint32_t v, std::uint32_t longest) {
    touch(t);
    auto const& visits = tours_[t].visits();
    std::uint32_t const kept_first = tours_[t].locked();
    auto const size = static_cast<std::uint32_t>(visits.size()) - kept_first;
    auto const found =
        std::find_if(visits.begin(), visits.end(), [&](std::uint32_t f) { return p_.visits[f].of == v; });
    auto const here = static_cast<std::uint32_t>(found - visits.begin());
    std::uint32_t const at = here > kept_first ? here - kept_first : 0;
    std::uint32_t const removed = 1 + random_.below(std::min(size, longest));
    std::uint32_t kept = 0;
    if (removed > 1 && removed < size && random_.one_in(2)) {
        kept = 1;
        while (removed + kept < size && random_.one_in(100)) ++kept;
    }
    std::uint32_t const length = removed + kept;
    std::uint32_t const low = at + 1 > length ? at + 1 - length : 0;
    std::uint32_t const first = low + random_.below(std::min(at, size - length) - low + 1);
    std::uint32_t const before = kept == 0 ? removed : random_.below(removed + 1);
    drop(t, kept_first + first + before + kept, removed - before);
    drop(t, kept_first + first, before);
}

inline void search::drop(std::uint32_t t, std::size_t first, std::size_t count) {
    for (std::size_t i = first; i < first + count; ++i) {
        compiled_visit const& form = p_.visits[tours_[t].visits()[i]];
        where_[form.of] = absent;
        bank_.push_back(form.of);
        now_.lose(form);
    }
    tours_[t].erase(first, count);
}

/// Times a tour anew after visits were dropped. Where the way past them is longer than the way through them, it
/// may no longer be possible: then it is taken apart.
inline void search::settle(std::uint32_t t) {
    now_.cost -= saved_[is_touched_[t] - 1].as_it_was.cost();
    tours_[t].update();
    if (!tours_[t].feasible()) {
        drop(t, tours_[t].locked(), tours_[t].size() - tours_[t].locked());
        tours_[t].update();
    }
    now_.cost += tours_[t].cost();
    version_[t] = ++last_version_;
}

}}}}  // namespace gongdan::dispatch::detail
