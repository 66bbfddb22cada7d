// What is wrong with an input is said in a sentence with file, line and field, and the exit code is 2.

#include <support/tool.hpp>

#include <doctest/doctest.h>

#include <string>

namespace {

constexpr char open_line[] =
    R"({"ticket":"W-1","type":"repair","event":"open","occurred_at":"2026-03-02 10:00","role":"customer"})";

}  // namespace

TEST_CASE("an input that cannot be used stops the run with one sentence and exit 2") {
    scratch_folder folder;
    auto const good = folder.put("good.jsonl", open_line);
    auto const rows = folder.put("rows.csv", "id,opened\n1,2026-03-02 10:00\n");
    refused_input const cases[] = {
        {"run " + folder.file("nothing.jsonl"),
         "gongdan: nothing.jsonl: cannot be opened: No such file or directory\n"},
        {"run " + folder.put("gbk.jsonl", "{\"ticket\":\"\xb9\xa4\xb5\xa5\"}\n"), "it looks like GBK"},
        {"run " + rows, "rows.csv: a CSV of a foreign system needs --map"},
        {"run " + good + " --policy " +
             folder.put("p1.toml",
                        "name = \"p\"\nversion = \"1\"\nsource = \"s\"\n[[clause]]\ntype = \"laundry\"\ntarget = "
                        "\"t\"\nwithin = \"1 h\"\nmet = [\"closed\"]\n"),
         "gongdan: p1.toml:4: type: unknown type 'laundry'\n"},
        {"run " + good + " --policy " +
             folder.put("p2.toml",
                        "name = \"p\"\nversion = \"1\"\nsource = \"s\"\n[[clause]]\ntype = \"repair\"\ntarget = "
                        "\"t\"\nwithin = \"1 lightyear\"\nmet = [\"closed\"]\n"),
         "gongdan: p2.toml:7: clause[0].within: in '1 lightyear' at character 3: a unit is expected"},
        {"run " + good + " --policy " +
             folder.put("p3.toml", "name = \"p\"\nversion = \"1\"\nsource = \"s\"\nclauses = 3\n"),
         "gongdan: p3.toml:4: clauses: is not a name that is known here; did you mean 'clause'?\n"},
        {"run " + good + " --policy " + folder.put("p4.toml", "name = \"p\nversion"), "p4.toml:1"},
        {"run " + rows + " --map " +
             folder.put("m1.toml", "name = \"m\"\nticket = \"ID\"\ntype = \"type\"\nopened = \"opened\"\n"),
         "gongdan: rows.csv:1: ID: "},
        {"run " + good + " --as-of 2026-02-30", "gongdan: --as-of: "},
        {"run " + good + " --calendar " +
             folder.put("c1.toml", "name = \"c\"\nversion = \"1\"\nfrom = \"2026-02-30\"\nto = \"2026-03-01\"\n"),
         "gongdan: c1.toml:3: from: there is no day 2026-02-30\n"},
        {"run " + folder.put("empty.csv", "") + " --map examples/boston/map.toml", "empty.csv"},
        {"deadline --accepted \"2026-02-13 25:00\" --target \"24 h\"", "gongdan: --accepted: there is no time 25:00\n"},
        {"deadline --accepted \"2026-02-13 10:00\" --target \"24 hours\"",
         "gongdan: --target: in '24 hours' at character 4: "},
        {"days --from 2026-02-30 --add 1", "gongdan: --from: there is no day 2026-02-30\n"},
        {"days --from 2026-12-30 --add 5", "gongdan: --add: the working days of 2027 are not known"},
        {"lifecycle laundry", "no ticket type 'laundry'"},
        {"nonsense", "subcommand"},
    };
    for (auto const& c : cases) CHECK_EQ(not_refused(c, folder), "");
}

TEST_CASE("a line that cannot be read is rejected with file, line and field, and the others go on") {
    scratch_folder folder;
    auto const bad = [](std::string const& change) {
        return R"({"ticket":"W-2","type":"repair","event":"open",)" + change + "}\n";
    };
    auto const file = folder.put(
        "events.jsonl",
        std::string{open_line} + "\n"                                                      // 1
            + bad(R"("occurred_at":"2026-02-30 10:00")")                                   // 2
            + bad(R"("occurred_at":"2026-02-28 25:00")")                                   // 3
            + bad(R"("occurred_at":"2026-03-02 10:00","level":"L9")")                      // 4
            + bad(R"("occurred_at":"2026-03-02 10:00","role":"king")")                     // 5
            + bad(R"("occurred_at":"2026-03-02 10:00","colour":"red")")                    // 6
            + bad(R"("occurred_at":"2026-03-02 10:00","payload":{"a":[1]})")               // 7
            + bad(R"("occurred_at":"2026-03-02 10:00","occurred_at":"2026-03-02 10:00")")  // 8
            + "{\"ticket\":\"W-3\",\"type\":\"rep\n"                                       // 9
            + R"({"ticket":"W-1","event":"record","occurred_at":"2026-03-02 10:05","role":"receptionist"})" + "\n");
    auto const r = run_tool("run " + file + " --lang en --out " + folder.file("out"));
    CHECK(r.exit == 0);
    auto const rejects = gongdan::read_source(folder.file("out/rejects.csv"));
    gongdan::csv_reader csv{rejects};
    std::map<std::string, std::string> by_line;
    while (auto const row = csv.next())
        by_line[std::string{(*row)[csv.column("line")]}] = std::string{(*row)[csv.column("field")]};
    CHECK(by_line["2"] == "/occurred_at");
    CHECK(by_line["3"] == "/occurred_at");
    CHECK(by_line["4"] == "/level");
    CHECK(by_line["5"] == "/role");
    CHECK(by_line["6"] == "/colour");
    CHECK(by_line["7"] == "/payload/a");
    CHECK(by_line["8"] == "/occurred_at");
    CHECK(by_line.count("9") == 1);
    CHECK(by_line.size() == 8);
    auto const answers = gongdan::read_source(folder.file("out/answers.jsonl")).text;
    CHECK(answers.find(R"("ticket": "W-1", "event": "record", "answer": "accepted")") != std::string::npos);
}
