#include <gongdan/calendar/china.hpp>
#include <gongdan/desk/desk.hpp>
#include <gongdan/desk/exchange.hpp>
#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/sla/books.hpp>
#include <gongdan/time/civil.hpp>
#include <journal/entries.hpp>
#include <journal/random_desk.hpp>

#include <doctest/doctest.h>

using namespace gongdan;

namespace {

std::vector<entry> imported(std::string const& text, journal_format format, std::string* faults = nullptr) {
    source const from{"in", text};
    return import_journal(from, format, builtin_lifecycles(), [&](fault const& f) {
        INFO(f.text());
        REQUIRE(faults != nullptr);
        *faults += f.text() + '\n';
    });
}

std::string faults_of(std::string const& text, journal_format format = journal_format::jsonl) {
    std::string faults;
    static_cast<void>(imported(text, format, &faults));
    return faults;
}

constexpr journal_format all_formats[] = {journal_format::jsonl, journal_format::csv, journal_format::xes,
                                          journal_format::ocel};

constexpr char const* opened =
    R"({"ticket": "A", "type": "repair", "event": "open", "occurred_at": "2026-02-13 08:00"})"
    "\n";

}  // namespace

TEST_CASE("an exported journal that is imported is the same journal, in every format") {
    for (unsigned seed = 1; seed <= 5; ++seed) {
        INFO("seed ", seed);
        auto const store = std::make_shared<memory_journal>();
        auto live = desk_on(store);
        random_hand hand{live, seed, at("2026-02-09 08:00")};
        for (int i = 0; i < 200; ++i) hand.act();
        auto before = all_of(*store);
        judge(before, builtin_lifecycles(), gas(), china());
        for (auto const format : all_formats) {
            auto after = imported(export_journal(*store, format, {true}), format);
            judge(after, builtin_lifecycles(), gas(), china());
            CHECK(same(after, before));
        }
    }
}

TEST_CASE("a line has the keys that scripts rely on, and names the ticket by the host's number") {
    memory_journal j;
    auto open = entry_of(1, "open", {{"external", "W-1"}, {"level", "L3"}});
    open.command_id = "c-1";
    std::vector<entry> entries{open, entry_of(1, "note"), entry_of(2, "open")};
    j.append(entries);
    CHECK(
        export_journal(j, journal_format::jsonl) ==
        R"({"command_id": "c-1", "ticket": "W-1", "type": "repair", "level": "L3", "event": "open", "occurred_at": "2026-02-13 23:59:30", )"
        R"("recorded_at": "2026-02-13 23:59:30", "actor": "r-07", "role": "receptionist", "payload": {"external": "W-1", "level": "L3"}})"
        "\n"
        R"({"command_id": "", "ticket": "W-1", "type": "repair", "level": "", "event": "note", "occurred_at": "2026-02-13 23:59:30", )"
        R"("recorded_at": "2026-02-13 23:59:30", "actor": "r-07", "role": "receptionist", "payload": {}})"
        "\n"
        R"({"command_id": "", "ticket": 2, "type": "repair", "level": "L1", "event": "open", "occurred_at": "2026-02-13 23:59:30", )"
        R"("recorded_at": "2026-02-13 23:59:30", "actor": "r-07", "role": "receptionist", "payload": {}})"
        "\n");
    CHECK(export_journal(j, journal_format::csv) ==
          "command_id,ticket,type,level,event,occurred_at,recorded_at,actor,role,payload\n"
          "c-1,W-1,repair,L3,open,2026-02-13 23:59:30,2026-02-13 23:59:30,r-07,receptionist,\"{\"\"external\"\": "
          "\"\"W-1\"\", \"\"level\"\": \"\"L3\"\"}\"\n"
          ",W-1,repair,,note,2026-02-13 23:59:30,2026-02-13 23:59:30,r-07,receptionist,{}\n"
          ",2,repair,L1,open,2026-02-13 23:59:30,2026-02-13 23:59:30,r-07,receptionist,{}\n");
}

TEST_CASE("texts of every kind come back byte for byte, in every format") {
    std::string const texts[] = {"",
                                 " ",
                                 "\t\n\r",
                                 "\x01\x1f\x7f",
                                 "<a b=\"c\">&amp;</a>",
                                 "]]>",
                                 "'\"",
                                 "_x0001_",
                                 "_x",
                                 "__x005F_",
                                 "\xEF\xBF\xBE\xEF\xBF\xBF",
                                 "，。",
                                 "燃气 \xF0\x9F\x94\xA5",
                                 "\xC2\x85\xE2\x80\xA8"};
    memory_journal j;
    std::vector<entry> entries{entry_of(1, "open")};
    for (std::string const& text : texts) {
        auto e = entry_of(1, "note", {{"said", text}});
        e.actor = text;
        if (!text.empty()) e.data.set(text, "under this name");
        entries.push_back(e);
    }
    j.append(entries);
    for (auto const format : all_formats) {
        CAPTURE(label(format).code);
        auto after = imported(export_journal(j, format, {true}), format);
        judge(after, builtin_lifecycles(), gas(), china());
        CHECK(same(after, all_of(j)));
    }
}

