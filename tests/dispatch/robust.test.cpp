#include "scenarios.hpp"

#include <gongdan/dispatch/vroom.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

// What the tool may be given as a problem: each is answered by a plan that passes the check or by a sentence that says where.

namespace {

/// The sentence, or how many visits are served and how many not.
std::string answer_to(std::string text) {
    try {
        auto const p = read_vroom(from_text("p.json", std::move(text)));
        auto const made = make_plan(p, steps(40));
        if (!made) return made.why().en;
        auto const faults = faults_of(p, *made);
        if (!faults.empty()) return faults;
        std::size_t const left = made->unplaced.size();
        return std::to_string(p.visits.size() - left) + " served " + std::to_string(left) + " not";
    } catch (input_error const& e) { return e.what(); }
}

std::string const car = R"("matrices": {"car": {"durations": [[0, 60], [70, 0]]}})";
std::string const crews = R"("vehicles": [{"id": 1, "start_index": 0, "end_index": 0, "time_window": [0, 1000]}])";
std::string const jobs = R"("jobs": [{"id": 1, "location_index": 1, "service": 30}])";

std::string with_job(std::string const& job) { return "{" + crews + ", \"jobs\": [" + job + "], " + car + "}"; }
std::string with_crew(std::string const& crew) { return "{\"vehicles\": [" + crew + "], " + jobs + ", " + car + "}"; }
std::string with_matrix(std::string const& m) { return "{" + crews + ", " + jobs + ", \"matrices\": " + m + "}"; }

struct given {
    std::string text;
    std::string answer;
};

void each_is_answered(std::vector<given> const& all) {
    for (given const& g : all) {
        CAPTURE(g.text);
        CHECK_EQ(answer_to(g.text), g.answer);
    }
}

}  // namespace

TEST_CASE("a text that is no problem is told so at its place") {
    each_is_answered({
        {"", "p.json:1: is empty: JSON is expected"},
        {"  \n ", "p.json:1: is empty: JSON is expected"},
        {"[]", "p.json:1: an object is expected"},
        {"null", "p.json:1: an object is expected"},
        {"{", "p.json:1: the text ends before the object that begins on line 1 is closed"},
        {"{}", "p.json:1: /vehicles: is missing"},
        {"{\"vehicles\": [], \"jobs\": []}", "0 served 0 not"},
        {"{" + crews + "}",
         "p.json:1: /vehicles/0/start_index: an index needs matrices; without them give coordinates"},
        {"{\"vehicles\": {}, " + jobs + ", " + car + "}", "p.json:1: /vehicles: an array is expected"},
        {"{" + crews + ", " + jobs + ", \"shipments\": [1], " + car + "}",
         "p.json:1: /shipments: shipments (a pickup here, a delivery there) are not planned; give jobs with delivery "
         "or pickup"},
    });
}

