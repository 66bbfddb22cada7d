// What `run` keeps, shows and leaves out.

#include <support/tool.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace gongdan;

namespace {

constexpr char const* events =
    R"({"ticket":"A1","type":"alarm","event":"open","occurred_at":"2026-03-02 09:00","actor":"王小明","role":"customer","payload":{"hall":"H1","customer":"王小明","phone":"13812345678","address":"中山路 8 号"}}
{"ticket":"A2","type":"alarm","event":"open","occurred_at":"2026-03-02 09:10","role":"customer","payload":{"hall":"H2","address":"中山路8号"}}
{"ticket":"A1","event":"take","occurred_at":"2026-03-02 09:01","actor":"r-01","role":"receptionist"}
{"ticket":"A2","event":"note","occurred_at":"2026-03-02 09:12","actor":"r-02","role":"receptionist","payload":{"unit":"H1"}}
{"ticket":"A2","event":"merge","occurred_at":"2026-03-02 09:15","actor":"d-01","role":"dispatcher","payload":{"into":"A1","unit":"D1"}}
)";

constexpr char const* units = R"([[unit]]
code = "HQ"
kind = "head_office"
[[unit]]
code = "B"
kind = "branch"
above = "HQ"
[[unit]]
code = "C"
kind = "company"
above = "B"
[[unit]]
code = "D1"
kind = "dispatch_centre"
above = "C"
[[unit]]
code = "S1"
kind = "service_centre"
above = "C"
[[unit]]
code = "H1"
kind = "hall"
above = "C"
[[unit]]
code = "H2"
kind = "hall"
above = "C"
)";

std::string text_of(std::string const& file) { return read_source(file).text; }

}  // namespace

TEST_CASE("R1: run moves only what a unit sees and shows one unit what is its own") {
    scratch_folder f;
    auto const e = f.put("e.jsonl", events);
    auto const u = f.put("u.toml", units);
    auto const out = f.file("out");
    auto const all = run_tool("run " + e + " --units " + u + " --out " + out);
    CHECK_MESSAGE(all.exit == 0, all.text);
    auto const answers = text_of(out + "/answers.jsonl");
    CHECK(answers.find("\"desk.not_seen\"") != std::string::npos);
    CHECK(answers.find("\"event\": \"merge\", \"answer\": \"accepted\"") != std::string::npos);
    CHECK(text_of(out + "/tickets.csv").find("A2,alarm,L1,on_scene,2026-03-02 09:10,2026-03-02 09:40,,exempt") !=
          std::string::npos);
    auto const own = run_tool("run " + e + " --units " + u + " --seen-by H1 --out " + out);
    CHECK(own.exit == 0);
    CHECK(text_of(out + "/tickets.csv").find("A2,") == std::string::npos);
    CHECK(text_of(out + "/owners.csv").find("A1,r-01,2026-03-02 09:01,2026-03-02 09:15,840,0") != std::string::npos);
    CHECK(run_tool("run " + e + " --units " + u + " --seen-by H9").exit == 2);
    CHECK(run_tool("run " + e + " --seen-by H1").exit == 2);
}

TEST_CASE("run asks at what time to look where the input is empty") {
    scratch_folder f;
    auto const r = run_tool("run " + f.put("none.jsonl", ""));
    CHECK(r.exit == 2);
    CHECK(r.text == "gongdan: --as-of: nothing was read that could say at what time to look\n");
}

TEST_CASE("run shows which open tickets may be one matter") {
    scratch_folder f;
    std::string const two{events, std::string{events}.find("{\"ticket\":\"A1\",\"event\"")};
    CHECK(run_tool("run " + f.put("e.jsonl", two) + " --out " + f.file("out")).exit == 0);
    CHECK(text_of(f.file("out") + "/duplicates.csv").find("A1,A2,600,yes,") != std::string::npos);
}

TEST_CASE("T29: run keeps personal texts out of the journal") {
    scratch_folder f;
    auto const e = f.put("e.jsonl", events);
    auto const db = f.file("j.db");
    CHECK(run_tool("run " + e + " --journal " + db + " --personal " + f.file("p.db")).exit == 0);
    CHECK(run_tool("journal verify " + db).exit == 0);
    auto const dump = run_tool("journal export " + db);
    CHECK(dump.text.find("13812345678") == std::string::npos);
    auto const bare = run_tool("run " + f.put("none.jsonl", "") + " --as-of '2026-03-02 09:12' --journal " + db +
                               " --out " + f.file("out"));
    CHECK(bare.exit == 0);
    CHECK(text_of(f.file("out") + "/report.html").find("王小明") == std::string::npos);
    auto const whole = run_tool("run " + f.put("none.jsonl", "") + " --as-of '2026-03-02 09:12' --journal " + db +
                                " --personal " + f.file("p.db") + " --out " + f.file("out"));
    CHECK(whole.exit == 0);
    CHECK(text_of(f.file("out") + "/report.html").find("王小明") != std::string::npos);
}
