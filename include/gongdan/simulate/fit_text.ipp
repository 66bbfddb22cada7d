#pragma once

#include <gongdan/files/csv.hpp>
#include <gongdan/files/json_text.hpp>
#include <gongdan/simulate/fit_text.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <cmath>
#include <utility>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate {

namespace fit_text_detail {

/// A JSON string is one of TOML, but for one character.
inline std::string toml_text(std::string_view text) {
    auto quoted = to_json_string(text);
    for (auto at = quoted.find('\x7f'); at != std::string::npos; at = quoted.find('\x7f'))
        quoted.replace(at, 1, "\\u007f");
    return quoted;
}

inline std::string number(double v) { return fmt::format("{:.6g}", v); }

inline std::string list(std::vector<double> const& all) {
    std::string text;
    for (double const v : all) text += (text.empty() ? "" : ", ") + number(v);
    return '[' + text + ']';
}

inline std::string law_text(distribution const& d) {
    auto const named = fmt::format("{{ law = \"{}\", ", label(d.is).code);
    switch (d.is) {
    case law::uniform: return named + fmt::format("from = {}, to = {} }}", number(d.from), number(d.to));
    case law::lognormal: return named + fmt::format("mean = {}, cv = {} }}", number(d.mean), number(d.shape));
    case law::gamma: return named + fmt::format("mean = {}, shape = {} }}", number(d.mean), number(d.shape));
    case law::weibull: return named + fmt::format("mean = {}, shape = {} }}", number(d.mean), number(d.shape));
    case law::triangular:
        return named + fmt::format("from = {}, mode = {}, to = {} }}", number(d.from), number(d.mean), number(d.to));
    case law::erlang: return named + fmt::format("mean = {}, stages = {} }}", number(d.mean), number(d.shape));
    case law::hyperexponential:
    case law::empirical: break;
    default: return named + fmt::format("mean = {} }}", number(d.mean));
    }
    std::vector<double> weights;
    bool alike = true;
    for (std::size_t i = 0; i < d.up_to.size(); ++i) {
        weights.push_back(d.share(i));
        alike = alike && std::abs(weights[i] - weights[0]) < 1e-12;
    }
    auto const values = named + (d.is == law::empirical ? "values = " : "means = ") + list(d.values);
    return values + (alike ? std::string{} : ", weights = " + list(weights)) + " }";
}

class writer {
public:
    explicit writer(fitted_log const& f) : f_(f), unit_(static_cast<double>(seconds_in(f.unit))) {}

    std::string text() {
        head();
        note();
        for (crew_group const& g : f_.crews.groups) crews(g);
        for (class_fit const& c : f_.classes) kind(c);
        for (clause const& t : f_.targets) target(t);
        return out_;
    }

private:
    void line(std::string_view key, std::string_view value) { out_.append(key).append(" = ").append(value) += '\n'; }
    void say(std::string_view text) { out_.append("# ").append(text) += '\n'; }

