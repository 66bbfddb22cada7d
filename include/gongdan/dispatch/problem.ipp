#pragma once

#include <gongdan/dispatch/problem.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <map>
#include <set>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

namespace problem_detail {

/// Looks through a problem and keeps the first fault it finds.
class inspector {
public:
    explicit inspector(problem const& p) : p_(p) {}

    std::optional<refusal> look() {
        tables();
        unique(p_.crews, "班组", "crew");
        unique(p_.visits, "任务", "visit");
        for (crew const& c : p_.crews) look(c);
        for (crew const& c : p_.crews) look_at_costs(c);
        for (visit const& v : p_.visits) look(v);
        ties();
        return found_;
    }

private:
    void fail(std::string const& zh, std::string const& en) {
        if (!found_) found_ = refusal{"dispatch.problem", {}, zh, en};
    }

    void tables() {
        std::size_t const cells = p_.places * p_.places;
        for (travel_table const& t : p_.travel) {
            bool const whole = t.durations.size() == cells && (t.distances.empty() || t.distances.size() == cells) &&
                               (t.costs.empty() || t.costs.size() == cells);
            if (!whole)
                fail(fmt::format("“{}”的矩阵不是 {}×{}", t.profile, p_.places, p_.places),
                     fmt::format("a matrix of '{}' is not {} by {}", t.profile, p_.places, p_.places));
            for (auto const* m : {&t.durations, &t.distances, &t.costs})
                if (std::any_of(m->begin(), m->end(), [](std::int32_t x) { return x < 0; }))
                    fail(fmt::format("“{}”的矩阵含负数", t.profile),
                         fmt::format("a matrix of '{}' has a negative entry", t.profile));
        }
    }

    template <class Things>
    void unique(Things const& things, char const* zh, char const* en) {
        std::vector<std::uint64_t> ids;
        for (auto const& t : things) ids.push_back(t.id);
        std::sort(ids.begin(), ids.end());
        auto const twice = std::adjacent_find(ids.begin(), ids.end());
        if (twice != ids.end())
            fail(fmt::format("{} {} 出现两次", zh, *twice), fmt::format("{} {} is given twice", en, *twice));
    }

    void look(crew const& c) {
        auto const zh = fmt::format("班组 {}:", c.id);
        auto const en = fmt::format("crew {}: ", c.id);
        range(c.shift, zh, en);
        for (crew_break const& b : c.breaks) {
            for (time_range const w : b.windows) range(w, zh, en);
            length(b.service, zh, en);
        }
        for (auto const& at : {c.start, c.end})
            if (at) inside(*at, zh, en);
        amounts(c.capacity, zh, en);
        length(c.overtime, zh, en);
        if (c.work_percent == 0 || c.work_percent > 1000)
            fail(zh + "作业时间系数须大于 0 且不超过 10", en + "the work factor must lie above 0 and not above 10");
        if (c.max_travel) length(*c.max_travel, zh, en);
        if (c.speed_percent == 0 || c.speed_percent > 500)
            fail(zh + "速度系数须大于 0 且不超过 5", en + "the speed factor must lie above 0 and not above 5");
        if (std::none_of(p_.travel.begin(), p_.travel.end(), [&](auto const& t) { return t.profile == c.profile; }))
            fail(zh + "没有“" + c.profile + "”的矩阵", en + "there is no matrix of profile '" + c.profile + "'");
        for (auto const x : {c.costs.fixed, c.costs.per_hour, c.costs.per_km})
            if (x < 0 || x > dearest) fail(zh + "费用须在 0 与 10⁷ 之间", en + "a cost must lie between 0 and 10^7");
    }

