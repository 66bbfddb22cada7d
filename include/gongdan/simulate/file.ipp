#pragma once

#include <gongdan/files/json_text.hpp>
#include <gongdan/files/toml.hpp>
#include <gongdan/simulate/file.hpp>
#include <gongdan/simulate/random.hpp>
#include <gongdan/simulate/script.hpp>
#include <gongdan/sla/books.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace scenario_detail {

inline constexpr double most = 1e9;  ///< of any number in a scenario
inline constexpr double least_positive = 1e-9;
inline constexpr std::size_t most_classes = 64;
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
    explicit reader(data_view root) : root_(root) {}

    scenario read() {
        root_.only({"name", "time_unit", "resolution", "start", "horizon", "warm_up", "cool_down", "replications",
                    "seed", "quantiles", "policy", "dispatch", "pre_emptive", "at_shift_end", "crews", "crew", "class",
                    "target", "probe"});
        s_.name = root_.optional_text("name").value_or("");
        read_crews();
        read_classes();
        read_clock();
        read_rules();
        read_dispatch();
        return std::move(s_);
    }

private:
    static double span(data_view t, std::string_view name, double min = 0) { return t.number(name, min, most); }

    static law law_of(data_view v) { return v.one_of<law>("law"); }

    static distribution read_distribution(data_view v) {
        distribution d;
        if (v.kind() == data_kind::integer || v.kind() == data_kind::number) {
            d.mean = v.as_number(0, most);
            return d;
        }
        d.is = law_of(v.as_table());
        switch (d.is) {
        case law::deterministic: v.only({"law", "mean"}); break;
        case law::exponential: v.only({"law", "mean"}); break;
        case law::uniform: read_range(v, d); return d;
        case law::lognormal:
            v.only({"law", "mean", "cv"});
            d.shape = span(v, "cv");
            break;
        case law::gamma:
            v.only({"law", "mean", "shape"});
            d.shape = v.number("shape", 0.01, 1e6);
            break;
        case law::erlang:
            v.only({"law", "mean", "stages"});
            d.shape = static_cast<double>(v.integer("stages", 1, 1'000'000));
            break;
        case law::empirical: read_seen(v, d); return d;
        }
        d.mean = span(v, "mean");
        return d;
    }
    static void read_range(data_view v, distribution& d) {
        v.only({"law", "from", "to"});
        d.from = span(v, "from");
        d.to = span(v, "to");
        if (d.to < d.from) v.fail("to", "it lies before 'from'");
    }
    static void read_seen(data_view v, distribution& d) {
        v.only({"law", "values", "weights"});
        d.values = v.get("values").as_numbers(0, most);
        if (d.values.empty()) v.fail("values", "there must be one value at least");
        auto const given = v.find("weights");
        auto const weights = given ? given->as_numbers(0, most) : std::vector<double>(d.values.size(), 1.0);
        if (weights.size() != d.values.size())
            given->fail(fmt::format("{} weights for {} values", weights.size(), d.values.size()));
        double sum = 0;
        for (double const w : weights) d.up_to.push_back(sum += w);
        if (sum <= 0) v.fail("weights", "their sum must be more than 0");
        for (double& share : d.up_to) share /= sum;
    }
    static std::optional<distribution> optional_distribution(data_view t, std::string_view name) {
        auto const v = t.find(name);
        return v ? std::optional<distribution>{read_distribution(*v)} : std::nullopt;
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
        g.only({"name", "count", "skills", "shifts"});
        crew_group c;
        c.name = g.text("name");
        for (crew_group const& other : s_.crews)
            if (other.name == c.name) g.fail("name", fmt::format("{} stands twice", quoted(c.name)));
        c.count = static_cast<std::size_t>(g.optional_integer("count", 1, most_crews).value_or(1));
        if (auto const skills = g.find("skills"))
            for (std::string_view const skill : skills->as_texts()) add_skill(*skills, c, skill);
        for (data_view const v : g.optional_array("shifts")) c.shifts.push_back(read_shift(v.as_table()));
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
        for (ticket_class const& c : s_.classes)
            if ((c.type == kind::imported) != plain())
                root_.fail(
                    "class",
                    "plain tickets and work orders cannot stand in one scenario: they are judged by different rules");
    }
    [[nodiscard]] bool plain() const { return s_.classes.front().type == kind::imported; }

    void read_class(data_view v) {
        v.only(
            {"name", "type", "level", "skill", "arrivals", "service", "travel", "nobody_home", "revisit", "patience"});
        ticket_class c;
        c.name = v.text("name");
        if (c.name.empty()) v.fail("name", "a class needs a name");
        for (ticket_class const& other : s_.classes)
            if (other.name == c.name) v.fail("name", fmt::format("{} stands twice", quoted(c.name)));
        c.type = v.optional_text("type").value_or(kind::imported);
        script const* const acts = script_of(c.type);
        if (acts == nullptr) v.fail("type", unknown_name(c.type, scripted_types()));
        c.urgency = v.optional_one_of<level>("level").value_or(level::waiting);
        read_skill(v, c);
        c.comes = read_arrivals(v.table("arrivals"));
        c.service = read_distribution(v.get("service"));
        c.travel = optional_distribution(v, "travel");
        read_absence(v, c, *acts);
        c.patience = optional_distribution(v, "patience");
        if (c.patience && acts->abandoned.empty()) v.fail("patience", fmt::format("'{}' cannot be given up", c.type));
        s_.classes.push_back(std::move(c));
    }
    void read_skill(data_view v, ticket_class& c) const {
        auto const skill = v.find("skill");
        if (!skill) return;
        c.skill = skill->as_text();
        if (std::find(skills_.begin(), skills_.end(), c.skill) == skills_.end())
            skill->fail("no crew has it" + name_hint(c.skill, {skills_.begin(), skills_.end()}));
    }
    static void read_absence(data_view v, ticket_class& c, script const& acts) {
        c.nobody_home = v.optional_number("nobody_home", 0, 0.999).value_or(0);
        if (c.nobody_home > 0 && acts.absent.empty())
            v.fail("nobody_home", fmt::format("'{}' knows no such outcome", c.type));
        if (auto const again = v.find("revisit")) c.revisit = read_distribution(*again);
        else if (c.nobody_home > 0) v.fail("revisit", "after which time is it tried again?");
    }

    static arrivals read_arrivals(data_view v) {
        arrivals a;
        if (v.has("by_hour")) return read_hourly(v);
        if (v.has("at")) return read_list(v);
        if (auto const gap = v.find("every")) {
            v.only({"every"});
            a.is = arrivals::pattern::spaced;
            a.gap = read_distribution(*gap);
            if (a.gap.is == law::deterministic && a.gap.mean <= 0) gap->fail("the gap must be more than 0");
            return a;
        }
        v.only({"rate", "amplitude", "period", "phase"});
        a.rate = span(v, "rate");
        a.is = a.rate > 0 ? arrivals::pattern::constant : arrivals::pattern::none;
        if (v.has("amplitude") || v.has("period")) read_wave(v, a);
        return a;
    }
    static void read_wave(data_view v, arrivals& a) {
        a.is = arrivals::pattern::wave;
        a.amplitude = v.number("amplitude", -1, 1);
        a.period = span(v, "period", least_positive);
        a.phase = v.optional_number("phase", -most, most).value_or(0);
    }
    static arrivals read_hourly(data_view v) {
        v.only({"by_hour"});
        arrivals a;
        a.is = arrivals::pattern::hourly;
        a.by_hour = v.get("by_hour").as_numbers(0, most);
        if (a.by_hour.size() != 24 && a.by_hour.size() != 168)
            v.fail("by_hour",
                   fmt::format("{} rates; there must be 24 (hours of the day) or 168 (of the week, from Monday)",
                               a.by_hour.size()));
        return a;
    }
    static arrivals read_list(data_view v) {
        v.only({"at"});
        arrivals a;
        a.is = arrivals::pattern::listed;
        a.at = v.get("at").as_numbers(0, most);
        if (!std::is_sorted(a.at.begin(), a.at.end())) v.fail("at", "the times must ascend");
        return a;
    }

    // The clock.

    void read_clock() {
        s_.unit = root_.one_of<time_unit>("time_unit");
        read_resolution();
        s_.start = root_.optional_instant("start").value_or(at("2026-01-05 00:00"));
        s_.horizon = span(root_, "horizon", least_positive);
        s_.warm_up = root_.optional_number("warm_up", 0, most).value_or(0);
        if (s_.warm_up >= s_.horizon) root_.fail("warm_up", "it must end before the horizon");
        s_.cool_down = root_.optional_number("cool_down", 0, most).value_or(s_.horizon);
        double const ticks = (s_.horizon + s_.cool_down) * static_cast<double>(s_.per_unit());
        if (ticks < 1 || ticks > static_cast<double>(longest_span))
            root_.fail("horizon", "with this resolution it has too few or too many ticks");
        s_.replications = static_cast<std::uint32_t>(root_.optional_integer("replications", 1, 1'000'000).value_or(10));
        s_.seed = static_cast<std::uint64_t>(root_.optional_integer("seed", 0).value_or(1));
        if (root_.has("quantiles")) s_.quantiles = root_.get("quantiles").as_numbers(0.0001, 1);
        for (data_view const p : root_.tables("probe")) {
            p.only({"at"});
            s_.probes.push_back(span(p, "at"));
            if (s_.probes.back() >= s_.horizon) p.fail("at", "it lies beyond the horizon");
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
            s_.rules.name = s_.name.empty() ? "scenario" : s_.name;
            s_.rules.version = "1";
            s_.rules.lifecycle = kind::imported;
            for (data_view const t : targets) read_target(t);
            return;
        }
        if (!targets.empty()) (*targets.begin()).fail("[[target]] is for plain tickets; work orders have a policy");
        auto const name = named ? named->as_text() : std::string_view{"gas"};
        if (name == "gas") s_.rules = gas();
        else if (name == "handbook") s_.rules = handbook();
        else if (name == "standard") s_.rules = standard();
        else named->fail(unknown_name(name, {"gas", "handbook", "standard"}));
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
        std::vector<std::string_view> names;
        for (ticket_class const& k : s_.classes) {
            names.push_back(k.name);
            if (only && *only != k.name) continue;
            c.type = k.name;
            s_.rules.clauses.push_back(c);
        }
        if (c.type.empty()) v.fail("class", unknown_name(*only, names));
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
        if (auto const v = root_.find("dispatch"); v && v->as_text() != "queue")
            v->fail(unknown_name(v->as_text(), {"queue"}));
        s_.pre_emptive = root_.optional_boolean("pre_emptive").value_or(false);
        s_.shift_end = root_.optional_one_of<at_shift_end>("at_shift_end").value_or(at_shift_end::finish);
    }

    data_view root_;
    scenario s_;
    std::vector<std::string> skills_;
    bool calendar_days_ = false;
};

