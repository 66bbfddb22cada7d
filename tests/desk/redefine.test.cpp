// Another policy, another calendar and another definition of a type under tickets that are open.

#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/difference.hpp>
#include <gongdan/lifecycle/define.hpp>
#include <support/hall.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

namespace redefined {

/// A dispute about a meter, as it began.
struct first {
    static constexpr term label{"dispute", "抄表争议", "dispute"};
    enum class state : std::uint8_t { raised, read_again, settled };
    enum class event : std::uint8_t { read, settle };
    using rows = table<row<state::raised, event::read, state::read_again, gives<evidence::phoned>>,
                       row<state::read_again, event::settle, state::settled>>;
    using closed = states<state::settled>;
};

/// And as it went on: a reading is checked before the matter is settled.
struct second {
    static constexpr term label{"dispute.2", "抄表争议(第二版)", "dispute, second version"};
    enum class state : std::uint8_t { raised, checking, checked, settled };
    enum class event : std::uint8_t { read, check, settle };
    using rows = table<row<state::raised, event::read, state::checking>,
                       row<state::checking, event::check, state::checked>,
                       row<state::checked, event::settle, state::settled, needs<evidence::phoned>>>;
    using closed = states<state::settled>;
};

}  // namespace redefined

template <>
struct gongdan::labels<redefined::first::state> {
    static constexpr term table[] = {
        {"raised", "待复抄", "raised"}, {"read_again", "已复抄", "read again"}, {"settled", "已解决", "settled"}};
};
template <>
struct gongdan::labels<redefined::first::event> {
    static constexpr term table[] = {{"read", "复抄", "read again"}, {"settle", "解决", "settle"}};
};
template <>
struct gongdan::labels<redefined::second::state> {
    static constexpr term table[] = {{"raised", "待复抄", "raised"},
                                     {"checking", "复核中", "checking"},
                                     {"checked", "已复核", "checked"},
                                     {"settled", "已解决", "settled"}};
};
template <>
struct gongdan::labels<redefined::second::event> {
    static constexpr term table[] = {
        {"read", "复抄", "read again"}, {"check", "复核", "check"}, {"settle", "解决", "settle"}};
};

namespace {

lifecycle const& first_version() {
    static lifecycle const l = define<redefined::first>();
    return l;
}
lifecycle const& second_version() {
    static lifecycle const l = define<redefined::second>();
    return l;
}

clause promise(char const* type, char const* within) {
    clause c{type, "settled", "解决", "settled"};
    c.within = *expression::parse(within);
    c.met_by = {"settled"};
    c.warn_at = {50};
    return c;
}

policy promises(char const* of_first = "10 h", char const* of_second = "20 h") {
    policy p{"disputes", "1", "tests"};
    p.clauses = {promise("dispute", of_first), promise("dispute.2", of_second)};
    return p;
}

desk dispute_desk(std::shared_ptr<journal> store = std::make_shared<memory_journal>()) {
    return {china(), promises(), {&first_version(), &second_version()}, std::move(store)};
}

lifecycle_move const whole_map{
    "dispute", "dispute.2", {{"raised", "raised"}, {"read_again", "checking"}, {"settled", "settled"}}};

actor const chief{role::superior, "李"};

ticket_id opened(desk& d, char const* when, char const* type = "dispute") { return *d.open({type, at(when), chief}); }

std::string_view state_of(desk const& d, ticket_id id) {
    auto const& t = *d.ticket(id);
    return t.type->life().states[t.at.state].label.code;
}

std::size_t told(std::vector<effect> const& all, effect_kind kind) { return hall::kinds(all).count(kind); }

}  // namespace

TEST_CASE("running tickets stay on their definition, or move by a map, with what they have shown and what was told") {
    auto const store = std::make_shared<memory_journal>();
    auto d = dispute_desk(store);
    auto const id = opened(d, "2026-03-02 08:00");
    auto const closed = opened(d, "2026-03-02 08:00");
    REQUIRE(d.apply(id, {"read", at("2026-03-02 09:00"), chief}));
    for (char const* step : {"read", "settle"}) REQUIRE(d.apply(closed, {step, at("2026-03-02 09:00"), chief}));
    REQUIRE(told(d.poll(at("2026-03-02 14:00"), 10), effect_kind::warn) == 1);
    auto const moved = d.move_tickets(whole_map, chief, at("2026-03-02 14:30"));
    REQUIRE(moved);
    REQUIRE(moved->size() == 1);
    CHECK((*moved)[0].state_before == "read_again");
    CHECK((*moved)[0].state_after == "checking");
    CHECK(to_text((*moved)[0].targets[0].due_after) == "2026-03-03 04:00");
    CHECK(state_of(d, id) == "checking");
    CHECK(state_of(d, closed) == "settled");
    CHECK(d.ticket(closed)->type->life().label.code == "dispute");
    // What has fired stays fired: the warning at 50 per cent of 20 h would fall at 18:00.
    CHECK(told(d.poll(at("2026-03-02 19:00"), 10), effect_kind::warn) == 1);
    REQUIRE(d.apply(id, {"check", at("2026-03-02 19:10"), chief}));
    REQUIRE(d.apply(id, {"settle", at("2026-03-02 19:20"), chief}));  // phoned already, under the first version
    auto const again = dispute_desk(store);
    CHECK(state_of(again, id) == "settled");
    CHECK(to_text(*again.deadline(id, "settled")) == "2026-03-03 04:00");
}

