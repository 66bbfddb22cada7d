#pragma once

#include <gongdan/dispatch/detail/reasons.hpp>
#include <gongdan/dispatch/detail/timetable.hpp>
#include <gongdan/dispatch/explain.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

namespace explain_detail {

using detail::compiled;
using detail::gap;
using detail::tour;

/// The tours of a plan, without one visit.
inline std::vector<tour> tours_without(compiled const& p, plan const& now, std::size_t left_out) {
    std::vector<tour> all;
    for (std::size_t c = 0; c < p.crews.size(); ++c) all.emplace_back(p, c);
    for (route const& r : now.routes) {
        auto const c = p.find_crew(r.crew);
        if (!c) continue;
        std::vector<std::uint32_t> order;
        for (step const& s : r.steps) {
            auto const v = s.kind == step_kind::visit ? p.find_visit(s.id) : std::nullopt;
            if (v && *v != left_out) order.push_back(p.form_at(*v, s.begin()));
        }
        all[*c].assign(std::move(order));
    }
    return all;
}

inline refusal unknown_visit(std::uint64_t id) {
    return {"dispatch.visit", {}, fmt::format("没有任务 {}", id), fmt::format("there is no visit {}", id)};
}

/// A tour that is not possible without the visit takes nothing else.
inline gap gap_within(tour const& t, std::uint32_t v, detail::windows const& when) {
    gap best;
    if (!t.feasible() || !t.has_room(v)) return best;
    for (std::uint32_t at = t.locked(); at <= t.size(); ++at) {
        auto const extra = t.extra_cost(v, at);
        if (extra < best.cost && t.fits(v, when, at)) best = {extra, at};
    }
    return best;
}

// What would have to change.

/// Whether some window makes room; a visit that must not be touched counts as not there.
struct question {
    compiled const& p;
    tour const& t;
    std::uint32_t v;
    std::vector<time_range> own;

    [[nodiscard]] bool fits_beside(time_range more) const {
        auto all = own;
        all.push_back(more);
        return bool{gap_within(t, v, detail::make_windows(all))};
    }
    /// The least `by` in [1, most] for which `holds`, which once it holds goes on holding; 0 where none is.
    template <class Holds>
    [[nodiscard]] static tick least(tick most, Holds&& holds) {
        if (!holds(most)) return 0;
        tick low = 0;
        while (most - low > 1) {
            tick const middle = low + (most - low) / 2;
            (holds(middle) ? most : low) = middle;
        }
        return most;
    }
};

inline constexpr tick farthest_change = 12 * 3600;

inline remedy skill_missing(compiled const& p, std::size_t c, std::size_t v) {
    for (std::uint32_t const s : p.given(v).skills)
        if (p.grade_of(c, s) < 0) return {remedy::kind::skill, 0, s};
    for (graded const g : p.given(v).grades)
        if (p.grade_of(c, g.skill) < static_cast<std::int64_t>(g.grade)) return {remedy::kind::skill, g.grade, g.skill};
    return {};
}

inline remedy capacity_missing(compiled const& p, std::size_t c, std::size_t v) {
    std::int64_t most = 0;
    for (std::size_t k = 0; k < p.kinds; ++k)
        most = std::max(most, std::max(p.delivery(v)[k], p.pickup(v)[k]) - p.capacity(c)[k]);
    return {remedy::kind::capacity, most};
}

/// How much sooner or later, whichever is less.
inline remedy other_time(question const& q) {
    if (q.own.empty()) return {};
    auto const w = detail::make_windows(q.own);
    tick const later = q.least(farthest_change, [&](tick by) { return q.fits_beside({w.close(), w.close() + by}); });
    tick const earlier = q.least(farthest_change, [&](tick by) {
        return q.fits_beside({w.first.first - by, w.first.first});
    });
    if (later == 0 && earlier == 0) return {};
    if (later != 0 && (earlier == 0 || later <= earlier)) return {remedy::kind::later, later};
    return {remedy::kind::earlier, earlier};
}

/// How much longer the crew would stay; `longer` is its tour with twelve hours more.
inline remedy more_overtime(compiled const& p, tour longer, std::uint32_t v, std::vector<time_range> const& own) {
    gap const g = gap_within(longer, v, detail::make_windows(own));
    if (!g) return {};
    longer.insert(v, g.at);
    if (!longer.feasible()) return {};
    auto const r = detail::timetable{p, longer}.make();
    return {remedy::kind::overtime, r.steps.back().finish() - (longer.crew().shift.last - farthest_change)};
}

/// The visit of lowest level, not above this one's, without which it would fit.
inline remedy another_left_out(question const& q) {
    remedy best;
    std::uint32_t rank = q.p.visits[q.v].rank;
    for (std::size_t i = q.t.locked(); i < q.t.size(); ++i) {
        auto const& w = q.p.visits[q.t.visits()[i]];
        if (w.rank < rank || (best.what != remedy::kind::none && w.rank == rank)) continue;
        tour without = q.t;
        without.erase(i, 1);
        without.update();
        if (!gap_within(without, q.v, detail::make_windows(q.own))) continue;
        best = {remedy::kind::instead_of, 0, q.p.given(q.t.visits()[i]).id};
        rank = w.rank;
    }
    return best;
}

/// Time changes of up to two hours before leaving another visit out, longer ones after it.
inline remedy time_or_place(question const& q, compiled const& longer_day, tour const& longer) {
    constexpr tick bearable = 2 * 3600;
    std::vector<remedy> ways{other_time(q), more_overtime(longer_day, longer, q.v, q.own)};
    ways.erase(std::remove_if(ways.begin(), ways.end(), [](remedy const& r) { return r.what == remedy::kind::none; }),
               ways.end());
    auto const least =
        std::min_element(ways.begin(), ways.end(), [](remedy const& a, remedy const& b) { return a.by < b.by; });
    if (least != ways.end() && least->by <= bearable) return *least;
    if (auto const r = another_left_out(q); r.what != remedy::kind::none) return r;
    return least != ways.end() ? *least : remedy{};
}

inline problem with_longer_days(problem p) {
    for (crew& c : p.crews) c.overtime += farthest_change;
    return p;
}

/// All crews asked about one visit.
class inquiry {
public:
    inquiry(compiled const& p, compiled const& longer, plan const& now, std::size_t v)
        : p_(p),
          longer_(longer),
          tours_(tours_without(p, now, v)),
          longer_tours_(tours_without(longer, now, v)),
          v_(v) {}

