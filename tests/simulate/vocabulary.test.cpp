// What a scenario can say beside plain queues: each word does what it says.

#include "scenarios.hpp"

#include <gongdan/time/civil.hpp>

#include <support/scratch.hpp>

#include <map>

using namespace gongdan;
using simulate::breach_cause;
using simulate::moment;

namespace {

/// How many tickets came on each day, from the start.
std::vector<std::uint32_t> by_day(simulate::scenario s) {
    std::vector<std::uint32_t> all;
    for (auto const& d : prepared(std::move(s)).run(0).days) all.push_back(d.tickets);
    return all;
}

/// When each ticket was taken and done, in hours, in the order of the tickets.
struct diary : simulate::witness {
    std::map<std::uint64_t, double> opened;
    std::map<std::uint64_t, double> begun;
    std::map<std::uint64_t, double> done;
    std::vector<std::uint64_t> taken;  ///< in which order
    std::map<moment::what, int> seen;
    void saw(moment const& m) override {
        double const hour = static_cast<double>(m.at) / 3600;
        ++seen[m.happened];
        if (m.happened == moment::what::opened) opened[m.ticket.value] = hour;
        if (m.happened == moment::what::taken) taken.push_back(m.ticket.value);
        if (m.happened == moment::what::begun) begun.emplace(m.ticket.value, hour);
        if (m.happened == moment::what::done) done[m.ticket.value] = hour;
    }
};

diary seen_in(std::string text) {
    diary d;
    static_cast<void>(prepared(scenario_text(std::move(text))).run(0, &d));
    return d;
}

constexpr char hall[] = "time_unit = \"hour\"\nresolution = \"1 s\"\nreplications = 1\n";

std::string work(std::string const& more) { return "[[class]]\nname = \"job\"\nservice = 1\n" + more + "\n"; }

}  // namespace

TEST_CASE("rates follow months and what the calendar makes of a day") {
    // 2026: 1 to 3 January is a holiday, Sunday the 4th is worked, Saturday the 10th is not.
    auto const n =
        by_day(scenario_text(std::string(hall) + "start = \"2026-01-01 00:00\"\nhorizon = 960\ncrews = 999\n" +
                             work("arrivals = { rate = 40, by_month = [1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], "
                                  "by_day = { holiday = 0, make_up = 2, rest = 0.5 } }")));
    REQUIRE(n.size() >= 31);
    CHECK(n[0] + n[1] + n[2] == 0);
    CHECK(n[3] == doctest::Approx(1920).epsilon(0.1));  // make-up day
    CHECK(n[4] == doctest::Approx(960).epsilon(0.13));  // Monday
    CHECK(n[9] == doctest::Approx(480).epsilon(0.2));   // Saturday
    CHECK(n.size() == 31);                              // nothing in February
}

TEST_CASE("a cold week adds tickets and leaves those that come anyway as they are") {
    std::string const text = std::string(hall) + "start = \"2026-03-02 00:00\"\nhorizon = 240\ncrews = 99\n" +
                             work("arrivals = { rate = 5 }");
    auto const usual = seen_in(text);
    auto const cold =
        seen_in(text + "[[surge]]\nfrom = \"2026-03-04\"\nto = \"2026-03-06\"\nfactor = 3\nclass = \"job\"\n");
    std::vector<double> before;
    std::vector<double> after;
    for (auto const& [id, hour] : usual.opened) before.push_back(hour);
    for (auto const& [id, hour] : cold.opened) after.push_back(hour);
    std::sort(after.begin(), after.end());
    CHECK(std::includes(after.begin(), after.end(), before.begin(), before.end()));
    CHECK(static_cast<double>(after.size() - before.size()) == doctest::Approx(720).epsilon(0.12));
    auto const within = [](double h) { return 48 <= h && h < 120; };
    CHECK(std::count_if(after.begin(), after.end(), within) - std::count_if(before.begin(), before.end(), within) ==
          static_cast<std::ptrdiff_t>(after.size() - before.size()));
    auto const lull = seen_in(text + "[[surge]]\nfrom = 48\nto = 120\nfactor = 0\n");
    for (auto const& [id, hour] : lull.opened) CHECK_FALSE(within(hour));
}

