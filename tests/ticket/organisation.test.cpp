// Three levels, who sees whose tickets, who takes the calls, and lines that are apart (R1, R5, R6).

#include <gongdan/core/located.hpp>
#include <gongdan/ticket/organisation_file.hpp>

#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

using namespace gongdan;

namespace {

constexpr char const* text = R"([[unit]]
code = "HO"
kind = "head_office"
[[unit]]
code = "B1"
kind = "branch"
above = "HO"
[[unit]]
code = "C1"
name = "城东公司"
kind = "company"
above = "B1"
emergency = "96777"
service = "96778"
complaint = "96779"
[[unit]]
code = "D1"
kind = "dispatch_centre"
above = "C1"
[[unit]]
code = "S1"
kind = "service_centre"
above = "C1"
[[unit]]
code = "H1"
kind = "hall"
above = "C1"
[[unit]]
code = "H2"
kind = "hall"
above = "C1"
[[unit]]
code = "C2"
kind = "company"
above = "B1"
[[unit]]
code = "O2"
kind = "operations"
above = "C2"
[[unit]]
code = "D2"
kind = "dispatch_centre"
above = "C2"
[[unit]]
code = "H3"
kind = "hall"
above = "C2"
)";

organisation units() { return read_organisation({"units.toml", text}); }

std::string fault_of(std::string changed) {
    try {
        static_cast<void>(read_organisation({"units.toml", std::move(changed)}));
    } catch (input_error const& e) { return e.what(); }
    return {};
}

std::string with(std::string_view from, std::string_view to) {
    std::string s{text};
    auto const at = s.find(from);
    REQUIRE(at != std::string::npos);
    return s.replace(at, from.size(), to);
}

}  // namespace

TEST_CASE("R1: a hall sees its own tickets, a company's units see its halls', the levels above see all below them") {
    auto const o = units();
    CHECK(o.sees("H1", "H1"));
    CHECK_FALSE(o.sees("H1", "H2"));
    for (auto const* viewer : {"D1", "S1", "C1", "B1", "HO"}) {
        INFO(viewer);
        CHECK(o.sees(viewer, "H1"));
        CHECK(o.sees(viewer, "H2"));
    }
    CHECK_FALSE(o.sees("D1", "H3"));
    CHECK(o.sees("B1", "H3"));
    CHECK_FALSE(o.sees("nobody", "H1"));
}

TEST_CASE("a ticket of no hall or of one that is not listed is seen by all but halls") {
    auto const o = units();
    for (auto const* hall : {"", "H9"}) {
        CHECK_FALSE(o.sees("H1", hall));
        CHECK(o.sees("D1", hall));
    }
}

TEST_CASE("R1: a company with halls has a dispatch centre that supervises them") {
    CHECK(fault_of(with("code = \"D2\"\nkind = \"dispatch_centre\"", "code = \"D2\"\nkind = \"service_centre\"")) ==
          "units.toml:33: unit[7].code: it has halls and no dispatch centre that supervises them");
    CHECK(fault_of(with("above = \"B1\"\nemergency", "above = \"HO\"\nemergency")) ==
          "units.toml:12: unit[2].above: a company belongs to a branch");
    CHECK(fault_of(with("kind = \"head_office\"", "kind = \"head_office\"\nabove = \"C1\"")) ==
          "units.toml:4: unit[0].above: nothing stands above a head office");
    CHECK(fault_of(with("code = \"H2\"", "code = \"H1\"")) == "units.toml:29: unit[6].code: 'H1' stands twice");
}

TEST_CASE("R5: calls are taken by the service centre, or by production operations where there is none") {
    auto const o = units();
    CHECK(o.takes_calls("H1")->code == "S1");
    CHECK(o.takes_calls("D1")->code == "S1");
    CHECK(o.takes_calls("H3")->code == "O2");
    CHECK(o.takes_calls("HO") == nullptr);
    CHECK(fault_of(with("kind = \"operations\"", "kind = \"hall\"")) ==
          "units.toml:33: unit[7].code: it has neither a service centre nor production operations to take calls");
}

TEST_CASE("R6: the emergency line, the service line and the complaint line are apart") {
    CHECK(units().find("C1")->lines[static_cast<std::size_t>(call_line::emergency)] == "96777");
    CHECK(fault_of(with("96779", "96777")) ==
          "units.toml:15: unit[2].complaint: the complaint line and the 24-hour emergency line must be apart");
    CHECK(fault_of(with("code = \"D1\"", "code = \"D1\"\nservice = \"1\"")) ==
          "units.toml:18: unit[3].service: the lines are a company's");
}

TEST_CASE("an organisation made by hand is checked as well") {
    CHECK_THROWS_AS(static_cast<void>(organisation{{{"H", "H", unit_kind::hall}}}), std::invalid_argument);
}
