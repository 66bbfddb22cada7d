// A dispatcher that listens to a desk: each kind of news, and the promises it keeps.

#include <gongdan/calendar/china.hpp>
#include <gongdan/dispatch/online.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

using namespace gongdan;
using dispatch::proposal;
using dispatch::proposed;

namespace {

actor const dispatcher{role::dispatcher, "d-01"};
actor const counter{role::receptionist, "r-07"};
actor const fitter{role::technician, "t-11"};

dispatch::team crew_at(char const* code, double latitude, std::vector<std::string> skills) {
    dispatch::team t;
    t.code = code;
    t.name = code;
    t.skills = std::move(skills);
    t.shift = {{{hours{8}, hours{18}}}, {}};
    t.base = {latitude, 117};
    return t;
}

/// Three crews on a meridian; a hundredth of a degree is 2.7 minutes.
dispatch::roster three_crews() {
    dispatch::roster r;
    r.service = {{"inspection", minutes{30}}, {"alarm", minutes{45}}, {"repair", hours{1}}};
    r.interruptible = {"inspection"};
    r.teams = {crew_at("A", 30.00, {"repair", "alarm", "inspection"}), crew_at("B", 30.10, {"repair", "inspection"}),
               crew_at("C", 30.20, {"repair", "alarm", "inspection"})};
    return r;
}

/// A desk, who listens to it, and the office that does what is proposed.
struct hall {
    desk d{china(), gas(), builtin_lifecycles()};
    dispatch::online ears;
    instant now = at("2026-02-24 09:00");

    explicit hall(dispatch::roster r = three_crews(), dispatch::online_options how = {}) : ears(std::move(r), how) {
        d.observe(&ears);
    }

    ticket_id open(std::string_view type, char const* number, double latitude, level urgency) {
        opening o;
        o.type = type;
        o.occurred_at = now;
        o.who = {role::customer, "用户"};
        o.urgency = urgency;
        o.external = number;
        o.data = {{"lat", std::to_string(latitude)}, {"lon", "117"}};
        return *d.open(o);
    }
    ticket_id inspection(char const* number, double latitude) {
        return open(kind::inspection, number, latitude, level::waiting);
    }
    ticket_id agreed(char const* number, double latitude, char const* from, char const* to) {
        auto const id = open(kind::repair, number, latitude, level::agreed);
        say(id, "record", counter);
        say(id, "agree", counter, {{"from", from}, {"to", to}});
        return id;
    }
    void say(ticket_id id, std::string_view event, actor who, payload data = {}) {
        command c;
        c.event = event;
        c.occurred_at = now;
        c.who = std::move(who);
        c.data = std::move(data);
        auto const done = d.apply(id, c);
        REQUIRE_MESSAGE(done, (done ? std::string{} : done.why().en));
    }
    void arrive_for_repair(ticket_id id) {
        say(id, "order", dispatcher);
        say(id, "sign", fitter);
        say(id, "arrive", fitter,
            {{"identity_checked", "yes"}, {"credentials_shown", "yes"}, {"entered_together", "yes"}});
    }
    std::vector<proposal> news() { return ears.news(d, now); }
    /// Applies all that is proposed, and tells it.
    std::vector<proposal> follow() {
        auto const all = news();
        for (proposal const& p : all)
            if (!p.crew.empty()) REQUIRE(d.apply(p.ticket, p.as_command(now, dispatcher)));
        return all;
    }
    void wait(minutes m) { now = now + m; }
    [[nodiscard]] std::string crew_of(ticket_id id) const { return d.ticket(id)->facts.crew; }
};

std::string told(hall const& h, std::vector<proposal> const& all) {
    std::string s;
    for (proposal const& p : all)
        s += h.d.ticket(p.ticket)->facts.external + ' ' + std::string{label(p.what).code} + ' ' + p.crew + ' ' +
             to_text(p.arrives) + ' ' + p.reason.en + " | " + p.price.en + '\n';
    return s;
}

proposal const* about(std::vector<proposal> const& all, ticket_id id) {
    auto const p = std::find_if(all.begin(), all.end(), [id](proposal const& x) { return x.ticket == id; });
    return p == all.end() ? nullptr : &*p;
}

}  // namespace

