// Ciw, Prosimos, Countess of Chester: what simulators get wrong.

#include <gongdan/calendar/china.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/simulate/file.hpp>
#include <gongdan/simulate/statistics.hpp>

#include <support/checked_simulation.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

using namespace gongdan;
using simulate::moment;

namespace {

checked_simulation prepared(std::string text) {
    auto made = simulate::simulation::make(simulate::read_scenario(from_text("s.toml", std::move(text))), china(),
                                           builtin_lifecycles());
    if (!made) FAIL(made.why().en);
    return checked_simulation(*std::move(made));
}

/// What is told of tickets that came by some time, as long as that time lasts.
struct diary : simulate::witness {
    simulate::tick until = 0;
    std::vector<std::string> lines;
    void saw(moment const& m) override {
        if (m.at > until) return;
        lines.push_back(std::to_string(m.at) + ' ' + std::to_string(static_cast<int>(m.happened)) + ' ' +
                        std::to_string(m.ticket.value) + ' ' + std::to_string(m.crew));
    }
};

constexpr char busy_hall[] = R"(
time_unit = "minute"
resolution = "1 s"
horizon = 600
replications = 1
crews = 2
dispatch = "queue"
[[class]]
name = "ordinary"
level = "L1"
arrivals = { at = [0, 1, 2, 3, 4, 5, 6] }
service = { law = "exponential", mean = 20 }
[[class]]
name = "urgent"
level = "L4"
arrivals = { at = [)";

}  // namespace

TEST_CASE("Prosimos#64: simulated tickets are ranked before they arrive") {
    // Two worlds that differ only in what comes after the hundredth minute: until then nobody can tell them apart.
    diary one;
    diary other;
    one.until = other.until = 100 * 60 - 1;
    static_cast<void>(prepared(std::string(busy_hall) + "100, 101, 102] }\nservice = 5\n").run(0, &one));
    static_cast<void>(prepared(std::string(busy_hall) + "400] }\nservice = 5\n").run(0, &other));
    CHECK(one.lines.size() > 10);
    CHECK(one.lines == other.lines);
}

TEST_CASE("Ciw#260: tickets open at the end are dropped and flatter the result") {
    // One crew, a ticket a minute, ten minutes of work each: the n-th waits 9 (n - 1) minutes and the queue never ends.
    auto const r = prepared(R"(
time_unit = "minute"
horizon = 100
cool_down = 0
replications = 1
crews = 1
[[class]]
name = "call"
arrivals = { every = 1 }
service = 10
[[target]]
name = "soon"
within = 25
until = "begun"
)")
                       .run(0);
    auto const& t = r.targets[0][0];
    CHECK(r.all.tickets == 99);
    CHECK(r.all.open == 90);
    CHECK(t.met == 3);
    CHECK(t.late == 71);  // of the 90 that are open, those whose 25 minutes have passed
    CHECK(t.undecided == 25);
    CHECK(t.causes[static_cast<std::size_t>(simulate::breach_cause::nobody_free)] == 71);
    // Who drops the open ones sees 3 of 9 kept, and who counts them by their due time 3 of 74.
    CHECK(t.met + t.late + t.undecided == r.all.tickets);
}

TEST_CASE("Countess-of-Chester#46: seeds made by multiplication make run 0 an outlier") {
    // M/M/1 at half load, 64 runs: each is alike, so that run 0 and those before and after it lie where the others do.
    auto const queue = [](std::uint64_t seed) {
        return prepared(
            "time_unit = \"second\"\nhorizon = 400\nreplications = 64\ncrews = 1\nseed = " + std::to_string(seed) +
            "\n[[class]]\nname = \"call\"\narrivals = { rate = 0.5 }\n"
            "service = { law = \"exponential\", mean = 1 }\n");
    };
    for (std::uint64_t const seed : {std::uint64_t{0}, std::uint64_t{1}, std::uint64_t{42}}) {
        auto const s = queue(seed);
        std::vector<double> came;
        std::vector<double> waits;
        for (std::uint64_t i = 0; i < 64; ++i) {
            auto const r = s.run(i);
            came.push_back(static_cast<double>(r.all.tickets));
            waits.push_back(static_cast<double>(r.all.wait));
        }
        double mean = 0;
        for (double const n : came) mean += n / 64;
        CHECK(mean == doctest::Approx(200).epsilon(0.03));
        CHECK(std::abs(came[0] - 200) < 4 * std::sqrt(200.0));
        auto sorted = waits;
        std::sort(sorted.begin(), sorted.end());
        CHECK(std::adjacent_find(sorted.begin(), sorted.end()) == sorted.end());  // no two runs alike
    }
    // A seed's run and its neighbour's share nothing either.
    CHECK(queue(1).run(1).all.wait != queue(2).run(0).all.wait);
    CHECK(queue(1).run(2).all.wait != queue(2).run(1).all.wait);
}
