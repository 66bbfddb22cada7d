#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/lifecycle/counter.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>
#include <support/hall.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>
#include <string>
#include <vector>

using namespace gongdan;

TEST_CASE("a ticket is opened, moved and asked about") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00", level::urgent);
    CHECK(h.state(id) == "reported");
    h.must(id, "record", "2026-03-02 10:05", role::receptionist);
    CHECK(h.state(id) == "accepted");
    CHECK(to_text(*h.desk.deadline(id, "handled")) == "2026-03-02 16:00");
    CHECK(to_text(*h.desk.deadline(id, "fixed")) == "2026-03-03 10:00");
    CHECK(h.desk.deadline(id, "nonsense").why().code == "desk.no_target");
    CHECK(h.desk.deadline({99}, "fixed").why().code == "desk.unknown_ticket");
}

TEST_CASE("a refused command leaves no trace, and names the rule and who could") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    auto const no = h.apply(id, "record", "2026-03-02 10:05", role::customer);
    REQUIRE_FALSE(no);
    CHECK(no.why().code == "lifecycle.role");
    CHECK(no.why().rule == "T4");
    CHECK(no.why().zh == "“记录”须由接待员办理,用户不能");
    CHECK(h.desk.history(id).size() == 1);
    CHECK(h.desk.ticket(id)->version == 1);
    CHECK(h.apply(id, "fly", "2026-03-02 10:05", role::receptionist).why().code == "desk.unknown_event");
    CHECK(h.apply(id, "fired", "2026-03-02 10:05", role::receptionist).why().code == "desk.unknown_event");
}

TEST_CASE("opening refuses an unknown type, a number given out already and fields that cannot be read") {
    hall h;
    opening o{"laundry", at("2026-03-02 10:00")};
    CHECK(h.desk.open(o).why().code == "desk.unknown_type");
    o.type = kind::repair;
    o.external = "W-1";
    CHECK(h.desk.open(o));
    CHECK(h.desk.open(o).why().code == "desk.duplicate_ticket");
    o.external = "W-2";
    o.data.set("level", "L9");
    CHECK(h.desk.open(o).why().code == "desk.field");
    CHECK(h.desk.size() == 1);
    CHECK(h.desk.find("W-1"));
    CHECK_FALSE(h.desk.find("W-2"));
}

TEST_CASE("the same command id twice gives the first answer again") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    command c{"record", at("2026-03-02 10:05"), {role::receptionist, "r"}};
    c.command_id = "c-1";
    auto const first = h.desk.apply(id, c);
    auto const again = h.desk.apply(id, c);
    REQUIRE(first);
    REQUIRE(again);
    CHECK(first->sequence == again->sequence);
    CHECK(h.desk.history(id).size() == 2);
}

TEST_CASE("a writer that has not seen the last version is refused and told what it lost to") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    command c{"record", at("2026-03-02 10:05"), {role::receptionist, "r"}};
    c.expected_version = 7;
    auto const lost = h.desk.apply(id, c);
    REQUIRE_FALSE(lost);
    CHECK(lost.why().code == "desk.version");
    CHECK(lost.why().en ==
          "the ticket is at version 1, not 7: it is reported; 'open' by the customer came first, at 2026-03-02 10:00");
}

TEST_CASE("P19: a hold for the customer stops the clock, one for a missing part does not") {
    hall h;
    auto const customer = h.open(kind::repair, "2026-03-02 10:00");
    auto const part = h.open(kind::repair, "2026-03-02 10:00");
    h.must(customer, "hold", "2026-03-02 11:00", role::receptionist, {{"reason", "customer_wish"}});
    CHECK(h.desk.deadline(customer, "handled")->state == due::how::held);
    h.must(customer, "resume", "2026-03-02 14:00", role::receptionist);
    CHECK(to_text(*h.desk.deadline(customer, "handled")) == "2026-03-02 19:00");
    h.must(part, "hold", "2026-03-02 11:00", role::receptionist, {{"reason", "part_missing"}});
    CHECK(to_text(*h.desk.deadline(part, "handled")) == "2026-03-02 16:00");
    CHECK(h.apply(part, "resume", "2026-03-02 12:00", role::customer).why().code == "lifecycle.role");
    CHECK(h.apply(customer, "hold", "2026-03-02 15:00", role::receptionist).why().code == "desk.field");
}

