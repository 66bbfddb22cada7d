#pragma once

#include <gongdan/dispatch/check.hpp>
#include <gongdan/dispatch/explain.hpp>
#include <gongdan/dispatch/planner.hpp>

#include <algorithm>
#include <cstdint>
#include <random>
#include <string>
#include <vector>

// Small problems to plan, and what tests ask of a plan.

using namespace gongdan;
using namespace gongdan::dispatch;

/// Places on a line, a second of travel for each unit of it.
inline problem on_a_line(std::vector<std::int32_t> const& at) {
    problem p;
    p.places = at.size();
    p.travel.emplace_back();
    for (auto const a : at)
        for (auto const b : at) p.travel[0].durations.push_back(std::abs(a - b));
    return p;
}

inline crew make_crew(std::uint64_t id, place home, time_range shift) {
    crew c;
    c.id = id;
    c.start = c.end = home;
    c.shift = shift;
    return c;
}

inline visit make_visit(std::uint64_t id, place where, tick service, std::uint32_t level = 0) {
    visit v;
    v.id = id;
    v.where = where;
    v.service = service;
    v.level = level;
    return v;
}

inline effort steps(std::uint64_t n, std::uint64_t seed = 0) {
    effort e;
    e.iterations = n;
    e.seed = seed;
    return e;
}

/// Anything the model can say, drawn at random; matrices are asymmetric and break the triangle.
inline problem random_problem(std::uint64_t seed, std::size_t visits, std::size_t crews) {
    std::mt19937_64 random(seed);
    auto const below = [&](std::uint64_t n) { return static_cast<std::int64_t>(random() % n); };
    auto const one_in = [&](std::uint64_t n) { return below(n) == 0; };
    problem p;
    p.places = visits / 2 + 3;
    p.travel.emplace_back();
    for (std::size_t i = 0; i < p.places; ++i)
        for (std::size_t j = 0; j < p.places; ++j)
            p.travel[0].durations.push_back(i == j ? 0 : static_cast<std::int32_t>(below(900)));
    auto const somewhere = [&] { return static_cast<place>(below(p.places)); };
    for (std::size_t i = 0; i < crews; ++i) {
        // One draw a statement: the order in which arguments are evaluated is the compiler's choice.
        tick const from = below(3000);
        tick const until = from + 6000 + below(8000);
        crew c = make_crew(i, somewhere(), {from, until});
        if (one_in(5)) c.start.reset();
        if (one_in(5)) c.end.reset();
        for (std::uint32_t s = 0; s < 3; ++s)
            if (!one_in(3)) c.skills.push_back(s);
        c.capacity = {3 + below(5), 10};
        for (std::uint64_t b = 0; b < static_cast<std::uint64_t>(below(3)); ++b) {
            tick const at = 2000 + below(3000) + 3000 * static_cast<tick>(b);
            c.breaks.push_back({b, {{at, at + 1500}}, below(600), {}});
            if (one_in(3)) c.breaks.back().windows.push_back({at + 2500, at + 3000});
        }
        if (one_in(6)) c.max_visits = 3;
        if (one_in(6)) c.max_travel = 2500;
        if (one_in(4)) c.speed_percent = 150;
        if (one_in(4)) c.costs = {50, 1800, 0};
        p.crews.push_back(c);
    }
    for (std::size_t i = 0; i < visits; ++i) {
        auto const level = static_cast<std::uint32_t>(below(4)) * 10;
        tick const service = below(600);
        visit v = make_visit(100 + i, somewhere(), service, level);
        v.setup = below(100);
        for (tick from = below(4000); from < 12'000 && one_in(2); from += 2000 + below(5000))
            v.windows.push_back({from, from + below(2500)});
        if (one_in(3)) v.skills.push_back(static_cast<std::uint32_t>(below(3)));
        v.delivery = {below(2), 0};
        v.pickup = {below(2), below(3)};
        p.visits.push_back(v);
    }
    return p;
}

/// The same with what VROOM's format cannot say.
inline problem fuller_problem(std::uint64_t seed, std::size_t visits, std::size_t crews) {
    auto p = random_problem(seed, visits, crews);
    std::mt19937_64 random(seed + 1000);
    auto const below = [&](std::uint64_t n) { return static_cast<std::int64_t>(random() % n); };
    auto const one_in = [&](std::uint64_t n) { return below(n) == 0; };
    for (crew& c : p.crews) {
        if (one_in(4)) c.overtime = below(3000);
        if (one_in(4)) c.work_percent = 80 + static_cast<std::uint32_t>(below(60));
        if (one_in(3)) c.areas = {static_cast<std::uint32_t>(below(2))};
        if (one_in(2)) c.grades = {{static_cast<std::uint32_t>(below(3)), 2}};
    }
    for (visit& v : p.visits) {
        if (one_in(3)) v.due = 1000 + below(9000);
        if (one_in(6)) v.told = time_range{2000, 2000 + below(6000)};
        if (one_in(6)) v.told_crew = static_cast<std::uint64_t>(below(crews + 1));
        if (one_in(10)) v.only_crew = static_cast<std::uint64_t>(below(crews + 1));
        if (one_in(4)) v.area = static_cast<std::uint32_t>(below(3));
        if (one_in(6)) v.grades = {{static_cast<std::uint32_t>(below(3)), static_cast<std::uint32_t>(below(3))}};
        if (v.id > 101 && one_in(8))
            (one_in(2) ? v.after : v.with) = 100 + static_cast<std::uint64_t>(below(v.id - 100));
    }
    return p;
}

/// Starts from a plan: the crews hold what it gives them.
inline problem holding(problem p, plan const& made) {
    for (crew& c : p.crews) {
        c.steps.clear();
        for (route const& r : made.routes)
            for (step const& s : r.steps)
                if (r.crew == c.id && s.kind == step_kind::visit) c.steps.push_back(s.id);
    }
    return p;
}

/// When a visit begins, -1 where it is not served.
inline tick begins(plan const& made, std::uint64_t id) {
    for (route const& r : made.routes)
        for (step const& s : r.steps)
            if (s.kind == step_kind::visit && s.id == id) return s.begin();
    return -1;
}

inline std::uint64_t crew_of(plan const& made, std::uint64_t id) {
    for (route const& r : made.routes)
        for (step const& s : r.steps)
            if (s.kind == step_kind::visit && s.id == id) return r.crew;
    return 0;
}

/// Ids by crew in the order served, for comparing plans.
inline std::string told(plan const& made) {
    std::string s;
    for (route const& r : made.routes) {
        s += std::to_string(r.crew) + ':';
        for (step const& x : r.steps) s += ' ' + std::to_string(x.id) + '@' + std::to_string(x.arrival);
        s += '\n';
    }
    for (unplaced const& u : made.unplaced) s += std::to_string(u.visit) + ' ' + std::string{label(u.why).code} + '\n';
    return s + std::to_string(made.cost);
}

inline bool serves(plan const& made, std::uint64_t id) {
    return std::none_of(made.unplaced.begin(), made.unplaced.end(), [id](unplaced const& u) { return u.visit == id; });
}

inline reason reason_of(plan const& made, std::uint64_t id) {
    for (unplaced const& u : made.unplaced)
        if (u.visit == id) return u.why;
    return reason::fits;
}

inline std::string faults_of(problem const& p, plan const& made) {
    std::string s;
    for (violation const& v : check(p, made)) s += v.text().en + '\n';
    return s;
}