    /// Costs are counted in hundredths where there are others than the seconds driven, and must fit 31 bits.
    void look_at_costs(crew const& c) {
        bool const plain = std::all_of(p_.crews.begin(), p_.crews.end(), [](crew const& x) {
            return x.costs.per_hour == crew_costs{}.per_hour && x.costs.per_km == 0;
        });
        if (plain) return;
        for (travel_table const& t : p_.travel) {
            if (t.profile != c.profile) continue;
            auto const most = [](std::vector<std::int32_t> const& m) {
                return m.empty() ? std::int64_t{0} : std::int64_t{*std::max_element(m.begin(), m.end())};
            };
            std::int64_t const driving = most(t.durations) * 100 / c.speed_percent * c.costs.per_hour / 3600;
            std::int64_t const dearest_way =
                t.costs.empty() ? driving + most(t.distances) * c.costs.per_km / 1000 : most(t.costs);
            if (dearest_way > 20'000'000)
                fail(fmt::format("班组 {}:一段路的费用超过 2000 万", c.id),
                     fmt::format("crew {}: a way costs more than 20,000,000", c.id));
        }
    }

    void look(visit const& v) {
        auto const zh = fmt::format("任务 {}:", v.id);
        auto const en = fmt::format("visit {}: ", v.id);
        inside(v.where, zh, en);
        length(v.setup, zh, en);
        length(v.service, zh, en);
        for (time_range const w : v.windows) range(w, zh, en);
        amounts(v.delivery, zh, en);
        amounts(v.pickup, zh, en);
        length(v.make_safe, zh, en);
        if (v.told) range(*v.told, zh, en);
        for (auto const& t : {v.due, v.known})
            if (t && (*t < -farthest || *t > farthest)) fail(zh + "时刻过大", en + "a time is beyond 2^40 seconds");
    }

    /// A tie names another visit, each visit has one at most, and no visit waits for itself by way of others.
    void ties() {
        std::map<std::uint64_t, std::uint64_t> on;
        std::set<std::uint64_t> ids;
        for (visit const& v : p_.visits) {
            ids.insert(v.id);
            if (v.tied()) on[v.id] = v.after ? *v.after : *v.with;
            if (v.after && v.with)
                fail(fmt::format("任务 {}:after 与 with 只能有一个", v.id),
                     fmt::format("visit {}: has both 'after' and 'with'", v.id));
        }
        for (auto const& [id, other] : on) {
            if (ids.count(other) == 0)
                fail(fmt::format("任务 {}:没有它所依的任务 {}", id, other),
                     fmt::format("visit {}: there is no visit {} to be tied to", id, other));
            std::size_t hops = 0;
            for (auto at = on.find(other); at != on.end() && hops <= on.size(); at = on.find(at->second)) ++hops;
            if (hops > on.size())
                return fail(fmt::format("任务 {}:互相等待", id), fmt::format("visit {}: waits for itself", id));
        }
    }

    void range(time_range r, std::string const& zh, std::string const& en) {
        if (r.last < r.first) fail(zh + "时间窗止于始之前", en + "a time window ends before it begins");
        if (r.first < -farthest || r.last > farthest) fail(zh + "时刻过大", en + "a time is beyond 2^40 seconds");
    }

    void length(tick t, std::string const& zh, std::string const& en) {
        if (t < 0 || t > farthest) fail(zh + "时长为负或过大", en + "a duration is negative or beyond 2^40 seconds");
    }

    void inside(place at, std::string const& zh, std::string const& en) {
        if (at >= p_.places)
            fail(zh + fmt::format("地点 {} 不在矩阵内(共 {} 个)", at, p_.places),
                 en + fmt::format("place {} is outside the matrices, which have {} places", at, p_.places));
    }

    /// An absent amount is zero; one that is given has a figure for each kind of goods.
    void amounts(std::vector<std::int64_t> const& a, std::string const& zh, std::string const& en) {
        if (a.empty()) return;
        if (!kinds_) kinds_ = a.size();
        if (*kinds_ != a.size())
            fail(zh + "数量的维数与其他不同", en + "amounts and capacities must all have the same length");
        if (std::any_of(a.begin(), a.end(), [](std::int64_t x) { return x < 0 || x > farthest; }))
            fail(zh + "数量为负或过大", en + "an amount is negative or beyond 2^40");
    }

    static constexpr std::int64_t dearest = 10'000'000;

    problem const& p_;
    std::optional<std::size_t> kinds_ = {};
    std::optional<refusal> found_ = {};
};

}  // namespace problem_detail

GONGDAN_INLINE std::optional<refusal> fault_of(problem const& p) { return problem_detail::inspector{p}.look(); }

}}}  // namespace gongdan::dispatch
