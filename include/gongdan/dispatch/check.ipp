#pragma once

#include <gongdan/dispatch/check.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

namespace check_detail {

inline bool inside(std::vector<time_range> const& windows, tick t) {
    return windows.empty() ||
           std::any_of(windows.begin(), windows.end(), [t](time_range w) { return w.first <= t && t <= w.last; });
}

inline std::int64_t amount(std::vector<std::int64_t> const& a, std::size_t kind) {
    return kind < a.size() ? a[kind] : 0;
}

template <class Thing>
std::map<std::uint64_t, Thing const*> by_id(std::vector<Thing> const& all) {
    std::map<std::uint64_t, Thing const*> m;
    for (Thing const& t : all) m[t.id] = &t;
    return m;
}

/// Follows one route. Nothing here is shared with the planner, so that neither hides the other's errors.
class follower {
public:
    follower(problem const& p,
             std::map<std::uint64_t, visit const*> const& visits,
             crew const& c,
             route const& r,
             std::vector<violation>& out)
        : p_(p), visits_(visits), crew_(c), route_(r), out_(out), free_(c.shift.first), left_(c.shift.first) {}

    void follow() {
        begins_and_ends();
        load_at_start();
        for (step const& s : route_.steps) {
            if (s.kind == step_kind::start) leave(s);
            if (s.kind == step_kind::visit) visit_step(s);
            if (s.kind == step_kind::pause) pause_step(s);
            if (s.kind == step_kind::end) arrive(s, crew_.end);
        }
        if (free_ > crew_.home_by()) report(rule::shift, {}, free_ - crew_.home_by());
        breaks_left_out();
        if (crew_.max_visits && served_ > *crew_.max_visits) report(rule::limit);
        if (crew_.max_travel && driven_ > *crew_.max_travel) report(rule::limit, {}, driven_ - *crew_.max_travel);
    }

private:
    void report(rule broken, std::optional<std::uint64_t> id = {}, tick by = 0) {
        out_.push_back({broken, crew_.id, id, by});
    }

    void begins_and_ends() {
        auto const& s = route_.steps;
        auto const count = [&](step_kind k) {
            return std::count_if(s.begin(), s.end(), [k](step const& x) { return x.kind == k; });
        };
        auto const framed = [&](step_kind k, bool asked, bool at_its_place) {
            return count(k) <= 1 && (count(k) == 1 ? at_its_place : !asked);
        };
        bool const good = !s.empty() &&
                          framed(step_kind::start, crew_.start.has_value(), s.front().kind == step_kind::start) &&
                          framed(step_kind::end, crew_.end.has_value(), s.back().kind == step_kind::end);
        if (!good) report(rule::shape);
    }

    void load_at_start() {
        std::size_t kinds = crew_.capacity.size();
        for (auto const& [id, v] : visits_) kinds = std::max({kinds, v->delivery.size(), v->pickup.size()});
        load_.assign(kinds, 0);
        for (step const& s : route_.steps)
            if (auto const v = visit_of(s))
                for (std::size_t k = 0; k < kinds; ++k) load_[k] += amount(v->delivery, k);
        load_fits();
        at_ = crew_.start;
    }

    [[nodiscard]] visit const* visit_of(step const& s) const {
        if (s.kind != step_kind::visit) return nullptr;
        auto const v = visits_.find(s.id);
        return v == visits_.end() ? nullptr : v->second;
    }

    void load_fits(std::optional<std::uint64_t> id = {}) {
        for (std::size_t k = 0; k < load_.size(); ++k)
            if (load_[k] > amount(crew_.capacity, k))
                return report(rule::capacity, id, load_[k] - amount(crew_.capacity, k));
    }

    void leave(step const& s) {
        if (s.arrival < free_) report(rule::shift, {}, free_ - s.arrival);
        free_ = left_ = std::max(free_, s.finish());
    }

    /// The way must fit between the end of the stop before and the arrival, next to the breaks in between.
    void arrive(step const& s, std::optional<place> to) {
        tick const way = at_ && to ? duration(*at_, *to) : 0;
        driven_ += way;
        tick const soonest = std::max(free_, left_ + way + paused_);
        if (s.arrival < soonest)
            report(rule::travel, s.kind == step_kind::visit ? std::optional<std::uint64_t>{s.id} : std::nullopt,
                   soonest - s.arrival);
        free_ = s.arrival;  // what follows is measured from what the plan says
    }

    void visit_step(step const& s) {
        visit const* const v = visit_of(s);
        if (v == nullptr) return report(rule::unknown_id, s.id);
        arrive(s, v->where);
        auto const has = [&](std::uint32_t skill) {
            return std::find(crew_.skills.begin(), crew_.skills.end(), skill) != crew_.skills.end();
        };
        if (!std::all_of(v->skills.begin(), v->skills.end(), has) || !graded_enough(*v)) report(rule::skill, s.id);
        if (v->only_crew && *v->only_crew != crew_.id) report(rule::pinned, s.id);
        auto const& areas = crew_.areas;
        if (v->area && !areas.empty() && std::count(areas.begin(), areas.end(), *v->area) == 0)
            report(rule::area, s.id);
        if (!inside(v->windows, s.begin())) report(rule::window, s.id);
        tick const needed = crew_.takes(v->service) + (at_ && *at_ == v->where ? 0 : v->setup);
        if (s.waiting < 0 || s.setup + s.service < needed) report(rule::duration, s.id, needed - s.setup - s.service);
        for (std::size_t k = 0; k < load_.size(); ++k) load_[k] += amount(v->pickup, k) - amount(v->delivery, k);
        load_fits(s.id);
        free_ = left_ = s.begin() + std::min(needed, s.setup + s.service);
        paused_ = 0;
        at_ = v->where;
        ++served_;
    }

