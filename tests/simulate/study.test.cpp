// Studies: precision, figures that are turned, scenarios that are compared, and the page that shows them.

#include "scenarios.hpp"

#include <gongdan/desk/exchange.hpp>
#include <gongdan/report/simulation.hpp>
#include <gongdan/simulate/tables.hpp>

#include <string_view>

using namespace gongdan;
using simulate::sweep_of;

namespace {

constexpr char desk_of_two[] = R"(
name = "two desks"
time_unit = "minute"
resolution = "1 ms"
horizon = 300
warm_up = 20
replications = 8
crews = 2
[[class]]
name = "call"
arrivals = { rate = 1.5 }
service = { law = "exponential", mean = 1 }
travel = 0.1
[[target]]
name = "soon"
within = 1
until = "begun"
)";

simulate::study studied(simulate::simulation const& s) {
    simulate::study found;
    auto const runs = checked_runs(s, 0, s.what().replications);
    found.base = summarise(s, runs);
    auto const swept = *sweep_of(s.what(), "crews=2..4");
    found.varied = swept.what;
    for (double const v : swept.values) {
        auto const at = *s.with(turned(s.what(), swept.what, v));
        found.points.push_back({v, summarise(at, checked_runs(at, 0, runs.size()))});
    }
    auto const best = *s.with(without_queues(s.what()));
    found.ceiling = summarise(best, checked_runs(best, 0, runs.size()));
    return found;
}

}  // namespace

TEST_CASE("a study runs until its intervals are as narrow as was asked and no further") {
    auto const s = prepared(scenario_text(desk_of_two));
    simulate::precision how;
    how.replications = 4;
    how.half_width = 0.02;
    std::vector<std::uint64_t> asked;
    auto const counting = [&](simulate::simulation const& x, std::uint64_t first, std::uint64_t count) {
        asked.push_back(count);
        return checked_runs(x, first, count);
    };
    auto const runs = run_until(s, how, counting);
    auto const width = [&](std::vector<simulate::replication> const& r) {
        return summarise(s, r).classes[0].targets[0].compliance.half_width;
    };
    CHECK(width(runs) <= 0.02);
    CHECK(asked.size() > 1);
    auto before = runs;
    before.resize(runs.size() - asked.back());
    CHECK(width(before) > 0.02);
    how.most = 6;
    CHECK(run_until(s, how, counting).size() == 6);
}

TEST_CASE("what is turned is turned and nothing else") {
    auto const s = scenario_text(desk_of_two);
    auto const at = [&](char const* text, double v) { return turned(s, *simulate::knob_of(s, text), v); };
    CHECK(at("crews", 5).crews[0].count == 5);
    CHECK(at("arrivals", 2).classes[0].comes.scale == 2);
    CHECK(at("service.call", 3).classes[0].service.mean == 3);
    CHECK(at("travel", 2).classes[0].travel->mean == 0.2);
    CHECK(at("travel", 2).classes[0].service.mean == 1);
    for (char const* bad : {"crew", "crews.night", "service.cal", "nobody_home", "luck", ""})
        CHECK(simulate::knob_of(s, bad).why().code == "simulate.vary");
    for (char const* bad : {"crews", "crews=2", "crews=2..", "crews=4..2", "crews=0..2", "crews=1..9999",
                            "crews=2..3/0.5", "crews=x..y", "service=1..2/0", "service=-1..1", "=1..2"})
        CHECK_MESSAGE(sweep_of(s, bad).why().code == "simulate.vary", bad);
    CHECK(sweep_of(s, "crews=2..6/2")->values == std::vector<double>{2, 4, 6});
    CHECK(sweep_of(s, "service=0.8..1.2")->values.size() == 5);
    CHECK(sweep_of(s, "crews=3..3")->values == std::vector<double>{3});
}

TEST_CASE("paired differences are narrower than those of strangers") {
    auto const s = scenario_text(desk_of_two);
    auto const a = prepared(s);
    auto const b = prepared(turned(s, *simulate::knob_of(s, "service"), 0.95));
    auto other = turned(s, *simulate::knob_of(s, "service"), 0.95);
    other.seed = 99;
    auto const stranger = prepared(other);
    auto const runs = checked_runs(a, 0, 8);
    auto const paired = compare(a, runs, b, checked_runs(b, 0, 8)).at(0);
    auto const apart = compare(a, runs, stranger, checked_runs(stranger, 0, 8)).at(0);
    CHECK(paired.difference.mean == doctest::Approx(paired.after.mean - paired.before.mean));
    CHECK(paired.difference.mean - paired.difference.half_width > 0);
    CHECK(paired.difference.half_width * 3 < apart.difference.half_width);
    // Quicker work leaves crews idle, and so much is at work the less.
    auto const time = compare_time(runs, simulate::run_in_turn(b, 0, 8));
    auto const of = [&](simulate::crew_use how) { return time.at(static_cast<std::size_t>(how)).difference; };
    CHECK(of(simulate::crew_use::work).mean + of(simulate::crew_use::work).half_width < 0);
    CHECK(of(simulate::crew_use::idle).mean == doctest::Approx(-of(simulate::crew_use::work).mean).epsilon(0.02));
    CHECK(compare_time(runs, runs).at(1).difference.mean == 0);
    // A scenario differs from itself by nothing.
    auto const none = compare(a, runs, a, runs).at(0).difference;
    CHECK(none.mean == 0);
    CHECK(none.half_width == 0);
}

