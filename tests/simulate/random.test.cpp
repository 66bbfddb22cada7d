#include <gongdan/simulate/histogram.hpp>
#include <gongdan/simulate/random.hpp>
#include <gongdan/simulate/statistics.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <set>

using namespace gongdan::simulate;

namespace {

struct moments {
    double mean = 0;
    double variance = 0;
};

moments seen(distribution const& d, std::uint64_t n = 200'000) {
    random_source const random(42, 0);
    double sum = 0;
    double squares = 0;
    for (std::uint64_t i = 1; i <= n; ++i) {
        double const x = random.sample(d, {7, i, purpose::service, 0});
        if (x < 0) return {};  // no check each: they would cost more than the samples
        sum += x;
        squares += x * x;
    }
    double const mean = sum / static_cast<double>(n);
    return {mean, squares / static_cast<double>(n) - mean * mean};
}

void check_law(distribution const& d, double mean, double variance) {
    auto const m = seen(d);
    CAPTURE(static_cast<int>(d.is));
    CHECK(std::abs(m.mean - mean) < 5 * std::sqrt(variance / 200'000) + 1e-12);
    CHECK(std::abs(m.variance - variance) < 0.05 * variance + 1e-9);
}

distribution make(law is, double mean, double shape = 1) {
    distribution d;
    d.is = is;
    d.mean = mean;
    d.shape = shape;
    return d;
}

}  // namespace

TEST_CASE("each law has the mean and the variance it is asked for") {
    check_law(make(law::deterministic, 3), 3, 0);
    check_law(make(law::exponential, 2), 2, 4);
    check_law(make(law::lognormal, 2, 0.5), 2, 1);
    check_law(make(law::gamma, 2, 0.5), 2, 8);
    check_law(make(law::gamma, 3, 2.5), 3, 3.6);
    check_law(make(law::erlang, 2, 4), 2, 1);
    distribution u = make(law::uniform, 0);
    u.from = 1;
    u.to = 4;
    check_law(u, 2.5, 0.75);
    distribution e = make(law::empirical, 0);
    e.values = {1, 5};
    e.up_to = {0.75, 1};
    check_law(e, 2, 3);
    distribution t = make(law::triangular, 3);
    t.from = 1;
    t.to = 8;
    check_law(t, 4, (1 + 9 + 64 - 3 - 8 - 24) / 18.0);
    distribution h = make(law::hyperexponential, 0);
    h.values = {1, 5};
    h.up_to = {0.75, 1};
    check_law(h, 2, 2 * (0.75 + 0.25 * 25) - 4);
    check_law(make(law::weibull, 2, 2), 2, 4 * (4 / 3.14159265358979 - 1));
}

TEST_CASE("a draw depends on seed, replication, class, ticket, purpose and count, and on nothing else") {
    random_source const random(1, 2);
    draw const d{3, 4, purpose::service, 5};
    std::set<std::uint64_t> different{random.words(d)[0]};
    CHECK(random.words(d) == random_source(1, 2).words(d));
    auto const adds = [&](std::uint64_t word) { return different.insert(word).second; };
    CHECK(adds(random_source(2, 2).words(d)[0]));
    CHECK(adds(random_source(1, 3).words(d)[0]));
    CHECK(adds(random.words({9, 4, purpose::service, 5})[0]));
    CHECK(adds(random.words({3, 9, purpose::service, 5})[0]));
    CHECK(adds(random.words({3, 4, purpose::travel, 5})[0]));
    CHECK(adds(random.words({3, 4, purpose::service, 9})[0]));
    CHECK(adds(random.words(d, 1)[0]));
}

TEST_CASE("Philox gives the words its authors published") {
    // Random123's kat_vectors: philox4x64 10, all bits zero.
    auto const w = random_source(0, 0).words({0, 0, purpose::arrival, 0});
    CHECK(w[0] == 0x16554d9eca36314c);
    CHECK(w[1] == 0xdb20fe9d672d0fdc);
    CHECK(w[2] == 0xd7e772cee186176b);
    CHECK(w[3] == 0x7e68b68aec7ba23b);
}

TEST_CASE("a span becomes whole ticks, rounded and never without end") {
    CHECK(quantised(1.5, 1000) == 1500);
    CHECK(quantised(0.0004, 1000) == 0);
    CHECK(quantised(0.0006, 1000) == 1);
    CHECK(quantised(-1, 1000) == 0);
    CHECK(quantised(1e300, 1000) == longest_span);
}

TEST_CASE("a histogram's quantiles are those of sorting, to 0.8 %, and merging adds") {
    random_source const random(5, 5);
    histogram left;
    histogram right;
    histogram whole;
    std::vector<tick> all;
    for (std::uint64_t i = 0; i < 20'000; ++i) {
        tick const t = quantised(random.sample(make(law::lognormal, 1, 2), {1, i, purpose::service, 0}), 1'000'000);
        (i % 3 == 0 ? left : right).add(t);
        whole.add(t);
        all.push_back(t);
    }
    std::sort(all.begin(), all.end());
    left.merge(right);
    CHECK(left.size() == 20'000);
    for (double const p : {0.001, 0.25, 0.5, 0.9, 0.99, 0.9999, 1.0}) {
        auto const exact = static_cast<double>(all[static_cast<std::size_t>(std::ceil(p * 20'000)) - 1]);
        CHECK(std::abs(static_cast<double>(left.quantile(p)) - exact) <= 0.008 * exact);
        CHECK(left.quantile(p) == whole.quantile(p));
    }
    CHECK(histogram{}.quantile(0.5) == 0);
    histogram small;
    for (tick t = 0; t < 300; ++t) small.add(t);
    CHECK(small.quantile(0.5) == 149);
}

TEST_CASE("an interval over replications is Student's") {
    auto const e = mean_of({1, 2, 3, 4});
    CHECK(e.mean == 2.5);
    CHECK(e.half_width == doctest::Approx(3.182446 * 1.290994 / 2));
    CHECK(std::isnan(mean_of({1}).half_width));
    CHECK(std::isnan(mean_of({}).mean));
    // Equal denominators: the ratio is a plain mean.
    auto const r = ratio_of({{1, 10}, {2, 10}, {3, 10}, {4, 10}});
    CHECK(r.mean == doctest::Approx(0.25));
    CHECK(r.half_width == doctest::Approx(e.half_width / 10));
    CHECK(std::isnan(ratio_of({{0, 0}, {0, 0}}).mean));
}
