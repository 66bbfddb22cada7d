// How long closed tickets stay, by rule, and what becomes of the names in them.

#include <gongdan/desk/retention_file.hpp>
#include <gongdan/journal/personal_sqlite.hpp>
#include <gongdan/journal/sqlite.hpp>
#include <support/hall.hpp>
#include <support/scratch.hpp>

#include <doctest/doctest.h>

#include <map>

using namespace gongdan;

namespace {

retention rules_of(std::string const& text) { return read_retention({"keep.toml", text}, builtin_lifecycles()); }

std::string fault_of(std::string const& text) {
    try {
        static_cast<void>(rules_of(text));
    } catch (input_error const& e) { return e.what(); }
    return {};
}

/// A complaint that was closed on a day.
ticket_id closed_imported(hall& h, char const* when, level l = level::waiting) {
    auto const id = h.open(kind::imported, when, l);
    h.must(id, "close", when, role::system);
    return id;
}

std::vector<std::uint64_t> going(hall const& h, retention const& r, char const* today) {
    std::vector<std::uint64_t> ids;
    for (due_ticket const& t : due_for_archive(h.desk, r, on(today))) ids.push_back(t.ticket.value);
    return ids;
}

}  // namespace

TEST_CASE("the first rule that fits a ticket says how long it stays and a ticket that none fits stays for good") {
    hall h;
    auto const urgent = closed_imported(h, "2024-02-29 10:00", level::urgent);
    auto const other = closed_imported(h, "2024-02-29 10:00");
    auto const open = h.open(kind::imported, "2024-02-29 10:00");
    auto const r = rules_of(R"(
        name = "留存"
        [[keep]]
        types = ["imported"]
        level = "L4"
        years = 10
        [[keep]]
        types = ["imported"]
        years = 1
        days = 2
    )");
    CHECK(going(h, r, "2025-03-03").empty());
    CHECK(going(h, r, "2025-03-04") == std::vector<std::uint64_t>{other.value});
    CHECK(going(h, r, "2034-03-01") == std::vector<std::uint64_t>{other.value});
    CHECK(going(h, r, "2034-03-02") == std::vector<std::uint64_t>{urgent.value, other.value});
    CHECK(h.desk.ticket(open)->open());
    CHECK(going(h, rules_of("[[keep]]\ntypes = [\"repair\"]\nyears = 0\n"), "2040-01-01").empty());
}

TEST_CASE("tickets that hang together go together or stay") {
    hall h;
    auto const above = closed_imported(h, "2026-01-05 10:00");
    opening o{kind::imported, at("2026-01-05 11:00"), {role::system, ""}};
    o.parent = std::to_string(above.value);
    auto const child = h.desk.open(o);
    REQUIRE(child);
    CHECK(going(h, everything_closed(), "2026-02-01").empty());
    h.must(*child, "close", "2026-01-20 10:00", role::system);
    CHECK(going(h, everything_closed(), "2026-01-20").empty());
    CHECK(going(h, everything_closed(), "2026-02-01") == std::vector<std::uint64_t>{above.value, child->value});
}

TEST_CASE("the ticket that others were merged into stays as long as they do") {
    hall h;
    auto const first = h.open(kind::repair, "2026-01-05 10:00");
    auto const second = h.open(kind::repair, "2026-01-05 10:05", level::urgent);
    h.must(second, "merge", "2026-01-05 10:10", role::dispatcher, {{"into", std::to_string(first.value)}});
    h.must(first, "cancel", "2026-01-05 10:20", role::receptionist, {{"reason_given", "yes"}});
    CHECK(going(h, rules_of("[[keep]]\nlevel = \"L1\"\ndays = 1\n"), "2026-02-01").empty());
    CHECK(going(h, everything_closed(), "2026-02-01") == std::vector<std::uint64_t>{first.value, second.value});
}

TEST_CASE("a retention file is refused with its line and key") {
    CHECK(fault_of("[[keep]]\nlevel = \"L9\"\ndays = 1\n").find("keep.toml:2: keep[0].level") != std::string::npos);
    CHECK(fault_of("[[keep]]\ntypes = [\"repairs\"]\ndays = 1\n").find("keep.toml:2: keep[0].types") !=
          std::string::npos);
    CHECK(fault_of("[[keep]]\nyears = -1\n").find("keep.toml:2: keep[0].years") != std::string::npos);
    CHECK(fault_of("[[keep]]\nlevel = \"L1\"\n").find("years or days") != std::string::npos);
    CHECK(fault_of("[[keep]]\nyears = 1\nwhom = \"all\"\n").find("whom") != std::string::npos);
    CHECK(fault_of("name = \"x\"\n").find("there is no rule") != std::string::npos);
}

TEST_CASE("T29: with a ticket its names stay or move to the archive's own store or are erased as the rule says") {
    for (auto const fate : {personal_fate::keep, personal_fate::move, personal_fate::erase}) {
        INFO(label(fate).code);
        scratch_folder const folder;
        auto const persons = std::make_shared<sqlite_personal_store>(folder / "persons.db");
        auto const store = std::make_shared<sqlite_journal>(folder / "hall.db");
        ticket_id id;
        {
            hall h{std::make_shared<private_journal>(store, persons)};
            opening o{kind::imported, at("2026-01-05 11:00"), {role::system, ""}};
            o.data = {{"customer", "周小乙"}, {"phone", "13812345678"}};
            id = *h.desk.open(o);
            h.must(id, "close", "2026-01-20 10:00", role::system);
        }
        sqlite_options o;
        o.how = journal_access::archive;
        auto const archive = std::make_shared<sqlite_journal>(folder / "archive.db", o);
        auto const there = std::make_shared<sqlite_personal_store>(folder / "archive-persons.db");
        hall h{std::make_shared<private_journal>(store, persons)};
        auto const rules = everything_closed(fate);
        auto const those = due_for_archive(h.desk, rules, on("2026-03-01"));
        REQUIRE(those.size() == 1);
        CHECK(carry_out(those, *store, *archive, {persons.get(), there.get()}, {at("2026-03-01 00:00")}).tickets == 1);
        CHECK(persons->of(id).size() == (fate == personal_fate::keep ? 2 : 0));
        CHECK(there->of(id).size() == (fate == personal_fate::move ? 2 : 0));
        private_journal const read{archive, fate == personal_fate::keep ? persons : there};
        auto const past = read.history(id);
        auto const name = past.at(0).data.get("customer");
        CHECK((name == "周小乙") == (fate != personal_fate::erase));
        CHECK_FALSE(verify_together(*store, {archive}));
    }
    hall h;
    closed_imported(h, "2026-01-05 10:00");
    scratch_folder const folder;
    sqlite_options o;
    o.how = journal_access::archive;
    sqlite_journal archive{folder / "archive.db", o};
    sqlite_journal from{folder / "hall.db"};
    auto const rules = everything_closed(personal_fate::erase);
    auto const those = due_for_archive(h.desk, rules, on("2026-03-01"));
    CHECK_THROWS_AS(static_cast<void>(carry_out(those, from, archive, {}, {at("2026-03-01 00:00")})),
                    std::invalid_argument);
}
