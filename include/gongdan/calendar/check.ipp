#pragma once

#include <gongdan/calendar/file.hpp>
#include <gongdan/calendar/layer.ipp>

#include <fmt/format.h>

#include <cassert>

namespace gongdan { inline namespace GONGDAN_MODE {

namespace calendar_file {

/// How long before its end a calendar's next year is missed.
inline constexpr std::int32_t soon = 60;

/// Looks through one file after the other, each against what lies beneath it.
class inspection {
public:
    void look(calendar_text const& file) {
        auto const beneath = upper_;
        all_.lay(file);
        upper_ = *calendar::make(all_.spec());
        location const top{file.root().at().file, 0, {}};
        look_at_entries(file, beneath ? *beneath : plain());
        bool const on_china = upper_->spec().layers.front().name == "china";
        day const from = beneath ? beneath->spec().last + 1 : on_china ? china().last() + 1 : upper_->first();
        look_at_years(file, top, from);
        if (on_china) look_at_statutory_days(top, from);
    }

    void look_at_the_end(location const& top, day today) {
        day const last = upper_->spec().last;
        if (last - today > soon) return;
        if (last < today)
            doubt(top, fmt::format("日历止于 {},已过期", to_text(last)),
                  fmt::format("the calendar ended on {}", to_text(last)));
        else
            doubt(top, fmt::format("日历止于 {},只剩 {} 天", to_text(last), last - today),
                  fmt::format("the calendar ends on {}, {} days from {}", to_text(last), last - today, to_text(today)));
    }

    std::vector<calendar_doubt> found;

private:
    /// What lies beneath the bottom file: weekends, and mainland China's days where it builds on them.
    [[nodiscard]] calendar plain() const {
        if (upper_->spec().layers.front().name == "china") return *china({{}, true});
        auto spec = upper_->spec();
        spec.days.clear();
        return *calendar::make(std::move(spec));
    }

    void doubt(location at, std::string zh, std::string en) {
        found.push_back({std::move(at), {std::move(zh), std::move(en)}});
    }

    /// Entries of one `[[day]]`, or neighbours of one kind, are one run: Spring Festival spans a weekend.
    void look_at_entries(calendar_text const& file, calendar const& beneath) {
        auto const& all = file.entries;
        for (std::size_t i = 0; i < all.size();) {
            std::size_t end = i + 1;
            while (end < all.size() && all[end].what.works == all[i].what.works &&
                   all[end].what.date - all[end - 1].what.date <= 1)
                ++end;
            look_at_run(file, all.data() + i, all.data() + end, beneath);
            i = end;
        }
    }

    void look_at_run(calendar_text const& file,
                     dated_entry const* first,
                     dated_entry const* last,
                     calendar const& beneath) {
        bool changes = false;
        for (auto const* e = first; e != last; ++e) {
            bool const same = worked_beneath(beneath, e->what.date) == e->what.works;
            changes = changes || !same;
            if (same && e->what.works) doubt_make_up(*e);
            bool const sourced = !e->what.source.empty() || file.root().has("source");
            bool const starts_entry = e == first || e->at.line != (e - 1)->at.line;
            if (!sourced && starts_entry)
                doubt(e->at, fmt::format("{} 没有写明依据", to_text(e->what.date)),
                      fmt::format("{} names no source", to_text(e->what.date)));
        }
        if (!changes && !first->what.works)
            doubt(
                first->at, fmt::format("{} 起的放假落在本来就休息的日子,不起作用", to_text(first->what.date)),
                fmt::format("the days off from {} change nothing: they are of rest anyway", to_text(first->what.date)));
    }

    void doubt_make_up(dated_entry const& e) {
        auto const& name = label(weekday_of(e.what.date));
        doubt(e.at, fmt::format("{}({})本来就上班,不必调休", to_text(e.what.date), name.zh),
              fmt::format("{} is a make-up day on a {}, which is worked anyway", to_text(e.what.date), name.en));
    }

    [[nodiscard]] static bool worked_beneath(calendar const& beneath, day d) {
        bool const arranged = beneath.covers(d) && !beneath.provisional(d);
        return arranged ? beneath.works(d) : !beneath.spec().rest_days[static_cast<std::size_t>(weekday_of(d))];
    }

    void look_at_years(calendar_text const& file, location const& top, day from) {
        for (int year = split(from).year; year <= split(upper_->spec().last).year; ++year) {
            auto const& all = file.entries;
            bool const arranged = std::any_of(all.begin(), all.end(), [&](dated_entry const& e) {
                return !e.what.works && split(e.what.date).year == year;
            });
            if (!arranged)
                doubt(top, fmt::format("{}年没有任何放假安排", year), fmt::format("{} has no days off at all", year));
        }
    }

    void look_at_statutory_days(location const& top, day from) {
        auto const expected = *china({{}, true});
        for (day d = from; d <= std::min(upper_->spec().last, expected.last()); d = d + 1)
            if (auto const* s = expected.special(d); s != nullptr && !s->works && upper_->works(d))
                doubt(top, fmt::format("{} 是法定节假日({}),却要上班", to_text(d), s->name.zh),
                      fmt::format("{} is a statutory day off ({}) and yet worked", to_text(d), s->name.en));
    }

    stack all_{{}};
    std::optional<calendar> upper_;
};

}  // namespace calendar_file

GONGDAN_INLINE std::vector<calendar_doubt> check_calendar(std::vector<source> const& layers, std::optional<day> today) {
    assert(!layers.empty() && "a calendar is read from one file at least");
    calendar_file::inspection all;
    location end;
    for (source const& s : layers) {
        calendar_file::calendar_text const file{s};
        end = location{s.name, 0, {}};
        all.look(file);
    }
    if (today) all.look_at_the_end(end, *today);
    return std::move(all.found);
}

}}  // namespace gongdan
