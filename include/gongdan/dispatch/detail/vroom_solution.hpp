#pragma once

#include <gongdan/dispatch/vroom.hpp>
#include <gongdan/files/json.hpp>

#include <algorithm>
#include <map>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace vroom_detail {

using dispatch::crew;
using dispatch::crew_break;
using dispatch::place;
using dispatch::problem;
using dispatch::tick;
using dispatch::travel_table;
using dispatch::visit;

/// Writes a plan in VROOM's words.
class solution_writer {
public:
    solution_writer(problem const& p, dispatch::plan const& made, bool own) : p_(p), made_(made), own_(own) {
        for (visit const& v : p.visits) visits_[v.id] = &v;
        for (crew const& c : p.crews) crews_[c.id] = &c;
    }

    std::string text(std::optional<computing_times> took) {
        j_.begin_object().member("code", 0);
        summary(took);
        j_.key("unassigned").begin_array();
        for (dispatch::unplaced const& u : made_.unplaced) unassigned(u);
        j_.end().key("routes").begin_array();
        for (dispatch::route const& r : made_.routes) route(r);
        j_.end();
        if (own_) levels_and_dropped();
        j_.end();
        return j_.text() + '\n';
    }

private:
    struct totals {
        tick setup = 0, service = 0, duration = 0, waiting = 0;
        std::int64_t priority = 0, distance = 0;
        std::vector<std::int64_t> delivery, pickup;
    };

    static void add(std::vector<std::int64_t>& sum, std::vector<std::int64_t> const& a) {
        sum.resize(std::max(sum.size(), a.size()));
        for (std::size_t k = 0; k < a.size(); ++k) sum[k] += a[k];
    }

    void add(totals& t, dispatch::route const& r) const {
        for (dispatch::step const& s : r.steps) {
            t.setup += s.setup;
            t.service += s.service;
            t.waiting += s.waiting;
            if (s.kind != dispatch::step_kind::visit) continue;
            visit const& v = *visits_.at(s.id);
            t.priority += v.level;
            add(t.delivery, v.delivery);
            add(t.pickup, v.pickup);
        }
        t.duration += r.steps.back().travel;
        t.distance += r.distance;
    }

    void numbers(std::string_view name, std::vector<std::int64_t> const& all) {
        j_.key(name).begin_array();
        for (std::int64_t const n : all) j_.value(n);
        j_.end();
    }

    void write(totals const& t) {
        if (!t.delivery.empty()) numbers("delivery", t.delivery);
        if (!t.pickup.empty()) numbers("pickup", t.pickup);
        j_.member("setup", t.setup)
            .member("service", t.service)
            .member("duration", t.duration)
            .member("waiting_time", t.waiting);
        j_.member("priority", t.priority);
        if (has_distances()) j_.member("distance", t.distance);
        j_.key("violations").begin_array().end();
    }

    [[nodiscard]] bool has_distances() const {
        return std::any_of(p_.travel.begin(), p_.travel.end(),
                           [](travel_table const& t) { return !t.distances.empty(); });
    }

    void summary(std::optional<computing_times> took) {
        totals all;
        for (dispatch::route const& r : made_.routes) add(all, r);
        j_.key("summary").begin_object().member("cost", made_.cost);
        j_.member("routes", std::uint64_t{made_.routes.size()})
            .member("unassigned", std::uint64_t{made_.unplaced.size()});
        write(all);
        if (took)
            j_.key("computing_times")
                .begin_object()
                .member("loading", took->loading)
                .member("solving", took->solving)
                .end();
        j_.end();
    }

    void location(std::optional<place> where) {
        if (!where) return;
        if (*where < p_.positions.size() && p_.positions[*where]) {
            point const at = *p_.positions[*where];
            j_.key("location").begin_array().value(at.longitude).value(at.latitude).end();
        }
        if (p_.indexed) j_.member("location_index", std::uint64_t{*where});
    }

