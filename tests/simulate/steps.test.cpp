// Work told step by step: what takes time up to an event of the lifecycle.

#include "scenarios.hpp"

#include <files/refusal.hpp>

#include <gongdan/simulate/detail/stages.hpp>
#include <gongdan/simulate/script.hpp>
#include <gongdan/simulate/study.hpp>
#include <gongdan/time/civil.hpp>

#include <map>
#include <set>

using namespace gongdan;
using simulate::moment;

namespace {

constexpr char head[] = "time_unit = \"hour\"\nreplications = 1\nstart = \"2026-03-02 00:00\"\n";

std::string order(std::string_view type, std::string const& more) {
    return "[[class]]\nname = \"job\"\ntype = \"" + std::string(type) + "\"\n" + more + "\n";
}

std::string timed(std::string_view type, std::string_view name, std::string_view takes, std::string_view more = {}) {
    return "[[service]]\ntype = \"" + std::string(type) + "\"\nstep = \"" + std::string(name) +
           "\"\ntakes = " + std::string(takes) + "\n" + std::string(more) + "\n";
}

/// At what hour each event happened to the first ticket, and how often.
struct steps_seen : simulate::witness {
    std::multimap<std::string, double> at;
    std::multimap<moment::what, double> moments;
    std::map<std::string, int> often;
    void accepted(entry const& e) override {
        ++often[e.event];
        if (e.ticket.value == 1)
            at.emplace(e.event, static_cast<double>((e.occurred_at - gongdan::at("2026-03-02 00:00")).count()) / 3600);
    }
    void saw(moment const& m) override {
        if (m.ticket.value == 1) moments.emplace(m.happened, static_cast<double>(m.at) / 3600);
    }
};

steps_seen seen_in(std::string const& text) {
    steps_seen seen;
    static_cast<void>(prepared(scenario_text(head + text)).run(0, &seen));
    return seen;
}

double first(steps_seen const& s, std::string const& event) { return s.at.find(event)->second; }

}  // namespace

TEST_CASE("an installation is surveyed and designed and waits for the office and is built by another visit") {
    std::string const text = "horizon = 24\ncool_down = 200\ncrews = 1\n" +
                             order("install", "arrivals = { at = [8] }\ntravel = 0.5") + timed("install", "fill", "1") +
                             timed("install", "survey", "1") + timed("install", "plan", "2") +
                             timed("install", "confirm", "48") + timed("install", "finish", "4") +
                             timed("install", "accept", "0.5") + timed("install", "report", "3");
    auto const s = seen_in(text);
    CHECK(first(s, "verify") == 8);
    CHECK(first(s, "fill") == 9);
    CHECK(first(s, "submit") == 9);
    CHECK(first(s, "survey") == 10.5);
    CHECK(first(s, "plan") == 12.5);
    CHECK(first(s, "confirm") == 60.5);
    CHECK(first(s, "schedule") == 60.5);
    CHECK(first(s, "build") == 61);  // another way
    CHECK(first(s, "finish") == 65);
    CHECK(first(s, "hand_over") == 65.5);
    CHECK(first(s, "close") == 68.5);
    CHECK(s.moments.count(moment::what::left) == 2);
    CHECK(s.moments.find(moment::what::done)->second == 68.5);
    auto const r = prepared(scenario_text(head + text)).run(0);
    CHECK(r.all.sojourn == static_cast<std::int64_t>(60.5 * 3600));
    CHECK(r.all.wait == 0);
    CHECK(r.all.open == 0);
}

TEST_CASE("a crew is free for others while the office is busy with its ticket") {
    auto const r =
        prepared(scenario_text(head + std::string("horizon = 24\ncool_down = 200\ncrews = 1\n") +
                               order("install", "arrivals = { at = [1, 4] }") + timed("install", "survey", "1") +
                               timed("install", "confirm", "10") + timed("install", "finish", "2")))
            .run(0);
    CHECK(r.all.busy_area == 6 * 3600);
    CHECK(r.all.sojourn == 26 * 3600);  // neither waits for the other
    CHECK(r.all.wait == 0);
}

