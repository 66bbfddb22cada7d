#include "scenarios.hpp"

#include <gongdan/core/located.hpp>

#include <files/refusal.hpp>

#include <gongdan/simulate/laws.hpp>

using namespace gongdan;
using simulate::law;

namespace {

constexpr char const* sound = R"(time_unit = "hour"
horizon = 100
crews = 2
[[class]]
name = "call"
arrivals = { rate = 1 }
service = 0.5
)";

std::string with(std::string_view what, std::string_view instead, std::string text = sound) {
    auto const at = text.find(what);
    REQUIRE(at != std::string::npos);
    return text.replace(at, what.size(), instead);
}

/// The class as a work order of this type.
std::string as(std::string_view type, std::string text) {
    return with("name = \"call\"", "name = \"call\"\ntype = \"" + std::string(type) + '"', std::move(text));
}

std::string plus(std::string_view more) { return std::string(sound) + std::string(more); }

struct fault_case {
    std::string text;
    std::string_view starts;  ///< where
    std::string_view says;
};

}  // namespace

TEST_CASE("a scenario's fault is told with file, line, key and what is wrong") {
    std::vector<fault_case> const cases = {
        {"", "s.toml", "crews"},
        {with("horizon = 100", "horizont = 100"), "s.toml:2: horizont", "horizon"},
        {with("\"hour\"", "\"fortnight\""), "s.toml:1: time_unit", "'fortnight' is not known"},
        {with("time_unit = \"hour\"", ""), "s.toml", "time_unit"},
        {with("100", "-1"), "s.toml:2: horizon", "-1"},
        {with("100", "1e8"), "s.toml", "too few or too many ticks"},
        {with("crews = 2", "crews = 0"), "s.toml:3: crews", "0"},
        {with("crews = 2", "crews = 2\nwarm_up = 100"), "s.toml:4: warm_up", "before the horizon"},
        {with("crews = 2", "crews = 2\nresolution = \"1 hour\""), "s.toml:4: resolution", "'1 hour' is not known"},
        {with("crews = 2", "crews = 2\ndispatch = \"magic\""), "s.toml:4: dispatch", "'magic' is not known"},
        {with("crews = 2", "[[crew]]\nname = \"a\"\nabsence = 0.1"), "s.toml:5: crew[0].absence", "no shifts"},
        {with("crews = 2", "crews = 2\nspeed = 30"), "s.toml:4: speed", "[[area]]"},
        {with("crews = 2", "[[crew]]\nname = \"a\"\narea = \"x\""), "s.toml:5: crew[0].area", "'x' is not known"},
        {with("crews = 2", "crews = 2\nspeed = [1, 2]\n[[area]]\nname = \"a\"\nx = 0\ny = 0"), "s.toml:4: speed",
         "2 speeds"},
        {with("rate = 1", "rate = 1, by_month = [1]"), "s.toml:6: class[0].arrivals.by_month", "1 factors"},
        {with("rate = 1", "rate = 1, by_day = { sunday = 1 }"), "s.toml:6: class[0].arrivals.by_day.sunday", ""},
        {with("rate = 1", "rate = 1, batch = 0.5"), "s.toml:6: class[0].arrivals.batch", "one ticket at least"},
        {with("rate = 1", "at = [1], by_day = { rest = 1 }"), "s.toml:6: class[0].arrivals.by_day", ""},
        {with("rate = 1", "trace = \"none.csv\", column = \"at\""), "none.csv", "cannot be opened"},
        {plus("nobody_home = [0.1, 0.2]\nrevisit = 1\n"), "s.toml:8: class[0].nobody_home", "2 probabilities"},
        {plus("another_time = { probability = 1, after = 1 }\n"), "s.toml:8: class[0].another_time.probability", "1"},
        {plus("part_missing = { probability = 0.1 }\n"), "s.toml:8: class[0].part_missing", "after"},
        {plus("rework = 1\n"), "s.toml:8: class[0].rework", "1"},
        {plus("[[surge]]\nfrom = 5\nto = 5\nfactor = 2\n"), "s.toml:10: surge[0].to", "before 'from'"},
        {plus("[[surge]]\nfrom = \"2026-02-30\"\nto = 5\nfactor = 2\n"), "s.toml:9: surge[0].from", "2026-02-30"},
        {plus("[[surge]]\nfrom = 1\nto = 5\nfactor = 2\nclass = \"cal\"\n"), "s.toml:12: surge[0].class",
         "did you mean 'call'"},
        {plus("[[change]]\ntype = \"repair\"\ntarget = \"fixed\"\nwithin = \"1 h\"\n"), "s.toml", "plain tickets have"},
        {as("repair", plus("[[change]]\ntype = \"repair\"\ntarget = \"fixd\"\nwithin = \"1 h\"\n")),
         "s.toml:11: change[0].target", "did you mean 'fixed'"},
        {as("repair", plus("[[change]]\ntype = \"fire\"\ntarget = \"a\"\nwithin = \"1 h\"\n")),
         "s.toml:10: change[0].type", "promises nothing for 'fire'"},
        {as("repair", with("crews = 2", "crews = 2\npolicy = \"none.toml\"")), "none.toml", "cannot be opened"},
        {with("crews = 2", "crews = 2\nstart = \"2026-02-30 00:00\""), "s.toml:4: start", "2026-02-30"},
        {with("crews = 2", "crews = 2\nat_shift_end = \"fly\""), "s.toml:4: at_shift_end", "'fly' is not known"},
        {with("crews = 2", "crews = 2\npolicy = \"gas\""), "s.toml:4: policy", "plain tickets have [[target]]"},
        {with("crews = 2", "crews = 2\nquantiles = [2]"), "s.toml:4: quantiles[0]", "2"},
        {with("crews = 2", ""), "s.toml", "there must be crews"},
        {with("crews = 2", "[[crew]]\nname = \"a\"\n[[crew]]\nname = \"a\""), "s.toml:6: crew[1].name", "stands twice"},
        {with("crews = 2", "[[crew]]\nname = \"a\"\nshifts = [{ from = \"25:00\", to = \"26:00\" }]"),
         "s.toml:5: crew[0].shifts[0].from", "25:00"},
        {with("name = \"call\"", "name = \"\""), "s.toml:5: class[0].name", "needs a name"},
        {with("name = \"call\"", "name = \"call\"\ntype = \"reapir\""), "s.toml:6: class[0].type",
         "did you mean 'repair'"},
        {with("name = \"call\"", "name = \"call\"\nlevel = \"L5\""), "s.toml:6: class[0].level", "'L5' is not known"},
        {with("name = \"call\"", "name = \"call\"\nskill = \"gas\""), "s.toml:6: class[0].skill", "no crew has it"},
        {with("name = \"call\"", "name = \"call\"\nnobody_home = 0.1"), "s.toml:4: class[0].revisit", "tried again"},
        {with("name = \"call\"", "name = \"call\"\nnobody_home = 1"), "s.toml:6: class[0].nobody_home", "1"},
        {with("rate = 1", "rate = \"much\""), "s.toml:6: class[0].arrivals.rate", ""},
        {with("rate = 1", "rte = 1"), "s.toml:6: class[0].arrivals.rte", "rate"},
        {with("rate = 1", "by_hour = [1, 2]"), "s.toml:6: class[0].arrivals.by_hour", "2 rates"},
        {with("rate = 1", "at = [2, 1]"), "s.toml:6: class[0].arrivals.at", "ascend"},
        {with("rate = 1", "every = 0"), "s.toml:6: class[0].arrivals.every", "more than 0"},
        {with("rate = 1", "rate = 1, amplitude = 2, period = 24"), "s.toml:6: class[0].arrivals.amplitude", "2"},
        {with("0.5", "{ law = \"normal\", mean = 1 }"), "s.toml:7: class[0].service.law", "'normal' is not known"},
        {with("0.5", "{ law = \"gamma\", mean = 1 }"), "s.toml:7: class[0].service.shape", ""},
        {with("0.5", "{ law = \"uniform\", from = 2, to = 1 }"), "s.toml:7: class[0].service.to", "before 'from'"},
        {with("0.5", "{ law = \"empirical\", values = [] }"), "s.toml:7: class[0].service.values",
         "one value at least"},
        {with("0.5", "{ law = \"empirical\", values = [1, 2], weights = [1] }"), "s.toml:7: class[0].service.weights",
         "1 weights for 2"},
        {with("0.5", "{ law = \"hyperexponential\", means = [0] }"), "s.toml:7: class[0].service.means", "0"},
        {with("0.5", "{ law = \"triangular\", from = 1, mode = 3, to = 2 }"), "s.toml:7: class[0].service.to",
         "before 'mode'"},
        {with("0.5", "{ law = \"lognormal\", median = 2, p90 = 1 }"), "s.toml:7: class[0].service.p90",
         "more than the median"},
        {plus("[[target]]\nname = \"t\"\nwithin = \"soon\"\n"), "s.toml:10: target[0].within", ""},
        {plus("[[target]]\nname = \"t\"\nwithin = \"2 working days from next day\"\n"), "s.toml:10: target[0].within",
         "resolution"},
        {plus("[[target]]\nname = \"t\"\nwithin = 1\nclass = \"cal\"\n"), "s.toml:11: target[0].class",
         "did you mean 'call'"},
        {plus("[[target]]\nname = \"t\"\nwithin = 1\nuntil = \"dawn\"\n"), "s.toml:11: target[0].until",
         "'dawn' is not known"},
        {with("crews = 2", "crews = 2\nbatches = 9"), "s.toml:4: batches", ""},
        {with("crews = 2", "crews = 2\nbatches = 10\nreplications = 5"), "s.toml:4: batches",
         "either replications, or"},
        {with("crews = 2", "crews = 2\nbatches = 10\n[[probe]]\nat = 1"), "s.toml:5: probe[0]", "batches are one"},
        {plus("[[probe]]\nat = 100\n"), "s.toml:9: probe[0].at", "beyond the horizon"},
        {plus("[[class]]\nname = \"b\"\ntype = \"repair\"\narrivals = { rate = 1 }\nservice = 1\n"), "s.toml",
         "cannot stand in one scenario"},
        {as("repair", with("crews = 2", "crews = 2\nresolution = \"1 ms\"")), "s.toml:4: resolution",
         "goes in seconds"},
        {as("alarm", plus("patience = 1\n")), "s.toml:9: class[0].patience", "cannot be given up"},
        {as("repair", plus("[[target]]\nname = \"t\"\nwithin = 1\n")), "s.toml:9: target[0]",
         "work orders have a policy"},
        {as("repair", with("crews = 2", "crews = 2\npolicy = \"gaz\"")), "s.toml:4: policy", "did you mean 'gas'"},
    };
    for (auto const& c : cases) {
        auto const said = ::refusal([&] { static_cast<void>(scenario_text(c.text)); });
        CAPTURE(c.text);
        CAPTURE(said);
        CHECK(said.find(c.starts) == 0);
        CHECK(said.find(c.says) != std::string::npos);
    }
}