TEST_CASE("P20: a special case voids the target") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    h.must(id, "hold", "2026-03-02 11:00", role::superior, {{"reason", "special_case"}, {"approver", "李"}});
    CHECK(h.target(id, "handled").at(at("2026-03-09 10:00")) == verdict::exempt);
    CHECK(h.desk.poll(at("2026-03-09 10:00"), 100).empty());
}

TEST_CASE("P18: a time agreed before the deadline stands in its place, one agreed after it cures nothing") {
    hall h;
    auto const in_time = h.open(kind::repair, "2026-03-02 10:00");
    h.must(in_time, "agree", "2026-03-02 15:59", role::receptionist,
           {{"from", "2026-03-04 14:00"}, {"to", "2026-03-04 16:00"}});
    CHECK(to_text(*h.desk.deadline(in_time, "handled")) == "2026-03-04 16:00");
    auto const too_late = h.open(kind::repair, "2026-03-02 10:00");
    h.must(too_late, "agree", "2026-03-02 16:01", role::receptionist,
           {{"from", "2026-03-04 14:00"}, {"to", "2026-03-04 16:00"}});
    CHECK(to_text(*h.desk.deadline(too_late, "handled")) == "2026-03-02 16:00");
    CHECK(h.apply(in_time, "agree", "2026-03-02 16:02", role::receptionist,
                  {{"from", "2026-03-04 14:00"}, {"to", "2026-03-04 13:00"}})
              .why()
              .code == "desk.field");
}

TEST_CASE("P18 and P19: what stops the work after a time was agreed moves it, what both sides knew does not") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    payload const agreed{{"from", "2026-03-04 14:00"}, {"to", "2026-03-04 16:00"}};
    h.must(id, "agree", "2026-03-02 11:00", role::receptionist, agreed);
    h.must(id, "hold", "2026-03-04 08:00", role::receptionist, {{"reason", "force_majeure"}});
    CHECK(h.desk.deadline(id, "handled")->state == due::how::held);
    h.must(id, "resume", "2026-03-05 08:00", role::receptionist);
    CHECK(to_text(*h.desk.deadline(id, "handled")) == "2026-03-05 16:00");
    CHECK(to_text(*h.desk.explain(id, "handled"), h.desk.days(), language::en).find("moved on to 2026-03-05 16:00") !=
          std::string::npos);

    auto const known = h.open(kind::repair, "2026-03-02 10:00");
    h.must(known, "hold", "2026-03-02 10:30", role::receptionist, {{"reason", "customer_wish"}});
    h.must(known, "agree", "2026-03-02 11:00", role::receptionist, agreed);
    h.must(known, "resume", "2026-03-03 10:30", role::receptionist);
    CHECK(to_text(*h.desk.deadline(known, "handled")) == "2026-03-04 16:00");

    auto const outlasted = h.open(kind::repair, "2026-03-02 10:00");
    h.must(outlasted, "hold", "2026-03-02 10:30", role::receptionist, {{"reason", "customer_wish"}});
    h.must(outlasted, "agree", "2026-03-02 11:00", role::receptionist, agreed);
    h.must(outlasted, "resume", "2026-03-06 09:00", role::receptionist);
    CHECK(to_text(*h.desk.deadline(outlasted, "handled")) == "2026-03-06 09:00");
}

TEST_CASE("P18 and P19: a time agreed while the appointment before it is held counts, though that has passed") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    h.must(id, "agree", "2026-03-02 11:00", role::receptionist,
           {{"from", "2026-03-04 14:00"}, {"to", "2026-03-04 16:00"}});
    h.must(id, "hold", "2026-03-04 13:00", role::receptionist, {{"reason", "nobody_home"}});
    h.must(id, "agree", "2026-03-04 17:00", role::receptionist,
           {{"from", "2026-03-09 09:00"}, {"to", "2026-03-09 11:00"}});
    h.must(id, "resume", "2026-03-09 08:00", role::receptionist);
    CHECK(to_text(*h.desk.deadline(id, "handled")) == "2026-03-09 11:00");
}

