// What the simulate verb answers beside one scenario's figures: what was varied, compared and turned, as files.

#include <gongdan/files/json.hpp>
#include <support/tool.hpp>

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

using namespace gongdan;

namespace {

constexpr char hall[] = R"(name = "hall"
time_unit = "minute"
horizon = 200
replications = 4
seed = 5
crews = 2
[[class]]
name = "call"
arrivals = { rate = 1.5 }
service = { law = "exponential", mean = 1 }
[[target]]
name = "soon"
within = 1
until = "begun"
)";

}  // namespace

TEST_CASE("a study writes its page, its tables and its log, the same for any number of threads") {
    scratch_folder folder;
    auto const file = folder.put("hall.toml", hall);
    auto const other = folder.put("other.toml", std::string{hall} + "[[surge]]\nfrom = 50\nto = 100\nfactor = 1.5\n");
    auto const run = [&](char const* out, char const* threads) {
        return run_tool("simulate " + file + " --vary crews=2..3 --compare " + other +
                        " --sensitivity --log --language en" + " --threads " + threads + " --out " + folder.file(out));
    };
    auto const r = run("a", "1");
    REQUIRE_MESSAGE(r.exit == 0, r.text);
    CHECK(r.text.find("\ncrews = 3\n  call, soon: on time ") != std::string::npos);
    CHECK(r.text.find("Compared with 'hall' (the same customers)") != std::string::npos);
    CHECK(run("b", "3").text == r.text);
    for (char const* name : {"report.html", "result.json", "targets.csv", "classes.csv", "hours.csv", "vary.csv",
                             "compare.csv", "events.csv", "events.xes"})
        CHECK_MESSAGE(read_source(folder.file("a/") + name).text == read_source(folder.file("b/") + name).text, name);
    auto const doc = read_json(read_source(folder.file("a/result.json")));
    CHECK(doc.root().get("vary").array("points").size() == 2);
    CHECK(doc.root().get("vary").get("ceiling").get("classes").get("call").get("targets").get("soon").number(
              "compliance", 0, 1) == 1);
    CHECK(doc.root().get("compare").array("targets").size() == 1);
    CHECK(doc.root().get("compare").get("crew_time").get("work").get("difference").number("mean") > 0);
    CHECK(r.text.find("\n  crews' time, at work: ") != std::string::npos);
    CHECK(doc.root().array("sensitivity").size() == 3);
    CHECK(read_source(folder.file("a/compare.csv")).text.find("\ncrews,drive,") != std::string::npos);
}

TEST_CASE("a scenario's days are those of the calendar it names or that of the command line") {
    scratch_folder folder;
    static_cast<void>(folder.put("strike.toml",
                                 "name = \"strike\"\nversion = \"1\"\nsource = \"notice\"\nbase = \"china\"\n[[day]]\n"
                                 "date = \"2026-01-06\"\nkind = \"off\"\nzh = \"停工\"\nen = \"strike\"\n"));
    std::string const week =
        "time_unit = \"hour\"\nhorizon = 120\nreplications = 1\n[[crew]]\nname = \"day\"\n"
        "shifts = [{ from = \"08:00\", to = \"16:00\", on = \"working days\" }]\n"
        "[[class]]\nname = \"call\"\narrivals = { at = [33] }\nservice = 1\n";
    auto const plain = folder.put("plain.toml", week);
    auto const named = folder.put("named.toml", "calendar = [\"china\", \"strike.toml\"]\n" + week);
    auto const wait = [&](std::string const& arguments) {
        auto const r = run_tool("simulate " + arguments + " --out " + folder.file("out"));
        REQUIRE_MESSAGE(r.exit == 0, r.text);
        return read_json(read_source(folder.file("out/result.json"))).root().get("wait_mean").number("mean");
    };
    CHECK(wait(plain) == 0);   // Tuesday 9:00
    CHECK(wait(named) == 23);  // the strike's day
    CHECK(wait(plain + " --calendar china --calendar " + folder.file("strike.toml")) == 23);
    CHECK(wait(named + " --calendar china") == 0);
}

TEST_CASE("a half-width is run for until it is reached") {
    scratch_folder folder;
    auto const r = run_tool("simulate " + folder.put("hall.toml", hall) + " --half-width 2% --language en --out " +
                            folder.file("out"));
    REQUIRE_MESSAGE(r.exit == 0, r.text);
    auto const doc = read_json(read_source(folder.file("out/result.json")));
    CHECK(doc.root().integer("replications", 0, 1000) > 4);
    CHECK(doc.root().get("classes").get("call").get("targets").get("soon").number("half_width", 0, 1) <= 0.02);
}

TEST_CASE("a study that makes no sense is refused with the option it stands in") {
    scratch_folder folder;
    auto const file = "simulate " + folder.put("hall.toml", hall);
    refused_input const cases[] = {
        {file + " --vary crew=1..2", "--vary: the scenario has no 'crew'"},
        {file + " --vary crews=3..1", "--vary: '3..1' should be FROM..TO"},
        {file + " --vary crews", "--vary: 'crews' should be NAME=FROM..TO"},
        {file + " --half-width 0", "--half-width: it should be a share"},
        {file + " --compare " + folder.file("none.toml"), "cannot be opened"},
        {file + " --out " + folder.file("out") + " --goal 2", "--goal: it should be a share"},
    };
    for (auto const& c : cases) CHECK_EQ(not_refused(c, folder), "");
    CHECK_FALSE(std::filesystem::exists(folder.file("out/result.json")));
}
