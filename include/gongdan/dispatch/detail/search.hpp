#pragma once

#include <gongdan/dispatch/detail/random.hpp>
#include <gongdan/dispatch/detail/tour.hpp>

#include <algorithm>
#include <array>
#include <cstdint>
#include <optional>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch { namespace detail {

/// How good a plan is, compared left to right: from the highest level down how many visits are unserved and how
/// late those served are, then cost.
struct score {
    std::vector<std::uint32_t> missed;  ///< by rank of level: unserved, late
    std::int64_t cost = 0;

    friend bool operator<(score const& a, score const& b) {
        return a.missed != b.missed ? a.missed < b.missed : a.cost < b.cost;
    }
    void serve(compiled_visit const& form) {
        --missed[2 * form.rank];
        missed[2 * form.rank + 1] += form.late;
    }
    void lose(compiled_visit const& form) {
        ++missed[2 * form.rank];
        missed[2 * form.rank + 1] -= form.late;
    }
};

/// One start of the planner: insertion by regret, level by level, then ruin and recreate by removal of strings of
/// neighbouring visits and insertion with blinks (Christiaens & Vanden Berghe, "Slack Induction by String Removals
/// for Vehicle Routing Problems", 2020), under annealing. What finds no place waits in a bank and is tried again
/// each time.
class search {
public:
    search(compiled const& p, std::uint64_t seed);

    /// Visits that the crews hold already, in order; what does not fit comes back.
    struct rejected {
        std::uint32_t crew;
        std::uint32_t visit;
    };
    std::vector<rejected> take_over(std::vector<std::vector<std::uint32_t>> const& held);
    /// The first plan, from what was taken over.
    /// `steps_for_each_level`: as many steps at most are spent on each level
    /// before the next is looked at, until none of it is unserved.
    void construct(std::uint64_t steps_for_each_level);
    /// One step; `progress` in [0, 65536] cools.
    void improve(std::uint64_t progress);

    [[nodiscard]] score const& best() const { return best_; }
    /// By crew, in the order they are visited.
    [[nodiscard]] std::vector<std::vector<std::uint32_t>> const& best_visits() const { return best_visits_; }

private:
    static constexpr std::uint32_t absent = ~std::uint32_t{0};
    static constexpr std::uint32_t mean_removed = 10;
    static constexpr std::uint32_t mean_removed_for_bank = 14;
    static constexpr std::uint32_t longest_string = 10;
    static constexpr std::uint32_t blink_every = 50;
    static constexpr std::uint32_t bold_blink_every = 4;
    static constexpr std::uint32_t bold_crew_every = 4;
    static constexpr std::size_t near_enough = 40;
    static constexpr std::size_t few_visits = 150;
    static constexpr std::size_t many_visits = 400;

    void put(std::uint32_t v, std::uint32_t t, std::uint32_t at);
    void touch(std::uint32_t t);
    void settle(std::uint32_t t);

    struct choice {
        std::uint32_t crew = absent;
        std::int64_t regret = -1;
    };
    void measure_warmth();
    void insert_by_regret(std::vector<std::uint32_t> const& pending);
    [[nodiscard]] choice best_crew(std::uint32_t v, std::vector<gap> const& gaps) const;
    struct place_found {
        std::uint32_t form = absent;
        std::uint32_t crew = absent;
        gap where = {};
    };
    void insert_cheapest(std::uint32_t v);
    [[nodiscard]] place_found cheapest(std::uint32_t form, place_found best);
    void ask(std::uint32_t form, std::uint32_t crew, place_found& best, bool has_rival);
    [[nodiscard]] bool may_in_some_form(std::uint32_t c, std::uint32_t v) const;
    [[nodiscard]] std::optional<std::uint32_t> form_at_end(tour const& t, std::uint32_t v) const;
    void freeze(tour& t) const;
    void clean_bank();

