// `gongdan calendar`, and calendars laid over each other in `deadline` and `days`.

#include <support/tool.hpp>

#include <doctest/doctest.h>

#include <string>

namespace {

constexpr char next_year[] = R"(name = "2027"
version = "draft"
source = "notice X"
base = "china"
to = "2027-12-31"
[[day]]
date = "2027-01-01"
to = "2027-01-03"
kind = "off"
)";

}  // namespace

TEST_CASE("calendar check: exit 0 where nothing is doubtful, 1 where something is, 2 where a file cannot be read") {
    scratch_folder folder;
    auto const good = run_tool("calendar check examples/calendars/hall.toml --as-of 2026-06-01");
    CHECK(good.exit == 0);
    CHECK(good.text == "nothing doubtful; calendar 'hall 3' knows 2002-01-01 to 2026-12-31\n");
    auto const late = run_tool("calendar check examples/calendars/hall.toml --as-of 2026-12-01 --lang zh");
    CHECK(late.exit == 1);
    CHECK(late.text == "examples/calendars/hall.toml: 日历止于 2026-12-31,只剩 30 天\n");
    auto const bad = run_tool("calendar check " + folder.put("bad.toml", "name = \"x\"\nversion = 1\n"));
    CHECK(bad.exit == 2);
    CHECK(run_tool("calendar check " + folder.file("nothing.toml")).exit == 2);
    CHECK(run_tool("calendar check").exit == 2);
}

TEST_CASE("calendar show draws a month of any stack of calendars, and refuses what is not known") {
    scratch_folder folder;
    auto const file = folder.put("2027.toml", next_year);
    auto const page = run_tool("calendar show 2027-01 --calendar " + file + " --calendar examples/calendars/hall.toml");
    CHECK(page.exit == 0);
    CHECK(page.text.find("    1-3 休") != std::string::npos);
    CHECK(page.text.find("[2027]") != std::string::npos);
    CHECK(page.text.find("Friday: 08:30-12:00, 13:30-16:30") != std::string::npos);
    CHECK(run_tool("calendar show 2027-01").exit == 2);
    CHECK(run_tool("calendar show 2027-01 --provisional").exit == 0);
    CHECK(run_tool("calendar show 2026-13").text == "gongdan: MONTH: '2026-13' is not a month (YYYY-MM)\n");
    CHECK(run_tool("calendar show 2020-02 --as-known 2020-01-25").text != run_tool("calendar show 2020-02").text);
}

TEST_CASE("calendar may says from when something may be done, and exit 1 where that is not at once") {
    auto const ask = [](std::string const& rest) {
        return run_tool("calendar may " + rest + " --calendar examples/calendars/hall.toml");
    };
    auto const night = ask("restore_gas \"2026-03-02 23:00\"");
    CHECK(night.exit == 1);
    CHECK(night.text == "2026-03-03 06:00\n");
    CHECK(ask("restore_gas \"2026-03-02 21:00\"").exit == 0);
    CHECK(ask("sing \"2026-03-02 21:00\"").exit == 2);
}

TEST_CASE("deadline and days count on calendars laid over each other") {
    scratch_folder folder;
    auto const file = folder.put("2027.toml", next_year);
    CHECK(run_tool("days --from 2026-12-31 --add 1 --calendar " + file).text == "2027-01-04\n");
    auto const both = " --calendar " + file + " --calendar examples/calendars/hall.toml";
    // 26 February is the company's own day off.
    CHECK(run_tool("deadline --accepted \"2026-02-13 23:59\" --target \"5 working days from next day\"" + both).text ==
          "2026-02-28 24:00\n");
    CHECK(run_tool("days --elapsed --from \"2026-02-27 00:00\" --to \"2026-02-28 00:00\"" + both).text == "23400\n");
    CHECK(run_tool("days --from 2026-01-05 --add 1 --calendar examples/calendars/hall.toml --calendar china").text ==
          "gongdan: --calendar: china lies at the bottom: it comes first\n");
    CHECK(run_tool("days --from 2026-01-05 --add 1 --calendar china --calendar examples/calendars/hall.toml").exit ==
          0);
}

TEST_CASE("a notice ahead of an appointment is told, with its explanation in three forms") {
    std::string const target =
        "deadline --accepted \"2026-02-01 10:00\" --target \"3 working days before agreed\" --agreed \"2026-02-25 "
        "09:00\"";
    CHECK(run_tool(target).text == "2026-02-13 24:00\n");
    auto const text = run_tool(target + " --explain");
    CHECK(text.text.find("2026-02-25 is the agreed day, day 0") != std::string::npos);
    CHECK(text.text == run_tool(target + " --explain text").text);
    auto const strip = run_tool(target + " --explain strip --lang zh").text;
    CHECK(strip.find("  2026-02-14 Sat  #        1 天        2 天  春节调休上班(国办发明电〔2025〕7号)\n") !=
          std::string::npos);
    auto const json = run_tool(target + " --explain json").text;
    CHECK(json.find("\"deadline\": \"2026-02-13 24:00\"") != std::string::npos);
    CHECK(json.find("\"counted\": 3\n}") != std::string::npos);
    CHECK(run_tool(target + " --explain poem").exit == 2);
    auto const unset = run_tool("deadline --accepted \"2026-02-01 10:00\" --target \"24 h before agreed\"");
    CHECK(unset.exit == 1);
    CHECK(unset.text == "no time is agreed yet\n");
}
