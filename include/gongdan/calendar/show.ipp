#pragma once

#include <gongdan/calendar/show.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace show_detail {

// Han characters are two columns wide, so that "休" and its blank take three. A cell is nine columns.
inline constexpr char off_mark[] = " 休";
inline constexpr char work_mark[] = " 班";

inline std::string cell(calendar const& days, day d) {
    auto const number = fmt::format("{:>5}", split(d).day_of_month);
    auto const* special = days.special(d);
    if (special != nullptr) return number + (special->works ? work_mark : off_mark) + " ";
    return number + (days.works(d) ? "    " : " ·  ");
}

inline std::string trimmed(std::string line) {
    line.erase(line.find_last_not_of(' ') + 1);
    return line + "\n";
}

inline std::string grid(calendar const& days, day first, day last) {
    std::string text =
        "    一       二       三       四       五       六       日\n"
        "   Mon      Tue      Wed      Thu      Fri      Sat      Sun\n";
    std::string line(9U * static_cast<std::size_t>(weekday_of(first)), ' ');
    for (day d = first; d <= last; d = d + 1) {
        line += cell(days, d);
        if (weekday_of(d) != weekday::sunday && d != last) continue;
        text += trimmed(std::move(line));
        line.clear();
    }
    return text;
}

inline bool alike(special_day const& a, special_day const& b) {
    return a.works == b.works && a.name.zh == b.name.zh && a.source == b.source && a.layer == b.layer;
}

inline std::string days_of(day from, day to) {
    auto const first = split(from).day_of_month;
    return from == to ? fmt::format("{}", first) : fmt::format("{}-{}", first, split(to).day_of_month);
}

/// One line for each run of days that are special for the same reason.
inline std::string reasons(calendar const& days, day first, day last) {
    std::string text;
    bool const layered = days.spec().layers.size() > 1;
    for (day d = first; d <= last; d = d + 1) {
        auto const* s = days.special(d);
        if (s == nullptr) continue;
        day const from = d;
        while (d < last && days.special(d + 1) != nullptr && alike(*s, *days.special(d + 1))) d = d + 1;
        text += trimmed(fmt::format("  {:>5}{}  {}{} · {}{}  {}{}", days_of(from, d), s->works ? work_mark : off_mark,
                                    s->name.zh, s->works ? "调休上班" : "放假", s->name.en,
                                    s->works ? ", make-up day" : "", s->source, layered ? "  [" + s->layer + "]" : ""));
    }
    return text;
}

inline std::string windows_text(std::vector<window> const& all) {
    std::string text;
    for (window const w : all) {
        bool const next_day = w.close > hours{24};
        text += fmt::format("{}{}-{}", text.empty() ? "" : ", ", time_of_day_text(w.open),
                            time_of_day_text(next_day ? w.close - hours{24} : w.close));
    }
    return text.empty() ? "关闭 closed" : text;
}

inline std::string hours_of(calendar const& days, day first, day last) {
    auto const& h = days.hours();
    auto text = fmt::format("  服务时段 hours: 工作日 working days {} · 休息日 days of rest {}\n",
                            windows_text(h.working), windows_text(h.rest));
    for (std::size_t i = 0; i < h.usual.size(); ++i)
        if (h.usual[i])
            text += fmt::format("    {} {}: {}\n", labels<weekday>::table[i].zh, labels<weekday>::table[i].en,
                                windows_text(*h.usual[i]));
    for (auto const& [d, windows] : h.named)
        if (first <= d && d <= last) text += fmt::format("    {}: {}\n", to_text(d), windows_text(windows));
    for (forbidden_hours const& f : days.spec().forbidden)
        text += fmt::format("  不得 not: {} {} {}  {}\n", f.name.zh, f.name.en, windows_text(f.hours), f.source);
    return text;
}

}  // namespace show_detail

GONGDAN_INLINE answer<std::string> draw_month(calendar const& days, int year, unsigned month) {
    using namespace show_detail;
    day const first = *make_day(year, month, 1);
    day const last = *make_day(month == 12 ? year + 1 : year, month % 12 + 1, 1) - 1;
    for (day const d : {first, last})
        if (!days.covers(d)) return days.unknown(d);
    std::string layers;
    for (calendar_layer const& l : days.spec().layers)
        layers += (layers.empty() ? "" : " + ") + l.name + " " + l.version;
    auto text = fmt::format("{}年{}月  {}-{:02}    {}\n\n", year, month, year, month, layers);
    text += grid(days, first, last) + "\n";
    if (days.provisional(last))
        text += "  暂定 provisional: 尚无放假通知,只列法定节假日 no notice yet, statutory days only\n";
    text += reasons(days, first, last);
    auto const worked = days.worked_until(last) - days.worked_until(first - 1);
    text += fmt::format("  工作日 working days {} · 休息日 days of rest {}\n", worked, last - first + 1 - worked);
    return text + hours_of(days, first, last);
}

}}  // namespace gongdan
