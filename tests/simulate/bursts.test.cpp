// Seasons and bursts: what a scenario says of them, and what a fit finds of them in a log.

#include "scenarios.hpp"

#include <gongdan/simulate/fit.hpp>
#include <gongdan/simulate/fit_text.hpp>
#include <gongdan/time/civil.hpp>

#include <files/refusal.hpp>

using namespace gongdan;
using simulate::moment;

namespace {

std::string years(std::string const& arrivals, int days) {
    return "time_unit = \"hour\"\nresolution = \"1 s\"\nstart = \"2023-01-01 00:00\"\nhorizon = " +
           std::to_string(24 * days) +
           "\ncool_down = 0\nreplications = 1\ncrews = 999\n[[class]]\nname = \"call\"\nservice = 0.1\narrivals = { " +
           arrivals + " }\n";
}

/// The log that such a scenario leaves: when tickets came, and an hour's service each.
simulate::observed_log log_of(std::string const& text) {
    struct openings : simulate::witness {
        explicit openings(simulate::scenario const& of) : s(of) {}
        void saw(moment const& m) override {
            if (m.happened != moment::what::opened) return;
            simulate::observation o;
            o.type = "call";
            o.opened = s.clock(m.at);
            o.response = seconds{0};
            o.service = seconds{3600};
            log.tickets.push_back(o);
        }
        simulate::scenario const& s;
        simulate::observed_log log;
    };
    auto const sim = prepared(scenario_text(text));
    openings seen(sim.what());
    static_cast<void>(sim.run(0, &seen));
    return std::move(seen.log);
}

simulate::arrival_fit arrivals_of(std::string const& text) {
    auto const f = fit_log(log_of(text), {});
    if (!f) FAIL(f.why().en);
    return f->classes.front().comes;
}

}  // namespace

TEST_CASE("bursts make the counts of an hour as uneven as their variation says and leave the mean") {
    auto const even = arrivals_of(years("rate = 8", 300));
    CHECK(even.comes.uneven.variation == 0);
    CHECK(even.dispersion == doctest::Approx(1).epsilon(0.05));
    // With a factor of variation 0.5 for each hour the index is 1 + 8 * 0.25.
    auto const log = log_of(years("rate = 8, bursts = { variation = 0.5, lasts = 1 }", 300));
    CHECK(static_cast<double>(log.tickets.size()) == doctest::Approx(8 * 24 * 300).epsilon(0.03));
    auto const f = fit_log(log, {});
    REQUIRE(f);
    CHECK(f->classes[0].comes.dispersion == doctest::Approx(3).epsilon(0.06));
}

TEST_CASE("a fit finds how strong bursts are and how long they last") {
    for (double const lasts : {1.0, 6.0, 24.0}) {
        CAPTURE(lasts);
        auto const f =
            arrivals_of(years("rate = 6, bursts = { variation = 0.6, lasts = " + std::to_string(lasts) + " }", 400));
        CHECK(f.comes.uneven.lasts == lasts);
        CHECK(f.comes.uneven.variation == doctest::Approx(0.6).epsilon(0.08));
        REQUIRE(f.scales.size() == 5);
        for (auto const& s : f.scales) {
            CAPTURE(s.hours);
            CHECK(s.with_bursts == doctest::Approx(s.seen).epsilon(0.2));
        }
    }
}

TEST_CASE("bursts that were fitted stand in the scenario and in its result and come again") {
    auto const text = years("rate = 6, bursts = { variation = 0.6, lasts = 6 }", 400);
    auto f = *fit_log(log_of(text), {});
    f.source = "log.csv";
    auto const s = simulate::read_scenario(from_text("fitted.toml", scenario_text(f)));
    auto const& comes = s.classes[0].comes;
    CHECK(comes.uneven.variation == doctest::Approx(0.6).epsilon(0.08));
    CHECK(comes.uneven.lasts * static_cast<double>(seconds_in(s.unit)) == 6 * 3600);
    REQUIRE(s.fitted->arrivals.size() == 1);
    CHECK(s.fitted->arrivals[0].with_bursts == doctest::Approx(s.fitted->arrivals[0].dispersion).epsilon(0.15));
    CHECK(fit_json(f).find("\"with_bursts\"") != std::string::npos);
    // A surge in it has the factors of what comes anyway.
    auto const surge = scenario_text(text + "[[surge]]\nfrom = 0\nto = 9600\nfactor = 2\n");
    CHECK(prepared(surge).run(0).all.tickets > 6 * 24 * 400 * 1.8);
}

TEST_CASE("months have factors where a year was seen and they tell more than chance") {
    std::string const winter = "rate = 1, by_month = [2, 1.5, 1, 1, 0.5, 0.5, 0.5, 0.5, 0.5, 1, 1, 2]";
    auto const f = arrivals_of(years(winter, 730));
    REQUIRE(f.comes.by_month.size() == 12);
    CHECK(f.season_gain > 1000);
    CHECK(f.comes.by_month[0] / f.comes.by_month[4] == doctest::Approx(4).epsilon(0.15));
    CHECK(f.comes.by_month[2] / f.comes.by_month[4] == doctest::Approx(2).epsilon(0.15));
    CHECK(f.dispersion == doctest::Approx(1).epsilon(0.05));
    double mean = 0;
    for (double const m : f.comes.by_month) mean += m / 12;
    CHECK(mean == doctest::Approx(1).epsilon(0.03));
    CHECK(arrivals_of(years(winter, 330)).comes.by_month.empty());  // not a whole year
    CHECK(arrivals_of(years("rate = 1", 730)).comes.by_month.empty());
    auto again = *fit_log(log_of(years(winter, 730)), {});
    auto const s = simulate::read_scenario(from_text("fitted.toml", scenario_text(again)));
    CHECK(s.classes[0].comes.by_month.size() == 12);
    CHECK(s.fitted->arrivals[0].season_gain > 1000);
}

TEST_CASE("a fault in bursts is told with file and line and key") {
    std::pair<std::string, char const*> const cases[] = {{"variation = -1, lasts = 1", "bursts.variation"},
                                                         {"variation = 1, lasts = 0", "bursts.lasts"},
                                                         {"variation = 1", "lasts"},
                                                         {"varation = 1, lasts = 1", "bursts.varation"}};
    for (auto const& c : cases) {
        auto const said =
            ::refusal([&] { static_cast<void>(scenario_text(years("rate = 1, bursts = { " + c.first + " }", 10))); });
        CAPTURE(said);
        CHECK(said.find("s.toml:") == 0);
        CHECK(said.find(c.second) != std::string::npos);
    }
    auto const said = ::refusal(
        [&] { static_cast<void>(scenario_text(years("at = [1], bursts = { variation = 1, lasts = 1 }", 10))); });
    CHECK(said.find("arrivals.bursts") != std::string::npos);
}
