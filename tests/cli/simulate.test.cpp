// The simulate verb: a scenario in, a table and result.json out, the same for any number of threads.

#include <gongdan/files/json.hpp>
#include <support/tool.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace gongdan;

namespace {

constexpr char queue[] = R"(name = "two desks"
time_unit = "minute"
horizon = 400
warm_up = 20
replications = 6
seed = 5
crews = 2
[[class]]
name = "call"
arrivals = { rate = 1.5 }
service = { law = "exponential", mean = 1 }
)";

}  // namespace

TEST_CASE("a scenario gives the same result.json for any number of threads, and another for another seed") {
    scratch_folder folder;
    auto const file = folder.put("queue.toml", queue);
    auto const result = [&](std::string const& more) {
        auto const r = run_tool("simulate " + file + ' ' + more + " --out " + folder.file("out"));
        REQUIRE_MESSAGE(r.exit == 0, r.text);
        return read_source(folder.file("out/result.json")).text;
    };
    auto const alone = result("--threads 1");
    CHECK(result("--threads 3") == alone);
    CHECK(result("--seed 5") == alone);
    CHECK(result("--seed 6") != alone);
    CHECK(result("--replications 3").find("\"replications\": 3") != std::string::npos);
}

TEST_CASE("result.json and the table say how often a queue had to wait") {
    scratch_folder folder;
    auto const r = run_tool("simulate " + folder.put("queue.toml", queue) + " --lang en --out " + folder.file("out"));
    CHECK(r.exit == 0);
    CHECK(r.text.find("two desks: 6 replications, seed 5, 95 % intervals\n") != std::string::npos);
    CHECK(r.text.find("\ncall\n  tickets ") != std::string::npos);
    auto const doc = read_json(read_source(folder.file("out/result.json")));
    auto const root = doc.root();
    CHECK(root.integer("seed", 0, 100) == 5);
    // Two servers at 75 % load: P(wait) = 9/14 by Erlang C.
    auto const said = root.get("classes").get("call").get("p_wait").number("mean", 0, 1);
    CHECK(said == doctest::Approx(9.0 / 14).epsilon(0.1));
}

TEST_CASE("a scenario that cannot be run is refused with file, line and key") {
    scratch_folder folder;
    std::string const rest = std::string{queue}.substr(std::string_view{queue}.find("horizon"));
    auto const with = [&](char const* name, std::string text) { return "simulate " + folder.put(name, text); };
    refused_input const cases[] = {
        {"simulate", "scenario is required"},
        {"simulate " + folder.file("none.toml"), "gongdan: none.toml: cannot be opened: No such file or directory\n"},
        {with("a.toml", "time_unit = \"min\"\n"), "a.toml:1: "},
        {with("b.toml", "time_unit = \"fortnight\"\n" + rest), "b.toml:1: time_unit: "},
        {with("c.toml", std::string{queue} + "colour = \"red\"\n"), "c.toml:12: class[0].colour: "},
        {with("d.toml", std::string{queue} + "level = \"L9\"\n"), "d.toml:12: class[0].level: "},
        {with("e.toml", std::string{queue} + "patience = { law = \"guess\", mean = 1 }\n"), "e.toml:12: "},
        {with("f.toml", queue) + " --threads 0", "--threads"},
        {with("g.toml", queue) + " --out /dev/null/out", "--out"},
    };
    for (auto const& c : cases) CHECK_EQ(not_refused(c, folder), "");
}