    void be_bold_or_not();
    void clear_its_time(std::uint32_t v, std::uint32_t longest);
    void ruin();
    [[nodiscard]] std::uint32_t strings_to_remove(std::uint32_t longest);
    [[nodiscard]] std::uint32_t seed_visit();
    [[nodiscard]] std::uint32_t unserved_visit();
    [[nodiscard]] std::uint32_t troubled_visit();
    void place_all(std::uint32_t t);
    void remove_string(std::uint32_t t, std::uint32_t v, std::uint32_t longest);
    void drop(std::uint32_t t, std::size_t first, std::size_t count);
    void recreate();
    void order_bank();
    [[nodiscard]] std::int64_t order_key(std::uint32_t v, std::uint32_t order) const;

    [[nodiscard]] std::uint64_t neglect(std::vector<std::uint32_t> const& bank) const;
    [[nodiscard]] bool acceptable(std::uint64_t progress);
    [[nodiscard]] std::uint64_t temperature(std::uint64_t progress) const;
    void accept();
    void reject();
    void remember_best();

    compiled const& p_;
    random_stream random_;
    std::vector<tour> tours_;
    std::vector<std::uint32_t> where_;  ///< tour of each visit, or `absent`
    std::vector<std::uint32_t> form_;   ///< that is served, where it is
    std::vector<std::uint32_t> bank_;
    score now_;

    std::vector<std::uint32_t> touched_;
    std::vector<std::uint8_t> is_touched_;
    std::vector<tour> saved_;
    std::vector<std::uint32_t> saved_bank_;
    score saved_now_;

    // In vain: no gap for a visit in a tour, as long as that tour's version stays.
    std::uint32_t last_version_ = 0;
    std::vector<std::uint32_t> version_, saved_version_, in_vain_;
    std::vector<std::uint32_t> empty_tried_;
    std::uint32_t empty_round_ = 0;
    std::vector<std::uint32_t> asked_;
    std::uint32_t asked_round_ = 0;
    std::uint32_t until_blink_ = blink_every;
    bool is_bold_ = false;

    std::vector<std::uint64_t> neglected_;  ///< steps each visit has spent in the bank
    std::uint64_t warmth_ = 0;              ///< mean cost of an arc of the first plan, in parts of 256

    score best_;
    std::vector<std::vector<std::uint32_t>> best_visits_;
};

