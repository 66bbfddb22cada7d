#pragma once

#include <gongdan/duty/file.hpp>
#include <gongdan/files/csv.hpp>
#include <gongdan/files/toml.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <unordered_set>

namespace gongdan { inline namespace GONGDAN_MODE { namespace duty {

namespace file_detail {

/// `calendar year` or `24 months`.
inline void read_every(cycle& c, data_view v) {
    std::string_view const text = v.as_text();
    constexpr std::string_view months = " months";
    if (text == "calendar year") {
        c.again = recurrence::each_year;
        return;
    }
    auto const ends = text.size() > months.size() && text.substr(text.size() - months.size()) == months;
    auto const n = ends ? read_integer(text.substr(0, text.size() - months.size()), 1, 1200)
                        : reading<std::int64_t>{{}, "write \"calendar year\" or \"24 months\""};
    c.months = static_cast<int>(v.good(n));
    c.again = recurrence::months;
}

inline int days_of(data_view v, std::string_view name, int otherwise) {
    return static_cast<int>(v.optional_integer(name, 0, 3660).value_or(otherwise));
}

inline void read_recurrence(cycle& c, data_view v) {
    if (v.has("every") == v.has("before")) v.fail("every", "either 'every' or 'before' says when the duty comes back");
    if (auto const every = v.find("every")) return read_every(c, *every);
    c.again = recurrence::before_festivals;
    for (auto const name : v.get("before").as_texts()) c.festivals.emplace_back(name);
    if (c.festivals.empty()) v.fail("before", "no festival is named");
}

inline cycle read_cycle(data_view v) {
    v.only({"code", "zh", "en", "classes", "every", "before", "ahead_days", "counted_from", "gap_days", "retry_days",
            "goes_with", "rule", "source"});
    cycle c;
    c.code = v.text("code");
    c.name.en = v.optional_text("en").value_or(c.code);
    c.name.zh = v.optional_text("zh").value_or(c.name.en);
    for (data_view const k : v.array("classes")) c.classes.push_back(k.as_one_of<place_class>());
    read_recurrence(c, v);
    c.ahead_days = days_of(v, "ahead_days", c.ahead_days);
    c.counted_from = v.optional_one_of<basis>("counted_from").value_or(basis::actual);
    c.gap_days = days_of(v, "gap_days", 0);
    c.retry_days = days_of(v, "retry_days", c.retry_days);
    for (data_view const other : v.optional_array("goes_with")) c.goes_with.emplace_back(other.as_text());
    c.rule = v.optional_text("rule").value_or("");
    c.source = v.optional_text("source").value_or("");
    return c;
}

inline bool has_cycle(program const& p, std::string_view code) {
    return std::any_of(p.cycles.begin(), p.cycles.end(), [&](cycle const& c) { return c.code == code; });
}

/// Each row to `take`; what it cannot read goes to the sink.
template <class Take>
void each_row(csv_reader& csv, fault_sink const& rejected, Take take) {
    while (auto const row = csv.next()) try {
            take(*row);
        } catch (input_error const& wrong) { rejected(wrong.what_and_where()); }
}

inline std::string decimal(double share) { return fmt::format("{:.4f}", share); }

inline std::string_view state_of(planned_visit const& v) {
    return v.overdue ? "overdue" : v.late() ? "late" : "on_time";
}

inline std::string duties_of(planned_visit const& v, program const& rules) {
    std::string all = rules.cycles[v.cycle].code;
    for (std::size_t const a : v.along) all += "+" + rules.cycles[a].code;
    return all;
}

}  // namespace file_detail

GONGDAN_INLINE program read_program(source const& from) {
    using namespace file_detail;
    auto const doc = read_toml(from);
    auto const root = doc.root();
    root.only({"name", "version", "source", "catch_up_days", "duty"});
    program p;
    p.name = root.text("name");
    p.version = root.text("version");
    p.source = root.optional_text("source").value_or("");
    p.catch_up_days = static_cast<int>(root.optional_integer("catch_up_days", 1, 3660).value_or(p.catch_up_days));
    for (data_view const v : root.tables("duty")) {
        auto c = read_cycle(v);
        if (has_cycle(p, c.code)) v.fail("code", "another duty has this code");
        p.cycles.push_back(std::move(c));
    }
    if (p.cycles.empty()) root.fail("duty", "the file has no duty");
    for (data_view const v : root.tables("duty"))
        for (data_view const other : v.optional_array("goes_with"))
            if (!has_cycle(p, other.as_text())) other.fail("there is no such duty");
    return p;
}

GONGDAN_INLINE std::vector<place> read_places(source const& from, fault_sink const& rejected) {
    csv_reader csv{from, rejected};
    auto const id = csv.column("id");
    auto const kind = csv.column("class");
    auto const area = csv.column("area");
    auto const building = csv.column("building");
    auto const since = csv.find_column("since");
    auto const care = csv.find_column("care");
    std::vector<place> all;
    std::unordered_set<std::string> seen;
    file_detail::each_row(csv, rejected, [&](csv_row const& row) {
        place p;
        p.id = row.text(id);
        p.kind = row.one_of<place_class>(kind);
        p.area = row[area];
        p.building = row[building];
        if (since) p.since = row.optional_day(*since).value_or(day{});
        if (care && !row.is_empty(*care)) p.care = row.one_of<registration::care>(*care);
        if (!seen.insert(p.id).second) row.fail(id, "the id stood before");
        all.push_back(std::move(p));
    });
    return all;
}

GONGDAN_INLINE std::vector<visit> read_visits(source const& from,
                                              std::vector<place> const& places,
                                              program const& rules,
                                              fault_sink const& rejected) {
    csv_reader csv{from, rejected};
    auto const where = csv.column("place");
    auto const duty = csv.column("duty");
    auto const on = csv.column("on");
    auto const result = csv.column("result");
    auto const planned = csv.find_column("planned");
    std::unordered_set<std::string_view> known;
    for (place const& p : places) known.insert(p.id);
    std::vector<visit> all;
    file_detail::each_row(csv, rejected, [&](csv_row const& row) {
        visit v;
        v.place = row.text(where);
        v.duty = row.text(duty);
        v.on = row.day(on);
        v.planned = planned ? row.optional_day(*planned).value_or(v.on) : v.on;
        v.result = row.one_of<visit_result>(result);
        if (known.count(v.place) == 0) row.fail(where, "there is no such place");
        if (!file_detail::has_cycle(rules, v.duty)) row.fail(duty, "there is no such duty");
        all.push_back(std::move(v));
    });
    return all;
}

GONGDAN_INLINE std::map<std::string, int> read_areas(source const& from) {
    csv_reader csv{from};
    csv.only({"area", "per_day"});
    auto const area = csv.column("area");
    auto const per_day = csv.column("per_day");
    std::map<std::string, int> all;
    while (auto const row = csv.next())
        if (!all.emplace(row->text(area), static_cast<int>(row->integer(per_day, 0, 1'000'000))).second)
            row->fail(area, "the area stood before");
    return all;
}

GONGDAN_INLINE std::string plan_csv(plan const& p, program const& rules, std::vector<place> const& places) {
    using namespace file_detail;
    csv_text out{{"day", "area", "building", "place", "duties", "due_by", "state", "attempts", "care"}};
    for (planned_visit const& v : p.visits) {
        place const& at = places[v.place];
        auto const care = at.care == registration::care::none ? std::string_view{} : label(at.care).code;
        out.row({to_text(v.on), at.area, at.building, at.id, duties_of(v, rules), to_text(v.due_by), state_of(v),
                 std::to_string(v.attempts), care});
    }
    return out.text();
}

GONGDAN_INLINE std::string coverage_csv(plan const& p, program const& rules) {
    using file_detail::decimal;
    csv_text out{{"duty", "rule", "places", "kept", "coverage", "visits", "entered", "nobody_home", "refused",
                  "company", "entry_rate", "entry_rate_at_home", "planned", "late", "unplaced", "places_at_end",
                  "lasting", "gained", "forecast"}};
    for (std::size_t i = 0; i < p.by_cycle.size(); ++i) {
        coverage const& c = p.by_cycle[i];
        auto const n = [](std::size_t x) { return std::to_string(x); };
        out.row(std::vector<std::string>{rules.cycles[i].code, rules.cycles[i].rule, n(c.places), n(c.kept),
                                         decimal(c.covered()), n(c.made), n(c.entered), n(c.nobody_home), n(c.refused),
                                         n(c.company), decimal(c.entry_rate()), decimal(c.entry_rate_at_home()),
                                         n(c.planned), n(c.late), n(c.unplaced), n(c.places_at_end), n(c.lasting),
                                         n(c.gained), decimal(c.forecast())});
    }
    return out.text();
}

GONGDAN_INLINE std::string areas_csv(plan const& p) {
    csv_text out{{"area", "per_day", "needed", "planned_with"}};
    for (area_load const& a : p.areas)
        out.row({a.area, std::to_string(a.per_day), std::to_string(a.needed), std::to_string(a.level)});
    return out.text();
}

GONGDAN_INLINE std::string unplaced_csv(plan const& p, program const& rules, std::vector<place> const& places) {
    csv_text out{{"place", "duty", "due_by"}};
    for (unplaced_visit const& v : p.unplaced)
        out.row({places[v.place].id, rules.cycles[v.cycle].code, to_text(v.due_by)});
    return out.text();
}

}}}  // namespace gongdan::duty