TEST_CASE("D7: a time agreed under a hold that re-bases stands, and so does the next one agreed before it") {
    auto rules = gas();
    for (clause& c : rules.clauses)
        if (c.target == "fixed") {
            c.within = *expression::parse("24 h");
            c.on_hold[static_cast<std::size_t>(hold_reason::customer_wish)] = hold_effect::rebase;
        }
    desk d{china(), rules, builtin_lifecycles()};
    auto const id = *d.open({kind::repair, at("2026-03-02 10:00"), {role::customer, ""}});
    auto const apply = [&](char const* event, char const* when, payload data = {}) {
        REQUIRE(d.apply(id, {event, at(when), {role::receptionist, "x"}, std::move(data)}));
    };
    apply("hold", "2026-03-03 09:00", {{"reason", "customer_wish"}});
    CHECK(to_text(*d.deadline(id, "fixed")) == "2026-03-03 10:00");
    // After the lapse, but the hold that asks for a new time began before it and still runs.
    apply("agree", "2026-03-03 11:00", {{"from", "2026-03-06 09:00"}, {"to", "2026-03-06 11:00"}});
    CHECK(to_text(*d.deadline(id, "fixed")) == "2026-03-06 11:00");
    apply("resume", "2026-03-03 12:00");
    apply("agree", "2026-03-05 10:00", {{"from", "2026-03-10 09:00"}, {"to", "2026-03-10 11:00"}});
    CHECK(to_text(*d.deadline(id, "fixed")) == "2026-03-10 11:00");
    apply("agree", "2026-03-10 12:00", {{"from", "2026-03-20 09:00"}, {"to", "2026-03-20 11:00"}});
    CHECK(to_text(*d.deadline(id, "fixed")) == "2026-03-10 11:00");
    auto const told = to_text(*d.explain(id, "fixed"), d.days(), language::en);
    CAPTURE(told);
    CHECK(told.find("with nothing agreed it was 2026-03-03 10:00") != std::string::npos);
    CHECK(told.find("agreed at 2026-03-05 10:00: 2026-03-10 09:00 – 2026-03-10 11:00\n") != std::string::npos);
    CHECK(told.find("agreed at 2026-03-10 12:00: 2026-03-20 09:00 – 2026-03-20 11:00, after the deadline: it cures "
                    "nothing") != std::string::npos);
    CHECK(told.find("due 2026-03-10 11:00") != std::string::npos);
}

TEST_CASE("a back-dated hold stops the clock where it was asked for before the deadline, and is marked where after") {
    for (bool const in_time : {true, false}) {
        hall h;
        auto const id = h.open(kind::repair, "2026-03-02 10:00");
        payload const why{{"reason", "customer_wish"}};
        // Six hours: due at 16:00.
        REQUIRE(h.apply(id, "hold", "2026-03-02 12:00", role::receptionist, why,
                        in_time ? "2026-03-02 16:00" : "2026-03-02 16:01"));
        h.must(id, "resume", "2026-03-02 18:00", role::receptionist);
        CHECK(to_text(*h.desk.deadline(id, "handled")) == (in_time ? "2026-03-02 22:00" : "2026-03-02 16:00"));
        auto const told = to_text(*h.desk.explain(id, "handled"), h.desk.days(), language::en);
        CAPTURE(told);
        CHECK((told.find("asked for at 2026-03-02 16:01, after the deadline) does not stop this clock") ==
               std::string::npos) == in_time);
    }
}

