// The verbs that deal with a journal as a whole: archive, restore, snapshot, and a journal in PostgreSQL.

#include <support/tool.hpp>
#ifdef GONGDAN_WITH_POSTGRES
#include <support/postgres_server.hpp>
#endif

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

using namespace gongdan;

namespace {

/// A folder with two tickets, one of them closed in January, kept in a journal by `run`.
struct two_tickets {
    scratch_folder folder;
    std::string events = folder.put(
        "events.jsonl",
        R"({"ticket":"W-1","type":"imported","event":"open","occurred_at":"2026-01-05 09:00","role":"receptionist","actor":"r","payload":{"customer":"周小乙"}}
{"ticket":"W-1","event":"close","occurred_at":"2026-01-06 09:00","role":"technician","actor":"t"}
{"ticket":"W-2","type":"imported","event":"open","occurred_at":"2026-01-07 09:00","role":"receptionist","actor":"r","payload":{}}
)");

    [[nodiscard]] tool_run run(std::string const& db, std::string const& more = {}) const {
        return run_tool("run " + events + " --journal " + db + " --as-of \"2026-01-08 09:00\" --lang en --out " +
                        folder.file("out") + ' ' + more);
    }
    [[nodiscard]] std::string file(char const* name) const { return folder.file(name); }
};

void check_archive(two_tickets const& w, std::string const& db) {
    auto const archive = w.file("archive.db");
    auto const whole = run_tool("journal export " + db + " --with-personal");
    auto const go =
        "journal archive " + db + " --to " + archive + " --closed-before 2026-02-01 --at \"2026-02-01 20:00\"";
    auto const moved = run_tool(go);
    CHECK(moved.exit == 0);
    CHECK(moved.text.find("archived: 1 tickets, 2 entries") != std::string::npos);
    CHECK(run_tool(go).text.find("archived: 0 tickets") != std::string::npos);
    CHECK(run_tool("journal verify " + db).exit == 0);
    CHECK(run_tool("journal verify " + archive).exit == 0);
    CHECK(run_tool("journal verify " + db + " --archive " + archive).exit == 0);
    auto const left = run_tool("journal export " + db);
    CHECK(left.text.find("W-1") == std::string::npos);
    CHECK(left.text.find("W-2") != std::string::npos);
    auto const both = run_tool("journal export " + db + " --with-personal --archive " + archive);
    CHECK(both.text.find(whole.text.substr(0, whole.text.find('\n'))) != std::string::npos);
    CHECK(run_tool("journal replay " + archive, "2>/dev/null").text.find("imported,closed,1") != std::string::npos);
    auto const again = w.run(db);  // the same file comes again: what went is known to have gone, by its number
    CHECK(again.text.find("3 refused") != std::string::npos);
    auto const back = run_tool("journal restore " + db + " --from " + archive + " --ticket W-1");
    CHECK(back.exit == 0);
    CHECK(back.text.find("restored: 1 tickets, 2 entries") != std::string::npos);
    CHECK(run_tool("journal export " + db).text.find("W-1") != std::string::npos);
    CHECK(run_tool("journal verify " + db).exit == 0);
}

}  // namespace

TEST_CASE("archive moves closed tickets to a file and restore puts them back") {
    two_tickets const w;
    auto const db = w.file("hall.db");
    REQUIRE(w.run(db).exit == 0);
    check_archive(w, db);
    auto const rules = w.folder.put("keep.toml", "[[keep]]\ntypes = [\"imported\"]\nyears = 1\n");
    auto const early = run_tool("journal archive " + db + " --to " + w.file("b.db") + " --rules " + rules +
                                " --at \"2026-06-01 20:00\"");
    CHECK(early.text.find("archived: 0 tickets") != std::string::npos);
    auto const due = run_tool("journal archive " + db + " --to " + w.file("b.db") + " --rules " + rules +
                              " --at \"2027-06-01 20:00\"");
    CHECK(due.text.find("archived: 1 tickets") != std::string::npos);
}

TEST_CASE("run begins with what snapshot wrote and says why where it does not fit") {
    two_tickets const w;
    auto const db = w.file("hall.db");
    REQUIRE(w.run(db).exit == 0);
    REQUIRE(run_tool("journal snapshot " + db + " --out " + w.file("s")).exit == 0);
    auto const again = w.run(db, "--snapshot " + w.file("s"));
    CHECK(again.exit == 0);
    CHECK(again.text.find("snapshot") == std::string::npos);
    auto const other = w.run(db, "--policy handbook --snapshot " + w.file("s"));
    CHECK(other.exit == 0);
    CHECK(other.text.find("the snapshot's policy is") != std::string::npos);
}

TEST_CASE("what archive and restore and snapshot cannot do they refuse") {
    two_tickets const w;
    auto const db = w.file("hall.db");
    REQUIRE(w.run(db).exit == 0);
    auto const to = "journal archive " + db + " --to " + w.file("a.db");
    refused_input const cases[] = {
        {to + " --at \"2026-02-01 20:00\"", "--rules: either the rules of retention, or --closed-before"},
        {to + " --closed-before 2026-02-30 --at \"2026-02-01 20:00\"", "--closed-before: there is no day 2026-02-30"},
        {to + " --rules " + w.folder.put("k.toml", "[[keep]]\nyear = 1\n") + " --at \"2026-02-01 20:00\"", "k.toml:2"},
        {to + " --closed-before 2026-02-01 --texts erase --at \"2026-02-01 20:00\"", "no store of them was given"},
        {"journal archive " + db + " --to " + db + " --closed-before 2026-02-01 --at \"2026-02-01 20:00\"",
         "it is a journal and no archive"},
        {"journal restore " + db + " --from " + w.file("none.db") + " --ticket W-1", "there is no such file"},
        {"journal archive " + w.file("none.db") + " --to " + w.file("a.db") +
             " --closed-before 2026-02-01 --at \"2026-02-01 20:00\"",
         "none.db: there is no such file"},
        {"journal settle " + w.file("none.db") + " 1 --who x --why y --at \"2026-02-01 20:00\"",
         "none.db: there is no such file"},
        {"run " + w.events + " --journal " + db + " --snapshot " + w.file("none"), "it cannot be read"},
    };
    for (auto const& c : cases) CHECK_EQ(not_refused(c, w.folder), "");
    CHECK_FALSE(std::filesystem::exists(w.file("none.db")));  // nor was it made
}

#ifdef GONGDAN_WITH_POSTGRES
TEST_CASE("PostgreSQL: run keeps its journal there and the verbs of journal find it by branch") {
    if (!postgres_server::can_be_had()) return;
    postgres_server const server;
    two_tickets const w;
    auto const db = "\"postgres:" + server.connection() + "\" --branch chengnan";
    auto const kept = w.run(db);
    REQUIRE_MESSAGE(kept.exit == 0, kept.text);
    auto const sound = run_tool("journal verify " + db);
    CHECK(sound.exit == 0);
    CHECK(sound.text.find("3 entries") != std::string::npos);
    CHECK(run_tool("journal verify \"postgres:" + server.connection() + "\" --branch another").exit == 2);
    CHECK(run_tool("journal backup " + db + ' ' + w.file("copy")).text.find("pg_dump") != std::string::npos);
    check_archive(w, db);
    auto const nowhere = run_tool("journal verify postgresql://nobody@localhost:1/none");
    CHECK(nowhere.exit == 2);
    CHECK(nowhere.text.find("journal.open") != std::string::npos);
}
#endif
