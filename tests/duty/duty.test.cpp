// Recurring duties: when they fall due, over which days they are spread, and how far they are kept.

#include <gongdan/calendar/china.hpp>
#include <gongdan/duty/file.hpp>
#include <gongdan/files/source.hpp>
#include <gongdan/time/civil.hpp>

#include <support/data.hpp>

#include <doctest/doctest.h>

#include <map>
#include <set>

using namespace gongdan;
using duty::place_class;
using duty::visit_result;

namespace {

/// Places and visits on which a test plans.
struct world {
    duty::program rules = duty::handbook();
    std::vector<duty::place> places;
    std::vector<duty::visit> visits;
    int per_day = 40;

    void add(std::string id, place_class kind, std::string building = "", std::string since = "2010-01-01") {
        places.push_back({std::move(id), kind, "城东", std::move(building), on(since)});
    }
    void visited(std::string id, std::string code, std::string when, visit_result r = visit_result::done) {
        visits.push_back({std::move(id), std::move(code), on(when), on(when), r});
    }
    [[nodiscard]] duty::plan plan(char const* from, char const* to) const {
        duty::plan_request wanted{on(from), on(to), &places, &visits};
        wanted.per_day_elsewhere = per_day;
        auto p = duty::make_plan(rules, china(), wanted);
        REQUIRE_MESSAGE(p, (p ? "" : p.why().en));
        return *std::move(p);
    }
    /// `inspection 2026-01-05..2026-12-31`, day and last day, of each visit in the plan.
    [[nodiscard]] std::string told(duty::plan const& p) const {
        std::string all;
        for (auto const& v : p.visits)
            all += (all.empty() ? "" : "; ") + places[v.place].id + " " + rules.cycles[v.cycle].code + " by " +
                   to_text(v.due_by);
        return all;
    }
};

}  // namespace

TEST_CASE("I1: each household is inspected once in a calendar year") {
    world w;
    w.add("A", place_class::household);
    w.add("B", place_class::household);
    w.visited("B", "inspection", "2026-01-08");
    auto const p = w.plan("2026-03-02", "2026-12-31");
    CHECK(w.told(p) == "A inspection by 2026-12-31");
    CHECK(p.visits.at(0).along.size() == 1);
    CHECK(p.by_cycle.at(0).kept == 1);
    CHECK(p.by_cycle.at(0).covered() == 0.5);
}

TEST_CASE("I1: last year's visit does not stand for this year and keeps its distance") {
    world w;
    w.add("A", place_class::household);
    w.visited("A", "inspection", "2025-12-20");
    auto const p = w.plan("2026-01-05", "2026-12-31");
    REQUIRE(p.visits.size() == 1);
    CHECK(p.visits[0].on >= on("2025-12-20") + 180);
    CHECK(p.by_cycle.at(0).kept == 0);
}

TEST_CASE("I2: public institutions are inspected before Spring Festival and Labour Day and National Day") {
    world w;
    w.add("S", place_class::public_institution);
    w.visited("S", "festival_inspection", "2025-01-15");
    auto const p = w.plan("2026-01-05", "2026-12-31");
    CHECK(w.told(p) ==
          "S festival_inspection by 2026-02-14; S festival_inspection by 2026-04-30; S festival_inspection by "
          "2026-09-30");
    for (auto const& v : p.visits) {
        CHECK(v.on <= v.due_by);
        CHECK(v.on >= v.due_by - 30);
    }
    world done = w;
    done.visited("S", "festival_inspection", "2026-01-20");
    CHECK(done.plan("2026-01-26", "2026-03-31").visits.empty());
    world first_day = w;  // thirty days ahead, this one included
    first_day.visited("S", "festival_inspection", "2026-01-16");
    CHECK(first_day.plan("2026-01-26", "2026-03-31").visits.empty());
    world too_early = w;
    too_early.visited("S", "festival_inspection", "2026-01-15");
    CHECK(too_early.plan("2026-01-26", "2026-03-31").visits.size() == 1);
}

TEST_CASE("I3: households once in two years and other customers once a year") {
    world w;
    w.rules = duty::standard();
    w.add("A", place_class::household);
    w.add("B", place_class::commercial);
    w.add("C", place_class::heating);
    w.visited("A", "inspection", "2024-05-20");
    w.visited("B", "inspection_yearly", "2025-06-30");
    w.visited("C", "inspection_yearly", "2026-01-10");
    auto const p = w.plan("2026-03-02", "2026-12-31");
    CHECK(w.told(p) ==
          "A inspection by 2026-05-20; B inspection_yearly by 2026-06-30; C inspection_yearly by 2027-01-10");
    CHECK(w.plan("2026-03-02", "2026-04-10").visits.size() == 1);
}

