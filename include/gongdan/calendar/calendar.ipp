#pragma once

#include <gongdan/calendar/calendar.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace calendar_detail {

inline refusal malformed(std::string zh, std::string en) {
    return {"calendar.malformed", {}, std::move(zh), std::move(en)};
}

inline std::optional<refusal> check_windows(std::vector<window> const& windows) {
    seconds last{0};
    for (window const w : windows) {
        if (w.open < last || w.close <= w.open || w.open >= hours{24} || w.close > w.open + hours{24})
            return malformed(
                fmt::format("服务时段 {}–{} 为空、重叠或超过一天", time_of_day_text(w.open), time_of_day_text(w.close)),
                fmt::format("the service window {}-{} is empty, overlaps another or is longer than a day",
                            time_of_day_text(w.open), time_of_day_text(w.close)));
        last = w.close;
    }
    if (!windows.empty() && windows.back().close - hours{24} > windows.front().open)
        return malformed("跨午夜的服务时段与次日首个时段重叠",
                         "a window past midnight overlaps the first window of the next day");
    return {};
}

inline std::int64_t length(std::vector<window> const& windows) {
    std::int64_t sum = 0;
    for (window const w : windows) sum += (w.close - w.open).count();
    return sum;
}

inline std::optional<refusal> check_forbidden(std::vector<forbidden_hours> const& all) {
    for (forbidden_hours const& f : all) {
        if (auto wrong = check_windows(f.hours)) return wrong;
        if (f.hours.empty() || length(f.hours) >= seconds_per_day)
            return malformed(fmt::format("“{}”的禁止时段为空或为全天", f.what),
                             fmt::format("the forbidden hours of '{}' are none, or the whole day", f.what));
    }
    return {};
}

inline std::optional<refusal> check(calendar_spec const& s) {
    if (s.last < s.first) return malformed("日历的截止日早于起始日", "the calendar ends before it begins");
    day const last = s.provisional_last.value_or(s.last);
    for (std::size_t i = 0; i < s.days.size(); ++i) {
        day const d = s.days[i].date;
        if (d < s.first || d > last)
            return malformed(fmt::format("{} 不在日历范围内", to_text(d)),
                             fmt::format("{} lies outside the calendar", to_text(d)));
        if (i != 0 && s.days[i - 1].date == d)
            return malformed(fmt::format("{} 出现两次", to_text(d)), fmt::format("{} is given twice", to_text(d)));
    }
    if (auto wrong = check_windows(s.hours.working)) return wrong;
    if (auto wrong = check_windows(s.hours.rest)) return wrong;
    for (auto const& named : s.hours.named)
        if (auto wrong = check_windows(named.second)) return wrong;
    for (auto const& usual : s.hours.usual)
        if (usual)
            if (auto wrong = check_windows(*usual)) return wrong;
    return check_forbidden(s.forbidden);
}

/// Joins windows that overlap or touch: yesterday's may run into today's where the two days differ.
inline void join_windows(std::vector<window>& windows) {
    std::size_t kept = 0;
    for (window const next : windows) {
        if (kept != 0 && next.open <= windows[kept - 1].close)
            windows[kept - 1].close = std::max(windows[kept - 1].close, next.close);
        else windows[kept++] = next;
    }
    windows.resize(kept);
}

/// Puts the part of each window that lies before midnight into `today` and the rest into `spill`.
inline void cut_at_midnight(std::vector<window> const& windows,
                            std::vector<window>& today,
                            std::vector<window>& spill) {
    for (window const w : windows) {
        today.push_back({w.open, std::min<seconds>(w.close, hours{24})});
        if (w.close > hours{24}) spill.push_back({seconds{0}, w.close - hours{24}});
    }
}

}  // namespace calendar_detail

GONGDAN_INLINE answer<calendar> calendar::make(calendar_spec spec) {
    std::stable_sort(spec.days.begin(), spec.days.end(),
                     [](special_day const& a, special_day const& b) { return a.date < b.date; });
    if (auto wrong = calendar_detail::check(spec)) return *wrong;
    auto t = std::make_shared<tables>();
    t->last = spec.provisional_last.value_or(spec.last);
    t->spec = std::move(spec);
    count_days(*t);
    shape_days(*t);
    index_open_time(*t);
    return calendar{std::move(t)};
}

GONGDAN_INLINE void calendar::count_days(tables& t) {
    auto special = t.spec.days.begin();
    t.worked.push_back(0);
    for (day d = t.spec.first; d <= t.last; d = d + 1) {
        bool works = !t.spec.rest_days[static_cast<std::size_t>(weekday_of(d))];
        if (special != t.spec.days.end() && special->date == d) works = (special++)->works;
        if (works) t.nth.push_back(d);
        t.worked.push_back(static_cast<std::int32_t>(t.nth.size()));
    }
}

GONGDAN_INLINE void calendar::shape_days(tables& t) {
    std::vector<window> spill;
    for (day d = t.spec.first; d <= t.last; d = d + 1) {
        auto const i = static_cast<std::size_t>(d - t.spec.first);
        std::vector<window> today;
        today.swap(spill);
        bool const worked = t.worked[i + 1] != t.worked[i];
        bool const as_usual = worked != t.spec.rest_days[static_cast<std::size_t>(weekday_of(d))];
        calendar_detail::cut_at_midnight(t.spec.hours.on(d, worked, as_usual), today, spill);
        calendar_detail::join_windows(today);
        auto known = std::find(t.shapes.begin(), t.shapes.end(), today);
        if (known == t.shapes.end()) known = t.shapes.insert(known, std::move(today));
        t.shape_of.push_back(static_cast<std::uint16_t>(known - t.shapes.begin()));
    }
}

