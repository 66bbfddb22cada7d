// Plain queues beside those of the table (cases.test.cpp): other laws, and the other ways a shift may end.

#include "scenarios.hpp"

using namespace gongdan;

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
    check_near(one_crew(R"({ law = "erlang", mean = 1, stages = 4 })").all.wait_mean, 2.5, 0.15);
    check_near(one_crew(R"({ law = "lognormal", mean = 1, cv = 1 })").all.wait_mean, 4.0, 0.25);
}

TEST_CASE("tickets that come in batches wait for each other") {
    auto const r = results(scenario_text(R"(
time_unit = "second"
horizon = 8000
warm_up = 300
replications = 12
crews = 1
[[class]]
name = "job"
arrivals = { rate = 0.2, batch = 3 }
service = { law = "exponential", mean = 1 }
)"));
    // M[X]/M/1 with batches of b: rho / (mu (1 - rho)) for the queue, and (b - 1) / (2 mu (1 - rho)) for the batch.
    check_near(r.all.wait_mean, 0.6 / 0.4 + 2 / (2 * 0.4), 0.15);
}

TEST_CASE("work that does not pass is done again and takes the crew as long as both") {
    auto const r = results(scenario_text(R"(
time_unit = "second"
horizon = 8000
warm_up = 300
replications = 12
crews = 1
[[class]]
name = "job"
arrivals = { rate = 0.5 }
service = { law = "exponential", mean = 1 }
rework = 0.2
)"));
    // A geometric number of exponential pieces is exponential again, of mean 1 / 0.8.
    check_near(r.all.utilisation, 0.5 / 0.8, 0.04);
    check_near(r.all.sojourn_mean, 1.25 / (1 - 0.625), 0.1);
}

TEST_CASE("what a crew is at when its shift ends is finished or handed over") {
    struct ends : simulate::witness {
        std::vector<std::pair<double, std::uint32_t>> seen;  ///< hour and crew
        void saw(simulate::moment const& m) override {
            if (m.happened == simulate::moment::what::done) seen.emplace_back(static_cast<double>(m.at) / 3600, m.crew);
        }
    };
    auto const run = [](std::string const& at_shift_end) {
        ends seen;
        static_cast<void>(prepared(scenario_text("at_shift_end = \"" + at_shift_end + R"("
time_unit = "hour"
resolution = "1 s"
horizon = 24
replications = 1
[[crew]]
name = "day"
shifts = [{ from = "08:00", to = "17:00" }]
[[crew]]
name = "late"
shifts = [{ from = "16:50", to = "23:00" }]
[[class]]
name = "job"
arrivals = { at = [16.5] }
service = 2
)"))
                              .run(0, &seen));
        return seen.seen;
    };
    CHECK(run("finish") == std::vector<std::pair<double, std::uint32_t>>{{18.5, 0}});
    CHECK(run("hand over") == std::vector<std::pair<double, std::uint32_t>>{{18.5, 1}});
}