TEST_CASE("I3: what was never done since gas came is overdue and comes first") {
    world w;
    w.rules = duty::standard();
    w.add("A", place_class::household, "", "2020-01-01");
    w.add("B", place_class::household, "", "2025-06-01");
    auto const p = w.plan("2026-03-02", "2026-12-31");
    CHECK(w.told(p) == "A inspection by 2022-01-01");
    CHECK(p.visits.at(0).overdue);
    CHECK(p.visits.at(0).on <= on("2026-03-31"));
    CHECK(p.by_cycle.at(0).kept == 1);
}

TEST_CASE("I4: leaflets go with the inspection of the year and alone where none is due") {
    world w;
    w.add("A", place_class::household);
    w.add("B", place_class::industrial);
    auto const p = w.plan("2026-03-02", "2026-12-31");
    CHECK(w.told(p) == "A inspection by 2026-12-31; B leaflets by 2026-12-31");
    CHECK(p.by_cycle.at(2).planned == 2);
    world done = w;
    done.visited("A", "inspection", "2026-01-08");
    CHECK(done.plan("2026-03-02", "2026-12-31").by_cycle.at(2).kept == 1);
}

TEST_CASE("I5: halls are assessed at regular dates") {
    world w;
    w.add("H", place_class::hall);
    w.visited("H", "assessment", "2026-01-15");
    CHECK(w.told(w.plan("2026-03-02", "2026-07-31")) == "H assessment by 2026-04-15; H assessment by 2026-07-15");
}

TEST_CASE("I1: a visit that found nobody home is counted as made and gained nothing") {
    world w;
    w.add("A", place_class::household);
    w.add("B", place_class::household);
    w.visited("A", "inspection", "2026-02-26", visit_result::nobody_home);
    w.visited("B", "inspection", "2026-02-26");
    auto const p = w.plan("2026-03-02", "2026-12-31");
    auto const& c = p.by_cycle.at(0);
    CHECK(c.kept == 1);
    CHECK(c.made == 2);
    CHECK(c.nobody_home == 1);
    CHECK(c.entry_rate() == 0.5);
    CHECK(c.entry_rate_at_home() == 1.0);
    CHECK(c.lasting == 1);
    CHECK(c.gained == 1);
    CHECK(c.forecast() == 0.75);
    REQUIRE(p.visits.size() == 1);
    CHECK(p.visits[0].attempts == 1);
    CHECK(p.visits[0].on >= on("2026-02-26") + 14);
}

TEST_CASE("I3: months are counted from the day done or from the day planned") {
    world w;
    w.rules = duty::standard();
    w.add("B", place_class::commercial);
    w.visits.push_back({"B", "inspection_yearly", on("2025-07-20"), on("2025-06-30"), visit_result::done});
    CHECK(w.told(w.plan("2026-03-02", "2026-12-31")) == "B inspection_yearly by 2026-07-20");
    w.rules.cycles[1].counted_from = duty::basis::planned;
    CHECK(w.told(w.plan("2026-03-02", "2026-12-31")) == "B inspection_yearly by 2026-06-30");
}

TEST_CASE("T26: who is to be served at home is marked in the plan") {
    world w;
    w.add("A", place_class::household, "8幢");
    w.places[0].care = registration::care::disabled;
    auto const text = duty::plan_csv(w.plan("2026-12-01", "2026-12-31"), w.rules, w.places);
    CHECK(text.find(",城东,8幢,A,inspection+leaflets,2026-12-31,on_time,0,disabled\n") != std::string::npos);
}

TEST_CASE("a building is visited on one day or on consecutive working days where it is larger than a day") {
    world w;
    w.per_day = 10;
    for (int i = 0; i < 8; ++i) w.add("A" + std::to_string(i), place_class::household, "1幢");
    for (int i = 0; i < 25; ++i) w.add("B" + std::to_string(i), place_class::household, "2幢");
    auto const p = w.plan("2026-03-02", "2026-12-31");
    REQUIRE(p.visits.size() == 33);
    std::map<std::string, std::set<std::int32_t>> days;
    for (auto const& v : p.visits) days[w.places[v.place].building].insert(v.on.number);
    CHECK(days["1幢"].size() == 1);
    REQUIRE(days["2幢"].size() == 3);
    CHECK(*china().count(day{*days["2幢"].begin()}, day{*days["2幢"].rbegin()}) == 2);
}

TEST_CASE("visits are level over working days and never more than the hands of the area") {
    world w;
    w.per_day = 12;
    for (int i = 0; i < 1000; ++i) w.add(std::to_string(i), place_class::household, std::to_string(i / 5) + "幢");
    auto const p = w.plan("2026-01-05", "2026-12-31");
    CHECK(p.visits.size() == 1000);
    std::map<std::int32_t, int> load;
    for (auto const& v : p.visits) {
        ++load[v.on.number];
        CHECK(china().works(v.on));
    }
    for (auto const& one : load) CHECK_MESSAGE(one.second <= 12, to_text(day{one.first}));
    CHECK(p.areas.at(0).needed == 5);
    CHECK(p.areas.at(0).level == 5);
    int months[13] = {};
    for (auto const& v : p.visits) ++months[split(v.on).month];
    for (int m = 2; m <= 11; ++m) CHECK_MESSAGE(months[m] >= 55, m);
}