TEST_CASE("nobody drives out between two steps of the office") {
    auto const s = seen_in("horizon = 24\ncool_down = 200\ncrews = 1\n" +
                           order("install", "arrivals = { at = [1] }\ntravel = 0.5") + timed("install", "survey", "1") +
                           timed("install", "confirm", "10") + timed("install", "schedule", "5") +
                           timed("install", "finish", "2"));
    CHECK(first(s, "survey") == 2.5);
    CHECK(first(s, "confirm") == 12.5);
    CHECK(first(s, "schedule") == 17.5);
    CHECK(first(s, "build") == 18);
    CHECK(s.moments.count(moment::what::left) == 1);
}

TEST_CASE("what is left of a visit ends where the office goes on") {
    auto const s = scenario_text(head + std::string("horizon = 24\ncrews = 1\n") +
                                 order("install", "arrivals = { rate = 1 }") + timed("install", "survey", "1") +
                                 timed("install", "plan", "2") + timed("install", "confirm", "48") +
                                 timed("install", "finish", "4") + timed("install", "accept", "0.5"));
    auto const left = simulate::run_detail::mean_left(
        simulate::run_detail::course_of(s.classes[0], *simulate::script_of(kind::install)), s.classes[0]);
    CHECK(left == std::vector<double>{3, 2, 4.5, 4.5, 0.5});
}

TEST_CASE("the service of a class beside steps is the work up to the first step after the begin") {
    auto const s = seen_in("horizon = 24\ncrews = 1\n" + order("repair", "arrivals = { at = [1] }\nservice = 2") +
                           timed("repair", "test", "0.25") + timed("repair", "confirm", "0.5"));
    CHECK(first(s, "arrive") == 1);
    CHECK(first(s, "finish") == 3);
    CHECK(first(s, "test") == 3.25);
    CHECK(first(s, "light") == 3.25);
    CHECK(first(s, "confirm") == 3.75);
    CHECK(first(s, "close") == 3.75);
}

TEST_CASE("a step that does not pass is done again from where the lifecycle goes back to") {
    std::string const text = "horizon = 6000\ncool_down = 100\ncrews = 9\n" +
                             order("repair", "arrivals = { every = 3 }") + timed("repair", "finish", "1") +
                             timed("repair", "test", "0.5", "fails = 0.25");
    auto const s = seen_in(text);
    int const jobs = s.often.at("confirm");
    CHECK(jobs == 1999);
    CHECK(s.often.at("finish") == s.often.at("test"));
    CHECK(s.often.at("test") == doctest::Approx(jobs / 0.75).epsilon(0.03));
    auto const r = prepared(scenario_text(head + text)).run(0);
    CHECK(static_cast<double>(r.all.busy_area) / 3600 == doctest::Approx(jobs * 1.5 / 0.75).epsilon(0.03));
}

TEST_CASE("what is said of a class goes before what is said of its type") {
    auto const s =
        scenario_text(head + std::string("horizon = 24\ncrews = 1\n") + order("repair", "arrivals = { rate = 1 }") +
                      timed("repair", "finish", "1") + timed("repair", "test", "2") +
                      "[[service]]\nclass = \"job\"\nstep = \"finish\"\ntakes = 3\n");
    REQUIRE(s.classes[0].steps.size() == 2);
    CHECK(s.classes[0].steps[0].takes.mean == 3);
    CHECK(s.classes[0].steps[1].takes.mean == 2);
    auto const longer = simulate::turned(s, {"service", {}, false}, 2);
    CHECK(longer.classes[0].steps[0].takes.mean == 6);
}

