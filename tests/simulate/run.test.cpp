#include "scenarios.hpp"

#include <gongdan/simulate/detail/counts.hpp>
#include <gongdan/time/civil.hpp>

#include <map>
#include <set>

using namespace gongdan;
using simulate::moment;
using what = moment::what;

namespace {

/// Counts what a run tells. What must never happen is watched for in every run (support/checked_simulation.hpp).
struct counter : simulate::witness {
    std::map<what, int> seen;
    std::set<std::string> crews_named;
    void saw(moment const& m) override { ++seen[m.happened]; }
    void accepted(entry const& e) override {
        if (e.data.has(field::crew)) crews_named.emplace(e.data.get(field::crew));
    }
};

constexpr char const* overloaded = R"(
time_unit = "minute"
horizon = 100
cool_down = 0
replications = 3
crews = 1
[[class]]
name = "call"
arrivals = { every = 1 }
service = 10
[[target]]
name = "soon"
within = 25
until = "begun"
)";

}  // namespace

TEST_CASE("a gas company's month loses no ticket and has no crew in two places") {
    auto s = scenario_file("gas.toml");
    auto const sim = prepared(std::move(s));
    counter watch;
    auto const r = sim.run(0, &watch);
    CHECK(watch.seen[what::opened] > 1000);
    CHECK(watch.seen[what::interrupted] > 10);
    CHECK(watch.seen[what::absent] > 50);
    CHECK(watch.crews_named.size() == 8);
    std::uint64_t counted = 0;
    for (std::size_t k = 0; k < r.classes.size(); ++k) {
        CHECK(r.classes[k].tickets > 20);
        counted += r.classes[k].tickets;
        for (auto const& t : r.targets[k]) CHECK(t.met + t.late + t.undecided == r.classes[k].tickets);
    }
    CHECK(counted == r.all.tickets);
    CHECK(r.all.open == 0);
    // Being watched changes nothing.
    CHECK(sim.run(0).all.sojourn == r.all.sojourn);
}

TEST_CASE("the route planner loses no ticket and has no crew in two places") {
    auto s = scenario_file("district_planned.toml");
    s.horizon = 40;
    s.cool_down = 40;
    s.planner.iterations = 5;
    s.planner.every = 0.5;
    counter watch;
    auto const r = prepared(std::move(s)).run(0, &watch);
    CHECK(watch.seen[what::opened] > 250);
    CHECK(watch.seen[what::interrupted] > 2);
    CHECK(watch.seen[what::absent] > 10);
    CHECK(watch.seen[what::postponed] > 10);
    CHECK(r.all.tickets > 50);
}

TEST_CASE("after the horizon the run goes on until what it counts is decided") {
    // One comes each minute and one is begun each ten: three are in time (tests/peers tells of those still open).
    auto text = std::string(overloaded);
    text.replace(text.find("cool_down = 0"), 13, "cool_down = 30");
    auto const r = results(scenario_text(text));
    auto const& t = r.classes.at(0).targets.at(0);
    CHECK_EQ(r.all.tickets, 3 * 99);  // those that come in the cool-down are not counted
    CHECK_EQ(t.n, 3 * 99);
    CHECK_EQ(t.met, 3 * 3);
    CHECK_EQ(t.undecided, 0);
}

TEST_CASE("the same seed gives the same bytes on one, two and four threads") {
    for (char const* name : {"mm10.toml", "gas.toml", "district_planned.toml"}) {
        auto s = scenario_file(name);
        bool const by_plan = s.order == simulate::dispatch_order::planner;
        s.horizon = s.plain() ? 300 : by_plan ? 16 : 100;
        s.warm_up = by_plan ? 6 : 10;
        s.cool_down = s.horizon;
        s.replications = by_plan ? 3 : 6;
        s.planner.iterations = 5;
        s.planner.every = 0.5;
        auto const sim = prepared(s);
        auto const once = result_text(summarise(sim, run_all(sim, 1)));
        CHECK(once == result_text(summarise(sim, run_all(sim, 2))));
        CHECK(once == result_text(summarise(sim, run_all(sim, 4))));
        s.seed += 1;
        auto const other = prepared(s);
        CHECK(once != result_text(summarise(other, run_all(other))));
    }
}

TEST_CASE("a scenario beyond the calendar is refused by the missing year") {
    auto s = scenario_file("gas.toml");
    s.start = at("2026-12-20 00:00");
    auto const made = simulate::simulation::make(s, china(), builtin_lifecycles());
    REQUIRE_FALSE(made);
    CHECK(made.why().code == "simulate.calendar");
    CHECK(made.why().en.find("2027") != std::string::npos);
}

TEST_CASE("more crews keep a promise better with the same customers") {
    auto s = scenario_text(R"(
time_unit = "hour"
horizon = 200
warm_up = 10
replications = 5
crews = 3
[[class]]
name = "call"
arrivals = { rate = 4 }
service = { law = "exponential", mean = 0.6 }
[[target]]
name = "begun"
within = "15 min"
until = "begun"
)");
    auto const few = results(s);
    s.crews[0].count = 4;
    auto const more = results(s);
    CHECK(few.all.tickets == more.all.tickets);  // common random numbers: the same arrivals
    CHECK(few.classes[0].targets[0].compliance.mean + 0.05 < more.classes[0].targets[0].compliance.mean);
}

TEST_CASE("a breach has the first cause that alone would have made it in time and else the rule itself") {
    using simulate::breach_cause;
    using simulate::run_detail::cause_of;
    CHECK(cause_of({10, 0, 0, 0, 0}, 10) == breach_cause::nobody_free);
    CHECK(cause_of({9, 0, 20, 0, 0}, 10) == breach_cause::travel);
    CHECK(cause_of({9, 12, 20, 0, 0}, 10) == breach_cause::shift_gap);
    CHECK(cause_of({9, 9, 9, 0, 30}, 10) == breach_cause::customer);
    CHECK(cause_of({9, 9, 9, 9, 9}, 10) == breach_cause::rule_itself);
    CHECK(cause_of({}, 0) == breach_cause::rule_itself);
}
