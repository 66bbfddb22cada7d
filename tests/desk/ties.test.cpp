// Parents and children, one matter told twice, and who answers for a ticket.

#include <support/hall.hpp>

using namespace gongdan;

namespace {

payload at_door() { return {{"identity_checked", "yes"}, {"credentials_shown", "yes"}, {"entered_together", "yes"}}; }

payload with(payload data, std::initializer_list<payload::field> more) {
    for (auto const& [name, text] : more) data.set(name, text);
    return data;
}

/// An inspection whose hazard notice is signed.
ticket_id inspection_with_hazard(hall& h) {
    auto const id = h.open(kind::inspection, "2026-03-02 09:00");
    h.must(id, "assign", "2026-03-02 09:10", role::dispatcher, {{"crew", "c1"}});
    h.must(id, "inspect", "2026-03-02 10:00", role::technician, with(at_door(), {{"outcome", "hazard"}}));
    h.must(id, "write_notice", "2026-03-02 10:10", role::technician, {{"measures_proposed", "换管"}});
    h.must(id, "sign_notice", "2026-03-02 10:15", role::customer, {{"customer_signature", "赵甲"}});
    return id;
}

ticket_id child_of(hall& h, ticket_id parent, std::string_view type, char const* when, payload data = {}) {
    opening o{type, at(when), {role::receptionist, "r-01"}};
    o.parent = std::to_string(parent.value);
    o.data = std::move(data);
    auto const id = h.desk.open(o);
    REQUIRE(id);
    return *id;
}

ticket_id rectification_of(hall& h, ticket_id parent) {
    return child_of(h, parent, kind::rectification, "2026-03-02 11:00", {{"notice_signed", "yes"}});
}

void clear(hall& h, ticket_id rectification) {
    h.must(rectification, "grade", "2026-03-02 11:05", role::receptionist,
           {{"outcome", "ordinary"}, {"notice_signed", "yes"}});
    h.must(rectification, "rectify", "2026-03-03 09:00", role::customer);
    h.must(rectification, "follow", "2026-03-03 10:00", role::dispatcher);
    h.must(rectification, "recheck", "2026-03-04 10:00", role::technician, with(at_door(), {{"outcome", "passed"}}));
}

ticket_id call(hall& h, std::string_view type, char const* when, std::initializer_list<payload::field> fields) {
    opening o{type, at(when), {role::customer, ""}};
    o.data = fields;
    auto const id = h.desk.open(o);
    REQUIRE(id);
    return *id;
}

std::string seen(hall const& h, ticket_id id) {
    std::string all{h.state(id)};
    for (target_view const& v : h.desk.targets(id))
        all += std::string{" "} + v.what->target + "=" + std::string{label(v.at(at("2026-03-05 00:00"))).code};
    return all;
}

}  // namespace

TEST_CASE("T14: an inspection is handed on only to a rectification that was opened from it") {
    hall h;
    auto const id = inspection_with_hazard(h);
    auto const alone = h.apply(id, "hand_on", "2026-03-02 11:10", role::dispatcher);
    REQUIRE_FALSE(alone);
    CHECK(alone.why().code == "desk.no_child");
    CHECK(alone.why().zh == "须先由本工单建立隐患整改工单");
    static_cast<void>(child_of(h, id, kind::repair, "2026-03-02 11:00"));
    CHECK_FALSE(h.apply(id, "hand_on", "2026-03-02 11:10", role::dispatcher));
    static_cast<void>(rectification_of(h, id));
    h.must(id, "hand_on", "2026-03-02 11:10", role::dispatcher);
    CHECK(h.state(id) == "handed_on");
}

TEST_CASE("T14: an inspection that waits for its rectification closes with it") {
    auto const store = std::make_shared<memory_journal>();
    ticket_id id;
    ticket_id child;
    {
        hall h{store};
        id = inspection_with_hazard(h);
        child = rectification_of(h, id);
        h.must(id, "hand_on", "2026-03-02 11:10", role::dispatcher);
        auto const closing = h.apply(id, "close", "2026-03-02 12:00", role::receptionist, {{"remark", "等整改"}});
        REQUIRE(closing);
        CHECK(closing->waits_for == child);
        CHECK(closing->version == h.desk.ticket(id)->version);
        CHECK(h.state(id) == "handed_on");
        clear(h, child);
    }
    hall h{store};  // what waits is in the journal
    CHECK(h.desk.parent(child) == id);
    CHECK(h.desk.children(id) == std::vector<ticket_id>{child});
    h.must(child, "close", "2026-03-05 09:00", role::receptionist);
    CHECK(h.state(id) == "closed");
    auto const last = h.desk.history(id).back();
    CHECK(last.event == "close");
    CHECK(last.occurred_at == at("2026-03-05 09:00"));
    CHECK(last.as == role::receptionist);
    CHECK(last.data.get("remark") == "等整改");
    CHECK(hall{store}.state(id) == "closed");
}

