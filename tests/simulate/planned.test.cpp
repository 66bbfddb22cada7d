// Dispatch by way and by plan: the same map, the same tickets, other policies.

#include "scenarios.hpp"

#include <gongdan/core/located.hpp>

#include <algorithm>

using namespace gongdan;
using simulate::moment;
using what = moment::what;

namespace {

struct diary : simulate::witness {
    struct line {
        what happened;
        double hour;
        std::uint64_t ticket;
        std::uint32_t crew;
    };
    std::vector<line> lines;

    void saw(moment const& m) override {
        constexpr double ticks_per_hour = 3'600'000;  // the resolution of plain tickets where hours are counted
        lines.push_back({m.happened, static_cast<double>(m.at) / ticks_per_hour, m.ticket.value, m.crew});
    }
    [[nodiscard]] std::vector<line> of(what w) const {
        std::vector<line> some;
        std::copy_if(lines.begin(), lines.end(), std::back_inserter(some),
                     [w](line const& l) { return l.happened == w; });
        return some;
    }
    [[nodiscard]] std::vector<std::uint64_t> order_of(what w) const {
        std::vector<std::uint64_t> order;
        for (line const& l : of(w)) order.push_back(l.ticket);
        return order;
    }
};

/// Two villages 30 km, and so an hour, apart; tickets lie in their very midst.
std::string two_villages(std::string const& dispatch, std::string const& more) {
    return "dispatch = " + dispatch + R"(
time_unit = "hour"
horizon = 24
cool_down = 48
replications = 1
speed = 30
detour = 1
)" + more + R"(
[[area]]
name = "near"
x = 0
y = 0
weight = 1
[[area]]
name = "far"
x = 30
y = 0
weight = 1
)";
}

diary watched(std::string text) {
    diary seen;
    static_cast<void>(prepared(scenario_text(std::move(text))).run(0, &seen));
    return seen;
}

std::string eight_jobs(std::string const& dispatch) {
    return two_villages(dispatch, "crews = 1\n") + R"(
[[class]]
name = "job"
arrivals = { at = [1, 1, 1, 1, 1, 1, 1, 1] }
service = 0.25
)";
}

std::string fault_in(std::string text) {
    try {
        static_cast<void>(scenario_text(std::move(text)));
    } catch (input_error const& e) { return e.what(); }
    return "none";
}

}  // namespace

TEST_CASE(
    "by way and by plan one crosses the country once or twice where by time of arrival one crosses it again and "
    "again") {
    auto const drives = [](char const* dispatch) {
        auto const r = prepared(scenario_text(eight_jobs(dispatch))).run(0);
        CHECK(r.all.tickets == 8);
        CHECK(r.all.open == 0);
        return static_cast<double>(r.drive_area) / 3'600'000;
    };
    CHECK(drives("\"arrival\"") >= 3);
    CHECK(drives("\"nearest\"") == doctest::Approx(2));  // the first to come is far off, and it goes there at once
    CHECK(drives("\"planner\"") == doctest::Approx(1));
}

TEST_CASE("a crew sets out so early that it is there when the customer wants it") {
    auto const begun = [](char const* dispatch) {
        auto text = two_villages(dispatch, "crews = 1\n") + R"(
[[class]]
name = "job"
arrivals = { at = [1] }
service = 0.25
another_time = { probability = 0.999, after = 5 }
)";
        text.replace(text.find("weight = 1"), 10, "weight = 0.000001");  // it lies in the far village
        auto const seen = watched(text).of(what::begun);
        REQUIRE(seen.size() == 1);
        return seen[0].hour;
    };
    CHECK(begun("\"queue\"") == doctest::Approx(7));
    CHECK(begun("\"planner\"") == doctest::Approx(6));
}

TEST_CASE("a plan begins nothing that the shift is too short for unless overtime is allowed") {
    auto const begun = [](std::string const& dispatch) {
        auto const seen = watched(two_villages(dispatch, "") + R"(
[[crew]]
name = "day"
shifts = [{ from = "08:00", to = "17:00" }]
[[class]]
name = "job"
arrivals = { at = [14.9] }
service = 2
)")
                              .of(what::begun);
        REQUIRE(seen.size() == 1);
        return seen[0].hour;
    };
    CHECK(begun("{ policy = \"planner\" }") >= 24 + 8);
    CHECK(begun("{ policy = \"planner\", overtime = 1 }") < 17);
    CHECK(begun("\"nearest\"") < 17);
}

TEST_CASE("an alarm takes the crew that is there first and what it leaves is gone on with by the same") {
    // Both crews are at work near by when the alarm comes, one since an hour, one since half an hour.
    auto const text = [](char const* pre_emptive) {
        return two_villages("{ policy = \"planner\", idle_help = false }",
                            std::string("pre_emptive = ") + pre_emptive + "\ncrews = 2\n") +
               R"(
[[class]]
name = "job"
level = "L1"
arrivals = { at = [1, 1.5] }
service = 4
[[class]]
name = "alarm"
level = "L4"
arrivals = { at = [3.5] }
service = 0.5
)";
    };
    auto const without = watched(text("false"));
    CHECK(without.of(what::interrupted).empty());
    auto const seen = watched(text("true"));
    auto const left = seen.of(what::interrupted);
    REQUIRE(left.size() == 1);
    auto const taken = seen.of(what::taken);
    REQUIRE(taken.size() == 4);
    CHECK(taken[2].ticket == 3);
    CHECK(taken[2].hour == doctest::Approx(3.5));
    CHECK(taken[2].crew == left[0].crew);
    CHECK(taken[3].ticket == left[0].ticket);
    CHECK(taken[3].crew == left[0].crew);
    // What was done before the alarm is not done again: four hours in all.
    double worked = 0;
    for (auto const& l : seen.lines) {
        if (l.ticket != left[0].ticket) continue;
        if (l.happened == what::begun) worked -= l.hour;
        if (l.happened == what::interrupted || l.happened == what::done) worked += l.hour;
    }
    CHECK(worked == doctest::Approx(4));
}