TEST_CASE("what no hands are left for is told and so is how many are needed") {
    world w;
    w.per_day = 1;
    for (int i = 0; i < 60; ++i) w.add(std::to_string(i), place_class::household);
    auto const p = w.plan("2026-12-01", "2026-12-31");
    CHECK(p.visits.size() == 23);
    CHECK(p.unplaced.size() == 37);
    CHECK(p.by_cycle.at(0).unplaced == 37);
    CHECK(p.areas.at(0).needed == 3);
}

TEST_CASE("a plan past the calendar's last year is refused by the year") {
    world w;
    duty::plan_request const wanted{on("2026-03-02"), on("2027-03-01"), &w.places, &w.visits};
    auto const p = duty::make_plan(w.rules, china(), wanted);
    REQUIRE_FALSE(p);
    CHECK(p.why().en.find("2027") != std::string::npos);
    duty::plan_request const backwards{on("2026-03-02"), on("2026-03-01"), &w.places, &w.visits};
    CHECK(duty::make_plan(w.rules, china(), backwards).why().code == "duty.period");
    w.rules.cycles[1].festivals = {"泼水节"};
    duty::plan_request const good{on("2026-03-02"), on("2026-04-01"), &w.places, &w.visits};
    CHECK(duty::make_plan(w.rules, china(), good).why().code == "duty.no_festival");
}

TEST_CASE("months end with the month") {
    CHECK(duty::add_months(on("2026-01-31"), 1) == on("2026-02-28"));
    CHECK(duty::add_months(on("2024-02-29"), 24) == on("2026-02-28"));
    CHECK(duty::add_months(on("2026-03-15"), -12) == on("2025-03-15"));
}

TEST_CASE("the example's program and tables are read") {
    auto const folder = (source_dir() / "examples/duty/").string();
    auto const rules = duty::read_program(read_source(folder + "program.toml"));
    CHECK(rules.cycles.size() == 5);
    CHECK(rules.cycles[1].counted_from == duty::basis::planned);
    CHECK(rules.cycles[2].festivals.size() == 3);
    int rejected = 0;
    auto const count = [&](fault const&) { ++rejected; };
    auto const places = duty::read_places(read_source(folder + "customers.csv"), count);
    CHECK(duty::read_visits(read_source(folder + "visits.csv"), places, rules, count).size() > 50);
    CHECK(rejected == 0);
}

TEST_CASE("a program that cannot be is refused with its line") {
    auto const says = [](std::string duties) -> std::string {
        try {
            static_cast<void>(duty::read_program(from_text("f", "name='n'\nversion='1'\n" + std::move(duties))));
        } catch (input_error const& e) { return e.what(); }
        return "read";
    };
    CHECK(says("") == "f:1: duty: the file has no duty");
    CHECK(says("[[duty]]\ncode='a'\nclasses=['household']\nevery='24 moons'\n") ==
          "f:6: duty[0].every: write \"calendar year\" or \"24 months\"");
    CHECK(says("[[duty]]\ncode='a'\nclasses=['household']\nevery='1 months'\ngoes_with=['b']\n") ==
          "f:7: duty[0].goes_with[0]: there is no such duty");
    CHECK(says("[[duty]]\ncode='a'\nclasses=['household']\n").find("either 'every' or 'before'") != std::string::npos);
    CHECK(says("[[duty]]\ncode='a'\nclasses=['houshold']\nevery='1 months'\n").find("did you mean 'household'?") !=
          std::string::npos);
}

TEST_CASE("rows that cannot be used are named and the others are planned") {
    std::vector<std::string> said;
    auto const note = [&](fault const& f) { said.push_back(f.text()); };
    auto const places = duty::read_places(
        from_text("p", "id,class,area,building\nA,household,城东,1\nA,household,城东,1\nB,castle,城东,1\n"), note);
    CHECK(places.size() == 1);
    auto const visits =
        duty::read_visits(from_text("v",
                                    "place,duty,on,result\nX,inspection,2026-01-05,done\nA,tea,2026-01-05,done\n"
                                    "A,inspection,2026-02-30,done\nA,inspection,2026-01-05,无人在家\n"),
                          places, duty::handbook(), note);
    CHECK(visits.size() == 1);
    REQUIRE(said.size() == 5);
    CHECK(said[0] == "p:3: id: the id stood before");
    CHECK(said[2] == "v:2: place: there is no such place");
    CHECK(said[3] == "v:3: duty: there is no such duty");
}
