#pragma once

#include <gongdan/desk/exchange.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/simulate/tables.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <cmath>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace tables_detail {

inline std::string number(double v) { return std::isfinite(v) ? fmt::format("{}", v) : std::string{}; }

inline std::string targets_csv(summary const& s) {
    std::vector<std::string> header{"class",      "target", "n",       "met",      "compliance",
                                    "half_width", "lowest", "highest", "undecided"};
    for (term const& t : labels<breach_cause>::table) header.emplace_back(t.code);
    csv_text csv(header);
    for (class_summary const& c : s.classes)
        for (target_summary const& t : c.targets) {
            std::vector<std::string> row{c.name,
                                         t.target,
                                         std::to_string(t.n),
                                         std::to_string(t.met),
                                         number(t.compliance.mean),
                                         number(t.compliance.half_width),
                                         number(t.lowest.mean),
                                         number(t.highest.mean),
                                         std::to_string(t.undecided)};
            for (auto const n : t.causes) row.push_back(std::to_string(n));
            csv.row(row);
        }
    return csv.text();
}

inline std::string classes_csv(summary const& s) {
    csv_text csv{
        {"class", "tickets", "open", "p_wait", "wait_mean", "sojourn_mean", "p_abandon", "queue_mean", "utilisation"}};
    auto const add = [&](class_summary const& c) {
        csv.row({c.name, std::to_string(c.tickets), std::to_string(c.open), number(c.p_wait.mean),
                 number(c.wait_mean.mean), number(c.sojourn_mean.mean), number(c.p_abandon.mean),
                 number(c.queue_mean.mean), number(c.utilisation.mean)});
    };
    for (class_summary const& c : s.classes) add(c);
    add(s.all);
    return csv.text();
}

inline std::string hours_csv(summary const& s) {
    csv_text csv{{"weekday", "hour", "waiting", "on_duty", "busy"}};
    for (std::size_t h = 0; h < s.hours.size(); ++h)
        csv.row({label(static_cast<weekday>(h / 24)).code, std::to_string(h % 24), number(s.hours[h].waiting),
                 number(s.hours[h].on_duty), number(s.hours[h].busy)});
    return csv.text();
}

inline std::string vary_csv(study const& s) {
    csv_text csv{{s.varied->text(), "class", "target", "compliance", "half_width"}};
    auto const add = [&](std::string const& value, summary const& sum) {
        for (class_summary const& c : sum.classes)
            for (target_summary const& t : c.targets)
                csv.row({value, c.name, t.target, number(t.compliance.mean), number(t.compliance.half_width)});
    };
    for (sweep_point const& p : s.points) add(number(p.value), p.sum);
    if (s.ceiling) add("ceiling", *s.ceiling);
    return csv.text();
}

inline std::string compare_csv(study const& s) {
    csv_text csv{{"class", "target", "before", "after", "difference", "half_width"}};
    for (target_difference const& d : s.compared)
        csv.row({d.type, d.target, number(d.before.mean), number(d.after.mean), number(d.difference.mean),
                 number(d.difference.half_width)});
    for (time_difference const& d : s.compared_time)
        csv.row({"crews", std::string{label(d.how).code}, number(d.before.mean), number(d.after.mean),
                 number(d.difference.mean), number(d.difference.half_width)});
    return csv.text();
}

inline std::string_view name_of(moment::what w) {
    static constexpr std::string_view names[] = {"opened",    "taken",        "begun",    "interrupted", "nobody_home",
                                                 "postponed", "part_missing", "back",     "reworked",    "done",
                                                 "given_up",  "on_duty",      "off_duty", "left"};
    return names[static_cast<std::size_t>(w)];
}

class log_writer : public witness {
public:
    explicit log_writer(simulation const& s)
        : what_(s.what()), crews_(s.crew_names()), csv_{{"time", "event", "ticket", "class", "crew"}} {}
    void saw(moment const& m) override {
        csv_.row({time_of(m.at), name_of(m.happened), m.ticket ? std::to_string(m.ticket.value) : std::string{},
                  m.kind == moment::nobody ? std::string{} : what_.classes[m.kind].name,
                  m.crew == moment::nobody ? std::string{} : crews_[m.crew]});
    }
    [[nodiscard]] std::string text() const { return csv_.text(); }

private:
    /// With ticks finer than a second, in the scenario's unit since its start.
    [[nodiscard]] std::string time_of(tick at) const {
        if (what_.per_second == 1) return to_text(what_.clock(at));
        return number(static_cast<double>(at) / static_cast<double>(what_.per_unit()));
    }
    scenario const& what_;
    std::vector<std::string> crews_;
    csv_text csv_;
};

/// Keeps what the desk wrote.
class history_keeper : public witness {
public:
    explicit history_keeper(scenario const& s) : what_(s) {}
    void accepted(entry const& e) override {
        std::vector<entry> one{e};
        one[0].occurred_at = civil(e.occurred_at);
        one[0].recorded_at = civil(e.recorded_at);
        kept_.append(one);
    }
    [[nodiscard]] memory_journal const& kept() const { return kept_; }

private:
    /// A clock of ticks shows them as seconds since the epoch.
    [[nodiscard]] instant civil(instant t) const {
        return what_.per_second == 1 ? t : what_.start + seconds{t.since_epoch / what_.per_second};
    }

    scenario const& what_;
    memory_journal kept_;
};

}  // namespace tables_detail

GONGDAN_INLINE std::vector<std::pair<std::string, std::string>> tables_of(study const& s) {
    using namespace tables_detail;
    std::vector<std::pair<std::string, std::string>> all{
        {"targets.csv", targets_csv(s.base)}, {"classes.csv", classes_csv(s.base)}, {"hours.csv", hours_csv(s.base)}};
    if (s.varied) all.emplace_back("vary.csv", vary_csv(s));
    if (!s.compared_with.empty()) all.emplace_back("compare.csv", compare_csv(s));
    return all;
}

GONGDAN_INLINE std::string event_log(simulation const& s, std::uint64_t replication) {
    tables_detail::log_writer log(s);
    static_cast<void>(s.run(replication, &log));
    return log.text();
}

GONGDAN_INLINE std::string event_log_xes(simulation const& s, std::uint64_t replication) {
    tables_detail::history_keeper history(s.what());
    static_cast<void>(s.run(replication, &history));
    return export_journal(history.kept(), journal_format::xes);
}

}  // namespace simulate
}}  // namespace gongdan
