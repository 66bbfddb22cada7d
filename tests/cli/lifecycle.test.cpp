// The lifecycle verb shows each type's table, as text and as a diagram.

#include <support/tool.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <string>

TEST_CASE("lifecycle lists the types, and shows one by its code or its Chinese name") {
    auto const list = run_tool("lifecycle");
    CHECK(list.exit == 0);
    for (char const* line : {"repair · 报修 · repair\n", "alarm · 报警 · alarm\n", "imported · 导入工单 · imported\n"})
        CHECK(list.text.find(line) != std::string::npos);
    auto const by_code = run_tool("lifecycle repair");
    CHECK(by_code.exit == 0);
    CHECK(run_tool("lifecycle 报修").text == by_code.text);
    auto const english = run_tool("lifecycle repair --lang en");
    CHECK(english.text.find("reported (start)\n    record → accepted · by the receptionist") != std::string::npos);
}

TEST_CASE("lifecycle draws a table in Mermaid and in DOT, and all types at once") {
    auto const mermaid = run_tool("lifecycle alarm --format mermaid --lang en");
    CHECK(mermaid.exit == 0);
    CHECK(mermaid.text.find("stateDiagram-v2") != std::string::npos);
    auto const dot = run_tool("lifecycle alarm --format dot --lang en");
    CHECK(dot.text.find("digraph") != std::string::npos);
    auto const all = run_tool("lifecycle --all --format dot --lang en");
    CHECK(all.exit == 0);
    CHECK(all.text.find(dot.text) != std::string::npos);
    std::size_t drawn = 0;
    for (auto at = all.text.find("digraph"); at != std::string::npos; at = all.text.find("digraph", at + 1)) ++drawn;
    auto const list = run_tool("lifecycle").text;
    CHECK(drawn == static_cast<std::size_t>(std::count(list.begin(), list.end(), '\n')));
}

TEST_CASE("lifecycle shows a state's steps as forms for a role") {
    auto const forms = run_tool("lifecycle repair --form lit --role technician --lang en");
    CHECK(forms.exit == 0);
    CHECK(forms.text.find("confirm the order [confirm] → ") != std::string::npos);
    CHECK(forms.text.find("    customer's signature [customer_signature] signature\n") != std::string::npos);
    CHECK(run_tool("lifecycle repair --form lit --role customer").text.find("[hold]") == std::string::npos);
}

TEST_CASE("what lifecycle cannot show it refuses") {
    scratch_folder folder;
    refused_input const cases[] = {
        {"lifecycle laundry", "gongdan: TYPE: no ticket type 'laundry'; there are repair, alarm, "},
        {"lifecycle repair --format pdf", "pdf not in {text,mermaid,dot}"},
        {"lifecycle repair --lang fr", "fr not in {zh,en}"},
        {"lifecycle repair --all", "excludes"},
        {"lifecycle repair --form nowhere", "gongdan: --form: repair has no state 'nowhere'"},
        {"lifecycle repair --form lit --role cook", "gongdan: --role: no role 'cook'"},
    };
    for (auto const& c : cases) CHECK_EQ(not_refused(c, folder), "");
}
