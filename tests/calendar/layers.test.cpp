// Calendars as data: files laid over each other, what each may say, and what is doubtful in them.

#include <gongdan/calendar/china.hpp>
#include <gongdan/calendar/clock.hpp>
#include <gongdan/calendar/file.hpp>
#include <gongdan/time/civil.hpp>
#include <support/data.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace gongdan;

namespace {

/// A year that no notice has arranged yet, as a file that came in November.
constexpr char next_year[] = R"(name = "2027"
version = "draft"
source = "notice X"
announced = "2026-11-10"
base = "china"
from = "2027-01-01"
to = "2027-12-31"
[[day]]
date = "2027-01-01"
to = "2027-01-03"
kind = "off"
en = "New Year"
[[day]]
date = "2027-02-05"
to = "2027-02-11"
kind = "off"
en = "Spring Festival"
[[day]]
date = "2027-02-20"
kind = "work"
en = "Spring Festival"
[[day]]
date = "2026-12-27"
kind = "work"
en = "New Year"
)";

source over(std::string const& text) { return from_text("over.toml", "name = \"hall\"\nversion = \"1\"\n" + text); }

calendar laid(std::vector<source> layers, china_options base = {}) { return read_calendar_layers(layers, base); }

std::string refused(std::vector<source> const& layers, china_options base = {}) {
    try {
        static_cast<void>(read_calendar_layers(layers, base));
    } catch (input_error const& wrong) { return wrong.what(); }
    return {};
}

std::vector<std::string> doubts(std::vector<source> const& layers, std::optional<day> today = {}) {
    std::vector<std::string> all;
    for (calendar_doubt const& d : check_calendar(layers, today)) {
        CHECK_FALSE(d.what.zh.empty());
        all.push_back(fault{d.at, d.what.en}.text());
    }
    return all;
}

using lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a new year's file makes the year known, and what was provisional there gives way to it") {
    auto const file = from_text("2027.toml", next_year);
    CHECK_FALSE(china().covers(on("2027-02-08")));
    for (bool const provisional : {false, true}) {
        auto const days = laid({file}, {{}, provisional});
        CHECK(days.spec().last == on("2027-12-31"));
        CHECK_FALSE(days.works(on("2027-02-11")));  // arranged, and not statutory
        CHECK(days.works(on("2027-02-20")));
        CHECK(days.works(on("2026-12-27")));
        CHECK(days.works(on("2027-04-05")));  // statutory, but the notice does not say so
        CHECK_FALSE(days.provisional(on("2027-12-31")));
        CHECK(days.covers(on("2028-01-01")) == provisional);
        CHECK(days.special(on("2027-02-11"))->layer == "2027");
        CHECK(days.special(on("2027-02-11"))->source == "notice X");
        CHECK(days.special(on("2026-02-14"))->layer == "china");
    }
    CHECK(to_text(laid({file}).add(on("2026-12-31"), 3)->date) == "2027-01-06");
}

TEST_CASE("as known before a file was announced, the file and its year are as if unwritten") {
    auto const file = from_text("2027.toml", next_year);
    CHECK_FALSE(laid({file}, {on("2026-11-09"), false}).covers(on("2027-01-01")));
    CHECK_FALSE(laid({file}, {on("2026-11-09"), false}).works(on("2026-12-27")));
    CHECK(laid({file}, {on("2026-11-10"), false}).covers(on("2027-01-01")));
    CHECK(refused({from_text("own.toml",
                             "name = \"own\"\nversion = \"1\"\nannounced = \"2026-05-01\"\n"
                             "from = \"2026-01-01\"\nto = \"2026-12-31\"\n")},
                  {on("2026-04-30"), false}) ==
          "own.toml:3: announced: nothing was known of this calendar on 2026-04-30");
}

TEST_CASE("an entry may be announced later than its file, and amend one announced before") {
    auto const file = over(R"(base = "china"
[[day]]
date = "2026-05-20"
kind = "off"
announced = "2026-04-01"
[[day]]
date = "2026-05-20"
kind = "work"
announced = "2026-05-10"
)");
    CHECK(laid({file}, {on("2026-03-31"), false}).special(on("2026-05-20")) == nullptr);
    CHECK_FALSE(laid({file}, {on("2026-04-01"), false}).works(on("2026-05-20")));
    CHECK(laid({file}).works(on("2026-05-20")));
    CHECK(laid({file}).special(on("2026-05-20")) != nullptr);
}

