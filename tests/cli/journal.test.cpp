// The journal's verbs: a history goes out and comes back the same, and what was touched is named.

#include <support/tool.hpp>

#include <doctest/doctest.h>

#include <string>

using namespace gongdan;

namespace {

/// A folder with the example week in a journal, `week.db`.
struct kept_week {
    scratch_folder folder;
    std::string db = folder.file("week.db");

    kept_week() {
        auto const r = run_tool("run examples/week/events.jsonl --journal " + db + " --out " + folder.file("out"));
        REQUIRE_MESSAGE(r.exit == 0, r.text);
    }
    [[nodiscard]] tool_run journal(std::string const& arguments) const { return run_tool("journal " + arguments); }
    [[nodiscard]] std::string file(char const* name) const { return folder.file(name); }
};

std::string ending(std::string const& name) { return name.substr(name.rfind('.') + 1); }

}  // namespace

TEST_CASE("a journal that goes out and comes back in is the same to the last link, by every format") {
    kept_week const w;
    auto const sound = w.journal("verify " + w.db);
    CHECK(sound.exit == 0);
    CHECK(sound.text.find("sound: 1713 entries, head ") != std::string::npos);
    for (char const* name : {"copy.jsonl", "copy.csv", "copy.xes", "copy.json"}) {
        CAPTURE(name);
        CHECK(w.journal("export " + w.db + " --with-personal --out " + w.file(name)).exit == 0);
        auto const copy = w.file(name) + ".db";
        auto const back = w.journal("import " + copy + ' ' + w.file(name));
        CHECK_MESSAGE(back.exit == 0, back.text);
        CHECK(w.journal("verify " + copy).text == sound.text);
        CHECK(w.journal("export " + copy + " --with-personal --out " + w.file("again.") + ending(name)).exit == 0);
        CHECK(read_source(w.file("again.") + ending(name)).text == read_source(w.file(name)).text);
    }
}

TEST_CASE("an export tells nobody's name, phone or address unless it is asked to") {
    kept_week const w;
    auto const masked = w.journal("export " + w.db).text;
    auto const whole = w.journal("export " + w.db + " --with-personal").text;
    auto const at = whole.find("\"phone\": \"") + 10;
    auto const phone = whole.substr(at, whole.find('"', at) - at);
    REQUIRE(phone.size() > 5);
    CHECK(masked.find(phone) == std::string::npos);
    CHECK(masked.find("\"phone\": \"" + phone.substr(0, 3) + "****") != std::string::npos);
    CHECK(w.journal("export " + w.db + " --format xes --zone Z").text.find("Z\"/>") != std::string::npos);
}

TEST_CASE("replay counts the tickets of the journal, conflicts lists what contradicts its history") {
    kept_week const w;
    auto const told = run_tool("journal replay " + w.db, "2>/dev/null");
    CHECK(told.exit == 0);
    auto const table = from_text("replay.csv", told.text);
    csv_reader csv{table};
    csv.only({"type", "state", "tickets", "held", "conflicts"});
    std::int64_t tickets = 0;
    std::int64_t conflicts = 0;
    while (auto const row = csv.next()) {
        tickets += std::stoll(std::string{(*row)[csv.column("tickets")]});
        conflicts += std::stoll(std::string{(*row)[csv.column("conflicts")]});
    }
    CHECK(tickets == 150);
    CHECK(conflicts == 1);
    auto const open = w.journal("conflicts " + w.db);
    CHECK(open.exit == 0);
    CHECK(open.text.find("BX-0221-03,repair,arrive,2026-02-21 14:12,2026-02-21 15:40,t-11,technician") !=
          std::string::npos);
}

TEST_CASE("a conflict that is settled stays in the journal with who and why and is listed no more") {
    kept_week const w;
    auto const listed = w.journal("conflicts " + w.db).text;
    auto const line = listed.find('\n') + 1;
    auto const sequence = listed.substr(line, listed.find(',', line) - line);
    auto const settle = "settle " + w.db + ' ' + sequence + " --who 李 --at \"2026-02-22 09:00\" --why ";
    CHECK(w.journal(settle + "''").exit == 2);
    auto const done = w.journal(settle + "手机时间不准");
    CHECK_MESSAGE(done.exit == 0, done.text);
    CHECK(w.journal(settle + "再来一次").exit == 2);
    CHECK(w.journal("conflicts " + w.db).text.find("BX-0221-03") == std::string::npos);
    CHECK(w.journal("conflicts " + w.db + " --all").text.find("李,2026-02-22 09:00,手机时间不准") != std::string::npos);
    CHECK(w.journal("verify " + w.db).exit == 0);
}

