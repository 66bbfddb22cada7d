#pragma once

#include <gongdan/calendar/hours.hpp>
#include <gongdan/core/answer.hpp>
#include <gongdan/core/term.hpp>
#include <gongdan/time/instant.hpp>

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace gongdan { inline namespace GONGDAN_MODE {

/// A day that is not what its weekday says: a holiday, or a weekend day that is worked (调休).
struct special_day {
    day date;
    bool works = false;
    sentence name;           ///< 春节, Spring Festival
    std::string source;      ///< the document that says so, 国办发明电〔2025〕7号
    std::string layer = {};  ///< the calendar that says so, where several lie over each other
};

/// One of the calendars that lie over each other.
struct calendar_layer {
    std::string name;
    std::string version;
    std::string source = {};
};

/// What a calendar is made from.
struct calendar_spec {
    std::string name;
    std::string version;
    day first;                                 ///< first day known
    day last;                                  ///< last day known, included
    std::optional<day> provisional_last = {};  ///< beyond `last`: statutory days only, every answer marked
    std::array<bool, 7> rest_days = {false, false, false, false, false, true, true};  ///< from Monday
    std::vector<special_day> days = {};
    service_hours hours = visiting_hours();
    std::vector<forbidden_hours> forbidden = {};
    std::vector<calendar_layer> layers = {};  ///< from the bottom; empty where it was not made of several
};

/// A day a calendar computed; provisional where it rests on days no notice has arranged yet.
struct computed_day {
    day date;
    bool provisional = false;
};

/// Which days are worked and when service is given, over a stretch of days that is part of the calendar. What
/// lies outside is refused by the name of the missing year, never guessed (D6). An immutable value, cheap to copy.
///
/// Every question is answered in constant time from prefix sums.
class calendar {
public:
    /// Refuses a stretch that ends before it begins, a special day outside of it or given twice, and windows that
    /// are empty, overlap or are longer than a day.
    static answer<calendar> make(calendar_spec spec);

    [[nodiscard]] std::string const& name() const { return t_->spec.name; }
    [[nodiscard]] std::string const& version() const { return t_->spec.version; }
    [[nodiscard]] calendar_spec const& spec() const { return t_->spec; }
    [[nodiscard]] day first() const { return t_->spec.first; }
    /// Last day that can be asked about, provisional days included.
    [[nodiscard]] day last() const { return t_->last; }
    [[nodiscard]] bool covers(day d) const { return first() <= d && d <= last(); }
    [[nodiscard]] bool provisional(day d) const { return d > t_->spec.last; }
    [[nodiscard]] service_hours const& hours() const { return t_->spec.hours; }

    /// Whether the day is worked. The day must be covered.
    [[nodiscard]] bool works(day d) const { return worked_until(d) != worked_until(d - 1); }
    /// The entry that makes this day special, if any.
    [[nodiscard]] special_day const* special(day d) const;

    /// The day `n` working days later (earlier, where negative): day 1 is the first working day after `d`, also
    /// where `d` itself is a day of rest. `add(d, 0)` is `d`.
    [[nodiscard]] answer<computed_day> add(day d, std::int64_t n) const;
    /// Working days in (from, to]; negative where `to` lies before `from`.
    [[nodiscard]] answer<std::int64_t> count(day from, day to) const;
    /// `d` itself where it is worked, else the next (the previous) working day.
    [[nodiscard]] answer<computed_day> next(day d) const { return add(d - 1, 1); }
    [[nodiscard]] answer<computed_day> previous(day d) const { return add(d + 1, -1); }

    /// The windows that open on this day, in order; the last may run past midnight. The day must be covered.
    [[nodiscard]] std::vector<window> const& windows(day d) const {
        bool const worked = works(d);
        return hours().on(d, worked, worked != t_->spec.rest_days[static_cast<std::size_t>(weekday_of(d))]);
    }
    /// First opening and last close of the day's windows; nothing where it has none. The day must be covered.
    [[nodiscard]] std::optional<window> open_span(day d) const;

    /// `t` itself where this may be done then, else the next instant at which it may. Refuses what the calendar forbids
    /// at no hour, and so does not know.
    [[nodiscard]] answer<instant> allowed_from(std::string_view what, instant t) const;
    [[nodiscard]] forbidden_hours const* forbids(std::string_view what) const;

    /// Why a question about this day cannot be answered, naming the year no arrangement is known for.
    [[nodiscard]] refusal unknown(day asked) const;

    // Below: what clocks read. The day must be covered (or be the day before the first).

    /// Working days from the first day known to `d`, `d` included.
    [[nodiscard]] std::int64_t worked_until(day d) const {
        return t_->worked[static_cast<std::size_t>(d - t_->spec.first + 1)];
    }
    /// The `n`-th working day, from 1; nullptr past the last one. (A pointer, for g++ 12 builds an optional in memory.)
    [[nodiscard]] day const* nth_worked(std::int64_t n) const {
        if (n < 1 || n > static_cast<std::int64_t>(t_->nth.size())) return nullptr;
        return &t_->nth[static_cast<std::size_t>(n - 1)];
    }
    /// Open seconds from the first day's 00:00 to `t`.
    [[nodiscard]] std::int64_t open_until(instant t) const;
    /// The earliest instant by which `n` seconds have been open; `distant_future` past the last one.
    [[nodiscard]] instant reach_open(std::int64_t n) const;
    /// Whether service is given at `t`.
    [[nodiscard]] bool is_open(instant t) const;

private:
    struct open_day {
        day date;
        std::int64_t before;  ///< open seconds before this day
    };
    struct tables {
        calendar_spec spec;
        day last;
        std::vector<std::int32_t> worked;         ///< by day, one in front of the first
        std::vector<day> nth;                     ///< working days in order
        std::vector<std::vector<window>> shapes;  ///< the different days there are, cut at midnight
        std::vector<std::uint16_t> shape_of;      ///< by day
        std::vector<std::int64_t> open_before;    ///< by day
        std::vector<open_day> open_days;          ///< days with a window
        std::vector<std::uint32_t> bucket;        ///< open seconds / bucket_width -> index into open_days
    };
    static constexpr std::int64_t bucket_width = 4 * 3600;

    explicit calendar(std::shared_ptr<tables const> t) : t_(std::move(t)) {}
    static void count_days(tables& t);
    static void shape_days(tables& t);
    static void index_open_time(tables& t);
    [[nodiscard]] std::vector<window> const& shape(day d) const {
        return t_->shapes[t_->shape_of[static_cast<std::size_t>(d - t_->spec.first)]];
    }

    std::shared_ptr<tables const> t_;
};

}}  // namespace gongdan

#ifndef GONGDAN_COMPILED
#include <gongdan/calendar/calendar.ipp>
#endif