TEST_CASE("a trace is replayed from the start to the horizon, of the rows that are wanted") {
    scratch_folder folder;
    write_bytes(folder / "calls.csv", R"(at,type
2026-03-02 09:30,repair
2026-03-02 08:00,repair
2026-03-02 08:15,alarm
2026-03-01 23:59,repair
2026-03-04 00:00,repair
)");
    write_bytes(folder / "s.toml",
                std::string(hall) + "start = \"2026-03-02 00:00\"\nhorizon = 48\ncrews = 2\n" +
                    work(R"(arrivals = { trace = "calls.csv", column = "at", where = { type = "repair" } })"));
    diary d;
    static_cast<void>(prepared(simulate::read_scenario(read_source(folder / "s.toml"))).run(0, &d));
    CHECK(d.opened == std::map<std::uint64_t, double>{{1, 8}, {2, 9.5}});
}

TEST_CASE("a crew that does not come leaves its shift to the others") {
    auto const at_work = [](double absence) {
        auto const r =
            prepared(scenario_text(std::string(hall) + "horizon = 2400\n[[crew]]\nname = \"day\"\ncount = 10\n" +
                                   "absence = " + std::to_string(absence) +
                                   "\nshifts = [{ from = \"08:00\", to = \"18:00\" }]\n" +
                                   work("arrivals = { rate = 1 }")))
                .run(0);
        return static_cast<double>(r.duty_area) / 3600;
    };
    CHECK(at_work(0) == 10000);
    CHECK(at_work(0.2) == doctest::Approx(8000).epsilon(0.03));
}

TEST_CASE("a shift may be for the days that a calendar makes holidays and weekends and make-up days") {
    // 1 to 3 January 2026 is a holiday, Sunday the 4th is worked, the 10th and 11th are a weekend.
    std::pair<std::string, int> const all[] = {{"holidays", 3},  {"make-up days", 1}, {"weekends", 2},
                                               {"rest days", 5}, {"working days", 6}, {"every day", 11}};
    for (auto const& c : all) {
        CAPTURE(c.first);
        auto const r = prepared(scenario_text(std::string(hall) + "start = \"2026-01-01 00:00\"\nhorizon = 264\n" +
                                              "[[crew]]\nname = \"day\"\nshifts = [{ from = \"08:00\", to = "
                                              "\"18:00\", on = \"" +
                                              c.first + "\" }]\n" + work("arrivals = { at = [1] }")))
                           .run(0);
        CHECK(r.duty_area == c.second * 36000);
    }
}

TEST_CASE("who wants another time is not waited for and a part that is missing is") {
    auto const agreed = seen_in(std::string(hall) + "horizon = 24\ncrews = 1\n" +
                                work("arrivals = { at = [8] }\nanother_time = { probability = 0.999, after = 5 }"));
    CHECK(agreed.begun.at(1) == 13);
    CHECK(agreed.done.at(1) == 14);
    // At each visit but the last a part is missing: the crew is free meanwhile.
    auto const part = seen_in(std::string(hall) + "horizon = 2000\ncrews = 1\nseed = 4\n" +
                              work("arrivals = { every = 10 }\npart_missing = { probability = 0.5, after = 3 }"));
    CHECK(part.seen.at(moment::what::part_missing) == doctest::Approx(199).epsilon(0.2));
    for (auto const& [id, hour] : part.done) {
        double const visits = (hour - part.opened.at(id) - 1) / 3;
        CHECK(std::abs(visits - std::round(visits)) < 0.4);  // some cross another ticket's hour
    }
    auto const waits = prepared(scenario_text(std::string(hall) + "horizon = 24\ncrews = 1\n" +
                                              work("arrivals = { at = [8] }\nanother_time = { probability = 0.999, "
                                                   "after = 5 }")))
                           .run(0);
    CHECK(waits.all.wait == 0);
}

