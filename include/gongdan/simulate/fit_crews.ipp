#pragma once

// Who is on duty, from who is seen at work.

#include <gongdan/simulate/fit.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <string>
#include <tuple>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE { namespace simulate { namespace fit_detail {

/// What the log shows of one crew.
struct crew_trace {
    std::size_t visits = 0;
    std::array<bool, 24> hours_seen = {};  ///< of the day
    std::set<std::int32_t> days_seen = {};
    std::map<std::string, std::size_t> skills = {};  ///< how often it was told to have which

    [[nodiscard]] std::string skill() const {
        auto const most = std::max_element(skills.begin(), skills.end(),
                                           [](auto const& a, auto const& b) { return a.second < b.second; });
        return most == skills.end() ? std::string{} : most->first;
    }
};

inline std::map<std::string, crew_trace> traces_of(std::vector<crew_stretch> const& all, instant from, instant to) {
    std::map<std::string, crew_trace> found;
    for (crew_stretch const& s : all) {
        if (s.crew.empty() || s.from < from || to <= s.from) continue;
        crew_trace& t = found[s.crew];
        ++t.visits;
        ++t.skills[s.skill];
        t.days_seen.insert(day_of(s.from).number);
        // When it set out. Work may outlast a shift, and does not show that the shift goes on.
        t.hours_seen[static_cast<std::size_t>(time_of_day(s.from).count() / 3600)] = true;
    }
    return found;
}

/// The shift of a crew that never sets out for six hours of the day or more, whole hours; none where it is always about,
/// or was seen too seldom to tell.
inline std::optional<shift> shift_of(crew_trace const& t) {
    constexpr std::size_t enough = 40;
    constexpr std::size_t rest = 6;
    if (t.visits < enough) return {};
    std::size_t longest = 0;
    std::size_t begins = 0;
    for (std::size_t h = 0; h < 24; ++h) {
        std::size_t length = 0;
        while (length < 24 && !t.hours_seen[(h + length) % 24]) ++length;
        if (length > longest) longest = length, begins = h;
    }
    if (longest < rest) return {};
    shift s;
    s.from = hours{static_cast<std::int64_t>((begins + longest) % 24)};
    s.to = s.from + hours{static_cast<std::int64_t>(24 - longest)};
    return s;
}

/// On a usual day as many as this are at work of some crews: the middle of the days' counts.
inline std::size_t usual_number(std::vector<crew_trace const*> const& crews, instant from, instant to) {
    std::vector<std::size_t> by_day;
    for (day d = day_of(from); start_of(d) < to; d = d + 1) {
        auto const n = std::count_if(crews.begin(), crews.end(),
                                     [&](crew_trace const* t) { return t->days_seen.count(d.number) != 0; });
        if (n != 0) by_day.push_back(static_cast<std::size_t>(n));
    }
    if (by_day.empty()) return 1;
    auto const middle = by_day.begin() + static_cast<std::ptrdiff_t>(by_day.size() / 2);
    std::nth_element(by_day.begin(), middle, by_day.end());
    return *middle;
}

inline void note_days(crew_fit& f, std::map<std::string, crew_trace> const& traces, instant from, instant to) {
    f.names = traces.size();
    for (day d = day_of(from); start_of(d) < to; d = d + 1) {
        auto const n = static_cast<std::size_t>(std::count_if(
            traces.begin(), traces.end(), [&](auto const& t) { return t.second.days_seen.count(d.number) != 0; }));
        f.least = d == day_of(from) ? n : std::min(f.least, n);
        f.most = std::max(f.most, n);
    }
}

/// Crews that are alike: of one skill, with one shift.
struct crew_kind {
    std::string skill;
    std::int64_t from = -1;  ///< seconds of the day; -1: always about
    std::int64_t to = -1;

    friend bool operator<(crew_kind const& a, crew_kind const& b) {
        return std::tie(a.skill, a.from, a.to) < std::tie(b.skill, b.from, b.to);
    }
    [[nodiscard]] std::string name() const {
        auto const hours_of_day = from < 0 ? std::string{"always"} : fmt::format("from {:02} h", from / 3600);
        return skill.empty() ? hours_of_day : skill + ", " + hours_of_day;
    }
};

inline crew_fit named_crews(observed_log const& log, instant from, instant to) {
    auto const traces = traces_of(log.stretches, from, to);
    std::map<crew_kind, std::vector<crew_trace const*>> by_kind;
    for (auto const& [name, t] : traces) {
        crew_kind k{t.skill()};
        if (auto const s = shift_of(t)) k.from = s->from.count(), k.to = s->to.count();
        by_kind[k].push_back(&t);
    }
    crew_fit f;
    note_days(f, traces, from, to);
    for (auto const& [kind, crews] : by_kind) {
        crew_group g;
        g.name = kind.name();
        for (int n = 2; std::any_of(f.groups.begin(), f.groups.end(), [&](auto const& x) { return x.name == g.name; });
             ++n)
            g.name = fmt::format("{}, {}", kind.name(), n);
        g.count = usual_number(crews, from, to);
        if (!kind.skill.empty()) g.skills = {kind.skill};
        if (kind.from >= 0) g.shifts = {{seconds{kind.from}, seconds{kind.to}}};
        f.groups.push_back(std::move(g));
    }
    return f;
}

/// Where nobody is named: twice as many as were ever busy at once, so that hardly anybody waits. What waiting there was
/// lies in the spans, and a second time would be once too many.
inline crew_fit nameless_crews(observed_log const& log, instant from, instant to) {
    std::vector<std::pair<instant, int>> changes;
    for (crew_stretch const& s : log.stretches) {
        if (s.from < from || to <= s.from) continue;
        changes.emplace_back(s.from, 1);
        changes.emplace_back(s.to, -1);
    }
    std::sort(changes.begin(), changes.end());
    int now = 0;
    int most = 1;
    for (auto const& [at, by] : changes) most = std::max(most, now += by);
    crew_fit f;
    crew_group g;
    g.name = "crew";
    g.count = 2 * static_cast<std::size_t>(most);
    f.groups.push_back(std::move(g));
    return f;
}

/// How many are on duty at this time by the fitted groups.
inline std::size_t on_duty_at(crew_fit const& f, instant t) {
    std::size_t n = 0;
    for (crew_group const& g : f.groups) {
        bool on = g.shifts.empty();
        for (shift const& s : g.shifts)
            for (seconds const later : {seconds{0}, seconds{hours{24}}})
                on = on || (s.from <= time_of_day(t) + later && time_of_day(t) + later < s.to);
        n += on ? g.count : 0;
    }
    return n;
}

}}}}  // namespace gongdan::simulate::fit_detail
