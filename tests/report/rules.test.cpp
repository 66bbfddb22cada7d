// The table of rules: complete, drawn from tables and promises, and each covered rule with a test of its name.

#include <gongdan/lifecycle/catalogue.hpp>
#include <gongdan/report/rules.hpp>
#include <gongdan/sla/books.hpp>

#include <support/data.hpp>

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <regex>
#include <set>
#include <string>

using namespace gongdan;

namespace {

std::vector<report::covered_rule> all() { return report::cover_rules(builtin_lifecycles(), gas()); }

std::string text_of(std::filesystem::path const& p) {
    std::ifstream in(p, std::ios::binary);
    return {std::istreambuf_iterator<char>(in), {}};
}

/// Rule numbers in the names of test cases: "P7, T22: …".
std::set<std::string> tested() {
    std::set<std::string> ids;
    std::regex const name{"TEST_CASE\\((?:ON_BACKENDS)?\\s*\"((?:[PCLTVIRK][0-9]+(?:, )?)+):"};
    std::regex const id{"[PCLTVIRK][0-9]+"};
    for (auto const& file : std::filesystem::recursive_directory_iterator(source_dir() / "tests")) {
        auto const kind = file.path().extension();
        if (kind != ".cpp" && kind != ".hpp") continue;
        auto const text = text_of(file.path());
        for (std::sregex_iterator m{text.begin(), text.end(), name}, end; m != end; ++m) {
            auto const names = (*m)[1].str();
            for (std::sregex_iterator i{names.begin(), names.end(), id}; i != end; ++i) ids.insert(i->str());
        }
    }
    return ids;
}

}  // namespace

TEST_CASE("every rule a row or a promise cites is in the catalogue, and each stands there once") {
    std::set<std::string> known;
    for (auto const& c : all()) CHECK_MESSAGE(known.insert(std::string{c.rule.id}).second, std::string{c.rule.id});
    CHECK(known.size() == 105);
    for (lifecycle const* l : builtin_lifecycles())
        for (row_info const& r : l->rows)
            if (auto const rule = rule_text(r); !rule.empty()) CHECK_MESSAGE(known.count(rule) == 1, rule);
    for (clause const& c : gas().clauses) CHECK_MESSAGE(known.count(c.rule) == 1, c.rule);
}

TEST_CASE("a rule is covered by the steps and promises that cite it") {
    auto const rules = all();
    auto const t35 = std::find_if(rules.begin(), rules.end(), [](auto const& c) { return c.rule.id == "T35"; });
    REQUIRE(t35 != rules.end());
    REQUIRE(t35->places.size() == 2);
    CHECK(t35->places[0].en == "ignition: note the hose");
    CHECK(t35->places[1].zh == "换波纹管:登记");
    CHECK(report::cover_rules({}, policy{})[0].places.empty());
}

TEST_CASE("every covered rule has a test of its name") {
    auto const names = tested();
    for (auto const& c : all())
        if (!c.places.empty()) CHECK_MESSAGE(names.count(std::string{c.rule.id}) == 1, std::string{c.rule.id});
}

TEST_CASE("the reference page shows the table as it is") {
    auto const page = text_of(source_dir() / "docs/reference/rules.md");
    CHECK(page.find(report::to_markdown(all(), language::en)) != std::string::npos);
}
