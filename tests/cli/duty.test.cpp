// The duty verb: a plan, its coverage, and what it refuses.

#include <support/tool.hpp>

#include <doctest/doctest.h>

namespace {

char const* const example =
    "duty examples/duty/customers.csv --policy examples/duty/program.toml --visits examples/duty/visits.csv --areas "
    "examples/duty/areas.csv --from 2026-03-02 --to 2026-12-31 ";

}  // namespace

TEST_CASE("duty writes the plan to standard output or with --out to a folder") {
    auto const shown = run_tool(example, "2>/dev/null");
    CHECK(shown.exit == 0);
    CHECK(shown.text.find("day,area,building,place,duties,due_by,state,attempts,care\n2026-03-02,") == 0);
    scratch_folder folder;
    auto const kept = run_tool(example + ("--lang en --out " + folder.file("out")));
    CHECK(kept.exit == 0);
    CHECK(kept.text.find("yearly inspection (I1): 96 places, kept 18 (18.8%); visits in a year 110: entered 99, nobody "
                         "home 8, refused 3, company 0; entry rate 90.0%, where somebody was home 97.1%") == 0);
    CHECK(run_tool("rules >/dev/null; cat " + folder.file("out/plan.csv")).text == shown.text);
    CHECK(run_tool("rules >/dev/null; head -1 " + folder.file("out/coverage.csv")).text.find("duty,rule,places,") == 0);
}

TEST_CASE("what duty cannot plan it refuses") {
    scratch_folder folder;
    auto const program = folder.put("p.toml", "name='n'\nversion='1'\n[[duty]]\ncode='a'\nclasses=['x']\n");
    std::string const customers = "duty examples/duty/customers.csv ";
    refused_input const cases[] = {
        {customers + "--from 2026-03-02 --to 2027-03-01", "2027"},
        {customers + "--from 2026-03-02 --to 2026-03-01", "is no period"},
        {customers + "--from 2026-03-02 --to 2026-04-01 --policy " + program,
         "p.toml:5: duty[0].classes[0]: 'x' is not"},
        {customers + "--from 2026-03-02 --to 2026-04-01 --areas examples/duty/visits.csv", "visits.csv:1: place: "},
        {"duty nowhere.csv --from 2026-03-02 --to 2026-04-01", "nowhere.csv"},
        {customers + "--from yesterday --to 2026-04-01", "--from"},
    };
    for (auto const& c : cases) CHECK_EQ(not_refused(c, folder), "");
}

TEST_CASE("duty names the rows it cannot use and plans the others") {
    scratch_folder folder;
    auto const table = folder.put("c.csv", "id,class,area,building\nA,household,1,1\nB,castle,1,1\n");
    auto const r = run_tool("duty " + table + " --from 2026-03-02 --to 2026-12-31");
    CHECK(r.exit == 0);
    CHECK(words(r.text, folder).find("gongdan: c.csv:3: class: 'castle' is not known") != std::string::npos);
    CHECK(r.text.find(",A,inspection+leaflets,") != std::string::npos);
}