TEST_CASE("a new ticket goes into a route where it costs least and nothing is said twice") {
    hall h;
    CHECK(h.news().empty());
    auto const far = h.inspection("AJ-1", 30.19);
    auto const first = h.follow();
    REQUIRE_EQ(first.size(), 1);
    CHECK_EQ(first[0].crew, "C");
    CHECK_EQ(first[0].price.en, "3 min more on the road");
    CHECK_FALSE(first[0].others.empty());
    CHECK(h.follow().empty());
    auto const near = h.inspection("AJ-2", 30.191);
    auto const second = h.follow();
    REQUIRE_EQ(second.size(), 1);
    CHECK_EQ(second[0].ticket, near);
    CHECK_EQ(second[0].crew, "C");
    CHECK_EQ(h.crew_of(far), "C");
}

TEST_CASE("what a note or the following of a proposal changes is no reason to plan anew") {
    hall h;
    auto const id = h.inspection("AJ-1", 30.19);
    h.follow();
    h.wait(minutes{1});
    h.say(id, "note", counter, {{"text", "dog"}});
    CHECK(h.follow().empty());
}

TEST_CASE("nobody home: the crew goes on at once and the ticket waits for the office") {
    hall h;
    auto const first = h.open(kind::repair, "BX-1", 30.20, level::soon);
    h.say(first, "record", counter);
    auto const next = h.inspection("AJ-2", 30.21);
    h.follow();
    REQUIRE_EQ(h.crew_of(first), "C");
    REQUIRE_EQ(h.crew_of(next), "C");
    h.wait(minutes{2});
    h.say(first, "order", dispatcher);
    h.say(first, "sign", fitter);
    h.say(first, "nobody_home", fitter);
    auto const all = h.follow();
    REQUIRE(about(all, next) != nullptr);
    CHECK_EQ(about(all, next)->what, proposed::retime);
    CHECK_EQ(about(all, next)->arrives, at("2026-02-24 09:05"));
    CHECK(about(all, first) == nullptr);
    h.say(first, "agree", counter, {{"from", "2026-02-24 14:00"}, {"to", "2026-02-24 16:00"}});
    auto const later = h.follow();
    REQUIRE(about(later, first) != nullptr);
    CHECK_EQ(about(later, first)->arrives, at("2026-02-24 14:00"));
}

TEST_CASE("a job that takes longer gives away what its crew would be late for and says why") {
    hall h;
    auto const long_one = h.open(kind::repair, "BX-1", 30.20, level::soon);
    h.say(long_one, "record", counter);
    h.follow();
    auto const visit = h.agreed("BX-2", 30.195, "2026-02-24 11:00", "2026-02-24 12:00");
    h.follow();
    REQUIRE_EQ(h.crew_of(visit), "C");
    h.wait(minutes{1});
    h.arrive_for_repair(long_one);
    CHECK(h.follow().empty());
    h.say(long_one, "note", fitter, {{"done_by", "2026-02-24 15:00"}});
    auto const all = h.follow();
    REQUIRE(about(all, visit) != nullptr);
    CHECK_EQ(about(all, visit)->what, proposed::reassign);
    CHECK_EQ(about(all, visit)->before, "C");
    CHECK_EQ(about(all, visit)->crew, "B");
    CHECK_EQ(about(all, visit)->arrives, at("2026-02-24 11:00"));
    CHECK(about(all, visit)->reason.en.find("C: ") == 0);
}

