#pragma once

#include <gongdan/dispatch/plan.hpp>
#include <gongdan/files/json.hpp>

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <set>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace vroom_detail {

using dispatch::crew;
using dispatch::crew_break;
using dispatch::farthest;
using dispatch::graded;
using dispatch::place;
using dispatch::problem;
using dispatch::tick;
using dispatch::time_range;
using dispatch::travel_table;
using dispatch::visit;

inline constexpr std::int64_t greatest_entry = std::numeric_limits<std::int32_t>::max();

inline std::uint64_t id_of(data_view of) { return static_cast<std::uint64_t>(of.integer("id", 0)); }

inline void refuse(data_view of, std::string_view name, char const* why) {
    if (of.has(name)) of.fail(name, why);
}

inline std::string description_of(data_view of) { return std::string{of.optional_text("description").value_or("")}; }

inline std::vector<std::uint32_t> skills_of(data_view of) {
    std::vector<std::uint32_t> all;
    for (data_view const s : of.optional_array("skills"))
        all.push_back(static_cast<std::uint32_t>(s.as_integer(0, greatest_entry)));
    return all;
}

inline std::vector<std::int64_t> amounts_of(data_view of, std::string_view name) {
    auto const given = of.find(name);
    return given ? given->as_integers(0, farthest) : std::vector<std::int64_t>{};
}

inline tick duration_of(data_view of, std::string_view name) {
    return of.optional_integer(name, 0, farthest).value_or(0);
}

inline time_range range_of(data_view window) {
    auto const ends = window.as_integers(-farthest, farthest);
    if (ends.size() != 2) window.fail("a time window is [first, last]");
    if (ends[1] < ends[0]) window.fail("a time window ends before it begins");
    return {ends[0], ends[1]};
}

inline std::vector<time_range> ranges_of(data_view of) {
    std::vector<time_range> all;
    if (auto const given = of.find("time_windows"))
        for (data_view const w : given->as_array()) all.push_back(range_of(w));
    return all;
}

/// Reads a whole problem; places are rows of the matrices, or, without matrices, the coordinates met.
class problem_reader {
public:
    explicit problem_reader(data_view root) : root_(root) {}

    problem read() {
        root_.only({"jobs", "shipments", "vehicles", "matrices", "options", "description", "gongdan"});
        if (!root_.optional_array("shipments").empty())
            root_.fail("shipments",
                       "shipments (a pickup here, a delivery there) are not planned; give jobs "
                       "with delivery or pickup");
        p_.indexed = root_.has("matrices");
        if (p_.indexed) read_matrices(root_.table("matrices"));
        for (data_view const v : root_.array("vehicles")) p_.crews.push_back(crew_of(v));
        for (data_view const j : root_.optional_array("jobs")) p_.visits.push_back(visit_of(j));
        once_each(root_.array("vehicles"));
        look_at_ties(root_.optional_array("jobs"), once_each(root_.optional_array("jobs")));
        auto const own = root_.optional_table("gongdan");
        if (own) {
            own->only({"speed_kmh", "road_factor", "frozen_until", "change_cost"});
            p_.frozen_until = own->optional_integer("frozen_until", -farthest, farthest);
            p_.change_cost = own->optional_integer("change_cost", 0, 10'000'000);
        }
        if (!p_.indexed) measure(own);
        return std::move(p_);
    }

private:
    // What fault_of would find too, but here the place in the text is known.

    static std::set<std::uint64_t> once_each(data_items things) {
        std::set<std::uint64_t> ids;
        for (data_view const t : things)
            if (!ids.insert(id_of(t)).second) t.fail("id", "is given twice");
        return ids;
    }

    static void look_at_ties(data_items jobs, std::set<std::uint64_t> const& ids) {
        for (data_view const j : jobs)
            if (auto const own = j.optional_table("gongdan"))
                for (auto const* const tie : {"after", "with"})
                    if (auto const other = own->optional_integer(tie);
                        other && ids.count(static_cast<std::uint64_t>(*other)) == 0)
                        own->fail(tie, "there is no such job");
    }

    void read_matrices(data_view matrices) {
        for (data_view const m : matrices.members()) {
            m.only({"durations", "distances", "costs"});
            travel_table t;
            t.profile = std::string{m.key()};
            t.durations = matrix(m.get("durations"));
            if (auto const d = m.find("distances")) t.distances = matrix(*d);
            if (auto const c = m.find("costs")) t.costs = matrix(*c);
            p_.travel.push_back(std::move(t));
        }
        if (p_.travel.empty()) matrices.fail("at least one profile is needed");
    }

    std::vector<std::int32_t> matrix(data_view of) {
        auto const rows = of.as_array();
        if (!side_) side_ = rows.size();
        if (*side_ != rows.size())
            of.fail("has " + std::to_string(rows.size()) + " rows, the matrix before has " + std::to_string(*side_));
        p_.places = *side_;
        std::vector<std::int32_t> cells;
        cells.reserve(*side_ * *side_);
        for (data_view const row : rows) {
            if (row.size() != *side_)
                row.fail("the matrix is not square: " + std::to_string(row.size()) + " entries, " +
                         std::to_string(*side_) + " rows");
            for (data_view const cell : row.as_array())
                cells.push_back(static_cast<std::int32_t>(cell.as_integer(0, greatest_entry)));
        }
        return cells;
    }

    crew crew_of(data_view v) {
        v.only({"id", "profile", "description", "start", "start_index", "end", "end_index", "capacity", "costs",
                "skills", "type", "time_window", "breaks", "speed_factor", "max_tasks", "max_travel_time",
                "max_distance", "steps", "gongdan"});
        refuse(v, "max_distance", "a bound on the distance is not planned; bound the time with max_travel_time");
        crew c;
        c.id = id_of(v);
        c.start = place_of(v, "start", "start_index");
        c.end = place_of(v, "end", "end_index");
        if (auto const w = v.find("time_window")) c.shift = range_of(*w);
        c.skills = skills_of(v);
        c.capacity = amounts_of(v, "capacity");
        for (data_view const b : v.optional_array("breaks")) c.breaks.push_back(break_of(b));
        if (auto const n = v.optional_integer("max_tasks", 0, greatest_entry))
            c.max_visits = static_cast<std::uint32_t>(*n);
        c.max_travel = v.optional_integer("max_travel_time", 0, farthest);
        if (auto const f = v.optional_number("speed_factor", 0.01, 5))
            c.speed_percent = static_cast<std::uint32_t>(std::lround(*f * 100));
        if (auto const given = v.optional_table("costs")) c.costs = costs_of(*given);
        c.profile = std::string{v.optional_text("profile").value_or("car")};
        auto const is_its = [&](travel_table const& t) { return t.profile == c.profile; };
        if (p_.indexed && std::none_of(p_.travel.begin(), p_.travel.end(), is_its))
            v.fail("profile", "there is no matrix of '" + c.profile + "'");
        for (data_view const s : v.optional_array("steps")) add_step(c, s);
        c.description = description_of(v);
        if (auto const own = v.optional_table("gongdan")) add_own(c, *own);
        return c;
    }

    // What VROOM's format cannot say stands under a key of its own, so that VROOM itself can still read the rest.

    static void add_own(crew& c, data_view own) {
        own.only({"grades", "areas", "work_percent", "overtime"});
        c.grades = grades_of(own);
        for (data_view const a : own.optional_array("areas"))
            c.areas.push_back(static_cast<std::uint32_t>(a.as_integer(0, greatest_entry)));
        c.work_percent = static_cast<std::uint32_t>(own.optional_integer("work_percent", 1, 1000).value_or(100));
        c.overtime = duration_of(own, "overtime");
    }

    /// `{"3": 2}`: skill 3 at grade 2.
    static std::vector<graded> grades_of(data_view of) {
        std::vector<graded> all;
        auto const given = of.optional_table("grades");
        if (!given) return all;
        for (data_view const g : given->members()) {
            std::uint32_t skill = 0;
            auto const key = g.key();
            auto const [end, error] = std::from_chars(key.data(), key.data() + key.size(), skill);
            if (error != std::errc{} || end != key.data() + key.size())
                g.fail("the name of a grade is a skill's number");
            all.push_back({skill, static_cast<std::uint32_t>(g.as_integer(0, 1000))});
        }
        return all;
    }

    static std::optional<std::uint64_t> optional_id(data_view of, std::string_view name) {
        auto const id = of.optional_integer(name, 0);
        return id ? std::optional<std::uint64_t>{static_cast<std::uint64_t>(*id)} : std::nullopt;
    }

    static void add_own(visit& v, data_view own) {
        own.only({"kind", "due", "told", "told_vehicle", "vehicle", "at", "after", "with", "grades", "area",
                  "interruptible", "make_safe", "known"});
        v.kind = std::string{own.optional_text("kind").value_or("")};
        v.due = own.optional_integer("due", -farthest, farthest);
        v.known = own.optional_integer("known", -farthest, farthest);
        if (auto const told = own.find("told")) v.told = range_of(*told);
        v.told_crew = optional_id(own, "told_vehicle");
        v.only_crew = optional_id(own, "vehicle");
        if (auto const at = own.optional_integer("at", -farthest, farthest)) v.windows = {{*at, *at}};
        v.after = optional_id(own, "after");
        v.with = optional_id(own, "with");
        v.grades = grades_of(own);
        if (auto const a = own.optional_integer("area", 0, greatest_entry)) v.area = static_cast<std::uint32_t>(*a);
        v.interruptible = own.optional_boolean("interruptible").value_or(false);
        v.make_safe = duration_of(own, "make_safe");
    }

    static dispatch::crew_costs costs_of(data_view of) {
        of.only({"fixed", "per_hour", "per_km", "per_task_hour"});
        if (of.optional_integer("per_task_hour").value_or(0) != 0)
            of.fail("per_task_hour", "the cost of time spent at work is not planned");
        constexpr std::int64_t dearest = 10'000'000;
        dispatch::crew_costs c;
        c.fixed = of.optional_integer("fixed", 0, dearest).value_or(c.fixed);
        c.per_hour = of.optional_integer("per_hour", 0, dearest).value_or(c.per_hour);
        c.per_km = of.optional_integer("per_km", 0, dearest).value_or(c.per_km);
        return c;
    }

    static crew_break break_of(data_view b) {
        b.only({"id", "time_windows", "service", "description", "max_load"});
        refuse(b, "max_load", "a bound on the load at a break is not planned");
        return {id_of(b), ranges_of(b), duration_of(b, "service"), description_of(b)};
    }

    /// Only jobs matter: where breaks fall is always decided anew.
    static void add_step(crew& c, data_view s) {
        s.only({"type", "id", "service_at", "service_after", "service_before"});
        for (auto const* const name : {"service_at", "service_after", "service_before"})
            refuse(s, name, "a bound on the time of a step is not planned");
        auto const type = s.text("type");
        if (type == "pickup" || type == "delivery") s.fail("type", "shipments are not planned");
        if (type == "job") c.steps.push_back(id_of(s));
        else if (type != "start" && type != "end" && type != "break")
            s.fail("type", unknown_name(type, {"start", "job", "break", "end"}));
    }

    visit visit_of(data_view j) {
        j.only({"id", "description", "location", "location_index", "setup", "service", "delivery", "pickup", "amount",
                "skills", "priority", "time_windows", "setup_per_type", "service_per_type", "gongdan"});
        for (auto const* const name : {"setup_per_type", "service_per_type"})
            refuse(j, name, "times by type of vehicle are not planned");
        visit v;
        v.id = id_of(j);
        auto const where = place_of(j, "location", "location_index");
        if (!where) j.fail(p_.indexed ? "location_index" : "location", "is missing");
        v.where = *where;
        v.setup = duration_of(j, "setup");
        v.service = duration_of(j, "service");
        v.windows = ranges_of(j);
        v.skills = skills_of(j);
        v.level = static_cast<std::uint32_t>(j.optional_integer("priority", 0, 100).value_or(0));
        v.delivery = amounts_of(j, j.has("amount") ? "amount" : "delivery");
        v.pickup = amounts_of(j, "pickup");
        v.description = description_of(j);
        if (auto const own = j.optional_table("gongdan")) add_own(v, *own);
        return v;
    }

    std::optional<place> place_of(data_view of, std::string_view name, std::string_view index_name) {
        auto const coordinates = of.find(name);
        std::optional<point> at;
        if (coordinates) {
            auto const xy = coordinates->as_numbers(-180, 180);
            if (xy.size() != 2 || std::abs(xy[1]) > 90)
                coordinates->fail("a place is [longitude, latitude] in degrees");
            at = point{xy[1], xy[0]};
        }
        if (!p_.indexed) {
            if (of.has(index_name) && !at)
                of.fail(index_name, "an index needs matrices; without them give coordinates");
            return at ? std::optional<place>{place_at(*at)} : std::nullopt;
        }
        auto const index = of.optional_integer(index_name);
        if (!index) {
            if (at) of.fail(index_name, "is missing: with matrices a place is named by its row");
            return {};
        }
        if (*index < 0 || static_cast<std::size_t>(*index) >= p_.places)
            of.fail(index_name, "is outside the matrices, which have " + std::to_string(p_.places) + " rows");
        auto const row = static_cast<place>(*index);
        if (at) {
            p_.positions.resize(p_.places);
            p_.positions[row] = at;
        }
        return row;
    }

    place place_at(point at) {
        auto const [found, is_new] =
            places_.try_emplace({at.longitude, at.latitude}, static_cast<place>(p_.positions.size()));
        if (is_new) p_.positions.emplace_back(at);
        return found->second;
    }

    /// Great circles, longer by the road factor, all at one speed; the same for every profile.
    void measure(std::optional<data_view> own) {
        double const speed = own ? own->optional_number("speed_kmh", 0.1, 1000).value_or(30) : 30;
        double const factor = own ? own->optional_number("road_factor", 1, 10).value_or(1.3) : 1.3;
        p_.places = p_.positions.size();
        constexpr std::size_t most_places = 20'000;
        if (p_.places > most_places) root_.fail("more than 20,000 places without matrices");
        travel_table t;
        for (auto const& a : p_.positions)
            for (auto const& b : p_.positions) {
                double const metres = metres_between(*a, *b) * factor;
                t.distances.push_back(static_cast<std::int32_t>(std::lround(metres)));
                t.durations.push_back(static_cast<std::int32_t>(std::lround(std::min(metres / (speed / 3.6), 2e9))));
            }
        for (crew const& c : p_.crews) {
            if (std::any_of(p_.travel.begin(), p_.travel.end(), [&](auto const& x) { return x.profile == c.profile; }))
                continue;
            t.profile = c.profile;
            p_.travel.push_back(t);
        }
    }

    data_view root_;
    problem p_;
    std::optional<std::size_t> side_;
    std::map<std::pair<double, double>, place> places_;
};

inline dispatch::step step_of(data_view s, std::map<std::uint64_t, place> const& where) {
    dispatch::step made;
    auto const type = s.text("type");
    if (type == "start") made.kind = dispatch::step_kind::start;
    else if (type == "job") made.kind = dispatch::step_kind::visit;
    else if (type == "break") made.kind = dispatch::step_kind::pause;
    else if (type == "end") made.kind = dispatch::step_kind::end;
    else s.fail("type", unknown_name(type, {"start", "job", "break", "end"}));
    if (type == "job" || type == "break") made.id = id_of(s);
    auto const at = where.find(made.id);
    if (type == "job" && at != where.end()) made.where = at->second;
    made.arrival = s.integer("arrival", -farthest, farthest);
    made.waiting = s.optional_integer("waiting_time", -farthest, farthest).value_or(0);
    made.setup = duration_of(s, "setup");
    made.service = duration_of(s, "service");
    made.travel = duration_of(s, "duration");
    return made;
}

}  // namespace vroom_detail

}}  // namespace gongdan
