// Promises of the books through a desk: when each begins, what it asks for, and what becomes of it.

#include <gongdan/ticket/kind.hpp>
#include <support/hall.hpp>

#include <algorithm>

using namespace gongdan;

namespace {

constexpr auto receptionist = role::receptionist;
constexpr auto technician = role::technician;
constexpr auto dispatcher = role::dispatcher;

payload door() { return {{"identity_checked", "yes"}, {"credentials_shown", "yes"}, {"entered_together", "yes"}}; }

payload with(payload p, std::initializer_list<payload::field> more) {
    for (auto const& [name, text] : more) p.set(name, text);
    return p;
}

std::string due_by(hall const& h, ticket_id id, std::string_view target) {
    return to_text(*h.desk.deadline(id, target));
}

/// A visit is arranged on one day, by a call ahead.
void book(hall& h, ticket_id id, std::string const& day) {
    h.must(id, "assign", (day + " 09:00").c_str(), dispatcher, {{"crew", "W1"}});
    h.must(id, "agree", (day + " 09:05").c_str(), receptionist, {{"from", day + " 10:00"}, {"to", day + " 12:00"}});
    h.must(id, "phone", (day + " 09:30").c_str(), receptionist);
}

ticket_id modification_surveyed(hall& h, char const* as) {
    auto const id = h.open(kind::modification, "2026-03-02 10:00");
    h.must(id, "verify", "2026-03-02 10:05", receptionist, {{"customer_record", "yes"}});
    h.must(id, "submit", "2026-03-02 10:10", receptionist);
    book(h, id, "2026-03-03");
    h.must(id, "survey", "2026-03-03 10:30", technician, with(door(), {{"outcome", as}}));
    return id;
}

void build(hall& h, ticket_id id, std::string const& day) {
    h.must(id, "confirm", (day + " 13:00").c_str(), role::customer,
           {{"fee_agreed", "yes"}, {"customer_signature", "yes"}});
    h.must(id, "build", (day + " 14:00").c_str(), technician, with(door(), {{"fee_paid", "yes"}}));
    h.must(id, "finish", (day + " 17:00").c_str(), technician, {{"install_sheet", "yes"}});
}

}  // namespace

TEST_CASE(
    "P6: a modification submitted on Monday is due on the next Monday, and later work for a failed acceptance is "
    "late") {
    hall h;
    auto const id = h.open(kind::modification, "2026-03-02 10:00");
    h.must(id, "verify", "2026-03-02 10:05", receptionist, {{"customer_record", "yes"}});
    CHECK_FALSE(h.desk.deadline(id, "modified")->known());
    h.must(id, "submit", "2026-03-02 10:10", receptionist);
    CHECK(due_by(h, id, "modified") == "2026-03-09 24:00");
    h.must(id, "assign", "2026-03-03 09:00", dispatcher, {{"crew", "W1"}});
    h.must(id, "agree", "2026-03-03 09:05", receptionist, {{"from", "2026-03-04 10:00"}, {"to", "2026-03-04 18:00"}});
    CHECK(due_by(h, id, "modified") == "2026-03-04 18:00");
    h.must(id, "phone", "2026-03-04 09:00", receptionist);
    h.must(id, "survey", "2026-03-04 10:00", technician, with(door(), {{"outcome", "ordinary"}}));
    h.must(id, "plan", "2026-03-04 11:00", technician);
    build(h, id, "2026-03-04");
    CHECK(h.target(id, "modified").at(at("2026-03-04 17:00")) == verdict::met);
    h.must(id, "accept", "2026-03-04 17:20", technician, {{"outcome", "failed"}});
    CHECK(h.target(id, "modified").at(at("2026-03-04 17:30")) == verdict::open);
    h.must(id, "finish", "2026-03-04 19:00", technician, {{"install_sheet", "yes"}});
    CHECK(h.target(id, "modified").at(at("2026-03-04 19:30")) == verdict::late);
}

TEST_CASE("P2: where public pipes are concerned, 15 working days count from the day after the survey") {
    hall h;
    auto const id = modification_surveyed(h, "public_pipes");
    CHECK(h.target(id, "modified").met_at == at("2026-03-03 10:30"));
    h.must(id, "plan", "2026-03-03 11:00", technician);
    CHECK(due_by(h, id, "public_pipes") == "2026-03-24 24:00");
    auto const notes = h.desk.explain(id, "public_pipes")->notes;
    CHECK(std::any_of(notes.begin(), notes.end(), [](sentence const& n) {
        return n.en == "agreed at 2026-03-03 09:05: 2026-03-03 10:00 – 2026-03-03 12:00, not of this target";
    }));
}

