#include "scenarios.hpp"

#include <gongdan/dispatch/report.hpp>
#include <gongdan/dispatch/vroom.hpp>
#include <gongdan/files/json.hpp>

#include <support/data.hpp>

#include <doctest/doctest.h>

#include <string>

namespace {

std::string const small = R"({
  "vehicles": [{"id": 3, "start_index": 0, "end_index": 0, "skills": [1], "capacity": [4], "time_window": [0, 1000],
                "breaks": [{"id": 1, "time_windows": [[200, 300]], "service": 20}]}],
  "jobs": [{"id": 10, "location_index": 1, "setup": 5, "service": 30, "skills": [1], "priority": 7, "delivery": [1], "description": "表<1>"},
           {"id": 11, "location_index": 0, "service": 30, "skills": [2]}],
  "matrices": {"car": {"durations": [[0, 60], [70, 0]]}}
})";

problem read(std::string text) { return read_vroom(from_text("p.json", std::move(text))); }

std::string fault_in(std::string text) {
    try {
        static_cast<void>(read(std::move(text)));
        return "none";
    } catch (input_error const& e) { return e.what(); }
}

std::string changed(std::string const& from, std::string const& to) {
    auto s = small;
    s.replace(s.find(from), from.size(), to);
    return s;
}

}  // namespace

TEST_CASE("a problem of VROOM's is read whole") {
    auto const p = read(small);
    REQUIRE_EQ(p.crews.size(), 1);
    CHECK_EQ(p.crews[0].id, 3);
    CHECK_EQ(p.crews[0].shift, time_range{0, 1000});
    CHECK_EQ(p.crews[0].breaks[0].windows[0], time_range{200, 300});
    CHECK_EQ(p.visits[0].setup, 5);
    CHECK_EQ(p.visits[0].level, 7);
    CHECK_EQ(p.visits[0].description, "表<1>");
    CHECK_EQ(p.travel[0].durations, std::vector<std::int32_t>{0, 60, 70, 0});
}

TEST_CASE("the solution written is the solution read, and passes the check") {
    auto const p = read(small);
    auto const made = *make_plan(p, steps(20));
    auto const text = vroom_text(p, made);
    auto const back = read_vroom_solution(from_text("s.json", text), p);
    CHECK_EQ(faults_of(p, back), "");
    CHECK_EQ(vroom_text(p, made), text);
    CHECK(text.find("computing_times") == std::string::npos);
    CHECK(vroom_text(p, made, computing_times{1, 2}).find(R"("computing_times": {"loading": 1, "solving": 2})") !=
          std::string::npos);

    auto const document = read_json(from_text("s.json", text));
    auto const root = document.root();
    CHECK_EQ(root.integer("code"), 0);
    CHECK_EQ(root.table("summary").integer("cost"), 130);
    for (data_view const u : root.array("unassigned")) {
        CHECK_EQ(u.integer("id"), 11);
        CHECK_EQ(u.text("reason"), "skill");
    }
    for (data_view const r : root.array("routes")) {
        CHECK_EQ(r.integer("vehicle"), 3);
        for (data_view const s : r.array("steps"))
            for (auto const* name : {"arrival", "setup", "service", "waiting_time", "duration"}) CHECK(s.has(name));
    }
}

TEST_CASE("gongdan's own form says levels and words beside VROOM's") {
    auto const p =
        read(changed(R"("skills": [1], "capacity")",
                     R"("steps": [{"type": "start"}, {"type": "job", "id": 99}], "skills": [1], "capacity")"));
    auto const text = plan_text(p, *make_plan(p, steps(20)));
    auto const document = read_json(from_text("s.json", text));
    auto const own = document.root().table("gongdan");
    CHECK_EQ(own.array("levels").size(), 2);
    for (data_view const d : own.array("dropped")) CHECK_EQ(d.text("reason"), "unknown");
    CHECK(text.find("缺少所需技能") != std::string::npos);
}

