// The paper and kpi verbs: papers filled in from files, and figures with what is behind them.

#include <support/tool.hpp>

#include <doctest/doctest.h>

namespace {

bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("paper prints tickets and forms as text and page and table") {
    auto const order = run_tool("paper work_order examples/week/events.jsonl --ticket BX-0214-03");
    CHECK(order.exit == 0);
    CHECK(order.text.find("维修业务工单  工单号 BX-0214-03\n") == 0);
    auto const form = run_tool("paper application examples/registration/forms.jsonl --ticket BZ-0302-01 --format html");
    CHECK(form.exit == 0);
    CHECK(has(form.text, "用户联"));
    CHECK(has(form.text, "存根联"));
    CHECK_FALSE(has(form.text, "BZ-0302-02"));
    auto const ledger = run_tool("paper ledger examples/week/events.jsonl --format csv");
    CHECK(ledger.text.find("工单号,受理,用户、地址,") == 0);
    auto const day = run_tool("paper settlement examples/week/events.jsonl --day 2026-02-13 --counted 310");
    CHECK(has(day.text, "差额"));
    CHECK(has(run_tool("paper archive examples/week/events.jsonl").text, "客户服务档案目录"));
}

TEST_CASE("paper prints a company's own template") {
    scratch_folder folder;
    auto const own = run_tool("paper ledger --show-template > " + folder.file("own.toml") +
                              " && sed -i 's/维修派工台帐/派工簿/' " + folder.file("own.toml"));
    CHECK(own.exit == 0);
    auto const printed = run_tool("paper ledger examples/week/events.jsonl --template " + folder.file("own.toml"));
    CHECK(printed.text.find("客服部派工簿") == 0);
}

TEST_CASE("kpi shows figures by group and each ticket behind them") {
    auto const all = run_tool("kpi examples/week/events.jsonl --format csv");
    CHECK(all.exit == 0);
    CHECK(all.text.find("kpi,by,group,result,numerator,denominator,excluded\non_scene,,,") == 0);
    CHECK(has(run_tool("kpi examples/week/events.jsonl --by hall --by crew --format csv").text, "\nbacklog,crew,"));
    auto const items = run_tool("kpi examples/week/events.jsonl --kpi examples/kpi/company.toml --items");
    CHECK(items.text.find("kpi,by,group,ticket,what,counts\n") == 0);
    CHECK(has(items.text, "on_scene_promised,,,BJ-"));
    auto const earlier = run_tool("kpi examples/week/events.jsonl --as-of '2026-02-13 12:00' --format csv");
    CHECK(earlier.text != all.text);
}

TEST_CASE("run --out leaves the figures beside the tickets") {
    scratch_folder folder;
    CHECK(run_tool("run examples/week/events.jsonl --out " + folder.file("out")).exit == 0);
    auto const figures = run_tool("rules >/dev/null; cat " + folder.file("out/kpi.csv"));
    CHECK(has(figures.text, "\nbacklog,hall,"));
    auto const items = run_tool("rules >/dev/null; head -1 " + folder.file("out/kpi_items.csv"));
    CHECK(items.text == "kpi,by,group,ticket,what,counts\n");
}

TEST_CASE("paper and kpi say of a journal what they say of the events in it") {
    scratch_folder folder;
    auto const hall = folder.file("hall.db");
    auto const persons = " --personal " + folder.file("persons.db");
    CHECK(run_tool("run examples/week/events.jsonl --journal " + hall + persons).exit == 0);
    auto const same = [&](std::string const& verb, std::string const& wish, std::string const& apart = {}) {
        auto const told = run_tool(verb + " examples/week/events.jsonl " + wish);
        CHECK(told.exit == 0);
        CHECK(run_tool(verb + ' ' + hall + ' ' + wish + apart).text == told.text);
    };
    same("kpi", "--by hall --format csv --as-of '2026-02-16 12:00'");
    same("paper work_order", "--ticket BX-0214-03", persons);
    auto const masked = run_tool("paper work_order " + hall + " --ticket BX-0214-03");
    CHECK(masked.exit == 0);
    CHECK(masked.text != run_tool("paper work_order " + hall + " --ticket BX-0214-03" + persons).text);
}

TEST_CASE("what paper and kpi cannot do they refuse") {
    scratch_folder folder;
    CHECK(run_tool("run examples/week/events.jsonl --journal " + folder.file("hall.db")).exit == 0);
    auto const bad = folder.put("bad.toml", "[[kpi]]\ncode='a'\nunit='ticket'\nperiod='due'\n");
    refused_input const cases[] = {
        {"paper receipt examples/week/events.jsonl", "receipt not in {"},
        {"paper work_order examples/week/events.jsonl --ticket BX-9", "there is no ticket 'BX-9'"},
        {"paper hazard_notice examples/week/events.jsonl --ticket BX-0214-03", "no hazard was found"},
        {"paper application examples/registration/forms.jsonl --ticket X", "there is no such form"},
        {"paper ledger", "forms, events or a journal are needed"},
        {"paper settlement examples/week/events.jsonl --counted much", "--counted: an amount is written"},
        {"kpi examples/week/events.jsonl --kpi " + bad, "bad.toml:4: kpi[0].period: only a target is due"},
        {"kpi examples/week/events.jsonl --by moon", "--by: 'moon' is not known"},
        {"kpi examples/week/events.jsonl --archive old.db", "--archive: it belongs to a journal"},
        {"paper ledger examples/week/events.jsonl --personal p.db", "--personal: it belongs to a journal"},
        {"kpi examples/week/events.jsonl " + folder.file("hall.db"), "a journal stands alone"},
        {"kpi " + folder.file("hall.db") + " --personal " + folder.file("p.db"), "p.db: there is no such file"},
    };
    for (auto const& c : cases) CHECK_EQ(not_refused(c, folder), "");
}
