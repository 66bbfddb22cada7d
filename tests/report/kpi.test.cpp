#include "scene.hpp"

#include <gongdan/files/source.hpp>
#include <gongdan/report/kpi_file.hpp>

#include <support/data.hpp>

#include <algorithm>

using namespace gongdan;
using namespace gongdan::report;

namespace {

bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

kpi_figure figure(scene const& s, std::string_view code, std::string_view as_of, std::string_view since = {}) {
    scope when;
    when.as_of = at(as_of);
    if (!since.empty()) when.since = at(since);
    snapshot const seen{s.desk, when};
    for (auto& f : figures_of(shipped_kpis(), seen, when))
        if (f.what->code == code) return f;
    FAIL("no such figure");
    return {};
}

/// `2/3 -1`: numerator, denominator, excluded.
std::string told(kpi_figure const& f) {
    return std::to_string(f.numerator()) + "/" + std::to_string(f.denominator()) + " -" +
           std::to_string(f.count(kpi_item::place::excluded));
}

/// Inspections of which one is entered, one missed by the customer's cause and one by the company's.
void three_inspections(scene& s) {
    for (char const* number : {"AJ-1", "AJ-2", "AJ-3"}) {
        auto const id = s.open({gongdan::kind::inspection, at("2026-03-02 08:00"), receptionist("李娜"), level::waiting,
                                number, "城东厅"});
        s.step(id, "assign", "2026-03-02 08:10", dispatcher("周强"), {{"crew", "一班"}});
        std::string_view const n{number};
        if (n == "AJ-1") {
            auto door = credentials();
            door.set("outcome", "passed");
            s.step(id, "inspect", "2026-03-03 09:00", technician("赵军"), door);
        } else
            s.step(id, "missed", "2026-03-03 10:00", technician("赵军"),
                   {{"outcome", n == "AJ-2" ? "customer" : "company"}});
    }
}

std::string refused(std::string text) {
    try {
        static_cast<void>(read_kpis(from_text("f", std::move(text))));
    } catch (input_error const& e) { return e.what(); }
    return "read";
}

}  // namespace

TEST_CASE("R4: the inspection entry rate counts visits in vain and stands beside the one that does not") {
    scene s;
    three_inspections(s);
    CHECK(told(figure(s, "entry", "2026-03-04 00:00")) == "1/3 -0");
    CHECK(told(figure(s, "entry_at_home", "2026-03-04 00:00")) == "1/2 -1");
    CHECK(told(figure(s, "entry", "2026-03-03 09:30")) == "1/1 -0");
    CHECK(told(figure(s, "entry", "2026-03-04 00:00", "2026-03-03 09:30")) == "0/2 -0");
}

TEST_CASE("R4: a repair done at one visit is a first-time fix") {
    scene s;
    whole_repair(s);
    CHECK(told(figure(s, "first_time_fix", "2026-02-24 16:19")) == "0/0 -0");
    CHECK(told(figure(s, "first_time_fix", "2026-02-25 00:00")) == "1/1 -0");
}

TEST_CASE("R4: repair timeliness is what was kept out of what has been judged and names its tickets") {
    scene s;
    whole_repair(s);
    auto const f = figure(s, "repair", "2026-02-25 00:00");
    CHECK(told(f) == "1/1 -0");
    REQUIRE(f.items.size() == 1);
    CHECK(f.items[0].ticket == "WX-1");
    CHECK(f.items[0].what == "fixed");
    CHECK(*f.rate() == 1.0);
    CHECK_FALSE(figure(s, "complaint", "2026-02-25 00:00").rate());
}

TEST_CASE("R4: hazards found and not cleared count against rectification") {
    scene s;
    whole_repair(s);
    CHECK(told(figure(s, "hazard_rectification", "2026-02-25 00:00")) == "0/1 -0");
}

TEST_CASE("R4: satisfaction counts ratings by outcome or by word and leaves out those that say neither") {
    scene s;
    int number = 0;
    for (payload const& said : {payload{{"rating", "满意"}}, payload{{"rating", "不满意"}},
                                payload{{"outcome", "passed"}}, payload{{"outcome", "failed"}}, payload{}}) {
        auto const id = s.open({gongdan::kind::install,
                                at("2026-03-02 08:00"),
                                {role::customer, "王芳"},
                                level::waiting,
                                "BZ-" + std::to_string(++number),
                                "城东厅"});
        for (char const* event : {"verify", "fill", "enter", "sign", "submit"}) {
            payload all;
            for (auto const& e : s.desk.type(gongdan::kind::install)->life().evidence) all.set(e.code, "yes");
            s.step(id, event, "2026-03-02 08:30",
                   std::string_view{event} == "sign" ? actor{role::customer, "王芳"} : receptionist("李娜"), all);
        }
        s.step(id, "rate", "2026-03-02 09:00", {role::customer, "王芳"}, said);
    }
    CHECK(told(figure(s, "satisfaction", "2026-03-03 00:00")) == "2/4 -1");
}

TEST_CASE("K5: the backlog is a count as of any instant") {
    scene s;
    whole_repair(s);
    three_inspections(s);
    auto const f = figure(s, "backlog", "2026-03-02 08:05");
    CHECK(f.denominator() == 3);
    CHECK_FALSE(f.rate());
    CHECK(figure(s, "backlog", "2026-02-24 12:00").denominator() == 1);
    CHECK(figure(s, "backlog", "2026-02-26 00:00").denominator() == 0);
}