TEST_CASE("what cannot be planned is refused by name and place") {
    CHECK_EQ(fault_in(changed(R"("jobs")", R"("shipments": [{}], "jobs")")),
             "p.json:4: /shipments: shipments (a pickup here, a delivery there) are not planned; "
             "give jobs with delivery or pickup");
    CHECK(fault_in(changed(R"("setup": 5)", R"("setpu": 5)")).find("/jobs/0/setpu") != std::string::npos);
    CHECK(fault_in(changed(R"("setup": 5)", R"("setup_per_type": {})")).find("not planned") != std::string::npos);
    CHECK(fault_in(changed(R"("location_index": 1)", R"("location_index": 2)"))
              .find("/jobs/0/location_index: is outside the matrices") != std::string::npos);
    CHECK(fault_in(changed("[70, 0]", "[70]")).find("not square") != std::string::npos);
    CHECK(fault_in(changed(R"("id": 11)", R"("id": 10)")).find("/jobs/1/id: is given twice") != std::string::npos);
    CHECK(fault_in(changed(R"("priority": 7)", R"("priority": 101)")).find("/jobs/0/priority") != std::string::npos);
    CHECK(fault_in(changed("[[200, 300]]", "[[300, 200]]")).find("ends before it begins") != std::string::npos);
    CHECK(fault_in("[]") != "none");
    CHECK_EQ(fault_in(R"({"vehicles": [], "options": {"g": true}, "description": "x"})"), "none");
}

TEST_CASE("without matrices the way is the great circle at a speed") {
    auto const p = read(
        R"({"vehicles": [{"id": 1, "start": [108.5, 22.25]}], "jobs": [{"id": 1, "location": [108.5, 23.25]}],
                            "gongdan": {"speed_kmh": 36, "road_factor": 1}})");
    REQUIRE_EQ(p.places, 2);
    CHECK_EQ(p.travel[0].distances[1], 111'195);  // a degree of latitude
    CHECK_EQ(p.travel[0].durations[1], 11'119);   // 111 194.9 m at 10 m/s
    auto const text = vroom_text(p, *make_plan(p, steps(5)));
    CHECK(text.find(R"("location": [108.5, 23.25])") != std::string::npos);
    CHECK(text.find("location_index") == std::string::npos);
}

TEST_CASE("the csv has one line a step and one for each visit left out") {
    auto const p = read(small);
    auto const text = plan_csv(p, *make_plan(p, steps(20)));
    CHECK_EQ(std::count(text.begin(), text.end(), '\n'), 6);
    CHECK(text.find("3,job,10,7,") != std::string::npos);
    CHECK(text.find(",unassigned,11,0,,,,,,,,skill") != std::string::npos);
}

TEST_CASE("the page escapes what the problem says and needs nothing from elsewhere") {
    auto const p = read(small);
    auto const page = plan_html(p, *make_plan(p, steps(20)));
    CHECK(page.find("表&lt;1&gt;") != std::string::npos);
    CHECK(page.find("表<1>") == std::string::npos);
    CHECK(page.find("http") == std::string::npos);
}

TEST_CASE("the page has a map where coordinates are known, with a ring for what is left out") {
    auto const p =
        read(R"({"vehicles": [{"id": 1, "start": [108.5, 22.25]}], "jobs": [{"id": 1, "location": [108.5, 22.35]},
        {"id": 2, "location": [108.6, 22.3], "skills": [3]}]})");
    auto const page = plan_html(p, *make_plan(p, steps(5)));
    CHECK(page.find("<polyline points=\"24.0,") != std::string::npos);
    CHECK(page.find("2 · 未安排 left out") != std::string::npos);
    CHECK(plan_html(read(small), *make_plan(read(small), steps(5))).find("<polyline") == std::string::npos);
}

TEST_CASE("Solomon's instances come within three per cent of the best known distance in 4,000 steps") {
    struct instance {
        char const* file;
        std::int64_t best;
    };
    for (instance const& i :
         {instance{"R101.txt", 1'642'880}, {"C101.txt", 828'940}, {"RC101.txt", 1'623'580}, {"R201.txt", 1'149'680}}) {
        auto const path = outside_data("dispatch/" + std::string{i.file});
        if (!path) return;
        CAPTURE(i.file);
        auto const p = read_vroom(read_source(path->string()));
        auto const made = *make_plan(p, steps(4000));
        CHECK(made.unplaced.empty());
        CHECK_EQ(faults_of(p, made), "");
        CHECK(made.cost < i.best * 103 / 100);
        CHECK(made.cost > i.best * 999 / 1000);
    }
}

TEST_CASE("a Solomon file that is cut short is refused with its line") {
    CHECK_EQ(fault_in("X\nVEHICLE\n 2 10\n 0 0 0 0 0 9 0\n 1 2 3\n"),
             "p.json:5: a customer has seven whole numbers: number, x, y, demand, ready, due, service");
    CHECK_EQ(fault_in("X\nVEHICLE\n"), "p.json: number and capacity of the vehicles are expected");
}
