// A scenario from a log: what was put into a log comes out of it again, and what it does not tell is said.

#include "scenarios.hpp"

#include <gongdan/simulate/fit_text.hpp>
#include <gongdan/time/civil.hpp>

#include <files/refusal.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <string>

using namespace gongdan;
using simulate::moment;

namespace {

constexpr char visits[] = R"(name = "own log"
ticket = "ticket"
type = "class"
level = { value = "L3" }
opened = "opened"
[visit]
crew = "crew"
sent = "sent"
arrived = "arrived"
left = "left"
)";

/// A simulation's visits, as another system would have logged them.
struct visit_log : simulate::witness {
    explicit visit_log(simulate::simulation const& s) : sim(s), crews(s.crew_names()) {}
    void saw(moment const& m) override {
        auto& row = rows[m.ticket.value];
        auto const time = to_text(sim.what().clock(m.at));
        if (m.happened == moment::what::opened) row = sim.what().classes[m.kind].name + "," + time;
        if (m.happened == moment::what::taken) row += "," + crews[m.crew] + "," + time;
        if (m.happened == moment::what::begun || m.happened == moment::what::done) row += "," + time;
    }
    [[nodiscard]] std::string csv() const {
        std::string text = "ticket,class,opened,crew,sent,arrived,left\n";
        for (auto const& [id, row] : rows)
            if (std::count(row.begin(), row.end(), ',') == 5) text += std::to_string(id) + "," + row + "\n";
        return text;
    }

    simulate::simulation const& sim;
    std::vector<std::string> crews;
    std::map<std::uint64_t, std::string> rows;
};

struct read_log {
    simulate::observed_log log;
    std::vector<fault> faults;
};

read_log observed(std::string const& map, std::string const& csv) {
    read_log r;
    auto const sink = [&](fault const& f) { r.faults.push_back(f); };
    auto const m = read_mapping(from_text("map.toml", map));
    r.log = simulate::observe(foreign_tickets(from_text("log.csv", csv), m, sink), m, "log.csv", sink);
    return r;
}

simulate::fitted_log fitted(simulate::observed_log const& log, simulate::fit_options const& o = {}) {
    auto f = fit_log(log, o);
    if (!f) FAIL(f.why().en);
    f->source = "log.csv";
    f->mapped_by = "own log";
    return *std::move(f);
}

constexpr char town[] = R"(
time_unit = "minute"
resolution = "1 s"
start = "2026-03-02 00:00"
horizon = 57600    # 40 days
cool_down = 0
replications = 1
[[crew]]
name = "day"
count = 6
shifts = [{ from = "08:00", to = "20:00" }]
[[crew]]
name = "always"
count = 4
[[class]]
name = "repair"
level = "L3"
arrivals = { by_hour = [0.01, 0.01, 0.01, 0.01, 0.01, 0.01, 0.05, 0.05, 0.08, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.1, 0.08, 0.05, 0.05, 0.02, 0.02, 0.01, 0.01], by_day = { rest = 0.5 } }
intake = 3
travel = { law = "gamma", mean = 12, shape = 4 }
service = { law = "lognormal", mean = 30, cv = 0.6 }
[[class]]
name = "alarm"
level = "L3"
arrivals = { rate = 0.02 }
travel = { law = "gamma", mean = 8, shape = 4 }
service = { law = "exponential", mean = 20 }
)";

simulate::fitted_log town_again(simulate::fit_options o = {}) {
    auto const sim = prepared(scenario_text(town));
    visit_log log(sim);
    static_cast<void>(sim.run(0, &log));
    auto const read = observed(visits, log.csv());
    REQUIRE(read.faults.empty());
    o.from = sim.what().start;
    o.to = sim.what().start + hours{24 * 40};
    return fitted(read.log, o);
}

simulate::class_fit const& named(simulate::fitted_log const& f, char const* name) {
    for (auto const& c : f.classes)
        if (c.name == name) return c;
    FAIL(name);
    return f.classes.front();
}

}  // namespace