TEST_CASE("a closing that waits is forgotten where the ticket goes on to another step") {
    hall h;
    auto const id = h.open(kind::complaint, "2026-03-02 09:00");
    h.must(id, "classify", "2026-03-02 09:10", role::receptionist);
    h.must(id, "investigate", "2026-03-02 09:20", role::receptionist);
    auto const child = child_of(h, id, kind::return_visit, "2026-03-02 09:30");
    auto const withdrawn = h.apply(id, "withdraw", "2026-03-02 09:40", role::customer);
    REQUIRE(withdrawn);
    CHECK(withdrawn->waits_for == child);
    h.must(id, "find", "2026-03-02 09:50", role::receptionist);
    CHECK_FALSE(h.desk.ticket(id)->facts.course.read().waiting);
}

TEST_CASE("an alarm cannot be closed while a repair that came from it is open") {
    hall h;
    auto const id = h.open(kind::alarm, "2026-03-02 09:00");
    h.must(id, "take", "2026-03-02 09:01", role::receptionist);
    auto const child = child_of(h, id, kind::repair, "2026-03-02 09:05");
    auto const no = h.apply(id, "dismiss", "2026-03-02 09:10", role::dispatcher, {{"reason", "误报"}});
    REQUIRE_FALSE(no);
    CHECK(no.why().code == "desk.open_child");
    CHECK(no.why().en == "before 'dismiss' the repair that came from this ticket, 2, must be closed");
    h.must(child, "cancel", "2026-03-02 09:12", role::receptionist, {{"reason", "误报"}});
    h.must(id, "dismiss", "2026-03-02 09:13", role::dispatcher, {{"reason", "误报"}});
}

TEST_CASE("an install closes though its ignition goes on, and a pair that no rule names is refused") {
    hall h;
    auto const& life = *h.desk.type(kind::install);
    CHECK(life.child_rule(kind::ignition)->with_open_child == closing::free);
    CHECK(life.child_rule(kind::alarm) == nullptr);
    auto const id = h.open(kind::consult, "2026-03-02 09:00");
    static_cast<void>(child_of(h, id, kind::repair, "2026-03-02 09:05"));
    hall bare;
    auto const other = bare.open(kind::consult, "2026-03-02 09:00");
    for (auto const& r : bare.desk.allowed(other, role::receptionist)) {
        auto const& l = bare.desk.type(kind::consult)->life();
        if (!l.states[r.to].closed || r.custody) continue;
        CHECK(bare.apply(other, l.events[r.event].label.code.data(), "2026-03-02 09:10", role::receptionist));
        CHECK(h.apply(id, l.events[r.event].label.code.data(), "2026-03-02 09:10", role::receptionist).why().code ==
              "desk.open_child");
        return;
    }
}

TEST_CASE("a child is opened from a ticket that is there") {
    hall h;
    opening o{kind::repair, at("2026-03-02 09:00")};
    o.parent = "W-404";
    CHECK(h.desk.open(o).why().code == "desk.unknown_parent");
    CHECK(h.desk.size() == 0);
}

TEST_CASE("many callers of one leak are shown as likely duplicates, by place, time and kind") {
    hall h;
    auto const first = call(h, kind::alarm, "2026-03-02 09:00", {{"address", "中山路 8 号"}});
    auto const near = call(h, kind::repair, "2026-03-02 09:20", {{"address", "中山路8号"}});
    auto const later = call(h, kind::alarm, "2026-03-02 12:00", {{"address", "中山路8号"}});
    auto const elsewhere = call(h, kind::alarm, "2026-03-02 09:05", {{"address", "解放路 1 号"}});
    auto const other_kind = call(h, kind::consult, "2026-03-02 09:05", {{"address", "中山路8号"}});
    auto const found = h.desk.possible_duplicates(first);
    REQUIRE(found.size() == 1);
    CHECK(found[0].ticket == near);
    CHECK(found[0].same_address);
    CHECK(found[0].apart == minutes{20});
    for (auto const id : {later, elsewhere, other_kind}) CHECK(h.desk.possible_duplicates(id).empty());
}

