// Laws beside samples: fitted, measured, chosen.

#include <gongdan/simulate/laws.hpp>
#include <gongdan/simulate/random.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <initializer_list>

using namespace gongdan;
using simulate::distribution;
using simulate::law;
using simulate::sample;

namespace {

distribution law_of(law is, double mean, double shape) {
    distribution d;
    d.is = is;
    d.mean = mean;
    d.shape = shape;
    return d;
}

sample drawn(distribution const& d, std::size_t n) {
    simulate::random_source const random(11, 0);
    sample s;
    for (std::uint64_t i = 0; i < n; ++i) s.push_back(random.sample(d, {1, i, simulate::purpose::service, 0}));
    std::sort(s.begin(), s.end());
    return s;
}

}  // namespace

TEST_CASE("a law that was drawn from is found again with its parameters") {
    for (auto const& d : {law_of(law::exponential, 7, 1), law_of(law::lognormal, 7, 0.8), law_of(law::gamma, 7, 3)}) {
        auto const s = drawn(d, 20'000);
        auto const best = simulate::fit_laws(s, 1e-6).front();
        CHECK(best.law.mean == doctest::Approx(7).epsilon(0.03));
        CHECK(best.gap < 0.012);
        CHECK(best.distance < 0.15);
        if (d.is == law::exponential) continue;  // a gamma of shape 1 is one, too
        CHECK(best.law.is == d.is);
        CHECK(best.law.shape == doctest::Approx(d.shape).epsilon(0.05));
    }
}

TEST_CASE("a law's share and value are inverse to each other") {
    distribution uniform;
    uniform.is = law::uniform;
    uniform.from = 2;
    uniform.to = 4;
    distribution triangle = uniform;
    triangle.is = law::triangular;
    triangle.mean = 2.5;
    distribution mixed;
    mixed.is = law::hyperexponential;
    mixed.values = {1, 9};
    mixed.up_to = {0.8, 1};
    for (auto const& d : {law_of(law::exponential, 7, 1), law_of(law::lognormal, 7, 0.8), law_of(law::gamma, 7, 3),
                          law_of(law::erlang, 7, 2), law_of(law::weibull, 7, 0.7), uniform, triangle, mixed})
        for (double const p : {0.01, 0.5, 0.99})
            CHECK(simulate::share_up_to(d, simulate::value_at(d, p)) == doctest::Approx(p).epsilon(1e-9));
}

TEST_CASE("distance and gap are those worked out by hand") {
    CHECK(simulate::distance(sample{0, 1}, sample{2, 3}) == 2);
    CHECK(simulate::distance(sample{0, 4}, sample{1, 2, 3}) == doctest::Approx(4.0 / 3));
    CHECK(simulate::distance(sample{5}, sample{5, 5}) == 0);
    CHECK(simulate::largest_gap(sample{1, 3}, law_of(law::deterministic, 3, 1)) == 0.5);
    distribution even;
    even.is = law::uniform;
    even.to = 1;
    CHECK(simulate::largest_gap(sample{0.9}, even) == doctest::Approx(0.9));  // just before the step
    CHECK(simulate::largest_gap(sample{0.2}, even) == doctest::Approx(0.8));  // and at it
    // All at one point: the mean distance of an exponential value from its mean is 2 mean / e.
    CHECK(simulate::distance(sample{10}, law_of(law::exponential, 10, 1)) ==
          doctest::Approx(20 / std::exp(1.0)).epsilon(0.001));
}

TEST_CASE("what was seen is copied with its weights, and thinned where it is much") {
    auto const d = simulate::empirical_of(sample{1, 1, 1, 4});
    CHECK(d.values == std::vector<double>{1, 4});
    CHECK(d.up_to == std::vector<double>{0.75, 1});
    CHECK(simulate::value_at(d, 0.7) == 1);
    CHECK(simulate::share_up_to(d, 2) == 0.75);
    auto const s = drawn(law_of(law::lognormal, 10, 1), 5'000);
    auto const thin = simulate::empirical_of(s);
    CHECK(thin.values.size() == 400);
    CHECK(simulate::distance(s, thin) < 0.15);
    double mean = 0;
    for (std::size_t i = 0; i < 400; ++i) mean += thin.values[i] * (thin.up_to[i] - (i == 0 ? 0 : thin.up_to[i - 1]));
    double exact = 0;
    for (double const v : s) exact += v / 5'000;
    CHECK(mean == doctest::Approx(exact));
    CHECK(simulate::largest_gap(s, thin) < 0.003);
}

TEST_CASE("a law is used where it comes near and what was seen where none does") {
    auto const near = simulate::choose_law(drawn(law_of(law::gamma, 7, 3), 2'000), 1e-6);
    CHECK(near.used.law.is == law::gamma);
    auto two = drawn(law_of(law::gamma, 1, 50), 500);  // two kinds of work in one
    for (double const v : drawn(law_of(law::gamma, 20, 50), 500)) two.push_back(v);
    auto const far = simulate::choose_law(two, 1e-6);
    CHECK(far.used.law.is == law::empirical);
    CHECK(far.tried.size() == 3);
    CHECK(far.used.gap < far.tried.front().gap);
    CHECK(simulate::choose_law(sample{3, 3, 3}, 0.1).used.law.is == law::deterministic);
    auto const few = simulate::choose_law(sample{0, 1, 9}, 0.1);  // 0 is no value of a lognormal law
    CHECK(few.used.law.is != law::empirical);
    CHECK(std::isfinite(few.used.aic));
}
