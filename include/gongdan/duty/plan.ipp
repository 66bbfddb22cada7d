#pragma once

#include <gongdan/duty/count.ipp>
#include <gongdan/duty/plan.hpp>
#include <gongdan/duty/record.hpp>
#include <gongdan/time/civil.hpp>

#include <fmt/format.h>

#include <algorithm>
#include <queue>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE { namespace duty {

namespace plan_detail {

struct task {
    std::uint32_t place;
    std::uint16_t cycle;
    day from;
    day target;  ///< by when it is planned: `due_by`, or what is overdue within the days for catching up
    day due_by;
    bool overdue;
    std::vector<std::size_t> along = {};
};

/// Tasks of one building whose windows share a day.
struct group {
    std::size_t first, last;  ///< [first, last) of the tasks
    day from;
    day target;
    day longest_ago;
    [[nodiscard]] int size() const { return static_cast<int>(last - first); }
};

/// A duty that goes with another is done at that one's visit, where both are due on some day.
inline void join(std::vector<task>& of_place, program const& rules, std::vector<task>& into) {
    for (task& t : of_place) {
        auto const host = std::find_if(of_place.begin(), of_place.end(), [&](task const& h) {
            return h.cycle < rules.cycles.size() && rules.cycles[t.cycle].accompanies(rules.cycles[h.cycle].code) &&
                   h.from <= t.target && t.from <= h.target;
        });
        if (host == of_place.end()) continue;
        host->along.push_back(t.cycle);
        t.cycle = static_cast<std::uint16_t>(rules.cycles.size());  // taken along
    }
    for (task& t : of_place)
        if (t.cycle < rules.cycles.size()) into.push_back(std::move(t));
    of_place.clear();
}

inline std::vector<task> tasks_of(program const& rules, records const& known, plan_request const& wanted) {
    std::vector<task> all, of_place;
    std::vector<due_window> windows;
    day const caught_up = wanted.from + std::max(rules.catch_up_days - 1, 0);
    for (std::size_t p = 0; p < wanted.places->size(); ++p) {
        for (std::size_t c = 0; c < rules.cycles.size(); ++c) {
            known.windows(c, p, windows);
            for (due_window const& w : windows)
                of_place.push_back({static_cast<std::uint32_t>(p), static_cast<std::uint16_t>(c), w.from,
                                    w.overdue ? caught_up : w.due_by, w.due_by, w.overdue});
        }
        join(of_place, rules, all);
    }
    return all;
}

/// Working days from the first day planned, and an estimate past what the calendar knows.
class working_days {
public:
    working_days(calendar const& days, day from, day to) : days_(days), from_(from) {
        for (day d = from; d <= to; d = d + 1)
            if (days.works(d)) worked_.push_back(d);
    }
    [[nodiscard]] std::vector<day> const& all() const { return worked_; }
    /// In [from, d].
    [[nodiscard]] std::int64_t until(day d) const {
        day const known = std::min(d, days_.last());
        auto const n = days_.worked_until(known) - days_.worked_until(from_ - 1);
        return n + (d - known) * 5 / 7;
    }

private:
    calendar const& days_;
    day from_;
    std::vector<day> worked_;
};

/// Groups of one area, by building, in order of their last days.
inline std::vector<group> groups_of(std::vector<task> const& tasks,
                                    std::size_t begin,
                                    std::size_t end,
                                    plan_request const& wanted,
                                    records const& known) {
    std::vector<group> all;
    auto const building = [&](std::size_t i) -> std::string const& {
        return (*wanted.places)[tasks[i].place].building;
    };
    for (std::size_t i = begin; i < end; ++i) {
        task const& t = tasks[i];
        auto const ago = known.of(t.cycle, t.place).done.value_or(day{});
        bool const joins = !all.empty() && all.back().last == i && i != begin && !building(i).empty() &&
                           building(i) == building(i - 1) && t.from <= all.back().target;
        if (!joins) {
            all.push_back({i, i + 1, t.from, t.target, ago});
            continue;
        }
        group& g = all.back();
        g.last = i + 1;
        g.from = std::max(g.from, t.from);
        g.longest_ago = std::min(g.longest_ago, ago);
    }
    std::sort(all.begin(), all.end(), [](group const& a, group const& b) {
        return std::tie(a.target, a.longest_ago, a.first) < std::tie(b.target, b.longest_ago, b.first);
    });
    return all;
}

/// In thousandths of a visit a day: the least with which everything could be done in time, were all free to begin.
inline std::int64_t needed(std::vector<group> const& groups, working_days const& days) {
    std::int64_t load = 0;
    std::int64_t most = 0;
    for (group const& g : groups) {
        load += g.size();
        auto const room = std::max<std::int64_t>(days.until(g.target), 1);
        most = std::max(most, (load * 1000 + room - 1) / room);
    }
    return most;
}

/// Whole visits a day.
inline int visits_a_day(std::int64_t thousandths) { return static_cast<int>((thousandths + 999) / 1000); }

/// Puts the groups of one area on its days, the one due first before the others.
class spreader {
public:
    spreader(std::vector<group> const& groups, working_days const& days, std::int64_t level, int capacity)
        : groups_(groups), days_(days), level_(level), capacity_(capacity) {
        for (std::size_t i = 0; i < groups.size(); ++i) by_start_.push_back(i);
        std::sort(by_start_.begin(), by_start_.end(), [&](std::size_t a, std::size_t b) {
            return std::tie(groups[a].from, a) < std::tie(groups[b].from, b);
        });
    }

