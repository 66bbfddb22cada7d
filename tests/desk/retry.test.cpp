// The same command twice, and two who write at once.

#include <gongdan/desk/desk.hpp>
#include <journal/random_desk.hpp>

#include <doctest/doctest.h>

#include <map>

using namespace gongdan;

namespace {

bool same(receipt const& a, receipt const& b) {
    return a.ticket == b.ticket && a.sequence == b.sequence && a.version == b.version && a.stands == b.stands &&
           a.conflict.has_value() == b.conflict.has_value() &&
           (!a.conflict || (a.conflict->code == b.conflict->code && a.conflict->en == b.conflict->en));
}

struct given {
    ticket_id ticket;
    std::string event;
    command c;
    receipt first;
};

}  // namespace

TEST_CASE("a command that comes again gets its first answer again and writes nothing after a restart too") {
    auto const store = std::make_shared<memory_journal>();
    std::vector<given> all;
    auto const now = at("2026-03-02 10:00");
    {
        auto d = desk_on(store);
        opening o{kind::repair, now, {role::customer, "周甲"}};
        o.command_id = "o-1";
        auto const id = *d.open(o);
        // Late ones in all ways: at the tip, out of order, and such as contradict the history.
        char const* const events[] = {"record", "agree", "close", "order", "record", "depart", "start"};
        int n = 0;
        for (char const* event : events)
            for (int ago : {0, 200, 30}) {
                command c{event, now + minutes{300 + 20 * n - ago}, {role::receptionist, "r-07"}};
                c.recorded_at = now + minutes{300 + 20 * n};
                c.data = {{"from", "2026-03-05 09:00"}, {"to", "2026-03-05 11:00"}};
                c.command_id = "c-" + std::to_string(n++);
                if (auto const done = d.apply(id, c)) all.push_back({id, event, c, *done});
            }
        for (given const& g : all) CHECK(same(*d.apply(g.ticket, g.c), g.first));
        CHECK(*d.open(o) == id);
    }
    auto const reached = store->last();
    auto back = desk_on(store);
    std::size_t conflicts = 0;
    for (given const& g : all) {
        INFO(g.event, ' ', g.c.command_id);
        auto const again = back.apply(g.ticket, g.c);
        REQUIRE(again);
        CHECK(same(*again, g.first));
        conflicts += g.first.conflict ? 1 : 0;
    }
    opening o{kind::repair, now};
    o.command_id = "o-1";
    CHECK(back.open(o)->value == 1);
    CHECK(back.size() == 1);
    CHECK(store->last() == reached);
    CHECK(all.size() > 5);
    CHECK(conflicts > 2);
}

TEST_CASE("who writes upon a version that is past learns who came first with what and when") {
    auto d = desk_on(std::make_shared<memory_journal>());
    auto const now = at("2026-03-02 10:00");
    auto const id = *d.open({kind::repair, now, {role::customer, "周甲"}});
    command mine{"record", now + minutes{5}, {role::receptionist, "r-07"}};
    mine.expected_version = 1;
    REQUIRE(d.apply(id, mine));
    mine.who.id = "r-08";
    auto const lost = d.apply(id, mine);
    REQUIRE_FALSE(lost);
    CHECK(lost.why().code == "desk.version");
    CHECK(lost.why().en ==
          "the ticket is at version 2, not 1: it is accepted; 'record' by the receptionist r-07 came first, at "
          "2026-03-02 10:05");
    CHECK(lost.why().zh.find("接待员 r-07 于 2026-03-02 10:05 的“") != std::string::npos);
}

TEST_CASE("command ids that share a hash do not pass for each other") {
    command_index index;
    for (std::uint64_t i = 1; i <= 5000; ++i) index.add("c-" + std::to_string(i), {i});
    CHECK(index.size() == 5000);
    index.add({command_index::hash("c-7"), 99});  // as if another id had the same hash
    std::vector<std::uint64_t> found;
    index.each("c-7", [&](ticket_id t) { return found.push_back(t.value), false; });
    CHECK(found == std::vector<std::uint64_t>{7, 99});
    found.clear();
    index.each("c-0", [&](ticket_id t) { return found.push_back(t.value), false; });
    CHECK(found.empty());
}