    void description(std::string const& text) {
        if (!text.empty()) j_.member("description", text);
    }

    void unassigned(dispatch::unplaced const& u) {
        visit const& v = *visits_.at(u.visit);
        j_.begin_object().member("id", u.visit).member("type", "job");
        location(v.where);
        description(v.description);
        j_.member("reason", label(u.why).code);
        if (own_) j_.member("reason_zh", label(u.why).zh).member("reason_en", label(u.why).en).member("level", v.level);
        j_.end();
    }

    void route(dispatch::route const& r) {
        totals sum;
        add(sum, r);
        j_.begin_object().member("vehicle", r.crew).member("cost", r.cost);
        write(sum);
        description(crews_.at(r.crew)->description);
        j_.key("steps").begin_array();
        for (dispatch::step const& s : r.steps)
            if (s.kind == dispatch::step_kind::visit || s.kind == dispatch::step_kind::pause || s.where)
                step(s, *crews_.at(r.crew));
        j_.end().end();
    }

    void step(dispatch::step const& s, crew const& c) {
        static constexpr std::string_view types[] = {"start", "job", "break", "end"};
        j_.begin_object().member("type", types[static_cast<std::size_t>(s.kind)]);
        location(s.where);
        if (s.kind == dispatch::step_kind::visit || s.kind == dispatch::step_kind::pause) j_.member("id", s.id);
        j_.member("setup", s.setup).member("service", s.service).member("waiting_time", s.waiting);
        if (!s.load.empty()) numbers("load", s.load);
        j_.member("arrival", s.arrival).member("duration", s.travel);
        j_.key("violations").begin_array().end();
        if (s.kind == dispatch::step_kind::visit) description(visits_.at(s.id)->description);
        if (s.kind == dispatch::step_kind::visit && own_) j_.member("level", visits_.at(s.id)->level);
        if (s.kind == dispatch::step_kind::pause)
            for (crew_break const& b : c.breaks)
                if (b.id == s.id) description(b.description);
        j_.end();
    }

    void levels_and_dropped() {
        std::map<std::uint32_t, std::pair<std::uint64_t, std::uint64_t>, std::greater<>> served;  // of how many
        for (visit const& v : p_.visits) {
            ++served[v.level].first;
            ++served[v.level].second;
        }
        for (dispatch::unplaced const& u : made_.unplaced) --served[visits_.at(u.visit)->level].first;
        j_.key("gongdan").begin_object().key("levels").begin_array();
        for (auto const& [level, n] : served)
            j_.begin_object().member("level", level).member("served", n.first).member("of", n.second).end();
        j_.end();
        figures(judge(p_, made_));
        j_.key("dropped").begin_array();
        for (dispatch::dropped const& d : made_.dropped)
            j_.begin_object()
                .member("id", d.visit)
                .member("vehicle", d.crew)
                .member("reason", label(d.why).code)
                .member("reason_zh", label(d.why).zh)
                .member("reason_en", label(d.why).en)
                .end();
        j_.end().end();
    }

    /// In the order in which they are compared.
    void figures(dispatch::objective const& of) {
        j_.key("objective").begin_object().key("levels").begin_array();
        for (auto const& l : of.levels)
            j_.begin_object()
                .member("level", l.level)
                .member("unserved", l.unserved)
                .member("late", l.late)
                .member("lateness", l.lateness)
                .end();
        j_.end()
            .member("crews_changed", of.crews_changed)
            .member("times_moved", of.times_moved)
            .member("travel", of.travel)
            .member("waiting", of.waiting)
            .member("overtime", of.overtime)
            .member("imbalance", of.imbalance)
            .end();
    }

    problem const& p_;
    dispatch::plan const& made_;
    bool own_;
    json_text j_;
    std::map<std::uint64_t, visit const*> visits_;
    std::map<std::uint64_t, crew const*> crews_;
};

}  // namespace vroom_detail

}}  // namespace gongdan
