// The real desk on plain queues whose exact answers are known. Where a number is given without its formula, it was
// computed beside the simulator in two ways (closed form and birth-death equations).

#include "scenarios.hpp"

using namespace gongdan;

namespace {

constexpr char const* ten_crews = R"(
time_unit = "minute"
horizon = 1200
warm_up = 200
replications = 12
crews = 10
)";

}  // namespace

TEST_CASE("M/M/10 at 90 % load waits as Erlang C says") {
    auto s = scenario_file("mm10.toml");
    s.horizon = 3000;
    s.replications = 10;
    auto const r = results(std::move(s));
    check_near(r.all.p_wait, 0.668732, 0.06);
    check_near(r.all.wait_mean, 0.668732, 0.15);
    check_near(r.all.sojourn_mean, 1.668732, 0.08);
    check_near(r.all.queue_mean, 9 * 0.668732, 0.15);
    check_near(r.all.utilisation, 0.9, 0.02);
    REQUIRE_EQ(r.quantiles.at(2), 0.95);
    check_near(r.all.wait_quantiles.at(2), 2.593360, 0.15);
    auto const& targets = r.classes.at(0).targets;
    check_near(targets.at(0).compliance, 0.594394, 0.08);      // P(wait <= 0.5)
    check_near(targets.at(1).compliance, 1 - 0.613892, 0.05);  // P(sojourn <= 1)
    CHECK_EQ(r.all.open, 0);
    CHECK_EQ(targets[0].n, r.all.tickets);
}

TEST_CASE("four levels without pre-emption wait as Cobham says") {
    auto const r = results(scenario_text(std::string(ten_crews) + R"(
[[class]]
name = "waiting"
level = "L1"
arrivals = { rate = 3 }
service = { law = "exponential", mean = 1 }
[[class]]
name = "agreed"
level = "L2"
arrivals = { rate = 3 }
service = { law = "exponential", mean = 1 }
[[class]]
name = "soon"
level = "L3"
arrivals = { rate = 2 }
service = { law = "exponential", mean = 1 }
[[class]]
name = "urgent"
level = "L4"
arrivals = { rate = 1 }
service = { law = "exponential", mean = 1 }
)"));
    check_near(r.classes.at(3).wait_mean, 0.074304, 0.1);
    check_near(r.classes.at(2).wait_mean, 0.106148, 0.1);
    check_near(r.classes.at(1).wait_mean, 0.238833, 0.12);
    check_near(r.classes.at(0).wait_mean, 1.671829, 0.4);
    check_near(r.all.wait_mean, 0.668732, 0.35);  // conservation law
}

TEST_CASE("customers who lose patience leave as Erlang A says") {
    auto const r = results(scenario_text(std::string(ten_crews) + R"(
[[class]]
name = "call"
arrivals = { rate = 10 }
service = { law = "exponential", mean = 1 }
patience = { law = "exponential", mean = 2 }
)"));
    check_near(r.all.p_wait, 0.619655, 0.03);
    check_near(r.all.p_abandon, 0.103913, 0.06);
    check_near(r.all.wait_mean, 0.207826, 0.06);
}

TEST_CASE("one crew waits as Pollaczek and Khinchine say, whatever the service's law") {
    auto const one_crew = [](char const* service) {
        return results(scenario_text(std::string(R"(
time_unit = "second"
horizon = 6000
warm_up = 300
replications = 12
crews = 1
[[class]]
name = "job"
arrivals = { rate = 0.8 }
service = )") + service));
    };
    // rho (1 + cv^2) E[S] / (2 (1 - rho))
    check_near(one_crew("1").all.wait_mean, 2.0, 0.12);
    check_near(one_crew(R"({ law = "erlang", mean = 1, stages = 4 })").all.wait_mean, 2.5, 0.15);
    check_near(one_crew(R"({ law = "lognormal", mean = 1, cv = 1 })").all.wait_mean, 4.0, 0.25);
}

TEST_CASE("the urgent class does not feel the others where it may pre-empt them") {
    auto const r = results(scenario_text(R"(
time_unit = "minute"
horizon = 4000
warm_up = 200
replications = 12
crews = 1
pre_emptive = true
[[class]]
name = "ordinary"
level = "L1"
arrivals = { rate = 0.4 }
service = { law = "exponential", mean = 1 }
[[class]]
name = "urgent"
level = "L4"
arrivals = { rate = 0.4 }
service = { law = "exponential", mean = 1 }
)"));
    check_near(r.classes.at(1).sojourn_mean, 1 / 0.6, 0.06);
    // E[S] / (1 - s1) + R / ((1 - s1)(1 - s2)), with R the mean residual of all the work, 0.8
    check_near(r.classes.at(0).sojourn_mean, 1 / 0.6 + 0.8 / (0.6 * 0.2), 0.15);
}

TEST_CASE("a rate that moves with the hour fills fourteen crews when the equations say") {
    auto const r = results(scenario_text(R"(
time_unit = "hour"
horizon = 96
warm_up = 72
replications = 500
crews = 14
[[class]]
name = "call"
arrivals = { rate = 9, amplitude = 0.4, period = 24 }
service = { law = "exponential", mean = 1 }
[[probe]]
at = 75
[[probe]]
at = 81
)"));
    // Kolmogorov's equations, the fourth day of an empty start, at 3 and at 9 o'clock.
    check_near(r.probes.at(0).p_all_busy, 0.224126, 0.2);
    check_near(r.probes.at(0).queue, 0.539168, 0.45);
    check_near(r.probes.at(1).p_all_busy, 0.468296, 0.12);
    check_near(r.probes.at(1).queue, 2.439835, 0.2);
    check_near(r.all.p_wait, 0.229038, 0.06);
    check_near(r.all.wait_mean, 0.084688, 0.12);
}

TEST_CASE("work that a shift's end interrupts is taken up again at its next begin") {
    struct ends : simulate::witness {
        std::vector<double> hours;
        void saw(simulate::moment const& m) override {
            if (m.happened == simulate::moment::what::done) hours.push_back(static_cast<double>(m.at) / 3600);
        }
    };
    std::string const text = R"(
time_unit = "hour"
resolution = "1 s"
horizon = 48
replications = 1
[[crew]]
name = "day"
shifts = [{ from = "08:00", to = "17:00" }]
[[class]]
name = "job"
arrivals = { at = [7, 7.5, 12, 16.5] }
service = 2
)";
    ends seen;
    static_cast<void>(prepared(scenario_text("at_shift_end = \"pause\"\n" + text)).run(0, &seen));
    CHECK_EQ(seen.hours, std::vector<double>{10, 12, 14, 33.5});
    seen.hours.clear();
    static_cast<void>(prepared(scenario_text(text)).run(0, &seen));
    CHECK_EQ(seen.hours, std::vector<double>{10, 12, 14, 18.5});
}