TEST_CASE("places that are near are one place, the first call first") {
    hall h;
    auto const a = call(h, kind::alarm, "2026-03-02 09:00", {{"lat", "34.26"}, {"lon", "108.94"}});
    auto const b = call(h, kind::alarm, "2026-03-02 09:10", {{"lat", "34.2601"}, {"lon", "108.9401"}});
    auto const far = call(h, kind::alarm, "2026-03-02 09:10", {{"lat", "34.27"}, {"lon", "108.94"}});
    auto const found = h.desk.possible_duplicates(a);
    REQUIRE(found.size() == 1);
    CHECK(found[0].ticket == b);
    CHECK(*found[0].metres == 14);
    CHECK(h.desk.possible_duplicates(far).empty());
}

TEST_CASE("a merged ticket keeps its history, takes no step, and its clocks stop") {
    hall h;
    auto const first = h.open(kind::alarm, "2026-03-02 09:00");
    auto const second = h.open(kind::alarm, "2026-03-02 09:10");
    h.must(second, "take", "2026-03-02 09:11", role::receptionist);
    h.must(second, "hold", "2026-03-02 09:12", role::receptionist, {{"reason", "road_blocked"}});
    h.must(second, "merge", "2026-03-02 09:15", role::dispatcher, {{"into", std::to_string(first.value)}});
    CHECK_FALSE(h.desk.ticket(second)->open());
    CHECK(h.desk.ticket(second)->facts.closed_at == at("2026-03-02 09:15"));
    CHECK(h.desk.merged_into(first) == std::vector<ticket_id>{second});
    CHECK(h.target(second, "on_scene").at(at("2026-03-02 12:00")) == verdict::exempt);
    auto const no = h.apply(second, "triage", "2026-03-02 09:20", role::dispatcher, {{"outcome", "ordinary"}});
    REQUIRE_FALSE(no);
    CHECK(no.why().en == "the ticket is merged into another: 'triage' is not possible; possible are separate, note");
    CHECK(h.desk.history(second).size() == 4);
    for (effect const& e : h.desk.poll(at("2026-03-02 12:00"), 100)) CHECK(e.ticket == first);
}

TEST_CASE("a ticket separated again runs as though it had never been merged") {
    hall h;
    auto const first = h.open(kind::alarm, "2026-03-02 09:00");
    auto const second = h.open(kind::alarm, "2026-03-02 09:10");
    h.must(second, "merge", "2026-03-02 09:15", role::dispatcher, {{"into", std::to_string(first.value)}});
    h.must(second, "separate", "2026-03-02 09:25", role::dispatcher);
    CHECK(h.desk.ticket(second)->open());
    CHECK(h.desk.merged_into(first).empty());
    CHECK(to_text(*h.desk.deadline(second, "on_scene")) == "2026-03-02 09:40");
    h.must(second, "take", "2026-03-02 09:26", role::receptionist);
}

TEST_CASE("merging does not undo a promise that was broken already") {
    hall h;
    auto const first = h.open(kind::alarm, "2026-03-02 09:00");
    auto const second = h.open(kind::alarm, "2026-03-02 09:10");
    h.must(second, "merge", "2026-03-02 09:41", role::dispatcher, {{"into", std::to_string(first.value)}});
    CHECK(h.target(second, "on_scene").at(at("2026-03-02 12:00")) == verdict::open_late);
}