TEST_CASE("what happened before the move and arrives after it is folded in where it belongs") {
    auto d = dispute_desk();
    auto const id = opened(d, "2026-03-02 08:00");
    REQUIRE(d.move_tickets(whole_map, chief, at("2026-03-02 12:00")));
    CHECK(state_of(d, id) == "raised");
    REQUIRE(d.apply(id, {"read", at("2026-03-02 09:00"), chief, {}, at("2026-03-02 12:30")}));
    CHECK(state_of(d, id) == "checking");
    CHECK(d.ticket(id)->conflicts == 0);
}

TEST_CASE("a dry run says what would change and changes nothing") {
    auto d = dispute_desk();
    auto const id = opened(d, "2026-03-02 08:00");
    auto const would = d.try_move(whole_map, at("2026-03-02 12:00"));
    REQUIRE(would);
    REQUIRE(would->size() == 1);
    CHECK(to_text((*would)[0].targets[0].due_before) == "2026-03-02 18:00");
    CHECK(to_text((*would)[0].targets[0].due_after) == "2026-03-03 04:00");
    CHECK(d.history(id).size() == 1);
    CHECK(d.ticket(id)->type->life().label.code == "dispute");
    static_cast<void>(d.poll(at("2026-03-02 12:00"), 10));
    auto const shorter = d.try_policy(promises("6 h"));
    REQUIRE(shorter.size() == 1);
    CHECK(to_text(shorter[0].targets[0].due_after) == "2026-03-02 14:00");
    CHECK(shorter[0].targets[0].fires == std::vector<int>{50});  // 11:00, and it is 12:00
    CHECK(to_text(*d.deadline(id, "settled")) == "2026-03-02 18:00");
    CHECK(d.poll(at("2026-03-02 12:01"), 10).empty());
    CHECK(d.try_policy(promises()).empty());
    CHECK(d.try_calendar(china()).empty());
}

TEST_CASE("a map that is not total, or turns open into closed, is refused by name and moves nothing") {
    auto d = dispute_desk();
    opened(d, "2026-03-02 08:00");
    auto const refused = [&](lifecycle_move m) { return d.move_tickets(m, chief, at("2026-03-02 12:00")).why().en; };
    CHECK(refused({"dispute", "dispute.2", {{"raised", "raised"}, {"settled", "settled"}}}) ==
          "state 'read_again' has no place");
    CHECK(refused({"dispute", "dispute.2", {{"raised", "raised"}, {"read_again", "lost"}, {"settled", "settled"}}}) ==
          "'dispute.2' has no state 'lost'");
    CHECK(
        refused({"dispute", "dispute.2", {{"raised", "settled"}, {"read_again", "checked"}, {"settled", "settled"}}}) ==
        "'raised' and 'settled' are not both open or both closed");
    auto twice = whole_map;
    twice.states.emplace_back("gone", "raised");
    CHECK(refused(twice) == "'dispute' has no state 'gone', or it stands twice");
    CHECK(refused({"dispute", "row", {}}) == "unknown ticket type 'row'");
    CHECK(d.history({1}).size() == 1);
}

TEST_CASE("another policy is loaded whole: deadlines move, what was told is not told again, the rest falls due") {
    auto const store = std::make_shared<memory_journal>();
    auto d = dispute_desk(store);
    auto const id = opened(d, "2026-03-02 08:00");
    auto const warned = d.poll(at("2026-03-02 13:00"), 10);
    REQUIRE(told(warned, effect_kind::warn) == 1);
    d.acknowledge({warned[0].key}, at("2026-03-02 13:00"));
    auto const changed = d.load_policy(promises("6 h"));
    REQUIRE(changed.size() == 1);
    CHECK(to_text(changed[0].targets[0].due_after) == "2026-03-02 14:00");
    CHECK(d.rules().clauses[0].within == *expression::parse("6 h"));
    CHECK(d.poll(at("2026-03-02 13:30"), 10).empty());
    auto const due = d.poll(at("2026-03-02 14:01"), 10);
    CHECK(told(due, effect_kind::breach) == 1);
    CHECK(told(due, effect_kind::warn) == 0);
    REQUIRE(d.apply(id, {"read", at("2026-03-02 14:30"), chief}));
    CHECK(to_text(*d.deadline(id, "settled")) == "2026-03-02 14:00");
    auto bad = promises();
    bad.clauses[0].met_by = {"nowhere"};
    CHECK_THROWS_AS(static_cast<void>(d.load_policy(bad)), std::invalid_argument);
    CHECK(to_text(*d.deadline(id, "settled")) == "2026-03-02 14:00");
}

TEST_CASE("a warning under a new policy that lies before one already told is not told") {
    auto d = dispute_desk();
    opened(d, "2026-03-02 08:00");
    REQUIRE(told(d.poll(at("2026-03-02 13:00"), 10), effect_kind::warn) == 1);
    auto earlier = promises();
    earlier.clauses[0].warn_at = {40, 90};
    CHECK(d.load_policy(earlier).empty());
    CHECK(told(d.poll(at("2026-03-02 13:30"), 10), effect_kind::warn) == 1);
    CHECK(told(d.poll(at("2026-03-02 17:30"), 10), effect_kind::warn) == 2);
}
