// Zammad, OTOBO, Znuny.

#include "closing.hpp"
#include "promise.hpp"

#include <algorithm>

TEST_CASE("zammad#904: a ticket in a state that is as good as closed goes on escalating") {
    int closed_states = 0;
    for (lifecycle const* l : builtin_lifecycles())
        for (std::size_t s = 0; s < l->states.size(); ++s) {
            if (!l->states[s].closed) continue;
            CAPTURE(std::string{l->label.code});
            CAPTURE(std::string{l->states[s].label.code});
            auto const steps = way_to(*l, static_cast<std::uint8_t>(s));
            REQUIRE(!steps.empty());
            ++closed_states;
            // Due in an hour, and met by a state that is never entered: only the closing can stop the clock.
            auto p = promise("never", "1 h");
            p.type = l->label.code;
            p.met_by = {std::string{l->states[0].label.code}};
            p.warn_at = {80};
            p.escalate_at = {150};
            hall h{china(), only({p})};
            auto const id = h.open(l->label.code, "2026-03-02 10:00");
            CHECK(h.desk.next_due() == at("2026-03-02 10:48"));
            instant now = at("2026-03-02 10:00");
            for (closing_step const& step : steps) {
                now = now + seconds{30};
                auto const a = h.desk.apply(id, {step.event, now, {step.as, "x"}, step.data});
                REQUIRE_MESSAGE(a, a.why().en);
            }
            CHECK(h.state(id) == l->states[s].label.code);
            CHECK(h.desk.poll(at("2026-04-02 10:00"), 100).empty());
        }
    CHECK(closed_states >= 10);
}

TEST_CASE("zammad#188: the clock of a reopened ticket is wrong") {
    // What reopening does is said promise by promise: one runs on, the other begins anew.
    auto on = promise("solved", "24 h");
    on.type = "outage";
    on.met_by = {"resolved"};
    auto anew = on;
    anew.target = "solved_again";
    anew.restarts = {"reopened"};
    auto rules = only({on, anew});
    rules.lifecycle = kind::imported;
    hall h{china(), rules};
    opening o{kind::imported, at("2026-03-02 10:00"), {role::system, "x"}};
    o.label = "outage";
    auto const id = *h.desk.open(o);
    h.must(id, "resolve", "2026-03-02 12:00", role::system);
    CHECK(h.target(id, "solved").at(at("2026-03-02 13:00")) == verdict::met);
    h.must(id, "reopen", "2026-03-05 14:00", role::system);
    CHECK(h.desk.ticket(id)->epoch == 1);
    CHECK(to_text(*h.desk.deadline(id, "solved")) == "2026-03-03 10:00");
    CHECK(h.target(id, "solved").at(at("2026-03-05 14:00")) == verdict::open_late);
    CHECK(to_text(*h.desk.deadline(id, "solved_again")) == "2026-03-06 14:00");
    CHECK(h.target(id, "solved_again").at(at("2026-03-05 14:00")) == verdict::open);
    std::vector<std::string> late;
    for (effect const& e : h.desk.poll(at("2026-03-06 14:00:01"), 10))
        if (e.kind == effect_kind::breach) late.push_back(e.target);
    CHECK(std::count(late.begin(), late.end(), "solved_again") == 1);
}

TEST_CASE("zammad#3140: the clock starts anew at any message") {
    counter c{"6 h", "2026-03-02 10:00"};
    for (int i = 0; i < 50; ++i) {
        auto const when = to_text(at("2026-03-02 10:01") + minutes{i});
        c.must(c.id, "note", when.c_str(), role::customer, {{"text", "any news?"}});
    }
    CHECK(c.due() == "2026-03-02 16:00");
    CHECK(c.target(c.id, "done").starts_at == at("2026-03-02 10:00"));
}

TEST_CASE("zammad#4353 zammad#534: the calendar changes or the promise goes, and the old figures stay") {
    auto const store = std::make_shared<memory_journal>();
    auto const rules = only({promise("done", "5 working days from next day")});
    auto const known_before = *china({on("2020-01-25"), false});
    hall before{known_before, rules, store};
    auto const id = before.open(kind::repair, "2020-01-22 10:00");
    CHECK(to_text(*before.desk.deadline(id, "done")) == "2020-02-04 24:00");
    // Nothing derived is stored: after the notice of 26 January the same history gives another deadline, and says by
    // which version of the calendar.
    hall after{china(), rules, store};
    CHECK(to_text(*after.desk.deadline(id, "done")) == "2020-02-06 24:00");
    CHECK(before.desk.days().version() != after.desk.days().version());
    hall without{china(), only({}), store};
    CHECK_FALSE(without.desk.deadline(id, "done"));
    CHECK(without.desk.targets(id).empty());
    CHECK_FALSE(without.desk.next_due());
}

