#include <support/hall.hpp>

#include <doctest/doctest.h>

#include <algorithm>

using namespace gongdan;

namespace {

struct disputed : hall {
    ticket_id id = open(kind::repair, "2026-03-02 10:00");
    std::uint64_t odd = 0;

    explicit disputed(std::shared_ptr<journal> store = std::make_shared<memory_journal>()) : hall(std::move(store)) {
        must(id, "record", "2026-03-02 10:05", role::receptionist);
        odd = apply(id, "light", "2026-03-02 10:02", role::technician, {}, "2026-03-02 12:00")->sequence;
    }
    answer<receipt> settle(std::uint64_t sequence, char const* why = "打错了工单号") {
        return desk.settle(id, sequence, {role::superior, "李"}, why, at("2026-03-02 15:00"));
    }
};

}  // namespace

TEST_CASE("a conflict that somebody has looked at stays in the history, with who and why, and is counted no more") {
    auto const store = std::make_shared<memory_journal>();
    disputed d{store};
    REQUIRE(d.desk.ticket(d.id)->conflicts == 1);
    REQUIRE(d.settle(d.odd));
    CHECK(d.desk.ticket(d.id)->conflicts == 0);
    CHECK(d.state(d.id) == "accepted");
    auto const history = d.desk.history(d.id);
    auto const& last = history.back();
    CHECK(last.event == "settled");
    CHECK(last.actor == "李");
    CHECK(last.data.get("why") == "打错了工单号");
    CHECK(std::count_if(history.begin(), history.end(),
                        [](entry const& e) { return e.stands == standing::conflict && e.event == "light"; }) == 1);
    hall const again{store};
    CHECK(again.desk.ticket(d.id)->conflicts == 0);
}

TEST_CASE("only a conflict can be settled, once, and with a reason") {
    disputed d;
    CHECK(d.settle(1).why().code == "desk.no_conflict");
    CHECK(d.settle(99).why().code == "desk.no_conflict");
    CHECK(d.settle(d.odd, "").why().code == "desk.field");
    CHECK(d.desk.settle({9}, d.odd, {}, "x", at("2026-03-02 15:00")).why().code == "desk.unknown_ticket");
    REQUIRE(d.settle(d.odd));
    CHECK(d.settle(d.odd).why().en == "entry 3 was settled by 李");
    CHECK(d.desk.ticket(d.id)->conflicts == 0);
}

TEST_CASE("what history could not follow is followed once what was missing before it has arrived") {
    auto const store = std::make_shared<memory_journal>();
    hall h{store};
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    auto const early = h.apply(id, "order", "2026-03-02 10:20", role::dispatcher, {}, "2026-03-02 12:00");
    REQUIRE(early);
    CHECK(early->stands == standing::conflict);
    REQUIRE(h.apply(id, "record", "2026-03-02 10:05", role::receptionist, {}, "2026-03-02 12:01"));
    CHECK(h.desk.ticket(id)->conflicts == 0);
    hall const again{store};
    CHECK(h.state(id) == again.state(id));
    CHECK(h.state(id) != "accepted");
}

TEST_CASE("a phone's clock that runs ahead a little is set right and marked, one that is far ahead is refused") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    REQUIRE(h.apply(id, "record", "2026-03-02 10:07", role::receptionist, {}, "2026-03-02 10:05"));
    auto const marked = h.desk.history(id).back();
    CHECK(to_text(marked.occurred_at) == "2026-03-02 10:05");
    CHECK(marked.data.get("clock_ahead") == "120");
    auto const far = h.apply(id, "order", "2026-03-02 11:00", role::dispatcher, {}, "2026-03-02 10:06");
    REQUIRE_FALSE(far);
    CHECK(far.why().code == "desk.clock");
    CHECK(far.why().en == "'order' claims to have happened at 2026-03-02 11:00, but was recorded at 2026-03-02 10:06");
    opening o{kind::repair, at("2026-03-02 10:30")};
    o.recorded_at = at("2026-03-02 10:00");
    CHECK(h.desk.open(o).why().code == "desk.clock");
}

