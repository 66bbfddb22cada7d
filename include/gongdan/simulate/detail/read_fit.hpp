#pragma once

#include <gongdan/simulate/detail/read_spans.hpp>

// What a fitted scenario says of its fit. Of use to file.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace scenario_detail {

inline std::size_t count(data_view v, std::string_view name) {
    return static_cast<std::size_t>(v.integer(name, 0, 1'000'000'000'000));
}

inline fit_note::span_line read_span_line(data_view v) {
    v.only({"class", "what", "n", "mean", "law", "gap", "distance"});
    fit_note::span_line l;
    l.of = v.text("class");
    l.what = v.text("what");
    l.n = count(v, "n");
    l.mean = span(v, "mean");
    l.is = v.one_of<law>("law");
    l.gap = v.number("gap", 0, 1);
    l.distance = span(v, "distance");
    return l;
}

inline fit_note read_fit_note(data_view v) {
    v.only({"source", "map", "from", "to", "tickets", "left_out", "arrivals", "span", "not_told"});
    fit_note n;
    n.source = v.text("source");
    n.map = v.optional_text("map").value_or("");
    n.from = v.get("from").as_instant();
    n.to = v.get("to").as_instant();
    n.tickets = count(v, "tickets");
    n.left_out = count(v, "left_out");
    for (data_view const a : v.tables("arrivals")) {
        a.only({"class", "tickets", "dispersion", "with_bursts", "season_gain"});
        n.arrivals.push_back({std::string{a.text("class")}, count(a, "tickets"), a.number("dispersion", 0, most),
                              a.optional_number("with_bursts", 0, most).value_or(0),
                              a.optional_number("season_gain", 0, most).value_or(0)});
    }
    for (data_view const s : v.tables("span")) n.spans.push_back(read_span_line(s));
    for (data_view const t : v.tables("not_told")) {
        t.only({"zh", "en"});
        n.not_told.push_back({std::string{t.text("zh")}, std::string{t.text("en")}});
    }
    return n;
}

}}}}  // namespace gongdan::simulate::scenario_detail
