// Tickets that go to an archive: nothing is lost, both files are sound, and who looks finds everything.

#include "desk_text.hpp"
#include "entries.hpp"
#include "random_desk.hpp"

#include <gongdan/desk/batch.hpp>
#include <gongdan/desk/exchange.hpp>
#include <gongdan/desk/retention.hpp>
#include <gongdan/journal/archive.hpp>
#include <gongdan/journal/personal_sqlite.hpp>
#include <gongdan/journal/sqlite.hpp>
#include <support/scratch.hpp>
#ifdef GONGDAN_WITH_POSTGRES
#include <gongdan/journal/postgres.hpp>
#include <support/postgres_server.hpp>
#endif

#include <sqlite3.h>

#include <algorithm>
#include <functional>

using namespace gongdan;

namespace {

std::shared_ptr<sqlite_journal> opened(std::string const& path, journal_access how = journal_access::write) {
    sqlite_options o;
    o.how = how;
    o.durable = durability::crash;
    return std::make_shared<sqlite_journal>(path, o);
}

void run_sql(std::string const& path, char const* sql) {
    sqlite3* db = nullptr;
    REQUIRE(sqlite3_open(path.c_str(), &db) == SQLITE_OK);
    CHECK(sqlite3_exec(db, sql, nullptr, nullptr, nullptr) == SQLITE_OK);
    sqlite3_close(db);
}

/// Some weeks at a desk: at their end some tickets are closed and everything was told.
instant weeks_of_work(std::shared_ptr<journal> const& store) {
    auto d = desk_on(store);
    random_hand hand{d, 11, at("2026-02-09 08:00")};
    for (int i = 0; i < 900; ++i) hand.act();
    auto const end = hand.now() + hours{24 * 60};
    for (auto due = d.poll(end, 1000); !due.empty(); due = d.poll(end, 1000)) {
        std::vector<std::string> keys;
        for (effect const& e : due) keys.push_back(e.key);
        d.acknowledge(keys, end);
    }
    return end;
}

std::vector<ticket_id> ids_of(std::vector<due_ticket> const& due) {
    std::vector<ticket_id> all;
    for (due_ticket const& t : due) all.push_back(t.ticket);
    return all;
}

std::vector<entry> without_words(std::vector<entry> all) {
    all.erase(std::remove_if(all.begin(), all.end(), [](entry const& e) { return e.event == archived_event; }),
              all.end());
    return all;
}

/// A journal with a past, the tickets that are to go, and what was there before they went.
struct story {
    explicit story(std::shared_ptr<stored_journal> j) : store(std::move(j)) {
        end = weeks_of_work(store);
        auto d = desk_on(store);
        before = all_of(*store);
        tickets = d.size();
        going = ids_of(due_for_archive(d, everything_closed(), day_of(end)));
        for (std::uint64_t id = 1; id <= d.size(); ++id) records.push_back(text_of(*d.ticket({id})));
        REQUIRE(going.size() > 5);
        REQUIRE(going.size() < tickets);
    }
    moved_entries put_away(stored_journal& archive) {
        return archive_tickets(*store, archive, going, {end, "档案员", role::superior, "archive.db"});
    }
    [[nodiscard]] bool goes(std::uint64_t id) const {
        return std::find(going.begin(), going.end(), ticket_id{id}) != going.end();
    }

