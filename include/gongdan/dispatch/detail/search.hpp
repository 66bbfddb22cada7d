#pragma once

#include <gongdan/dispatch/detail/random.hpp>
#include <gongdan/dispatch/detail/search_known.hpp>
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
/// each time. The bodies stand by subject in search_start, search_insert, search_ruin and search_anneal.
class search {
public:
    search(compiled const& p, std::uint64_t seed);

    /// Visits that the crews hold already, in order; what does not fit comes back.
    struct rejected {
        std::uint32_t crew;
        std::uint32_t visit;
    };
    std::vector<rejected> take_over(std::vector<std::vector<std::uint32_t>> const& held);
    /// The first plan, from what was taken over. At most so many steps are spent on each level before the next is looked
    /// at, until none of it is unserved.
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
    static constexpr std::uint32_t longest_string_of_many = 4;
    static constexpr std::size_t enough_tours = 16;
    static constexpr std::uint32_t blink_every = 50;
    static constexpr std::uint32_t bold_blink_every = 4;
    static constexpr std::uint32_t bold_crew_every = 4;
    static constexpr std::size_t known_ways = 16;
    static constexpr std::size_t few_visits = 150;
    static constexpr std::size_t many_visits = 400;

    void put(std::uint32_t v, std::uint32_t t, std::uint32_t at);
    void touch(std::uint32_t t);
    void settle(std::uint32_t t);

    void measure_warmth();
    void insert_by_regret(std::vector<std::uint32_t> const& pending);
    void look_at_all(std::uint32_t v, best_crews& best) const;
    void look_again(std::uint32_t v, std::uint32_t crew, best_crews& best) const;
    struct place_found {
        std::uint32_t form = absent;
        std::uint32_t crew = absent;
        gap where = {};
    };
    void insert_cheapest(std::uint32_t v);
    [[nodiscard]] place_found cheapest(std::uint32_t form, place_found best);
    void ask(std::uint32_t form, std::uint32_t crew, place_found& best);
    [[nodiscard]] gap gap_in(std::uint32_t v, std::uint32_t c, std::int64_t cap);
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
    [[nodiscard]] std::uint32_t longest_for_size() const;
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
    std::vector<std::uint32_t> is_touched_;  ///< 0, or the place among the touched, from 1
    struct saved_tour {
        tour as_it_was;
        std::uint32_t version;
    };
    std::vector<saved_tour> saved_;  ///< of the touched
    std::vector<std::uint32_t> saved_bank_;
    score saved_now_;

    std::uint32_t last_version_ = 0;
    std::vector<std::uint32_t> version_;
    std::vector<known_gap> known_;  ///< for each form, of some tours
    int cost_shift_ = 0;            ///< costs are known in units of two to this
    /// A visit for which no tour had room; those that are no newer than the version have none still, once the step is kept.
    struct tried {
        std::uint32_t visit;
        std::uint32_t version;
    };
    std::vector<tried> in_vain_;
    std::vector<std::uint32_t> barren_;
    bool overlooked_ = false;  ///< a gap or a crew, on purpose
    std::vector<std::uint32_t> empty_tried_;
    std::uint32_t empty_round_ = 0;
    std::vector<std::uint32_t> asked_;
    std::uint32_t asked_round_ = 0;
    std::uint32_t until_blink_ = blink_every;
    bool is_bold_ = false;
    bool is_wide_ = false;  ///< many visits in many tours

    std::vector<std::uint64_t> neglected_;  ///< steps each visit has spent in the bank
    std::uint64_t warmth_ = 0;              ///< mean cost of an arc of the first plan, in parts of 256

    score best_;
    std::vector<std::vector<std::uint32_t>> best_visits_;
};

}}}}  // namespace gongdan::dispatch::detail