TEST_CASE("a ticket is merged into an open one that was accepted before it and may be the same matter") {
    hall h;
    auto const first = h.open(kind::alarm, "2026-03-02 09:00");
    auto const second = h.open(kind::repair, "2026-03-02 09:10");
    auto const consult = h.open(kind::consult, "2026-03-02 09:20");
    auto const refused = [&](ticket_id id, std::string const& into, char const* when = "2026-03-02 09:30") {
        auto const a = h.apply(id, "merge", when, role::dispatcher, {{"into", into}});
        REQUIRE_FALSE(a);
        return a.why().en;
    };
    CHECK(refused(first, "2") == "cannot be merged: ticket 2 was accepted later; the first one goes on");
    CHECK(refused(consult, "1") == "cannot be merged: consult and alarm are no one matter");
    CHECK(refused(second, "2") == "cannot be merged: it is the same ticket");
    CHECK(refused(second, "9") == "cannot be merged: there is no ticket '9'");
    CHECK(refused(second, "") == "cannot be merged: there is no ticket ''");
    h.must(second, "merge", "2026-03-02 09:31", role::dispatcher, {{"into", "1"}});
    auto const third = h.open(kind::alarm, "2026-03-02 09:40");
    CHECK(refused(third, "2", "2026-03-02 09:41") == "cannot be merged: ticket 2 is not open");
    CHECK(h.apply(third, "merge", "2026-03-02 09:41", role::technician, {{"into", "1"}}).why().code ==
          "lifecycle.role");
}

TEST_CASE("a merger that is reported late stands though the ticket it names has closed since") {
    hall h;
    auto const first = h.open(kind::imported, "2026-03-02 09:00");
    auto const second = h.open(kind::imported, "2026-03-02 09:10");
    h.must(first, "close", "2026-03-02 10:00", role::system);
    payload const into{{"into", "1"}};
    CHECK_FALSE(h.apply(second, "merge", "2026-03-02 11:00", role::dispatcher, into));
    auto const late = h.apply(second, "merge", "2026-03-02 09:30", role::dispatcher, into, "2026-03-02 11:00");
    REQUIRE(late);
    CHECK(late->stands == standing::accepted);
    CHECK_FALSE(h.desk.ticket(second)->open());
}

TEST_CASE("T27: the first of the staff to deal with a ticket owns it until it is handed over") {
    hall h;
    auto const id = h.open(kind::consult, "2026-03-02 09:00");
    CHECK(h.desk.ticket(id)->facts.owner.empty());
    auto const apply = [&](char const* event, char const* when, actor who, payload data = {}) {
        return h.desk.apply(id, {event, at(when), std::move(who), std::move(data)});
    };
    REQUIRE(apply("note", "2026-03-02 09:05", {role::customer, "赵甲"}));
    CHECK(h.desk.ticket(id)->facts.owner.empty());
    REQUIRE(apply("note", "2026-03-02 09:10", {role::receptionist, "r-01"}));
    REQUIRE(apply("note", "2026-03-02 09:20", {role::receptionist, "r-02"}));
    CHECK(h.desk.ticket(id)->facts.owner == "r-01");
    REQUIRE(apply("hold", "2026-03-02 09:30", {role::receptionist, "r-01"}, {{"reason", "customer_wish"}}));
    CHECK(apply("change_owner", "2026-03-02 10:00", {role::receptionist, "r-01"}).why().code == "desk.field");
    REQUIRE(apply("change_owner", "2026-03-02 10:10", {role::receptionist, "r-01"}, {{"owner", "r-02"}}));
    CHECK(h.desk.ticket(id)->facts.owner == "r-02");

    auto const time = h.desk.time_by_owner(id, at("2026-03-02 11:00"));
    REQUIRE(time.size() == 3);
    CHECK(time[0].who.empty());
    CHECK(time[0].when.to == at("2026-03-02 09:10"));
    CHECK(time[1].who == "r-01");
    CHECK(time[1].when.to - time[1].when.from == hours{1});
    CHECK(time[1].held == minutes{40});
    CHECK(time[2].who == "r-02");
    CHECK(time[2].held == minutes{50});
    CHECK(h.desk.time_by_owner(id, at("2026-03-02 09:30")).size() == 2);
}