inline search::search(compiled const& p, std::uint64_t seed)
    : p_(p),
      random_(seed),
      where_(p.count, absent),
      form_(p.count),
      is_touched_(p.crews.size()),
      version_(p.crews.size()),
      saved_version_(p.crews.size()),
      in_vain_(p.crews.size() * p.visits.size()),
      empty_tried_(p.crews.size()),
      asked_(p.crews.size()),
      neglected_(p.count) {
    for (std::size_t c = 0; c < p.crews.size(); ++c) {
        tours_.emplace_back(p, c);
        version_[c] = ++last_version_;
    }
    saved_ = tours_;
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

/// Keeps a tour as it is, once a step, so that the step can be taken back.
inline void search::touch(std::uint32_t t) {
    if (is_touched_[t] != 0) return;
    is_touched_[t] = 1;
    touched_.push_back(t);
    saved_[t] = tours_[t];
    saved_version_[t] = version_[t];
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
    place_found best = cheapest(v, {});
    for (std::uint32_t f = p_.forms[v].first; f < p_.forms[v].second; ++f) {
        if (best.where && p_.visits[f].late > p_.visits[best.form].late) break;
        best = cheapest(f, best);
    }
    if (best.where) put(best.form, best.crew, best.where.at);
}

/// The better of what was found before and the cheapest gap for this form.
inline search::place_found search::cheapest(std::uint32_t v, place_found best) {
    bool const has_rival = static_cast<bool>(best.where);
    ++empty_round_;
    ++asked_round_;
    // Where its neighbours are the cheapest gap is likely, and with it most other gaps need no look; none on a large day.
    auto const& near = p_.neighbours[p_.visits[v].of];
    for (std::size_t i = 0; i < std::min(near.size(), near_enough); ++i) {
        std::uint32_t const c = where_[near[i]];
        if (c != absent && asked_[c] != asked_round_ && p_.may(c, v)) ask(v, c, best, has_rival);
    }
    if (best.where && p_.count > many_visits) return best;
    for (std::uint32_t const c : p_.able[v])
        if (asked_[c] != asked_round_) ask(v, c, best, has_rival);
    return best;
}

/// Whether this crew has a cheaper gap for the form than the best so far.
inline void search::ask(std::uint32_t v, std::uint32_t c, place_found& best, bool has_rival) {
    asked_[c] = asked_round_;
    std::uint32_t& vain = in_vain_[std::size_t{c} * p_.visits.size() + v];
    if (vain == version_[c]) return;
    tour const& t = tours_[c];
    if (t.empty()) {
        if (empty_tried_[t.crew().sort] == empty_round_) return;
        empty_tried_[t.crew().sort] = empty_round_;
    }
    if (is_bold_ && random_.one_in(bold_crew_every)) return;
    bool blinked = false;
    gap const found = t.best_gap(v, best.where.cost, [&] {
        if (--until_blink_ != 0) return false;
        until_blink_ = 1 + random_.below(2 * (is_bold_ ? bold_blink_every : blink_every) - 1);
        return blinked = true;
    });
    if (found) best = {v, c, found};
    else if (!blinked && !best.where && !has_rival) vain = version_[c];
}

inline void search::improve(std::uint64_t progress) {
    if (p_.visits.empty() || p_.crews.empty()) return;
    be_bold_or_not();
    ruin();
    recreate();
    if (acceptable(progress)) accept();
    else reject();
}

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
    if (used == 0) return;
    auto const longest = static_cast<std::uint32_t>(
        std::min<std::size_t>(longest_string, is_bold_ ? longest_string : std::max<std::size_t>(1, served / used)));
    std::uint32_t const strings = strings_to_remove(longest);
    std::uint32_t const seed = seed_visit();
    auto const visit_tour = [&](std::uint32_t v) {
        std::uint32_t const t = where_[v];
        if (t != absent && is_touched_[t] == 0 && tours_[t].size() > tours_[t].locked()) remove_string(t, v, longest);
    };
    visit_tour(seed);
    if (where_[seed] == absent && random_.one_in(4)) clear_its_time(seed, longest);
    for (std::uint32_t const v : p_.neighbours[seed]) {
        if (touched_.size() >= strings) break;
        visit_tour(v);
    }
    for (std::uint32_t const t : touched_) settle(t);
}

/// Takes out what some of the crews that could serve the visit do about the time at which it could be served.
inline void search::clear_its_time(std::uint32_t v, std::uint32_t longest) {
    auto const& crews = p_.able[v];
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
/// is a bank to make room for.
inline std::uint32_t search::strings_to_remove(std::uint32_t longest) {
    std::uint32_t const mean = bank_.empty() ? mean_removed : mean_removed_for_bank;
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
    now_.cost -= saved_[t].cost();
    tours_[t].update();
    if (!tours_[t].feasible()) {
        drop(t, tours_[t].locked(), tours_[t].size() - tours_[t].locked());
        tours_[t].update();
    }
    now_.cost += tours_[t].cost();
    version_[t] = ++last_version_;
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
    std::uint64_t const cubed = ((left * left) >> 16) * left >> 16;
    std::uint64_t const hot = warmth_ / 100 + (warmth_ * cubed >> 16);
    // The more visits, the fewer steps there are for each: a large day begins cooler.
    return p_.count <= few_visits ? hot : hot * few_visits / p_.count;
}

inline void search::accept() {
    for (std::uint32_t const t : touched_) is_touched_[t] = 0;
    touched_.clear();
    saved_bank_ = bank_;
    saved_now_ = now_;
    if (now_ < best_) remember_best();
}

inline void search::reject() {
    for (std::uint32_t const t : touched_) {
        for (std::uint32_t const f : tours_[t].visits()) where_[p_.visits[f].of] = absent;
    }
    for (std::uint32_t const t : touched_) {
        std::swap(tours_[t], saved_[t]);
        version_[t] = saved_version_[t];
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
