// What a desk forgets: closed tickets of the past, so that it needs no more memory than its open ones.

#include <support/hall.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

namespace {

void cancel(hall& h, ticket_id id, char const* when) {
    h.must(id, "cancel", when, role::receptionist, {{"reason_given", "yes"}});
}

lifecycle_move onto_itself(bound_type const& type) {
    std::string const code{type.life().label.code};
    lifecycle_move m{code, code, {}};
    for (auto const& s : type.life().states) m.states.emplace_back(s.label.code, s.label.code);
    return m;
}

}  // namespace

TEST_CASE("a forgotten ticket is unknown to every question and its number is not given again") {
    hall h;
    opening o{kind::repair, at("2026-03-02 10:00"), {role::customer, ""}};
    o.external = "A-1";
    auto const first = *h.desk.open(o);
    auto const second = h.open(kind::repair, "2026-03-02 10:01");
    auto const third = h.open(kind::repair, "2026-03-02 10:02");
    cancel(h, second, "2026-03-02 10:03");
    REQUIRE(h.desk.forget(second));
    CHECK(h.desk.ticket(second) == nullptr);
    CHECK(h.desk.targets(second).empty());
    CHECK(h.desk.query({}, {}, 10) == std::vector<ticket_id>{first, third});
    CHECK(h.desk.forget(second).why().code == "desk.unknown_ticket");
    cancel(h, first, "2026-03-02 10:04");
    REQUIRE(h.desk.forget(first));
    CHECK_FALSE(h.desk.find("A-1"));
    CHECK(h.desk.query({}, {}, 10) == std::vector<ticket_id>{third});
    CHECK(h.desk.query({}, first, 10) == std::vector<ticket_id>{third});
    CHECK(h.open(kind::repair, "2026-03-02 10:05").value == 4);
    CHECK(h.desk.size() == 4);
    h.must(third, "record", "2026-03-02 10:06", role::receptionist);
}

TEST_CASE("an open ticket is not forgotten") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    CHECK(h.desk.forget(id).why().code == "desk.open_ticket");
    CHECK(h.state(id) == "reported");
}

TEST_CASE("a forgotten ticket tells nothing and the others go on telling") {
    hall h;
    auto const gone = h.open(kind::repair, "2026-03-02 10:00");
    auto const stays = h.open(kind::repair, "2026-03-02 10:00");
    static_cast<void>(h.desk.poll(at("2026-03-02 15:59"), 100));
    cancel(h, gone, "2026-03-02 15:59:30");
    REQUIRE(h.desk.forget(gone));
    auto const told = h.desk.poll(at("2026-03-10 00:00"), 1000);
    CHECK_FALSE(told.empty());
    for (effect const& e : told) CHECK(e.ticket == stays);
    std::vector<std::string> keys;
    for (effect const& e : told) keys.push_back(e.key);
    h.desk.acknowledge(keys, at("2026-03-10 00:00"));
    CHECK(h.desk.poll(at("2026-03-10 00:00"), 1000).empty());
}

TEST_CASE("what goes over all tickets passes by those that were forgotten in their midst") {
    hall h;
    auto const first = h.open(kind::repair, "2026-03-02 10:00");
    auto const gone = h.open(kind::repair, "2026-03-02 10:01");
    auto const last = h.open(kind::repair, "2026-03-02 10:02");
    cancel(h, gone, "2026-03-02 10:03");
    REQUIRE(h.desk.forget(gone));
    cancel(h, last, "2026-03-02 10:04");
    CHECK(h.desk.try_policy(gas()).empty());
    CHECK(h.desk.load_policy(gas()).empty());
    CHECK(h.desk.load_calendar(china()).empty());
    REQUIRE(h.desk.move_tickets(onto_itself(*h.desk.type(kind::repair)), {}, at("2026-03-02 11:00")));
    h.desk.retire(at("2027-01-01 00:00"));
    CHECK(h.state(first) == "reported");
    CHECK(h.state(last) == "cancelled");
    CHECK(h.desk.ticket(gone) == nullptr);
}

TEST_CASE("a ticket is forgotten after the one it came from") {
    hall h;
    auto const above = h.open(kind::repair, "2026-03-02 10:00");
    opening o{kind::rectification, at("2026-03-02 11:00"), {role::technician, ""}};
    o.parent = std::to_string(above.value);
    auto const child = *h.desk.open(o);
    cancel(h, above, "2026-03-02 12:00");
    auto const early = h.desk.forget(child);
    CHECK((early.why().code == "desk.open_ticket" || early.why().code == "desk.tied_ticket"));
    REQUIRE(h.desk.forget(above));
    CHECK_FALSE(h.desk.parent(child));
    CHECK(h.desk.children(above).empty());
    h.must(child, "note", "2026-03-02 12:01", role::technician);
}