    /// The day of each task, by its place in the tasks; days that are `distant` were not found.
    void place(std::vector<day>& on) {
        for (day const d : days_.all()) {
            release(d);
            // What a day left over may be made up the next day, not later; what it did too much is paid back.
            share_ = std::min(share_, level_) + level_;
            share_ -= std::int64_t{1000} * fill(d, on);
        }
    }
    static constexpr day distant{1 << 30};

private:
    void release(day d) {
        for (; next_ < by_start_.size() && groups_[by_start_[next_]].from <= d; ++next_)
            waiting_.push(by_start_[next_]);
    }

    /// Fills a day up to its share: a building that fits the hands of the day is finished on it; one that does not is
    /// left for the next day, unless it is larger than a day or due.
    int fill(day d, std::vector<day>& on) {
        int done = 0;
        while (!waiting_.empty() && (done * std::int64_t{1000} < share_ || begun_ > 0 || due(d)) && done < capacity_) {
            group const& g = groups_[waiting_.top()];
            int const left = g.size() - begun_;
            int const room = capacity_ - done;
            bool const waits = left > room && left <= capacity_ && done > 0 && g.target > d;
            if (waits) break;
            int const now = std::min(left, room);
            for (int i = 0; i < now; ++i) on[g.first + static_cast<std::size_t>(begun_ + i)] = d;
            done += now;
            begun_ = now == left ? 0 : begun_ + now;
            if (begun_ == 0) waiting_.pop();
        }
        return done;
    }
    /// A week in hand: nothing is put off to its last day to keep a level.
    [[nodiscard]] bool due(day d) const { return groups_[waiting_.top()].target <= d + 7; }

    struct later {
        bool operator()(std::size_t a, std::size_t b) const { return a > b; }  // groups stand in order of last days
    };

    std::vector<group> const& groups_;
    working_days const& days_;
    std::int64_t level_;  ///< thousandths of a visit a day
    int capacity_;
    std::vector<std::size_t> by_start_;
    std::size_t next_ = 0;
    std::priority_queue<std::size_t, std::vector<std::size_t>, later> waiting_;
    int begun_ = 0;  ///< visits of the first waiting building already made
    std::int64_t share_ = 0;
};

/// Plans the areas one after another.
class planner {
public:
    planner(program const& rules, calendar const& days, plan_request const& wanted, records const& known)
        : rules_(rules), wanted_(wanted), known_(known), days_(days, wanted.from, wanted.to) {}