TEST_CASE("replay under another policy says who would have been late and who not, with a CSV of what differs") {
    kept_week const w;
    auto const same = w.journal("replay " + w.db + " --policy gas --lang en");
    CHECK(same.exit == 0);
    CHECK(same.text.find("nothing differs") != std::string::npos);
    auto const told = w.journal("replay " + w.db + " --policy handbook --lang en --out " + w.file("d.csv"));
    CHECK(told.exit == 0);
    CHECK(told.text.find("repair  handled") != std::string::npos);
    auto const text = read_source(w.file("d.csv"));
    csv_reader csv{text};
    csv.only(
        {"ticket", "type", "level", "target", "deadline_before", "verdict_before", "deadline_after", "verdict_after"});
    int handled = 0;
    while (auto const row = csv.next()) {
        CHECK((*row)[csv.column("verdict_after")].empty());  // the handbook has these promises not
        handled += (*row)[csv.column("target")] == "handled";
    }
    CHECK(handled == 69);
    auto const days = w.journal("replay " + w.db + " --calendar examples/calendars/hall.toml --lang en");
    CHECK(days.exit == 0);
    CHECK(days.text.find("china → ") != std::string::npos);
}

TEST_CASE(
    "verify names the first entry that is not as it was written with exit 1 and a file that is no database with 2") {
    kept_week const w;
    auto text = bytes_of(w.db);
    // A name in one entry, changed in the file behind the journal's back.
    auto const at = text.find("t-11");
    REQUIRE(at != std::string::npos);
    for (auto i = at; i != std::string::npos; i = text.find("t-11", i + 1)) text.replace(i, 4, "t-12");
    auto const touched = w.journal("verify " + w.folder.put("touched.db", text));
    CHECK(touched.exit == 1);
    CHECK(touched.text.find("entry ") != std::string::npos);
    CHECK(w.journal("verify " + w.folder.put("letter.db", "Dear sirs")).exit == 2);
}

TEST_CASE("an import with a fault in it leaves no journal behind") {
    kept_week const w;
    REQUIRE(w.journal("export " + w.db + " --out " + w.file("w.csv")).exit == 0);
    auto text = read_source(w.file("w.csv")).text;
    auto const day = text.find("2026-02-", text.find('\n', text.find('\n') + 1));
    text.replace(day, 10, "2026-02-30");
    auto const r = w.journal("import " + w.file("new.db") + ' ' + w.folder.put("bad.csv", text));
    CHECK(r.exit == 2);
    CHECK(words(r.text, w.folder).find("bad.csv:3: occurred_at: there is no day 2026-02-30") != std::string::npos);
    CHECK_FALSE(std::filesystem::exists(w.file("new.db")));
}

TEST_CASE("a journal that cannot be used is refused with a sentence") {
    kept_week const w;
    refused_input const cases[] = {
        {"journal", "subcommand"},
        {"journal verify " + w.file("none.db"), "gongdan: journal.open: none.db: there is no such file\n"},
        {"journal export " + w.file("none.db"), "there is no such file"},
        {"journal replay " + w.db + " --policy " + w.file("none.toml"), "none.toml: cannot be opened"},
        {"journal export " + w.db + " --format xml", "xml not in {jsonl,csv,xes,ocel}"},
        {"journal export " + w.db + " --format xes --zone CST", "a zone is Z, or hours and minutes as in +08:00"},
        {"journal import " + w.db + ' ' + w.folder.put("e.jsonl", ""),
         "gongdan: journal.open: week.db: the file is there already\n"},
        {"journal import " + w.file("x.db") + ' ' + w.folder.put("j.jsonl", "{\"ticket\": 1\n"), "j.jsonl:1"},
    };
    for (auto const& c : cases) CHECK_EQ(not_refused(c, w.folder), "");
}
