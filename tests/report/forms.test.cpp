#include "scene.hpp"

#include <gongdan/report/hazard.hpp>
#include <gongdan/report/ledger.hpp>
#include <gongdan/report/work_order.hpp>

using namespace gongdan;
using namespace gongdan::report;

namespace {

scope by(std::string_view when) { return {at(when)}; }

bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("K2, R3: the ledger says who signed and when, at issue and at return (T5, T9)") {
    scene s;
    whole_repair(s);
    auto const rows = ledger(s.desk, by("2026-02-25 00:00"));
    REQUIRE(rows.size() == 1);
    ledger_row const& r = rows[0];
    CHECK(r.number == "WX-1");
    CHECK(r.issue == 1);
    CHECK(r.customer == "王芳");
    CHECK(r.place == "桃园路 8 号");
    CHECK(r.fault == "灶具漏气");
    CHECK(r.crew == "一班");
    CHECK(r.urgency == level::soon);
    CHECK(to_text(r.received) == "2026-02-24 08:10");
    CHECK(*r.agreed == interval{at("2026-02-24 10:00"), at("2026-02-24 12:00")});
    CHECK(r.issued.who == "李娜");
    CHECK(to_text(r.issued.when) == "2026-02-24 08:30");
    CHECK(r.signed_at_issue.who == "赵军");
    CHECK(to_text(r.signed_at_issue.when) == "2026-02-24 08:45");
    CHECK(to_text(r.arrived.when) == "2026-02-24 10:05");
    CHECK(to_text(r.handed_back.when) == "2026-02-24 16:00");
    CHECK(r.signed_at_return.who == "赵军");  // not the receptionist who filed it
    CHECK(to_text(r.signed_at_return.when) == "2026-02-24 16:10");
    CHECK(to_text(r.closed.when) == "2026-02-24 16:20");
    CHECK(r.remark.empty());
}

TEST_CASE("the ledger gives the last test, its reading, and how many failed before (T6)") {
    scene s;
    whole_repair(s);
    auto const test = ledger(s.desk, by("2026-02-25 00:00"))[0].test;
    CHECK(test.passed);
    CHECK(test.failed_before == 1);
    CHECK(test.reading == "5 kPa 15 min 无压降");
    CHECK(to_text(test.done.when) == "2026-02-24 11:05");
    auto const earlier = ledger(s.desk, by("2026-02-24 10:50"))[0].test;
    CHECK_FALSE(earlier.passed);
    CHECK(earlier.done.made());
}

TEST_CASE("the customer's signature is the customer's, whoever holds the device (T9)") {
    scene s;
    whole_repair(s);
    CHECK(ledger(s.desk, by("2026-02-25 00:00"))[0].confirmed.who == "王芳");
}

TEST_CASE("what happened after the instant asked for is not in the ledger") {
    scene s;
    whole_repair(s);
    auto const rows = ledger(s.desk, by("2026-02-24 10:00"));
    REQUIRE(rows.size() == 1);
    CHECK(rows[0].signed_at_issue.made());
    CHECK_FALSE(rows[0].arrived.made());
    CHECK_FALSE(rows[0].closed.made());
    CHECK(ledger(s.desk, by("2026-02-24 08:29")).empty());
    CHECK(ledger(s.desk, by("2026-02-24 08:30")).size() == 1);
}

TEST_CASE("an order issued again after a visit in vain is a line of its own (T18)") {
    scene s;
    auto const id = s.open({kind::repair, at("2026-02-24 08:00"), receptionist("李娜")});
    s.step(id, "record", "2026-02-24 08:05", receptionist("李娜"));
    s.step(id, "order", "2026-02-24 08:10", receptionist("李娜"));
    s.step(id, "sign", "2026-02-24 08:20", technician("赵军"));
    s.step(id, "nobody_home", "2026-02-24 09:00", technician("赵军"));
    s.step(id, "order", "2026-02-25 08:10", receptionist("孙燕"));
    auto const rows = ledger(s.desk, by("2026-02-26 00:00"));
    REQUIRE(rows.size() == 2);
    CHECK(rows[0].remark == "无人在家 02-24 09:00");
    CHECK(rows[0].signed_at_issue.made());
    CHECK(rows[1].issue == 2);
    CHECK(rows[1].issued.who == "孙燕");
    CHECK_FALSE(rows[1].signed_at_issue.made());
    CHECK(rows[1].number == "#1");
}

TEST_CASE("a ledger is kept to its hall and its period") {
    scene s;
    whole_repair(s);
    scope other = by("2026-02-25 00:00");
    other.hall = "城西厅";
    CHECK(ledger(s.desk, other).empty());
    scope later = by("2026-02-25 00:00");
    later.since = at("2026-02-24 09:00");
    CHECK(ledger(s.desk, later).empty());
}

TEST_CASE("K1: the work order holds every step, the fee and the evidence") {
    scene s;
    auto const id = whole_repair(s);
    auto const w = work_order_of(s.desk, id, by("2026-02-25 00:00"));
    REQUIRE(w);
    CHECK(w->lines.size() == 19);
    CHECK(w->lines[9].event == "作业完毕");
    CHECK(w->lines[10].data == "结果 合格;气密性试验合格 5 kPa 15 min 无压降");
    CHECK(w->lines.back().state == "已关闭");
    CHECK(w->fee == "35 元");
    CHECK(w->phone == "13800000000");
    CHECK(to_text(w->fee_paid.when) == "2026-02-24 11:30");
    CHECK(w->customer_signature.who == "王芳");
    CHECK(w->test.passed);
    auto const proof = [&](std::string_view name) {
        for (auto const& p : w->proofs)
            if (p.what == name) return p;
        return work_order::proof{};
    };
    CHECK(proof("气密性试验合格").left.who == "赵军");
    CHECK(to_text(proof("隐患整改通知单").left.when) == "2026-02-24 11:20");
    CHECK_FALSE(proof("发票").left.made());
    auto const page = text_of(work_order_form(*w));
    CHECK(has(page, "维修业务工单"));
    CHECK(has(page, "35 元"));
}

TEST_CASE("a step reported late says when it was recorded, and one in conflict says so (D1)") {
    scene s;
    auto const id = s.open({kind::repair, at("2026-02-24 08:00"), receptionist("李娜")});
    s.step(id, "record", "2026-02-24 08:05", receptionist("李娜"));
    s.step(id, "test", "2026-02-24 09:00", technician("赵军"), {{"outcome", "passed"}}, "2026-02-24 11:00");
    auto const w = work_order_of(s.desk, id, by("2026-02-25 00:00"));
    REQUIRE(w);
    REQUIRE(w->lines.size() == 3);
    CHECK(w->lines[2].in_conflict);
    CHECK(to_text(w->lines[2].recorded) == "2026-02-24 11:00");
    CHECK(has(text_of(work_order_form(*w)), "补录 2026-02-24 11:00"));
    CHECK_FALSE(w->test.done.made());
}

TEST_CASE("K3: the hazard notice holds what was found, what is to be done, by when, and the signature (T8)") {
    scene s;
    auto const id = whole_repair(s);
    auto const signed_notice = hazard_notice(s.desk, id, by("2026-02-25 00:00"));
    REQUIRE(signed_notice);
    auto const text = text_of(*signed_notice);
    for (auto const* part : {"安全隐患整改通知单", "热水器无烟道", "加装烟道", "2026-03-10", "王芳 · 2026-02-24 11:25"})
        CHECK_MESSAGE(has(text, part), part);
    auto const unsigned_notice = hazard_notice(s.desk, id, by("2026-02-24 11:22"));
    REQUIRE(unsigned_notice);
    CHECK(has(text_of(*unsigned_notice), "用户未签字"));
}

TEST_CASE("no notice is made out for a ticket without a hazard") {
    scene s;
    auto const id = whole_repair(s);
    auto const before = hazard_notice(s.desk, id, by("2026-02-24 11:10"));
    REQUIRE_FALSE(before);
    CHECK(before.why().code == "report.no_hazard");
    CHECK(before.why().rule == "T8");
    auto const unknown = hazard_notice(s.desk, {99}, by("2026-02-24 11:10"));
    REQUIRE_FALSE(unknown);
    CHECK(unknown.why().code == "report.no_ticket");
    CHECK_FALSE(work_order_of(s.desk, id, by("2026-02-24 08:00")));
}

TEST_CASE("a hazard is open until a re-check finds it gone (T14)") {
    scene s;
    auto const id = s.open({kind::inspection, at("2026-02-24 08:00"), receptionist("孙燕")});
    auto const found = credentials().set("outcome", "hazard");
    s.step(id, "assign", "2026-02-24 08:05", dispatcher("周强"), {{"crew", "二班"}});
    s.step(id, "inspect", "2026-02-24 09:00", technician("何平"), found);
    s.step(id, "write_notice", "2026-02-24 09:05", technician("何平"), {{"measures_proposed", "yes"}});
    s.step(id, "sign_notice", "2026-02-24 09:10", technician("何平"), {{"customer_signature", "yes"}});
    s.step(id, "rectify", "2026-02-25 09:00", technician("何平"));
    s.step(id, "follow", "2026-02-25 10:00", dispatcher("周强"));
    s.step(id, "recheck", "2026-02-26 10:00", technician("何平"), credentials().set("outcome", "passed"));
    auto const open_at = [&](std::string_view when) {
        auto const all = hazards(snapshot{s.desk, by(when)}, by(when), language::zh);
        return all.size() == 1 && all[0].open();
    };
    CHECK_FALSE(open_at("2026-02-24 08:59"));
    CHECK(open_at("2026-02-24 09:00"));
    CHECK(open_at("2026-02-26 09:59"));
    CHECK_FALSE(open_at("2026-02-26 10:00"));
}
