// The second region: hold, resume and what else may happen to a ticket of any type.

#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/lifecycle/repair.hpp>

#include <support/journey.hpp>

using namespace gongdan;

TEST_CASE("a held ticket keeps its step, and resumed it goes on from there") {
    journey j(repair_lifecycle());
    j.walk({{role::receptionist, "record"}, {role::receptionist, "hold"}});
    CHECK(j.held());
    CHECK(j.state() == "accepted");
    CHECK(j.refused({role::receptionist, "hold"}).code == "lifecycle.not_here");
    j.walk({{role::receptionist, "resume"}});
    CHECK_FALSE(j.held());
    CHECK(j.state() == "accepted");
}

TEST_CASE(
    "an agreed time moves a step where the type has one for it, and is taken elsewhere without "
    "one") {
    journey j(repair_lifecycle());
    j.walk({{role::receptionist, "agree"}});
    CHECK(j.state() == "reported");
    j.walk({{role::receptionist, "record"}, {role::receptionist, "agree"}});
    CHECK(j.state() == "booked");
    j.walk({{role::receptionist, "agree"}});
    CHECK(j.state() == "booked");
}

TEST_CASE("an agreed time is taken on a held ticket, which stays held") {
    journey j(repair_lifecycle());
    j.walk({{role::receptionist, "record"}, {role::receptionist, "hold"}, {role::receptionist, "agree"}});
    CHECK(j.held());
    CHECK(j.state() == "booked");
}

TEST_CASE("in every closed state of every type only a note may still be taken") {
    for (lifecycle const* l : builtin_lifecycles())
        for (std::size_t s = 0; s < l->states.size(); ++s) {
            if (!l->states[s].closed) continue;
            INFO(l->label.code, ": ", l->states[s].label.code);
            journey j(*l);
            j.where.state = static_cast<std::uint8_t>(s);
            CHECK(j.take({role::superior, "note"}));
            for (auto const* event : {"hold", "agree", "relevel", "assign"})
                CHECK(j.refused({role::superior, event}).code == "lifecycle.closed");
            j.where.custody = 1;
            CHECK(j.refused({role::superior, "resume"}).code == "lifecycle.closed");
        }
}

TEST_CASE("in every open state of every type a ticket can be held and resumed") {
    for (lifecycle const* l : builtin_lifecycles())
        for (std::size_t s = 0; s < l->states.size(); ++s) {
            if (l->states[s].closed) continue;
            INFO(l->label.code, ": ", l->states[s].label.code);
            journey j(*l);
            j.where.state = static_cast<std::uint8_t>(s);
            j.walk({{role::technician, "hold"}});
            CHECK(j.held());
            j.walk({{role::technician, "resume"}});
            CHECK_FALSE(j.held());
            CHECK(j.where.state == s);
        }
}

TEST_CASE("the customer may add a note, and may not hold") {
    journey j(repair_lifecycle());
    CHECK(j.take({role::customer, "note"}));
    CHECK(j.refused({role::customer, "hold"}).code == "lifecycle.role");
}