TEST_CASE("P3: work that needs a design is due on the date both sides agree, and has no other") {
    hall h;
    auto const id = modification_surveyed(h, "design");
    CHECK(h.desk.deadline(id, "as_designed")->state == due::how::unset);
    CHECK(h.apply(id, "plan", "2026-03-03 12:00", technician).why().zh == "“制定方案”之前尚缺:设计审批");
    h.must(id, "plan", "2026-03-03 12:00", technician, {{"design_approved", "yes"}});
    h.must(id, "agree", "2026-03-03 13:00", receptionist, {{"from", "2026-04-20 08:00"}, {"to", "2026-04-30 18:00"}});
    CHECK(due_by(h, id, "as_designed") == "2026-04-30 18:00");
}

TEST_CASE("P5: stopping gas, unsealing and a new hose are due three working days after the day of acceptance") {
    hall h;
    for (auto const& [type, target] : {std::pair{kind::gas_stop, "gas_stopped"}, std::pair{kind::unseal, "unsealed"},
                                       std::pair{kind::bellows, "hose_changed"}})
        CHECK(due_by(h, h.open(type, "2026-02-13 23:59"), target) == "2026-02-25 24:00");
}

TEST_CASE("P5: gas refused keeps the promise, and a stove changed later begins it anew") {
    hall h;
    opening wished{kind::unseal, at("2026-03-02 10:00"), {role::customer, ""}};
    wished.agreed = interval{at("2026-03-03 10:00"), at("2026-03-03 12:00")};
    auto const id = *h.desk.open(wished);
    CHECK(due_by(h, id, "unsealed") == "2026-03-03 12:00");
    h.must(id, "record", "2026-03-02 10:05", receptionist, {{"customer_record", "yes"}});
    book(h, id, "2026-03-03");
    h.must(id, "arrive", "2026-03-03 10:30", technician, door());
    h.must(id, "refuse", "2026-03-03 10:50", technician, {{"reason_given", "yes"}});
    CHECK(h.target(id, "unsealed").at(at("2026-03-20 10:00")) == verdict::met);
    h.must(id, "rearrange", "2026-03-20 10:00", role::customer);
    CHECK(due_by(h, id, "unsealed") == "2026-03-25 24:00");
    CHECK(h.target(id, "unsealed").at(at("2026-03-26 10:00")) == verdict::open_late);
    CHECK(h.desk.ticket(id)->targets[0].epoch == 1);
}

TEST_CASE(
    "P7, T22: who has not paid the registration fee is contacted within five working days, over a superior's word") {
    hall h;
    auto const id = h.open(kind::seal, "2026-03-02 10:00");
    CHECK(due_by(h, id, "contacted") == "2026-03-09 24:00");
    h.must(id, "record", "2026-03-02 10:05", receptionist, {{"outcome", "failed"}});
    CHECK(h.apply(id, "permit", "2026-03-02 11:00", receptionist, {{"registering_urged", "yes"}}).why().code ==
          "lifecycle.role");
    CHECK(h.apply(id, "permit", "2026-03-02 11:00", role::superior).why().zh == "“上级同意”之前尚缺:已劝其先登记");
    h.must(id, "permit", "2026-03-02 11:00", role::superior, {{"registering_urged", "yes"}});
    CHECK(h.apply(id, "tell_crew", "2026-03-02 11:10", dispatcher, {{"crew_phoned", "yes"}}).why().zh ==
          "“通知班组”之前尚缺:书面通知班组");
    h.must(id, "tell_crew", "2026-03-02 11:10", dispatcher, {{"crew_phoned", "yes"}, {"crew_written", "yes"}});
    book(h, id, "2026-03-03");
    CHECK(h.target(id, "contacted").at(at("2026-03-03 12:00")) == verdict::met);
    h.must(id, "arrive", "2026-03-03 10:30", technician, door());
    h.must(id, "seal", "2026-03-03 10:50", technician);
    CHECK(h.apply(id, "close", "2026-03-03 11:00", receptionist).why().code == "lifecycle.not_here");
    h.must(id, "return_paper", "2026-03-03 17:00", technician);
    h.must(id, "close", "2026-03-03 17:10", receptionist);
}

TEST_CASE("P8, P9: a complaint is answered by an opinion with a cause, under both books at once") {
    hall h;
    auto const id = h.open(kind::complaint, "2026-02-13 16:00");
    CHECK(due_by(h, id, "answered") == "2026-02-25 24:00");
    CHECK(due_by(h, id, "answered_soon") == "2026-02-15 16:00");
    h.must(id, "classify", "2026-02-13 16:05", receptionist);
    h.must(id, "investigate", "2026-02-13 16:10", role::superior);
    CHECK(h.apply(id, "decide", "2026-02-13 17:00", role::superior).why().code == "lifecycle.not_here");
    h.must(id, "find", "2026-02-14 09:00", role::department);
    h.must(id, "decide", "2026-02-14 10:00", role::superior);
    h.must(id, "tell", "2026-02-15 16:01", receptionist);
    CHECK(h.target(id, "answered").at(at("2026-02-15 17:00")) == verdict::met);
    CHECK(h.target(id, "answered_soon").at(at("2026-02-15 17:00")) == verdict::late);
}

