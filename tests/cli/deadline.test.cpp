// The deadlines that were reasoned by hand, asked of the tool in bulk.

#include <support/tool.hpp>
#include <support/worked_cases.hpp>

#include <doctest/doctest.h>

#include <string>
#include <vector>

using namespace gongdan;

TEST_CASE("deadline --cases gives each deadline as it was reasoned by hand, in the order asked") {
    scratch_folder folder;
    auto const cases = worked_deadlines();
    csv_text asked{{"id", "accepted", "target", "holds", "as_known", "provisional"}};
    for (auto const& c : cases) asked.row({c.id, c.accepted, c.target, c.holds, c.as_known, c.provisional});
    auto const r = run_tool("deadline --cases " + folder.put("cases.csv", asked.text()));
    CHECK(r.exit == 0);
    auto const told = from_text("told.csv", r.text);
    csv_reader csv{told};
    csv.only({"id", "deadline", "flag", "reason"});
    for (auto const& c : cases) {
        CAPTURE(c.id);
        CAPTURE(c.why);
        auto const row = csv.next();
        REQUIRE(row);
        CHECK((*row)[csv.column("id")] == c.id);
        CHECK((*row)[csv.column("deadline")] == c.deadline);
        CHECK((*row)[csv.column("flag")] == c.flag);
        CHECK((*row)[csv.column("reason")].find(c.reason_has) != std::string_view::npos);
    }
    CHECK_FALSE(csv.next());
    CHECK(cases.size() >= 76);
}
