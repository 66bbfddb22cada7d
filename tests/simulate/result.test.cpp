// result.json is what its schema says.

#include "scenarios.hpp"

#include <gongdan/files/json.hpp>
#include <gongdan/simulate/study.hpp>

#include <support/json_schema.hpp>

#include <string>

using namespace gongdan;

namespace {

constexpr char hall[] = R"(
time_unit = "minute"
horizon = 200
replications = 3
crews = 2
[[class]]
name = "call"
arrivals = { rate = 1.5 }
service = { law = "exponential", mean = 1 }
patience = 5
[[class]]
name = "never"
arrivals = { rate = 0 }
service = 1
[[target]]
name = "soon"
within = 1
until = "begun"
[[probe]]
at = 100
)";

/// What the schema says against a result; empty where nothing.
std::string against_schema(std::string const& result) {
    auto const schema = read_json(read_source((source_dir() / "docs/reference/result.schema.json").string()));
    auto const doc = read_json(from_text("result.json", result));
    return json_schema::validator(schema.root()).wrong(doc.root());
}

simulate::study everything() {
    auto const sim = prepared(scenario_text(hall));
    auto const runs = checked_runs(sim, 0, 3);
    simulate::study found;
    found.base = summarise(sim, runs);
    auto const swept = *sweep_of(sim.what(), "crews=2..3");
    found.varied = swept.what;
    for (double const v : swept.values) {
        auto const there = *sim.with(turned(sim.what(), swept.what, v));
        found.points.push_back({v, summarise(there, checked_runs(there, 0, 3))});
    }
    auto const more = *sim.with(turned(sim.what(), swept.what, 3));
    found.ceiling = found.points.back().sum;
    found.compared_with = "more";
    found.compared = compare(sim, runs, more, checked_runs(more, 0, 3));
    found.sensitivities.push_back({swept.what, 1, 3, found.compared, found.compared});
    return found;
}

}  // namespace

TEST_CASE("result.json is as its schema says, whatever was asked") {
    auto const text = result_text(everything());
    CHECK(against_schema(text) == "");
    auto s = scenario_text(hall);
    s.probes.clear();
    s.batches = 10;
    auto const sim = prepared(s);
    CHECK(against_schema(result_text(summarise(sim, sim.run_batches(0)))) == "");
    CHECK(against_schema(result_text(results(scenario_file("gas.toml")))) == "");
}

TEST_CASE("a result that is not as its schema says is found") {
    auto const text = result_text(everything());
    auto const with = [&](std::string const& what, std::string const& instead) {
        auto changed = text;
        auto const at = changed.find(what);
        REQUIRE(at != std::string::npos);
        return against_schema(changed.replace(at, what.size(), instead));
    };
    CHECK(with("\"schema\": 1", "\"schema\": 2") == "/schema: another value is wanted");
    CHECK(with("\"seed\": 1,", "") == ": 'seed' is missing");
    CHECK(with("\"minute\"", "\"fortnight\"") == "/time_unit: not one of those wanted");
    CHECK(with("\"met\": ", "\"met\": -") == "/classes/call/targets/soon/met: too small");
    CHECK(with("\"open\": 0", "\"open\": \"0\"") == "/classes/call/open: a string is not wanted here");
    CHECK(with("\"nobody_free\"", "\"nobody\"").find("/classes/call/targets/soon/causes") == 0);
    CHECK(with("\"before\"", "\"prior\"").find("/compare/targets/0") == 0);
}
