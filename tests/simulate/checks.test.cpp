// The watch over every simulated world sees what it is there to see.

#include "scenarios.hpp"

#include <string>
#include <vector>

using namespace gongdan;
using simulate::moment;
using what = moment::what;

namespace {

struct told {
    simulate::tick at;
    what happened;
    std::uint64_t ticket;
    std::uint32_t crew = moment::nobody;
};

std::string wrong_with(std::vector<told> const& all, std::uint64_t counted = 1, std::string held = {}) {
    auto const s = scenario_text(
        "time_unit = \"hour\"\nresolution = \"1 s\"\nhorizon = 1\ncrews = 2\n"
        "[[class]]\nname = \"a\"\narrivals = { rate = 1 }\nservice = 1\n");
    world_checks checks(s);
    for (told const& t : all) {
        if (t.happened == what::begun && !held.empty()) {
            entry e;
            e.ticket = {t.ticket};
            e.event = held;
            checks.accepted(e);
        }
        checks.saw({t.at, t.happened, {t.ticket}, 0, t.crew});
    }
    simulate::replication r;
    r.classes.resize(1);
    r.classes[0].tickets = counted;
    return checks.wrong_with(r);
}

}  // namespace

TEST_CASE("a lost ticket and a crew in two places and work on hold are seen in any simulated world") {
    std::vector<told> const well = {
        {0, what::opened, 1}, {0, what::taken, 1, 0}, {5, what::begun, 1, 0}, {9, what::done, 1, 0}};
    CHECK(wrong_with(well) == "");
    CHECK(wrong_with(well, 0).find("a ticket is lost: 1 came") == 0);
    CHECK(wrong_with(well, 1, "hold").find("work goes on while clocks are on hold (ticket 1)") == 0);
    CHECK(wrong_with(well, 1, "resume") == "");
    CHECK(wrong_with({{0, what::opened, 2}}).find("a ticket has a number before it comes") == 0);
    CHECK(wrong_with({{5, what::opened, 1}, {4, what::taken, 1, 0}}).find("the clock goes back") == 0);
    auto more = well;
    more.push_back({9, what::taken, 1, 0});
    CHECK(wrong_with(more).find("a ticket comes back from its end") == 0);
    CHECK(wrong_with({{0, what::opened, 1}, {0, what::opened, 2}, {0, what::taken, 1, 0}, {0, what::taken, 2, 0}}, 2)
              .find("a crew is in two places (ticket 2)") == 0);
    CHECK(wrong_with({{0, what::opened, 1}, {0, what::taken, 1, 0}, {0, what::taken, 1, 1}})
              .find("two crews are at one ticket") == 0);
    CHECK(wrong_with({{0, what::opened, 1}, {0, what::begun, 1, 0}}).find("work begins though nobody went") == 0);
    CHECK(wrong_with({{0, what::opened, 1}, {0, what::taken, 1, 0}, {0, what::absent, 1, 1}})
              .find("a crew leaves where it is not") == 0);
}