TEST_CASE("the smallest crew is the first from which on every lower bound clears the line") {
    auto const s = prepared(scenario_text(desk_of_two));
    auto found = studied(s);
    auto& points = found.points;
    auto const set = [&](std::size_t i, double mean, double half) {
        points[i].sum.classes[0].targets[0].compliance = {mean, half};
    };
    set(0, 0.96, 0.02);
    set(1, 0.97, 0.01);
    set(2, 0.99, 0.01);
    CHECK(smallest_that_keeps(found, 0, 0, 0.95) == 3.0);
    CHECK(smallest_that_keeps(found, 0, 0, 0.98) == 4.0);
    CHECK_FALSE(smallest_that_keeps(found, 0, 0, 0.99));
    set(1, 0.90, 0.01);
    CHECK(smallest_that_keeps(found, 0, 0, 0.93) == 4.0);
}

TEST_CASE("one replication shows no smallest crew whatever it saw") {
    auto s = scenario_text(desk_of_two);
    s.replications = 1;
    auto const sim = prepared(std::move(s));
    auto const found = studied(sim);
    REQUIRE(found.points.at(2).sum.classes.at(0).targets.at(0).compliance.mean > 0.5);
    CHECK_FALSE(smallest_that_keeps(found, 0, 0, 0.5));
    auto const page = html_of(report::page_of(sim, found, {language::en}));
    CHECK(page.find("not known") != std::string::npos);
    CHECK(page.find("&gt; 4") == std::string::npos);
}

TEST_CASE("nobody waits where there is no queue and what is late then is no lack of crews") {
    auto s = scenario_text(desk_of_two);
    s.classes[0].travel = simulate::distribution{simulate::law::exponential, 1, 1, 0, 0, {}, {}};
    auto const best = prepared(without_queues(s));
    auto const sum = summarise(best, checked_runs(best, 0, 8));
    CHECK(sum.all.p_wait.mean == 0);
    auto const& t = sum.classes[0].targets[0];
    CHECK(t.compliance.mean == doctest::Approx(1 - std::exp(-1.0)).epsilon(0.03));
    CHECK(t.causes[static_cast<std::size_t>(simulate::breach_cause::travel)] == t.n - t.met);
}

TEST_CASE("the page on a study is the same for the same study and needs nothing from outside") {
    auto const s = prepared(scenario_text(desk_of_two));
    auto const found = studied(s);
    for (auto const lang : {language::zh, language::en}) {
        report::simulation_options how;
        how.lang = lang;
        auto const page = html_of(page_of(s, found, how));
        CHECK(page == html_of(page_of(s, studied(s), how)));
        for (char const* outside : {"http:", "https:", "src=", "@import", "url("})
            CHECK(page.find(outside) == std::string::npos);
        CHECK(page.find("<script") == std::string::npos);
        CHECK(page.find("nan") == std::string::npos);
        CHECK(page.find(lang == language::zh ? "人手曲线" : "Staffing curve") != std::string::npos);
        CHECK(page.find("two desks") != std::string::npos);
    }
}

TEST_CASE("a study's tables and log hold what was counted") {
    auto const s = prepared(scenario_text(desk_of_two));
    auto const found = studied(s);
    auto const tables = tables_of(found);
    REQUIRE(tables.size() == 4);
    CHECK(tables[0].first == "targets.csv");
    CHECK(tables[0].second.find("call,soon," + std::to_string(found.base.classes[0].targets[0].n) + ",") !=
          std::string::npos);
    CHECK(tables[3].second.find("\nceiling,call,soon,") != std::string::npos);
    auto const log = event_log(s, 0);
    auto const lines = [&](std::string_view event) {
        std::size_t n = 0;
        for (auto at = log.find(event); at != std::string::npos; at = log.find(event, at + 1)) ++n;
        return n;
    };
    // Who comes after the horizon is not waited for.
    CHECK(lines(",opened,") >= lines(",done,"));
    CHECK(lines(",done,") >= s.run(0).all.tickets);
    CHECK(log.find("time,event,ticket,class,crew\n") == 0);
}

TEST_CASE("a simulation's history goes out as XES and comes in again as it was") {
    auto s = scenario_file("gas.toml");
    s.horizon = 72;
    auto const sim = prepared(std::move(s));
    auto const text = event_log_xes(sim, 0);
    std::vector<fault> faults;
    auto entries = import_journal(from_text("events.xes", text), journal_format::xes, builtin_lifecycles(),
                                  [&](fault const& f) { faults.push_back(f); });
    CHECK(faults.empty());
    judge(entries, builtin_lifecycles(), sim.what().rules, sim.days());
    std::size_t opened = 0;
    for (entry const& e : entries) {
        CHECK(e.stands == standing::accepted);
        opened += e.event == "open" ? 1 : 0;
    }
    auto const log = event_log(sim, 0);
    std::size_t told = 0;
    for (auto at = log.find(",opened,"); at != std::string::npos; at = log.find(",opened,", at + 1)) ++told;
    CHECK(opened == told);
    CHECK(opened > 50);
    // A clock of milliseconds is cut to seconds of the day it stands for.
    CHECK(event_log_xes(prepared(scenario_text(desk_of_two)), 0).find("\"2026-01-05T00:0") != std::string::npos);
}