    [[nodiscard]] crew_answer ask(std::size_t c) const {
        auto const v = static_cast<std::uint32_t>(v_);
        auto const& own = p_.given(v_).windows;
        gap const g = gap_within(tours_[c], v, detail::make_windows(own));
        std::uint64_t const id = p_.crews_by_id[c]->id;
        if (g && p_.may(c, v_)) return {id, reason::fits, g.cost / p_.cost_unit, {}};
        reason const why = detail::first_obstacle(p_, c, v_);
        question const q{p_, tours_[c], v, own};
        return {id, why, 0, remedy_for(why, c, q)};
    }

private:
    [[nodiscard]] remedy remedy_for(reason why, std::size_t c, question const& q) const {
        if (why == reason::skill) return skill_missing(p_, c, v_);
        if (why == reason::capacity) return capacity_missing(p_, c, v_);
        if (why == reason::too_far || why == reason::no_room || why == reason::off_shift)
            return time_or_place(q, longer_, longer_tours_[c]);
        return {};
    }

    compiled const& p_;
    compiled const& longer_;
    std::vector<tour> tours_;
    std::vector<tour> longer_tours_;
    std::size_t v_;
};

inline bool may_in_some_form(compiled const& p, std::size_t c, std::size_t v) {
    return detail::in_some_form(p, v, [&](std::size_t f) { return p.may(c, f); });
}

/// What was told is not what is asked: costs are those of travel alone.
inline problem without_told(problem p) {
    for (visit& v : p.visits) {
        v.told.reset();
        v.told_crew.reset();
    }
    return p;
}

/// What both the windows of a visit and a slot allow.
inline std::optional<detail::windows> common(std::vector<time_range> const& own, time_range slot) {
    auto const both = detail::narrowed(own, slot);
    if (both.empty()) return {};
    return detail::make_windows(both);
}

/// The stretch in which slots are sought: where there is a shift, a week of it at most.
inline time_range searched(compiled const& p, std::size_t v) {
    constexpr tick week = 7 * 86'400;
    tick first = detail::never;
    tick last = -detail::never;
    for (detail::compiled_crew const& c : p.crews) {
        first = std::min(first, c.shift.first);
        last = std::max(last, c.shift.last);
    }
    auto const own = detail::make_windows(p.given(v).windows);
    first = std::max(first, own.first.first);
    return {first, std::min({last, own.close(), first + week})};
}

inline tick floor_to(tick t, tick step) { return (t >= 0 ? t / step : (t - step + 1) / step) * step; }

inline std::string span(tick seconds) {
    tick const minutes = (seconds + 59) / 60;
    return fmt::format("{}", minutes);
}

}  // namespace explain_detail