TEST_CASE("a hold that a target ignores is said to, and so is one that came after the deadline") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    h.must(id, "hold", "2026-03-02 11:00", role::receptionist, {{"reason", "third_party"}});
    h.must(id, "resume", "2026-03-02 12:00", role::receptionist);
    h.must(id, "hold", "2026-03-02 16:00", role::receptionist, {{"reason", "customer_wish"}});
    auto const told = to_text(*h.desk.explain(id, "handled"), h.desk.days(), language::en);
    CAPTURE(told);
    CHECK(told.find("P14 《客户服务标准(试行)》") != std::string::npos);
    CHECK(told.find("the hold 2026-03-02 11:00 – 2026-03-02 12:00 (third party) does not stop this clock\n") !=
          std::string::npos);
    CHECK(told.find("the hold 2026-03-02 16:00 – (the customer's wish) does not stop this clock: it came after") !=
          std::string::npos);
}

TEST_CASE("reminders fall in the clock's own time, each once, in order with the shares of the budget") {
    auto rules = gas();
    for (clause& c : rules.clauses)
        if (c.target == "gas_on") {
            c.within = *expression::parse("5 working days from next day");
            c.warn_at = {40};
            c.remind_at = {*expression::parse_reminder("1 working day before due"),
                           *expression::parse_reminder("30 min before due")};
            c.escalate_at = {};
        }
    desk d{china(), rules, builtin_lifecycles()};
    using lines = std::vector<std::string>;
    auto const told = [&](ticket_id id, char const* from, char const* to) {
        lines all;
        for (instant now = at(from); now < at(to); now = now + minutes{30})
            for (effect const& x : d.poll(now, 100)) {
                if (x.ticket == id)
                    all.push_back(std::string{label(x.kind).code} + " " + std::to_string(x.step) + " " + to_text(now));
                d.acknowledge({x.key}, now);
            }
        return all;
    };
    auto const id = *d.open({kind::ignition, at("2026-02-13 23:59"), {role::customer, ""}});
    CHECK(told(id, "2026-02-14 00:00", "2026-02-28 00:30") ==
          lines{"warn 40 2026-02-25 00:00", "warn -1 2026-02-27 00:00", "warn -2 2026-02-27 23:30",
                "breach 100 2026-02-28 00:00"});
    // The 26th to the 2nd are held at their close: due on 4 March, one working day before is the end of the 3rd.
    auto const moved = *d.open({kind::ignition, at("2026-02-13 23:59"), {role::customer, ""}});
    REQUIRE(d.apply(moved, {"hold", at("2026-02-26 12:00"), {role::receptionist, "x"}, {{"reason", "customer_wish"}}}));
    REQUIRE(d.apply(moved, {"resume", at("2026-03-03 12:00"), {role::receptionist, "x"}}));
    CHECK(told(moved, "2026-03-03 12:30", "2026-03-05 00:30") ==
          lines{"warn 40 2026-03-03 12:30", "warn -1 2026-03-04 00:00", "warn -2 2026-03-04 23:30",
                "breach 100 2026-03-05 00:00"});
}

TEST_CASE("done exactly at the deadline is on time, a second later is late") {
    for (bool const on_time : {true, false}) {
        hall h;
        auto const id = h.open(kind::alarm, "2026-03-02 03:00");
        h.must(id, "take", "2026-03-02 03:01", role::dispatcher);
        h.must(id, "triage", "2026-03-02 03:02", role::dispatcher, {{"outcome", "ordinary"}});
        h.must(id, "send", "2026-03-02 03:03", role::dispatcher);
        h.must(id, "arrive", on_time ? "2026-03-02 03:30" : "2026-03-02 03:30:01", role::technician);
        CHECK(h.target(id, "on_scene").at(at("2026-03-02 05:00")) == (on_time ? verdict::met : verdict::late));
        // Seen from before the arrival, it was still open.
        CHECK(h.target(id, "on_scene").at(at("2026-03-02 03:10")) == verdict::open);
    }
}

