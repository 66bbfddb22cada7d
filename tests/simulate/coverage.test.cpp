// Whether a 95 % interval is one: a thousand studies of a queue whose answer is known. Takes a while: only with
// GONGDAN_LONG set.

#include "scenarios.hpp"

#include <cstdio>
#include <cstdlib>

using namespace gongdan;

TEST_CASE("of a thousand studies 95 % intervals cover the truth in 930 to 970") {
    if (std::getenv("GONGDAN_LONG") == nullptr) {
        std::puts("skipped: no data (GONGDAN_LONG is not set)");
        return;
    }
    // M/M/2 at load 0.6: C = 2 rho^2 / (1 + rho), P(wait <= x) = 1 - C exp(-(2 mu - lambda) x).
    double const wait = 2 * 0.36 / 1.6;
    double const kept = 1 - wait * std::exp(-0.8 * 0.5);
    auto s = scenario_text(R"(
time_unit = "minute"
horizon = 230
warm_up = 30
replications = 12
crews = 2
[[class]]
name = "call"
arrivals = { rate = 1.2 }
service = { law = "exponential", mean = 1 }
[[target]]
name = "begun"
within = 0.5
until = "begun"
)");
    int covered_share = 0;
    int covered_wait = 0;
    for (s.seed = 1; s.seed <= 1000; ++s.seed) {
        auto const r = results(s);
        auto const& c = r.classes[0].targets[0].compliance;
        covered_share += std::abs(c.mean - kept) <= c.half_width ? 1 : 0;
        covered_wait += std::abs(r.all.p_wait.mean - wait) <= r.all.p_wait.half_width ? 1 : 0;
    }
    MESSAGE("compliance covered ", covered_share, ", P(wait) covered ", covered_wait);
    CHECK(930 <= covered_share);
    CHECK(covered_share <= 970);
    CHECK(930 <= covered_wait);
    CHECK(covered_wait <= 970);
}