GONGDAN_INLINE void calendar::index_open_time(tables& t) {
    std::int64_t open = 0;
    for (day d = t.spec.first; d <= t.last; d = d + 1) {
        t.open_before.push_back(open);
        auto const length = calendar_detail::length(t.shapes[t.shape_of[static_cast<std::size_t>(d - t.spec.first)]]);
        if (length == 0) continue;
        // Bucket b leads to the first day in which more than b * width seconds have been open.
        for (auto b = t.bucket.size(); static_cast<std::int64_t>(b) * bucket_width < open + length; ++b)
            t.bucket.push_back(static_cast<std::uint32_t>(t.open_days.size()));
        t.open_days.push_back({d, open});
        open += length;
    }
}

GONGDAN_INLINE special_day const* calendar::special(day d) const {
    auto const& days = t_->spec.days;
    auto const i =
        std::lower_bound(days.begin(), days.end(), d, [](special_day const& s, day x) { return s.date < x; });
    return i != days.end() && i->date == d ? &*i : nullptr;
}

GONGDAN_INLINE forbidden_hours const* calendar::forbids(std::string_view what) const {
    for (forbidden_hours const& f : t_->spec.forbidden)
        if (f.what == what) return &f;
    return nullptr;
}

GONGDAN_INLINE answer<instant> calendar::allowed_from(std::string_view what, instant t) const {
    auto const* const rule = forbids(what);
    if (rule == nullptr)
        return refusal{"calendar.unknown_activity",
                       {},
                       fmt::format("日历“{}”没有关于“{}”的禁止时段", name(), what),
                       fmt::format("calendar '{}' has no forbidden hours for '{}'", name(), what)};
    // Windows do not fill a day, so that waiting out one after the other ends.
    for (bool moved = true; moved;) {
        moved = false;
        for (day const d : {day_of(t) - 1, day_of(t)})
            for (window const w : rule->hours)
                if (start_of(d) + w.open <= t && t < start_of(d) + w.close) t = start_of(d) + w.close, moved = true;
    }
    return t;
}

GONGDAN_INLINE refusal calendar::unknown(day asked) const {
    int const year = asked < first() ? split(first() - 1).year : split(last() + 1).year;
    return {"calendar.unknown_year", "C5",
            fmt::format("{}年的工作日安排未知(日历“{}”覆盖 {} 至 {})", year, name(), to_text(first()), to_text(last())),
            fmt::format("the working days of {} are not known (calendar '{}' covers {} to {})", year, name(),
                        to_text(first()), to_text(last()))};
}

GONGDAN_INLINE answer<computed_day> calendar::add(day d, std::int64_t n) const {
    if (n == 0) return computed_day{d, provisional(d)};
    day const from = n > 0 ? d : d - 1;  // backwards, the day itself does not count
    if (from < first() - 1 || from > last()) return unknown(d);
    auto const* const reached = nth_worked(worked_until(from) + (n > 0 ? n : n + 1));
    if (!reached) return unknown(n > 0 ? last() + 1 : first() - 1);
    return computed_day{*reached, provisional(*reached)};
}

GONGDAN_INLINE answer<std::int64_t> calendar::count(day from, day to) const {
    for (day const d : {from, to})
        if (d < first() - 1 || d > last()) return unknown(d);
    return worked_until(to) - worked_until(from);
}

GONGDAN_INLINE std::optional<window> calendar::open_span(day d) const {
    auto const& open = windows(d);
    if (open.empty()) return {};
    return window{open.front().open, open.back().close};
}

GONGDAN_INLINE std::int64_t calendar::open_until(instant t) const {
    day const d = day_of(t);
    if (d > last())
        return t_->open_days.empty()
                   ? 0
                   : t_->open_days.back().before + calendar_detail::length(shape(t_->open_days.back().date));
    seconds const now = time_of_day(t);
    std::int64_t open = t_->open_before[static_cast<std::size_t>(d - first())];
    for (window const w : shape(d)) {
        if (now <= w.open) break;
        open += (std::min(now, w.close) - w.open).count();
    }
    return open;
}

GONGDAN_INLINE instant calendar::reach_open(std::int64_t n) const {
    if (n <= 0) return start_of(first());
    auto const b = static_cast<std::size_t>((n - 1) / bucket_width);
    if (b >= t_->bucket.size()) return distant_future;
    auto i = static_cast<std::size_t>(t_->bucket[b]);
    while (i + 1 < t_->open_days.size() && t_->open_days[i + 1].before < n) ++i;
    std::int64_t left = n - t_->open_days[i].before;
    for (window const w : shape(t_->open_days[i].date)) {
        auto const length = (w.close - w.open).count();
        if (left <= length) return start_of(t_->open_days[i].date) + w.open + seconds{left};
        left -= length;
    }
    return distant_future;
}

GONGDAN_INLINE bool calendar::is_open(instant t) const {
    if (!covers(day_of(t))) return false;
    seconds const now = time_of_day(t);
    for (window const w : shape(day_of(t)))
        if (w.open <= now && now < w.close) return true;
    return false;
}

}}  // namespace gongdan
