// A desk that begins with a snapshot is the desk that reads everything; one that cannot says why, and reads everything.

#include "desk_text.hpp"
#include "entries.hpp"
#include "random_desk.hpp"

#include <gongdan/journal/sqlite.hpp>
#include <support/scratch.hpp>

using namespace gongdan;

namespace {

instant const monday = at("2026-02-09 08:00");
instant const later = at("2026-06-01 00:00");

desk begun_with(std::string const& snapshot,
                std::shared_ptr<journal> store,
                policy rules = gas(),
                calendar days = china()) {
    desk_options o;
    o.snapshot = snapshot;
    return {std::move(days), std::move(rules), builtin_lifecycles(), std::move(store), o};
}

void act(random_hand& hand, int times) {
    for (int i = 0; i < times; ++i) hand.act();
}

struct worked_desk {
    std::shared_ptr<memory_journal> store = std::make_shared<memory_journal>();
    desk d = desk_on(store);
    random_hand hand{d, 5, monday};
    worked_desk() { act(hand, 200); }
};

}  // namespace

TEST_CASE("a desk that begins with a snapshot and reads what came since is the desk that reads everything") {
    std::uint64_t read = 0;
    std::uint64_t written = 0;
    for (unsigned seed = 1; seed <= 20; ++seed) {
        INFO("seed ", seed);
        auto const store = std::make_shared<memory_journal>();
        auto live = desk_on(store);
        random_hand hand{live, seed, monday};
        act(hand, 250);
        if (seed % 3 == 0) live.retire(hand.now() - hours{24});
        auto const snapshot = live.snapshot();
        auto same_moment = begun_with(snapshot, store);
        CHECK(same_moment.start().entries_read == 0);
        act(hand, static_cast<int>(seed * 5 % 60));
        auto quick = begun_with(snapshot, store);
        auto slow = desk_on(store);
        REQUIRE(quick.start().from_snapshot);
        CHECK_FALSE(slow.start().from_snapshot);
        CHECK(slow.start().entries_read == store->last());
        read += quick.start().entries_read;
        written += store->last();
        CHECK(text_of(quick, later) == text_of(slow, later));
        CHECK(quick.next_due() == slow.next_due());
    }
    CHECK(read * 3 < written);
}

TEST_CASE("a desk with a snapshot knows the commands from before it") {
    auto const store = std::make_shared<memory_journal>();
    auto d = desk_on(store);
    opening o{kind::repair, monday, {role::customer, "周甲"}};
    o.command_id = "o-1";
    o.external = "W-1";
    auto const id = *d.open(o);
    command c{"record", monday + minutes{5}, {role::receptionist, "r-07"}};
    c.command_id = "c-1";
    auto const first = d.apply(id, c);
    auto back = begun_with(d.snapshot(), store);
    CHECK(*back.open(o) == id);
    auto const again = back.apply(id, c);
    REQUIRE(again);
    CHECK(again->sequence == first->sequence);
    CHECK(again->version == 2);
    CHECK(back.find("W-1") == id);
    CHECK(store->last() == 2);
}

