// Code and output shown in the docs are those of the compiled examples, word for word.

#include "text.hpp"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>
#include <vector>

namespace {

/// A block of a page that stands behind `<!-- FILE -->`, and the file.
struct quotation {
    std::string page;
    std::string file;
    std::string block;
};

std::vector<quotation> quotations_in(std::string const& page, std::string const& text) {
    std::vector<quotation> found;
    for (auto at = text.find("<!-- "); at != std::string::npos; at = text.find("<!-- ", at + 1)) {
        auto const name_end = text.find(" -->\n```", at);
        if (name_end == std::string::npos) break;
        auto const begin = text.find('\n', name_end + 5) + 1;
        auto const end = text.find("\n```", begin);
        if (end == std::string::npos) break;
        found.push_back({page, text.substr(at + 5, name_end - at - 5), text.substr(begin, end + 1 - begin)});
    }
    return found;
}

std::vector<quotation> all_quotations() {
    house::path const root = source_dir();
    auto found = quotations_in("README.md", house::read(root / "README.md"));
    for (auto const& entry : std::filesystem::recursive_directory_iterator(root / "docs"))
        if (entry.path().extension() == ".md")
            for (quotation& q : quotations_in(entry.path().filename().string(), house::read(entry.path())))
                found.push_back(std::move(q));
    return found;
}

}  // namespace

TEST_CASE("what the docs show of an example is the example") {
    auto const all = all_quotations();
    CHECK(all.size() >= 4);
    for (quotation const& q : all) {
        INFO(q.page, " quotes ", q.file);
        CHECK(q.block == house::read(source_dir() / q.file));
    }
}

TEST_CASE("a quotation that differs is found") {
    auto const q = quotations_in("p", "a\n<!-- f -->\n```cpp\nint x;\n```\n");
    REQUIRE(q.size() == 1);
    CHECK(q[0].file == "f");
    CHECK(q[0].block == "int x;\n");
}