TEST_CASE("a warning is withdrawn where a hold asked for after it began before it") {
    struct row {
        char const* began;
        char const* asked_for;
        bool withdrawn;
    };
    // Six hours from 10:00: the warning is told at 14:48, the deadline is 16:00.
    for (row const& r :
         {row{"2026-03-02 12:00", "2026-03-02 15:05", true}, row{"2026-03-02 14:46", "2026-03-02 14:56", true},
          row{"2026-03-02 14:50", "2026-03-02 14:56", false}}) {
        INFO(r.began);
        hall h;
        auto const id = h.open(kind::repair, "2026-03-02 10:00");
        REQUIRE(h.kinds(h.desk.poll(at("2026-03-02 14:52"), 10)).count(effect_kind::warn) == 1);
        REQUIRE(h.apply(id, "hold", r.began, role::receptionist, {{"reason", "customer_wish"}}, r.asked_for));
        auto const told = h.kinds(h.desk.poll(at("2026-03-02 15:06"), 10));
        CHECK((told.count(effect_kind::withdrawn) == 1) == r.withdrawn);
        h.must(id, "resume", "2026-03-03 10:00", role::receptionist);
        CHECK(h.kinds(h.desk.poll(at("2026-03-03 11:00"), 20)).count(effect_kind::withdrawn) ==
              (r.withdrawn ? 1U : 0U));
    }
}

TEST_CASE("while something is offered the desk is due at once, before the first poll too") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    h.must(id, "record", "2026-03-02 10:10", role::receptionist);
    REQUIRE(h.apply(id, "finish", "2026-03-02 10:05", role::technician, {}, "2026-03-02 11:00"));
    CHECK(h.desk.next_due() == at("2026-03-02 11:00"));
    CHECK(h.desk.poll(at("2026-03-02 08:00"), 10).size() == 1);  // a clock that is behind is told all the same
}

TEST_CASE("what a desk writes of a ticket stands behind its opening though the clock went back in between") {
    auto const store = std::make_shared<memory_journal>();
    hall h{store};
    auto const id = h.open(kind::repair, "2026-03-02 12:00");
    // The clock was three hours ahead. What is reported now, of before the opening, is a conflict, one and no more.
    REQUIRE(h.apply(id, "record", "2026-03-02 08:00", role::receptionist, {}, "2026-03-02 09:00"));
    for (effect const& e : h.desk.poll(at("2026-03-02 09:05"), 10)) h.desk.acknowledge({e.key}, at("2026-03-02 09:05"));
    CHECK(h.desk.ticket(id)->conflicts == 1);
    hall const again{store};
    CHECK(again.desk.ticket(id)->conflicts == 1);
}

TEST_CASE("a warning that, as a late entry shows, need not have been told is withdrawn, once") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    auto const warned = h.desk.poll(at("2026-03-02 15:00"), 10);
    REQUIRE(h.kinds(warned).count(effect_kind::warn) == 1);
    REQUIRE(h.apply(id, "agree", "2026-03-02 11:00", role::receptionist, {{"from", "2026-03-03 14:00"}},
                    "2026-03-02 15:30"));
    auto const after = h.desk.poll(at("2026-03-02 15:31"), 10);
    CHECK(h.kinds(after).count(effect_kind::withdrawn) == 1);
    auto const taken_back =
        std::find_if(after.begin(), after.end(), [](effect const& e) { return e.kind == effect_kind::withdrawn; });
    REQUIRE(taken_back != after.end());
    CHECK(taken_back->target == "handled");
    CHECK(taken_back->step == 80);
    auto const later = h.kinds(h.desk.poll(at("2026-03-03 13:00"), 20));
    CHECK(later.count(effect_kind::withdrawn) == 1);
    CHECK(later.count(effect_kind::breach) == 0);
}
