#include "scene.hpp"

#include <gongdan/report/page.hpp>

using namespace gongdan;
using namespace gongdan::report;

namespace {

bool has(std::string const& text, std::string_view part) { return text.find(part) != std::string::npos; }

page_options options(std::string_view when, language l = language::zh) {
    page_options o;
    o.at.as_of = at(when);
    o.lang = l;
    return o;
}

/// An alarm at 08:00, with the crew on scene so many minutes later; none where it never came.
ticket_id alarm(scene& s, std::string number, std::string hall, std::optional<int> on_scene) {
    auto const id = s.open(
        {kind::alarm, at("2026-02-24 08:00"), receptionist("值班"), level::urgent, std::move(number), std::move(hall)});
    s.step(id, "take", "2026-02-24 08:00", dispatcher("周强"));
    s.step(id, "triage", "2026-02-24 08:01", dispatcher("周强"), {{"outcome", "ordinary"}});
    s.step(id, "assign", "2026-02-24 08:01", dispatcher("周强"), {{"crew", "抢险班"}});
    s.step(id, "send", "2026-02-24 08:02", dispatcher("周强"));
    if (on_scene) s.step(id, "arrive", to_text(at("2026-02-24 08:00") + minutes{*on_scene}), technician("郑海"));
    return id;
}

attainment_row row(std::vector<attainment_row> const& rows, std::string_view group, std::string_view target) {
    for (auto const& r : rows)
        if (r.group.zh == group && r.code == target) return r;
    FAIL("no row for ", group, " ", target);
    return {};
}

std::vector<std::string> numbers(dispatch_page const& p, queue_part part) {
    std::vector<std::string> found;
    for (auto const& r : p.queue)
        if (r.part == part) found.push_back(r.ticket.number());
    return found;
}

}  // namespace

TEST_CASE("attainment is met over met, late and open late, and nothing else counts") {
    scene s;
    alarm(s, "A", "城东厅", 30);  // within the 30 minutes of P4: the figure itself is included
    alarm(s, "B", "城东厅", 20);
    alarm(s, "C", "城东厅", 31);
    alarm(s, "D", "城西厅", {});
    scope now{at("2026-02-24 08:40")};
    snapshot const seen{s.desk, now};
    auto const rows = attainment(seen, now, grouping::type);
    auto const r = row(rows, "报警", "on_scene");
    CHECK(r.of(verdict::met) == 2);
    CHECK(r.of(verdict::late) == 1);
    CHECK(r.of(verdict::open_late) == 1);
    CHECK(r.kept() == 2);
    CHECK(r.judged() == 4);
    CHECK(*r.rate() == 0.5);
    CHECK(r.rule == "P4");
    auto const fixed = row(rows, "报警", "network_fixed");
    CHECK(fixed.of(verdict::open) == 4);
    CHECK(fixed.judged() == 0);
    CHECK_FALSE(fixed.rate());
}

TEST_CASE("R2, R4: attainment is broken down by level, hall and crew") {
    scene s;
    alarm(s, "A", "城东厅", 20);
    alarm(s, "B", "城西厅", 31);
    s.open({kind::inspection, at("2026-02-24 08:00"), receptionist("孙燕")});
    scope now{at("2026-02-24 08:40")};
    snapshot const seen{s.desk, now};
    CHECK(*row(attainment(seen, now, grouping::hall), "城东厅", "on_scene").rate() == 1.0);
    CHECK(*row(attainment(seen, now, grouping::hall), "城西厅", "on_scene").rate() == 0.0);
    CHECK(row(attainment(seen, now, grouping::crew), "抢险班", "on_scene").judged() == 2);
    auto const by_level = attainment(seen, now, grouping::level);
    CHECK(by_level.front().group.zh == "L4 加急安排");
    CHECK(by_level.back().group.zh == "L1 等待安排");
    CHECK(row(attainment(seen, now, grouping::hall), "", "inspected").of(verdict::open) == 1);
}

TEST_CASE("attainment as of an instant knows nothing of what came later") {
    scene s;
    alarm(s, "A", "城东厅", 31);
    auto const counts = [&](std::string_view when) {
        scope const now{at(when)};
        return row(attainment(snapshot{s.desk, now}, now, grouping::type), "报警", "on_scene");
    };
    CHECK(counts("2026-02-24 08:30").of(verdict::open) == 1);
    CHECK(counts("2026-02-24 08:30").of(verdict::late) == 0);
    CHECK(counts("2026-02-24 08:30:30").of(verdict::open_late) == 1);
    CHECK(counts("2026-02-24 08:31").of(verdict::late) == 1);
}

