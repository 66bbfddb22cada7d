#pragma once

// What the forms of an explanation have in common: the notes above, the amounts, the end below.

#include <gongdan/sla/explain.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE { namespace explain_detail {

inline bool counts_days(expression::form unit) {
    return unit == expression::form::working_days || unit == expression::form::natural_days;
}

inline std::string amount(std::int64_t n, expression::form unit, language l) {
    if (n == 0) return "-";
    if (!counts_days(unit)) return span_text(seconds{n});
    return l == language::zh ? fmt::format("{} 天", n) : fmt::format("{} d", n);
}

inline std::string notes_text(explanation const& x, language l) {
    std::string s;
    for (sentence const& n : x.notes) s += "  " + n.in(l) + "\n";
    return s;
}

inline std::string end_text(explanation const& x, calendar const& days, language l) {
    bool const zh = l == language::zh;
    auto const end = x.result.known() ? to_text(x.result) : why_not(x.result, days).in(l);
    auto const* const unsure = zh ? "(暂定,尚无放假通知)" : " (provisional: no notice yet)";
    return fmt::format("  {} {}{}\n", zh ? "截止" : "due", end, x.result.provisional ? unsure : "");
}

}}}  // namespace gongdan::explain_detail
