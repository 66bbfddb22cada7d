#pragma once

// Random calendars and holds, once for the watch of watch.hpp and once for the library.

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/sla/due.hpp>
#include <gongdan/time/interval.hpp>
#include <support/watch.hpp>

#include <doctest/doctest.h>

#include <cstdint>
#include <cstdlib>
#include <random>
#include <string>
#include <utility>
#include <vector>

/// Whole numbers from a seed, the same with every compiler.
class dice {
public:
    explicit dice(std::uint64_t seed) : random_(seed) {}
    int below(int n) { return static_cast<int>(random_() % static_cast<std::uint64_t>(n)); }
    int between(int least, int most) { return least + below(most - least + 1); }
    bool one_in(int n) { return below(n) == 0; }
    template <class T>
    T const& of(std::vector<T> const& all) {
        return all[static_cast<std::size_t>(below(static_cast<int>(all.size())))];
    }

private:
    std::mt19937_64 random_;
};

/// A world and the calendar that describes it.
struct random_world {
    watch::world seen;
    std::vector<char> open;  ///< a mark a grain
    int grain = 900;         ///< seconds
    gongdan::calendar days;

    [[nodiscard]] gongdan::instant at(int t) const {
        return t == watch::forever ? gongdan::distant_future
                                   : gongdan::start_of(days.first()) + gongdan::seconds{std::int64_t{t} * grain};
    }
    [[nodiscard]] int grains_until(gongdan::instant t) const {
        return static_cast<int>((t - gongdan::start_of(days.first())).count() / grain);
    }
    [[nodiscard]] gongdan::interval hold(watch::span h) const { return {at(h.from), at(h.to)}; }
};

namespace random_worlds {

/// Up to three windows that neither overlap each other nor, past midnight, their own next morning.
inline std::vector<watch::span> windows(dice& d, int per_day) {
    std::vector<watch::span> all;
    int t = d.below(per_day / 2);
    for (int n = d.below(4); n > 0 && t < per_day - 1; --n) {
        int const from = d.between(t, per_day - 1);
        int const latest = per_day + (all.empty() ? from : all.front().from);
        int const to = d.one_in(3) ? d.between(from + 1, latest) : std::min(per_day, from + d.between(1, per_day / 3));
        all.push_back({from, to});
        t = to + (d.one_in(3) ? 0 : d.below(per_day / 8));
    }
    return all;
}

inline std::vector<gongdan::window> to_library(std::vector<watch::span> const& all, int grain) {
    std::vector<gongdan::window> out;
    for (watch::span const s : all) out.push_back({gongdan::seconds{s.from * grain}, gongdan::seconds{s.to * grain}});
    return out;
}

/// A week's pattern, then days that differ from it, then days with windows of their own.
inline random_world make(dice& d, int grain, int length) {
    watch::world w;
    w.per_day = 86'400 / grain;
    gongdan::calendar_spec spec;
    spec.name = "random";
    spec.first = gongdan::day{4 + 7 * d.between(1500, 3000)};  // a Monday: 1970-01-05 was one
    spec.last = spec.first + (length - 1);
    for (bool& rest : spec.rest_days) rest = d.one_in(3);
    auto const working = windows(d, w.per_day);
    auto const rest = windows(d, w.per_day);
    spec.hours = {to_library(working, grain), to_library(rest, grain)};
    for (int i = 0; i < length; ++i) {
        bool works = !spec.rest_days[static_cast<std::size_t>(i % 7)];
        if (d.one_in(5)) {
            works = d.one_in(2);
            spec.days.push_back({spec.first + i, works, {}, {}});
        }
        w.works.push_back(works);
        w.windows.push_back(works ? working : rest);
        if (!d.one_in(12)) continue;
        w.windows.back() = windows(d, w.per_day);
        spec.hours.named[spec.first + i] = to_library(w.windows.back(), grain);
    }
    auto made = gongdan::calendar::make(std::move(spec));
    REQUIRE(made);
    auto open = watch::open_marks(w);
    return {std::move(w), std::move(open), grain, *std::move(made)};
}

/// Mostly weeks of quarters of an hour, where ends meet often; now and then minutes or seconds.
inline random_world any(dice& d) {
    int const scale = d.below(200);
    if (scale == 0) return make(d, 1, d.between(2, 3));
    if (scale < 10) return make(d, 60, d.between(3, 9));
    return make(d, 900, d.between(5, 30));
}

/// Up to four holds: they overlap, touch, stand twice, begin before the calendar or end after it, and some never end.
inline std::vector<watch::span> holds(dice& d, watch::world const& w) {
    std::vector<watch::span> all;
    for (int n = d.below(5); n > 0; --n) {
        int from = d.between(-w.per_day, w.end());
        if (!all.empty() && all.back().to != watch::forever && d.one_in(3)) from = std::min(w.end(), all.back().to);
        if (d.one_in(4)) from = from / w.per_day * w.per_day;
        int const longest = d.one_in(3) ? 4 * w.per_day : w.per_day;
        int to = std::min(w.end() + 2 * w.per_day, from + d.between(0, longest));
        if (d.one_in(4)) to = std::max(from, to / w.per_day * w.per_day);
        all.push_back({from, d.one_in(12) ? watch::forever : to});
    }
    return all;
}

inline std::vector<gongdan::interval> merged(random_world const& w, std::vector<watch::span> const& all) {
    std::vector<gongdan::interval> out;
    for (watch::span const h : all) out.push_back(w.hold(h));
    gongdan::merge(out);
    return out;
}

/// GONGDAN_LONG=1 asks for twenty times as much, another number for that many times.
inline int rounds(int usual) {
    char const* const text = std::getenv("GONGDAN_LONG");
    int const times = text == nullptr ? 1 : std::max(1, std::atoi(text));
    return usual * (times == 1 && text != nullptr ? 20 : times);
}

/// Runs `judge(seed)` for each seed; it returns the cases it judged and adds what is wrong to a text. The first seed with
/// something wrong fails the test and is named; GONGDAN_SEED=N runs that one alone.
template <class Judge>
void for_seeds(int usual, Judge judge) {
    char const* const only = std::getenv("GONGDAN_SEED");
    int const first = only == nullptr ? 0 : std::atoi(only);
    int const last = only == nullptr ? rounds(usual) : first + 1;
    long long cases = 0;
    for (int seed = first; seed < last; ++seed) {
        std::string wrong;
        cases += judge(static_cast<std::uint64_t>(seed), wrong);
        INFO("GONGDAN_SEED=", seed);
        REQUIRE_MESSAGE(wrong.empty(), wrong);
    }
    MESSAGE(cases, " random cases");
    CHECK(cases > 0);
}

}  // namespace random_worlds