// Results.

inline void write_number(json_text& j, double v) {
    if (std::isfinite(v)) j.value(v);
    else j.null();
}

inline void write_estimate(json_text& j, std::string_view name, estimate const& e) {
    j.key(name).begin_object();
    write_number(j.key("mean"), e.mean);
    write_number(j.key("half_width"), e.half_width);
    j.end();
}

inline void write_measures(json_text& j, class_summary const& c, std::vector<double> const& quantiles) {
    j.member("tickets", c.tickets).member("open", c.open);
    write_estimate(j, "p_wait", c.p_wait);
    write_estimate(j, "wait_mean", c.wait_mean);
    j.key("wait_quantiles").begin_object();
    for (std::size_t q = 0; q < quantiles.size(); ++q)
        write_estimate(j, fmt::format("{}", quantiles[q]), c.wait_quantiles[q]);
    j.end();
    write_estimate(j, "sojourn_mean", c.sojourn_mean);
    write_estimate(j, "p_abandon", c.p_abandon);
    write_estimate(j, "queue_mean", c.queue_mean);
    write_estimate(j, "utilisation", c.utilisation);
}

inline void write_targets(json_text& j, std::vector<target_summary> const& targets) {
    j.key("targets").begin_object();
    for (target_summary const& t : targets) {
        j.key(t.target).begin_object();
        j.member("n", t.n).member("met", t.met);
        write_number(j.key("compliance"), t.compliance.mean);
        write_number(j.key("half_width"), t.compliance.half_width);
        j.member("undecided", t.undecided).end();
    }
    j.end();
}

}  // namespace scenario_detail

GONGDAN_INLINE scenario read_scenario(source const& from) {
    auto const document = read_toml(from);
    return scenario_detail::reader(document.root()).read();
}

GONGDAN_INLINE std::string result_text(summary const& s) {
    using namespace scenario_detail;
    json_text j(json_text::layout::indented);
    j.begin_object().member("schema", 1).member("seed", s.seed).member("replications", s.replications);
    j.member("time_unit", label(s.unit).code);
    j.key("classes").begin_object();
    for (class_summary const& c : s.classes) {
        j.key(c.name).begin_object();
        write_targets(j, c.targets);
        write_measures(j, c, s.quantiles);
        j.end();
    }
    j.end();
    write_measures(j, s.all, s.quantiles);
    j.key("probes").begin_array();
    for (probe_summary const& p : s.probes) {
        j.begin_object().member("at", p.at);
        write_estimate(j, "p_all_busy", p.p_all_busy);
        write_estimate(j, "queue", p.queue);
        j.end();
    }
    return j.end().end().text() + "\n";
}

}  // namespace simulate
}}  // namespace gongdan