TEST_CASE("K5: figures are broken down by type and level and hall and crew") {
    scene s;
    whole_repair(s);
    three_inspections(s);
    scope when;
    when.as_of = at("2026-03-04 00:00");
    snapshot const seen{s.desk, when};
    auto const backlog = read_kpis(from_text("f", "[[kpi]]\ncode='all'\nunit='ticket'\nperiod='any'\n"));
    auto const by_type = figures_of(backlog, seen, when, grouping::type);
    REQUIRE(by_type.size() == 2);
    CHECK(by_type[0].of.name.en == "inspection");
    CHECK(by_type[0].denominator() == 3);
    CHECK(figures_of(backlog, seen, when, grouping::level)[0].of.name.en == "L3 soon");
    CHECK(figures_of(backlog, seen, when, grouping::hall).size() == 1);
    CHECK(figures_of(backlog, seen, when, grouping::crew)[0].of.name.zh == "一班");
}

TEST_CASE("a figure may be held against the promise as it was given") {
    scene s;
    auto const id =
        s.open({gongdan::kind::repair, at("2026-03-02 08:00"), receptionist("李娜"), level::waiting, "WX-9", "城东厅"});
    s.step(id, "record", "2026-03-02 08:05", receptionist("李娜"));
    s.step(id, "agree", "2026-03-02 08:10", receptionist("李娜"),
           {{"from", "2026-03-04 09:00"}, {"to", "2026-03-04 11:00"}});
    scope when;
    when.as_of = at("2026-03-03 09:00");
    snapshot const seen{s.desk, when};
    auto const both = read_kpis(
        from_text("f",
                  "[[kpi]]\ncode='a'\nunit='target'\ntargets=['handled']\nnumerator=[{verdict=['open_late']}]\n"
                  "[[kpi]]\ncode='b'\nunit='target'\ntargets=['handled']\nbasis='promised'\nnumerator=[{verdict=['open_"
                  "late']}]\n"));
    auto const f = figures_of(both, seen, when);
    REQUIRE(f.size() == 2);
    CHECK(told(f[0]) == "0/1 -0");
    CHECK(told(f[1]) == "1/1 -0");
}

TEST_CASE("figures are written with what is behind them") {
    scene s;
    three_inspections(s);
    scope when;
    when.as_of = at("2026-03-04 00:00");
    snapshot const seen{s.desk, when};
    std::vector<kpi_rows> const rows{{{}, figures_of(shipped_kpis(), seen, when)}};
    auto const csv = kpi_csv(rows);
    CHECK(has(csv, "kpi,by,group,result,numerator,denominator,excluded\n"));
    CHECK(has(csv, "\nentry,,,0.3333,1,3,0\nentry_at_home,,,0.5000,1,2,1\n"));
    CHECK(has(csv, "\nbacklog,,,3,,3,0\n"));
    CHECK(has(csv, "\ncomplaint,,,,0,0,0\n"));
    auto const items = kpi_items_csv(rows);
    CHECK(has(items, "entry,,,AJ-1,inspect,numerator\n"));
    CHECK(has(items, "entry_at_home,,,AJ-2,missed,excluded\n"));
    CHECK(has(items, "entry_at_home,,,AJ-3,missed,denominator\n"));
}

TEST_CASE("the example's figures are read and a figure that cannot be is refused with its line") {
    CHECK(read_kpis(read_source((source_dir() / "examples/kpi/company.toml").string())).size() == 3);
    CHECK(refused("") == "f:1: kpi: the file has no figure");
    CHECK(has(refused("[[kpi]]\ncode='a'\nunit='ticket'\nnumerator=[{verdict=['met']}]\n"),
              "f:4: kpi[0].numerator[0].verdict: only a unit of targets has a verdict"));
    CHECK(has(refused("[[kpi]]\ncode='a'\nunit='ticket'\nperiod='due'\n"), "f:4: kpi[0].period: only a target is due"));
    CHECK(has(refused("[[kpi]]\ncode='a'\nunit='ticket'\nnumerator=[{}]\n"), "the condition says nothing"));
    CHECK(has(refused("[[kpi]]\ncode='a'\nunit='tickets'\n"), "did you mean 'ticket'?"));
    CHECK(has(refused("[[kpi]]\ncode='a'\nunit='ticket'\n[[kpi]]\ncode='a'\nunit='ticket'\n"), "another figure"));
}

TEST_CASE("what is open lies in no period of closing and steps of a name are counted to the last one allowed") {
    scene s;
    whole_repair(s);
    s.open({gongdan::kind::repair, at("2026-02-24 09:00"), receptionist("李娜"), level::waiting, "WX-2", "城东厅"});
    scope when;
    when.as_of = at("2026-02-26 00:00");
    snapshot const seen{s.desk, when};
    auto const wanted = read_kpis(
        from_text("f",
                  "[[kpi]]\ncode='closed'\nunit='ticket'\nperiod='closed'\n"
                  "[[kpi]]\ncode='opened'\nunit='ticket'\nperiod='opened'\n"
                  "[[kpi]]\ncode='one'\nunit='ticket'\nnumerator=[{event=['arrive'],at_most=1}]\n"
                  "[[kpi]]\ncode='none'\nunit='ticket'\nnumerator=[{event=['arrive'],at_least=0,at_most=0}]\n"));
    auto const f = figures_of(wanted, seen, when);
    CHECK(f[0].denominator() == 1);
    CHECK(f[1].denominator() == 2);
    CHECK(told(f[2]) == "1/2 -0");
    CHECK(told(f[3]) == "1/2 -0");
}