GONGDAN_INLINE sentence remedy::text(std::string_view named) const {
    auto const minutes = explain_detail::span(by);
    auto const name = named.empty() ? std::to_string(id) : std::string{named};
    switch (what) {
    case kind::none: return {};
    case kind::skill:
        return by == 0 ? sentence{fmt::format("需有技能 {}", name), fmt::format("it would need skill {}", name)}
                       : sentence{fmt::format("需有技能 {},等级 {}", name, by),
                                  fmt::format("it would need skill {} at grade {}", name, by)};
    case kind::capacity: return {fmt::format("需多带 {}", by), fmt::format("it would have to carry {} more", by)};
    case kind::later:
        return {fmt::format("若可晚 {} 分钟开始", minutes), fmt::format("it would fit {} min later", minutes)};
    case kind::earlier:
        return {fmt::format("若可早 {} 分钟开始", minutes), fmt::format("it would fit {} min earlier", minutes)};
    case kind::overtime:
        return {fmt::format("若加班 {} 分钟", minutes), fmt::format("it would fit with {} min overtime", minutes)};
    case kind::instead_of:
        return {fmt::format("若移开任务 {}", name), fmt::format("it would fit in place of visit {}", name)};
    }
    return {};
}

GONGDAN_INLINE answer<std::vector<crew_answer>> explain(problem const& p, plan const& now, std::uint64_t visit_id) {
    using namespace explain_detail;
    if (auto fault = fault_of(p)) return *fault;
    problem const free = without_told(detail::untied(p, now));
    problem const long_days = with_longer_days(free);
    compiled const ready(free);
    compiled const longer(long_days);
    auto const v = ready.find_visit(visit_id);
    if (!v) return unknown_visit(visit_id);
    inquiry const all_crews(ready, longer, now, *v);
    std::vector<crew_answer> all;
    for (std::size_t c = 0; c < ready.crews.size(); ++c) all.push_back(all_crews.ask(c));
    return all;
}

GONGDAN_INLINE std::vector<crew_answer> explain(problem const& p,
                                                plan const& now,
                                                std::vector<crew_question> const& asked) {
    using namespace explain_detail;
    problem const free = without_told(detail::untied(p, now));
    problem const long_days = with_longer_days(free);
    compiled const ready(free);
    compiled const longer(long_days);
    std::vector<crew_answer> all;
    for (crew_question const& q : asked) {
        auto const v = ready.find_visit(q.visit);
        auto const c = ready.find_crew(q.crew);
        if (v && c) all.push_back(inquiry(ready, longer, now, *v).ask(*c));
        else all.push_back({q.crew, reason::unknown, 0, {}});
    }
    return all;
}

GONGDAN_INLINE answer<std::vector<slot>> slots(problem const& p,
                                               plan const& now,
                                               std::uint64_t visit_id,
                                               tick from_time) {
    using namespace explain_detail;
    if (auto fault = fault_of(p)) return *fault;
    problem const free = without_told(detail::untied(p, now));
    compiled const ready(free);
    auto const v = ready.find_visit(visit_id);
    if (!v) return unknown_visit(visit_id);
    auto const tours = tours_without(ready, now, *v);
    constexpr tick width = 7200;
    std::vector<slot> all;
    time_range const where = searched(ready, *v);
    for (tick from = floor_to(where.first, width); from < where.last; from += width) {
        if (from < from_time) continue;
        auto const when = common(ready.given(*v).windows, {from, from + width});
        slot best{{from, from + width}, 0, gap::impossible};
        for (std::size_t c = 0; when && c < tours.size(); ++c) {
            if (!may_in_some_form(ready, c, *v)) continue;
            gap const g = gap_within(tours[c], static_cast<std::uint32_t>(*v), *when);
            if (g.cost < best.extra_cost) best = {best.when, ready.crews_by_id[c]->id, g.cost};
        }
        if (best.extra_cost == gap::impossible) continue;
        best.extra_cost /= ready.cost_unit;
        all.push_back(best);
    }
    return all;
}

}}}  // namespace gongdan::dispatch