TEST_CASE("who has nothing left to do helps out where the plan would have one crew do all") {
    auto const at_work_at_once = [](char const* dispatch) {
        auto const begun = watched(two_villages(dispatch, "crews = 2\n") + R"(
[[class]]
name = "job"
arrivals = { at = [1, 1] }
service = 2
)")
                               .of(what::begun);
        return std::count_if(begun.begin(), begun.end(), [](auto const& l) { return l.hour < 3; });
    };
    CHECK(at_work_at_once("{ policy = \"planner\", idle_help = false }") == 1);
    CHECK(at_work_at_once("{ policy = \"planner\" }") == 2);
}

TEST_CASE("who lacks the skill is never sent, and who has it is, by plan too") {
    auto const sim = prepared(scenario_text(two_villages("\"planner\"", "") + R"(
[[crew]]
name = "any"
count = 2
[[crew]]
name = "gas"
skills = ["gas"]
[[class]]
name = "plain"
arrivals = { rate = 1 }
service = 0.5
[[class]]
name = "meter"
skill = "gas"
arrivals = { at = [2, 4, 6] }
service = 0.5
)"));
    auto const names = sim.crew_names();
    struct by_kind : simulate::witness {
        std::vector<std::pair<std::uint32_t, std::uint32_t>> pairs;
        void saw(moment const& m) override {
            if (m.happened == what::taken) pairs.emplace_back(m.kind, m.crew);
        }
    } taken;
    static_cast<void>(sim.run(0, &taken));
    std::size_t meters = 0;
    for (auto const& [kind, crew] : taken.pairs) {
        if (kind != 1) continue;
        ++meters;
        CHECK(names.at(crew) == "gas");
    }
    CHECK(meters == 3);
}

TEST_CASE("a policy that needs a map is refused without one by file and line and key") {
    std::string const plain = R"(
time_unit = "hour"
horizon = 10
crews = 1
[[class]]
name = "job"
arrivals = { rate = 1 }
service = 1
)";
    CHECK(fault_in("dispatch = \"planner\"" + plain).find("s.toml:1: dispatch: it needs to know where tickets are") ==
          0);
    CHECK(fault_in("dispatch = \"nearest\"" + plain).find("s.toml:1: dispatch: it needs") == 0);
    CHECK(fault_in("dispatch = { policy = \"planner\" }" + plain).find("s.toml:1: dispatch.policy: it needs") == 0);
    CHECK(
        fault_in("dispatch = { policy = \"queue\", every = 1 }" + plain).find("s.toml:1: dispatch.every: it is for") ==
        0);
    CHECK(fault_in("dispatch = { policy = \"planer\" }" + plain).find("planner") != std::string::npos);
    CHECK(fault_in("dispatch = { iterations = 5 }" + plain).find("policy") != std::string::npos);
    auto with_travel = eight_jobs("\"planner\"") + "travel = 0.5\n";
    auto const line = std::count(with_travel.begin(), with_travel.end(), '\n');
    CHECK(fault_in(with_travel).find("s.toml:" + std::to_string(line) + ": class[0].travel: the planner reckons") == 0);
    with_travel.replace(with_travel.find("planner"), 7, "nearest");
    CHECK(fault_in(with_travel) == "none");
}

TEST_CASE("on the example's first day the planner serves as many with less than two thirds of the driving") {
    auto const first_day = [](char const* name) {
        auto s = scenario_file(name);
        s.horizon = 24;
        s.warm_up = 0;
        s.cool_down = 24;
        s.planner.iterations = 5;
        s.planner.every = 0.5;
        return prepared(std::move(s)).run(0);
    };
    auto const nearest = first_day("district.toml");
    auto const planned = first_day("district_planned.toml");
    CHECK(nearest.all.tickets == planned.all.tickets);
    CHECK(planned.all.open <= nearest.all.open + 5);
    CHECK(3 * planned.drive_area < 2 * nearest.drive_area);
}

TEST_CASE("work that takes a quarter of an hour more or less than thought has the plan made anew and less has not") {
    // All in one village, one crew, a route of eight: each takes 1 h as thought, and really so much more or less.
    auto const events = [](std::string const& off) {
        auto const r = prepared(scenario_text(two_villages("{ policy = \"planner\", iterations = 10 }", "crews = 1\n") +
                                              R"(
[[class]]
name = "job"
arrivals = { at = [1, 1, 1, 1, 1, 1, 1, 1] }
service = { law = "empirical", values = [)" + std::to_string(1 - std::stod(off)) +
                                              ", " + std::to_string(1 + std::stod(off)) + "] }\n"))
                           .run(0);
        CHECK(r.all.open == 0);
        return r.events;
    };
    CHECK(events("0.2") == events("0.1"));
    CHECK(events("0.3") == events("0.2") + 7);  // after the last nothing is left to be planned anew
}

TEST_CASE("what the office has not heard out is in no plan and no crew goes at once") {
    for (std::string const level : {"L3", "L4"}) {
        CAPTURE(level);
        auto const seen = watched(two_villages("{ policy = \"planner\", iterations = 10 }", "crews = 2\n") + R"(
[[class]]
name = "job"
arrivals = { at = [1, 1.25] }
service = 0.25
intake = 0.5
level = ")" + level + "\"\n");
        auto const taken = seen.of(what::taken);
        REQUIRE(taken.size() == 2);
        CHECK(taken[0].hour == 1.5);
        CHECK(taken[1].hour == 1.75);
        CHECK(seen.of(what::done).size() == 2);
    }
}
