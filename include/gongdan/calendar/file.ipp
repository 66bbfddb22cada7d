#pragma once

#include <gongdan/calendar/file.hpp>
#include <gongdan/calendar/window_file.ipp>
#include <gongdan/files/toml.hpp>

#include <algorithm>
#include <map>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace calendar_file {

inline service_hours read_hours(data_view hours) {
    hours.only({"working", "rest", "day"});
    service_hours h{read_windows(hours.array("working")), read_windows(hours.array("rest"))};
    for (data_view const named : hours.tables("day")) {
        named.only({"date", "windows", "why"});
        if (!h.named.emplace(named.day("date"), read_windows(named.array("windows"))).second)
            named.fail("date", "is given twice");
    }
    return h;
}

inline special_day read_special(data_view v) {
    v.only({"date", "kind", "zh", "en", "source"});
    special_day d;
    d.date = v.day("date");
    auto const kind = v.text("kind");
    if (kind != "off" && kind != "work") v.fail("kind", unknown_name(kind, {"off", "work"}));
    d.works = kind == "work";
    d.name.en = v.optional_text("en").value_or("");
    d.name.zh = v.optional_text("zh").value_or(d.name.en);
    d.source = v.optional_text("source").value_or("");
    return d;
}

/// The base's days, over which the file's are laid: one that the base has too is replaced.
inline calendar_spec start_from(data_view root, china_options base) {
    calendar_spec s;
    auto const name = root.optional_text("base");
    if (!name) {
        s.first = root.day("from");
        s.last = root.day("to");
        return s;
    }
    if (*name != "china") root.fail("base", unknown_name(*name, {"china"}));
    auto const built = china(base);
    if (!built) root.fail("base", built.why().en);
    return built->spec();
}

inline void read_rest(calendar_spec& s, data_view root) {
    auto const rest = root.find("rest");
    if (!rest) return;
    s.rest_days.fill(false);
    for (data_view const v : rest->as_array()) s.rest_days[static_cast<std::size_t>(v.as_one_of<weekday>())] = true;
}

inline void read_days(calendar_spec& s, data_view root) {
    std::map<day, special_day> days;
    for (special_day& d : s.days) days[d.date] = std::move(d);
    std::map<day, std::size_t> own;
    for (data_view const v : root.tables("day")) {
        auto d = read_special(v);
        if (auto const before = own.find(d.date); before != own.end())
            v.fail("date", "is given twice, first in line " + std::to_string(before->second));
        own[d.date] = v.line();
        if (d.date < s.first || s.provisional_last.value_or(s.last) < d.date)
            v.fail("date", "lies outside the calendar");
        days[d.date] = std::move(d);
    }
    s.days.clear();
    for (auto& [date, d] : days) s.days.push_back(std::move(d));
}

}  // namespace calendar_file

GONGDAN_INLINE calendar read_calendar(source const& from, china_options base) {
    using namespace calendar_file;
    auto const doc = read_toml(from);
    auto const root = doc.root();
    root.only({"name", "version", "source", "base", "from", "to", "rest", "day", "hours"});
    auto s = start_from(root, base);
    s.name = root.text("name");
    s.version = root.text("version");
    read_rest(s, root);
    read_days(s, root);
    if (auto const table = root.optional_table("hours")) s.hours = read_hours(*table);
    auto made = calendar::make(std::move(s));
    if (!made) root.fail(made.why().en);
    return *std::move(made);
}

}}  // namespace gongdan
