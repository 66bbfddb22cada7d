#pragma once

#include <gongdan/files/csv.hpp>
#include <gongdan/simulate/detail/read_spans.hpp>

#include <algorithm>
#include <filesystem>
#include <string>
#include <utility>
#include <vector>

// When tickets come in, read from a scenario. Of use to file.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace scenario_detail {

/// What arrivals are read against.
struct arrival_setting {
    std::string file;  ///< the scenario's, beside which traces lie
    instant start;
    double seconds_per_unit;
    double horizon;
};

inline arrivals read_hourly(data_view v) {
    arrivals a;
    a.is = arrivals::pattern::hourly;
    a.by_hour = v.get("by_hour").as_numbers(0, most);
    if (a.by_hour.size() != 24 && a.by_hour.size() != 168)
        v.fail("by_hour", fmt::format("{} rates; there must be 24 (hours of the day) or 168 (of the week, from Monday)",
                                      a.by_hour.size()));
    return a;
}

inline arrivals read_constant(data_view v) {
    arrivals a;
    a.rate = span(v, "rate");
    a.is = a.rate > 0 ? arrivals::pattern::constant : arrivals::pattern::none;
    if (!v.has("amplitude") && !v.has("period")) return a;
    a.is = arrivals::pattern::wave;
    a.amplitude = v.number("amplitude", -1, 1);
    a.period = span(v, "period", least_positive);
    a.phase = v.optional_number("phase", -most, most).value_or(0);
    return a;
}

/// Factors of a Poisson rate by month and by sort of day.
inline void read_factors(data_view v, arrivals& a) {
    if (auto const months = v.find("by_month")) {
        a.by_month = months->as_numbers(0, 1000);
        if (a.by_month.size() != 12) months->fail(fmt::format("{} factors; there must be 12", a.by_month.size()));
    }
    auto const days = v.find("by_day");
    if (!days) return;
    days->as_table().only({"working", "make_up", "rest", "holiday"});
    for (std::size_t i = 0; i < a.by_day.size(); ++i)
        a.by_day[i] = days->optional_number(label(static_cast<day_sort>(i)).code, 0, 1000).value_or(1);
}

inline bursts read_bursts(data_view v) {
    v.as_table().only({"variation", "lasts"});
    return {v.number("variation", 0, 10), span(v, "lasts", least_positive)};
}

inline arrivals read_list(data_view v) {
    v.only({"at", "batch"});
    arrivals a;
    a.is = arrivals::pattern::listed;
    a.at = v.get("at").as_numbers(0, most);
    if (!std::is_sorted(a.at.begin(), a.at.end())) v.fail("at", "the times must ascend");
    return a;
}

inline arrivals read_gaps(data_view v) {
    v.only({"every", "batch"});
    arrivals a;
    a.is = arrivals::pattern::spaced;
    auto const gap = v.get("every");
    a.gap = read_distribution(gap);
    if (a.gap.is == law::deterministic && a.gap.mean <= 0) gap.fail("the gap must be more than 0");
    return a;
}

/// The rows of a trace that count, by the values their columns must have.
class trace_filter {
public:
    trace_filter(data_view v, csv_reader const& csv) {
        auto const wanted = v.optional_table("where");
        if (!wanted) return;
        for (data_view const m : wanted->members()) wanted_.emplace_back(csv.column(m.key()), m.as_text());
    }
    [[nodiscard]] bool passes(csv_row const& row) const {
        return std::all_of(wanted_.begin(), wanted_.end(), [&](auto const& w) { return row[w.first] == w.second; });
    }

private:
    std::vector<std::pair<csv_column, std::string>> wanted_;
};

/// Real arrivals, replayed: those from the start to the horizon, in whatever order the file has them.
inline arrivals read_trace(data_view v, arrival_setting const& in) {
    v.only({"trace", "column", "where", "batch"});
    if (v.text("trace") == "-") v.fail("trace", "a trace is a file: standard input may be the scenario");
    auto const path = std::filesystem::path(in.file).parent_path() / std::string{v.text("trace")};
    auto const from = read_source(path.string());
    csv_reader csv(from);
    auto const column = csv.column(v.text("column"));
    trace_filter const filter(v, csv);
    arrivals a;
    a.is = arrivals::pattern::listed;
    while (auto const row = csv.next()) {
        if (!filter.passes(*row)) continue;
        auto const after = static_cast<double>((row->instant(column) - in.start).count()) / in.seconds_per_unit;
        if (after >= 0 && after < in.horizon) a.at.push_back(after);
    }
    if (a.at.empty()) v.fail("trace", "no row of it lies between the start and the horizon");
    std::sort(a.at.begin(), a.at.end());
    return a;
}

inline arrivals read_pattern(data_view v, arrival_setting const& in) {
    if (v.has("trace")) return read_trace(v, in);
    if (v.has("at")) return read_list(v);
    if (v.has("every")) return read_gaps(v);
    bool const hourly = v.has("by_hour");
    if (hourly) v.only({"by_hour", "by_month", "by_day", "batch", "bursts"});
    else v.only({"rate", "amplitude", "period", "phase", "by_month", "by_day", "batch", "bursts"});
    arrivals a = hourly ? read_hourly(v) : read_constant(v);
    read_factors(v, a);
    if (auto const uneven = v.find("bursts")) a.uneven = read_bursts(*uneven);
    return a;
}

inline arrivals read_arrivals(data_view v, arrival_setting const& in) {
    arrivals a = read_pattern(v, in);
    auto const batch = v.find("batch");
    if (batch) a.batch = read_distribution(*batch);
    if (batch && a.batch.is == law::deterministic && a.batch.mean < 1) batch->fail("a batch has one ticket at least");
    return a;
}

/// `from` and `to`: numbers in the scenario's unit, `to` excluded; or days, both included.
inline surge read_surge(data_view v, arrival_setting const& in) {
    v.only({"from", "to", "factor", "class"});
    surge s;
    auto const after = [&](instant t) { return static_cast<double>((t - in.start).count()) / in.seconds_per_unit; };
    auto const dated = [](data_view x) { return x.kind() == data_kind::text || x.kind() == data_kind::day; };
    auto const from = v.get("from");
    auto const to = v.get("to");
    s.from = dated(from) ? std::max(0.0, after(start_of(from.as_day()))) : from.as_number(0, most);
    s.to = dated(to) ? after(end_of(to.as_day())) : to.as_number(0, most);
    if (s.to <= s.from) to.fail("it lies before 'from', or before the start");
    s.factor = v.number("factor", 0, 1000);
    s.only = v.optional_text("class").value_or("");
    return s;
}

}}}}  // namespace gongdan::simulate::scenario_detail