TEST_CASE("a job of which nothing is heard when it should be over is looked at again") {
    hall h;
    auto const job = h.open(kind::repair, "BX-1", 30.20, level::soon);
    h.say(job, "record", counter);
    h.follow();
    h.arrive_for_repair(job);
    auto const next = h.inspection("AJ-2", 30.201);
    h.follow();
    CHECK_EQ(*h.ears.next_look(), at("2026-02-24 10:15"));
    h.wait(minutes{60});
    CHECK(h.follow().empty());
    h.wait(minutes{15});
    auto const all = h.follow();
    REQUIRE(about(all, next) != nullptr);
    CHECK_EQ(about(all, next)->what, proposed::retime);
    CHECK_EQ(about(all, next)->arrives, at("2026-02-24 10:31"));  // a quarter of the work is thought to be left
}

TEST_CASE("a technician off sick loses all visits at once and nobody else does") {
    hall h;
    std::vector<ticket_id> all;
    for (int i = 0; i < 6; ++i)
        all.push_back(h.inspection(("AJ-" + std::to_string(i)).c_str(), 30.0 + 0.2 * (i % 3) / 2 + 0.001 * i));
    h.follow();
    std::map<std::uint64_t, std::string> before;
    for (ticket_id const id : all) before[id.value] = h.crew_of(id);
    h.ears.absent("B");
    auto const moved = h.follow();
    CHECK_FALSE(moved.empty());
    for (ticket_id const id : all) {
        CHECK_NE(h.crew_of(id), "B");
        if (before[id.value] != "B") CHECK_EQ(h.crew_of(id), before[id.value]);
    }
    for (proposal const& p : moved)
        if (p.what == proposed::reassign) CHECK_EQ(p.reason.en.find("B: is absent"), 0);
}

TEST_CASE("an alarm takes the crew that is there first and what it leaves comes back with what remains") {
    hall h;
    auto const busy = h.inspection("AJ-1", 30.20);
    h.follow();
    h.wait(minutes{1});
    CHECK(h.follow().empty());
    auto const alarm = h.open(kind::alarm, "BJ-1", 30.20, level::urgent);
    auto const first = h.follow();
    REQUIRE(about(first, alarm) != nullptr);
    CHECK_EQ(about(first, alarm)->crew, "C");
    CHECK(about(first, alarm)->price.en.find("other crews could still leave") != std::string::npos);
    CHECK_EQ(h.crew_of(busy), "C");
    CHECK_FALSE(h.ears.why_not_others(alarm).empty());
    h.wait(minutes{1});
    CHECK(h.follow().empty());
}

TEST_CASE("two alarms in one breath are not offered to one technician") {
    hall h;
    h.open(kind::alarm, "BJ-1", 30.12, level::urgent);
    h.open(kind::alarm, "BJ-2", 30.11, level::urgent);  // C is nearer to both
    auto const all = h.news();
    REQUIRE_EQ(all.size(), 2);
    CHECK_EQ(all[0].crew, "C");
    CHECK_EQ(all[1].crew, "A");
}

TEST_CASE("no technician is proposed for two things at one time whatever happens") {
    hall h;
    for (int i = 0; i < 20; ++i) {
        auto const number = "T-" + std::to_string(i);
        if (i % 5 == 4) h.open(kind::alarm, number.c_str(), 30.0 + 0.011 * i, level::urgent);
        else h.inspection(number.c_str(), 30.2 - 0.009 * i);
        h.wait(minutes{7});
        std::map<std::string, std::vector<proposal>> by_crew;
        for (proposal const& p : h.follow())
            if (!p.crew.empty()) by_crew[p.crew].push_back(p);
        for (auto& entry : by_crew) {
            auto& some = entry.second;
            std::sort(some.begin(), some.end(), [](auto const& a, auto const& b) { return a.arrives < b.arrives; });
            CAPTURE(told(h, some));
            for (std::size_t k = 1; k < some.size(); ++k)
                CHECK(some[k].leaves >=
                      some[k - 1].arrives + three_crews().work(h.d.ticket(some[k - 1].ticket)->type_name()));
        }
    }
}

