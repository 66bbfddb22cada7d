#pragma once

// What a calendar's file says, and how it is laid over the calendar beneath; shared by reading and checking.

#include <gongdan/calendar/file.hpp>
#include <gongdan/calendar/window_file.ipp>
#include <gongdan/files/toml.hpp>

#include <algorithm>
#include <map>
#include <tuple>

namespace gongdan { inline namespace GONGDAN_MODE { namespace calendar_file {

/// A `[[day]]` of the file for one date; a run of days becomes one for each.
struct dated_entry {
    special_day what;
    day announced;
    location at;
};

/// A date long before any calendar: what is not dated was always known.
inline constexpr day always_known{-1'000'000};

[[noreturn]] inline void fail(location at, std::string why) { throw input_error{{std::move(at), std::move(why)}}; }

/// Days from..to, both included, as keys `first` and `to` give them; without `to` one day.
inline std::pair<day, day> read_run(data_view v, std::string_view first) {
    day const from = v.day(first);
    day const to = v.optional_day("to").value_or(from);
    if (to < from) v.fail("to", "it ends before it begins");
    if (to - from > 366) v.fail("to", "it is longer than a year");
    return {from, to};
}

inline void read_entry(std::vector<dated_entry>& all, data_view v, day announced) {
    v.only({"date", "to", "kind", "zh", "en", "source", "announced"});
    auto const kind = v.text("kind");
    if (kind != "off" && kind != "work") v.fail("kind", unknown_name(kind, {"off", "work"}));
    dated_entry e;
    e.at = v.get("date").at();
    e.announced = v.optional_day("announced").value_or(announced);
    e.what.works = kind == "work";
    e.what.name.en = v.optional_text("en").value_or("");
    e.what.name.zh = v.optional_text("zh").value_or(e.what.name.en);
    e.what.source = v.optional_text("source").value_or("");
    auto const [from, to] = read_run(v, "date");
    for (e.what.date = from; e.what.date <= to; e.what.date = e.what.date + 1) all.push_back(e);
}

/// By date, then by when it was announced; of one date and one announcement there can be one only.
inline std::vector<dated_entry> read_entries(data_view root, day announced) {
    std::vector<dated_entry> all;
    for (data_view const v : root.tables("day")) read_entry(all, v, announced);
    auto const order = [](dated_entry const& e) { return std::make_tuple(e.what.date.number, e.announced.number); };
    std::stable_sort(all.begin(), all.end(),
                     [&](dated_entry const& a, dated_entry const& b) { return order(a) < order(b); });
    for (std::size_t i = 1; i < all.size(); ++i) {
        if (order(all[i - 1]) != order(all[i])) continue;
        bool const later_last = all[i - 1].at.line < all[i].at.line;
        auto const& first = all[later_last ? i - 1 : i];
        auto const& again = all[later_last ? i : i - 1];
        fail(again.at, to_text(again.what.date) + " is given twice, first in line " + std::to_string(first.at.line));
    }
    return all;
}

/// A file that was read, not yet laid over anything.
struct calendar_text {
    data_document document;
    day announced;
    std::vector<dated_entry> entries;

    explicit calendar_text(source const& from) : document(read_toml(from)) {
        auto const root = document.root();
        root.only(
            {"name", "version", "source", "announced", "base", "from", "to", "rest", "day", "hours", "forbidden"});
        announced = root.optional_day("announced").value_or(always_known);
        entries = read_entries(root, announced);
    }
    [[nodiscard]] data_view root() const { return document.root(); }
    [[nodiscard]] calendar_layer layer() const {
        return {std::string{root().text("name")}, std::string{root().text("version")},
                std::string{root().optional_text("source").value_or("")}};
    }
};

/// Calendars laid over each other, from the bottom. Where two speak of a day, of a kind of hours or of something
/// forbidden, the upper one counts.
class stack {
public:
    /// As known on a day: a later file, a later entry, and what stands on a stretch of days known only later are as if
    /// unwritten.
    explicit stack(china_options base) : base_(base) {}

    void lay(calendar_text const& file) {
        auto const root = file.root();
        bool const is_known = known(file.announced);
        if (spec_.layers.empty()) begin(root, is_known);
        else check_base(root);
        if (!is_known) return;
        if (on_base(root)) extend(root);
        spec_.layers.push_back(file.layer());
        spec_.name = spec_.layers.back().name;
        spec_.version = spec_.layers.back().version;
        read_rest(root);
        lay_days(file);
        if (auto const hours = root.optional_table("hours")) lay_hours(*hours);
        for (data_view const f : root.tables("forbidden")) lay_forbidden(f);
        // At once, so that a fault is found in the file that has it.
        if (auto const c = calendar::make(spec_); !c) root.fail(c.why().en);
    }

