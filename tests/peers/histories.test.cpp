// Camunda and Primero: what a change of definition, and what two phones, do to a history.

#include "promise.hpp"

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/difference.hpp>

#include <set>

TEST_CASE("camunda-bpm#3713: a migration sets timers anew that had fired") {
    auto warned = promise("fixed", "10 h");
    warned.warn_at = {50};
    warned.escalate_at = {150};
    hall h{china(), only({warned})};
    static_cast<void>(h.open(kind::repair, "2026-03-02 08:00"));
    std::set<std::string> keys;
    for (auto const& e : h.desk.poll(at("2026-03-02 23:30"), 10)) keys.insert(e.key);
    CHECK(keys.size() == 3);  // warning, breach, escalation
    h.desk.acknowledge({keys.begin(), keys.end()}, at("2026-03-02 23:30"));
    warned.zh = "修复(新)";
    CHECK(h.desk.try_policy(only({warned})).empty());
    CHECK(h.desk.load_policy(only({warned})).empty());
    CHECK(h.desk.poll(at("2026-03-02 23:40"), 10).empty());
}

TEST_CASE("primeroIMS#508: the second phone that comes online wipes out what the first one wrote") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 08:00");
    h.must(id, "record", "2026-03-02 08:05", role::receptionist);
    h.must(id, "order", "2026-03-02 08:10", role::dispatcher);
    h.must(id, "assign", "2026-03-02 08:11", role::dispatcher, {{"crew", "一班"}});
    // Two technicians without a network, each with a reading of his own; the one who was there later comes online first.
    auto const second =
        h.apply(id, "note", "2026-03-02 10:00", role::technician, {{"reading", "1204"}}, "2026-03-02 11:00");
    auto const first =
        h.apply(id, "note", "2026-03-02 09:30", role::technician, {{"reading", "1190"}}, "2026-03-02 12:00");
    REQUIRE(second);
    REQUIRE(first);
    std::vector<std::string> readings;
    for (entry const& e : h.desk.history(id))
        if (auto const r = e.data.get("reading"); !r.empty()) readings.emplace_back(r);
    CHECK(readings == std::vector<std::string>{"1190", "1204"});
    // A step that contradicts the other's is kept as well, in conflict, and somebody is told.
    auto const odd =
        h.apply(id, "light", "2026-03-02 09:40", role::technician, {{"reading", "1191"}}, "2026-03-02 12:05");
    REQUIRE(odd);
    CHECK(odd->stands == standing::conflict);
    CHECK(h.kinds(h.desk.poll(at("2026-03-02 12:06"), 10)).count(effect_kind::conflict) == 1);
    CHECK(h.desk.history(id).size() == 8);  // and the telling
}