TEST_CASE("the later file counts where two speak of a day, of hours or of something forbidden") {
    auto const region = over(R"(base = "china"
[hours]
working = ["08:00-12:00"]
[[day]]
date = "2026-04-20"
kind = "off"
[[day]]
date = "2026-04-21"
kind = "off"
[[forbidden]]
what = "restore_gas"
hours = ["22:00-06:00"]
)");
    auto const hall = from_text("hall.toml", R"(name = "hall 3"
version = "1"
base = "hall"
[hours]
rest = []
[[hours.day]]
date = "2026-04-22"
to = "2026-04-23"
windows = []
[[day]]
date = "2026-04-20"
kind = "work"
[[forbidden]]
what = "restore_gas"
hours = ["21:00-07:00"]
)");
    auto const days = laid({region, hall});
    CHECK(days.works(on("2026-04-20")));
    CHECK_FALSE(days.works(on("2026-04-21")));
    CHECK(days.special(on("2026-04-20"))->layer == "hall 3");
    CHECK(days.special(on("2026-04-21"))->layer == "hall");
    CHECK(days.is_open(at("2026-04-24 11:59")));
    CHECK_FALSE(days.is_open(at("2026-04-24 12:00")));
    CHECK_FALSE(days.is_open(at("2026-04-25 10:00")));
    CHECK_FALSE(days.is_open(at("2026-04-23 10:00")));
    CHECK(to_text(*days.allowed_from("restore_gas", at("2026-04-20 21:30"))) == "2026-04-21 07:00");
    CHECK(days.spec().layers.size() == 3);
    CHECK(days.name() == "hall 3");
    // The other way round the region's word stands.
    CHECK_FALSE(laid({over("base = \"china\"\n"), over("[[day]]\ndate = \"2026-04-20\"\nkind = \"work\"\n"),
                      over("[[day]]\ndate = \"2026-04-20\"\nkind = \"off\"\n")})
                    .works(on("2026-04-20")));
}