TEST_CASE("a customer's name, phone, address and words stay at home unless they are asked for") {
    memory_journal j;
    auto open = entry_of(
        1, "open", {{"customer", "张三丰"}, {"phone", "13800138000"}, {"address", "长安街一号"}, {"hall", "城南厅"}});
    open.actor = "张先生本人";
    open.as = role::customer;
    std::vector<entry> entries{open, entry_of(1, "note", {{"text", "张三丰说家里有老人"}, {"phone", "13900139000"}})};
    j.append(entries);
    for (auto const format : all_formats) {
        CAPTURE(label(format).code);
        auto const masked = export_journal(j, format);
        auto const whole = export_journal(j, format, {true});
        for (char const* secret : {"张三丰", "13800138000", "长安街一号", "张先生", "13900139000"}) {
            CHECK(masked.find(secret) == std::string::npos);
            CHECK(whole.find(secret) != std::string::npos);
        }
        CHECK(masked.find("城南厅") != std::string::npos);
        CHECK(masked.find("r-07") != std::string::npos);
        CHECK(imported(masked, format).size() == 2);
    }
}

TEST_CASE("a formula in a cell is written harmless and read back as it was") {
    memory_journal j;
    std::vector<entry> entries{entry_of(1, "open", {{"hall", "=HYPERLINK(1)"}})};
    entries[0].actor = "=cmd|' /C calc'!A0";
    entries[0].command_id = "@SUM(1)";
    j.append(entries);
    auto const text = export_journal(j, journal_format::csv);
    CHECK(text.find("'=cmd") != std::string::npos);
    CHECK(text.find("'@SUM") != std::string::npos);
    auto const back = imported(text, journal_format::csv);
    REQUIRE(back.size() == 1);
    CHECK(back[0].actor == entries[0].actor);
    CHECK(back[0].command_id == entries[0].command_id);
}

TEST_CASE("events as run reads them become a journal, with the host's numbers and levels") {
    auto const entries = imported(
        R"({"ticket": "A", "type": "repair", "level": "尽快安排", "event": "open", "occurred_at": "2026-02-13 08:00", "payload": {"n": 3, "yes": true}})"
        "\n\n"
        R"({"ticket": 4711, "type": "alarm", "event": "open", "occurred_at": "2026-02-13 08:30", "recorded_at": "2026-02-13 09:00"})"
        "\n"
        R"({"ticket": "A", "level": "L4", "event": "note", "occurred_at": "2026-02-13 09:00", "role": "dispatcher"})"
        "\n",
        journal_format::jsonl);
    REQUIRE(entries.size() == 3);
    CHECK(entries[0].data == payload{{"n", "3"}, {"yes", "yes"}, {"level", "L3"}, {"external", "A"}});
    CHECK(entries[0].recorded_at == entries[0].occurred_at);
    CHECK(entries[1].ticket.value == 2);
    CHECK(entries[1].data.get("external") == "4711");
    CHECK(entries[2].ticket.value == 1);
    CHECK(entries[2].kind == "repair");
    CHECK(entries[2].as == role::dispatcher);
    CHECK(entries[2].data.empty());
}

