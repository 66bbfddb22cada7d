#include <gongdan/calendar/china.hpp>
#include <gongdan/dispatch/propose.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

namespace {

instant const now = at("2026-02-24 09:00");

dispatch::roster one_crew() {
    dispatch::roster r;
    r.service[std::string{kind::inspection}] = minutes{30};
    dispatch::team t;
    t.code = "C1";
    t.name = "一组";
    t.skills = {"repair", "alarm", "inspection", "install"};
    t.shift = {{{hours{8}, hours{18}}}, {}};
    t.base = {30, 117};
    r.teams = {t};
    return r;
}

ticket_id open(desk& d,
               std::string_view type,
               char const* number,
               level urgency,
               std::optional<interval> agreed = {},
               char const* lat = "30.01") {
    opening o;
    o.type = type;
    o.occurred_at = now - minutes{5};
    o.who = {role::customer, "用户"};
    o.urgency = urgency;
    o.external = number;
    o.agreed = agreed;
    o.data = {{"lat", lat}, {"lon", "117"}};
    return *d.open(o);
}

void give(desk& d, ticket_id id) {
    dispatch::proposal p;
    p.ticket = id;
    p.crew = "C1";
    REQUIRE(d.apply(id, p.as_command(now, {role::dispatcher, "d"})));
}

/// A repair that crew C1 has just begun.
ticket_id begun_repair(desk& d) {
    auto const id = open(d, kind::repair, "BX", level::soon);
    give(d, id);
    payload const door{{"identity_checked", "yes"}, {"credentials_shown", "yes"}, {"entered_together", "yes"}};
    REQUIRE(d.apply(id, {"record", now, {role::receptionist, "r"}}));
    REQUIRE(d.apply(id, {"order", now, {role::dispatcher, "d"}}));
    REQUIRE(d.apply(id, {"sign", now, {role::technician, "t"}}));
    REQUIRE(d.apply(id, {"arrive", now, {role::technician, "t"}, door}));
    return id;
}

dispatch::proposal only(desk const& d, dispatch::roster const& r) {
    auto const all = dispatch::propose(d, r, now);
    REQUIRE_EQ(all.size(), 1);
    return all[0];
}

}  // namespace

TEST_CASE("an installation still at the counter is not offered to a crew, a repair just called in is") {
    desk d{china(), gas(), builtin_lifecycles()};
    open(d, kind::install, "BZ", level::waiting);
    CHECK(dispatch::queue(d).empty());
    open(d, kind::repair, "BX", level::soon);
    CHECK_EQ(dispatch::queue(d).size(), 1);
}

TEST_CASE("an appointment tomorrow does not make a crew busy today") {
    desk d{china(), gas(), builtin_lifecycles()};
    give(d, open(d, kind::inspection, "AJ", level::agreed, interval{at("2026-02-25 14:00"), at("2026-02-25 16:00")}));
    open(d, kind::repair, "BX", level::soon);
    auto const p = only(d, one_crew());
    CHECK_EQ(p.leaves, now);
    CHECK_EQ(p.arrives, at("2026-02-24 09:03"));  // 1.1 km at 25 km/h, in whole minutes
}

TEST_CASE("what would run past the hours agreed waits until the appointment is over and what would not goes first") {
    desk d{china(), gas(), builtin_lifecycles()};
    give(d, open(d, kind::inspection, "AJ", level::agreed, interval{at("2026-02-24 09:40"), at("2026-02-24 09:50")}));
    open(d, kind::repair, "BX", level::waiting);  // an hour of work
    CHECK_EQ(only(d, one_crew()).leaves, at("2026-02-24 10:10"));
    desk e{china(), gas(), builtin_lifecycles()};
    give(e, open(e, kind::inspection, "AJ", level::agreed, interval{at("2026-02-24 09:40"), at("2026-02-24 10:40")}));
    open(e, kind::repair, "BX", level::soon);
    CHECK_EQ(only(e, one_crew()).leaves, now);
}

TEST_CASE("for an urgent ticket interruptible work is left, once it is safe, and for no other") {
    auto r = one_crew();
    r.service[std::string{kind::repair}] = minutes{30};
    r.make_safe = minutes{7};
    desk d{china(), gas(), builtin_lifecycles()};
    auto const busy = begun_repair(d);
    open(d, kind::alarm, "BJ", level::urgent);
    CHECK_EQ(only(d, r).leaves, at("2026-02-24 09:30"));
    r.interruptible = {"repair"};
    auto const p = only(d, r);
    CHECK_EQ(p.leaves, at("2026-02-24 09:07"));
    CHECK_EQ(*p.interrupts, busy);
    CHECK_EQ(p.reason.en, "first to be there, interrupted, once safe: BX");
    CHECK_EQ(p.as_command(now, {role::dispatcher, "d"}).data.get(field::interrupts), "BX");
    desk e{china(), gas(), builtin_lifecycles()};
    begun_repair(e);
    open(e, kind::inspection, "AJ", level::soon);
    CHECK_EQ(only(e, r).leaves, at("2026-02-24 09:30"));
}