TEST_CASE("what was put into a log comes out of it again") {
    auto const days = china();
    simulate::fit_options o;
    o.days = &days;
    auto const f = town_again(o);
    REQUIRE(f.classes.size() == 2);
    auto const& repair = named(f, "repair");
    CHECK(repair.intake->mean == doctest::Approx(180).epsilon(0.03));  // some found the last crew taken meanwhile
    CHECK(simulate::share_up_to(repair.intake->law.used.law, 180) > 0.9);
    CHECK(repair.travel->mean == doctest::Approx(720).epsilon(0.03));
    CHECK(repair.travel->law.used.law.is == simulate::law::gamma);
    CHECK(repair.travel->law.used.law.shape == doctest::Approx(4).epsilon(0.1));
    CHECK(repair.service->mean == doctest::Approx(1800).epsilon(0.04));
    CHECK(repair.service->law.used.law.is == simulate::law::lognormal);
    CHECK(repair.service->law.used.law.shape == doctest::Approx(0.6).epsilon(0.1));
    CHECK(repair.comes.slots == 168);
    CHECK(repair.comes.dispersion == doctest::Approx(1).epsilon(0.15));
    auto const& alarm = named(f, "alarm");
    CHECK(alarm.comes.slots == 24);
    CHECK(alarm.service->mean == doctest::Approx(1200).epsilon(0.08));
    CHECK(alarm.intake->mean < 1);
    // Six crews that work from eight to eight, and four that are always about.
    CHECK(f.crews.names == 10);
    REQUIRE(f.crews.groups.size() == 2);
    CHECK(f.crews.groups[0].count == 4);
    CHECK(f.crews.groups[0].shifts.empty());
    CHECK(f.crews.groups[1].count == 6);
    REQUIRE(f.crews.groups[1].shifts.size() == 1);
    CHECK(f.crews.groups[1].shifts[0].from == hours{8});
    CHECK(f.crews.groups[1].shifts[0].to == hours{20});
}

TEST_CASE("the scenario that was fitted runs as it is and keeps its word") {
    auto const f = town_again();
    auto const text = scenario_text(f);
    auto const s = simulate::read_scenario(from_text("fitted.toml", text));
    REQUIRE(s.fitted);
    CHECK(s.fitted->tickets == f.tickets);
    CHECK(s.fitted->spans.size() == 6);
    CHECK(s.fitted->not_told.size() == f.gaps.size());
    auto const before = results(scenario_text(town));
    auto const after = results(s);
    for (char const* name : {"repair", "alarm"}) {
        auto const of = [&](simulate::summary const& sum) -> simulate::class_summary const& {
            return *std::find_if(sum.classes.begin(), sum.classes.end(), [&](auto const& c) { return c.name == name; });
        };
        CHECK(of(after).sojourn_mean.mean == doctest::Approx(of(before).sojourn_mean.mean).epsilon(0.1));
    }
    CHECK(scenario_text(town_again()) == text);
}

TEST_CASE("hours of the day and sorts of day are told apart where the log bears it") {
    auto const days = china();
    // Ten a working day, at nine; five a day of rest; two at a time on Mondays.
    std::string csv = "ticket,class,opened,crew,sent,arrived,left\n";
    int n = 0;
    for (day d = on("2026-03-02"); d < on("2026-03-23"); d = d + 1)
        for (int i = 0; i < (days.works(d) ? 20 : 10); ++i) {
            instant const t = start_of(d) + hours{9} + minutes{weekday_of(d) == weekday::monday ? i / 2 : i};
            csv += fmt::format("{},a,{},c1,{},{},{}\n", ++n, to_text(t), to_text(t), to_text(t + minutes{5}),
                               to_text(t + minutes{6}));
        }
    simulate::fit_options o;
    o.days = &days;
    auto const f = fitted(observed(visits, csv).log, o);
    auto const& a = f.classes.at(0).comes;
    CHECK(a.slots == 24);
    auto const& by_hour = a.comes.by_hour;
    CHECK(a.in_batches == 30);
    CHECK(by_hour[9] * 15 == doctest::Approx(12 * 20 + 3 * 10));  // Mondays' pairs are one moment each
    CHECK(std::count(by_hour.begin(), by_hour.end(), 0) == 23);
    CHECK(a.comes.by_day[static_cast<std::size_t>(simulate::day_sort::rest)] == doctest::Approx(10.0 / 18));
    CHECK(a.comes.batch.values == std::vector<double>{1, 2});
    CHECK(scenario_text(f).find("by_day = { working = 1, make_up = 1, rest = 0.555556") != std::string::npos);
}

TEST_CASE("the crew that came first answers the ticket and the others are work beside it") {
    std::string csv = "ticket,class,opened,crew,sent,arrived,left\n";
    for (int i = 0; i < 10; ++i) {
        auto const t = fmt::format("2026-03-{:02} 10:", 2 + i);
        csv += fmt::format("{},fire,{}00,e1,{}02,{}09,{}30\n", i, t, t, t, t);
        csv += fmt::format("{},fire,{}00,e2,{}03,{}06,{}20\n", i, t, t, t, t);
        csv += fmt::format("{},fire,{}00,e3,{}04,,{}08\n", i, t, t, t);  // called off on the way
    }
    auto const f = fitted(observed(visits, csv).log);
    REQUIRE(f.classes.size() == 2);
    auto const& first = f.classes[0];
    CHECK(first.tickets == 10);
    CHECK(first.intake->mean == 180);
    CHECK(first.travel->mean == 180);
    CHECK(first.service->mean == 840);
    CHECK(first.responses == std::vector<double>(10, 360));
    auto const& others = f.classes[1];
    CHECK(others.name == "fire, further crews");
    CHECK(others.tickets == 20);
    CHECK(others.service->mean == (28 * 60 + 4 * 60) / 2);
    CHECK(others.comes.comes.batch.values == std::vector<double>{2});
    CHECK(f.crews.groups.at(0).count == 3);
}