TEST_CASE("a job that cannot be meant is told so at its place") {
    each_is_answered({
        {with_job(R"({"id": 1, "location_index": 1})"), "1 served 0 not"},
        {with_job(R"({"location_index": 1})"), "p.json:1: /jobs/0/id: is missing"},
        {with_job(R"({"id": -1, "location_index": 1})"),
         "p.json:1: /jobs/0/id: -1 is too small: at least 0 is expected"},
        {with_job(R"({"id": 1.5, "location_index": 1})"), "p.json:1: /jobs/0/id: an integer is expected"},
        {with_job(R"({"id": "one", "location_index": 1})"), "p.json:1: /jobs/0/id: an integer is expected"},
        {with_job(R"({"id": 1, "location_index": 2})"),
         "p.json:1: /jobs/0/location_index: is outside the matrices, which have 2 rows"},
        {with_job(R"({"id": 1, "location_index": -1})"),
         "p.json:1: /jobs/0/location_index: is outside the matrices, which have 2 rows"},
        {with_job(R"({"id": 1})"), "p.json:1: /jobs/0/location_index: is missing"},
        {with_job(R"({"id": 1, "location": [116.4, 39.9]})"),
         "p.json:1: /jobs/0/location_index: is missing: with matrices a place is named by its row"},
        {with_job(R"({"id": 1, "location_index": 1, "service": -5})"),
         "p.json:1: /jobs/0/service: -5 is too small: at least 0 is expected"},
        {with_job(R"({"id": 1, "location_index": 1, "service": "long"})"),
         "p.json:1: /jobs/0/service: an integer is expected"},
        {with_job(R"({"id": 1, "location_index": 1, "service": 1e300})"),
         "p.json:1: /jobs/0/service: an integer is expected"},
        {with_job(R"({"id": 1, "location_index": 1, "service": 1000000000})"), "0 served 1 not"},
        {with_job(R"({"id": 1, "location_index": 1, "service": 0})"), "1 served 0 not"},
        {with_job(R"({"id": 1, "location_index": 1, "priority": 101})"),
         "p.json:1: /jobs/0/priority: 101 is too large: at most 100 is expected"},
        {with_job(R"({"id": 1, "location_index": 1, "skills": [99]})"), "0 served 1 not"},
        {with_job(R"({"id": 1, "location_index": 1, "skills": [-1]})"),
         "p.json:1: /jobs/0/skills/0: -1 is too small: at least 0 is expected"},
        {with_job(R"({"id": 1, "location_index": 1, "skills": 3})"), "p.json:1: /jobs/0/skills: an array is expected"},
        {with_job(R"({"id": 1, "location_index": 1, "time_windows": [[9, 5]]})"),
         "p.json:1: /jobs/0/time_windows/0: a time window ends before it begins"},
        {with_job(R"({"id": 1, "location_index": 1, "time_windows": [[5000, 6000]]})"), "0 served 1 not"},
        {with_job(R"({"id": 1, "location_index": 1, "time_windows": [[0]]})"),
         "p.json:1: /jobs/0/time_windows/0: a time window is [first, last]"},
        {with_job(R"({"id": 1, "location_index": 1, "time_windows": [0, 10]})"),
         "p.json:1: /jobs/0/time_windows/0: an array of integers is expected"},
        {with_job(R"({"id": 1, "location_index": 1, "amount": [-2]})"),
         "p.json:1: /jobs/0/amount/0: -2 is too small: at least 0 is expected"},
        {with_job(R"({"id": 1, "location_index": 1, "amount": [1, 2]})"), "0 served 1 not"},
        {with_job(R"({"id": 1, "location_index": 1, "color": "red"})"),
         "p.json:1: /jobs/0/color: is not a name that is known here; known are id, description, location, "
         "location_index, setup, service, delivery, pickup, amount, skills, priority, time_windows, setup_per_type, "
         "service_per_type, gongdan"},
        {with_job(R"({"id": 1, "location_index": 1, "gongdan": {"after": 7}})"),
         "p.json:1: /jobs/0/gongdan/after: there is no such job"},
        {with_job(R"({"id": 1, "location_index": 1, "gongdan": {"after": 1}})"), "p.json: visit 1: waits for itself"},
        {with_job(R"({"id": 1, "location_index": 1}, {"id": 1, "location_index": 0})"),
         "p.json:1: /jobs/1/id: is given twice"},
    });
}