TEST_CASE("what makes no history is refused with its line and key, and the other lines are read") {
    struct row {
        std::string line;
        char const* fault;
    };
    row const table[] = {
        {R"({"ticket": "B", "type": "reapir", "event": "open", "occurred_at": "2026-02-13 08:00"})",
         "in:2: /type: 'reapir' is not known; did you mean 'repair'?"},
        {R"({"ticket": "B", "event": "open", "occurred_at": "2026-02-13 08:00"})", "in:2: /type: is empty"},
        {R"({"ticket": "", "type": "repair", "event": "open", "occurred_at": "2026-02-13 08:00"})",
         "in:2: /ticket: is empty"},
        {R"({"ticket": "A", "type": "repair", "event": "open", "occurred_at": "2026-02-13 08:00"})",
         "in:2: /ticket: 'A' is opened twice"},
        {R"({"ticket": "B", "event": "note", "occurred_at": "2026-02-13 08:00"})",
         "in:2: /ticket: 'B' was not opened before"},
        {R"({"ticket": "A", "type": "alarm", "event": "note", "occurred_at": "2026-02-13 08:00"})",
         "in:2: /type: the ticket was opened as 'repair'"},
        {R"({"ticket": "A", "event": "fly", "occurred_at": "2026-02-13 08:00"})",
         "in:2: /event: 'repair' has no event 'fly'"},
        {R"({"ticket": "A", "event": "note", "occurred_at": "2026-02-30 08:00"})", "in:2: /occurred_at: "},
        {R"({"ticket": "A", "event": "note", "occurred_at": "2026-02-13 25:00"})", "in:2: /occurred_at: "},
        {R"({"ticket": "A", "event": "note", "occurred_at": "2199-12-31 24:00"})", "in:2: /: journal.entry: "},
        {R"({"ticket": "A", "event": "note", "occurred_at": "2026-02-13 08:00", "role": "boss"})",
         "in:2: /role: 'boss' is not known"},
        {R"({"ticket": "A", "event": "note", "occurred_at": "2026-02-13 08:00", "payload": {"x": []}})",
         "in:2: /payload/x: "},
        {R"({"ticket": "A", "event": "note", "occured_at": "2026-02-13 08:00"})", "in:2: /occured_at: "},
        {R"({"ticket": "B", "type": "repair", "level": "L2", "event": "open", "occurred_at": "2026-02-13 08:00", "payload": {"level": "L3"}})",
         "in:2: /level: is not 'L3', the level in the payload"},
        {R"({"ticket": "B", "type": "repair", "event": "open", "occurred_at": "2026-02-13 08:00", "payload": {"external": "C"}})",
         "in:2: /ticket: is not 'C', the number in the payload"},
        {R"({"ticket")", "in:2: "},
    };
    for (row const& r : table) {
        INFO(r.line);
        std::string faults;
        auto const good =
            imported(opened + r.line + "\n" + R"({"ticket": "A", "event": "note", "occurred_at": "2026-02-13 09:00"})",
                     journal_format::jsonl, &faults);
        CHECK_MESSAGE(faults.rfind(r.fault, 0) == 0, faults);
        CHECK(good.size() == 2);
    }
    CHECK(faults_of(
              opened +
              std::string{R"({"ticket": "A", "command_id": "x", "event": "note", "occurred_at": "2026-02-13 08:00"})"} +
              "\n" + R"({"ticket": "A", "command_id": "x", "event": "note", "occurred_at": "2026-02-13 08:00"})") ==
          "in:3: /command_id: 'x' stands twice\n");
    CHECK(faults_of("ticket,event,occurred_at,type\nA,open,2026-02-13 08:00,repair\nA,fly,2026-02-13 "
                    "08:00,\nA,note,2026-02-13 8,\n",
                    journal_format::csv)
              .find("in:3: event: 'repair' has no event 'fly'\nin:4: occurred_at: ") == 0);
    CHECK(faults_of("ticket,event,occurred_at,type,payload\nA,open,2026-02-13 08:00,repair,{\n", journal_format::csv)
              .find("in:2: payload: ") == 0);
}

TEST_CASE("entries that the lifecycle cannot follow are marked when they are judged") {
    auto entries =
        imported(opened + std::string{R"({"ticket": "A", "event": "close", "occurred_at": "2026-02-13 08:10"})"},
                 journal_format::jsonl);
    REQUIRE(entries.size() == 2);
    CHECK(entries[1].stands == standing::accepted);
    judge(entries, builtin_lifecycles(), gas(), china());
    CHECK(entries[0].stands == standing::accepted);
    CHECK(entries[1].stands == standing::conflict);
}

TEST_CASE("what happened before the ticket was opened is a conflict that is counted and told") {
    auto const store = std::make_shared<memory_journal>();
    auto d = desk_on(store);
    opening o;
    o.type = kind::repair;
    o.occurred_at = at("2026-02-13 08:00");
    auto const id = *d.open(o);
    command early;
    early.event = "note";
    early.occurred_at = at("2026-02-13 07:00");
    early.recorded_at = at("2026-02-13 09:00");
    CHECK(d.apply(id, early)->stands == standing::conflict);
    CHECK(d.ticket(id)->conflicts == 1);
    auto const told = d.poll(at("2026-02-13 09:00"), 100);
    REQUIRE_FALSE(told.empty());
    CHECK(told.front().kind == effect_kind::conflict);
    CHECK(desk_on(store).ticket(id)->conflicts == 1);
}