TEST_CASE("zammad#192: to reopen an old ticket takes longer the more has happened to it") {
    counter c{"6 h", "2026-03-02 10:00"};
    constexpr int many = 10'000;
    for (int i = 0; i < many; ++i)
        REQUIRE(c.desk.apply(c.id, {"note", at("2026-03-02 10:00") + seconds{i}, {role::customer, ""}}));
    auto entries = c.desk.history(c.id);
    REQUIRE(entries.size() == many + 1);
    // One pass: every entry once, whatever the order it is delivered in.
    std::reverse(entries.begin(), entries.end());
    auto const folded = fold(*c.desk.type(kind::repair), entries, c.desk.days());
    CHECK(folded->version == many + 1);
    CHECK(folded->conflicts == 0);
}

TEST_CASE("zammad#390: nobody can see why 48 h became six days") {
    counter c{"48 h", "2026-03-02 10:00"};
    c.hold("2026-03-02 12:00", "2026-03-06 12:00");
    CHECK(c.due() == "2026-03-08 10:00");
    auto const x = *c.desk.explain(c.id, "done");
    std::int64_t counted = 0;
    std::int64_t stood = 0;
    for (segment const& s : x.segments) {
        counted += s.counted;
        if (s.counted != 0) continue;
        stood += (s.to - s.from).count();
        CHECK(s.why.en == "held: the customer's wish");
    }
    CHECK(counted == 48 * 3600);
    CHECK(stood == 96 * 3600);
    CHECK(x.segments.back().to == at("2026-03-08 10:00"));
    counter festival{"5 working days from next day", "2026-02-13 23:59"};
    auto const text = to_text(*festival.desk.explain(festival.id, "done"), festival.desk.days(), language::en);
    CHECK(text.find("Spring Festival make-up working day") != std::string::npos);
    CHECK(text.find("国办发明电") != std::string::npos);
}

TEST_CASE("zammad#2949: tickets imported as closed, or long overdue, escalate all at once") {
    desk_options mute;
    mute.mute = true;
    auto const store = std::make_shared<memory_journal>();
    hall import{china(), gas(), store, mute};
    auto const id = import.open(kind::repair, "2019-03-04 10:00");
    import.must(id, "cancel", "2019-03-04 11:00", role::receptionist, {{ "reason", "已自行处理" }});
    import.open(kind::repair, "2019-03-04 10:00");
    CHECK_FALSE(import.desk.next_due());
    CHECK(import.desk.poll(at("2026-03-02 10:00"), 100).empty());
    CHECK(import.target(id, "handled").at(at("2019-03-05 10:00")) == verdict::met);  // computed all the same
}

TEST_CASE("otobo#389: a suspended clock gains the minutes between two runs of the timer") {
    auto const run = [](minutes between) {
        auto p = promise("done", "6 h");
        p.warn_at = {80};
        counter c{office(), only({p}), "2026-03-02 10:00"};
        std::vector<std::string> told;
        auto poll_until = [&, next = at("2026-03-02 10:00")](instant until) mutable {
            for (; next <= until; next = next + between) {
                std::vector<std::string> keys;
                for (effect const& e : c.desk.poll(next, 10))
                    told.push_back(e.key + ' ' + to_text(e.due)), keys.push_back(e.key);
                c.desk.acknowledge(keys, next);
            }
        };
        poll_until(at("2026-03-02 11:01"));
        c.hold("2026-03-02 11:01", "2026-03-02 13:02");
        poll_until(at("2026-03-03 10:00"));
        told.push_back(c.due());
        return told;
    };
    auto const often = run(minutes{1});
    CHECK(often.back() == "2026-03-02 18:01");
    CHECK(often.size() == 3);
    CHECK(run(minutes{4}) == often);
    CHECK(run(minutes{237}) == often);
}

TEST_CASE("znuny#514: tickets that a process makes never start the clock of the first answer") {
    // Whoever opens it, each promise of its type that begins with acceptance is running.
    for (lifecycle const* l : builtin_lifecycles()) {
        if (l->label.code == kind::imported) continue;
        for (auto const who : {role::customer, role::receptionist, role::system}) {
            hall h;
            auto const id = h.desk.open({l->label.code, at("2026-03-02 10:00"), {who, "process"}});
            REQUIRE(id);
            for (target_view const& v : h.desk.targets(*id))
                CHECK(v.starts_at == (v.what->starts.empty() ? at("2026-03-02 10:00") : distant_future));
        }
    }
    // A promise that no ticket could ever start is not taken.
    auto p = promise("first_answer", "1 h");
    p.starts = "answered_by_process";
    auto const types = builtin_lifecycles();
    auto const faults = check(only({p}), types);
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].what.en == "repair has no state 'answered_by_process'");
}