TEST_CASE("a hold counts from when it was made, not before") {
    scene s;
    auto const id = s.open({kind::repair, at("2026-02-24 08:00"), receptionist("李娜")});
    s.step(id, "hold", "2026-02-24 09:00", dispatcher("周强"), {{"reason", "force_majeure"}});
    s.step(id, "resume", "2026-02-24 12:00", dispatcher("周强"));
    auto const verdict_at = [&](std::string_view when) {
        auto const o = options(when);
        snapshot const seen{s.desk, o.at};
        return seen.tickets()[0].targets()[0].at(o.at.as_of);
    };
    CHECK(verdict_at("2026-02-24 08:30") == verdict::open);
    CHECK(verdict_at("2026-02-24 10:00") == verdict::held);
    CHECK(verdict_at("2026-02-24 17:00") == verdict::open);  // 6 h and 3 h of hold
    CHECK(verdict_at("2026-02-24 17:01") == verdict::open_late);
}

TEST_CASE("L1, L2, L3, L4: the queue stands by level, then deadline, then appointment") {
    scene s;
    auto const repair = [&](std::string number, level l, std::string_view when, std::optional<interval> agreed = {}) {
        return s.open({kind::repair, at(when), receptionist("李娜"), l, std::move(number), "", agreed});
    };
    interval const late{at("2026-02-24 14:00"), at("2026-02-24 16:00")};
    interval const early{at("2026-02-24 13:00"), at("2026-02-24 16:00")};
    repair("low-early", level::waiting, "2026-02-24 07:00");
    repair("low-late", level::waiting, "2026-02-24 08:00");
    repair("booked-late", level::agreed, "2026-02-24 07:30", late);
    repair("booked-early", level::agreed, "2026-02-24 07:40", early);
    repair("urgent", level::urgent, "2026-02-24 09:00");
    auto const o = options("2026-02-24 09:30");
    snapshot const seen{s.desk, o.at};
    CHECK(numbers(gather(seen, o), queue_part::today) ==
          std::vector<std::string>{"urgent", "booked-early", "booked-late", "low-early", "low-late"});
}

TEST_CASE("no open ticket is left out of the queue") {
    scene s;
    auto const waiting =
        s.open({kind::ignition, at("2026-02-24 08:00"), receptionist("孙燕"), level::waiting, "later"});
    static_cast<void>(waiting);
    s.open({kind::repair, at("2026-02-24 08:00"), receptionist("李娜"), level::waiting, "today"});
    auto const held = s.open({kind::repair, at("2026-02-24 08:00"), receptionist("李娜"), level::urgent, "held"});
    s.step(held, "hold", "2026-02-24 08:10", dispatcher("周强"), {{"reason", "customer_wish"}});
    auto const inspected =
        s.open({kind::inspection, at("2026-02-24 08:00"), receptionist("孙燕"), level::waiting, "wrap"});
    s.step(inspected, "assign", "2026-02-24 08:05", dispatcher("周强"), {{"crew", "二班"}});
    s.step(inspected, "inspect", "2026-02-24 09:00", technician("何平"), credentials().set("outcome", "passed"));
    auto const o = options("2026-02-24 09:30");
    snapshot const seen{s.desk, o.at};
    auto const p = gather(seen, o);
    CHECK(numbers(p, queue_part::today) == std::vector<std::string>{"today"});
    CHECK(numbers(p, queue_part::later) == std::vector<std::string>{"later"});
    CHECK(numbers(p, queue_part::held) == std::vector<std::string>{"held"});
    CHECK(numbers(p, queue_part::wrap_up) == std::vector<std::string>{"wrap"});
    CHECK(p.queue.size() == 4);
}

TEST_CASE("what is late says by how much, how its clock ran, where its time went and who is next") {
    scene s;
    alarm(s, "D", "城东厅", {});
    auto const o = options("2026-02-24 08:40");
    snapshot const seen{s.desk, o.at};
    auto const p = gather(seen, o);
    REQUIRE(p.late.size() == 1);
    late_row const& r = p.late[0];
    CHECK(r.target.what->target == "on_scene");
    CHECK(r.over == minutes{10});
    auto const why = why_late(r, o.at.as_of);
    REQUIRE(why.clock.segments.size() == 1);
    CHECK(why.clock.segments[0].counted == 1800);
    REQUIRE(why.stays.size() == 3);  // called and taken in the same minute
    CHECK(why.stays.back().state.zh == "已出警");
    CHECK(why.stays.back().to - why.stays.back().from == minutes{38});
    CHECK(why.last->event == "send");
    CHECK(has(why.next_step.zh, "赶到现场(维修工)"));
    CHECK(p.done_late.empty());
    auto const text = text_of(page_of(p, seen, o));
    CHECK(has(text, "到场 已超 10 min"));
}

TEST_CASE("done too late is no longer open late, and leaves the page with its period") {
    scene s;
    alarm(s, "C", "城东厅", 35);
    auto o = options("2026-02-24 09:00");
    snapshot const seen{s.desk, o.at};
    CHECK(gather(seen, o).late.empty());
    auto const p = gather(seen, o);
    REQUIRE(p.done_late.size() == 1);
    CHECK(p.done_late[0].over == minutes{5});
    o.at.since = at("2026-02-24 08:36");
    CHECK(gather(seen, o).done_late.empty());
}

