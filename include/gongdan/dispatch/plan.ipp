#pragma once

#include <gongdan/dispatch/plan.hpp>

#include <algorithm>
#include <functional>
#include <map>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

namespace plan_detail {

/// Adds up routes.
class judgement {
public:
    explicit judgement(problem const& p) {
        for (visit const& v : p.visits) {
            visits_[v.id] = &v;
            auto& figures = levels_[v.level];
            figures.level = v.level;
            ++figures.unserved;
        }
        for (crew const& c : p.crews) crews_[c.id] = &c;
    }

    objective over(plan const& made) {
        for (route const& r : made.routes) add(r);
        for (auto const& [level, figures] : levels_) sum_.levels.push_back(figures);
        if (!days_.empty()) {
            auto const [least, most] = std::minmax_element(days_.begin(), days_.end());
            sum_.imbalance = *most - *least;
        }
        return std::move(sum_);
    }

private:
    void add(route const& r) {
        tick day = 0;
        for (step const& s : r.steps) {
            day += s.setup + s.service;
            sum_.waiting += s.waiting;
            auto const v = visits_.find(s.id);
            if (s.kind == step_kind::visit && v != visits_.end()) add(s, *v->second, r.crew);
        }
        if (r.steps.empty()) return;
        sum_.travel += r.steps.back().travel;
        days_.push_back(day + r.steps.back().travel);
        auto const c = crews_.find(r.crew);
        if (c != crews_.end()) sum_.overtime += std::max<tick>(0, r.steps.back().finish() - c->second->shift.last);
    }

    void add(step const& s, visit const& v, std::uint64_t crew_id) {
        auto& figures = levels_[v.level];
        --figures.unserved;
        if (v.due && s.begin() > *v.due) {
            ++figures.late;
            figures.lateness += s.begin() - *v.due;
        }
        if (v.told_crew && *v.told_crew != crew_id) ++sum_.crews_changed;
        if (v.told && (s.begin() < v.told->first || s.begin() > v.told->last)) ++sum_.times_moved;
    }

    std::map<std::uint64_t, visit const*> visits_;
    std::map<std::uint64_t, crew const*> crews_;
    std::map<std::uint32_t, objective::level_figures, std::greater<>> levels_;
    std::vector<tick> days_;
    objective sum_;
};

}  // namespace plan_detail

GONGDAN_INLINE objective judge(problem const& p, plan const& made) { return plan_detail::judgement{p}.over(made); }

}}}  // namespace gongdan::dispatch
