// When service is given, which days count, and what must not.

#include <gongdan/calendar/file.hpp>
#include <gongdan/dispatch/propose.hpp>
#include <gongdan/lifecycle/install.hpp>
#include <gongdan/ticket/kind.hpp>
#include <support/hall.hpp>

#include "flows.hpp"

using namespace gongdan;

TEST_CASE("C1: visits are made from 8 to 18 on working days, make-up Saturdays too, and from 9 to 17 on days of rest") {
    auto const days = china();
    struct {
        char const* day;
        char const* open;
        char const* close;
    } const cases[] = {{"2026-02-13", "08:00", "18:00"},   // Friday
                       {"2026-02-14", "08:00", "18:00"},   // Saturday, worked
                       {"2026-02-17", "09:00", "17:00"},   // Spring Festival
                       {"2026-03-01", "09:00", "17:00"}};  // Sunday
    for (auto const& c : cases) {
        auto const span = days.open_span(on(c.day));
        REQUIRE(span);
        CHECK(time_of_day_text(span->open) == c.open);
        CHECK(time_of_day_text(span->close) == c.close);
    }
}

TEST_CASE("C2: what is promised in minutes and hours runs through night and festival") {
    hall h;
    auto const id = h.open(kind::alarm, "2026-02-16 23:50", level::urgent);
    CHECK(to_text(*h.desk.deadline(id, "on_scene")) == "2026-02-17 00:20");
}

TEST_CASE("C3: a hall that closes on weekends is a calendar of its own over the same working days") {
    auto const own = read_calendar(source{"hall.toml",
                                          "name = \"城西厅\"\nversion = \"1\"\nbase = \"china\"\n"
                                          "[hours]\nworking = [\"08:30-17:00\"]\nrest = []\n"});
    CHECK_FALSE(own.open_span(on("2026-03-01")));
    CHECK(own.works(on("2026-02-14")));
    CHECK(china().open_span(on("2026-03-01")));
}

TEST_CASE("C5: a working day is one of mainland China's, make-up days included and festivals not") {
    auto const days = china();
    CHECK(days.works(on("2026-02-14")));
    CHECK_FALSE(days.works(on("2026-02-16")));
    CHECK_FALSE(days.works(on("2026-03-01")));
}

TEST_CASE("C6: a crew proposed for an agreed visit is not there before its time") {
    hall h;
    opening o{kind::repair, at("2026-03-02 09:00"), {role::customer, ""}, level::agreed};
    o.agreed = interval{at("2026-03-02 14:00"), at("2026-03-02 16:00")};
    auto const id = *h.desk.open(o);
    h.must(id, "record", "2026-03-02 09:05", role::receptionist);
    dispatch::roster r;
    r.teams.push_back({"W1", "维修一班", {"repair"}, visiting_hours(), {}});
    auto const proposed = dispatch::propose(h.desk, r, at("2026-03-02 09:10"));
    REQUIRE(proposed.size() == 1);
    CHECK(proposed[0].ticket == id);
    CHECK(proposed[0].arrives == at("2026-03-02 14:00"));
}

TEST_CASE("P12: an inspection the customer asks for is due three natural days later, or on the next working day") {
    hall h;
    CHECK(to_text(*h.desk.deadline(h.open(kind::inspection, "2026-03-02 10:00"), "inspected")) == "2026-03-05 24:00");
    CHECK(to_text(*h.desk.deadline(h.open(kind::inspection, "2026-03-04 10:00"), "inspected")) == "2026-03-09 24:00");
}

TEST_CASE("T33: who the customer is, and where, moves nobody in the queue") {
    auto const order = [](std::initializer_list<char const*> customers) {
        hall h;
        for (char const* const who : customers) {
            opening o{kind::repair, at("2026-03-02 09:00"), {role::customer, who}};
            o.data = {{"customer", who}, {"address", who}};
            auto const id = *h.desk.open(o);
            h.must(id, "record", "2026-03-02 09:05", role::receptionist);
        }
        std::vector<std::uint64_t> ids;
        for (auto const& w : dispatch::queue(h.desk)) ids.push_back(w.ticket.value);
        return ids;
    };
    CHECK(order({"董事长", "张三", "a"}) == order({"a", "张三", "董事长"}));
}

TEST_CASE("V19: a home without a record has one once the form is entered") {
    journey j(install_lifecycle());
    j.walk({{flows::receptionist, "verify", {evidence::identity_checked, evidence::papers_complete}},
            {flows::customer, "fill", {evidence::fee_paid}}});
    CHECK_FALSE(j.on_record(evidence::customer_record));
    j.walk({{flows::receptionist, "enter"}});
    CHECK(j.on_record(evidence::customer_record));
    CHECK(j.rule() == "V19");
}