TEST_CASE("a wait for a crew is no time of the office's") {
    // One crew; the second ticket comes while it is out and is served when it is back.
    std::string csv = "ticket,class,opened,crew,sent,arrived,left\n";
    for (int i = 0; i < 12; ++i) {
        auto const t = fmt::format("2026-03-{:02} 1", 2 + i);
        csv += fmt::format("{},a,{}0:00,c,{}0:01,{}0:05,{}1:00\n", 2 * i, t, t, t, t);
        csv += fmt::format("{},a,{}0:10,c,{}1:00,{}1:05,{}1:30\n", 2 * i + 1, t, t, t, t);
    }
    auto const f = fitted(observed(visits, csv).log);
    CHECK(f.classes.at(0).intake->n == 12);
    CHECK(f.classes.at(0).intake->mean == 60);
    CHECK(f.classes.at(0).responses.size() == 24);
}

TEST_CASE("a visit whose times run backwards is told and left out") {
    auto const r = observed(std::string(visits).replace(0, 4, "clock_skew_seconds = 60\nname"),
                            "ticket,class,opened,crew,sent,arrived,left\n"
                            "1,a,2026-03-02 10:00,c,2026-03-02 09:59:30,2026-03-02 10:05,2026-03-02 10:30\n"
                            "2,a,2026-03-02 10:00,c,2026-03-02 09:00,2026-03-02 10:05,2026-03-02 10:30\n"
                            "3,a,2026-03-02 10:00,c,2026-03-02 10:06,2026-03-02 10:05,2026-03-02 10:30\n"
                            "4,a,2026-03-02 10:00,c,2026-03-02 10:06,2026-03-02 10:35,2026-03-02 10:30\n"
                            "5,a,never,c,,,\n");
    std::vector<std::string> said;
    for (fault const& f : r.faults) said.push_back(f.text());
    REQUIRE(said.size() == 4);
    CHECK(said[0].find("log.csv:6: opened: ") == 0);
    CHECK(said[1] == "log.csv:3: sent: lies 1 h 00 min before the opening: the visit is left out");
    CHECK(said[2] == "log.csv:4: arrived: lies 1 min before it was sent: the visit is left out");
    CHECK(said[3] == "log.csv:5: left: lies 5 min before it came: the visit is left out");
    REQUIRE(r.log.tickets.size() == 4);
    CHECK(r.log.tickets[0].intake == seconds{0});  // a clock's skew
    CHECK_FALSE(r.log.tickets[1].response);
}

TEST_CASE("events tell of work where there are no visits and of nothing but the whole where no work begins") {
    std::string const map =
        "name = \"m\"\nticket = \"n\"\ntype = \"t\"\nopened = \"o\"\n"
        "[[event]]\nevent = \"work\"\nat = \"w\"\n[[event]]\nevent = \"close\"\nat = \"c\"\n";
    std::string csv = "n,t,o,w,c\n";
    for (int i = 0; i < 6; ++i)
        csv += fmt::format("{},a,2026-03-02 1{}:00,2026-03-02 1{}:20,2026-03-02 1{}:50\n", i, i, i, i);
    auto const f = fitted(observed(map, csv).log);
    CHECK(f.classes.at(0).intake->mean == 1200);
    CHECK(f.classes.at(0).service->mean == 1800);
    CHECK(f.crews.groups.at(0).count == 2);  // one at a time, twice that
    CHECK(f.gaps.at(0).en.find("the mapping has no [visit]") == 0);

    std::string const plain = map.substr(0, map.find("[[event]]")) + "[[event]]\nevent = \"close\"\nat = \"c\"\n";
    auto const whole = fitted(observed(plain, csv).log);
    CHECK_FALSE(whole.classes.at(0).intake);
    CHECK(whole.classes.at(0).service->mean == 3000);
    CHECK(whole.gaps.at(0).en.find("the log does not say when work begins") == 0);

    auto const nothing = fit_log(observed(map.substr(0, map.find("[[event]]")), csv).log, {});
    REQUIRE_FALSE(nothing);
    CHECK(nothing.why().en.find("the log tells of no work") == 0);
}