TEST_CASE("a proposal that lost to somebody else is worked out anew and what a person assigned stays") {
    hall h;
    auto const id = h.inspection("AJ-1", 30.20);
    auto const offered = h.news();
    REQUIRE_EQ(offered.size(), 1);
    h.say(id, "note", counter, {{"text", "ring twice"}});
    auto const lost = h.d.apply(id, offered[0].as_command(h.now, dispatcher));
    REQUIRE_FALSE(lost);
    auto const again = h.news();
    REQUIRE_EQ(again.size(), 1);
    CHECK_EQ(again[0].crew, "C");
    h.say(id, "assign", dispatcher, {{"crew", "A"}});
    CHECK_FALSE(h.d.apply(id, again[0].as_command(h.now, dispatcher)));
    CHECK(h.follow().empty());
    h.inspection("AJ-2", 30.199);
    h.follow();
    CHECK_EQ(h.crew_of(id), "A");
    h.ears.absent("A");
    h.follow();
    CHECK_EQ(h.crew_of(id), "C");
}

TEST_CASE("an appointment told to a customer is kept when nearer work comes in") {
    hall h;
    auto const visit = h.agreed("BX-1", 30.10, "2026-02-24 10:00", "2026-02-24 11:00");
    h.follow();
    REQUIRE_EQ(h.crew_of(visit), "B");
    for (int i = 0; i < 8; ++i) h.inspection(("AJ-" + std::to_string(i)).c_str(), 30.10 + 0.001 * i);
    auto const all = h.follow();
    CHECK(about(all, visit) == nullptr);
    CHECK_EQ(h.crew_of(visit), "B");
}

TEST_CASE("the same news gives the same proposals") {
    auto const day = [] {
        hall h;
        std::string s;
        for (int i = 0; i < 15; ++i) {
            h.inspection(("AJ-" + std::to_string(i)).c_str(), 30.0 + 0.013 * i);
            if (i == 8) h.ears.absent("A");
            if (i == 11) h.open(kind::alarm, "BJ", 30.11, level::urgent);
            h.wait(minutes{9});
            s += told(h, h.follow());
        }
        return s;
    };
    auto const once = day();
    CHECK_FALSE(once.empty());
    CHECK_EQ(once, day());
}

TEST_CASE("who begins to listen later proposes nothing that is as it should be") {
    hall h;
    for (int i = 0; i < 6; ++i) h.inspection(("AJ-" + std::to_string(i)).c_str(), 30.0 + 0.04 * i);
    h.follow();
    dispatch::online late{three_crews()};
    CHECK(late.news(h.d, h.now).empty());
}

TEST_CASE("tickets that do not say where they are have crews proposed too") {
    hall h;
    opening o;
    o.type = kind::inspection;
    o.occurred_at = h.now;
    o.who = {role::customer, "用户"};
    o.external = "AJ";
    static_cast<void>(h.d.open(o));
    auto const all = h.news();
    REQUIRE_EQ(all.size(), 1);
    CHECK_EQ(all[0].arrives, at("2026-02-24 09:15"));
}

TEST_CASE("a pause of the roster is kept free and work goes on after it") {
    auto r = three_crews();
    r.teams.resize(1);
    r.teams[0].shift = {{{hours{8}, hours{12}}, {hours{13}, hours{18}}}, {}};
    hall h{r};
    h.now = at("2026-02-24 11:40");
    h.inspection("AJ", 30.0);
    auto const all = h.news();
    REQUIRE_EQ(all.size(), 1);
    CHECK_EQ(all[0].arrives, at("2026-02-24 13:00"));
}

TEST_CASE("what no crew can do is said once with its reason") {
    hall h;
    h.open(kind::network_fault, "GW", 30.1, level::soon);
    auto const id = *h.d.find("GW");
    h.say(id, "triage", dispatcher, {{"outcome", "ordinary"}});
    auto const all = h.news();
    REQUIRE_EQ(all.size(), 1);
    CHECK_EQ(all[0].what, proposed::nobody);
    CHECK_EQ(all[0].reason.en, "nobody can be sent: a skill is missing");
    h.inspection("AJ", 30.1);
    CHECK(about(h.news(), id) == nullptr);
}