TEST_CASE("a late merger and a late hand-over fall where they happened") {
    auto const at_once = [] {
        hall h;
        auto const first = h.open(kind::alarm, "2026-03-02 09:00");
        auto const second = h.open(kind::alarm, "2026-03-02 09:10");
        h.must(second, "change_owner", "2026-03-02 09:12", role::dispatcher, {{"owner", "d-2"}});
        h.must(second, "merge", "2026-03-02 09:15", role::dispatcher, {{"into", std::to_string(first.value)}});
        h.must(second, "note", "2026-03-02 09:20", role::dispatcher);
        return seen(h, second) + h.desk.ticket(second)->facts.owner;
    }();
    hall h;
    auto const first = h.open(kind::alarm, "2026-03-02 09:00");
    auto const second = h.open(kind::alarm, "2026-03-02 09:10");
    h.must(second, "note", "2026-03-02 09:20", role::dispatcher);
    REQUIRE(h.apply(second, "merge", "2026-03-02 09:15", role::dispatcher, {{"into", std::to_string(first.value)}}));
    REQUIRE(h.apply(second, "change_owner", "2026-03-02 09:12", role::dispatcher, {{"owner", "d-2"}}));
    CHECK(seen(h, second) + h.desk.ticket(second)->facts.owner == at_once);
}

TEST_CASE("a repair is cancelled with a reason, and one closed too soon is taken up again as a new epoch") {
    hall h;
    auto const id = h.open(kind::repair, "2026-03-02 09:00");
    auto const bare = h.apply(id, "cancel", "2026-03-02 09:10", role::receptionist);
    REQUIRE_FALSE(bare);
    CHECK(bare.why().zh == "“取消”之前尚缺:说明原因");
    h.must(id, "hold", "2026-03-02 09:11", role::receptionist, {{"reason", "customer_wish"}});
    CHECK_FALSE(h.apply(id, "cancel", "2026-03-02 09:12", role::receptionist));  // that was the reason of the hold
    h.must(id, "cancel", "2026-03-02 09:13", role::receptionist, {{"reason", "用户已自行处理"}});
}

TEST_CASE("a promise kept before a ticket was merged stays kept") {
    hall h;
    auto const first = h.open(kind::complaint, "2026-03-02 09:00");
    auto const second = h.open(kind::complaint, "2026-03-02 09:10");
    h.must(second, "classify", "2026-03-02 09:20", role::receptionist);
    h.must(second, "investigate", "2026-03-02 09:30", role::receptionist);
    h.must(second, "find", "2026-03-02 09:40", role::receptionist);
    h.must(second, "decide", "2026-03-02 09:50", role::receptionist);
    h.must(second, "tell", "2026-03-02 10:00", role::receptionist);
    h.must(second, "merge", "2026-03-02 10:10", role::receptionist, {{"into", std::to_string(first.value)}});
    CHECK(h.target(second, "answered_soon").at(at("2026-03-09 09:00")) == verdict::met);
}

TEST_CASE("a closing waits for the last of several children") {
    hall h;
    auto const id = h.open(kind::complaint, "2026-03-02 09:00");
    auto const one = child_of(h, id, kind::return_visit, "2026-03-02 09:10");
    auto const other = child_of(h, id, kind::return_visit, "2026-03-02 09:20");
    REQUIRE(h.apply(id, "withdraw", "2026-03-02 09:30", role::customer)->waits_for == one);
    h.must(one, "give_up", "2026-03-02 10:00", role::receptionist, {{"reason", "联系不上"}});
    CHECK(h.state(id) == "filed");
    h.must(other, "give_up", "2026-03-02 10:10", role::receptionist, {{"reason", "联系不上"}});
    CHECK(h.state(id) == "withdrawn");
}

TEST_CASE(
    "a closing that waits does not happen before it was asked for though the child closed earlier than was known") {
    auto const store = std::make_shared<memory_journal>();
    hall h{store};
    auto const id = h.open(kind::complaint, "2026-03-02 09:00");
    auto const child = child_of(h, id, kind::return_visit, "2026-03-02 09:10");
    REQUIRE(h.apply(id, "withdraw", "2026-03-02 09:30", role::customer, {}, "2026-03-02 10:30")->waits_for == child);
    REQUIRE(h.apply(child, "give_up", "2026-03-02 09:20", role::receptionist, {{"reason", "联系不上"}},
                    "2026-03-02 10:00"));
    CHECK(h.state(id) == "withdrawn");
    CHECK(h.desk.ticket(id)->facts.closed_at == at("2026-03-02 09:30"));
    CHECK(h.desk.history(id).back().event == "withdraw");
    hall const again{store};
    CHECK(again.desk.ticket(id)->facts.closed_at == at("2026-03-02 09:30"));
    CHECK_FALSE(again.desk.ticket(id)->facts.course.read().waiting);
}