    std::shared_ptr<stored_journal> store;
    instant end;
    std::vector<entry> before;
    std::size_t tickets = 0;
    std::vector<ticket_id> going;
    std::vector<std::string> records;
};

/// An opening that is asked for again opens no second ticket, though the ticket went, and is answered as it was.
void check_retried(story const& s, desk& d) {
    std::size_t retried = 0;
    for (entry const& e : s.before) {
        if (e.event != "open" || e.command_id.empty()) continue;
        opening again{e.kind, e.occurred_at, {e.as, std::string{e.actor}}};
        again.command_id = e.command_id;
        auto const id = d.open(again);
        REQUIRE(id);
        CHECK(*id == e.ticket);
        batch b{d};
        b.open(again);
        CHECK(b.commit().at(0)->sequence == e.sequence);
        if (s.goes(e.ticket.value)) ++retried;
    }
    CHECK(retried == s.going.size());
    CHECK(d.size() == s.tickets);
}

void check_put_away(story& s, std::string const& archive_file) {
    auto archive = opened(archive_file, journal_access::archive);
    auto const moved = s.put_away(*archive);
    CHECK(moved.tickets == s.going.size());
    CHECK(without_words(all_of(*s.store)).size() + all_of(*archive).size() == s.before.size());
    CHECK_FALSE(s.store->verify());
    CHECK_FALSE(archive->verify());
    CHECK_FALSE(verify_together(*s.store, {archive}));
    REQUIRE(verify_together(*s.store, {}));
    joined_journal const whole{s.store, {archive}};
    CHECK(same(without_words(all_of(whole)), s.before));

    auto d = desk_on(s.store);  // what stayed is as it was, and what went is known to have gone
    CHECK(d.size() == s.tickets);
    for (std::uint64_t id = 1; id <= s.tickets; ++id) {
        INFO("ticket ", id);
        CHECK((d.ticket({id}) == nullptr) == s.goes(id));
        CHECK(d.in_archive({id}) == s.goes(id));
        if (!s.goes(id)) CHECK(text_of(*d.ticket({id})) == s.records[id - 1]);
    }
    auto const late = d.apply(s.going[0], {"note", s.end, {role::technician, "x"}});
    REQUIRE_FALSE(late);
    CHECK(late.why().code == "desk.archived");
    check_retried(s, d);
    CHECK(s.put_away(*archive).tickets == 0);

    auto looking =
        desk_on(std::make_shared<joined_journal>(s.store, std::vector<std::shared_ptr<stored_journal const>>{archive}));
    for (std::uint64_t id = 1; id <= s.tickets; ++id) CHECK(text_of(*looking.ticket({id})) == s.records[id - 1]);
}

void check_restored(story& s, std::string const& archive_file) {
    auto const archive = opened(archive_file, journal_access::read_only);
    auto const back = restore_tickets(*s.store, *archive, s.going);
    CHECK(back.tickets == s.going.size());
    CHECK(same(without_words(all_of(*s.store)), s.before));
    CHECK(s.store->absent().empty());
    CHECK_FALSE(s.store->verify());
    auto const d = desk_on(s.store);
    for (std::uint64_t id = 1; id <= s.tickets; ++id) CHECK(text_of(*d.ticket({id})) == s.records[id - 1]);
    CHECK(restore_tickets(*s.store, *archive, s.going).entries == back.entries);  // again, and nothing changes
    CHECK_FALSE(verify_together(*s.store, {archive}));
}

}  // namespace

TEST_CASE("tickets that are put away are whole in the archive and both files are sound alone and together") {
    scratch_folder const folder;
    story s{opened(folder / "hall.db")};
    check_put_away(s, folder / "archive.db");
    check_restored(s, folder / "archive.db");
}

TEST_CASE("a desk that lets go of what was put away is the desk that opens the journal afterwards") {
    scratch_folder const folder;
    story s{opened(folder / "hall.db")};
    auto archive = opened(folder / "archive.db", journal_access::archive);
    auto d = desk_on(s.store);
    auto follower = desk_on(s.store);
    s.put_away(*archive);
    d.put_away(s.going);
    follower.catch_up();
    auto const anew = desk_on(s.store);
    for (std::uint64_t id = 1; id <= s.tickets; ++id)
        for (desk const* one : {static_cast<desk const*>(&d), static_cast<desk const*>(&follower)}) {
            REQUIRE((one->ticket({id}) == nullptr) == (anew.ticket({id}) == nullptr));
            CHECK(one->in_archive({id}) == anew.in_archive({id}));
            if (anew.ticket({id}) != nullptr) CHECK(text_of(*one->ticket({id})) == text_of(*anew.ticket({id})));
        }
    // Numbers are not given again, and a snapshot knows what went.
    auto const taken = std::find_if(s.before.begin(), s.before.end(), [&](entry const& e) {
        return e.event == "open" && s.goes(e.ticket.value) && e.data.has("external");
    });
    REQUIRE(taken != s.before.end());
    desk_options o;
    auto const bytes = anew.snapshot();
    o.snapshot = bytes;
    desk from_snapshot{china(), gas(), builtin_lifecycles(), s.store, o};
    CHECK(from_snapshot.start().from_snapshot);
    for (desk* one : {&d, &from_snapshot}) {
        opening again{kind::repair, s.end, {role::receptionist, "r"}};
        again.external = taken->data.get("external");
        auto const opened_again = one->open(again);
        REQUIRE_FALSE(opened_again);
        CHECK(opened_again.why().code == "desk.duplicate_ticket");
        CHECK(one->in_archive(s.going[0]));
        CHECK(one->size() == s.tickets);
    }
    CHECK(from_snapshot.snapshot().size() == bytes.size());
}