TEST_CASE("conflicts and late entries are shown apart, with the reason (D1)") {
    scene s;
    auto const id = s.open({kind::repair, at("2026-02-24 08:00"), receptionist("李娜"), level::waiting, "W"});
    s.step(id, "record", "2026-02-24 08:05", receptionist("李娜"), {}, "2026-02-24 08:20");
    s.step(id, "note", "2026-02-24 08:10", receptionist("李娜"), {}, "2026-02-24 08:26");
    s.step(id, "light", "2026-02-24 09:00", technician("赵军"), {}, "2026-02-24 11:00");
    auto const o = options("2026-02-24 12:00");
    snapshot const seen{s.desk, o.at};
    auto const p = gather(seen, o);
    REQUIRE(p.conflicts.size() == 1);
    CHECK(p.conflicts[0].what.event == "light");
    REQUIRE(p.conflicts[0].why);
    CHECK(p.conflicts[0].why->code == "lifecycle.not_here");
    REQUIRE(p.late_entries.size() == 1);  // a quarter of an hour is not late yet, a minute more is
    CHECK(p.late_entries[0].what.event == "note");
}

TEST_CASE("an arrival after the deadline stands out among those who go") {
    scene s;
    auto const id = s.open({kind::repair, at("2026-02-24 08:00"), receptionist("李娜"), level::waiting, "W"});
    auto o = options("2026-02-24 12:00");
    o.assignments = {{"一班", id, at("2026-02-24 14:30"), {"最近", "nearest"}}};
    auto const page = text_of(page_of(s.desk, o));
    CHECK(has(page, "晚于时限 02-24 14:00"));
    CHECK(has(page, "最近"));
    o.assignments = {{"一班", id, at("2026-02-24 14:00"), {}}, {"一班", {99}, {}, {}}};
    auto const other = text_of(page_of(s.desk, o));
    CHECK_FALSE(has(other, "晚于时限"));
    CHECK(has(other, "没有此工单"));
}

TEST_CASE("an empty desk has a page in both languages") {
    scene const s;
    for (auto const l : {language::zh, language::en}) {
        auto const page = page_of(s.desk, options("2026-02-24 12:00", l));
        CHECK(has(text_of(page), l == language::zh ? "没有超时工单" : "nothing is late"));
        CHECK(has(html_of(page), l == language::zh ? "lang=\"zh-CN\"" : "lang=\"en\""));
        CHECK(has(html_of(page), "</html>"));
    }
}

TEST_CASE("the English page has English headings and steps") {
    scene s;
    alarm(s, "D", "East", {});
    auto const page = text_of(page_of(s.desk, options("2026-02-24 08:40", language::en)));
    for (auto const* part : {"today's queue", "Who goes where", "crew on scene over by 10 min",
                             "arrive on scene (the technician)", "By hall"})
        CHECK_MESSAGE(has(page, part), part);
    CHECK_FALSE(has(page, "超时"));
}

TEST_CASE("what users wrote comes out of the page as text, never as markup") {
    scene s;
    std::string const bad = "<script>alert(\"1\")</script>'&";
    auto const id = s.open({kind::repair,
                            at("2026-02-24 06:00"),
                            receptionist(bad),
                            level::urgent,
                            bad,
                            bad,
                            {},
                            {{"customer", bad}, {"address", bad}, {"fault", bad}}});
    s.step(id, "record", "2026-02-24 06:01", receptionist(bad), {{bad, bad}}, "2026-02-24 07:00");
    s.step(id, "assign", "2026-02-24 07:01", dispatcher(bad), {{"crew", bad}});
    s.step(id, "test", "2026-02-24 08:00", technician(bad), {{"air_tightness", bad}}, "2026-02-24 09:00");
    auto o = options("2026-02-24 13:00");
    o.company = bad;
    o.assignments = {{bad, id, at("2026-02-24 14:30"), {bad, bad}}};
    auto const page = html_of(page_of(s.desk, o));
    CHECK(has(page, "&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt;&#39;&amp;"));
    CHECK_FALSE(has(page, "<script"));
    CHECK_FALSE(has(page, "alert(\""));
}

TEST_CASE("a page asks nothing of the network") {
    scene s;
    whole_repair(s);
    auto const page = html_of(page_of(s.desk, options("2026-02-24 12:00")));
    for (auto const* part : {"http:", "https:", "src=", "url(", "@import", "<link"})
        CHECK_FALSE_MESSAGE(has(page, part), part);
    CHECK(has(page, "default-src 'none'"));
}

TEST_CASE("a long list says how much of it is not shown") {
    scene s;
    for (int i = 0; i < 5; ++i) s.open({kind::repair, at("2026-02-24 08:00"), receptionist("李娜")});
    auto o = options("2026-02-24 09:00");
    o.most_rows = 3;
    CHECK(has(text_of(page_of(s.desk, o)), "另有 2 条未列出"));
    o.most_rows = 5;
    CHECK_FALSE(has(text_of(page_of(s.desk, o)), "未列出"));
}