TEST_CASE("a crew is looked for when the office has heard what it is about") {
    auto const text = std::string(hall) + "horizon = 24\ncool_down = 0\ncrews = 1\n" +
                      work("arrivals = { at = [8, 8.5] }\nintake = 0.25\ntravel = 0.5") +
                      "[[target]]\nname = \"soon\"\nwithin = 0.75\nuntil = \"begun\"\n";
    auto const d = seen_in(text);
    CHECK(d.begun == std::map<std::uint64_t, double>{{1, 8.75}, {2, 10.25}});
    auto const r = prepared(scenario_text(text)).run(0);
    CHECK(r.targets[0][0].met == 1);  // the promise's clock runs from the call
    CHECK(r.all.wait == 3600);        // the second waits from 8:45 to 9:45
    CHECK(r.all.queue_area == 3600);
}

TEST_CASE("nobody is at home at the hours that say so") {
    std::string hours = "0";
    for (int h = 1; h < 24; ++h) hours += h < 12 ? ", 0" : ", 0.9";
    auto const d = seen_in(std::string(hall) + "horizon = 480\ncrews = 50\n" +
                           work("arrivals = { rate = 1 }\nnobody_home = [" + hours + "]\nrevisit = 24"));
    for (auto const& [id, hour] : d.opened)
        if (std::fmod(hour, 24) < 12 && d.begun.count(id) != 0) CHECK(d.begun.at(id) == hour);
    CHECK(d.seen.at(moment::what::absent) > 500);
}

TEST_CASE("the dispatch order decides who is taken first") {
    auto const order = [](std::string const& name) {
        return seen_in("dispatch = \"" + name + "\"\n" + hall + R"(
horizon = 24
crews = 1
[[class]]
name = "waits"
level = "L1"
arrivals = { at = [8, 8.1] }
service = 1
[[class]]
name = "urgent"
level = "L4"
arrivals = { at = [8.2] }
service = 1
[[class]]
name = "soon"
level = "L2"
arrivals = { at = [8.3] }
service = 1
[[target]]
name = "late"
within = 9
class = "urgent"
[[target]]
name = "early"
within = 1
class = "soon"
)")
            .taken;
    };
    CHECK(order("queue") == std::vector<std::uint64_t>{1, 3, 4, 2});
    CHECK(order("deadline") == std::vector<std::uint64_t>{1, 4, 3, 2});
    CHECK(order("arrival") == std::vector<std::uint64_t>{1, 2, 3, 4});
}

TEST_CASE("a breach has the first cause that would have been enough") {
    auto const causes = [](std::string const& crews, std::string const& more, double within = 2) {
        auto const r = prepared(scenario_text(std::string(hall) + "horizon = 24\ncool_down = 48\n" + crews + "\n" +
                                              work("arrivals = { at = [8, 8] }\n" + more) +
                                              "[[target]]\nname = \"done\"\nwithin = " + std::to_string(within) + "\n"))
                           .run(0);
        return r.targets[0][0].causes;
    };
    auto const only = [](breach_cause c, std::uint64_t n) {
        std::array<std::uint64_t, simulate::breach_causes> all = {};
        all[static_cast<std::size_t>(c)] = n;
        return all;
    };
    std::string const day = "[[crew]]\nname = \"a\"\ncount = 2\nshifts = [{ from = \"10:00\", to = \"20:00\" }]";
    CHECK(causes("crews = 2", "") == only(breach_cause::nobody_free, 0));
    CHECK(causes("crews = 1", "", 1) == only(breach_cause::nobody_free, 1));
    CHECK(causes(day, "") == only(breach_cause::shift_gap, 2));
    CHECK(causes("crews = 2", "travel = 1.5") == only(breach_cause::travel, 2));
    CHECK(causes("crews = 2", "part_missing = { probability = 0.6, after = 5 }\n", 4)[3] > 0);
    CHECK(causes("crews = 2", "another_time = { probability = 0.999, after = 5 }") == only(breach_cause::customer, 2));
    CHECK(causes("crews = 2", "", 0.5) == only(breach_cause::rule_itself, 2));
    // A wait of half an hour is not enough for a breach of an hour: travel is.
    CHECK(causes("crews = 2", "travel = 1\nanother_time = { probability = 0.999, after = 0.5 }", 1.6) ==
          only(breach_cause::travel, 2));
}

