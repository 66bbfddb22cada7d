// Who may include whom: the layers of the house, and the heavy headers that stay out of a host's way.

#include "text.hpp"

#include <doctest/doctest.h>

#include <optional>
#include <regex>
#include <set>

namespace {

using house::path;
using sentences = std::vector<std::string>;

// From the ground up. Folders of one layer do not include each other; every other include points down.
std::vector<std::vector<std::string>> const layers = {
    {"core"},         {"time"},
    {"files"},        {"calendar", "fee"},
    {"ticket"},       {"lifecycle", "sla", "journal", "registration"},
    {"desk", "duty"}, {"dispatch"},
    {"simulate"},     {"report"},
};

/// The height of a folder's layer; nothing where it has none.
std::optional<std::size_t> height(std::string const& folder) {
    for (std::size_t i = 0; i < layers.size(); ++i)
        if (std::count(layers[i].begin(), layers[i].end(), folder) != 0) return i;
    return std::nullopt;
}

std::vector<std::string> includes_of(std::string const& text) {
    static std::regex const line(R"(^[ \t]*#[ \t]*include[ \t]*[<"]([^>"]+)[>"])");
    std::vector<std::string> found;
    for (auto const& l : house::lines_of(text)) {
        std::smatch m;
        if (std::regex_search(l, m, line)) found.push_back(m[1]);
    }
    return found;
}

/// The folder in `gongdan/folder/name`; empty for the umbrella header, which lies in no folder.
std::string folder_of(std::string const& header) {
    auto const rest = header.substr(std::string_view("gongdan/").size());
    auto const slash = rest.find('/');
    return slash == std::string::npos ? "" : rest.substr(0, slash);
}

std::optional<std::string> layer_fault(std::string const& from, std::string const& to) {
    auto const above = folder_of(from);
    auto const below = folder_of(to);
    if (below.empty()) return "nothing includes the umbrella header";
    if (!height(below) || (!above.empty() && !height(above))) return "a folder has no layer";
    if (above.empty() || above == below || height(below) < height(above)) return std::nullopt;
    return height(below) == height(above) ? "neighbours of one layer do not know each other" : "an include points up";
}

std::optional<std::string> weight_fault(std::string const& from, std::string const& to) {
    using house::ends_with;
    using house::starts_with;
    if (starts_with(to, "boost/msm/") && from != "gongdan/lifecycle/define.hpp")
        return "only lifecycle/define.hpp includes MSM";
    if (starts_with(to, "boost/date_time") && !ends_with(to, "_types.hpp"))
        return "of Date_Time only the *_types.hpp are included";
    if (ends_with(from, ".ipp")) return std::nullopt;
    for (auto const* driver : {"toml++/", "nlohmann/", "sqlite3", "libpq", "expat", "CLI/"})
        if (starts_with(to, driver)) return "drivers and parsers are included by .ipp files only";
    return std::nullopt;
}

/// What is wrong with the includes of one header, named as one includes it (`gongdan/core/term.hpp`).
sentences faults_of(std::string const& header, std::string const& text) {
    sentences found;
    auto const note = [&](std::optional<std::string> const& fault, std::string const& to) {
        if (fault) found.push_back(header + " includes " + to + ": " + *fault);
    };
    for (auto const& to : includes_of(text)) {
        if (house::starts_with(to, "gongdan/")) note(layer_fault(header, to), to);
        else note(weight_fault(header, to), to);
    }
    return found;
}

std::string name_of(path const& header) { return header.lexically_relative(source_dir() / "include").generic_string(); }

/// Every header of ours that `header` brings along in compiled mode, which is without the .ipp files.
void reach(std::string const& header, std::set<std::string>& seen) {
    if (house::ends_with(header, ".ipp") || !seen.insert(header).second) return;
    for (auto const& to : includes_of(house::read(source_dir() / "include" / header)))
        if (house::starts_with(to, "gongdan/")) reach(to, seen);
}

}  // namespace

TEST_CASE("every include points down and stays light") {
    auto const headers = house::public_headers();
    REQUIRE(headers.size() > 10);
    for (auto const& header : headers) {
        auto const faults = faults_of(name_of(header), house::read(header));
        CHECK_MESSAGE(faults.empty(), house::joined(faults));
    }
}

TEST_CASE("the umbrella header brings no machine") {
    std::set<std::string> seen;
    reach("gongdan/gongdan.hpp", seen);
    CHECK(seen.size() > 10);
    CHECK(seen.count("gongdan/lifecycle/define.hpp") == 0);
}

TEST_CASE("an include that points up, sideways or at a heavy header is found") {
    auto const count = [](char const* header, char const* to) {
        return faults_of(header, std::string("#pragma once\n  # include <") + to + ">\n").size();
    };
    CHECK(count("gongdan/sla/a.hpp", "gongdan/calendar/b.hpp") == 0);
    CHECK(count("gongdan/sla/a.hpp", "gongdan/sla/b.hpp") == 0);
    CHECK(count("gongdan/gongdan.hpp", "gongdan/report/b.hpp") == 0);
    CHECK(count("gongdan/calendar/a.hpp", "gongdan/sla/b.hpp") == 1);
    CHECK(count("gongdan/sla/a.hpp", "gongdan/journal/b.hpp") == 1);
    CHECK(count("gongdan/files/a.hpp", "gongdan/calendar/b.hpp") == 1);
    CHECK(count("gongdan/desk/a.hpp", "gongdan/gongdan.hpp") == 1);
    CHECK(count("gongdan/desk/a.hpp", "gongdan/attic/b.hpp") == 1);
    CHECK(count("gongdan/lifecycle/define.hpp", "boost/msm/back/state_machine.hpp") == 0);
    CHECK(count("gongdan/lifecycle/repair.hpp", "boost/msm/back/state_machine.hpp") == 1);
    CHECK(count("gongdan/time/a.hpp", "boost/date_time/posix_time/posix_time_types.hpp") == 0);
    CHECK(count("gongdan/time/a.hpp", "boost/date_time/posix_time/posix_time.hpp") == 1);
    CHECK(count("gongdan/journal/sqlite.hpp", "sqlite3.h") == 1);
    CHECK(count("gongdan/journal/sqlite.ipp", "sqlite3.h") == 0);
}