    [[nodiscard]] calendar_spec const& spec() const { return spec_; }

private:
    [[nodiscard]] bool known(day announced) const { return !base_.as_known_on || announced <= *base_.as_known_on; }
    /// The bottom file that says from when it knows its days, and no base, has none.
    [[nodiscard]] bool on_base(data_view root) const {
        return root.has("base") || !root.has("from") || !spec_.layers.empty();
    }
    [[nodiscard]] day last() const { return spec_.provisional_last.value_or(spec_.last); }

    /// What the bottom file lies on: mainland China's days, unless it has days of its own.
    void begin(data_view root, bool is_known) {
        if (on_base(root)) {
            auto const name = root.optional_text("base").value_or("china");
            if (name != "china") root.fail("base", unknown_name(name, {"china"}));
            auto const built = china(base_);
            if (!built) root.fail("base", built.why().en);
            spec_ = built->spec();
            return;
        }
        if (!is_known) root.fail("announced", "nothing was known of this calendar on " + to_text(*base_.as_known_on));
        spec_.first = root.day("from");
        spec_.last = root.day("to");
    }

    /// A base that is named must be one of the calendars beneath.
    void check_base(data_view root) const {
        auto const name = root.optional_text("base");
        std::vector<std::string_view> beneath;
        for (calendar_layer const& l : spec_.layers) beneath.push_back(l.name);
        if (name && std::find(beneath.begin(), beneath.end(), *name) == beneath.end())
            root.fail("base", unknown_name(*name, beneath));
    }

    /// A new year: what was provisional there is known now.
    void extend(data_view root) {
        auto const to = root.optional_day("to");
        if (!to && root.has("from")) root.fail("to", "is missing: until when it knows the days");
        if (!to) return;
        day const from = root.optional_day("from").value_or(spec_.last + 1);
        if (spec_.last + 1 < from)
            root.fail("from", "it leaves a gap: the calendar beneath ends on " + to_text(spec_.last));
        if (*to < from) root.fail("to", "it ends before it begins");
        if (*to <= spec_.last) return;
        auto& days = spec_.days;
        days.erase(std::remove_if(days.begin(), days.end(),
                                  [&](special_day const& d) { return spec_.last < d.date && d.date <= *to; }),
                   days.end());
        spec_.last = *to;
        if (spec_.provisional_last && *spec_.provisional_last <= *to) spec_.provisional_last.reset();
    }

    void read_rest(data_view root) {
        auto const rest = root.find("rest");
        if (!rest) return;
        spec_.rest_days.fill(false);
        for (data_view const v : rest->as_array())
            spec_.rest_days[static_cast<std::size_t>(v.as_one_of<weekday>())] = true;
    }

    void lay_days(calendar_text const& file) {
        std::map<day, special_day> days;
        for (special_day& d : spec_.days) days[d.date] = std::move(d);
        for (dated_entry const& e : file.entries) {
            if (!known(e.announced)) continue;
            if (e.what.date < spec_.first || last() < e.what.date) {
                if (base_.as_known_on) continue;  // knowledge of that day ended there
                fail(e.at, to_text(e.what.date) + " lies outside the calendar");
            }
            auto& d = days[e.what.date] = e.what;
            d.layer = spec_.name;
            if (d.source.empty()) d.source = spec_.layers.back().source;
        }
        spec_.days.clear();
        for (auto& [date, d] : days) spec_.days.push_back(std::move(d));
    }

    void lay_hours(data_view v) {
        v.only(
            {"working", "rest", "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "day"});
        auto& hours = spec_.hours;
        if (spec_.layers.size() == 1 || v.has("working")) hours.working = read_windows(v.array("working"));
        if (spec_.layers.size() == 1 || v.has("rest")) hours.rest = read_windows(v.array("rest"));
        for (std::size_t i = 0; i < hours.usual.size(); ++i)
            if (auto const code = labels<weekday>::table[i].code; v.has(code))
                hours.usual[i] = read_windows(v.array(code));
        std::map<day, std::size_t> lines;
        for (data_view const named : v.tables("day")) {
            named.only({"date", "to", "windows", "why"});
            auto const windows = read_windows(named.array("windows"));
            auto const [from, to] = read_run(named, "date");
            for (day d = from; d <= to; d = d + 1) {
                if (auto const [first, fresh] = lines.emplace(d, named.line()); !fresh)
                    named.fail("date", "is given twice, first in line " + std::to_string(first->second));
                hours.named[d] = windows;
            }
        }
    }

    void lay_forbidden(data_view v) {
        v.only({"what", "zh", "en", "hours", "source"});
        forbidden_hours f;
        f.what = v.text("what");
        f.name.en = v.optional_text("en").value_or(f.what);
        f.name.zh = v.optional_text("zh").value_or(f.name.en);
        f.hours = read_windows(v.array("hours"));
        f.source = v.optional_text("source").value_or(spec_.layers.back().source);
        auto& all = spec_.forbidden;
        all.erase(std::remove_if(all.begin(), all.end(), [&](forbidden_hours const& x) { return x.what == f.what; }),
                  all.end());
        all.push_back(std::move(f));
    }

    china_options base_;
    calendar_spec spec_;
};

}}}  // namespace gongdan::calendar_file