TEST_CASE("a snapshot of other rules is passed over with the reason and the journal is read") {
    worked_desk w;
    static_cast<void>(w.d.poll(later, 100'000));
    auto const snapshot = w.d.snapshot();
    auto const expected = text_of(w.d, later);
    auto const said = [&](desk const& d) {
        CHECK_FALSE(d.start().from_snapshot);
        CHECK(d.start().entries_read == w.store->last());
        REQUIRE(d.start().passed_over);
        CHECK_FALSE(d.start().passed_over->zh.empty());
        return d.start().passed_over->en;
    };
    policy newer = gas();
    newer.version = "2027";
    CHECK(said(begun_with(snapshot, w.store, newer)) ==
          "the snapshot's policy is '" + gas().name + ' ' + gas().version + "', now it is '" + gas().name + " 2027'");
    policy slower = gas();
    slower.clauses[0].within.amount += 1;  // the version was forgotten
    CHECK(said(begun_with(snapshot, w.store, slower)).find("policy") != std::string::npos);
    auto spec = china().spec();
    spec.version = "next";
    CHECK(said(begun_with(snapshot, w.store, gas(), *calendar::make(spec))).find("the snapshot's calendar is") == 0);
    CHECK(said(begun_with("gongdan snapshot 1\nand no more", w.store)) ==
          "the snapshot is damaged or of another version");
    auto flipped = snapshot;
    flipped[flipped.size() / 2] = static_cast<char>(flipped[flipped.size() / 2] ^ 1);
    auto d = begun_with(flipped, w.store);
    CHECK(said(d) == "the snapshot is damaged or of another version");
    CHECK(text_of(d, later) == expected);
}

TEST_CASE("a snapshot whose types have other lifecycles now is passed over") {
    worked_desk w;
    auto const snapshot = w.d.snapshot();
    auto changed = *builtin_lifecycles()[0];
    ++changed.fingerprint;
    auto types = builtin_lifecycles();
    types[0] = &changed;
    desk_options o;
    o.snapshot = snapshot;
    desk const d{china(), gas(), types, w.store, o};
    REQUIRE(d.start().passed_over);
    CHECK(d.start().passed_over->en ==
          "the lifecycle of '" + std::string{changed.label.code} + "' is not the snapshot's");
    CHECK(d.size() == w.d.size());
}

TEST_CASE("a snapshot is passed over by a journal that is another or that ends before it") {
    scratch_folder const folder;
    sqlite_options o;
    o.durable = durability::crash;
    auto const journal_of = [&](char const* name, unsigned seed, int steps) {
        auto const store = std::make_shared<sqlite_journal>(folder / name, o);
        auto d = desk_on(store);
        random_hand hand{d, seed, monday};
        act(hand, steps);
        return std::pair{store, d.snapshot()};
    };
    auto const [own, snapshot] = journal_of("own.db", 1, 60);
    CHECK(begun_with(snapshot, own).start().from_snapshot);
    auto const [other, unused] = journal_of("other.db", 2, 200);
    auto const d = begun_with(snapshot, other);
    REQUIRE(d.start().passed_over);
    CHECK(d.start().passed_over->en ==
          "the snapshot is of another journal: entry " + std::to_string(own->last()) + " is not the same");
    auto const [shorter, unused_too] = journal_of("shorter.db", 1, 30);
    REQUIRE(shorter->last() < own->last());
    CHECK(begun_with(snapshot, shorter).start().passed_over);
}

TEST_CASE("a desk that follows another's journal catches up with every ticket and effect") {
    worked_desk w;
    auto follower = desk_on(w.store);
    for (int i = 0; i < 40; ++i) {
        auto const before = w.store->last();
        act(w.hand, 5);
        CHECK(follower.catch_up() == w.store->last() - before);
        CHECK(follower.catch_up() == 0);
        REQUIRE(follower.size() == w.d.size());
        for (std::uint64_t id = 1; id <= follower.size(); ++id)
            REQUIRE(text_of(*follower.ticket({id})) == text_of(*w.d.ticket({id})));
    }
}

TEST_CASE("tickets that retire are as they were when they are asked for and tell what they would have told") {
    std::size_t retired = 0;
    for (unsigned seed = 1; seed <= 12; ++seed) {
        INFO("seed ", seed);
        auto const thrifty_store = std::make_shared<memory_journal>();
        auto const plain_store = std::make_shared<memory_journal>();
        auto thrifty = desk_on(thrifty_store);
        auto plain = desk_on(plain_store);
        random_hand a{thrifty, seed, monday};
        random_hand b{plain, seed, monday};
        for (int i = 0; i < 400; ++i) {
            a.act();
            b.act();
            if (i % 20 == 0) retired += thrifty.retire(a.now() - hours{2});
        }
        REQUIRE(thrifty_store->last() == plain_store->last());
        CHECK(thrifty.query({}, {}, 1000) == plain.query({}, {}, 1000));
        ticket_filter hall;
        hall.hall = "城南厅";
        CHECK(thrifty.query(hall, {}, 1000) == plain.query(hall, {}, 1000));
        CHECK(thrifty.next_due() == plain.next_due());
        retired += thrifty.retire(later);
        CHECK(thrifty.snapshot().size() < plain.snapshot().size());
        CHECK(text_of(thrifty, later) == text_of(plain, later));
    }
    CHECK(retired > 30);
}
