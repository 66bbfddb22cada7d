#include <support/tool.hpp>

#include <doctest/doctest.h>

#include <string>

namespace {

/// Two crews, four inspections from the morning on, and an alarm at 09:00 beside the second crew.
std::string const day = R"({"vehicles": [
    {"id": 1, "start_index": 0, "end_index": 0, "time_window": [28800, 64800]},
    {"id": 2, "start_index": 1, "end_index": 1, "time_window": [28800, 64800]}],
  "jobs": [
    {"id": 11, "location_index": 0, "service": 7200, "gongdan": {"kind": "inspection"}},
    {"id": 12, "location_index": 1, "service": 7200, "gongdan": {"kind": "inspection", "interruptible": true, "make_safe": 120}},
    {"id": 13, "location_index": 0, "service": 3600},
    {"id": 19, "location_index": 1, "service": 1800, "priority": 100,
     "gongdan": {"kind": "alarm", "known": 32400, "due": 34200}}],
  "matrices": {"car": {"durations": [[0, 3600], [3600, 0]]}}})";

std::string replayed(std::string const& options) {
    scratch_folder const folder;
    auto const r = run_tool("day '" + folder.put("day.json", day) + "' " + options);
    CHECK_EQ(r.exit, 0);
    return r.text;
}

}  // namespace

TEST_CASE("day sends the nearest crew to an alarm, from work that may be interrupted") {
    auto const text = replayed("");
    CHECK(text.find("crew 2 there at 09:02, interrupted, once safe (leaving visit 12)") != std::string::npos);
    CHECK(text.find("alarm: 1, reached in time 1") != std::string::npos);
    CHECK(text.find("level 0: 3 visits, 3 served") != std::string::npos);
}

TEST_CASE("day with the planner alone waits until the work is done, and is late") {
    auto const text = replayed("--policy plan");
    CHECK(text.find("alarm: 1, reached in time 0") != std::string::npos);
    CHECK(text.find("level 100: 1 visits, 1 served, 1 of them late") != std::string::npos);
}

TEST_CASE("day says where a wrong key stands") {
    scratch_folder const folder;
    auto text = day;
    text.replace(text.find("\"known\""), 7, "\"knwon\"");
    auto const r = run_tool("day '" + folder.put("day.json", text) + "'");
    CHECK_EQ(r.exit, 2);
    CHECK(r.text.find("/jobs/3/gongdan/knwon") != std::string::npos);
}