TEST_CASE("a crew that cannot be meant is told so at its place") {
    each_is_answered({
        {"{\"vehicles\": [], " + jobs + ", " + car + "}", "0 served 1 not"},
        {with_crew(R"({"start_index": 0})"), "p.json:1: /vehicles/0/id: is missing"},
        {with_crew(R"({"id": 1, "start_index": 0}, {"id": 1, "start_index": 0})"),
         "p.json:1: /vehicles/1/id: is given twice"},
        {with_crew(R"({"id": 1, "start_index": 9})"),
         "p.json:1: /vehicles/0/start_index: is outside the matrices, which have 2 rows"},
        {with_crew(R"({"id": 1, "start_index": 0, "profile": "bike"})"),
         "p.json:1: /vehicles/0/profile: there is no matrix of 'bike'"},
        {with_crew(R"({"id": 1, "start_index": 0, "time_window": [10, 0]})"),
         "p.json:1: /vehicles/0/time_window: a time window ends before it begins"},
        {with_crew(R"({"id": 1, "start_index": 0, "time_window": "all day"})"),
         "p.json:1: /vehicles/0/time_window: an array of integers is expected"},
        {with_crew(R"({"id": 1, "start_index": 0, "time_window": [1000000000, 2000000000]})"), "1 served 0 not"},
        {with_crew(R"({"id": 1, "start_index": 0, "speed_factor": 0})"),
         "p.json:1: /vehicles/0/speed_factor: 0 is too small: at least 0.01 is expected"},
        {with_crew(R"({"id": 1, "start_index": 0, "speed_factor": -1})"),
         "p.json:1: /vehicles/0/speed_factor: -1 is too small: at least 0.01 is expected"},
        {with_crew(R"({"id": 1, "start_index": 0, "capacity": [-1]})"),
         "p.json:1: /vehicles/0/capacity/0: -1 is too small: at least 0 is expected"},
        {with_crew(R"({"id": 1, "start_index": 0, "max_tasks": 0})"), "0 served 1 not"},
        {with_crew(R"({"id": 1, "start_index": 0, "steps": [{"type": "job", "id": 9}]})"), "1 served 0 not"},
        {with_crew(R"({"id": 1, "start_index": 0, "steps": [{"type": "job"}]})"),
         "p.json:1: /vehicles/0/steps/0/id: is missing"},
        {with_crew(R"({"id": 1})"), "1 served 0 not"},
    });
}

TEST_CASE("a matrix that cannot be meant is told so at its place and an odd one is planned with") {
    each_is_answered({
        {with_matrix("{}"), "p.json:1: /matrices: at least one profile is needed"},
        {with_matrix(R"({"car": {}})"), "p.json:1: /matrices/car/durations: is missing"},
        {with_matrix(R"({"car": {"durations": []}})"),
         "p.json:1: /vehicles/0/start_index: is outside the matrices, which have 0 rows"},
        {with_matrix(R"({"car": {"durations": [[0, 1], [2]]}})"),
         "p.json:1: /matrices/car/durations/1: the matrix is not square: 1 entries, 2 rows"},
        {with_matrix(R"({"car": {"durations": [[0, 1]]}})"),
         "p.json:1: /matrices/car/durations/0: the matrix is not square: 2 entries, 1 rows"},
        {with_matrix(R"({"car": {"durations": [[0, -1], [2, 0]]}})"),
         "p.json:1: /matrices/car/durations/0/1: -1 is too small: at least 0 is expected"},
        {with_matrix(R"({"car": {"durations": [[0, "far"], [2, 0]]}})"),
         "p.json:1: /matrices/car/durations/0/1: an integer is expected"},
        {with_matrix(R"({"car": {"durations": [[0, 3000000000], [2, 0]]}})"),
         "p.json:1: /matrices/car/durations/0/1: 3000000000 is too large: at most 2147483647 is expected"},
        {with_matrix(R"({"car": {"durations": [[0, 1], [2, 0]], "distances": [[0]]}})"),
         "p.json:1: /matrices/car/distances: has 1 rows, the matrix before has 2"},
        {with_matrix(R"({"bike": {"durations": [[0, 1], [2, 0]]}})"),
         "p.json:1: /vehicles/0/profile: there is no matrix of 'car'"},
        {with_matrix(R"({"car": {"durations": [[0, 0], [0, 0]]}})"), "1 served 0 not"},
        {with_matrix(R"({"car": {"durations": [[0, 1], [900, 0]]}})"), "1 served 0 not"},
        {with_matrix(R"({"car": {"durations": [[0, 1000000000], [1000000000, 0]]}})"), "0 served 1 not"},
        {with_matrix(R"({"car": {"durations": [[0, 900, 1], [900, 0, 1], [1, 1, 0]]}})"), "0 served 1 not"},
    });
}