    [[nodiscard]] bool graded_enough(visit const& v) const {
        auto const held = [&](graded need) {
            bool const plain = std::count(crew_.skills.begin(), crew_.skills.end(), need.skill) != 0;
            return (plain && need.grade == 0) ||
                   std::any_of(crew_.grades.begin(), crew_.grades.end(),
                               [need](graded g) { return g.skill == need.skill && g.grade >= need.grade; });
        };
        return std::all_of(v.grades.begin(), v.grades.end(), held);
    }

    void pause_step(step const& s) {
        auto const b =
            std::find_if(crew_.breaks.begin(), crew_.breaks.end(), [&](crew_break const& x) { return x.id == s.id; });
        if (b == crew_.breaks.end()) return report(rule::unknown_id, s.id);
        if (!taken_.insert(s.id).second || !inside(b->windows, s.begin())) report(rule::pause, s.id);
        if (s.waiting < 0 || s.service < b->service) report(rule::duration, s.id, b->service - s.service);
        if (s.begin() < free_) report(rule::travel, s.id, free_ - s.begin());
        free_ = s.begin() + std::min(b->service, s.service);
        paused_ += std::min(b->service, s.service);
    }

    void breaks_left_out() {
        for (crew_break const& b : crew_.breaks)
            if (served_ != 0 && taken_.count(b.id) == 0) report(rule::pause, b.id);
    }

    [[nodiscard]] tick duration(place a, place b) const {
        for (travel_table const& t : p_.travel)
            if (t.profile == crew_.profile) {
                auto const whole = std::int64_t{t.durations[a * p_.places + b]};
                return (whole * 100 + crew_.speed_percent / 2) / crew_.speed_percent;
            }
        return 0;
    }

    problem const& p_;
    std::map<std::uint64_t, visit const*> const& visits_;
    crew const& crew_;
    route const& route_;
    std::vector<violation>& out_;
    tick free_;        ///< the earliest time at which the next thing may begin
    tick left_;        ///< when the stop before was finished
    tick paused_ = 0;  ///< breaks since
    tick driven_ = 0;
    std::uint32_t served_ = 0;
    std::optional<place> at_;
    std::vector<std::int64_t> load_;
    std::set<std::uint64_t> taken_;
};

inline void look_at_ties(problem const& p, plan const& made, std::vector<violation>& out) {
    std::map<std::uint64_t, step const*> steps;
    for (route const& r : made.routes)
        for (step const& s : r.steps)
            if (s.kind == step_kind::visit) steps[s.id] = &s;
    auto const report = [&](visit const& v, tick by) { out.push_back({rule::order, {}, v.id, by}); };
    for (visit const& v : p.visits) {
        auto const own = steps.find(v.id);
        if (!v.tied() || own == steps.end()) continue;
        auto const other = steps.find(v.after ? *v.after : *v.with);
        if (other == steps.end()) {
            report(v, 0);
            continue;
        }
        tick const asked = v.after ? other->second->finish() : other->second->begin();
        if (own->second->begin() < asked || (v.with && own->second->begin() != asked))
            report(v, std::abs(asked - own->second->begin()));
    }
}

}  // namespace check_detail

GONGDAN_INLINE sentence violation::text() const {
    term const& what = label(broken);
    sentence s{std::string{what.zh}, std::string{what.en}};
    auto const front = [&](std::string const& zh, std::string const& en) { s = {zh + s.zh, en + s.en}; };
    if (id && broken == rule::pause) front(fmt::format("休息 {}:", *id), fmt::format("break {}: ", *id));
    else if (id) front(fmt::format("步骤 {}:", *id), fmt::format("step {}: ", *id));
    if (crew) front(fmt::format("班组 {},", *crew), fmt::format("crew {}, ", *crew));
    if (by > 0) s = {s.zh + fmt::format("(差 {})", by), s.en + fmt::format(" (by {})", by)};
    return s;
}

GONGDAN_INLINE std::vector<violation> check(problem const& p, plan const& made) {
    using namespace check_detail;
    std::vector<violation> out;
    auto const visits = by_id(p.visits);
    auto const crews = by_id(p.crews);
    std::map<std::uint64_t, int> seen;
    std::set<std::uint64_t> driving;
    for (route const& r : made.routes) {
        auto const c = crews.find(r.crew);
        if (c == crews.end()) {
            out.push_back({rule::unknown_id, r.crew});
            continue;
        }
        if (!driving.insert(r.crew).second) out.push_back({rule::once, r.crew});
        follower{p, visits, *c->second, r, out}.follow();
        for (step const& s : r.steps)
            if (s.kind == step_kind::visit) ++seen[s.id];
    }
    for (unplaced const& u : made.unplaced) {
        ++seen[u.visit];
        if (visits.count(u.visit) == 0) out.push_back({rule::unknown_id, {}, u.visit});
    }
    look_at_ties(p, made, out);
    for (auto const& [id, v] : visits)
        if (seen[id] != 1) out.push_back({rule::once, {}, id});
    return out;
}

}}}  // namespace gongdan::dispatch
