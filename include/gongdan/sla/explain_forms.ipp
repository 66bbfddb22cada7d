#pragma once

#include <gongdan/calendar/clock.hpp>
#include <gongdan/files/json_text.hpp>
#include <gongdan/sla/explain_forms.hpp>
#include <gongdan/sla/explain_words.ipp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>

#ifndef GONGDAN_COMPILED
#include <gongdan/files/json_text.ipp>
#endif

namespace gongdan { inline namespace GONGDAN_MODE {

namespace explain_detail {

inline char const* unit_name(expression::form unit) {
    switch (unit) {
    case expression::form::service: return "service s";
    case expression::form::working_days: return "working days";
    case expression::form::natural_days: return "days";
    default: return "s";
    }
}

inline char const* flag_of(due const& d) {
    switch (d.state) {
    case due::how::at: return d.provisional ? "provisional" : "";
    case due::how::held: return "held";
    case due::how::unknown: return "unknown";
    case due::how::unset: break;
    }
    return "unset";
}

inline void write(json_text& j, sentence const& s) { j.member("zh", s.zh).member("en", s.en); }

inline interval overlap(segment const& s, interval with) {
    return {std::max(s.from, with.from), std::min(s.to, with.to)};
}

/// What a segment counted within a stretch. Only round the clock do counting segments run past midnight.
inline std::int64_t counted_in(segment const& s, interval part, explanation const& x, calendar const& days) {
    auto const both = overlap(s, part);
    if (both.empty() || s.counted == 0) return 0;
    switch (x.unit) {
    case expression::form::elapsed: return (both.to - both.from).count();
    case expression::form::service: return days.open_until(both.to) - days.open_until(both.from);
    default: return s.counted;
    }
}

inline char mark(explanation const& x, calendar const& days, interval part) {
    char found = ' ';
    for (segment const& s : x.segments) {
        if (overlap(s, part).empty()) continue;
        if (counted_in(s, part, x, days) != 0) return '#';
        if (found != '=') found = s.held ? '=' : '.';
    }
    return found;
}

inline std::string marks(explanation const& x, calendar const& days, day d) {
    if (counts_days(x.unit)) return {mark(x, days, {start_of(d), end_of(d)})};
    std::string all;
    for (instant t = start_of(d); t < end_of(d); t = t + minutes{30}) all += mark(x, days, {t, t + minutes{30}});
    return all;
}

/// Every reason of the day once, what counts first.
inline std::string reasons_of(explanation const& x, interval whole, language l) {
    std::string all;
    for (bool const counting : {true, false})
        for (segment const& s : x.segments) {
            if (overlap(s, whole).empty() || (s.counted != 0) != counting) continue;
            auto const& why = s.why.in(l);
            if (all.find(why) == std::string::npos) all += (all.empty() ? "" : "; ") + why;
        }
    return all;
}

inline std::string strip_legend(explanation const& x, language l) {
    bool const by_day = counts_days(x.unit);
    if (l == language::zh) return fmt::format("  # 计时  = 暂停  . 不计;一格{}\n", by_day ? "一天" : "半小时");
    return fmt::format("  # counts  = held  . stands still; one mark is {}\n", by_day ? "a day" : "half an hour");
}

}  // namespace explain_detail

GONGDAN_INLINE std::string to_json(explanation const& x, calendar const& days) {
    using namespace explain_detail;
    std::int64_t sum = 0;
    json_text j{json_text::layout::indented};
    j.begin_object().member("deadline", to_text(x.result)).member("flag", flag_of(x.result));
    j.key("reason").begin_object();
    write(j, why_not(x.result, days));
    j.end().member("target", x.target).member("unit", unit_name(x.unit)).member("budget", x.budget);
    j.key("notes").begin_array();
    for (sentence const& n : x.notes) write(j.begin_object(), n), j.end();
    j.end().key("segments").begin_array();
    for (segment const& s : x.segments) {
        sum += s.counted;
        j.begin_object().member("from", to_text(s.from)).member("to", to_text_ending_day(s.to));
        j.member("counted", s.counted).member("sum", sum).member("held", s.held);
        write(j, s.why);
        j.end();
    }
    j.end().member("counted", sum).end();
    return j.text() + "\n";
}

GONGDAN_INLINE std::string to_strip(explanation const& x, calendar const& days, language l) {
    using namespace explain_detail;
    std::string text = notes_text(x, l);
    if (!x.segments.empty()) text += strip_legend(x, l);
    std::int64_t sum = 0;
    day const last = x.segments.empty() ? day{0} : day_of(x.segments.back().to - seconds{1});
    for (day d = x.segments.empty() ? day{1} : day_of(x.segments.front().from); d <= last; d = d + 1) {
        interval const whole{start_of(d), end_of(d)};
        std::int64_t counted = 0;
        for (segment const& s : x.segments) counted += counted_in(s, whole, x, days);
        sum += counted;
        auto const& name = label(weekday_of(d));
        text += fmt::format("  {} {:.3}  {}  {:>10}  {:>10}  {}\n", to_text(d), name.en, marks(x, days, d),
                            amount(counted, x.unit, l), amount(sum, x.unit, l), reasons_of(x, whole, l));
    }
    return text + end_text(x, days, l);
}

}}  // namespace gongdan
