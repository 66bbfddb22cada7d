// The fit verb: a log in, a scenario out, and what is wrong with either.

#include <gongdan/files/json.hpp>
#include <support/tool.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace gongdan;

namespace {

constexpr char map[] = R"(name = "hall"
ticket = "n"
type = "t"
opened = "o"
[visit]
crew = "c"
sent = "s"
arrived = "a"
left = "e"
)";

/// A ticket an hour over so many days, served by two crews by turns.
std::string log_of(int days) {
    std::string csv = "n,t,o,c,s,a,e\n";
    for (int i = 0; i < days * 24; ++i) {
        auto const hour = "2026-03-" + std::string(i / 24 < 8 ? "0" : "") + std::to_string(i / 24 + 2) + " " +
                          (i % 24 < 10 ? "0" : "") + std::to_string(i % 24) + ":";
        csv += std::to_string(i) + ",alarm," + hour + "00,c" + std::to_string(i % 2) + "," + hour + "0" +
               std::to_string(1 + i % 3) + "," + hour + "1" + std::to_string(i % 7) + "," + hour + "4" +
               std::to_string(i % 10) + "\n";
    }
    return csv;
}

}  // namespace

TEST_CASE("a log becomes a scenario that runs and tables that say how near it comes") {
    scratch_folder folder;
    auto const command = "fit " + folder.put("log.csv", log_of(12) + "x,alarm,yesterday,c,,,\n") + " --map " +
                         folder.put("map.toml", map) + " --lang en";
    auto const r = run_tool(command + " --test-from 2026-03-11 --out " + folder.file("out"));
    REQUIRE_MESSAGE(r.exit == 0, r.text);
    CHECK(r.text.find("log.csv: 2026-03-02 00:00 to 2026-03-10 24:00, 216 tickets, 1 rows left out") !=
          std::string::npos);
    CHECK(r.text.find("\n== Foretold ==") != std::string::npos);
    auto const file = [&](char const* name) { return read_source(folder.file("out/") + name).text; };
    CHECK(file("rejects.csv").find("log.csv,290,o,") != std::string::npos);
    CHECK(file("fit.csv").find("\nalarm,service,216,") != std::string::npos);
    CHECK(file("holdout.csv").find("\nalarm,72,") != std::string::npos);
    CHECK(file("fit.html").find("<!doctype html>") == 0);
    auto const doc = read_json(from_text("fit.json", file("fit.json")));
    CHECK(doc.root().array("classes").size() == 1);
    CHECK(doc.root().integer("tickets", 0) == 216);
    auto const s = run_tool("simulate " + folder.file("out/scenario.toml") + " --replications 2 --language en --out " +
                            folder.file("sim"));
    REQUIRE_MESSAGE(s.exit == 0, s.text);
    // The report says where its figures come from.
    auto const page = read_source(folder.file("sim/report.html")).text;
    CHECK(page.find("log.csv: 2026-03-02 00:00 to 2026-03-10 24:00, 216 tickets") != std::string::npos);
    CHECK(page.find("alarm · service") != std::string::npos);

    auto const alone = run_tool(command + " --out -", "2>/dev/null");
    CHECK(alone.text.find("# Fitted to \"log.csv\": 288 tickets") == 0);
    CHECK(run_tool(command + " --out " + folder.file("s.toml"), "2>/dev/null").exit == 0);
    CHECK(read_source(folder.file("s.toml")).text == alone.text);
}

TEST_CASE("a log that cannot be fitted is refused with file, line and field") {
    scratch_folder folder;
    auto const good = folder.put("map.toml", map);
    auto const log = folder.put("log.csv", log_of(2));
    for (refused_input const& c : {
             refused_input{"fit " + log + " --map " + folder.put("a.toml", std::string{map} + "crews = 1\n"),
                           "a.toml:10: visit.crews: is not a name that is known here; did you mean 'crew'?"},
             {"fit " + log + " --map " +
                  folder.put("b.toml", std::string{map}.replace(std::string{map}.find("\"e\""), 3, "\"end\"")),
              "log.csv:1: end: "},
             {"fit " + folder.put("empty.csv", "n,t,o,c,s,a,e\n") + " --map " + good,
              "empty.csv: the log has no ticket that can be used"},
             {"fit " + log + " --map " + good + " --from 2027-01-01", "no ticket came in"},
             {"fit " + log + " --map " + good + " --test-from 2026-03-99", "--test-from: "},
             {"fit " + log + " --map " + good + " --test-from 2026-03-04",
              "--test-from: too few responses were seen on the days held back"},
             {"fit " + log + " --map " +
                  folder.put("c.toml",
                             std::string{map}.replace(std::string{map}.find("\"t\""), 3, "{ value = \"x\" }")) +
                  " --orders",
              "'x' is no type of work order"},
         })
        CHECK(not_refused(c, folder) == "");
}