TEST_CASE("every step of every type may take time and fail and be interrupted") {
    for (auto const type : simulate::scripted_types()) {
        if (type == kind::imported) continue;
        CAPTURE(type);
        auto const& acts = *simulate::script_of(type);
        std::set<std::string_view> retries;
        for (auto const& r : acts.retries) retries.insert(r.event);
        // The names of the steps stand in the message that refuses a wrong one.
        auto const base =
            "horizon = 400\ncool_down = 400\nat_shift_end = \"pause\"\n[[crew]]\nname = \"day\"\n"
            "shifts = [{ from = \"08:00\", to = \"08:50\" }, { from = \"09:00\", to = \"10:00\" }]\n" +
            order(type, "arrivals = { every = 40 }");
        auto const said =
            ::refusal([&] { static_cast<void>(scenario_text(head + base + timed(type, "no such step", "1"))); });
        auto const names = said.substr(said.find(": ", said.find("not known")) + 2);
        std::string all;
        for (std::size_t from = 0; from < names.size();) {
            auto const to = std::min(names.find_first_of(", ;)", from), names.size());
            auto const name = names.substr(from, to - from);
            from = to + 1;
            bool known = false;
            for (auto const* part : {&acts.opened, &acts.arrived, &acts.done})
                for (auto const& c : *part) known = known || c.what.event == name;
            if (known) all += timed(type, name, "0.3", retries.count(name) != 0 ? "fails = 0.3" : "");
        }
        CAPTURE(said);
        CHECK_FALSE(all.empty());
        auto const r = prepared(scenario_text(head + base + all)).run(0);
        CHECK(r.all.tickets == 9);
        CHECK(r.all.open == 0);
    }
}

TEST_CASE("a fault in a step is told with file and line and key") {
    struct fault_case {
        std::string more;
        std::string_view starts;
        std::string_view says;
    };
    auto const base = head + std::string("horizon = 24\ncrews = 1\n") + order("repair", "arrivals = { rate = 1 }");
    std::vector<fault_case> const cases = {
        {"", "s.toml:6: class[0]", "service"},
        {timed("repair", "fnish", "1"), "s.toml:12: service[0].step", "did you mean 'finish'"},
        {timed("repair", "arrive", "1"), "s.toml:12: service[0].step", "'arrive' is not known"},
        {timed("repair", "finish", "{ law = \"normal\" }"), "s.toml:13: service[0].takes.law", "'normal'"},
        {timed("repair", "finish", "1", "fails = 0.1"), "s.toml:14: service[0].fails",
         "only these are done again: test"},
        {timed("repair", "finish", "1", "fials = 0.1"), "s.toml:14: service[0].fials", "fails"},
        {timed("repair", "finish", "1") + timed("repair", "finish", "1"), "s.toml:17: service[1].step", "stands twice"},
        {timed("repair", "record", "1"), "s.toml:6: class[0]", "only the office has times"},
        {timed("repair", "finish", "1") + "[[service]]\nstep = \"test\"\ntakes = 1\n", "s.toml:15: service[1]",
         "a 'type' or for a 'class'"},
        {timed("repair", "finish", "1") + timed("alarm", "verify", "1"), "s.toml:16: service[1].type", "'alarm'"},
    };
    for (auto const& c : cases) {
        auto const said = ::refusal([&] { static_cast<void>(scenario_text(base + c.more)); });
        CAPTURE(c.more);
        CAPTURE(said);
        CHECK(said.find(c.starts) == 0);
        CHECK(said.find(c.says) != std::string::npos);
    }
    auto const again = ::refusal(
        [&] { static_cast<void>(scenario_text(base + "service = 1\nrework = 0.1\n" + timed("repair", "test", "1"))); });
    CHECK(again.find("class[0].rework") != std::string::npos);
    auto const plain = ::refusal([&] {
        static_cast<void>(scenario_text(head +
                                        std::string("horizon = 24\ncrews = 1\n[[class]]\nname = \"a\"\n"
                                                    "arrivals = { rate = 1 }\nservice = 1\n") +
                                        timed("imported", "resolve", "1")));
    });
    CHECK(plain.find("plain tickets have no steps") != std::string::npos);
    auto const office = ::refusal([&] {
        static_cast<void>(scenario_text(head + std::string("horizon = 24\ncrews = 1\n") +
                                        order("install", "arrivals = { rate = 1 }") + timed("install", "survey", "1") +
                                        timed("install", "confirm", "1")));
    });
    CHECK(office.find("a crew comes once more after the office's 'confirm'") != std::string::npos);
}
