#include "scenarios.hpp"

#include <doctest/doctest.h>

#include <set>

namespace {

problem sound_problem() {
    auto p = on_a_line({0, 100, 200});
    p.crews = {make_crew(1, 0, {0, 2000})};
    p.crews[0].skills = {4};
    p.crews[0].capacity = {2};
    p.crews[0].breaks = {{9, {{300, 600}}, 50, {}}};
    p.visits = {make_visit(1, 1, 30), make_visit(2, 2, 30)};
    for (visit& v : p.visits) v.delivery = {1};
    p.visits[0].skills = {4};
    p.visits[0].windows = {{90, 150}};
    p.visits[1].setup = 7;
    return p;
}

step* find(plan& made, step_kind kind, std::uint64_t id = 0) {
    for (step& s : made.routes.at(0).steps)
        if (s.kind == kind && s.id == id) return &s;
    return nullptr;
}

std::set<rule> broken(problem const& p, plan const& made) {
    std::set<rule> all;
    for (violation const& v : check(p, made)) all.insert(v.broken);
    return all;
}

}  // namespace

TEST_CASE("a sound plan has no violation, and each thing done to it is found") {
    auto const p = sound_problem();
    auto const good = *make_plan(p);
    REQUIRE(good.unplaced.empty());
    REQUIRE_EQ(broken(p, good), std::set<rule>{});

    auto const after = [&](auto&& harm) {
        plan bad = good;
        harm(bad);
        return broken(p, bad);
    };
    auto const found = [&](rule r, auto&& harm) { CHECK(after(harm).count(r) == 1); };
    found(rule::unknown_id, [](plan& b) { b.routes[0].crew = 5; });
    found(rule::unknown_id, [](plan& b) { find(b, step_kind::visit, 2)->id = 44; });
    found(rule::unknown_id, [](plan& b) { find(b, step_kind::pause, 9)->id = 44; });
    found(rule::once, [](plan& b) { b.unplaced.push_back({2, reason::no_room}); });
    found(rule::once, [](plan& b) { b.routes.clear(); });
    found(rule::once, [](plan& b) { b.routes.push_back(b.routes[0]); });
    found(rule::travel, [](plan& b) { find(b, step_kind::visit, 2)->arrival -= 1; });
    found(rule::travel, [](plan& b) { find(b, step_kind::end)->arrival -= 1; });
    found(rule::window, [](plan& b) { find(b, step_kind::visit, 1)->waiting += 100; });
    found(rule::duration, [](plan& b) { find(b, step_kind::visit, 2)->setup = 0; });
    found(rule::duration, [](plan& b) { find(b, step_kind::pause, 9)->service = 49; });
    found(rule::pause, [](plan& b) { find(b, step_kind::pause, 9)->arrival += 1000; });
    found(rule::pause, [](plan& b) {
        auto& s = b.routes[0].steps;
        s.erase(s.begin() + (find(b, step_kind::pause, 9) - s.data()));
    });
    found(rule::shift, [](plan& b) { find(b, step_kind::end)->arrival = 2001; });
    found(rule::shift, [](plan& b) { b.routes[0].steps[0].arrival = -1; });
    found(rule::shape, [](plan& b) { b.routes[0].steps.pop_back(); });
    found(rule::shape, [](plan& b) {
        std::rotate(b.routes[0].steps.begin(), b.routes[0].steps.begin() + 1, b.routes[0].steps.end());
    });
}

TEST_CASE("skills, capacity and limits are checked against the crew") {
    auto p = sound_problem();
    auto const good = *make_plan(p);
    auto const with = [&](auto&& change) {
        auto other = p;
        change(other.crews[0]);
        return broken(other, good);
    };
    CHECK_EQ(with([](crew& c) { c.skills.clear(); }), std::set<rule>{rule::skill});
    CHECK_EQ(with([](crew& c) { c.capacity = {1}; }), std::set<rule>{rule::capacity});
    CHECK_EQ(with([](crew& c) { c.max_visits = 1; }), std::set<rule>{rule::limit});
    CHECK_EQ(with([](crew& c) { c.max_travel = 399; }), std::set<rule>{rule::limit});
    CHECK_EQ(with([](crew& c) { c.max_travel = 400; }), std::set<rule>{});
}

TEST_CASE("a violation says who, what and by how much") {
    auto const p = sound_problem();
    auto made = *make_plan(p);
    find(made, step_kind::visit, 2)->arrival -= 5;
    auto const all = check(p, made);
    REQUIRE_EQ(all.size(), 1);  // what follows is not blamed for it
    CHECK_EQ(all[0].text().en, "crew 1, step 2: arrives before the way can be driven (by 5)");
    CHECK_EQ(all[0].text().zh, "班组 1,步骤 2:到达过早,路程不够(差 5)");
}