TEST_CASE("a late entry is folded in where it happened, and a breach it cures is un-made") {
    hall h;
    auto const id = h.open(kind::alarm, "2026-03-02 03:00");
    h.must(id, "take", "2026-03-02 03:01", role::dispatcher);
    h.must(id, "triage", "2026-03-02 03:02", role::dispatcher, {{"outcome", "ordinary"}});
    h.must(id, "send", "2026-03-02 03:03", role::dispatcher);
    auto const told = h.desk.poll(at("2026-03-02 04:00"), 100);
    CHECK(h.kinds(told).count(effect_kind::breach) == 1);
    // The crew's phone was off line: it was there after twenty minutes.
    auto const late = h.apply(id, "arrive", "2026-03-02 03:23", role::technician, {}, "2026-03-02 05:00");
    REQUIRE(late);
    CHECK(late->stands == standing::accepted);
    CHECK(h.target(id, "on_scene").at(at("2026-03-02 05:00")) == verdict::met);
    auto const after = h.desk.poll(at("2026-03-02 05:01"), 100);
    CHECK(h.kinds(after).count(effect_kind::breach_unmade) == 1);
}

TEST_CASE("an entry that history cannot follow is kept in conflict, shown, and moves nothing") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    h.must(id, "record", "2026-03-02 10:05", role::receptionist);
    auto const odd = h.apply(id, "light", "2026-03-02 10:02", role::technician, {}, "2026-03-02 12:00");
    REQUIRE(odd);
    CHECK(odd->stands == standing::conflict);
    CHECK(odd->conflict->code == "desk.conflict");
    CHECK(h.state(id) == "accepted");
    CHECK(h.desk.ticket(id)->conflicts == 1);
    auto const history = h.desk.history(id);
    CHECK(std::count_if(history.begin(), history.end(),
                        [](entry const& e) { return e.event == "light" && e.stands == standing::conflict; }) == 1);
    CHECK(h.kinds(h.desk.poll(at("2026-03-02 12:00"), 100)).count(effect_kind::conflict) == 1);
}

TEST_CASE("the same entries in any order of delivery fold to the same ticket") {
    auto const days = china();
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    h.must(id, "record", "2026-03-02 10:05", role::receptionist);
    h.must(id, "hold", "2026-03-02 10:30", role::receptionist, {{"reason", "customer_wish"}});
    h.must(id, "agree", "2026-03-02 10:40", role::receptionist, {{"from", "2026-03-03 14:00"}});
    h.must(id, "resume", "2026-03-02 13:00", role::receptionist);
    h.must(id, "relevel", "2026-03-02 13:10", role::dispatcher, {{"level", "L4"}});
    h.must(id, "order", "2026-03-02 13:20", role::dispatcher);
    auto entries = h.desk.history(id);
    auto const straight = fold(*h.desk.type(kind::repair), entries, days);
    std::mt19937 random{11};
    for (int i = 0; i < 200; ++i) {
        std::shuffle(entries.begin(), entries.end(), random);
        auto const folded = fold(*h.desk.type(kind::repair), entries, days);
        REQUIRE(folded->at.state == straight->at.state);
        REQUIRE(folded->version == straight->version);
        REQUIRE(folded->facts.urgency == level::urgent);
        REQUIRE(folded->targets[0].due_at == straight->targets[0].due_at);
        REQUIRE(folded->targets[1].due_at == straight->targets[1].due_at);
    }
}

TEST_CASE("an effect is offered under the same key until it is acknowledged, and then no more") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    CHECK(h.desk.next_due() == at("2026-03-02 14:48"));  // 80 % of 6 h
    CHECK(h.desk.poll(at("2026-03-02 14:47"), 10).empty());
    auto const first = h.desk.poll(at("2026-03-02 14:48"), 10);
    REQUIRE(first.size() == 1);
    CHECK(first[0].kind == effect_kind::warn);
    CHECK(first[0].ticket == id);
    CHECK(h.desk.poll(at("2026-03-02 14:49"), 10).at(0).key == first[0].key);
    h.desk.acknowledge({first[0].key, "unknown"}, at("2026-03-02 14:50"));
    CHECK(h.desk.poll(at("2026-03-02 14:51"), 10).empty());
    CHECK(h.desk.next_due() == at("2026-03-02 16:00"));
}

