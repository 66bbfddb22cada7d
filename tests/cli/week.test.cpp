// The repository's own example must keep telling the story its README tells.

#include "support/data.hpp"

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/intake.hpp>
#include <gongdan/dispatch/propose.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>
#include <string>
#include <vector>

using namespace gongdan;

namespace {

source week_file(char const* name) { return read_source((source_dir() / "examples" / "week" / name).string()); }

/// The week as a desk has taken it.
struct week {
    std::shared_ptr<memory_journal> store = std::make_shared<memory_journal>();
    desk d{china(), gas(), builtin_lifecycles(), store};
    std::vector<std::string> not_accepted;
    std::size_t lines = 0;
    std::size_t rejects = 0;
    instant latest;

    week() {
        intake_sinks sinks;
        sinks.rejected = [this](fault const&) { ++rejects; };
        sinks.answered = [this](intake_answer const& a) {
            ++lines;
            if (a.result != intake_result::accepted)
                not_accepted.push_back(a.ticket + ' ' + a.event + ' ' + std::string{a.why.code});
        };
        latest = take_events(d, week_file("events.jsonl"), sinks);
    }

    [[nodiscard]] std::size_t count(std::string type, bool open_only) const {
        ticket_filter f;
        f.type = std::move(type);
        f.open_only = open_only;
        return d.query(f, {}, d.size()).size();
    }
    [[nodiscard]] verdict stands(std::string_view ticket, std::string_view target) const {
        for (target_view const& v : d.targets(*d.find(ticket)))
            if (v.what->target == target) return v.at(latest);
        return verdict::unknown;
    }
};

}  // namespace

TEST_CASE("in the week, what is refused or in conflict is what the story says and nothing else") {
    week const w;
    CHECK(w.rejects == 0);
    CHECK(w.not_accepted ==
          std::vector<std::string>{"DH-0213-03 gas_on lifecycle.evidence", "BX-0214-03 file lifecycle.role",
                                   "BX-0221-03 arrive lifecycle.not_here", "BX-0224-04 close lifecycle.not_here"});
}

TEST_CASE("the week holds 150 tickets of all five types, and much is open on its last morning") {
    week const w;
    CHECK(w.latest == at("2026-02-24 10:30"));
    CHECK(w.d.size() == 150);
    for (auto const type : {kind::repair, kind::alarm, kind::install, kind::ignition, kind::inspection}) {
        CAPTURE(std::string{type});
        CHECK(w.count(std::string{type}, false) > w.count(std::string{type}, true));
        CHECK(w.count(std::string{type}, true) > 0);
    }
    CHECK(w.count("", true) == 55);
}

TEST_CASE("a command of the week that was sent twice is on record once") {
    week const w;
    std::size_t entries = 0;
    w.store->read(1, [&](entry const& e) { entries += e.event == entry_code::fired ? 0 : 1; });
    CHECK(entries == w.lines - 3 - 4);  // without the three refused and the four sent again
}

TEST_CASE("a road closed by fireworks excuses the crew, a crew that was busy elsewhere is late") {
    week const w;
    CHECK(w.stands("BJ-0217-02", "on_scene") == verdict::met);
    CHECK(w.stands("BJ-0216-04", "on_scene") == verdict::late);
    CHECK(w.stands("BJ-0216-03", "network_fixed") == verdict::met);
}

TEST_CASE("the night of the festival has a crew for alarms, and only for those that may wait for none") {
    auto const crews = dispatch::read_roster(week_file("crews.toml"));
    auto const on_duty = [&, days = china()](std::string_view type) {
        return std::count_if(crews.teams.begin(), crews.teams.end(), [&](dispatch::team const& t) {
            return t.can(type) && t.on_duty(at("2026-02-17 03:00"), days);
        });
    };
    CHECK(on_duty(kind::alarm) == 2);
    CHECK(on_duty(kind::install) == 0);
}

TEST_CASE("the alarm that waits on the last morning is proposed to a crew that is in time") {
    week const w;
    auto const all = dispatch::propose(w.d, dispatch::read_roster(week_file("crews.toml")), w.latest);
    REQUIRE(!all.empty());
    CHECK(w.d.ticket(all[0].ticket)->facts.external == "BJ-0224-02");
    CHECK(all[0].arrives <= w.d.deadline(all[0].ticket, "on_scene")->when);
}
