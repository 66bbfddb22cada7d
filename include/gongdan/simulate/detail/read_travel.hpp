#pragma once

#include <gongdan/simulate/detail/read_spans.hpp>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

// How long ways take, read from a scenario. Of use to file.ipp alone.

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace scenario_detail {

/// One number, or one for each hour of the day.
inline std::vector<double> one_or_each_hour(data_view v, double least, double highest, std::string_view what) {
    if (v.kind() != data_kind::array) return {v.as_number(least, highest)};
    auto by_hour = v.as_numbers(least, highest);
    if (by_hour.size() != 1 && by_hour.size() != 24)
        v.fail(fmt::format("{} {}; there must be one, or 24", by_hour.size(), what));
    return by_hour;
}

/// In which order `[travel]` names the areas: each of them once.
inline std::vector<std::size_t> areas_in_order(data_view v, std::vector<area> const& areas) {
    std::vector<std::string_view> known;
    for (area const& a : areas) known.push_back(a.name);
    std::vector<std::size_t> order;
    for (std::string_view const name : v.as_texts()) {
        auto const at = std::find(known.begin(), known.end(), name);
        if (at == known.end()) v.fail(unknown_name(name, known));
        auto const i = static_cast<std::size_t>(at - known.begin());
        if (std::find(order.begin(), order.end(), i) != order.end())
            v.fail(fmt::format("{} stands twice", gongdan::quoted(std::string{name})));
        order.push_back(i);
    }
    for (std::size_t i = 0; i < known.size(); ++i)
        if (std::find(order.begin(), order.end(), i) == order.end())
            v.fail(fmt::format("{} is missing", gongdan::quoted(std::string{known[i]})));
    return order;
}

inline travel_matrix read_travel(data_view v, std::vector<area> const& areas) {
    constexpr double week = 7 * 24 * 60;
    v.only({"areas", "minutes", "by_hour"});
    if (areas.empty()) v.fail("it is for scenarios with [[area]]");
    auto const order = areas_in_order(v.get("areas"), areas);
    std::size_t const n = order.size();
    travel_matrix m;
    m.minutes.resize(n * n);
    std::size_t row = 0;
    for (data_view const r : v.array("minutes")) {
        if (row == n) r.fail(fmt::format("there are {} areas: this row is one too many", n));
        auto const values = r.as_numbers(0, week);
        if (values.size() != n) r.fail(fmt::format("{} ways from one of {} areas", values.size(), n));
        for (std::size_t column = 0; column < n; ++column) m.minutes[order[row] * n + order[column]] = values[column];
        ++row;
    }
    if (row != n) v.fail("minutes", fmt::format("{} rows for {} areas", row, n));
    if (auto const factors = v.find("by_hour")) {
        m.by_hour = factors->as_numbers(0, 100);
        if (m.by_hour.size() != 24) factors->fail(fmt::format("{} factors; there must be 24", m.by_hour.size()));
    }
    return m;
}

}}}}  // namespace gongdan::simulate::scenario_detail
