#pragma once

// How a day's windows are written in a TOML file; shared by calendars and rosters.

#include <gongdan/calendar/hours.hpp>
#include <gongdan/files/data.hpp>

namespace gongdan { inline namespace GONGDAN_MODE {

/// `HH:MM-HH:MM`; one that ends no later than it begins runs past midnight.
inline window read_window(data_view v) {
    auto const text = v.as_text();
    auto const dash = text.find('-');
    if (dash == std::string_view::npos) v.fail("a window is written HH:MM-HH:MM");
    window const w{v.good(read_time_of_day(text.substr(0, dash))), v.good(read_time_of_day(text.substr(dash + 1)))};
    return w.close <= w.open ? window{w.open, w.close + hours{24}} : w;
}

inline std::vector<window> read_windows(data_items items) {
    std::vector<window> all;
    for (data_view const v : items) all.push_back(read_window(v));
    return all;
}

}}  // namespace gongdan