TEST_CASE("many effects due at once come in bounded batches, none twice") {
    hall h;
    constexpr std::size_t n = 2000;
    for (std::size_t i = 0; i < n; ++i) h.open(kind::alarm, "2026-03-02 03:00");
    std::set<std::string> keys;
    std::size_t handed = 0;
    for (;;) {
        auto const batch = h.desk.poll(at("2026-03-09 03:00"), 300);
        REQUIRE(batch.size() <= 300);
        if (batch.empty()) break;
        std::vector<std::string> done;
        for (effect const& e : batch) {
            ++handed;
            CHECK(keys.insert(e.key).second);
            done.push_back(e.key);
        }
        h.desk.acknowledge(done, at("2026-03-09 03:00"));
    }
    CHECK(handed == n * 6);  // two targets, each warned of, breached and escalated
}

namespace {

/// Takes entries until it is full.
class full_journal final : public journal {
public:
    bool full = false;

    void append(std::vector<entry>& entries) override {
        if (full) throw journal_error("journal.write", "the disk is full");
        kept_.append(entries);
    }
    void read(std::uint64_t first, std::function<void(entry const&)> const& use) const override {
        kept_.read(first, use);
    }
    [[nodiscard]] std::vector<entry> history(ticket_id ticket) const override { return kept_.history(ticket); }
    [[nodiscard]] std::uint64_t last() const override { return kept_.last(); }

private:
    memory_journal kept_;
};

}  // namespace

TEST_CASE("what a store cannot take has not happened, and can be done once it can") {
    auto const store = std::make_shared<full_journal>();
    hall h{store};
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    store->full = true;
    CHECK_THROWS_AS(static_cast<void>(h.apply(id, "record", "2026-03-02 10:05", role::receptionist)), journal_error);
    CHECK(h.state(id) == "reported");
    CHECK_THROWS_AS(static_cast<void>(h.desk.poll(at("2026-03-09 10:00"), 100)), journal_error);
    store->full = false;
    h.must(id, "record", "2026-03-09 10:00", role::receptionist);
    auto const told = h.desk.poll(at("2026-03-09 10:00"), 100);
    CHECK(std::count_if(told.begin(), told.end(), [](effect const& x) { return x.kind == effect_kind::breach; }) == 2);
}

TEST_CASE("a desk opened again on its journal is the desk that was") {
    auto const store = std::make_shared<memory_journal>();
    hall h{store};
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    h.must(id, "record", "2026-03-02 10:05", role::receptionist);
    h.must(id, "hold", "2026-03-02 10:30", role::receptionist, {{"reason", "customer_wish"}});
    auto const other = h.open(kind::alarm, "2026-03-02 10:00");
    auto const pending = h.desk.poll(at("2026-03-02 10:40"), 100);
    REQUIRE(pending.size() == 2);
    h.desk.acknowledge({pending[0].key}, at("2026-03-02 10:41"));

    hall again{store};
    CHECK(again.desk.size() == 2);
    CHECK(again.state(id) == h.state(id));
    CHECK(again.desk.ticket(id)->held());
    CHECK(again.desk.ticket(id)->version == 3);
    CHECK(again.desk.ticket(other)->targets[0].breached);
    auto const offered = again.desk.poll(at("2026-03-02 10:42"), 100);
    REQUIRE(offered.size() == 1);
    CHECK(offered[0].key == pending[1].key);
}

TEST_CASE("queries come by hall, state, level and due time, in pages") {
    hall h;
    for (int i = 0; i < 10; ++i) {
        opening o{kind::repair,
                  at("2026-03-02 10:00") + minutes{i},
                  {role::customer, ""},
                  i % 2 == 0 ? level::urgent : level::waiting};
        o.hall = i < 5 ? "east" : "west";
        REQUIRE(h.desk.open(o));
    }
    ticket_filter f;
    f.hall = "east";
    CHECK(h.desk.query(f, {}, 100).size() == 5);
    f.urgency = level::urgent;
    CHECK(h.desk.query(f, {}, 100).size() == 3);
    auto const page = h.desk.query(f, {}, 2);
    REQUIRE(page.size() == 2);
    CHECK(h.desk.query(f, page.back(), 2).size() == 1);
    ticket_filter soon;
    soon.due_before = at("2026-03-02 16:03");
    CHECK(h.desk.query(soon, {}, 100).size() == 3);
    f.state = "closed";
    CHECK(h.desk.query(f, {}, 100).empty());
}