TEST_CASE("steps whose times the log has are fitted one by one and stand in the scenario") {
    std::string const map = std::string(visits) +
                            "steps = [{ step = \"finish\", at = \"finished\" }, { step = \"test\", at = \"tested\" }, "
                            "{ step = \"confirm\", at = \"left\" }]\n";
    std::string csv = "ticket,class,opened,crew,sent,arrived,finished,tested,left\n";
    for (int i = 0; i < 8; ++i)
        csv += fmt::format(
            "{0},repair,2026-03-02 1{0}:00,c,2026-03-02 1{0}:00,2026-03-02 1{0}:05,2026-03-02 1{0}:25,"
            "2026-03-02 1{0}:2{1},2026-03-02 1{0}:40\n",
            i, 6 + i % 2);
    csv += "9,repair,2026-03-02 20:00,c,2026-03-02 20:00,2026-03-02 20:05,2026-03-02 20:04,,2026-03-02 20:30\n";
    auto const read = observed(map, csv);
    REQUIRE(read.faults.size() == 1);
    CHECK(read.faults[0].text() ==
          "log.csv:10: finished: lies 1 min before what comes before it: the visit is left out");
    simulate::fit_options o;
    o.orders = true;
    auto const f = fitted(read.log, o);
    auto const s = simulate::read_scenario(from_text("fitted.toml", scenario_text(f)));
    auto const& steps = s.classes.at(0).steps;
    REQUIRE(steps.size() == 3);
    CHECK(steps[0].step == "finish");
    CHECK(expected_of(steps[0].takes) == 20);
    CHECK(steps[1].step == "test");
    CHECK(expected_of(steps[1].takes) == doctest::Approx(1.5).epsilon(0.02));
    CHECK(expected_of(steps[2].takes) == doctest::Approx(13.5).epsilon(0.02));
    REQUIRE(s.fitted);
    CHECK(s.fitted->spans.back().what == "confirm");
    CHECK(fitted(read.log).classes.at(0).steps.empty());  // plain tickets have no steps
}

TEST_CASE("a class asks for the skill that nearly all crews had that came first") {
    std::string const map = std::string(visits) + "skill = \"unit\"\n";
    std::string csv = "ticket,class,opened,crew,unit,sent,arrived,left\n";
    int n = 0;
    auto const add = [&](char const* type, char const* crew, char const* unit, int hour) {
        csv += fmt::format(
            "{0},{1},2026-03-02 {4:02}:00,{2},{3},2026-03-02 {4:02}:00,2026-03-02 {4:02}:05,2026-03-02 "
            "{4:02}:10\n",
            ++n, type, crew, unit, hour);
    };
    for (int h = 0; h < 20; ++h) {
        add("leak", "g1", "gas", h);
        add("meter", h % 2 == 0 ? "m1" : "g1", h % 2 == 0 ? "fitter" : "gas", h);
    }
    auto const f = fitted(observed(map, csv).log);
    CHECK(named(f, "leak").skill == "gas");
    CHECK(named(f, "leak").with_skill == 1);
    CHECK(named(f, "meter").skill.empty());
    CHECK(named(f, "meter").with_skill == 0.5);
    auto const s = simulate::read_scenario(from_text("fitted.toml", scenario_text(f)));
    REQUIRE(s.crews.size() == 2);
    CHECK(s.crews[0].skills == std::vector<std::string>{"fitter"});
    CHECK(s.classes[0].skill == "gas");
    CHECK(s.classes[1].skill.empty());
    auto const nameless = ::refusal([] {
        static_cast<void>(read_mapping(
            from_text("m.toml",
                      "name = \"m\"\nticket = \"n\"\ntype = \"t\"\nopened = \"o\"\n[visit]\narrived = \"a\"\n"
                      "left = \"l\"\nskill = \"s\"\n")));
    });
    CHECK(nameless.find("m.toml:8: visit.skill: it is a crew's") == 0);
}

TEST_CASE("names from a foreign system stay what they are in the scenario's file") {
    std::string csv = "ticket,class,opened,crew,sent,arrived,left\n";
    for (int i = 0; i < 6; ++i)
        csv += fmt::format(
            "{},\"a \"\"b\"\"\n# [x]\x7f\",2026-03-02 1{}:00,c,2026-03-02 1{}:00,2026-03-02 1{}:05,"
            "2026-03-02 1{}:10\n",
            i, i, i, i, i);
    auto const f = fitted(observed(visits, csv).log);
    auto const s = simulate::read_scenario(from_text("fitted.toml", scenario_text(f)));
    CHECK(s.classes.at(0).name == "a \"b\"\n# [x]\x7f");
}
