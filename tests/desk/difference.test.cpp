#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/difference.hpp>
#include <support/hall.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

namespace {

desk_options quiet() {
    desk_options o;
    o.mute = true;
    return o;
}

/// Both books, with another budget for one target of repairs.
policy with_budget(std::string_view target, char const* within) {
    auto p = gas();
    for (clause& c : p.clauses)
        if (c.type == kind::repair && c.target == target) c.within = *expression::parse(within);
    return p;
}

}  // namespace

TEST_CASE("the same history under another policy: who would have been late, and who not") {
    auto const store = std::make_shared<memory_journal>();
    hall h{store};
    auto const seven = h.open(kind::repair, "2026-03-02 10:00");
    auto const three = h.open(kind::repair, "2026-03-02 10:00");
    auto const open = h.open(kind::alarm, "2026-03-02 10:00", level::urgent);
    for (auto const id : {seven, three}) h.must(id, "record", "2026-03-02 10:05", role::receptionist);
    h.must(seven, "hold", "2026-03-02 17:00", role::receptionist, {{"reason", "special_case"}, {"approver", "李"}});
    hall const strict{china(), with_budget("handled", "2 h"), store, quiet()};
    auto const all = differences(h.desk, strict.desk, at("2026-03-02 13:00"));
    REQUIRE(all.size() == 2);
    CHECK(all[0].ticket == seven);
    CHECK(all[1].ticket == three);
    REQUIRE(all[1].targets.size() == 1);
    auto const& t = all[1].targets[0];
    CHECK(t.target == "handled");
    CHECK(to_text(t.due_before) == "2026-03-02 16:00");
    CHECK(to_text(t.due_after) == "2026-03-02 12:00");
    CHECK(*t.before == verdict::open);
    CHECK(*t.after == verdict::open_late);
    CHECK(all[1].state_before == all[1].state_after);
    CHECK_FALSE(difference(*h.desk.ticket(open), *strict.desk.ticket(open), at("2026-03-02 13:00")));
}

TEST_CASE("a target that one policy does not have is told with an empty side") {
    auto const store = std::make_shared<memory_journal>();
    hall h{store};
    auto const id = h.open(kind::repair, "2026-03-02 10:00");
    auto fewer = gas();
    fewer.clauses.erase(std::remove_if(fewer.clauses.begin(), fewer.clauses.end(),
                                       [](clause const& c) { return c.type == kind::repair && c.target == "fixed"; }),
                        fewer.clauses.end());
    hall const without{china(), fewer, store, quiet()};
    auto const gone = differences(h.desk, without.desk, at("2026-03-02 13:00"));
    REQUIRE(gone.size() == 1);
    REQUIRE(gone[0].targets.size() == 1);
    CHECK(gone[0].targets[0].target == "fixed");
    CHECK_FALSE(gone[0].targets[0].after);
    auto const come = differences(without.desk, h.desk, at("2026-03-02 13:00"));
    REQUIRE(come.size() == 1);
    CHECK_FALSE(come[0].targets[0].before);
    CHECK(*come[0].targets[0].after == verdict::open);
    CHECK(h.state(id) == "reported");
}
