#pragma once

#include <gongdan/report/snapshot.hpp>

#include <cstdint>
#include <string>

namespace gongdan { inline namespace GONGDAN_MODE {
namespace report {

/// By what figures are broken down.
enum class grouping : std::uint8_t { type, level, hall, crew };

}  // namespace report

template <>
struct labels<report::grouping> {
    static constexpr term table[] = {
        {"type", "类型", "type"},
        {"level", "级别", "level"},
        {"hall", "营业厅", "hall"},
        {"crew", "班组", "crew"},
    };
};

namespace report {

/// The group a ticket belongs to as of the instant looked at.
struct group {
    std::string order;  ///< groups stand in this order: levels from L4 down, others by code or name
    sentence name;      ///< the type, level, hall or crew; empty where a ticket has none
};

[[nodiscard]] group group_of(seen_ticket const& t, grouping by);

/// `91.6%`, rounded down: 100.0% is said of nothing less. `of` is not 0.
[[nodiscard]] std::string per_cent(std::size_t part, std::size_t of);

}
}}  // namespace gongdan::report

#ifndef GONGDAN_COMPILED
#include <gongdan/report/grouping.ipp>
#endif
