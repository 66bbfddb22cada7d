// Ways that are told from area to area, in minutes.

#include "scenarios.hpp"

#include <files/refusal.hpp>

#include <gongdan/simulate/study.hpp>

using namespace gongdan;
using simulate::moment;

namespace {

constexpr char town[] = R"(time_unit = "hour"
resolution = "1 s"
start = "2026-03-02 00:00"
horizon = 24
replications = 1
[[area]]
name = "north"
weight = 1e-9
[[area]]
name = "south"
[[area]]
name = "harbour"
weight = 1e-9
[travel]
areas = ["harbour", "north", "south"]
minutes = [[3, 40, 10], [50, 5, 20], [12, 30, 6]]
)";

constexpr char crews[] = "[[crew]]\nname = \"a\"\narea = \"north\"\n[[crew]]\nname = \"b\"\narea = \"harbour\"\n";

std::string with(std::string_view what, std::string_view instead, std::string text = town) {
    auto const at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), instead);
}

std::string job(std::string const& more) {
    return "[[class]]\nname = \"job\"\nservice = 1\narrivals = { at = [1, 1.25, 8, 20] }\n" + more;
}

/// Who came to which ticket at what hour.
struct arrivals_seen : simulate::witness {
    std::vector<std::pair<std::uint32_t, double>> all;
    void saw(moment const& m) override {
        if (m.happened == moment::what::begun) all.emplace_back(m.crew, static_cast<double>(m.at) / 3600);
    }
};

arrivals_seen seen_in(std::string const& text) {
    arrivals_seen seen;
    static_cast<void>(prepared(scenario_text(text)).run(0, &seen));
    return seen;
}

double in_hours(double m) { return m / 60; }

}  // namespace

TEST_CASE("ways are read from row to column and the nearest crew is the one that is there first") {
    // All tickets are in the south: from the harbour 10 minutes, from the north 20, within the south 6.
    auto const seen = seen_in(std::string(town) + crews + job(""));
    REQUIRE(seen.all.size() == 4);
    CHECK(seen.all[0] == std::pair<std::uint32_t, double>(1, 1 + in_hours(10)));
    CHECK(seen.all[1] == std::pair<std::uint32_t, double>(0, 1.25 + in_hours(20)));
    CHECK(seen.all[2].second == doctest::Approx(8 + in_hours(6)));
    CHECK(seen.all[3].second == doctest::Approx(20 + in_hours(6)));
}

TEST_CASE("the way takes so many times as long in the hour in which one sets out") {
    std::string factors = "1";
    for (int h = 1; h < 24; ++h) factors += h == 8 ? ", 2.5" : ", 1";
    auto const seen = seen_in(with("[travel]", "[travel]\nby_hour = [" + factors + "]") + crews + job(""));
    CHECK(seen.all[2].second == doctest::Approx(8 + in_hours(15)));
    CHECK(seen.all[3].second == doctest::Approx(20 + in_hours(6)));
}

TEST_CASE("a crew that is called off on the way is in the area whose half of the way it was in") {
    auto const text = with("[travel]", "[travel]", std::string(town)) + "[[crew]]\nname = \"a\"\narea = \"north\"\n";
    auto const urgent = [&](double at) {
        return seen_in(with("horizon = 24", "horizon = 24\npre_emptive = true", text) +
                       "[[class]]\nname = \"job\"\nservice = 1\narrivals = { at = [1] }\n"
                       "[[class]]\nname = \"alarm\"\nlevel = \"L4\"\nservice = 1\narrivals = { at = [" +
                       std::to_string(at) + "] }\n")
            .all.front()
            .second;
    };
    CHECK(urgent(1.1) == doctest::Approx(1.1 + in_hours(20)));  // 6 of 20 minutes: still in the north
    CHECK(urgent(1.2) == doctest::Approx(1.2 + in_hours(6)));   // 12 of 20: in the south
}

TEST_CASE("the order of the nearest and the planner go by ways that are told") {
    for (std::string const order : {"\"nearest\"", "{ policy = \"planner\", iterations = 20 }"}) {
        CAPTURE(order);
        auto const text = with("horizon = 24", "horizon = 24\ndispatch = " + order);
        // One crew in the north is busy there when two come in: the south is 20 minutes off, the harbour 50.
        auto const seen = seen_in(
            with("weight = 1e-9\n[[area]]\nname = \"south\"", "weight = 1e-9\n[[area]]\nname = \"south\"", text) +
            "[[crew]]\nname = \"a\"\narea = \"north\"\n" +
            "[[class]]\nname = \"job\"\nservice = 1\narrivals = { at = [1, 1.1] }\n");
        REQUIRE(seen.all.size() == 2);
        CHECK(seen.all[0].second == doctest::Approx(1 + in_hours(20)));
        CHECK(seen.all[1].second == doctest::Approx(2 + in_hours(26)));
    }
}

TEST_CASE("travel that is turned turns the told ways") {
    auto const s = scenario_text(std::string(town) + crews + job(""));
    CHECK(simulate::turned(s, {"travel", {}, false}, 2).ways.minutes[1] == 2 * s.ways.minutes[1]);
}

TEST_CASE("a fault in the table of ways is told with file and line and key") {
    struct fault_case {
        std::string text;
        std::string_view starts;
        std::string_view says;
    };
    std::vector<fault_case> const cases = {
        {with("\"harbour\", \"north\"", "\"harbor\", \"north\""), "s.toml:15: travel.areas", "did you mean 'harbour'"},
        {with("\"harbour\", \"north\"", "\"north\""), "s.toml:15: travel.areas", "'harbour' is missing"},
        {with("\"harbour\", \"north\"", "\"north\", \"north\""), "s.toml:15: travel.areas", "'north' stands twice"},
        {with("[3, 40, 10]", "[3, 40]"), "s.toml:16: travel.minutes[0]", "2 ways from one of 3 areas"},
        {with("[3, 40, 10], ", ""), "s.toml:16: travel.minutes", "2 rows for 3 areas"},
        {with("[3, 40, 10], ", "[3, 40, 10], [1, 1, 1], "), "s.toml:16: travel.minutes[3]", "one too many"},
        {with("40", "-40"), "s.toml:16: travel.minutes[0]", "-40"},
        {with("[travel]", "[travel]\nby_hour = [1, 2]"), "s.toml:15: travel.by_hour", "2 factors"},
        {with("[travel]", "[travel]\nby_our = [1, 2]"), "s.toml:15: travel.by_our", "by_hour"},
        {with("horizon = 24", "horizon = 24\nspeed = 30"), "s.toml:5: speed", "how long the ways take"},
        {with("name = \"south\"", "name = \"north\""), "s.toml:10: area[1].name", "stands twice"},
        {with("name = \"south\"", "name = \"south\"\nx = 1"), "s.toml:9: area[1]", "y"},
    };
    for (auto const& c : cases) {
        auto const said = ::refusal([&] { static_cast<void>(scenario_text(c.text + crews + job(""))); });
        CAPTURE(c.text);
        CAPTURE(said);
        CHECK(said.find(c.starts) == 0);
        CHECK(said.find(c.says) != std::string::npos);
    }
}