TEST_CASE("a shorter Friday is a Friday worked as usual, not a holiday and not a make-up day") {
    auto const days = laid({over(R"([hours]
working = ["08:00-18:00"]
rest = ["09:00-17:00"]
friday = ["08:00-16:00"]
sunday = []
)")});
    auto const closes = [&](char const* date) {
        auto const span = days.open_span(on(date));
        return span ? time_of_day_text(span->close) : "closed";
    };
    CHECK(closes("2026-02-12") == "18:00");
    CHECK(closes("2026-02-13") == "16:00");
    CHECK(closes("2026-02-20") == "17:00");  // a Friday in Spring Festival
    CHECK(closes("2026-02-14") == "18:00");  // a Saturday that is worked
    CHECK(closes("2026-03-01") == "closed");
    CHECK(closes("2026-02-22") == "closed");  // a Sunday of rest, also in Spring Festival
    service_clock const clock{&days};
    CHECK(clock.count(end_of(on("2026-02-13"))) - clock.count(start_of(on("2026-02-13"))) == 8 * 3600);
}

TEST_CASE("what is forbidden at night may be done from the morning on, and at once by day") {
    auto const days = laid({over(R"([[forbidden]]
what = "restore_gas"
hours = ["22:00-06:00"]
[[forbidden]]
what = "knock"
hours = ["00:00-07:00", "12:00-14:00", "21:00-24:00"]
)")});
    auto const from = [&](char const* what, char const* when) { return to_text(*days.allowed_from(what, at(when))); };
    CHECK(from("restore_gas", "2026-02-13 21:59:59") == "2026-02-13 21:59:59");
    CHECK(from("restore_gas", "2026-02-13 22:00") == "2026-02-14 06:00");
    CHECK(from("restore_gas", "2026-02-14 05:59:59") == "2026-02-14 06:00");
    CHECK(from("restore_gas", "2026-02-14 06:00") == "2026-02-14 06:00");
    CHECK(from("knock", "2026-02-13 22:00") == "2026-02-14 07:00");
    CHECK(from("knock", "2026-02-13 13:00") == "2026-02-13 14:00");
    CHECK(days.allowed_from("sing", at("2026-02-13 22:00")).why().en ==
          "calendar 'hall' has no forbidden hours for 'sing'");
}

TEST_CASE("what does not fit what lies beneath is an error with its line") {
    CHECK(refused({over("base = \"china\"\nfrom = \"2027-01-02\"\nto = \"2027-12-31\"\n")}) ==
          "over.toml:4: from: it leaves a gap: the calendar beneath ends on 2026-12-31");
    CHECK(refused({over("base = \"china\"\nfrom = \"2027-01-01\"\n")}) ==
          "over.toml:1: to: is missing: until when it knows the days");
    CHECK(refused({over(""), over("base = \"mars\"\n")}) ==
          "over.toml:3: base: 'mars' is not known; known are china, hall");
    CHECK(refused({over("[[day]]\ndate = \"2027-01-01\"\nkind = \"off\"\n")}) ==
          "over.toml:4: day[0].date: 2027-01-01 lies outside the calendar");
    CHECK(refused({over("[[day]]\ndate = \"2026-05-03\"\nto = \"2026-05-05\"\nkind = \"off\"\n"
                        "[[day]]\ndate = \"2026-05-04\"\nkind = \"work\"\n")}) ==
          "over.toml:8: day[1].date: 2026-05-04 is given twice, first in line 4");
    CHECK(refused({over("[[day]]\ndate = \"2026-05-03\"\nto = \"2026-05-01\"\nkind = \"off\"\n")}) ==
          "over.toml:5: day[0].to: it ends before it begins");
    CHECK(refused({over("[[hours.day]]\ndate = \"2026-05-03\"\nwindows = []\n"
                        "[[hours.day]]\ndate = \"2026-05-03\"\nwindows = []\n")}) ==
          "over.toml:7: hours.day[1].date: is given twice, first in line 3");
    CHECK(refused({over("[[forbidden]]\nwhat = \"x\"\nhours = [\"06:00-06:00\"]\n")}).find("or the whole day") !=
          std::string::npos);
    // In the file that has the fault, though others lie over it.
    CHECK(refused({over("[hours]\nfriday = [\"09:00-08:00\", \"10:00-11:00\"]\n"), over("")}).find("over.toml:1: ") ==
          0);
}

TEST_CASE("a file that says what it means leaves no doubt") {
    CHECK(doubts({over("source = \"s\"\n[[day]]\ndate = \"2026-05-20\"\nkind = \"off\"\n")}).empty());
    CHECK(doubts({read_source((source_dir() / "examples" / "calendars" / "hall.toml").string())}).empty());
}

TEST_CASE("what a file says to no effect, or without a source, is doubtful") {
    CHECK(doubts({over("source = \"s\"\n[[day]]\ndate = \"2026-05-20\"\nkind = \"work\"\n")}) ==
          lines{"over.toml:5: day[0].date: 2026-05-20 is a make-up day on a Wednesday, which is worked anyway"});
    CHECK(doubts({over("source = \"s\"\n[[day]]\ndate = \"2026-05-23\"\nto = \"2026-05-24\"\nkind = \"off\"\n")}) ==
          lines{"over.toml:5: day[0].date: the days off from 2026-05-23 change nothing: they are of rest anyway"});
    // With the Friday before it the weekend is part of a holiday.
    CHECK(doubts({over("source = \"s\"\n[[day]]\ndate = \"2026-05-22\"\nto = \"2026-05-24\"\nkind = \"off\"\n")})
              .empty());
    CHECK(doubts({over("[[day]]\ndate = \"2026-05-20\"\nto = \"2026-05-21\"\nkind = \"off\"\n")}) ==
          lines{"over.toml:4: day[0].date: 2026-05-20 names no source"});
}

TEST_CASE("a year without arrangement, statutory days that are worked, and a near end are doubtful") {
    CHECK(doubts({over("source = \"s\"\nbase = \"china\"\nto = \"2027-01-02\"\n")}) ==
          lines{"over.toml: 2027 has no days off at all",
                "over.toml: 2027-01-01 is a statutory day off (New Year) and yet worked"});
    auto const own = over(
        "from = \"2025-01-01\"\nto = \"2026-12-31\"\n[[day]]\ndate = \"2026-05-20\"\nkind = "
        "\"off\"\nsource = \"s\"\n");
    CHECK(doubts({own}) == lines{"over.toml: 2025 has no days off at all"});
    auto const hall = over("source = \"s\"\n");
    CHECK(doubts({hall}, on("2026-10-31")).empty());
    CHECK(doubts({hall}, on("2026-11-01")) ==
          lines{"over.toml: the calendar ends on 2026-12-31, 60 days from 2026-11-01"});
    CHECK(doubts({hall}, on("2027-01-02")) == lines{"over.toml: the calendar ended on 2026-12-31"});
}
