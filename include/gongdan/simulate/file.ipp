#pragma once

#include <gongdan/files/toml.hpp>
#include <gongdan/simulate/detail/read_arrivals.hpp>
#include <gongdan/simulate/detail/read_fit.hpp>
#include <gongdan/simulate/detail/read_steps.hpp>
#include <gongdan/simulate/detail/read_travel.hpp>
#include <gongdan/simulate/file.hpp>
#include <gongdan/simulate/random.hpp>
#include <gongdan/simulate/script.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/sla/file.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace scenario_detail {

inline constexpr std::size_t most_classes = 64;
inline constexpr std::int64_t fewest_batches = 10;  ///< fewer tell too little of how far means scatter
inline constexpr std::size_t most_skills = 63;
inline constexpr std::int64_t most_crews = 100'000;

struct resolution {
    std::string_view text;
    tick per_second;
};
inline constexpr resolution resolutions[] = {{"1 s", 1},         {"100 ms", 10},     {"10 ms", 100},
                                             {"1 ms", 1'000},    {"100 us", 10'000}, {"10 us", 100'000},
                                             {"1 us", 1'000'000}};

/// Reads one scenario; what later parts need of earlier ones stands in the scenario itself.
class reader {
public:
    reader(data_view root, std::string file) : root_(root), file_(std::move(file)) {}

    scenario read() {
        root_.only({"name",      "time_unit",    "resolution",   "start",  "horizon",   "warm_up",
                    "cool_down", "replications", "batches",      "seed",   "quantiles", "policy",
                    "dispatch",  "pre_emptive",  "at_shift_end", "crews",  "crew",      "class",
                    "target",    "change",       "surge",        "probe",  "area",      "speed",
                    "detour",    "fit",          "service",      "travel", "calendar"});
        s_.name = root_.optional_text("name").value_or("");
        if (auto const v = root_.find("calendar")) read_calendars(*v);
        read_areas();
        read_crews();
        read_unit();
        read_classes();
        read_surges();
        read_clock();
        read_rules();
        read_dispatch();
        if (auto const v = root_.optional_table("fit")) s_.fitted = read_fit_note(*v);
        return std::move(s_);
    }

private:
    /// `china`, or files beside the scenario.
    void read_calendars(data_view v) {
        auto const names = v.kind() == data_kind::text ? std::vector{v.as_text()} : v.as_texts();
        if (names.empty()) v.fail("there must be one calendar at least");
        for (std::string_view const name : names) s_.calendars.push_back(name == "china" ? "china" : beside(name));
    }
    [[nodiscard]] std::string beside(std::string_view file) const {
        return (std::filesystem::path(file_).parent_path() / std::filesystem::path{std::string{file}}).string();
    }

    // Places.

    void read_areas() {
        bool const told = root_.has("travel");
        for (data_view const v : root_.tables("area")) {
            v.only({"name", "x", "y", "radius", "weight"});
            bool const on_map = !told || v.has("x") || v.has("y");
            spot const centre = on_map ? spot{v.number("x", -1e4, 1e4), v.number("y", -1e4, 1e4)} : spot{};
            for (area const& other : s_.areas)
                if (told && other.name == v.text("name"))
                    v.fail("name", fmt::format("{} stands twice", gongdan::quoted(other.name)));
            s_.areas.push_back({std::string{v.text("name")}, centre, v.optional_number("radius", 0, 1e4).value_or(0),
                                v.optional_number("weight", least_positive, most).value_or(1)});
        }
        if (auto const ways = root_.optional_table("travel")) s_.ways = read_travel(*ways, s_.areas);
        for (char const* const key : {"speed", "detour"}) {
            if (root_.has(key) && s_.areas.empty()) root_.fail(key, "it is for scenarios with [[area]]");
            if (root_.has(key) && told) root_.fail(key, "[travel] says already how long the ways take");
        }
        s_.detour = root_.optional_number("detour", 1, 10).value_or(s_.detour);
        if (auto const speed = root_.find("speed")) s_.speed = one_or_each_hour(*speed, 0.1, 1000, "speeds");
    }
    [[nodiscard]] std::size_t area_named(data_view v) const {
        std::vector<std::string_view> names;
        for (std::size_t i = 0; i < s_.areas.size(); ++i) {
            if (s_.areas[i].name == v.as_text()) return i;
            names.push_back(s_.areas[i].name);
        }
        v.fail(unknown_name(v.as_text(), names));
    }

    // Crews.

    void read_crews() {
        auto const groups = root_.tables("crew");
        if (auto const count = root_.find("crews")) {
            if (!groups.empty()) count->fail("either a number of crews or [[crew]], not both");
            s_.crews.push_back({"crew", static_cast<std::size_t>(count->as_integer(1, most_crews))});
            return;
        }
        if (groups.empty()) root_.fail("crews", "there must be crews: a number, or [[crew]]");
        for (data_view const g : groups) read_group(g);
    }
    void read_group(data_view g) {
        g.only({"name", "count", "skills", "shifts", "absence", "area"});
        crew_group c;
        c.name = g.text("name");
        for (crew_group const& other : s_.crews)
            if (other.name == c.name) g.fail("name", fmt::format("{} stands twice", gongdan::quoted(c.name)));
        c.count = static_cast<std::size_t>(g.optional_integer("count", 1, most_crews).value_or(1));
        if (auto const skills = g.find("skills"))
            for (std::string_view const skill : skills->as_texts()) add_skill(*skills, c, skill);
        for (data_view const v : g.optional_array("shifts")) c.shifts.push_back(read_shift(v.as_table()));
        if (auto const home = g.find("area")) c.area = area_named(*home);
        c.absence = g.optional_number("absence", 0, 0.999).value_or(0);
        if (c.absence > 0 && c.shifts.empty()) g.fail("absence", "who has no shifts cannot miss one");
        s_.crews.push_back(std::move(c));
    }
    void add_skill(data_view at, crew_group& c, std::string_view skill) {
        if (skill.empty()) at.fail("a skill needs a name");
        if (std::find(skills_.begin(), skills_.end(), skill) == skills_.end()) skills_.emplace_back(skill);
        if (skills_.size() > most_skills) at.fail(fmt::format("more than {} skills", most_skills));
        c.skills.emplace_back(skill);
    }
    shift read_shift(data_view v) {
        v.only({"from", "to", "on"});
        shift s;
        s.from = v.time_of_day("from");
        s.to = v.time_of_day("to");
        if (s.to <= s.from) s.to += hours{24};  // a night shift
        s.on = v.optional_one_of<duty_days>("on").value_or(duty_days::every_day);
        if (s.on != duty_days::every_day) calendar_days_ = true;
        return s;
    }

    // Classes.

    void read_classes() {
        auto const classes = root_.tables("class");
        if (classes.empty()) root_.fail("class", "there must be one [[class]] at least");
        if (classes.size() > most_classes) root_.fail("class", fmt::format("more than {} classes", most_classes));
        for (data_view const c : classes) read_class(c);
        check_services();
        for (ticket_class const& c : s_.classes)
            if ((c.type == kind::imported) != plain())
                root_.fail(
                    "class",
                    "plain tickets and work orders cannot stand in one scenario: they are judged by different rules");
    }
    [[nodiscard]] bool plain() const { return s_.classes.front().type == kind::imported; }

    void read_class(data_view v) {
        v.only({"name", "type", "level", "skill", "arrivals", "intake", "service", "travel", "nobody_home", "revisit",
                "another_time", "part_missing", "rework", "patience"});
        ticket_class c;
        c.name = v.text("name");
        if (c.name.empty()) v.fail("name", "a class needs a name");
        for (ticket_class const& other : s_.classes)
            if (other.name == c.name) v.fail("name", fmt::format("{} stands twice", gongdan::quoted(c.name)));
        c.type = v.optional_text("type").value_or(kind::imported);
        script const* const acts = script_of(c.type);
        if (acts == nullptr) v.fail("type", unknown_name(c.type, scripted_types()));
        c.urgency = v.optional_one_of<level>("level").value_or(level::waiting);
        read_skill(v, c);
        c.comes = read_arrivals(v.table("arrivals"), setting());
        if (c.comes.by_day != arrivals{}.by_day) calendar_days_ = true;
        c.intake = optional_distribution(v, "intake");
        read_work(v, c, *acts);
        c.travel = optional_distribution(v, "travel");
        read_absence(v, c, *acts);
        c.another_time = read_setback(v, "another_time");
        c.part_missing = read_setback(v, "part_missing");
        c.rework = v.optional_number("rework", 0, 0.999).value_or(0);
        c.patience = optional_distribution(v, "patience");
        if (c.patience && acts->abandoned.empty()) v.fail("patience", fmt::format("'{}' cannot be given up", c.type));
        s_.classes.push_back(std::move(c));
    }
    /// What the work takes: as a whole, or step by step.
    void read_work(data_view v, ticket_class& c, script const& acts) const {
        c.steps = steps_for(root_.tables("service"), c, acts);
        auto const whole = v.find("service");
        if (c.steps.empty()) c.service = read_distribution(v.get("service"));
        else if (whole) add_whole(*whole, c, acts);
        if (c.steps.empty()) return;
        check_course(v, c, acts);
        if (auto const again = v.find("rework")) again->fail("with [[service]] each step says how often it 'fails'");
    }
    void check_services() const {
        for (data_view const v : root_.tables("service")) check_service(v, s_.classes);
    }
    void read_skill(data_view v, ticket_class& c) const {
        auto const skill = v.find("skill");
        if (!skill) return;
        c.skill = skill->as_text();
        if (std::find(skills_.begin(), skills_.end(), c.skill) == skills_.end())
            skill->fail("no crew has it" + name_hint(c.skill, {skills_.begin(), skills_.end()}));
    }
    static void read_absence(data_view v, ticket_class& c, script const& acts) {
        auto const absent = v.find("nobody_home");
        if (absent) c.nobody_home = one_or_each_hour(*absent, 0, 0.999, "probabilities");
        if (absent && acts.absent.empty()) absent->fail(fmt::format("'{}' knows no such outcome", c.type));
        if (auto const again = v.find("revisit")) c.revisit = read_distribution(*again);
        else if (absent) v.fail("revisit", "after which time is it tried again?");
    }

    // The clock.

    void read_unit() {
        s_.unit = root_.one_of<time_unit>("time_unit");
        s_.start = root_.optional_instant("start").value_or(at("2026-01-05 00:00"));
        s_.horizon = span(root_, "horizon", least_positive);
    }
    /// A tick is still a second here: the resolution follows from the classes.
    [[nodiscard]] arrival_setting setting() const {
        return {file_, s_.start, static_cast<double>(s_.per_unit()), s_.horizon};
    }
    void read_surges() {
        for (data_view const v : root_.tables("surge")) {
            s_.surges.push_back(read_surge(v, setting()));
            auto const& only = s_.surges.back().only;
            if (!only.empty() && !knows_class(only)) v.fail("class", unknown_name(only, class_names()));
        }
    }
    void read_clock() {
        read_resolution();
        s_.warm_up = root_.optional_number("warm_up", 0, most).value_or(0);
        if (s_.warm_up >= s_.horizon) root_.fail("warm_up", "it must end before the horizon");
        s_.cool_down = root_.optional_number("cool_down", 0, most).value_or(s_.horizon);
        double const ticks = (s_.horizon + s_.cool_down) * static_cast<double>(s_.per_unit());
        if (ticks < 1 || ticks > static_cast<double>(longest_span))
            root_.fail("horizon", "with this resolution it has too few or too many ticks");
        s_.replications = static_cast<std::uint32_t>(root_.optional_integer("replications", 1, 1'000'000).value_or(10));
        s_.batches = static_cast<std::uint32_t>(root_.optional_integer("batches", fewest_batches, 10'000).value_or(0));
        if (s_.batches != 0 && root_.has("replications"))
            root_.fail("batches", "either replications, or batches of one long run");
        s_.seed = static_cast<std::uint64_t>(root_.optional_integer("seed", 0).value_or(1));
        if (root_.has("quantiles")) s_.quantiles = root_.get("quantiles").as_numbers(0.0001, 1);
        for (data_view const p : root_.tables("probe")) {
            p.only({"at"});
            s_.probes.push_back(span(p, "at"));
            if (s_.probes.back() >= s_.horizon) p.fail("at", "it lies beyond the horizon");
            if (s_.batches != 0) p.fail("a probe looks once a replication, and batches are one");
        }
    }
    /// Plain queues are measured to a millionth of a second or of a minute, to a thousandth of a second where hours are
    /// counted; whoever needs days has a clock that shows them, which goes in seconds.
    void read_resolution() {
        bool const whole = !plain() || calendar_days_;
        auto const v = root_.find("resolution");
        if (!v) {
            constexpr tick usual[] = {1'000'000, 1'000'000, 1'000, 1'000};
            s_.per_second = whole ? 1 : usual[static_cast<std::size_t>(s_.unit)];
            return;
        }
        auto const text = v->as_text();
        auto const known = std::find_if(std::begin(resolutions), std::end(resolutions),
                                        [&](resolution const& r) { return r.text == text; });
        if (known == std::end(resolutions)) {
            std::vector<std::string_view> names;
            for (resolution const& r : resolutions) names.push_back(r.text);
            v->fail(unknown_name(text, names));
        }
        s_.per_second = known->per_second;
        if (whole && s_.per_second != 1)
            v->fail("work orders and working days need a clock that goes in seconds: '1 s'");
    }

    // What is promised.

    void read_rules() {
        auto const named = root_.find("policy");
        auto const targets = root_.tables("target");
        if (plain()) {
            if (named) named->fail("a policy is for work orders; plain tickets have [[target]]");
            if (root_.has("change")) root_.fail("change", "it changes a policy; plain tickets have [[target]]");
            s_.rules.name = s_.name.empty() ? "scenario" : s_.name;
            s_.rules.version = "1";
            s_.rules.lifecycle = kind::imported;
            for (data_view const t : targets) read_target(t);
            return;
        }
        if (!targets.empty()) (*targets.begin()).fail("[[target]] is for plain tickets; work orders have a policy");
        s_.rules = read_policy_of(named);
        for (data_view const c : root_.tables("change")) read_change(c);
    }
    [[nodiscard]] policy read_policy_of(std::optional<data_view> const& named) const {
        auto const name = named ? named->as_text() : std::string_view{"gas"};
        if (name == "gas") return gas();
        if (name == "handbook") return handbook();
        if (name == "standard") return standard();
        std::filesystem::path const path{std::string{name}};
        if (path.extension() != ".toml") named->fail(unknown_name(name, {"gas", "handbook", "standard"}));
        return read_policy(read_source(beside(name))).rules;
    }
    /// What if it were promised otherwise: another time for the clauses of a type's target.
    void read_change(data_view v) {
        v.only({"type", "target", "within"});
        auto within = expression::parse(v.text("within"));
        if (!within) v.fail("within", within.why().en);
        std::vector<std::string_view> known;
        bool found = false;
        for (clause& c : s_.rules.clauses) {
            if (c.type != v.text("type")) continue;
            known.push_back(c.target);
            if (c.target != v.text("target")) continue;
            c.within = *within;
            found = true;
        }
        if (known.empty()) v.fail("type", fmt::format("the policy promises nothing for '{}'", v.text("type")));
        if (!found) v.fail("target", unknown_name(v.text("target"), known));
    }
    void read_target(data_view v) {
        v.only({"name", "class", "within", "until"});
        clause c;
        c.target = v.text("name");
        c.zh = c.en = c.target;
        c.within = read_within(v.get("within"));
        auto const until = v.optional_text("until").value_or("done");
        if (until == "begun") c.met_by = {"working", "resolved"};
        else if (until == "done") c.met_by = {"resolved"};
        else v.fail("until", unknown_name(until, {"begun", "done"}));
        c.on_hold.fill(hold_effect::ignore);
        auto const only = v.optional_text("class");
        if (only && !knows_class(*only)) v.fail("class", unknown_name(*only, class_names()));
        for (ticket_class const& k : s_.classes) {
            if (only && *only != k.name) continue;
            c.type = k.name;
            s_.rules.clauses.push_back(c);
        }
    }
    [[nodiscard]] bool knows_class(std::string_view name) const {
        return std::any_of(s_.classes.begin(), s_.classes.end(), [&](ticket_class const& k) { return k.name == name; });
    }
    [[nodiscard]] std::vector<std::string_view> class_names() const {
        std::vector<std::string_view> names;
        for (ticket_class const& k : s_.classes) names.push_back(k.name);
        return names;
    }
    /// A number is in the scenario's unit. An expression of hours and minutes is counted in ticks, where these are finer.
    expression read_within(data_view v) {
        if (v.kind() != data_kind::text) {
            expression e;
            e.amount = quantised(v.as_number(least_positive, most), s_.per_unit());
            return e;
        }
        auto parsed = expression::parse(v.as_text());
        if (!parsed) v.fail(parsed.why().en);
        if (s_.per_second != 1) to_ticks(v, *parsed);
        return *std::move(parsed);
    }
    void to_ticks(data_view at, expression& e) const {
        using form = expression::form;
        if (e.counts != expression::direction::onward) at.fail("a notice ahead of an appointment is not simulated");
        if (e.kind != form::elapsed && e.kind != form::earlier && e.kind != form::later)
            at.fail("days and service hours need a clock that goes in seconds: resolution = \"1 s\"");
        if (e.kind == form::elapsed && e.amount > longest_span / s_.per_second) at.fail("it is too long");
        if (e.kind == form::elapsed) e.amount *= s_.per_second;
        for (expression& part : e.parts) to_ticks(at, part);
    }

    void read_dispatch() {
        if (auto const v = root_.find("dispatch")) read_policy_name(*v);
        s_.pre_emptive = root_.optional_boolean("pre_emptive").value_or(false);
        s_.shift_end = root_.optional_one_of<at_shift_end>("at_shift_end").value_or(at_shift_end::finish);
    }

    /// `dispatch = "deadline"`, or a table where there is more to say than a name.
    void read_policy_name(data_view v) {
        bool const alone = v.kind() == data_kind::text;
        data_view const name = alone ? v : v.as_table().get("policy");
        s_.order = name.as_one_of<dispatch_order>();
        if (s_.order == dispatch_order::planner || s_.order == dispatch_order::nearest) check_map(name);
        if (alone) return;
        v.only({"policy", "iterations", "visits", "every", "overtime", "change", "margin", "at_once", "idle_help"});
        if (s_.order == dispatch_order::planner) return read_planning(v);
        for (data_view const m : v.members())
            if (m.key() != "policy") m.fail("it is for policy = \"planner\"");
    }
    void check_map(data_view at) const {
        if (s_.areas.empty()) at.fail("it needs to know where tickets are: there must be [[area]]");
        if (s_.order != dispatch_order::planner) return;
        for (data_view const c : root_.tables("class"))
            if (auto const own = c.find("travel"))
                own->fail(
                    "the planner reckons with the way from place to place; a class cannot have travel of its own");
    }
    void read_planning(data_view v) {
        planning& p = s_.planner;
        p.iterations =
            static_cast<std::uint32_t>(v.optional_integer("iterations", 0, 10'000'000).value_or(p.iterations));
        p.visits = static_cast<std::uint32_t>(v.optional_integer("visits", 1, 100'000).value_or(p.visits));
        p.every = v.optional_number("every", 0, most).value_or(p.every);
        p.overtime = v.optional_number("overtime", 0, most).value_or(p.overtime);
        p.margin = v.optional_number("margin", 0, most).value_or(p.margin);
        p.change = v.optional_number("change", 0, most);
        p.at_once = v.optional_one_of<level>("at_once").value_or(p.at_once);
        p.idle_help = v.optional_boolean("idle_help").value_or(p.idle_help);
    }

    data_view root_;
    std::string file_;
    scenario s_;
    std::vector<std::string> skills_;
    bool calendar_days_ = false;
};

}  // namespace scenario_detail

GONGDAN_INLINE scenario read_scenario(source const& from) {
    auto const document = read_toml(from);
    return scenario_detail::reader(document.root(), from.name).read();
}

}  // namespace simulate
}}  // namespace gongdan