    void head() {
        say(fmt::format("Fitted to {}: {} tickets from {} to {}, {} rows or visits left out.", toml_text(f_.source),
                        f_.tickets, to_text(f_.from), to_text_ending_day(f_.to), f_.rejected));
        say("[fit] says how near each part comes to the log, and what the log does not tell.\n");
        line("name", toml_text(f_.mapped_by));
        line("time_unit", toml_text(label(f_.unit).code));
        auto const span = static_cast<double>((f_.to - f_.from).count());
        bool const days = std::any_of(f_.targets.begin(), f_.targets.end(),
                                      [](clause const& c) { return c.within.kind != expression::form::elapsed; });
        if (f_.dated || days || f_.orders) line("resolution", "\"1 s\"");
        else if (too_long_for_microseconds(span)) line("resolution", "\"1 ms\"");
        line("start", toml_text(to_text(f_.from)));
        line("horizon", number(span / unit_));
        if (span >= 8 * 86400.0) line("warm_up", number(86400 / unit_));
        line("replications", "20");
    }
    /// The usual resolution of plain queues would have too many ticks in such a run and the time after it.
    static bool too_long_for_microseconds(double seconds) {
        return 2 * seconds * 1e6 > static_cast<double>(longest_span);
    }
    void note() {
        auto const n = note_of(f_);
        out_ += "\n[fit]\n";
        line("source", toml_text(n.source));
        line("map", toml_text(n.map));
        line("from", toml_text(to_text(n.from)));
        line("to", toml_text(to_text(n.to)));
        line("tickets", std::to_string(n.tickets));
        line("left_out", std::to_string(n.left_out));
        for (sentence const& g : n.not_told) {
            out_ += "[[fit.not_told]]\n";
            line("zh", toml_text(g.zh));
            line("en", toml_text(g.en));
        }
        for (auto const& a : n.arrivals) {
            out_ += "[[fit.arrivals]]\n";
            line("class", toml_text(a.of));
            line("tickets", std::to_string(a.tickets));
            line("dispersion", number(a.dispersion));
            if (a.with_bursts > 0) line("with_bursts", number(a.with_bursts));
            if (a.season_gain > 0) line("season_gain", number(a.season_gain));
        }
        for (auto const& s : n.spans) note_span(s);
    }
    void note_span(fit_note::span_line const& s) {
        out_ += "[[fit.span]]\n";
        line("class", toml_text(s.of));
        line("what", toml_text(s.what));
        line("n", std::to_string(s.n));
        line("mean", number(s.mean));
        line("law", toml_text(label(s.is).code));
        line("gap", number(s.gap));
        line("distance", number(s.distance));
    }
    void crews(crew_group const& g) {
        out_ += "\n[[crew]]\n";
        line("name", toml_text(g.name));
        line("count", std::to_string(std::max<std::size_t>(1, g.count)));
        if (!g.skills.empty()) line("skills", "[" + toml_text(g.skills.front()) + "]");
        for (shift const& s : g.shifts)
            line("shifts", fmt::format("[{{ from = \"{}\", to = \"{}\" }}]", time_of_day_text(s.from),
                                       time_of_day_text(s.to > hours{24} ? s.to - hours{24} : s.to)));
    }
    void kind(class_fit const& c) {
        out_ += '\n';
        say(fmt::format("{} tickets, {:.1f} a day; index of dispersion {:.2f}", c.tickets,
                        static_cast<double>(c.tickets) * 86400 / static_cast<double>((f_.to - f_.from).count()),
                        c.comes.dispersion));
        out_ += "[[class]]\n";
        line("name", toml_text(c.name));
        if (f_.orders) line("type", toml_text(c.type));
        line("level", toml_text(label(c.urgency).code));
        if (!c.skill.empty()) line("skill", toml_text(c.skill));
        line("arrivals", comes(c.comes));
        for (auto const& [key, s] : spans_of(c))
            if (!is_step(c, key)) line(key, law_of(*s));
        for (auto const& [step, s] : c.steps) {
            out_ += "[[service]]\n";
            line("class", toml_text(c.name));
            line("step", toml_text(step));
            line("takes", law_of(s));
        }
    }
    [[nodiscard]] static bool is_step(class_fit const& c, std::string const& key) {
        return std::any_of(c.steps.begin(), c.steps.end(), [&](auto const& s) { return s.first == key; });
    }
    [[nodiscard]] std::string law_of(span_fit const& s) const {
        auto d = s.law.used.law;
        stretch(d, 1 / unit_);
        return law_text(d);
    }
    [[nodiscard]] std::string comes(arrival_fit const& a) const {
        double const per_hour = unit_ / 3600;
        std::string text;
        if (a.comes.is == arrivals::pattern::constant) {
            text = "rate = " + number(a.comes.rate * per_hour);
        } else {
            auto rates = a.comes.by_hour;
            for (double& r : rates) r *= per_hour;
            text = "by_hour = " + list(rates);
        }
        if (a.comes.by_day != arrivals{}.by_day) {
            text += ", by_day = {";
            for (std::size_t i = 0; i < a.comes.by_day.size(); ++i)
                text += fmt::format("{} {} = {}", i == 0 ? "" : ",", label(static_cast<day_sort>(i)).code,
                                    number(a.comes.by_day[i]));
            text += " }";
        }
        if (!a.comes.by_month.empty()) text += ", by_month = " + list(a.comes.by_month);
        if (a.comes.uneven.variation > 0)
            text += fmt::format(", bursts = {{ variation = {}, lasts = {} }}", number(a.comes.uneven.variation),
                                number(a.comes.uneven.lasts * 3600 / unit_));
        if (a.in_batches != 0) text += ", batch = " + law_text(a.comes.batch);
        return "{ " + text + " }";
    }
    void target(clause const& t) {
        bool const begun = std::find(t.met_by.begin(), t.met_by.end(), "working") != t.met_by.end();
        out_ += "\n[[target]]\n";
        line("name", toml_text(t.target));
        line("class", toml_text(t.type));
        line("within", toml_text(to_text(t.within)));
        line("until", begun ? "\"begun\"" : "\"done\"");
    }