TEST_CASE("an observer hears what was accepted, refused and told") {
    struct ears : observer {
        int accepted_count = 0, refused_count = 0, told_count = 0;
        void accepted(entry const&) override { ++accepted_count; }
        void refused(std::string_view, refusal const&) override { ++refused_count; }
        void told(effect const&) override { ++told_count; }
    } ears;
    hall h;
    h.desk.observe(&ears);
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    static_cast<void>(h.apply(id, "close", "2026-03-02 10:05", role::receptionist));
    static_cast<void>(h.desk.poll(at("2026-03-03 10:05"), 10));
    CHECK(ears.accepted_count == 1);
    CHECK(ears.refused_count == 1);
    CHECK(ears.told_count == 5);
}

TEST_CASE(
    "a promise for a variant stands before one for a level, and that before one for all, however they are listed") {
    auto const promise = [](char const* within, std::optional<level> only, char const* variant) {
        clause c;
        c.type = kind::counter;
        c.target = "served";
        c.within = *expression::parse(within);
        c.met_by = {"done"};
        c.only = only;
        c.variant = variant;
        return c;
    };
    std::vector<clause> clauses = {promise("1 h", {}, ""), promise("2 h", level::urgent, ""),
                                   promise("3 h", {}, "pay")};
    for (int turn = 0; turn < 3; ++turn) {
        std::rotate(clauses.begin(), clauses.begin() + 1, clauses.end());
        policy p;
        p.name = "minutes";
        p.clauses = clauses;
        p.exemptions = {{std::string{kind::counter}, {"*"}, "零", "none"}};
        desk d{china(), p, {&counter_lifecycle()}};
        auto const due_of = [&](level l, char const* label) {
            opening o{kind::counter, at("2026-03-02 10:00"), {role::customer, ""}, l};
            o.label = label;
            return to_text(*d.deadline(*d.open(o), "served"));
        };
        CHECK(due_of(level::waiting, "query") == "2026-03-02 11:00");
        CHECK(due_of(level::urgent, "query") == "2026-03-02 12:00");
        CHECK(due_of(level::urgent, "pay") == "2026-03-02 13:00");
    }
}

TEST_CASE("a policy that names what no lifecycle has, or leaves a state under no clock, is refused by name") {
    auto const types = builtin_lifecycles();
    CHECK(check(gas(), types).empty());
    CHECK(check(handbook(), types).empty());
    CHECK(check(standard(), types).empty());
    auto odd = gas();
    odd.clauses[0].type = "laundry";
    CHECK(check(odd, types).at(0).what.en == "unknown type 'laundry'");
    odd = gas();
    odd.clauses[0].met_by = {"somewhere"};
    CHECK(check(odd, types).at(0).what.en == "alarm has no state 'somewhere'");
    odd = gas();
    odd.exemptions.clear();
    CHECK(check(odd, types).at(0).what.en.find("is under no clock and not exempt in words") != std::string::npos);
    CHECK_THROWS_AS((desk{china(), odd, types}), std::invalid_argument);
}

TEST_CASE("a photo is kept as a reference with its hash, and without one it is refused") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    auto const bare = h.apply(id, "note", "2026-03-02 10:05", role::technician, {{"photo", "a.jpg"}});
    REQUIRE_FALSE(bare);
    CHECK(bare.why().code == "desk.field");
    std::string const whole = "a.jpg#sha256=" + std::string(64, 'a');
    h.must(id, "note", "2026-03-02 10:06", role::technician, {{"photo_before", whole}});
    CHECK(h.desk.history(id).back().data.get("photo_before") == whole);
    opening o{kind::repair, at("2026-03-02 10:00")};
    o.data = {{"photo", "b.jpg#sha256=ab"}};
    CHECK(h.desk.open(o).why().code == "desk.field");
}
