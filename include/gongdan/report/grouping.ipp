#pragma once

#include <gongdan/report/grouping.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE { namespace report {

GONGDAN_INLINE group group_of(seen_ticket const& t, grouping by) {
    auto const named = [](std::string const& s) { return group{s, {s, s}}; };
    switch (by) {
    case grouping::type: return {std::string{t.record().type_name()}, t.type()};
    case grouping::level: {
        auto const& l = label(t.facts().urgency);
        auto const rank = std::size(labels<level>::table) - static_cast<std::size_t>(t.facts().urgency);
        return {std::to_string(rank), {fmt::format("{} {}", l.code, l.zh), fmt::format("{} {}", l.code, l.en)}};
    }
    case grouping::hall: return named(t.facts().hall);
    case grouping::crew: return named(t.facts().crew);
    }
    return {};
}

GONGDAN_INLINE std::string per_cent(std::size_t part, std::size_t of) {
    auto const tenths = part * 1000 / of;
    return fmt::format("{}.{}%", tenths / 10, tenths % 10);
}

}}}  // namespace gongdan::report