    fitted_log const& f_;
    double unit_;
    std::string out_;
};

inline void write_number(json_text& j, std::string_view name, double v) {
    j.key(name);
    if (std::isfinite(v)) j.value(v);
    else j.null();
}

inline void write_law(json_text& j, law_fit const& l, double unit) {
    auto d = l.law;
    stretch(d, 1 / unit);
    j.begin_object().member("law", label(d.is).code);
    if (d.is != law::empirical) j.member("mean", d.mean).member("shape", d.shape);
    write_number(j, "aic", l.aic);
    j.member("gap", l.gap).member("distance", l.distance / unit).end();
}

inline void write_bursts(json_text& j, arrival_fit const& a, double unit) {
    j.key("bursts").begin_object().member("variation", a.comes.uneven.variation);
    j.member("lasts", a.comes.uneven.lasts * 3600 / unit).key("dispersion").begin_array();
    for (unevenness const& s : a.scales)
        j.begin_object().member("hours", s.hours).member("seen", s.seen).member("with_bursts", s.with_bursts).end();
    j.end().end();
}

inline void write_class(json_text& j, class_fit const& c, double unit) {
    j.begin_object().member("name", c.name).member("type", c.type).member("level", label(c.urgency).code);
    j.member("further", c.further).member("tickets", c.tickets);
    if (c.with_skill > 0) j.member("skill", c.skill).member("with_skill", c.with_skill);
    j.key("arrivals").begin_object().member("rates", c.comes.slots);
    write_number(j, "dispersion", c.comes.dispersion);
    j.member("in_batches", c.comes.in_batches);
    if (!c.comes.comes.by_month.empty()) {
        j.member("season_gain", c.comes.season_gain).key("by_month").begin_array();
        for (double const m : c.comes.comes.by_month) j.value(m);
        j.end();
    }
    if (!c.comes.scales.empty()) write_bursts(j, c.comes, unit);
    j.end();
    for (auto const& [what, s] : spans_of(c)) {
        j.key(what).begin_object().member("n", s->n).member("mean", s->mean / unit);
        write_law(j.key("used"), s->law.used, unit);
        j.key("tried").begin_array();
        for (law_fit const& l : s->law.tried) write_law(j, l, unit);
        j.end().end();
    }
    j.end();
}

}  // namespace fit_text_detail

GONGDAN_INLINE std::string scenario_text(fitted_log const& f) { return fit_text_detail::writer(f).text(); }

GONGDAN_INLINE std::string fit_csv(fitted_log const& f) {
    using namespace fit_text_detail;
    auto const unit = static_cast<double>(seconds_in(f.unit));
    csv_text csv{{"class", "what", "n", "law", "used", "mean", "shape", "aic", "gap", "distance", "dispersion"}};
    for (class_fit const& c : f.classes)
        for (auto const& [what, s] : spans_of(c)) {
            auto const add = [&, what = what, s = s](law_fit const& l, bool used) {
                bool const copied = l.law.is == law::empirical;
                csv.row({c.name, what, std::to_string(s->n), std::string{label(l.law.is).code}, used ? "yes" : "",
                         number((copied ? s->mean : l.law.mean) / unit), copied ? std::string{} : number(l.law.shape),
                         std::isfinite(l.aic) ? fmt::format("{:.1f}", l.aic) : std::string{}, number(l.gap),
                         number(l.distance / unit), number(c.comes.dispersion)});
            };
            add(s->law.used, true);
            for (law_fit const& l : s->law.tried)
                if (l.law.is != s->law.used.law.is) add(l, false);
        }
    return csv.text();
}

GONGDAN_INLINE std::string holdout_csv(holdout const& h) {
    using namespace fit_text_detail;
    csv_text csv{{"class", "seen", "simulated", "seen_mean", "simulated_mean", "score", "floor", "floor_high", "drift",
                  "null_model"}};
    auto const add = [&](fidelity const& f) {
        csv.row({f.name, std::to_string(f.seen), std::to_string(f.simulated), number(f.seen_mean),
                 number(f.simulated_mean), number(f.score), number(f.floor), number(f.floor_high), number(f.drift),
                 number(f.null_model)});
    };
    for (fidelity const& f : h.classes) add(f);
    add(h.all);
    return csv.text();
}

GONGDAN_INLINE std::string fit_json(fitted_log const& f) {
    using namespace fit_text_detail;
    json_text j(json_text::layout::indented);
    j.begin_object().member("schema", 1).member("source", f.source).member("map", f.mapped_by);
    j.member("from", to_text(f.from)).member("to", to_text(f.to));
    j.member("tickets", f.tickets).member("left_out", f.rejected).member("time_unit", label(f.unit).code);
    j.key("crews").begin_array();
    for (crew_group const& g : f.crews.groups) j.begin_object().member("name", g.name).member("count", g.count).end();
    j.end();
    j.key("classes").begin_array();
    for (class_fit const& c : f.classes) write_class(j, c, static_cast<double>(seconds_in(f.unit)));
    j.end();
    j.key("not_told").begin_array();
    for (sentence const& g : f.gaps) j.value(g.en);
    return j.end().end().text() + "\n";
}

}  // namespace simulate
}}  // namespace gongdan