    [[nodiscard]] plan make() {
        tasks_ = tasks_of(rules_, known_, wanted_);
        on_.assign(tasks_.size(), spreader::distant);
        std::sort(tasks_.begin(), tasks_.end(), [&](task const& a, task const& b) { return key(a) < key(b); });
        for (std::size_t begin = 0; begin < tasks_.size();) {
            std::size_t end = begin;
            while (end < tasks_.size() && area(end) == area(begin)) ++end;
            plan_area(begin, end);
            begin = end;
        }
        collect();
        return std::move(plan_);
    }

private:
    [[nodiscard]] place const& at(std::size_t i) const { return (*wanted_.places)[i]; }
    [[nodiscard]] std::string const& area(std::size_t task) const { return at(tasks_[task].place).area; }
    [[nodiscard]] std::tuple<std::string const&, std::string const&, day, std::uint32_t> key(task const& t) const {
        return {at(t.place).area, at(t.place).building, t.target, t.place};
    }

    void plan_area(std::size_t begin, std::size_t end) {
        area_load load;
        load.area = area(begin);
        auto const named = wanted_.per_day.find(load.area);
        load.per_day = named == wanted_.per_day.end() ? wanted_.per_day_elsewhere : named->second;
        auto const groups = groups_of(tasks_, begin, end, wanted_, known_);
        auto level = needed(groups, days_);
        auto const most = std::int64_t{1000} * load.per_day;
        load.needed = visits_a_day(level);
        level = std::min(level, most);
        // Windows that open late leave less room than the level assumes: raise it until all is in time, or no hand is free.
        for (;;) {
            std::fill(on_.begin() + static_cast<std::ptrdiff_t>(begin), on_.begin() + static_cast<std::ptrdiff_t>(end),
                      spreader::distant);
            spreader{groups, days_, level, load.per_day}.place(on_);
            if (level == most || in_time(begin, end)) break;
            level = std::min(most, level + std::max<std::int64_t>(1, level / 4));
        }
        load.level = visits_a_day(level);
        plan_.areas.push_back(std::move(load));
    }
    [[nodiscard]] bool in_time(std::size_t begin, std::size_t end) const {
        for (std::size_t i = begin; i < end; ++i)
            if (on_[i] > tasks_[i].target && tasks_[i].target <= wanted_.to) return false;
        return true;
    }

    void collect() {
        std::vector<std::size_t> order;
        for (std::size_t i = 0; i < tasks_.size(); ++i)
            if (on_[i] != spreader::distant) order.push_back(i);
            else if (tasks_[i].target <= wanted_.to)
                plan_.unplaced.push_back({tasks_[i].place, tasks_[i].cycle, tasks_[i].due_by});
        std::stable_sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return on_[a] < on_[b]; });
        plan_.visits.reserve(order.size());
        for (std::size_t const i : order) {
            task& t = tasks_[i];
            plan_.visits.push_back({t.place, t.cycle, on_[i], t.due_by, t.overdue, known_.of(t.cycle, t.place).attempts,
                                    std::move(t.along)});
        }
    }

    program const& rules_;
    plan_request const& wanted_;
    records const& known_;
    working_days days_;
    std::vector<task> tasks_;
    std::vector<day> on_;
    plan plan_;
};

inline answer<bool> can_be_planned(calendar const& days, plan_request const& w) {
    if (w.to < w.from || w.to - w.from > 3660)
        return refusal{"duty.period",
                       {},
                       fmt::format("计划期 {} 至 {} 无效", to_text(w.from), to_text(w.to)),
                       fmt::format("{} to {} is no period of at most ten years", to_text(w.from), to_text(w.to))};
    if (!days.covers(w.from)) return days.unknown(w.from);
    if (!days.covers(w.to)) return days.unknown(w.to);
    return true;
}

}  // namespace plan_detail

GONGDAN_INLINE answer<plan> make_plan(program const& rules, calendar const& days, plan_request const& wanted) {
    if (auto const can = plan_detail::can_be_planned(days, wanted); !can) return can.why();
    auto const known = records::make(rules, days, wanted);
    if (!known) return known.why();
    plan p = plan_detail::planner{rules, days, wanted, *known}.make();
    count_detail::count(p, rules, wanted, *known);
    return p;
}

}}}  // namespace gongdan::duty