TEST_CASE("an archive is read like a journal and written by nobody but who puts tickets away") {
    scratch_folder const folder;
    story s{opened(folder / "hall.db")};
    s.put_away(*opened(folder / "archive.db", journal_access::archive));
    CHECK(error_of([&] { opened(folder / "archive.db"); }) == "journal.read_only");
    CHECK(error_of([&] { opened(folder / "hall.db", journal_access::archive); }) == "journal.open");
    auto const archive = opened(folder / "archive.db", journal_access::read_only);
    auto const d = desk_on(archive);
    for (ticket_id const id : s.going) CHECK(text_of(*d.ticket(id)) == s.records[id.value - 1]);
    auto const types = builtin_lifecycles();
    for (std::shared_ptr<stored_journal> const& from : {std::shared_ptr<stored_journal>{archive}, s.store}) {
        auto const text = export_journal(*from, journal_format::jsonl, {true});
        auto const again =
            import_journal({"x", text}, journal_format::jsonl, types, [](fault const& f) { FAIL(f.text()); });
        CHECK_FALSE(again.empty());
    }
}

TEST_CASE("entries that are missing though nobody put them away are named and so are changes in an archive") {
    scratch_folder const folder;
    {
        story s{opened(folder / "hall.db")};
        s.put_away(*opened(folder / "archive.db", journal_access::archive));
    }
    auto const fault = [&](char const* file) { return opened(folder / file, journal_access::read_only)->verify(); };
    auto const together = [&] {
        return verify_together(*opened(folder / "hall.db", journal_access::read_only),
                               {opened(folder / "archive.db", journal_access::read_only)});
    };
    CHECK_FALSE(together());
    // Somebody who knows how absence is told takes an entry away, but nobody said so within the chain.
    auto const present = all_of(*opened(folder / "hall.db", journal_access::read_only))[0].sequence;
    run_sql(folder / "hall.db",
            ("INSERT INTO absent SELECT sequence, sequence, link FROM entries WHERE sequence = " +
             std::to_string(present) + "; DELETE FROM entries WHERE sequence = " + std::to_string(present))
                .c_str());
    REQUIRE(fault("hall.db"));
    CHECK(fault("hall.db")->sequence == present);
    // In the archive an entry is changed, or a ticket is missing with its links made to fit.
    write_bytes(folder / "keep.db", bytes_of(folder / "archive.db"));
    run_sql(folder / "archive.db",
            "UPDATE entries SET actor = 'somebody' WHERE sequence = (SELECT min(sequence) FROM entries)");
    CHECK(fault("archive.db"));
}

TEST_CASE("a ticket that is in no archive that was given is named") {
    scratch_folder const folder;
    story s{opened(folder / "hall.db")};
    auto const last = s.going.back();
    auto const all = s.going;
    s.going.pop_back();
    auto one = opened(folder / "one.db", journal_access::archive);
    s.put_away(*one);
    s.going = {last};
    auto two = opened(folder / "two.db", journal_access::archive);
    s.put_away(*two);
    CHECK_FALSE(verify_together(*s.store, {one, two}));
    auto const missing = verify_together(*s.store, {one});
    REQUIRE(missing);
    CHECK(missing->what.en.find(std::to_string(last.value)) != std::string::npos);
    std::shared_ptr<journal const> const store = s.store;
    CHECK(same(without_words(all_of(joined_journal{store, {one, two}})), s.before));
}

