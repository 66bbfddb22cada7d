#pragma once

#include <gongdan/calendar/window_file.ipp>
#include <gongdan/dispatch/roster.hpp>
#include <gongdan/files/toml.hpp>

#include <set>

namespace gongdan { inline namespace GONGDAN_MODE { namespace dispatch {

namespace roster_detail {

inline point read_point(data_view v) {
    auto const numbers = v.as_numbers(-180, 180);
    if (numbers.size() != 2 || std::abs(numbers[0]) > 90) v.fail("latitude and longitude are expected, [31.2, 121.5]");
    return {numbers[0], numbers[1]};
}

inline team read_team(data_view v) {
    v.only({"code", "name", "skills", "working", "rest", "base"});
    team t;
    t.code = v.text("code");
    t.name = v.optional_text("name").value_or(t.code);
    for (auto const skill : v.get("skills").as_texts()) t.skills.emplace_back(skill);
    t.shift = {read_windows(v.array("working")), read_windows(v.optional_array("rest"))};
    t.base = read_point(v.get("base"));
    return t;
}

}  // namespace roster_detail

GONGDAN_INLINE roster read_roster(source const& from) {
    using namespace roster_detail;
    auto const doc = read_toml(from);
    auto const root = doc.root();
    root.only({"name", "speed_kmh", "service_minutes", "interruptible", "make_safe_minutes", "crew"});
    roster r;
    r.name = root.text("name");
    r.metres_per_second = root.number("speed_kmh", 1, 200) / 3.6;
    if (auto const service = root.optional_table("service_minutes"))
        for (data_view const m : service->members()) r.service[std::string{m.key()}] = minutes{m.as_integer(1, 1440)};
    if (root.has("interruptible"))
        for (auto const type : root.get("interruptible").as_texts()) r.interruptible.emplace_back(type);
    if (auto const m = root.optional_integer("make_safe_minutes", 0, 240)) r.make_safe = minutes{*m};
    std::set<std::string> codes;
    for (data_view const v : root.tables("crew")) {
        r.teams.push_back(read_team(v));
        if (!codes.insert(r.teams.back().code).second) v.fail("code", "is given twice");
    }
    return r;
}

}}}  // namespace gongdan::dispatch