TEST_CASE("P10, P11: each business at the counter has its minutes, from the call on") {
    hall h;
    for (auto const& [variant, until] :
         {std::pair{"open_account", "2026-03-02 10:30"}, std::pair{"open_ic_account", "2026-03-02 10:35"},
          std::pair{"pay", "2026-03-02 10:23"}, std::pair{"entrust", "2026-03-02 10:25"},
          std::pair{"query", "2026-03-02 10:25"}, std::pair{"transfer", "2026-03-02 10:30"}}) {
        opening o{kind::counter, at("2026-03-02 10:00"), {role::customer, ""}};
        o.label = variant;
        auto const id = *h.desk.open(o);
        h.must(id, "call", "2026-03-02 10:20", receptionist);
        CHECK(due_by(h, id, "served") == until);
        CHECK(h.desk.ticket(id)->type_name() == kind::counter);
    }
    auto const other = h.open(kind::counter, "2026-03-02 10:00");
    CHECK(h.desk.targets(other).empty());
}

TEST_CASE("P13: an ordinary fault of the network is fixed in four hours, a major one in 24") {
    hall h;
    auto const id = h.open(kind::network_fault, "2026-03-02 10:00");
    h.must(id, "triage", "2026-03-02 10:10", dispatcher, {{"outcome", "ordinary"}});
    CHECK(due_by(h, id, "fixed") == "2026-03-02 14:10");
    h.must(id, "raise", "2026-03-02 11:00", dispatcher);
    CHECK(due_by(h, id, "major_fixed") == "2026-03-03 11:00");
    h.must(id, "send", "2026-03-02 11:05", dispatcher);
    h.must(id, "arrive", "2026-03-02 11:20", technician);
    h.must(id, "fix", "2026-03-02 15:00", technician, {{"cause_found", "yes"}});
    CHECK(h.target(id, "major_fixed").at(at("2026-03-03 12:00")) == verdict::met);
    h.must(id, "verify", "2026-03-02 15:30", technician, {{"outcome", "failed"}});
    CHECK(h.target(id, "major_fixed").at(at("2026-03-03 12:00")) == verdict::open_late);
    h.must(id, "fix", "2026-03-02 16:00", technician, {{"cause_found", "yes"}});
    h.must(id, "verify", "2026-03-02 16:30", technician, {{"outcome", "passed"}});
    CHECK(h.apply(id, "close", "2026-03-02 17:00", dispatcher).why().zh.find("汇报领导") != std::string::npos);
    h.must(id, "tell_leaders", "2026-03-02 17:00", dispatcher);
    h.must(id, "close", "2026-03-02 17:10", dispatcher);
}

TEST_CASE("T14: a hazard is rectified by the day the notice names, and a failed re-check is not the end of it") {
    hall h;
    auto const id = h.open(kind::rectification, "2026-03-02 10:00");
    h.must(id, "grade", "2026-03-02 10:05", receptionist, {{"outcome", "major"}, {"notice_signed", "yes"}});
    h.must(id, "agree", "2026-03-02 10:06", receptionist, {{"to", "2026-03-09 18:00"}});
    CHECK(due_by(h, id, "cleared") == "2026-03-09 18:00");
    h.must(id, "stop_gas", "2026-03-02 11:00", technician, {{"reason_given", "yes"}});
    h.must(id, "rectify", "2026-03-05 10:00", role::customer);
    h.must(id, "follow", "2026-03-06 10:00", dispatcher);
    h.must(id, "recheck", "2026-03-06 15:00", technician, with(door(), {{"outcome", "failed"}}));
    CHECK(h.target(id, "cleared").at(at("2026-03-10 10:00")) == verdict::open_late);
    h.must(id, "rectify", "2026-03-08 10:00", role::customer);
    h.must(id, "follow", "2026-03-09 10:00", dispatcher);
    h.must(id, "recheck", "2026-03-09 15:00", technician, with(door(), {{"outcome", "passed"}}));
    CHECK(h.target(id, "cleared").at(at("2026-03-10 10:00")) == verdict::met);
    CHECK(h.apply(id, "close", "2026-03-09 16:00", receptionist).why().zh == "“闭环”之前尚缺:正常供气");
    h.must(id, "restore", "2026-03-09 15:30", technician, {{"air_tightness", "yes"}});
    h.must(id, "close", "2026-03-09 16:00", receptionist);
}
