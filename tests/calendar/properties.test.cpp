// What calendars and their clocks say of random worlds, against a person who walks them day by day with a watch.

#include <gongdan/calendar/clock.hpp>
#include <gongdan/time/civil.hpp>
#include <support/random_world.hpp>

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <cstdlib>
#include <string>
#include <vector>

using namespace gongdan;
using random_worlds::for_seeds;

namespace {

/// The day `n` worked days after `d` (before it, where negative), walking; -1 where the world is too short.
int walk(watch::world const& w, int d, int n) {
    int const step = n > 0 ? 1 : -1;
    for (n = n * step; n > 0;) {
        d += step;
        if (d < 0 || d >= w.days()) return -1;
        n -= w.works[static_cast<std::size_t>(d)] ? 1 : 0;
    }
    return d;
}

int worked_between(watch::world const& w, int from, int to) {
    int n = 0;
    for (int d = from + 1; d <= to; ++d) n += w.works[static_cast<std::size_t>(d)] ? 1 : 0;
    return n;
}

/// Adding, and counting what was added: in (d, there] forwards, in [there, d) backwards.
void compare_add(random_world const& w, int from, int n, std::string& wrong) {
    int const there = walk(w.seen, from, n);
    day const d = w.days.first() + from;
    auto const said = w.days.add(d, n);
    bool right = bool{said} == (there >= 0);
    if (right && said) {
        right = said->date - w.days.first() == there;
        right = right && *w.days.count(n < 0 ? said->date - 1 : d, n < 0 ? d - 1 : said->date) == std::abs(n);
    }
    if (!right) wrong += fmt::format("day {} + {} is day {}\n", from, n, there);
}

void compare_count(random_world const& w, int from, int to, std::string& wrong) {
    int const slow = to >= from ? worked_between(w.seen, from, to) : -worked_between(w.seen, to, from);
    if (*w.days.count(w.days.first() + from, w.days.first() + to) != slow)
        wrong += fmt::format("in ({}, {}] {} days are worked\n", from, to, slow);
}

/// The open grains before each grain, and for the n-th open grain where it ends.
struct running_total {
    std::vector<int> before{0};
    std::vector<int> ends;

    explicit running_total(std::vector<char> const& open) {
        for (std::size_t t = 0; t < open.size(); ++t) {
            before.push_back(before.back() + open[t]);
            if (open[t] != 0) ends.push_back(static_cast<int>(t) + 1);
        }
    }
};

void compare_windows(random_world const& w, running_total const& slow, int t, std::string& wrong) {
    service_clock const clock{&w.days};
    int const open = slow.before[static_cast<std::size_t>(t)];
    if (clock.count(w.at(t)) != std::int64_t{open} * w.grain)
        wrong += fmt::format("before grain {} {} grains are open\n", t, open);
    if (t < w.seen.end() && w.days.is_open(w.at(t)) != (w.open[static_cast<std::size_t>(t)] != 0))
        wrong += fmt::format("grain {} is the other of open and shut\n", t);
    if (open == 0) return;
    // The earliest instant by which that much has been open, which a second before is not yet open.
    instant const reached = w.at(slow.ends[static_cast<std::size_t>(open - 1)]);
    std::int64_t const counted = std::int64_t{open} * w.grain;
    if (clock.reach(counted) != reached || clock.count(reached - seconds{1}) != counted - 1)
        wrong += fmt::format("{} open grains are not reached at {}\n", open, to_text(reached));
}

}  // namespace

TEST_CASE("on any calendar, adding and counting working days is walking, and each undoes the other") {
    for_seeds(1'500, [](std::uint64_t seed, std::string& wrong) {
        dice d{seed};
        auto const w = random_worlds::any(d);
        int const last = w.seen.days() - 1;
        for (int i = 0; i < 100; ++i) {
            int const n = d.between(-last, last);
            compare_add(w, d.between(0, last), n == 0 ? 1 : n, wrong);
            compare_count(w, d.between(0, last), d.between(0, last), wrong);
        }
        return 200;
    });
}

TEST_CASE("on any calendar, the table of windows, a bitmap and a watch agree, and reaching undoes counting") {
    for_seeds(1'500, [](std::uint64_t seed, std::string& wrong) {
        dice d{seed};
        auto const w = random_worlds::any(d);
        running_total const slow{w.open};
        for (int i = 0; i < 100; ++i) compare_windows(w, slow, d.between(0, w.seen.end()), wrong);
        if (service_clock{&w.days}.reach(std::int64_t{slow.before.back()} * w.grain + 1) != distant_future)
            wrong += "more is reached than is open\n";
        return 100;
    });
}
