// A company's own promise for outages: customers are told so many working days ahead (P17 names no number).

#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/ticket/kind.hpp>
#include <gongdan/time/civil.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace gongdan;

namespace {

policy with_notice() {
    auto rules = gas();
    clause c;
    c.type = "outage";
    c.target = "told";
    c.zh = "提前告知";
    c.en = "told ahead";
    c.within = *expression::parse("3 working days before agreed");
    c.met_by = {"announced", "called_off"};
    c.remind_at = {*expression::parse_reminder("1 working day before due")};
    c.rule = "P17";
    rules.clauses.push_back(c);
    return rules;
}

struct planned {
    gongdan::desk desk{china(), with_notice(), builtin_lifecycles()};
    ticket_id id = *desk.open({"outage", at("2026-02-02 10:00"), {role::superior, "s"}});

    void apply(char const* event, char const* when, payload data = {}) {
        auto const done = desk.apply(id, {event, at(when), {role::superior, "s"}, std::move(data)});
        INFO(event, ": ", done ? "" : done.why().en);
        REQUIRE(done);
    }
    void agree(char const* made, char const* from, char const* to) {
        apply("agree", made, {{"from", from}, {"to", to}});
    }
    [[nodiscard]] verdict seen(char const* now) const {
        for (target_view const& v : desk.targets(id))
            if (v.what->target == "told") return v.at(at(now));
        return verdict::exempt;
    }
};

}  // namespace

TEST_CASE("P17: a notice is due so many working days ahead of the outage, and nothing is due before a time is set") {
    planned p;
    CHECK(p.desk.deadline(p.id, "told")->state == due::how::unset);
    p.agree("2026-02-03 09:00", "2026-02-25 09:00", "2026-02-25 15:00");
    CHECK(to_text(*p.desk.deadline(p.id, "told")) == "2026-02-13 24:00");
    CHECK(p.desk.next_due() == at("2026-02-13 00:00"));  // the reminder
    p.apply("approve", "2026-02-04 09:00");
    p.apply("announce", "2026-02-14 00:00", {{"notice_published", "yes"}});
    CHECK(p.seen("2026-02-20 00:00") == verdict::met);
}

TEST_CASE("P17: an outage put off before its notice was due has its notice later, one put off afterwards has not") {
    planned p;
    p.agree("2026-02-03 09:00", "2026-02-25 09:00", "2026-02-25 15:00");
    p.agree("2026-02-13 12:00", "2026-03-04 09:00", "2026-03-04 15:00");
    // 3 and 2 March, and Saturday 28 February, which is worked.
    CHECK(to_text(*p.desk.deadline(p.id, "told")) == "2026-02-28 24:00");
    p.agree("2026-03-01 12:00", "2026-03-11 09:00", "2026-03-11 15:00");
    CHECK(to_text(*p.desk.deadline(p.id, "told")) == "2026-02-28 24:00");
    CHECK(p.seen("2026-03-01 13:00") == verdict::open_late);
}
