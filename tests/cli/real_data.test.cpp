// Data nobody here wrote: the city's own due times and verdicts, and a fire department's arrivals.

#include <gongdan/time/civil.hpp>
#include <support/tool.hpp>

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>
#include <unordered_map>

using namespace gongdan;

namespace {

struct judged {
    std::string deadline;
    std::string verdict;
};

/// `tickets.csv` by ticket, for one target.
std::unordered_map<std::string, judged> judged_by(std::string const& file, std::string_view target) {
    auto const text = read_source(file);
    csv_reader csv{text};
    std::unordered_map<std::string, judged> all;
    auto const ticket = csv.column("ticket"), of = csv.column("target"), deadline = csv.column("deadline"),
               verdict = csv.column("verdict");
    while (auto const row = csv.next())
        if ((*row)[of] == target)
            all[std::string{(*row)[ticket]}] = {std::string{(*row)[deadline]}, std::string{(*row)[verdict]}};
    return all;
}

}  // namespace

TEST_CASE("Boston's own due times and verdicts come out of its rules") {
    auto const data = outside_data("data/boston311_2015H1.csv");
    if (!data) return;
    scratch_folder folder;
    auto const r = run_tool("run " + data->string() +
                            " --policy examples/boston/policy.toml --calendar examples/boston/calendar.toml"
                            " --map examples/boston/map.toml --as-of \"2015-12-01 00:00\" --out " +
                            folder.file("out"));
    REQUIRE(r.exit == 0);
    auto const ours = judged_by(folder.file("out/tickets.csv"), "done");
    auto const theirs = judged_by(folder.file("out/tickets.csv"), "city_due");
    auto const text = read_source(data->string());
    csv_reader csv{text};
    auto const id = csv.column("case_id"), due = csv.column("due"), on_time = csv.column("on_time"),
               type = csv.column("type");
    std::unordered_map<std::string, int> hits;
    int rows = 0, verdicts = 0, agree = 0;
    while (auto const row = csv.next()) {
        ++rows;
        std::string const number{(*row)[id]};
        auto const deadline = read_instant(ours.at(number).deadline);
        auto const apart = deadline ? std::llabs((*deadline - row->instant(due)).count()) : 1'000'000;
        hits[std::string{(*row)[type]}] += apart <= 60;
        if (row->is_empty(on_time)) continue;
        ++verdicts;
        auto const& v = theirs.at(number).verdict;
        agree += ((*row)[on_time] == "ONTIME") == (v == "met" || v == "open");
    }
    CHECK(rows == 20'439);
    CHECK(verdicts == 20'439 - 95);
    CHECK(agree == verdicts);
    // Hits of each rule, as an independent count of the same file has them.
    std::unordered_map<std::string, int> const expected = {
        {"Abandoned Vehicles", 922 + 211},
        {"Building Inspection Request", 1828},
        {"CE Collection", 1480},
        {"Carbon Monoxide", 5},
        {"Electrical", 585},
        {"Empty Litter Basket", 1798},
        {"General Comments For a Program or Policy", 3472},
        {"Heat - Excessive  Insufficient", 875},
        {"Illegal Occupancy", 156},
        {"Major System Failure", 191},
        {"Mechanical", 16},
        {"No Utilities Residential - Electricity", 47},
        {"No Utilities Residential - Gas", 14},
        {"No Utilities Residential - Water", 155},
        {"Pick up Dead Animal", 793},
        {"Plumbing", 201},
        {"Poor Conditions of Property", 40},
        {"Request for Recycling Cart", 1270},
        {"Rodent Activity", 798},
        {"Street Light Outages", 3065},
        {"Traffic Signal Inspection", 1},
        {"Tree Emergencies", 275},
        {"Unsafe Dangerous Conditions", 742},
        {"Unsanitary Conditions - Establishment", 197},
        {"Utility Call-In", 354},
        {"Work Hours-Loud Noise Complaints", 76},
    };
    for (auto const& hit : expected) {
        CAPTURE(hit.first);
        CHECK(hits[hit.first] == hit.second);
    }
}

TEST_CASE("P4: a fire department's first arrivals within 30 minutes are counted as an independent script counts them") {
    auto const data = outside_data("data/sf_fire_units_2016-12-31_2017-01-07.csv");
    if (!data) return;
    scratch_folder folder;
    auto const r = run_tool("run " + data->string() +
                            " --policy examples/san_francisco/policy.toml --map examples/san_francisco/map.toml"
                            " --out " +
                            folder.file("out"));
    REQUIRE(r.exit == 0);
    int met = 0, late = 0, other = 0;
    for (auto const& [ticket, j] : judged_by(folder.file("out/tickets.csv"), "on_scene"))
        ++(j.verdict == "met" ? met : j.verdict == "late" ? late : other);
    CHECK(met == 3372);
    CHECK(met + late == 3429);
    CHECK(met + late + other == 3560);
}

TEST_CASE("the worked deadlines come out of the tool as they are pinned") {
    scratch_folder folder;
    auto const file =
        folder.put("cases.csv",
                   "id,accepted,target,holds,as_known,provisional\n"
                   "1,2026-02-13 23:59,5 working days from next day,,,\n"
                   "2,2026-03-02 10:00,24 h,2026-03-02 12:00/2026-03-02 15:00;2026-03-02 14:00/2026-03-02 18:00,,\n"
                   "3,2026-12-28 10:00,5 working days from next day,,,\n"
                   "4,2026-12-28 10:00,5 working days from next day,,,yes\n"
                   "5,2026-03-02 10:00,24 h,2026-03-02 12:00/,,\n"
                   "6,2026-02-30 10:00,24 h,,,\n"
                   "7,2020-01-22 10:00,5 working days from next day,,2020-01-25,\n"
                   "8,2026-03-02 00:00,24 h,,,\n");
    auto const r = run_tool("deadline --cases " + file);
    CHECK(r.exit == 0);
    CHECK(r.text ==
          "id,deadline,flag,reason\n"
          "1,2026-02-27 24:00,,\n"
          "2,2026-03-03 16:00,,\n"
          "3,,unknown,\"the working days of 2027 are not known (calendar 'china' covers 2002-01-01 to 2026-12-31), "
          "with 2 working days left\"\n"
          "4,2027-01-05 24:00,provisional,\n"
          "5,,held,the clock stands still since 2026-03-02 12:00 with 22 h 00 min left\n"
          "6,,invalid,accepted: there is no day 2026-02-30\n"
          "7,2020-02-04 24:00,,\n"
          "8,2026-03-03 00:00,,\n");
}
