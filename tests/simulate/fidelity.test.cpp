// How well a scenario fitted to some days foretells others, beside the rulers that say what the figure is worth.

#include "scenarios.hpp"

#include <gongdan/simulate/fit_text.hpp>
#include <gongdan/simulate/random.hpp>
#include <gongdan/time/civil.hpp>

#include <cmath>

using namespace gongdan;

namespace {

/// Fitted on what came before `cut`, held against what came after.
simulate::holdout foretold(simulate::observed_log const& log, instant cut, instant to) {
    simulate::fit_options o;
    o.to = cut;
    auto const f = fit_log(log, o);
    REQUIRE(f);
    auto s = simulate::read_scenario(from_text("fitted.toml", scenario_text(*f)));
    s.replications = 10;
    auto const h = foretell(*f, prepared(std::move(s)), log, cut, to);
    if (!h) FAIL(h.why().en);
    return *h;
}

/// Tickets that all take alike, `response` after they came; one an hour and crew.
simulate::observed_log steady(int days, int first_late_day, double late_by) {
    simulate::observed_log log;
    log.tells_visits = true;
    simulate::random_source const random(3, 0);
    for (int i = 0; i < days * 24; ++i) {
        simulate::observation t;
        t.type = "a";
        t.opened = at("2026-03-02 00:00") + hours{i};
        double const more = i / 24 >= first_late_day ? late_by : 1;
        double const u = random.uniform({1, static_cast<std::uint64_t>(i), simulate::purpose::service, 0});
        t.response = seconds{std::llround((300 + 600 * u) * more)};
        t.service = seconds{600};
        log.stretches.push_back({{}, t.opened + *t.response, t.opened + *t.response + *t.service});
        log.tickets.push_back(t);
    }
    return log;
}

}  // namespace

TEST_CASE("days like those before are foretold to the noise and other days no better than they drifted") {
    auto const cut = at("2026-03-23 00:00");
    auto const like = foretold(steady(28, 99, 1), cut, at("2026-03-30 00:00"));
    REQUIRE(like.classes.size() == 1);
    CHECK(like.all.seen == 7 * 24);
    CHECK(like.all.score < 2 * like.all.floor);
    CHECK(like.all.floor < like.all.floor_high);
    CHECK(like.all.null_model > 5 * like.all.floor);
    // Between responses even on (300, 900) and an exponential law of their mean, by integration.
    CHECK(like.all.null_model == doctest::Approx(307.4).epsilon(0.05));
    auto const other = foretold(steady(28, 21, 2), cut, at("2026-03-30 00:00"));
    CHECK(other.all.drift == doctest::Approx(600).epsilon(0.1));  // twice a mean of 600 s
    CHECK(other.all.score == doctest::Approx(other.all.drift).epsilon(0.05));
}

TEST_CASE("too few days held back are refused and not judged") {
    auto const log = steady(28, 99, 1);
    simulate::fit_options o;
    o.to = at("2026-03-23 00:00");
    auto const f = *fit_log(log, o);
    auto const made = prepared(simulate::read_scenario(from_text("fitted.toml", scenario_text(f))));
    auto const h = foretell(f, made, log, *o.to, *o.to + hours{10});
    REQUIRE_FALSE(h);
    CHECK(h.why().en == "too few responses were seen on the days held back");
}

TEST_CASE("three days of San Francisco are foretold worse than noise and better than the null model") {
    auto const file = outside_data("data/sf_fire_units_2016-12-31_2017-01-07.csv");
    if (!file) return;
    auto const map = read_mapping(read_source((source_dir() / "examples/san_francisco/map.toml").string()));
    auto const sink = [](fault const&) {};
    auto const source = read_source(file->string());
    auto const log = simulate::observe(foreign_tickets(source, map, sink), map, source.name, sink);
    auto const h = foretold(log, at("2017-01-05 00:00"), at("2017-01-08 00:00"));
    REQUIRE(h.classes.size() == 2);
    for (auto const* each : {&h.classes[0], &h.classes[1], &h.all}) {
        auto const& f = *each;
        CAPTURE(f.name);
        CAPTURE(f.score);
        CHECK(f.floor < f.score);
        CHECK(f.score < f.null_model);
        CHECK(f.score < 1.5 * f.drift);  // what is left is for the most part that the days differ
    }
}