TEST_CASE("an archive of another history is no archive of this one") {
    scratch_folder const folder;
    auto const write = [](std::string const& file, char const* actor) {
        auto store = opened(file);
        auto d = desk_on(store);
        auto const id = *d.open({kind::imported, at("2026-03-02 08:00"), {role::system, actor}});
        REQUIRE(d.apply(id, {"close", at("2026-03-02 09:00"), {role::system, actor}}));
        return std::pair{store, std::vector<ticket_id>{id}};
    };
    auto const [mine, tickets] = write(folder / "mine.db", "x");
    auto const [theirs, same_number] = write(folder / "theirs.db", "y");
    REQUIRE(tickets == same_number);
    archive_note const note{at("2026-03-03 08:00"), "z"};
    auto const right = opened(folder / "right.db", journal_access::archive);
    auto const wrong = opened(folder / "wrong.db", journal_access::archive);
    archive_tickets(*mine, *right, tickets, note);
    archive_tickets(*theirs, *wrong, tickets, note);
    CHECK_FALSE(verify_together(*mine, {right}));
    auto const fault = verify_together(*mine, {wrong});
    REQUIRE(fault);
    CHECK(fault->what.en == "ticket 1 is not in its archive as it was put away");
    CHECK_FALSE(verify_together(*mine, {wrong, right}));
    CHECK_FALSE(verify_together(*mine, {right, wrong}));
}

TEST_CASE("a ticket that came back and went again is whole in the second archive") {
    scratch_folder const folder;
    auto const store = opened(folder / "hall.db");
    std::vector<ticket_id> tickets;
    {
        auto d = desk_on(store);
        tickets.push_back(*d.open({kind::imported, at("2026-03-02 08:00"), {role::system, "x"}}));
        REQUIRE(d.apply(tickets[0], {"close", at("2026-03-02 09:00"), {role::system, "x"}}));
    }
    auto const once = opened(folder / "once.db", journal_access::archive);
    archive_tickets(*store, *once, tickets, {at("2026-03-03 08:00"), "z"});
    restore_tickets(*store, *once, tickets);
    REQUIRE(desk_on(store).apply(tickets[0], {"note", at("2026-03-04 08:00"), {role::system, "x"}}));
    auto const again = opened(folder / "again.db", journal_access::archive);
    archive_tickets(*store, *again, tickets, {at("2026-03-05 08:00"), "z"});
    CHECK_FALSE(verify_together(*store, {once, again}));
    CHECK(verify_together(*store, {once}));
}

TEST_CASE("who archives more and more into one file ends with the archive that one go would have made") {
    scratch_folder const folder;
    for (char const* const name : {"a", "b"}) {
        story s{opened(folder / name + ".db")};
        auto archive = opened(folder / name + ".archive", journal_access::archive);
        if (*name == 'a') {
            s.put_away(*archive);
        } else {
            auto const all = s.going;
            for (std::size_t i = all.size(); i-- > 0;) {  // the youngest first
                s.going = {all[i]};
                s.put_away(*archive);
            }
        }
        CHECK_FALSE(archive->verify());
    }
    auto const a = opened(folder / "a.archive", journal_access::read_only);
    auto const b = opened(folder / "b.archive", journal_access::read_only);
    CHECK(same(all_of(*a), all_of(*b)));
    CHECK(a->head().link == b->head().link);
    CHECK(a->absent().size() == b->absent().size());
}

#ifdef GONGDAN_WITH_POSTGRES
TEST_CASE("PostgreSQL: tickets of a branch are put away in a file and put back") {
    if (!postgres_server::can_be_had()) return;
    postgres_server const server;
    postgres_options o;
    o.partitions = 2;
    scratch_folder const folder;
    story s{std::make_shared<postgres_journal>(server.connection(), o)};
    check_put_away(s, folder / "archive.db");
    check_restored(s, folder / "archive.db");
    o.branch = "another";
    postgres_journal other{server.connection(), o};
    CHECK(other.absent().empty());
}
#endif