TEST_CASE("what a scenario does not say has the value the reference states") {
    auto const s = scenario_text(sound);
    CHECK(s.per_second == 1000);
    CHECK(s.per_unit() == 3'600'000);
    CHECK(s.cool_down == 100);
    CHECK(s.warm_up == 0);
    CHECK(s.replications == 10);
    CHECK(s.seed == 1);
    CHECK_FALSE(s.pre_emptive);
    CHECK(s.shift_end == simulate::at_shift_end::finish);
    CHECK(s.plain());
    CHECK(s.rules.clauses.empty());
    CHECK(s.classes[0].service.is == law::deterministic);
    CHECK(s.classes[0].urgency == level::waiting);
    CHECK(s.quantiles == std::vector<double>{0.5, 0.9, 0.95, 0.99});
}

TEST_CASE("a lognormal law may be told by what half and nine of ten do not exceed") {
    auto const s = scenario_text(with("0.5", "{ law = \"lognormal\", median = 30, p90 = 75 }"));
    CHECK(simulate::value_at(s.classes[0].service, 0.5) == doctest::Approx(30));
    CHECK(simulate::value_at(s.classes[0].service, 0.9) == doctest::Approx(75));
}

TEST_CASE("a target's time is counted in ticks, whether a number or an expression") {
    auto const s = scenario_text(plus(
        "[[target]]\nname = \"a\"\nwithin = 0.5\n[[target]]\nname = \"b\"\nwithin = \"30 min\"\nuntil = \"begun\"\n"));
    REQUIRE(s.rules.clauses.size() == 2);
    CHECK(s.rules.clauses[0].within.amount == 1'800'000);
    CHECK(s.rules.clauses[1].within.amount == 1'800'000);
    CHECK(s.rules.clauses[0].met_by == std::vector<std::string>{"resolved"});
    CHECK(s.rules.clauses[1].met_by == std::vector<std::string>{"working", "resolved"});
}

TEST_CASE("work orders are judged by the policy of the gas books on a clock of seconds") {
    auto const s = scenario_file("gas.toml");
    CHECK(s.per_second == 1);
    CHECK_FALSE(s.plain());
    CHECK(s.rules.name == "gas");
    CHECK(s.crews.size() == 3);
    CHECK(s.crews[1].shifts[1].on == simulate::duty_days::rest_days);
    CHECK(s.classes[3].service.up_to == std::vector<double>{0.5, 0.8, 1.0});
}
