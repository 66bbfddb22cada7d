#pragma once

#include <gongdan/files/json_text.hpp>
#include <gongdan/simulate/result.hpp>

#include <fmt/format.h>

#include <cmath>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace result_detail {

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
        j.member("undecided", t.undecided);
        write_number(j.key("lowest"), t.lowest.mean);
        write_number(j.key("highest"), t.highest.mean);
        j.key("causes").begin_object();
        for (std::size_t i = 0; i < breach_causes; ++i) j.member(label(static_cast<breach_cause>(i)).code, t.causes[i]);
        j.end().end();
    }
    j.end();
}

inline void write_compliance(json_text& j, summary const& s) {
    j.key("classes").begin_object();
    for (class_summary const& c : s.classes) {
        j.key(c.name).begin_object();
        write_targets(j, c.targets);
        j.end();
    }
    j.end();
}

template <class Difference>
void write_change(json_text& j, Difference const& d) {
    write_estimate(j, "before", d.before);
    write_estimate(j, "after", d.after);
    write_estimate(j, "difference", d.difference);
}

inline void write_differences(json_text& j, std::string_view name, std::vector<target_difference> const& all) {
    j.key(name).begin_array();
    for (target_difference const& d : all) {
        j.begin_object().member("class", d.type).member("target", d.target);
        write_change(j, d);
        j.end();
    }
    j.end();
}

inline void write_sweep(json_text& j, study const& s) {
    if (!s.varied) return;
    j.key("vary").begin_object().member("what", s.varied->text()).key("points").begin_array();
    for (sweep_point const& p : s.points) {
        j.begin_object().member("value", p.value);
        write_compliance(j, p.sum);
        j.end();
    }
    j.end();
    if (s.ceiling) {
        j.key("ceiling").begin_object();
        write_compliance(j, *s.ceiling);
        j.end();
    }
    j.end();
}

inline void write_study(json_text& j, study const& s) {
    write_sweep(j, s);
    if (!s.compared_with.empty()) {
        j.key("compare").begin_object().member("with", s.compared_with);
        write_differences(j, "targets", s.compared);
        j.key("crew_time").begin_object();
        for (time_difference const& d : s.compared_time) {
            j.key(label(d.how).code).begin_object();
            write_change(j, d);
            j.end();
        }
        j.end();
        j.end();
    }
    if (s.sensitivities.empty()) return;
    j.key("sensitivity").begin_array();
    for (sensitivity const& x : s.sensitivities) {
        j.begin_object().member("what", x.what.text()).member("low", x.low).member("high", x.high);
        write_differences(j, "lower", x.lower);
        write_differences(j, "higher", x.higher);
        j.end();
    }
    j.end();
}

}  // namespace result_detail

GONGDAN_INLINE std::string result_text(summary const& s) {
    study alone;
    alone.base = s;
    return result_text(alone);
}

GONGDAN_INLINE std::string result_text(study const& all) {
    using namespace result_detail;
    summary const& s = all.base;
    json_text j(json_text::layout::indented);
    j.begin_object()
        .member("schema", 1)
        .member("seed", s.seed)
        .member("replications", s.batches != 0 ? 1 : s.replications);
    if (s.batches != 0) {
        j.member("batches", s.batches);
        write_number(j.key("lag_1"), s.lag_1);
    }
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
    j.key("crew_time").begin_object();
    write_estimate(j, "drive", s.crews.drive);
    write_estimate(j, "work", s.crews.work);
    write_estimate(j, "idle", s.crews.idle);
    write_estimate(j, "overtime", s.crews.overtime);
    j.end();
    j.key("probes").begin_array();
    for (probe_summary const& p : s.probes) {
        j.begin_object().member("at", p.at);
        write_estimate(j, "p_all_busy", p.p_all_busy);
        write_estimate(j, "queue", p.queue);
        write_estimate(j, "in_system", p.in_system);
        j.end();
    }
    j.end();
    write_study(j, all);
    return j.end().text() + "\n";
}

}  // namespace simulate
}}  // namespace gongdan