TEST_CASE("a promise can be changed to see what it would do") {
    auto text = std::string("time_unit = \"hour\"\nhorizon = 24\ncrews = 1\nstart = \"2026-03-02 00:00\"\n") +
                "[[class]]\nname = \"a\"\ntype = \"ignition\"\narrivals = { rate = 1 }\nservice = 1\n";
    auto const days = [](simulate::scenario const& s) {
        std::vector<std::string> all;
        for (clause const& c : s.rules.clauses)
            if (c.type == kind::ignition) all.push_back(to_text(c.within));
        return all;
    };
    auto const before = days(scenario_text(text));
    auto const after = days(scenario_text(
        text + "[[change]]\ntype = \"ignition\"\ntarget = \"gas_on\"\nwithin = \"2 working days from next day\"\n"));
    REQUIRE(before.size() == after.size());
    CHECK(before != after);
    CHECK(std::count(after.begin(), after.end(), "2 working days from next day") == 1);
}

TEST_CASE("the nearest free crew drives as far as it is at the speed of the hour") {
    std::string const town = R"(
horizon = 24
speed = [30, 30, 30, 30, 30, 30, 30, 30, 30, 15, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30, 30]
detour = 2
[[area]]
name = "west"
x = 0
y = 0
weight = 1e-9
[[area]]
name = "east"
x = 3
y = 4
[[crew]]
name = "a"
area = "west"
[[crew]]
name = "b"
area = "east"
)";
    auto const d = seen_in(std::string(hall) + town + work("arrivals = { at = [8, 8.1, 9.5, 9.6] }"));
    CHECK(d.begun.at(1) == 8);                                 // b is there
    CHECK(d.begun.at(2) == doctest::Approx(8.1 + 10.0 / 30));  // a drives 5 km twice over
    CHECK(d.begun.at(3) == 9.5);
    CHECK(d.begun.at(4) == doctest::Approx(9.6));  // both are in the east by now
    auto const rush = seen_in(std::string(hall) + town + work("arrivals = { at = [9, 9.1] }"));
    CHECK(rush.begun.at(2) == doctest::Approx(9.1 + 10.0 / 15));
    // Tickets fill the circle: their mean distance from its centre, where the crew's second shift sets out, is two thirds of
    // the radius.
    auto const circle = prepared(scenario_text(std::string(hall) + R"(
horizon = 5000
cool_down = 24
[[area]]
name = "town"
x = 0
y = 0
radius = 6
[[crew]]
name = "a"
shifts = [{ from = "00:00", to = "12:00" }, { from = "13:00", to = "24:00" }]
)" + work("arrivals = { every = 24 }")))
                            .run(0);
    auto const mean = static_cast<double>(circle.drive_area) / 3600 / static_cast<double>(circle.all.tickets);
    CHECK(mean == doctest::Approx(4 * 1.3 / 30).epsilon(0.06));
}

TEST_CASE("a desk in a long simulation keeps its open tickets only") {
    struct count : simulate::witness {
        std::size_t open = 0;
        std::size_t most = 0;
        void saw(moment const& m) override {
            if (m.happened == moment::what::opened) most = std::max(most, ++open);
            if (m.happened == moment::what::done) --open;
        }
    };
    // Nothing in a replication's result grows with the horizon but one pair of numbers for each day.
    auto const s =
        prepared(scenario_text(std::string(hall) + "horizon = 2000\ncrews = 5\n" + work("arrivals = { rate = 2 }")));
    count c;
    auto const r = s.run(0, &c);
    CHECK(r.all.tickets > 3500);
    CHECK(c.most < 50);
    CHECK(r.days.size() <= 85);
}
